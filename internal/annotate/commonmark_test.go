package annotate

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// specExamples reads CommonMark's own examples from the goldmark module, which ships
// them with its tests: they are a test dependency, not ours to copy.
func specExamples(t *testing.T) []specExample {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("locate goldmark: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []specExample
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples, want the 652 of CommonMark 0.31", len(examples))
	}
	return examples
}

type specExample struct {
	Markdown, HTML, Section string
	Example                 int
}

// Our additions leave CommonMark alone: every example of the specification renders to the
// very HTML it gives. Literal and Trusting turn off what is not a matter of syntax.
func TestCommonMark(t *testing.T) {
	for _, ex := range specExamples(t) {
		d := Parse([]byte(ex.Markdown), Options{Literal: true, Trusting: true})
		got, want := normalise(string(d.Plain())), normalise(ex.HTML)
		if gfm[ex.Example] {
			if got == want {
				t.Errorf("example %d is as CommonMark has it: take it off the list", ex.Example)
			}
			continue
		}
		if got != want {
			t.Errorf("example %d (%s)\n%q\n got %q\nwant %q", ex.Example, ex.Section, ex.Markdown, got, want)
		}
	}
}

// gfm are the examples in which GFM, which we promise too, goes beyond CommonMark: bare
// URLs and addresses become links.
var gfm = map[int]bool{608: true, 611: true, 612: true}

// normalise evens out what the specification leaves open: the form of void elements.
func normalise(s string) string {
	return strings.ReplaceAll(s, " />", ">")
}
