package render

import (
	"flag"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
	"gloss/internal/site"
	"gloss/layouts"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// files reads a site written as a txtar archive. A file named *.png stands for a picture of
// 640 × 360 pixels.
func files(archive string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// link loads, parses and links a site in memory.
func link(t testing.TB, fsys fs.FS) (*site.Site, []diag.Diag) {
	t.Helper()
	tree, diags, err := content.Load(fsys, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var inputs []site.Input
	var terms []*content.Source
	for _, src := range tree.Sources {
		doc := annotate.Parse(src.Data, annotate.Options{File: src.File, Body: src.Body, Title: src.Title(), HTML: tree.Config.HTML, Sourced: src.Front.Source.IsSet()})
		diags = append(diags, doc.Diags...)
		inputs = append(inputs, site.Input{Source: src, Doc: doc})
		if src.Kind == content.KindTerm {
			terms = append(terms, src)
		}
	}
	lexicon, more := site.NewLexicon(terms)
	diags = append(diags, more...)
	for i := range inputs {
		inputs[i].Hits = lexicon.Match(inputs[i].Doc)
	}
	assets := map[string]site.AssetInfo{}
	for _, a := range tree.Assets {
		info := site.AssetInfo{Out: a.Out}
		if strings.HasSuffix(a.Path, ".png") {
			info.Size = site.Size{W: 640, H: 360}
		}
		assets[a.Path] = info
	}
	s, more := site.Link(inputs, site.Options{Config: tree.Config, Assets: assets, Titles: builtIn(t).Titles()})
	return s, diag.Sort(append(diags, more...))
}

// linked is link for a site without mistakes.
func linked(t testing.TB, fsys fs.FS) *site.Site {
	t.Helper()
	s, diags := link(t, fsys)
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Errorf("%v (%s)", d, d.Hint)
		}
	}
	return s
}

// builtIn returns the embedded layouts.
func builtIn(t testing.TB) *Layouts {
	t.Helper()
	l, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var embedded = sync.OnceValues(func() (*Layouts, error) { return LoadLayouts(layouts.FS, nil, nil) })

// renderer returns a renderer with the embedded layouts.
func renderer(t testing.TB, s *site.Site) *Renderer {
	t.Helper()
	return New(s, builtIn(t))
}

// pageOf finds a page by its output path.
func pageOf(t testing.TB, s *site.Site, out string) site.PageID {
	t.Helper()
	for id, p := range s.Pages {
		if p.Out == out {
			return site.PageID(id)
		}
	}
	t.Fatalf("no page %q", out)
	return site.None
}

// pages renders the whole site.
func pages(t testing.TB, r *Renderer) map[string][]byte {
	t.Helper()
	out := r.Assets()
	for id, p := range r.site.Pages {
		if p.Draft {
			continue
		}
		data, err := r.Page(site.PageID(id))
		if err != nil {
			t.Fatal(err)
		}
		out[p.Out] = data
	}
	return out
}
