package docs_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/build"
	"gloss/internal/edtf"
)

// tables returns the rows of the tables under each heading, without their heads, and the
// line of each row.
func (d *document) tables() map[string][][]string {
	all := map[string][][]string{}
	heading, fenced, head := "", "", 0
	for _, line := range d.lines {
		m := fenceLine.FindStringSubmatch(line)
		switch {
		case fenced != "":
			if line == fenced {
				fenced = ""
			}
		case m != nil:
			fenced = m[1]
		case strings.HasPrefix(line, "#"):
			heading = strings.TrimLeft(line, "# ")
		case !strings.HasPrefix(line, "|"):
			head = 2 // the head of the next table and the line under it
		case head > 0:
			head--
		default:
			var cells []string
			for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
				cells = append(cells, strings.TrimSpace(cell))
			}
			all[heading] = append(all[heading], cells)
		}
	}
	return all
}

func firstCells(rows [][]string) []string {
	var all []string
	for _, row := range rows {
		all = append(all, strings.Trim(row[0], "`"))
	}
	return all
}

// TestKeyTables compares the tables of keys with what the program says the keys are when
// it meets one it does not know.
func TestKeyTables(t *testing.T) {
	d := parse(t)
	tables := d.tables()
	every := firstCells(tables["3.1 Every file"])
	for _, tt := range []struct{ heading, file, text string }{
		{"3.1 Every file", "content/page.md", "---\nqqqqqqqq: x\n---\n"},
		{"3.2 Articles", "content/articles/a.md", "---\nqqqqqqqq: x\n---\n"},
		{"3.3 The source of an article", "content/articles/a.md", "---\nsource: {qqqqqqqq: x}\n---\n"},
		{"3.4 Terms", "content/glossary/a.md", "---\nqqqqqqqq: x\n---\n"},
		{"3.5 The timeline", "content/timeline.md", "---\nqqqqqqqq: x\n---\n"},
		{"3.6 The configuration", "gloss.yaml", "qqqqqqqq: x\n"},
		{"3.7 Limits", "gloss.yaml", "limits: {qqqqqqqq: x}\n"},
		{"4.3 The keys", "content/page.md", "[x]{qqqqqqqq=x}\n"},
	} {
		got := firstCells(tables[tt.heading])
		if slices.Contains([]string{"3.2 Articles", "3.4 Terms", "3.5 The timeline"}, tt.heading) {
			got = append(slices.Clone(every), got...)
		}
		want := keysOf(t, tt.file, tt.text)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, section %q: the table does not list the program's keys (-program +table)\n%s", manual, tt.heading, diff)
		}
	}
}

// keysOf returns the keys that the hint about an unknown one lists.
func keysOf(t *testing.T, file, text string) []string {
	t.Helper()
	var b build.Builder
	_, diags, err := b.Build(fstest.MapFS{"content/x.md": {}, file: {Data: []byte(text)}}, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if _, list, ok := strings.Cut(d.Hint, " are "); ok && strings.Contains(d.Msg, "qqqqqqqq") {
			list, _, _ = strings.Cut(list, ";")
			return strings.Split(list, ", ")
		}
	}
	t.Fatalf("%s: no hint lists the keys: %v", file, diags)
	return nil
}

// TestDateTable compares the table of dates with what they print.
func TestDateTable(t *testing.T) {
	rows := parse(t).tables()["10.2 How to write a date (EDTF)"]
	if len(rows) < 20 {
		t.Fatalf("%s: the table of dates has %d rows", manual, len(rows))
	}
	for _, row := range rows {
		date, err := edtf.Parse(strings.Trim(row[0], "`"))
		if err != nil {
			t.Errorf("%s: %v", manual, err)
		} else if got := date.Format(); got != row[1] {
			t.Errorf("%s: %s prints %q, not %q", manual, row[0], got, row[1])
		}
	}
}

// TestDiagnosticTable compares the last section's table with the diagnostics in the
// program's source, so that each has a line that says what it is about.
func TestDiagnosticTable(t *testing.T) {
	d := parse(t)
	documented := map[string]bool{}
	for _, row := range d.tables()["19. Errors, warnings and notes"] {
		documented[strings.Trim(row[0], "`")+" "+row[1]] = true
		for section := range strings.SplitSeq(row[3], ", ") {
			if !slices.ContainsFunc(d.lines, func(line string) bool {
				return strings.HasPrefix(line, "### "+section+" ") || strings.HasPrefix(line, "## "+section+". ")
			}) {
				t.Errorf("%s: [%s] refers to section %q, which does not exist", manual, row[0], section)
			}
		}
	}
	inSource := map[string]bool{}
	for code, levels := range emittedCodes(t) {
		for level := range levels {
			inSource[code+" "+level.String()] = true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(inSource)) {
		if !documented[code] {
			t.Errorf("%s: section 19 has no line for [%s]", manual, code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(documented)) {
		if !inSource[code] {
			t.Errorf("%s: section 19 has a line for [%s], which the program does not report", manual, code)
		}
	}
}
