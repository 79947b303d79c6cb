package build

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
	"gloss/layouts"
)

// What only the rendered pages show is reported at the file that an author can mend.
func TestCheck(t *testing.T) {
	base, err := fs.ReadFile(layouts.FS, "base.html")
	if err != nil {
		t.Fatal(err)
	}
	replaced := func(old, new string) *fstest.MapFile {
		if !strings.Contains(string(base), old) {
			t.Fatalf("base.html has no %s", old)
		}
		return &fstest.MapFile{Data: []byte(strings.Replace(string(base), old, new, 1))}
	}
	line := func(f *fstest.MapFile, text string) int {
		before, _, _ := strings.Cut(string(f.Data), text)
		return strings.Count(before, "\n") + 1
	}
	imprint := replaced(`<footer class="foot"{{.WordsLang}}>`, "<footer class=\"foot\">\n<a href=\"imprint.html\">Imprint</a>")
	for _, tc := range []struct {
		name, site string
		base       *fstest.MapFile
		want       []string
	}{
		{name: "a sound site", site: `
-- content/articles/a.md --
---
redirect_from: [old.html]
---
A [file](../old/b.html#here) and a [place](../old/b.html#there).
-- content/old/b.html --
<body onload="x()"><p id=here><a name="there" href="../articles/a.html#top">x</a> <a href="https://x.example/?a=1&b=2">x</a>
`},
		{name: "links that may lead elsewhere", site: `
-- gloss.yaml --
url: https://x.example/
-- content/articles/a.md --
To [another site](https://x.example/other/), <https://x.example/b.html>, [us](mailto:a@x.example), [by phone](tel:+123), [there](//y.example/).
-- content/old/b.html --
<base href="https://old.example/"><a href="no.html">x</a>
-- content/old/c.html --
<a href="javascript:alert('a b')">x</a> <a href="tel:123">x</a> <img src="data:image/png;base64,AA==">
`},
		{name: "copied pages", site: `
-- content/articles/a.md --
A.
-- content/old/b.html --
<p><a href="no.html">x</a>
<p><a href='../articles/a.html?x=1&amp;y=2#no'>x</a> <a href="../../out.html">x</a> <img src="no.png">
-- content/old/c.css --
p { background: url(none.svg) }
`, want: []string{
			`content/old/b.html:1:13: error: "no.html" leads to "old/no.html", which is not there [site-link]`,
			`content/old/b.html:2:13: error: "../articles/a.html?x=1&y=2#no": there is no id "no" in "articles/a.html" [site-fragment]`,
			`content/old/b.html:2:63: error: "../../out.html" leads out of the site [site-link]`,
			`content/old/b.html:2:95: error: "no.png" leads to "old/no.png", which is not there [site-link]`,
			`content/old/c.css:1:21: error: "none.svg" leads to "old/none.svg", which is not there [site-link]`,
		}},
		{name: "raw HTML", site: `
-- gloss.yaml --
url: https://x.example/briefing/
html: true
-- content/articles/a.md --
# A

<h4>Four levels</h4>

<div role="note" title=""></div>
`, want: []string{`content/articles/a.md: warning: <h4> "Four levels" follows <h1> [site-markup]`}},
		{name: "a link in a layout", base: imprint, site: "-- content/articles/a.md --\nA.\n", want: []string{
			`layouts/base.html:` + strconv.Itoa(line(imprint, "imprint")) + `:10: error: "imprint.html" leads to "imprint.html", which is not there (and so on 4 more pages) [site-link]`,
		}},
		{name: "markup in a layout", base: replaced(`<main id=`, `<main onload="x()" id=`), site: "-- content/index.md --\nA.\n", want: []string{
			`404.html: warning: <main> has a handler onload, which the policy refuses (and so on 2 more pages) [site-markup]`,
		}},
		{name: "a link that a layout makes", base: replaced(`<footer class="foot"{{.WordsLang}}>`, `<footer class="foot"><a href="{{"im"}}print.html">x</a>`), site: "-- content/index.md --\nA.\n", want: []string{
			`404.html: error: "imprint.html" leads to "imprint.html", which is not there (and so on 2 more pages) [site-link]`,
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			site := files(tc.site)
			if tc.base != nil {
				site["layouts/base.html"] = tc.base
			}
			got, pages := checked(t, site, Options{})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if pages < 2 {
				t.Errorf("%d pages read", pages)
			}
		})
	}
}

// checked returns what Check says of a site, but for notes.
func checked(t *testing.T, site fs.FS, o Options) (lines []string, pages int) {
	t.Helper()
	var b Builder
	r, diags, err := b.Build(site, o)
	if err != nil {
		t.Fatal(err)
	}
	if diag.Count(diags, diag.Error) > 0 {
		t.Fatal(diags)
	}
	diags, pages, err = r.Check()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Severity != diag.Note {
			lines = append(lines, d.String())
		}
	}
	return lines, pages
}

// A finding in a shared glossary names the file where it really is.
func TestCheckSharedGlossary(t *testing.T) {
	site := files("-- gloss.yaml --\nglossary: ../shared\n-- content/index.md --\nX.\n")
	shared := files("-- old.html --\n<a href='no.html'>x</a>\n")
	got, _ := checked(t, site, Options{Open: func(string) (fs.FS, error) { return shared, nil }})
	if want := []string{`../shared/old.html:1:10: error: "no.html" leads to "glossary/no.html", which is not there [site-link]`}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Check ends with the error of a file that cannot be read any more.
func TestCheckFails(t *testing.T) {
	site := failing{fstest.MapFS{"content/index.md": {Data: []byte("X.\n")}, "content/a.pdf": {Data: []byte("x")}}, "content/a.pdf"}
	var b Builder
	r, _, err := b.Build(site, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = r.Check()
	if d, ok := Mistake(err); !ok || d.Code != "unreadable" || d.Pos.File != "content/a.pdf" {
		t.Errorf("error %v", err)
	}
}

// The sample passes what authors are asked to run before they publish.
func TestSampleChecks(t *testing.T) {
	got, _ := checked(t, sample, Options{})
	for _, line := range got {
		t.Error(line)
	}
}
