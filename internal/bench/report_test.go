package bench

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// sampled is a report in which n articles take n milliseconds and n/100 megabytes, and
// others multiples of that.
func sampled() *Report {
	r := &Report{
		Machine: Machine{Cores: 2, CPU: "Example", Memory: 24, System: "linux/amd64", Go: "go1.26.0", Load: 0.24},
		Gloss:   "v1.2.3", Rounds: 3, Timeout: 5 * time.Minute,
	}
	for _, n := range []int{100, 1000, 10_000} {
		size := Size{Articles: n, Files: n + 500, Bytes: int64(n) * 10 << 10}
		for i, name := range []string{glossName, unchangedName, hugoName, floorName} {
			row := Row{Name: name, TimedOut: name == hugoName && n == 10_000}
			for _, percent := range []int{110, 100, 95} {
				row.Samples = append(row.Samples, Sample{
					Wall: time.Duration(n*(i+1)*percent) * time.Millisecond / 100, User: time.Duration(n*(i+1)) * time.Millisecond, System: time.Duration(n) * 100 * time.Microsecond,
					Peak: int64(n*(i+1)*percent) << 20 / 100 / 100, Files: n + 500 + i, Bytes: int64(n*(i+1)) * 20 << 10,
				})
			}
			size.Rows = append(size.Rows, row)
		}
		r.Sizes = append(r.Sizes, size)
	}
	r.Profile = &Profile{Articles: 10_000, Time: []Share{{"this", 60.4}, {"the rest", 39.6}}, Memory: []Share{{"the rest", 100}}}
	return r
}

func TestGolden(t *testing.T) {
	var page bytes.Buffer
	if err := sampled().Markdown(&page); err != nil {
		t.Fatal(err)
	}
	for file, got := range map[string][]byte{"report.md": page.Bytes(), "plot.svg": sampled().SVG()} {
		path := filepath.Join("testdata", file)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

// The plot is XML, needs nothing from elsewhere, and keeps within its frame, whatever was
// measured.
func TestPlot(t *testing.T) {
	one := sampled()
	one.Sizes = one.Sizes[:1]
	zero := sampled()
	for i := range zero.Sizes {
		for k := range zero.Sizes[i].Rows {
			zero.Sizes[i].Rows[k].Samples = []Sample{{}}
		}
	}
	for name, r := range map[string]*Report{"full": sampled(), "one size": one, "no time": zero, "nothing": {}} {
		svg := r.SVG()
		if bytes.Contains(svg, []byte("NaN")) || bytes.Contains(svg, []byte("Inf")) {
			t.Errorf("%s: no number in\n%s", name, svg)
		}
		for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok {
				for _, a := range e.Attr {
					if strings.Contains(a.Value, "href") || strings.HasPrefix(a.Value, "http") && a.Name.Local != "xmlns" {
						t.Errorf("%s: the plot needs %s", name, a.Value)
					}
				}
			}
		}
	}
}

// Each row is told apart from the others.
func TestStrokes(t *testing.T) {
	seen := map[any]string{}
	for _, row := range sampled().Sizes[0].Rows {
		s := strokes[row.Name]
		if other, ok := seen[s]; ok || s.colour == "" {
			t.Errorf("%q is drawn as %q is", row.Name, other)
		}
		seen[s] = row.Name
	}
}
