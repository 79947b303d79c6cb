package render

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/site"
)

// rendered renders the page at an output path.
func rendered(t *testing.T, fsys fs.FS, out string) string {
	t.Helper()
	s := linked(t, fsys)
	for id, p := range s.Pages {
		if p.Out == out {
			page, err := renderer(t, s).Page(site.PageID(id))
			if err != nil {
				t.Fatal(err)
			}
			return string(page)
		}
	}
	t.Fatalf("no page %q", out)
	return ""
}

// An article with a color of its own has it wherever it is named, for readers of either theme;
// its shape stays.
func TestOwnColor(t *testing.T) {
	fsys := files(`
-- content/articles/a.md --
---
color: "#a03020"
source: {publisher: The Post, length: 2}
---
## One

## Two

Text.[^b:n] {p=1}
-- content/articles/b.md --
---
short: Other
color: oklch(52% .17 30)
---
Text.[^n]

[^n]: A note.
-- content/articles/c.md --
---
color: "#a03020"
---
Text.
-- content/articles/d.md --
Text.
`)
	s := linked(t, fsys)
	r := renderer(t, s)
	for out, want := range map[string][]string{
		"articles/a.html":     {`<article class="digest" data-hue="1" data-shape="circle" data-color="1">`, `class="note-origin" data-hue="2" data-shape="square" data-color="2" href="b.html#note-n">`},
		"articles/c.html":     {`<article class="digest" data-hue="3" data-shape="triangle" data-color="1">`},
		"articles/d.html":     {`<article class="digest" data-hue="4" data-shape="diamond">`},
		"articles/index.html": {`data-color="1"`, `data-color="2"`},
		"sources.html":        {`data-color="1"`},
	} {
		page := rendered(t, fsys, out)
		for _, w := range append(want, r.marks.sheet.path) {
			if !strings.Contains(page, w) {
				t.Errorf("%s has no %s", out, w)
			}
		}
	}
	for number, color := range []string{"#a03020", "oklch(52% .17 30)"} {
		if rule := fmt.Sprintf(`[data-color="%d"]{--src:light-dark(oklch(from %s `, number+1, color); strings.Count(string(r.marks.sheet.data), rule) != 1 {
			t.Errorf("%s\nhas no %s", r.marks.sheet.data, rule)
		}
	}
}

// However many colours there are, the style sheet of every page stays small, and without one
// there is none.
func TestManyColors(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range maxColors + 10 {
		fsys[fmt.Sprintf("content/articles/%03d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ncolor: \"#%06x\"\n---\nText.\n", i)}
	}
	if n := strings.Count(string(renderer(t, linked(t, fsys)).marks.sheet.data), "[data-color="); n != maxColors {
		t.Errorf("%d colours", n)
	}
	if path := renderer(t, linked(t, files("-- content/articles/a.md --\nText.\n"))).marks.sheet.path; path != "" {
		t.Errorf("%s without a colour", path)
	}
}
