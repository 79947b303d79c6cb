package build

import (
	"sync"

	"gloss/internal/output"
	"gloss/internal/search"
	"gloss/internal/site"
)

// searchIndex is what is known of the index of the search page.
type searchIndex struct {
	first string            // its first file, which the page names; "" before it has been made
	files map[string][]byte // all of them, when single ones have been asked for
	once  sync.Once         // for both
}

// index yields the files of the search index, ahead of the pages. It is made anew each time:
// of a large site it is not worth keeping.
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

// keepIndex makes the index and keeps it, unless all its files have been handed out before.
func (r *Result) keepIndex() *searchIndex {
	r.search.once.Do(func() {
		r.search.files = map[string][]byte{}
		r.search.first = r.makeIndex(func(path string, data []byte) bool {
			r.search.files[path] = data
			return true
		})
	})
	return &r.search
}

// searchStart returns the path of the index's first file.
func (r *Result) searchStart() string { return r.keepIndex().first }

// indexFile returns one file of the index.
func (r *Result) indexFile(name string) (found []byte, ok bool) {
	if x := r.keepIndex(); x.files != nil {
		found, ok = x.files[name]
		return found, ok
	}
	r.makeIndex(func(path string, data []byte) bool {
		if path == name {
			found, ok = data, true
		}
		return !ok
	})
	return found, ok
}

func (r *Result) makeIndex(emit func(path string, data []byte) bool) string {
	from := r.Site.Generated(site.KindSearch)
	return search.Index(r.Site, search.Options{
		URL:  func(to site.Addr) string { return r.Renderer.URL(from, to) },
		Note: r.layouts.Words().NoteName,
	}, emit)
}
