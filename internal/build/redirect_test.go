package build

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/crawl"
)

// A page that has moved is found at its former addresses, at any depth.
func TestRedirects(t *testing.T) {
	site := fstest.MapFS{
		"gloss.yaml":              {Data: []byte("title: T\n")},
		"content/articles/new.md": {Data: []byte("---\ntitle: New & old\nredirect_from: [old/article.html, older/]\n---\n\nText.\n")},
	}
	var b Builder
	r, diags, err := b.Build(site, Options{})
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	got := map[string]string{}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		got[f.Path] = string(f.Data)
	}
	out := map[string][]byte{}
	for path, data := range got {
		out[path] = []byte(data)
	}
	for _, p := range crawl.Check(maps.All(out), crawl.Options{}) {
		t.Error(p)
	}
	for path, url := range map[string]string{
		"old/article.html": "../articles/new.html",
		"older/index.html": "../articles/new.html",
	} {
		for _, want := range []string{`content="0; url=` + url + `"`, `<a href="` + url + `">New &amp; old</a>`} {
			if !strings.Contains(got[path], want) {
				t.Errorf("%s has no %s:\n%s", path, want, got[path])
			}
		}
	}
}
