// Package build runs the stages one after the other: load, parse, match, link, render.
// A Builder owns the only state that outlives a build, the parse and match caches, so
// that a second build costs what has changed; its output is always that of a clean one.
package build

import (
	"fmt"
	"image"
	_ "image/gif"  // decoders for the sizes of images
	_ "image/jpeg" //
	_ "image/png"  //
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	_ "golang.org/x/image/webp"
	"golang.org/x/text/unicode/norm"

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
}

// Builder builds one site, again and again. It must not be used by two goroutines at once.
type Builder struct {
	docs map[docKey]*annotate.Doc
	hits map[*annotate.Doc]matched
}

// docKey is everything a Doc depends on: the bytes and every option of the parser.
type docKey struct {
	hash uint64
	size int
	opts annotate.Options
}

// matched is the result of matching a Doc with the lexicon of that hash.
type matched struct {
	lexicon uint64
	hits    []site.Hit
}

// Result is a linked site, ready to be rendered.
type Result struct {
	Site     *site.Site
	Renderer *render.Renderer

	fsys    fs.FS
	assets  []content.Asset
	layouts *render.Layouts
}

// Build loads and links the site below fsys. Diagnostics are sorted; when one of them is
// an error the result must not be published. The error is for what is not the author's
// doing: I/O, or a layout that does not parse.
func (b *Builder) Build(fsys fs.FS, o Options) (*Result, []diag.Diag, error) {
	fsys, shared, err := withGlossary(fsys, o)
	if err != nil {
		return nil, nil, err
	}
	tree, diags, err := content.Load(fsys, content.Options{ConfigFile: o.ConfigFile})
	if err != nil {
		return nil, nil, err
	}
	if o.URL != "" {
		if tree.Config.URL, err = content.BaseURL(o.URL); err != nil {
			return nil, nil, fmt.Errorf("--url: %w", err)
		}
	}
	inputs := b.parse(tree)
	lexicon, more := lexiconOf(tree)
	diags = append(diags, more...)
	b.match(inputs, lexicon)
	for _, in := range inputs {
		if o.Drafts || !in.Source.Front.Draft {
			diags = append(diags, in.Doc.Diags...)
		}
	}
	s, more := site.Link(inputs, site.Options{Config: tree.Config, Drafts: o.Drafts, Assets: assetInfo(fsys, tree, inputs)})
	diags = append(diags, more...)

	ls, err := loadLayouts(fsys)
	if err != nil {
		return nil, nil, err
	}
	relocate(diags, fsys, shared)
	return &Result{Site: s, Renderer: render.New(s, ls), fsys: fsys, assets: tree.Assets, layouts: ls}, diag.Sort(diags), nil
}

// loadLayouts parses the embedded layouts and the site's own.
func loadLayouts(fsys fs.FS) (*render.Layouts, error) {
	own, err := fs.Sub(fsys, "layouts")
	if err != nil {
		return nil, err
	}
	return render.LoadLayouts(layouts.FS, own)
}

// parse parses every file on all processors, taking from the cache what has not changed.
func (b *Builder) parse(tree *content.Tree) []site.Input {
	inputs := make([]site.Input, len(tree.Sources))
	keys := make([]docKey, len(tree.Sources))
	parallel(len(inputs), func(i int) {
		src := tree.Sources[i]
		k := docKey{xxhash.Sum64(src.Data), len(src.Data), annotate.Options{
			File: src.File, Body: src.Body, HTML: tree.Config.HTML, Sourced: src.Front.Source.IsSet()}}
		doc := b.docs[k]
		if doc == nil {
			doc = annotate.Parse(src.Data, k.opts)
		}
		inputs[i], keys[i] = site.Input{Source: src, Doc: doc}, k
	})
	// only what this build used stays: the cache cannot outgrow the site
	b.docs = make(map[docKey]*annotate.Doc, len(inputs))
	for i, k := range keys {
		b.docs[k] = inputs[i].Doc
	}
	return inputs
}

// lexiconOf builds the lexicon of the glossary, in path order, as Link numbers the terms.
func lexiconOf(tree *content.Tree) (*site.Lexicon, []diag.Diag) {
	var terms []*content.Source
	for _, src := range tree.Sources {
		if src.Kind == content.KindTerm {
			terms = append(terms, src)
		}
	}
	return site.NewLexicon(terms)
}

// match finds the terms in every file; a change of the glossary matches anew what it did
// not make parse anew.
func (b *Builder) match(inputs []site.Input, lexicon *site.Lexicon) {
	parallel(len(inputs), func(i int) {
		in := &inputs[i]
		if m, ok := b.hits[in.Doc]; ok && m.lexicon == lexicon.Hash() {
			in.Hits = m.hits
		} else {
			in.Hits = lexicon.Match(in.Doc)
		}
	})
	b.hits = make(map[*annotate.Doc]matched, len(inputs))
	for _, in := range inputs {
		b.hits[in.Doc] = matched{lexicon.Hash(), in.Hits}
	}
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

// assetInfo describes the copied files by path, with the sizes of the images that a page
// shows.
func assetInfo(fsys fs.FS, tree *content.Tree, inputs []site.Input) map[string]site.AssetInfo {
	shown := map[string]bool{}
	for _, in := range inputs {
		for _, img := range in.Doc.Images {
			shown[path.Base(img.Dest)] = true
		}
	}
	m := make(map[string]site.AssetInfo, len(tree.Assets))
	for _, a := range tree.Assets {
		info := site.AssetInfo{Out: a.Out}
		if shown[path.Base(a.Path)] || strings.ContainsAny(a.Path, " %") {
			info.Size = imageSize(fsys, a.File)
		}
		m[norm.NFC.String(a.Path)] = info
	}
	return m
}

// imageSize reads an image's size from its header; zero when it is not a known image.
func imageSize(fsys fs.FS, name string) site.Size {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp":
	default:
		return site.Size{}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return site.Size{}
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	if err != nil {
		return site.Size{}
	}
	return site.Size{W: c.Width, H: c.Height}
}
