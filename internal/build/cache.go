package build

import (
	"io/fs"
	"maps"
	"slices"
	"sync/atomic"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
	"gloss/internal/site"
)

// file is what is known of a Markdown file. A file that has not changed keeps its values, the
// very same ones, by which those who come later see that it has not.
type file struct {
	source  *content.Source
	doc     *annotate.Doc
	hits    []site.Hit
	lexicon uint64 // the hash of the one that hits are of; 0 for none
}

// lexicon is a lexicon, what there is to say of it, and the terms it was made of.
type lexicon struct {
	*site.Lexicon
	terms []*content.Source
	diags []diag.Diag
}

// load reads the site's folder, as much of it as may have changed.
func (b *Builder) load(fsys fs.FS, o Options) (*content.Tree, []diag.Diag, error) {
	last, was := b.last, b.options
	b.last = nil
	if last != nil && o.Changed != nil && o.ConfigFile == was.ConfigFile && o.URL == was.URL {
		if tree, diags, ok := last.Reload(fsys, o.Changed); ok {
			return tree, diags, nil
		}
	}
	b.images = map[string]imageInfo{}
	return content.Load(fsys, content.Options{ConfigFile: o.ConfigFile})
}

// parse parses every file on all processors, taking from the cache what has not changed.
func (b *Builder) parse(tree *content.Tree, progress func(stage string, done, total int)) []site.Input {
	inputs := make([]site.Input, len(tree.Sources))
	files := make([]*file, len(tree.Sources))
	c := tree.Config.Limits
	limits := annotate.Limits{
		Nesting: c.Nesting, Lines: c.Lines, Delimiters: c.Delimiters, Links: c.Links, Attributes: c.Attributes,
		Notes: c.Notes, Definitions: c.Definitions, Cells: c.Cells, Highlight: c.Highlight,
	}
	common := annotate.Options{HTML: tree.Config.HTML, Limits: limits}
	if common != b.common {
		b.files, b.common = nil, common
	}
	var done atomic.Int64
	parallel(len(inputs), func(i int) {
		src := tree.Sources[i]
		f := b.files[src.Path]
		if f == nil || f.source != src && f.source.Sum != src.Sum {
			opts := common
			opts.File, opts.Body, opts.Title, opts.Sourced = src.File, src.Body, src.Title(), src.Front.Source.IsSet()
			f = &file{source: src, doc: annotate.Parse(src.Data, opts)}
			if src.Kind != content.KindTerm { // the lexicon reads a term's heading
				src.Drop()
			}
		}
		tree.Sources[i], files[i], inputs[i] = f.source, f, site.Input{Source: f.source, Doc: f.doc}
		progress("parsed", int(done.Add(1)), len(inputs))
	})
	b.keep(files)
	return inputs
}

// keep keeps what this build used, and nothing else: the cache cannot outgrow the site.
func (b *Builder) keep(files []*file) {
	if b.files == nil {
		b.files = make(map[string]*file, len(files))
	}
	for _, f := range files {
		b.files[f.source.Path] = f
	}
	if len(b.files) > len(files) {
		used := make(map[*file]bool, len(files))
		for _, f := range files {
			used[f] = true
		}
		maps.DeleteFunc(b.files, func(_ string, f *file) bool { return !used[f] })
	}
}

// match finds the terms in every file; a change of the glossary matches anew what it did not
// make parse anew. It returns what there is to say of the glossary's names.
func (b *Builder) match(tree *content.Tree, inputs []site.Input, drafts bool) []diag.Diag {
	b.renew(tree, drafts)
	hash := b.lexicon.Hash()
	parallel(len(inputs), func(i int) {
		f := b.files[inputs[i].Source.Path]
		if f.lexicon != hash {
			f.hits, f.lexicon = b.lexicon.Match(f.doc), hash
		}
		inputs[i].Hits = f.hits
	})
	return b.lexicon.diags
}

// renew builds the lexicon of the glossary, in path order, as Link numbers the terms.
func (b *Builder) renew(tree *content.Tree, drafts bool) {
	var terms []*content.Source
	for _, src := range tree.Sources {
		switch {
		case src.Kind != content.KindTerm:
		case src.Front.Draft && !drafts:
			terms = append(terms, nil) // keeps the numbers of the others
		default:
			terms = append(terms, src)
		}
	}
	same := func(x, y *content.Source) bool { return x == y || x != nil && y != nil && site.SameNames(x, y) }
	if b.lexicon.Lexicon == nil || !slices.EqualFunc(terms, b.lexicon.terms, same) {
		b.lexicon.Lexicon, b.lexicon.diags = site.NewLexicon(terms)
	}
	b.lexicon.terms = terms
}
