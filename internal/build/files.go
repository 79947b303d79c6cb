package build

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"runtime"
	"slices"

	"gloss/internal/output"
	"gloss/internal/site"
)

// Files renders the site and yields every output file, in a fixed order. Pages are
// rendered on all processors a little ahead of the consumer, so that few are in memory
// at once. The first error ends the sequence.
func (r *Result) Files() iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		if !yield(output.File{Path: ".nojekyll"}, nil) {
			return
		}
		assets := r.layouts.Assets()
		for _, name := range slices.Sorted(maps.Keys(assets)) {
			if !yield(output.File{Path: name, Data: assets[name]}, nil) {
				return
			}
		}
		for _, a := range r.assets {
			data, err := fs.ReadFile(r.fsys, a.File)
			if err != nil {
				if pe, ok := errors.AsType[*fs.PathError](err); ok {
					err = pe.Err
				}
				yield(output.File{}, &assetError{unreadable(a.File, err)})
				return
			}
			if !yield(output.File{Path: a.Out, Data: data}, nil) {
				return
			}
		}
		if r.pages(yield) {
			r.redirects(yield)
		}
	}
}

// redirects yields a page at every former address of a page.
func (r *Result) redirects(yield func(output.File, error) bool) {
	for id, p := range r.Site.Pages {
		if p.Draft || p.Source == nil {
			continue
		}
		for _, from := range p.Source.Front.RedirectFrom {
			data, err := r.Renderer.Redirect(from, site.PageID(id))
			if !yield(output.File{Path: from, Data: data}, err) || err != nil {
				return
			}
		}
	}
}

// rendered is a page on its way to the consumer.
type rendered struct {
	file output.File
	err  error
}

// pages yields the pages in order while they are rendered ahead, and reports whether the
// consumer wants more.
func (r *Result) pages(yield func(output.File, error) bool) bool {
	ahead := 4 * runtime.GOMAXPROCS(0)
	queue := make(chan chan rendered, ahead)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(queue)
		slots := make(chan struct{}, runtime.GOMAXPROCS(0))
		for id, p := range r.Site.Pages {
			if p.Draft {
				continue
			}
			out := make(chan rendered, 1)
			select {
			case queue <- out:
			case <-stop:
				return
			}
			slots <- struct{}{}
			go func() {
				data, err := r.Renderer.Page(site.PageID(id))
				out <- rendered{output.File{Path: p.Out, Data: data}, err}
				<-slots
			}()
		}
	}()
	done, total := 0, 0
	for _, p := range r.Site.Pages {
		if !p.Draft {
			total++
		}
	}
	for out := range queue {
		page := <-out
		done++
		r.progress("rendered", done, total)
		if !yield(page.file, page.err) || page.err != nil {
			return false
		}
	}
	return true
}

// Summary counts what the site holds: "64 pages, 38 terms, 41 notes, 52 events".
func (r *Result) Summary() string {
	pages, terms, notes := 0, 0, 0
	for _, p := range r.Site.Pages {
		if p.Draft {
			continue
		}
		pages++
		notes += len(p.Doc.Notes)
		if p.Kind == site.KindTerm {
			terms++
		}
	}
	return fmt.Sprintf("%s, %s, %s, %s", plural(pages, "page"), plural(terms, "term"), plural(notes, "note"), plural(len(r.Site.Events), "event"))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
