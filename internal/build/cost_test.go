//go:build !race

package build

import (
	"runtime"
	"testing"
	"testing/fstest"

	"gloss/internal/corpus"
	"gloss/internal/site"
)

// What a page costs, but for time, is the same on every machine. The bounds are a tenth
// above what was measured; whoever makes a page dearer has to say so here, and why.
const (
	mostHeld    = 43_000 // bytes alive for each article when the site is linked
	mostParsing = 2_250  // allocations for each article, from its file to the linked site
	mostPage    = 1_000  // allocations for each page of an article, which holds the passages that its links lead to and a link for each heading
	mostBytes   = 96_000 // and their bytes
)

// cost is what building took.
type cost struct{ held, mallocs, bytes int64 }

func (c cost) minus(d cost) cost {
	return cost{c.held - d.held, c.mallocs - d.mallocs, c.bytes - d.bytes}
}

// now returns what has been allocated so far, and what of it is alive.
func now() cost {
	runtime.GC()
	runtime.GC() // what pools hold goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return cost{int64(m.HeapAlloc), int64(m.Mallocs), int64(m.TotalAlloc)}
}

// costs builds a site of n articles and renders the pages of the articles.
func costs(t *testing.T, n int) (linked, rendered cost) {
	fsys := fstest.MapFS{}
	for name, data := range corpus.Files(corpus.Options{Articles: n}) {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	var b Builder
	before := now()
	r, diags, err := b.Build(fsys, Options{})
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	between := now()
	var page []byte
	for id, p := range r.Site.Pages {
		if p.Kind != site.KindArticle {
			continue
		}
		if page, err = r.Renderer.AppendPage(page[:0], site.PageID(id)); err != nil {
			t.Fatal(err)
		}
	}
	after := now()
	runtime.KeepAlive(&b)
	return between.minus(before), after.minus(between)
}

// TestCost takes the difference between two sites, so that what a site costs as such does
// not count.
func TestCost(t *testing.T) {
	const few, many = 150, 300
	costs(t, 2) // languages, layouts and other things that are made once
	linked, rendered := costs(t, many)
	less, lessRendered := costs(t, few)
	linked, rendered = linked.minus(less), rendered.minus(lessRendered)
	for _, c := range []struct {
		what      string
		got, most int64
	}{
		{"bytes held for an article", linked.held, mostHeld},
		{"allocations from its file to the linked site", linked.mallocs, mostParsing},
		{"allocations for its page", rendered.mallocs, mostPage},
		{"bytes allocated for its page", rendered.bytes, mostBytes},
	} {
		per := c.got / (many - few)
		t.Logf("%s: %d", c.what, per)
		if per > c.most {
			t.Errorf("%s: %d, at most %d", c.what, per, c.most)
		}
		if per < c.most*7/10 {
			t.Errorf("%s: %d, far less than %d: lower the bound", c.what, per, c.most)
		}
	}
}
