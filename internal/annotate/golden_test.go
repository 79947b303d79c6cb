package annotate

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// goldenCase is one example of a txtar file. Its sections are named after it:
//
//	-- NAME/options --      optional words, see parse
//	-- NAME/input.md --
//	-- NAME/html --         HTML with its holes
//	-- NAME/doc --          everything else in the Doc
//	-- NAME/diagnostics --
//
// A section that would be empty is left out.
type goldenCase struct {
	name     string
	sections map[string]string
}

var goldenSections = []string{"options", "input.md", "html", "doc", "diagnostics"}

// parse runs Parse on the case's input, bent as its options ask: "html", "sourced" and
// "literal" are Parse's own; "crlf", "cr" and "nul" (for ␀) put bytes into the input that
// editors and git would not leave alone; "chomp" drops its last line break; "front" tells
// Parse to begin behind the second line of dashes. "shown" is for cases about what readers
// see, which have no doc section.
func (c goldenCase) parse() ([]byte, Options) {
	src, o, front := c.sections["input.md"], Options{File: "x.md"}, false
	for word := range strings.FieldsSeq(c.sections["options"]) {
		switch word {
		case "html":
			o.HTML = true
		case "sourced":
			o.Sourced = true
		case "titled":
			o.Title = "It's a title"
		case "literal":
			o.Literal = true
		case "shown":
		case "chomp":
			src = strings.TrimSuffix(src, "\n")
		case "crlf":
			src = strings.ReplaceAll(src, "\n", "\r\n")
		case "cr":
			src = strings.ReplaceAll(src, "\n", "\r")
		case "nul":
			src = strings.ReplaceAll(src, "␀", "\x00")
		case "front":
			front = true
		default:
			panic("unknown option " + word)
		}
	}
	if front {
		o.Body = strings.Index(src[1:], "---") + 1
		if i := strings.IndexByte(src[o.Body:], '\n'); i >= 0 {
			o.Body += i + 1
		} else {
			o.Body = len(src)
		}
	}
	return []byte(src), o
}

// readGolden reads a txtar file into its cases and reports what belongs to none.
func readGolden(t testing.TB, file string) []goldenCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	for _, f := range parseTxtar(string(text)).files {
		name, section, _ := strings.Cut(f.name, "/")
		if !slices.Contains(goldenSections, section) {
			t.Errorf("%s: unknown section %q", file, f.name)
			continue
		}
		i := slices.IndexFunc(cases, func(c goldenCase) bool { return c.name == name })
		if i < 0 {
			i = len(cases)
			cases = append(cases, goldenCase{name, map[string]string{}})
		}
		if _, dup := cases[i].sections[section]; dup {
			t.Errorf("%s: section %q stands twice", file, f.name)
		}
		cases[i].sections[section] = f.data
	}
	for _, c := range cases {
		if _, ok := c.sections["input.md"]; !ok {
			t.Errorf("%s: case %q has no input", file, c.name)
		}
	}
	return cases
}

// goldenFiles lists the golden files; anything else in testdata is an orphan.
func goldenFiles(t testing.TB) []string {
	t.Helper()
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		switch {
		case filepath.Ext(e.Name()) == ".txtar":
			files = append(files, filepath.Join("testdata", e.Name()))
		case e.Name() != "fuzz":
			t.Errorf("testdata/%s belongs to no test", e.Name())
		}
	}
	return files
}

// goldenCases are all cases, for tests of what holds for every document.
func goldenCases(t testing.TB) []goldenCase {
	var cases []goldenCase
	for _, f := range goldenFiles(t) {
		cases = append(cases, readGolden(t, f)...)
	}
	return cases
}

// The syntax, construct by construct, as an author writes it and with everything the rest
// of the site is told about it.
func TestGolden(t *testing.T) {
	for _, file := range goldenFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			cases := readGolden(t, file)
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) { c.check(t) })
			}
			if *update && !t.Failed() {
				writeGolden(t, file, cases)
			}
		})
	}
}

func (c goldenCase) check(t *testing.T) {
	d := Parse(c.parse())
	got := map[string]string{"html": dumpHTML(d), "doc": dumpDoc(d), "diagnostics": dumpDiags(d)}
	if strings.Contains(c.sections["options"], "shown") {
		got["doc"] = ""
	}
	for section, text := range got {
		switch {
		case *update && text == "":
			delete(c.sections, section)
		case *update:
			c.sections[section] = text
		default:
			if diff := cmp.Diff(c.sections[section], text); diff != "" {
				t.Errorf("%s (-want +got):\n%s", section, diff)
			}
			if _, there := c.sections[section]; there && text == "" {
				t.Errorf("section %s is orphaned: there is none", section)
			}
		}
	}
}

func writeGolden(t *testing.T, file string, cases []goldenCase) {
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ar := txtar{comment: parseTxtar(string(old)).comment}
	for _, c := range cases {
		for _, section := range goldenSections {
			if text, ok := c.sections[section]; ok {
				ar.files = append(ar.files, txtarFile{c.name + "/" + section, text})
			}
		}
	}
	if text := ar.String(); text != string(old) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
