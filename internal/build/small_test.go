package build

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/crawl"
	"gloss/internal/diag"
)

// Sites of few files, as someone trying Gloss would write them. Each is read as a browser
// would; contains and lacks are looked for in the page named.
func TestSmallSites(t *testing.T) {
	for _, tc := range []struct {
		name, site, page string
		contains, lacks  []string
		o                Options
	}{
		{name: "three files and one line", page: "articles/a.html", site: `
-- gloss.yaml --
title: Small
-- content/index.md --
Read [the article](articles/a.md).
-- content/articles/a.md --
# An article

It speaks of a toll.
-- content/glossary/toll.md --
What ships pay.
`, contains: []string{`<h1 id="an-article">An article</h1>`, `<a class="term" href="#term-toll"`, "What ships pay."}, lacks: []string{"<h2 id=\"an-article\""}},
		{name: "one line of text", page: "index.html", site: "-- content/index.md --\nHello.\n", contains: []string{"<p>Hello.</p>", "<h1>Briefing</h1>"}},
		{name: "empty file", page: "index.html", site: "-- content/index.md --\n", contains: []string{"<h1>Briefing</h1>"}, lacks: []string{`class="prose"`}},
		{name: "no glossary", page: "articles/a.html", site: "-- content/articles/a.md --\nText.\n", contains: []string{"<p>Text.</p>"}, lacks: []string{"Glossary"}},
		{
			name: "no articles", page: "glossary/toll.html", site: "-- content/glossary/toll.md --\nText.\n-- content/glossary/gate.md --\nThe toll.\n",
			contains: []string{`<h1>Toll</h1>`}, lacks: []string{"Articles"},
		},
		{name: "introductions alone", page: "timeline.html", site: `
-- content/index.md --
-- content/timeline.md --
Nothing yet.
-- content/compare.md --
-- content/sources.md --
-- content/glossary/index.md --
-- content/articles/index.md --
-- content/404.md --
`, contains: []string{"<p>Nothing yet.</p>"}, lacks: []string{"<ol"}},
		{name: "notes on every kind of page", page: "compare.html", site: `
-- content/index.md --
X.[^n]

[^n]: Note.
-- content/timeline.md --
X.[^n]

[^n]: Note.
-- content/compare.md --
X.[^n]

[^n]: Note.
-- content/sources.md --
X.[^n]

[^n]: Note.
-- content/glossary/index.md --
X.[^n]

[^n]: Note.
-- content/articles/index.md --
X.[^n]

[^n]: Note.
-- content/404.md --
X.[^n]

[^n]: Note.
`, contains: []string{`<li id="note-n" value="1"`}},
		{name: "words that the page uses itself", page: "glossary/index.html", site: `
-- content/index.md --
## Content

## Notes

## Terms

## Compare
-- content/compare.md --
## Contradicts

## Same event
-- content/glossary/index.md --
Of notes.[^n]

[^n]: A note on a letter.
-- content/glossary/notes.md --
-- content/glossary/terms.md --
-- content/glossary/content.md --
-- content/glossary/a.md --
---
term: letter
---

Of content, terms.
`, contains: []string{`id="gloss-notes"`, `id="gloss/notes"`}},
		{
			name: "raw HTML", page: "index.html", site: "-- gloss.yaml --\ntitle: T\nhtml: true\n-- content/index.md --\n<details><summary>More</summary>\n\nText.\n\n</details>\n",
			contains: []string{"<details><summary>More</summary>", "<p>Text.</p>"},
		},
		{
			name: "right to left", page: "articles/a.html", site: "-- gloss.yaml --\ntitle: T\nlang: en\n-- content/articles/a.md --\n---\ntitle: عنوان\nlang: fa\n---\n\nمتن.\n",
			contains: []string{`<html lang="fa" dir="rtl">`},
		},
		{
			name: "a site from right to left", page: "index.html", site: "-- gloss.yaml --\ntitle: כותרת\nlang: he\n-- content/index.md --\nX.\n",
			contains: []string{`<html lang="he" dir="rtl">`},
		},
		{name: "a draft", page: "index.html", site: "-- content/articles/a.md --\n---\ndraft: true\n---\n\nHidden.\n-- content/index.md --\nX.\n", lacks: []string{"articles/a.html", "Articles"}},
		{name: "a draft shown", page: "articles/a.html", o: Options{Drafts: true}, site: "-- content/articles/a.md --\n---\ndraft: true\n---\n\nHidden.\n", contains: []string{"Hidden."}},
		{name: "draft term", page: "articles/a.html", site: "-- content/articles/a.md --\nA toll.\n-- content/glossary/toll.md --\n---\ndraft: true\n---\nX.\n" +
			"-- content/glossary/gate.md --\n---\nsee: []\n---\nA gate.\n", contains: []string{"<p>A toll.</p>"}},
		{
			name: "a place in a copied file", page: "index.html", site: "-- content/index.md --\n[p. 12](a.pdf#page=12), [both](a.pdf?v=1#page=3&zoom=5) and [a space](<a.pdf#a b>)\n-- content/a.pdf --\nx\n",
			contains: []string{`href="a.pdf#page=12"`, `href="a.pdf?v=1#page=3&amp;zoom=5"`, `href="a.pdf#a%20b"`},
		},
		{name: "names that need encoding", page: "100% sure? no.html", site: "-- content/100% sure; ä.md --\n# Yes\n\n[here](articles/a%20b.md)\n-- content/articles/a b.md --\n[there](<../100% sure; ä.md>) and a [file](../a%20%25.txt)\n-- content/a %.txt --\nx\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			out := mustBuild(t, files(tc.site), tc.o)
			for _, p := range crawl.Check(maps.All(out), crawl.Options{Base: "https://site.example/repo/"}) {
				t.Error(p)
			}
			for _, want := range tc.contains {
				if !strings.Contains(string(out[tc.page]), want) {
					t.Errorf("%s has no %q:\n%s", tc.page, want, out[tc.page])
				}
			}
			for _, lack := range tc.lacks {
				if strings.Contains(string(out[tc.page]), lack) {
					t.Errorf("%s has %q:\n%s", tc.page, lack, out[tc.page])
				}
			}
		})
	}
}

// A draft is not published, nothing leads to it, and --drafts publishes it.
func TestDrafts(t *testing.T) {
	site := files(`
-- content/articles/a.md --
---
draft: true
---

Hidden, of a toll.
-- content/articles/b.md --
Shown.
-- content/glossary/toll.md --
X.
`)
	if out := mustBuild(t, site, Options{}); out["articles/a.html"] != nil || out["articles/b.html"] == nil {
		t.Error("a draft is published")
	}
	out := mustBuild(t, site, Options{Drafts: true})
	if out["articles/a.html"] == nil || !strings.Contains(string(out["index.html"]), "articles/a.html") {
		t.Error("--drafts does not publish the draft")
	}
}

// A mistake in a draft is silent until it is to be published.
func TestDraftMistakes(t *testing.T) {
	site := fstest.MapFS{"content/a.md": {Data: []byte("---\ndraft: true\n---\n\nA note.[^n]\n")}}
	for _, drafts := range []bool{false, true} {
		var b Builder
		_, diags, err := b.Build(site, Options{Drafts: drafts})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(diags, func(d diag.Diag) bool { return d.Severity == diag.Error }); got != drafts {
			t.Errorf("with drafts=%v: %v", drafts, diags)
		}
	}
}
