package build

import (
	"maps"
	"testing"
	"testing/fstest"
)

// Whatever a build depends on changes the stamp.
func TestStamp(t *testing.T) {
	base := files("-- gloss.yaml --\ntitle: T\n-- content/a.md --\nText.\n-- content/img/x.svg --\n<svg/>\n-- layouts/style.css --\nx\n-- README.md --\nx\n")
	stamp := func(program string, fsys fstest.MapFS, o Options) string {
		s, err := Stamp(program, fsys, o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	with := func(name, data string) fstest.MapFS {
		m := maps.Clone(base)
		delete(m, name)
		if data != "" {
			m[name] = &fstest.MapFile{Data: []byte(data)}
		}
		return m
	}
	first := stamp("v1", base, Options{})
	if again := stamp("v1", base, Options{}); again != first {
		t.Error("the same site has two stamps")
	}
	if stamp("v1", with("README.md", "y"), Options{}) != first {
		t.Error("a file that is no part of the site changes the stamp")
	}
	for name, other := range map[string]string{
		"program":          stamp("v2", base, Options{}),
		"drafts":           stamp("v1", base, Options{Drafts: true}),
		"url":              stamp("v1", base, Options{URL: "https://x.example/"}),
		"page":             stamp("v1", with("content/a.md", "Texts.\n"), Options{}),
		"page renamed":     stamp("v1", func() fstest.MapFS { m := with("content/a.md", ""); m["content/b.md"] = base["content/a.md"]; return m }(), Options{}),
		"page added":       stamp("v1", with("content/b.md", "x"), Options{}),
		"page removed":     stamp("v1", with("content/img/x.svg", ""), Options{}),
		"copied file":      stamp("v1", with("content/img/x.svg", "<svg></svg>"), Options{}),
		"layout":           stamp("v1", with("layouts/style.css", "y"), Options{}),
		"configuration":    stamp("v1", with("gloss.yaml", "title: U\n"), Options{}),
		"no configuration": stamp("v1", with("gloss.yaml", ""), Options{}),
	} {
		if other == first {
			t.Errorf("%s: the stamp is the same", name)
		}
	}
}

// What a build says of the files it has read is what reading them says.
func TestStampOfResult(t *testing.T) {
	site := files("-- gloss.yaml --\ntitle: T\n-- content/a.md --\n\ufeffText.\n-- content/glossary/t.md --\n---\nterm: T\n---\nX.\n-- content/img/x.svg --\n<svg/>\n-- layouts/style.css --\nx\n")
	for _, o := range []Options{{}, {Drafts: true, URL: "https://x.example/"}} {
		want, err := Stamp("v1", site, o)
		if err != nil {
			t.Fatal(err)
		}
		var b Builder
		r, _, err := b.Build(site, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []string{"content/a.md", "content/glossary/t.md"} {
			site[f].Data = append(site[f].Data, '!') // after the build has read it
		}
		if got, err := r.Stamp("v1", o); got != want || err != nil {
			t.Errorf("%+v: %s, want %s (%v)", o, got, want, err)
		}
	}
}
