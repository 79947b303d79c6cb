package render

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"gloss/internal/crawl"
	"gloss/internal/site"
)

// FuzzSplice: whatever stands in an article, in a note and in a definition, every passage of
// it is well-formed in its own place and when quoted, and where there is nothing to fill in,
// it is the plain rendering.
func FuzzSplice(f *testing.F) {
	examples, err := filepath.Glob("../annotate/testdata/*.txtar")
	if err != nil || len(examples) == 0 {
		f.Fatalf("no examples of annotations: %v", err)
	}
	for _, file := range examples {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, example := range ar.Files {
			if strings.HasSuffix(example.Name, "/input.md") {
				f.Add(string(example.Data), "price")
			}
		}
	}
	f.Fuzz(func(t *testing.T, text, term string) {
		if len(text) > 1024 || len(term) > 40 || strings.ContainsAny(term, "\n\r'\\") {
			t.Skip()
		}
		s, _ := link(t, fstest.MapFS{
			"gloss.yaml":            {Data: []byte("title: T\nterms: all\n")},
			"content/articles/a.md": {Data: []byte("---\nsource: {title: S, length: 9}\n---\n" + text)},
			"content/articles/b.md": {Data: []byte("[b](a.md) [^a:n] " + term + "\n\n[^n]: " + text)},
			"content/glossary/t.md": {Data: []byte("---\nterm: '" + term + "'\n---\n" + text)},
		})
		r := renderer(t, s)
		for i, p := range s.Pages {
			id := site.PageID(i)
			for _, span := range passages(p) {
				passage := site.Passage{Page: id, Span: span}
				for _, h := range []string{string(r.own(passage, true)), string(r.quote(0, passage)), string(r.excerpt(0, passage).Text), string(r.lead(0, passage))} {
					if err := crawl.WellFormed(h); err != nil {
						t.Fatalf("%s: %v in %q", p.Out, err, h)
					}
				}
			}
			plainly(t, "fuzzed", s, id)
		}
	})
}
