package build

import (
	"sync"

	"gloss/internal/output"
	"gloss/internal/search"
	"gloss/internal/site"
)

// searchIndex is where the index of the search page begins, once that is known.
type searchIndex struct {
	once  sync.Once
	first string
}

// index yields the files of the search index, before any page: the search page names the
// first of them.
func (r *Result) index(yield func(output.File, error) bool) bool {
	more := true
	first := r.makeIndex(func(path string, data []byte) bool {
		more = more && yield(output.File{Path: path, Data: data}, nil)
		return more
	})
	if more {
		r.search.once.Do(func() { r.search.first = first })
	}
	return more
}

// searchStart returns the path of the index's first file. It makes the index when nothing has
// asked for its files yet.
func (r *Result) searchStart() string {
	r.search.once.Do(func() { r.search.first = r.makeIndex(func(string, []byte) bool { return true }) })
	return r.search.first
}

func (r *Result) makeIndex(emit func(path string, data []byte) bool) string {
	from := r.Site.Generated(site.KindSearch)
	return search.Index(r.Site, search.Options{
		URL:  func(to site.Addr) string { return r.Renderer.URL(from, to) },
		Note: r.layouts.Words().NoteName,
	}, emit)
}
