package site

import (
	"errors"
	"slices"
	"strconv"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
	"gloss/internal/edtf"
)

// Input is one parsed file.
type Input struct {
	Source *content.Source
	Doc    *annotate.Doc
	Hits   []Hit // of the lexicon over Doc
}

// Options are what Link depends on besides the files.
type Options struct {
	Config content.Config
	Drafts bool                 // publish drafts too
	Assets map[string]AssetInfo // by path below content/, NFC
	Titles map[Kind]string      // of generated pages that no file gives one; else that of the site
}

// AssetInfo is a copied file.
type AssetInfo struct {
	Out  string
	Size Size // of an image, zero when unknown
}

// Link answers every reference of every published file. It always returns a site, in
// which what could not be resolved is left open, and says what is wrong in the
// diagnostics. Drafts have their pages, so that a reference to one can be told from a
// misspelt one, but nothing of theirs shows and nothing in them is reported.
//
// Link takes time linear in the files, but for the suggestions it makes for mistakes.
func Link(in []Input, opt Options) (*Site, []diag.Diag) {
	l := linkAll(in, opt)
	return l.Site, l.diags
}

func linkAll(in []Input, opt Options) *linker {
	l := newLinker(opt)
	l.AsOf = l.date(opt.Config.AsOf, &opt.Config, "as_of")
	l.addPages(in)
	l.addGenerated()
	l.addArticles()
	l.addTerms()
	l.prepare(in)
	l.listArticles()
	l.joinEvents()
	l.listEvents()
	for _, id := range l.order {
		l.answer(id)
	}
	l.citeNotes()
	for _, id := range l.order {
		l.Linked[id] = l.selectHits(id)
	}
	for _, id := range l.order {
		l.Listed[id] = l.listTerms(id)
	}
	l.relate()
	l.compare()
	l.mention()
	l.listMentions()
	l.tell()
	l.cover()
	l.unused()
	l.checkSources()
	l.checkSpeakers()
	l.diags = diag.Sort(l.diags)
	return l
}

// linker is the state of linking: the site as far as it is known, and indices into it
// that no one needs afterwards.
type linker struct {
	*Site
	opt     Options
	diags   []diag.Diag
	order   []PageID          // published pages in reading order
	paths   map[string]PageID // by path below content/, NFC
	outs    map[string]PageID // by output path
	named   map[string]PageID // articles by name, drafts among them
	terms   map[string]int32  // by name, drafts among them
	sources map[string]int32  // published articles, by their part of ids
	entries map[string]int32  // published terms, by their part of ids
	events  map[string]int32  // by id
	pages   []pageIndex       // by page
	typed   []typedLink       // links with rel=; once they are known, those of Relations
	written map[string]string // the author's files by what they write, folded; built when first asked
	hints   hints

	beforeMentions int // how many pages there are without those that continue lists of mentions, the last
}

func newLinker(opt Options) *linker {
	return &linker{
		Site:  &Site{Config: opt.Config, generated: map[Kind]PageID{}, parts: map[PageID][]Part{}, articles: map[string]int32{}},
		opt:   opt,
		paths: map[string]PageID{}, outs: map[string]PageID{}, named: map[string]PageID{}, terms: map[string]int32{},
		sources: map[string]int32{}, entries: map[string]int32{}, events: map[string]int32{},
	}
}

// pageIndex finds things on one page. Its parts are built when something first asks.
type pageIndex struct {
	statements []statement       // by index into Dated
	anchors    map[string]anchor // what in its text can be pointed at, by id
	names      []string          // all that can be, for hints
	noteNames  []string          // labels of its notes, for hints
	labels     map[string]int32  // notes by folded label
	markers    map[string]int32  // references that are note markers, by id
	holes      []uint32          // by reference: where its first hole lies
	uses       []int32           // by note: index into Notes of its page
}

// prepare makes room for what is found out page by page.
func (l *linker) prepare(in []Input) {
	l.grow(len(l.Pages))
	for _, a := range l.Articles {
		l.order = append(l.order, a.Page)
	}
	for id, p := range l.Pages {
		if p.Article < 0 && !p.Draft {
			l.order = append(l.order, PageID(id))
		}
		l.Targets[id] = make([]Target, len(p.Doc.Refs))
		for i := range l.Targets[id] {
			l.Targets[id][i].Rel = -1
		}
		l.indexLocators(PageID(id))
	}
	for i := range in {
		l.Hits[i] = l.dropOwn(l.Pages[i], in[i].Hits)
	}
}

// grow makes room for n more pages in what is kept by page.
func (l *linker) grow(n int) {
	l.Targets, l.Notes, l.Cited = append(l.Targets, make([][]Target, n)...), append(l.Notes, make([][]NoteUse, n)...), append(l.Cited, make([][]int32, n)...)
	l.Hits, l.Linked, l.Listed = append(l.Hits, make([][]Hit, n)...), append(l.Linked, make([][]Hit, n)...), append(l.Listed, make([][]int32, n)...)
	l.locatorEnds = append(l.locatorEnds, make([][]uint32, n)...)
	l.pages = append(l.pages, make([]pageIndex, n)...)
}

func (l *linker) report(d diag.Diag) { l.diags = append(l.diags, d) }

func itoa(n int) string { return strconv.Itoa(n) }

// written is a file with YAML that knows where its values stand.
type written interface {
	In(off int, path ...string) diag.Pos
}

// date parses an EDTF text from front matter or configuration; empty is the zero date.
func (l *linker) date(s string, in written, path ...string) edtf.Date {
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if e, ok := errors.AsType[*edtf.Error](err); ok {
		l.report(diag.Errorf(in.In(e.Off, path...), "date", "%s", err).WithHint("%s", e.Hint))
	}
	if years := d.AsYears(); years != "" {
		l.report(diag.Notef(in.In(0, path...), "date-season", "read as %s", d.Format()).WithHint("for the years write %s", years))
	}
	return d
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
