// Package build runs the stages one after the other: load, parse, match, link, render.
// A Builder owns the only state that outlives a build, the parse and match caches, the last
// site and the parsed layouts, so that a second build costs what has changed; its output is
// always that of a clean one.
package build

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
	"gloss/internal/render"
	"gloss/internal/site"
	"gloss/layouts"
)

// Options are what a build depends on besides the files. The zero value builds what
// gloss.yaml says.
type Options struct {
	ConfigFile string // below the site root; "" = gloss.yaml
	URL        string // replaces the configured one when not empty
	Drafts     bool   // publish drafts
	// Open opens a folder outside the site: a glossary shared with other sites. The path
	// is relative to the site root. Without it a shared glossary is an error.
	Open func(path string) (fs.FS, error)
	// LastLayouts says to keep to the last good layouts, if there are any, as long as those of
	// the site are broken; else they are replaced by the embedded ones. It is for results that
	// are shown in spite of their mistakes.
	LastLayouts bool
	// Changed are the files, below the site root, that may have changed since the last build of
	// the same Builder; nil when any may have. Of a large site it is most of the time to find out.
	Changed []string
	// Progress, when set, is told how far a stage has come: "parsed" files, "rendered" pages.
	// It is called often, from several goroutines at once, and not in order.
	Progress func(stage string, done, total int)
}

// Builder builds one site, again and again. It must not be used by two goroutines at once.
type Builder struct {
	last    *content.Tree    // what the last build read; nil when that did not come to its end
	options Options          // of the last build
	files   map[string]*file // by path below content/
	common  annotate.Options // that all of them were parsed with
	lexicon lexicon
	images  map[string]imageInfo // that were looked at, by path; of last
	linker  site.Linker
	layouts *render.Layouts // the last without a mistake in them
}

// Result is a linked site, ready to be rendered.
type Result struct {
	Site     *site.Site
	Renderer *render.Renderer

	fsys     fs.FS
	shared   string // the folder of the shared glossary, "" when there is none
	assets   []content.Asset
	layouts  *render.Layouts
	progress func(stage string, done, total int)
	search   searchIndex
}

// Build loads and links the site below fsys. Diagnostics are sorted; when one of them is
// an error the result must not be published. The error is for what is not the author's
// doing.
func (b *Builder) Build(fsys fs.FS, o Options) (*Result, []diag.Diag, error) {
	fsys, shared, err := withGlossary(fsys, o)
	if err != nil {
		return nil, nil, err
	}
	tree, diags, err := b.load(fsys, o)
	if err != nil {
		return nil, nil, err
	}
	if o.URL != "" {
		if tree.Config.URL, err = content.BaseURL(o.URL); err != nil {
			return nil, nil, fmt.Errorf("--url: %w", err)
		}
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	inputs := b.parse(tree, o.Progress)
	diags = append(diags, b.match(tree, inputs, o.Drafts)...)
	for _, in := range inputs {
		if o.Drafts || !in.Source.Front.Draft {
			diags = append(diags, in.Doc.Diags...)
		}
	}
	assets, more := b.assetInfo(fsys, tree, inputs)
	diags = append(diags, more...)
	ls, err := b.loadLayouts(fsys)
	if mistakes := inLayouts(err); mistakes != nil {
		diags = append(diags, mistakes...)
		if ls, err = b.layouts, nil; ls == nil || !o.LastLayouts {
			ls, err = render.LoadLayouts(layouts.FS, nil, nil)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	s, more := b.linker.Link(inputs, site.Options{Config: tree.Config, Drafts: o.Drafts, Assets: assets, Titles: ls.Titles()})
	diags = append(diags, more...)

	relocate(diags, fsys, shared)
	r := &Result{Site: s, Renderer: render.New(s, ls), fsys: fsys, shared: shared, assets: tree.Assets, layouts: ls, progress: o.Progress}
	r.Renderer.SearchIndex = r.searchStart
	r.Renderer.Data = r.downloads()
	b.last, b.options = tree, o
	return r, diag.Sort(diags), nil
}

// loadLayouts parses the embedded layouts and the site's own.
func (b *Builder) loadLayouts(fsys fs.FS) (*render.Layouts, error) {
	own, err := fs.Sub(fsys, "layouts")
	if err != nil {
		return nil, err
	}
	ls, err := render.LoadLayouts(layouts.FS, own, b.layouts)
	if err == nil {
		b.layouts = ls
	}
	return ls, err
}

// inLayouts returns the diagnostics of all the layouts that an error is about, or nil.
func inLayouts(err error) (diags []diag.Diag) {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, err := range all {
		if d, ok := Mistake(err); ok {
			diags = append(diags, d)
		}
	}
	return diags
}

// Mistake returns the diagnostic in an error that is the author's doing all the same: one
// of the site's own layouts, which may be found wanting only when a page is rendered, or a
// file that cannot be copied.
func Mistake(err error) (diag.Diag, bool) {
	if e, ok := errors.AsType[*assetError](err); ok {
		return e.Diag, true
	}
	if e, ok := errors.AsType[*render.LayoutError](err); ok {
		return e.Diag, true
	}
	return diag.Diag{}, false
}

// parallel calls f for 0 … n-1 on all processors.
func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), n)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}
