package build

import (
	"bytes"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/corpus"
	"gloss/internal/crawl"
	"gloss/internal/site"
)

// large is a site of 400 articles, 400 terms and over 1,000 events.
func large(t *testing.T) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range corpus.Files(corpus.Options{Articles: 400, Terms: 400, Events: 1000, Words: 120}) {
		fsys[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	return fsys
}

// Nothing grows with the site on every page, every list takes several pages, and every
// link still arrives (DESIGN §5, Bounds).
func TestLargeSite(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	files := mustBuild(t, large(t), Options{})
	for _, p := range crawl.Check(maps.All(files), crawl.Options{External: func(_, _ string) bool { return true }}) {
		t.Error(p)
	}
	for _, want := range []string{
		"articles/index/2.html", "glossary/index/2.html", "compare/2.html", "sources/2.html", "timeline/2020.html",
	} {
		if files[want] == nil {
			t.Errorf("no %s", want)
		}
	}
	for name := range files {
		if year, ok := strings.CutPrefix(name, "timeline/"); ok && strings.Count(year, "/") == 0 && !bytes.Contains(files["timeline.html"], []byte(`<li><a href="`+name+`"`)) {
			t.Errorf("timeline.html does not list %s", name)
		}
	}
	for name, limits := range map[string]struct {
		element string
		most    int
	}{
		"index.html":            {`<article class="card"`, 12},
		"articles/index.html":   {`<article class="card"`, 300},
		"articles/index/2.html": {`<article class="card"`, 100},
		"glossary/index.html":   {`<li id="gloss-`, 300},
		"glossary/index/2.html": {`<li id="gloss-`, 100},
		"compare.html":          {`<article class="relation`, 300},
		"sources/2.html":        {`<section class="source-entry"`, 30},
		"timeline.html":         {`id="event-`, 0},
		"timeline/2020.html":    {`id="event-`, 300},
	} {
		if n := bytes.Count(files[name], []byte(limits.element)); n > limits.most {
			t.Errorf("%s has %d of %s, more than %d", name, n, limits.element, limits.most)
		} else if limits.most > 0 && n == 0 {
			t.Errorf("%s has no %s", name, limits.element)
		}
	}
	for name, data := range files {
		if _, nav, ok := strings.Cut(string(data), `<header class="masthead">`); ok && strings.HasSuffix(name, ".html") {
			nav, _, _ = strings.Cut(nav, "</header>")
			if n := strings.Count(nav, "<a "); n > 20 {
				t.Errorf("the masthead of %s has %d links", name, n)
			}
		}
		if len(data) > 1<<20 {
			t.Errorf("%s has %d KB", name, len(data)>>10)
		}
	}
}

// The parts of a list hold all its entries, each once.
func TestPartsHoldEverything(t *testing.T) {
	var b Builder
	r, _, err := b.Build(large(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := r.Site
	if len(s.Articles) < 400 || len(s.Terms) < 400 || len(s.Events) < 1000 {
		t.Fatalf("%d articles, %d terms, %d events", len(s.Articles), len(s.Terms), len(s.Events))
	}
	for kind, n := range map[site.Kind]int{
		site.KindTimeline: len(s.Events), site.KindGlossary: len(s.Index), site.KindArticles: len(s.Articles),
		site.KindSources: len(s.Originals), site.KindCompare: len(s.Rows),
	} {
		at := 0
		for _, p := range s.Parts(s.Generated(kind)) {
			if p.From != at {
				t.Errorf("kind %d: %s begins with %d, want %d", kind, s.Pages[p.Page].Out, p.From, at)
			}
			at = p.To
		}
		if at != n {
			t.Errorf("kind %d: %d entries on its pages, want %d", kind, at, n)
		}
	}
}
