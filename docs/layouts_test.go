package docs_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/layouts"
)

const layoutsPage = "layouts.md"

// layoutSite is the site in which the examples of layouts.md stand: it has a page for every
// layout.
var layoutSite = fstest.MapFS{
	"gloss.yaml": {Data: []byte("title: T\n")},
	"content/articles/example.md": {Data: []byte("---\ntitle: E\nshort: Example\nsource: {publisher: P}\nredirect_from: old.html\n---\n\n" +
		"The toll was [set in May]{date=2031-05 event=toll title=\"The toll\"}.[^n] {p=none}\n\n[^n]: [So does the other](other.md#said){rel=extends}.\n")},
	"content/articles/other.md":   {Data: []byte("[It says more]{#said}.\n")},
	"content/glossary/example.md": {Data: []byte("---\nterm: toll\n---\n\nA price.\n")},
	"content/guide.md":            {Data: []byte("---\ntitle: Guide\nupdated: 2031-05-03\n---\n\nRead.\n")},
}

// withFiles is layoutSite with further files.
func withFiles(files map[string]string) fstest.MapFS {
	all := maps.Clone(layoutSite)
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

// buildLayouts builds a site whose layouts may be found wrong as late as when it is rendered.
func buildLayouts(t *testing.T, site fs.FS) built {
	t.Helper()
	var b build.Builder
	result, diags, err := b.Build(site, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := built{diags: diags, pages: map[string][]byte{}}
	if diag.Count(diags, diag.Error) > 0 {
		return out
	}
	for f, err := range result.Files() {
		if d, ok := build.Mistake(err); ok {
			out.diags = append(out.diags, d)
			break
		} else if err != nil {
			t.Fatal(err)
		}
		out.pages[f.Path] = f.Data
	}
	return out
}

// TestLayoutExamples builds the examples of layouts.md. Fences named after a file of the
// site are part of it, a diff changes the built-in file; one named after a page stands in
// that page, and one without a name is what Gloss says.
func TestLayoutExamples(t *testing.T) {
	data, err := os.ReadFile(layoutsPage)
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile(`(?m)^\*\*Example (\d+)\.\*\*`).Split(string(data), -1)[1:]
	if len(examples) < 7 {
		t.Fatalf("%s has %d examples", layoutsPage, len(examples))
	}
	fences := regexp.MustCompile("(?ms)^```([a-z]+) *(\\S*)\n(.*?)^```$")
	for i, example := range examples {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			example, _, _ := strings.Cut(example, "\n## ")
			own, said, shown := map[string]string{}, "", map[string][]string{} // shown by page
			for _, m := range fences.FindAllStringSubmatch(example, -1) {
				switch lang, name, text := m[1], m[2], m[3]; {
				case lang == "diff":
					own[name] = patched(t, name, text)
				case strings.HasPrefix(name, "layouts/"):
					own[name] = text
				case name == "":
					said = text
				default:
					shown[name] = append(shown[name], text)
				}
			}
			if len(own) == 0 || len(shown) == 0 && said == "" {
				t.Fatalf("an example has files and what comes of them")
			}
			out := buildLayouts(t, withFiles(own))
			var got strings.Builder
			for _, d := range out.diags {
				if d.Severity == diag.Error {
					got.WriteString(d.String() + "\n")
					if d.Hint != "" {
						got.WriteString("   hint: " + d.Hint + "\n")
					}
				}
			}
			if got.String() != said {
				t.Errorf("(-documented +said)\n%s", cmp.Diff(said, got.String()))
			}
			for name, texts := range shown {
				for _, text := range texts {
					if !strings.Contains(string(out.pages[name]), text) {
						t.Errorf("page %q does not hold %s:\n%s", name, text, out.pages[name])
					}
				}
			}
			if css := own["layouts/site.css"]; css != "" {
				for name, page := range out.pages {
					if strings.HasPrefix(name, "assets/style-") && !strings.HasSuffix(string(page), css) {
						t.Errorf("%s does not end with site.css", name)
					}
				}
			}
		})
	}
}

// patched is a built-in layout, changed as a diff says.
func patched(t *testing.T, name, diff string) string {
	t.Helper()
	data, err := fs.ReadFile(layouts.FS, strings.TrimPrefix(name, "layouts/"))
	if err != nil {
		t.Fatal(err)
	}
	var before, after string
	for line := range strings.Lines(diff) {
		if line[0] != '+' {
			before += line[1:]
		}
		if line[0] != '-' {
			after += line[1:]
		}
	}
	if strings.Count(string(data), before) != 1 {
		t.Errorf("%s: the lines to change are not there, or not only once:\n%s", name, before)
	}
	return strings.Replace(string(data), before, after, 1)
}

// TestLayoutFiles compares the table of files with those there are, and what is said of the
// style sheet with the style sheet.
func TestLayoutFiles(t *testing.T) {
	data, err := os.ReadFile(layoutsPage)
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	var documented []string
	_, table, _ := strings.Cut(page, "## Which files there are\n")
	table, _, _ = strings.Cut(table, "\n## ")
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "| `") {
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(strings.Split(line, "|")[1], -1) {
				documented = append(documented, m[1])
			}
		}
	}
	slices.Sort(documented)
	files, err := fs.Glob(layouts.FS, "*.*")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(name string) bool { return filepath.Ext(name) == ".go" })
	if diff := cmp.Diff(files, documented); diff != "" {
		t.Errorf("%s: the table of files (-there +documented)\n%s", layoutsPage, diff)
	}

	style, err := fs.ReadFile(layouts.FS, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	layers := regexp.MustCompile(`@layer ([a-z, ]+);`).FindSubmatch(style)
	if layers == nil || !strings.Contains(page, "weakest first, `"+strings.ReplaceAll(string(layers[1]), ", ", "`, `")+"`.") {
		t.Errorf("%s: the layers are %s", layoutsPage, layers)
	}
	_, root, _ := strings.Cut(string(style), ":root {")
	root, _, _ = strings.Cut(root, "}")
	for _, m := range regexp.MustCompile(`(--[a-z0-9]+):`).FindAllStringSubmatch(root, -1) {
		if !strings.Contains(page, "`"+m[1]+"`") {
			t.Errorf("%s: nothing is said of %s", layoutsPage, m[1])
		}
	}
}
