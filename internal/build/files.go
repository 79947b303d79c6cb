package build

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"

	"gloss/internal/content"
	"gloss/internal/export"
	"gloss/internal/offline"
	"gloss/internal/output"
	"gloss/internal/search"
	"gloss/internal/site"
)

// Output yields every output file, in a fixed order. They are made by whoever asks for their
// content, which may be done on several goroutines at once.
func (r *Result) Output() iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		k, end := &keeper{yield: yield}, func() bool { return yield(output.File{Path: offline.WorkerPath, Data: offline.Remover()}, nil) }
		note := yield
		if r.Site.Config.Offline {
			note, end = k.note, k.end
		}
		_ = r.fixed(note) && r.index(note) && r.pages(note) && r.redirects(note) && r.exports(yield) && end()
	}
}

// fixed yields what is as it is: style sheets, scripts and copied files. Like all parts of
// Output, it reports whether the consumer wants more.
func (r *Result) fixed(yield func(output.File, error) bool) bool {
	if !yield(output.File{Path: ".nojekyll"}, nil) {
		return false
	}
	assets := r.Renderer.Assets()
	for _, name := range slices.Sorted(maps.Keys(assets)) {
		if !yield(output.File{Path: name, Data: assets[name]}, nil) {
			return false
		}
	}
	if r.Site.Config.Offline && !yield(r.manifest(), nil) {
		return false
	}
	for _, a := range r.assets {
		if !yield(output.File{Path: a.Out, Make: func([]byte) ([]byte, error) { return r.copied(a) }}, nil) {
			return false
		}
	}
	return true
}

// copied reads a file that is copied as it is.
func (r *Result) copied(a content.Asset) ([]byte, error) {
	data, err := fs.ReadFile(r.fsys, a.File)
	if err == nil {
		return data, nil
	}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	return nil, &assetError{unreadable(a.File, err)}
}

// File makes one output file, by its path. The error is fs.ErrNotExist when the site has
// none there. What it returns is for a server whose site changes all the time: its worker
// removes any that a browser may have from before.
func (r *Result) File(name string) ([]byte, error) {
	if search.IsPath(name) {
		if data, ok := r.indexFile(name); ok {
			return data, nil
		}
	}
	if name == offline.WorkerPath {
		return offline.Remover(), nil
	}
	var found output.File
	if find := func(f output.File, _ error) bool { found = f; return f.Path != name }; r.fixed(find) && r.pages(find) && r.redirects(find) && r.exports(find) {
		return nil, fmt.Errorf("output %q: %w", name, fs.ErrNotExist)
	}
	return found.Content(nil)
}

// pages yields the pages in order.
func (r *Result) pages(yield func(output.File, error) bool) bool {
	total := 0
	for _, p := range r.Site.Pages {
		if !p.Draft {
			total++
		}
	}
	var done atomic.Int64
	for id, p := range r.Site.Pages {
		if p.Draft {
			continue
		}
		render := func(buf []byte) ([]byte, error) {
			page, err := r.Renderer.AppendPage(buf, site.PageID(id))
			r.progress("rendered", int(done.Add(1)), total)
			return page, err
		}
		if !yield(output.File{Path: p.Out, Make: render}, nil) {
			return false
		}
	}
	return true
}

// redirects yields a page at every former address of a page.
func (r *Result) redirects(yield func(output.File, error) bool) bool {
	for id, p := range r.Site.Pages {
		if p.Draft || p.Source == nil {
			continue
		}
		for _, from := range p.Source.Front.RedirectFrom {
			render := func([]byte) ([]byte, error) { return r.Renderer.Redirect(from, site.PageID(id)) }
			if !yield(output.File{Path: from, Make: render}, nil) {
				return false
			}
		}
	}
	return true
}

// downloads are the exports that pages lead to.
func (r *Result) downloads() (paths []string) {
	for _, f := range export.Files(r.Site, r.layouts.Words()) {
		if f.Path == export.BriefingPath || f.Path == export.CalendarPath || f.Path == export.FeedPath {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// exports yields the site for programs.
func (r *Result) exports(yield func(output.File, error) bool) bool {
	for _, f := range export.Files(r.Site, r.layouts.Words()) {
		if f.Path == export.RobotsPath && r.copies(f.Path) {
			continue // the author's own says more
		}
		write := func(buf []byte) ([]byte, error) { return f.Append(buf), nil }
		if !yield(output.File{Path: f.Path, Make: write}, nil) {
			return false
		}
	}
	return true
}

// copies reports whether a file of the author's is copied to an output path.
func (r *Result) copies(out string) bool {
	return slices.ContainsFunc(r.assets, func(a content.Asset) bool { return content.FoldPath(a.Out) == out })
}

// Files yields what Output does with its content made, on all processors a little ahead of
// the consumer, so that few files are in memory at once.
func (r *Result) Files() iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		type made struct {
			file output.File
			err  error
		}
		queue := make(chan chan made, 4*runtime.GOMAXPROCS(0))
		stop := make(chan struct{})
		defer close(stop)
		go func() {
			defer close(queue)
			slots := make(chan struct{}, runtime.GOMAXPROCS(0))
			for f, err := range r.Output() {
				out := make(chan made, 1)
				select {
				case queue <- out:
				case <-stop:
					return
				}
				slots <- struct{}{}
				go func() {
					if err == nil {
						f.Data, err = f.Content(nil)
					}
					out <- made{output.File{Path: f.Path, Data: f.Data}, err}
					<-slots
				}()
			}
		}()
		for out := range queue {
			if m := <-out; !yield(m.file, m.err) || m.err != nil {
				return
			}
		}
	}
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
