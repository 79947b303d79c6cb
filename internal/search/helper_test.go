package search_test

import (
	"testing"
	"testing/fstest"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/search"
	"gloss/internal/search/lookup"
	"gloss/internal/site"
)

// linked loads, parses and links a site in memory.
func linked(t testing.TB, fsys fstest.MapFS) *site.Site {
	t.Helper()
	tree, _, err := content.Load(fsys, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var terms []*content.Source
	var inputs []site.Input
	for _, src := range tree.Sources {
		if src.Kind == content.KindTerm {
			terms = append(terms, src)
		}
	}
	lexicon, _ := site.NewLexicon(terms)
	for _, src := range tree.Sources {
		doc := annotate.Parse(src.Data, annotate.Options{File: src.File, Body: src.Body, Title: src.Title()})
		inputs = append(inputs, site.Input{Source: src, Doc: doc, Hits: lexicon.Match(doc)})
	}
	s, _ := site.Link(inputs, site.Options{Config: tree.Config})
	return s
}

// options address a place as its page and its fragment.
func options(s *site.Site) search.Options {
	return search.Options{
		URL: func(a site.Addr) string {
			if a.Frag == "" {
				return s.Pages[a.Page].Out
			}
			return s.Pages[a.Page].Out + "#" + a.Frag
		},
		Note: func(int) string { return "note" },
	}
}

// indexed makes the index of a site and returns the path of its first file and all files.
func indexed(t testing.TB, s *site.Site) (string, map[string][]byte) {
	files := map[string][]byte{}
	entry := search.Index(s, options(s), func(path string, data []byte) bool {
		if files[path] != nil {
			t.Errorf("%s comes twice", path)
		}
		files[path] = data
		return true
	})
	return entry, files
}

// opened opens the index of a site.
func opened(t testing.TB, entry string, files map[string][]byte) *lookup.Index {
	t.Helper()
	x, err := lookup.Open(entry, func(path string) ([]byte, bool) { data, ok := files[path]; return data, ok })
	if err != nil {
		t.Fatal(err)
	}
	return x
}
