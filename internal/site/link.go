package site

import (
	"cmp"
	"fmt"
	"path"
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
	Assets map[string]AssetInfo // by path below content/
}

// AssetInfo is a copied file.
type AssetInfo struct {
	Out  string
	Size Size // of an image, zero when unknown
}

// Link answers every reference of every file. It always returns a site, in which what
// could not be resolved is left open, and says what is wrong in the diagnostics.
func Link(in []Input, opt Options) (*Site, []diag.Diag) {
	l := &linker{
		Site:  &Site{Config: opt.Config, generated: map[Kind]PageID{}},
		opt:   opt,
		paths: map[string]PageID{}, outs: map[string]PageID{},
		articles: map[string]int32{}, named: map[string]PageID{}, terms: map[string]int32{},
	}
	l.AsOf = l.date(opt.Config.AsOf, opt.Config.At("as_of"))
	l.addPages(in)
	l.addGenerated()
	l.addArticles()
	l.addTerms()
	n := len(l.Pages)
	l.Targets, l.Notes, l.Cited = make([][]Target, n), make([][]NoteUse, n), make([][]int32, n)
	l.Hits, l.Linked, l.Listed = make([][]Hit, n), make([][]Hit, n), make([][]int32, n)
	for i := range in {
		l.Hits[i] = l.dropOwn(l.Pages[i], in[i].Hits)
	}
	l.joinEvents()
	for id := range l.Pages {
		l.answer(PageID(id))
	}
	l.citeNotes()
	for id := range l.Pages {
		l.Linked[id] = l.selectHits(PageID(id))
	}
	for id := range l.Pages {
		l.Listed[id] = l.listTerms(PageID(id))
	}
	l.relate()
	l.mention()
	l.cover()
	l.unused()
	return l.Site, diag.Sort(l.diags)
}

type linker struct {
	*Site
	opt       Options
	diags     []diag.Diag
	paths     map[string]PageID // by path below content/
	outs      map[string]PageID // by output path
	articles  map[string]int32  // published ones, by name
	named     map[string]PageID // all articles, by name
	terms     map[string]int32
	anchors   []map[string]bool // by page, built when a link asks for one
	events    map[eventKey]int32
	statement map[[2]int32]stmt // by page and index into Dated
	typed     []typedLink
}

func (l *linker) report(d diag.Diag) { l.diags = append(l.diags, d) }

func itoa(n int) string { return strconv.Itoa(n) }

// date parses an EDTF text from front matter or configuration; empty is the zero date.
func (l *linker) date(s string, pos diag.Pos) edtf.Date {
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		hint := ""
		if e, ok := err.(*edtf.Error); ok {
			hint = e.Hint
		}
		l.report(diag.Errorf(pos, "date", "%s", err).WithHint("%s", hint))
	}
	return d
}

func (l *linker) addPages(in []Input) {
	for i, f := range in {
		src := f.Source
		p := &Page{Kind: pageKind(src), Name: src.Name, Out: src.Out, Source: src, Doc: f.Doc, Body: f.Doc.Body,
			Lang: cmp.Or(src.Front.Lang, l.Config.Lang), Draft: src.Front.Draft && !l.opt.Drafts, Article: -1, Term: -1}
		p.Updated = l.date(src.Front.Updated, src.At("updated"))
		p.Title = l.title(p)
		l.Pages = append(l.Pages, p)
		l.paths[src.Path] = PageID(i)
		l.outs[src.Out] = PageID(i)
		if src.Kind == content.KindArticle {
			l.named[src.Name] = PageID(i)
		}
		if p.Kind != KindPage && p.Kind != KindArticle && p.Kind != KindTerm {
			l.generated[p.Kind] = PageID(i)
		}
	}
}

// introduced are the files that introduce a generated page.
var introduced = map[string]Kind{
	"index.md": KindHome, "articles/index.md": KindArticles, "glossary/index.md": KindGlossary, "timeline.md": KindTimeline,
	"compare.md": KindCompare, "sources.md": KindSources, "404.md": KindNotFound,
}

func pageKind(src *content.Source) Kind {
	if k, ok := introduced[src.Path]; ok {
		return k
	}
	switch src.Kind {
	case content.KindArticle:
		return KindArticle
	case content.KindTerm:
		return KindTerm
	}
	return KindPage
}

// title returns a page's title: from the front matter, or from a heading at the very
// start, which is then not shown a second time.
func (l *linker) title(p *Page) string {
	f := &p.Source.Front
	title := annotate.Typography(cmp.Or(f.Title, f.Term))
	if len(p.Doc.Heads) > 0 && p.Doc.Heads[0].Level == 1 && p.Doc.Heads[0].Span.Off < p.Doc.Body.Off+64 {
		h := p.Doc.Heads[0]
		if title == "" || title == h.Text {
			title = h.Text
			p.Body.Off = h.Span.End + uint32(len("</h1>\n"))
		}
	}
	if title == "" {
		return path.Base(p.Name)
	}
	return title
}

// addGenerated adds the generated pages that no file introduces and that the site has
// something for.
func (l *linker) addGenerated() {
	var hasArticles, hasTerms, hasDated, hasSource, hasRel bool
	for _, p := range l.Pages {
		hasArticles = hasArticles || p.Kind == KindArticle
		hasTerms = hasTerms || p.Kind == KindTerm
		hasDated = hasDated || len(p.Doc.Dated) > 0
		hasSource = hasSource || p.Source.Front.Source.IsSet()
		for _, k := range p.Doc.Links {
			hasRel = hasRel || k.Rel != ""
		}
	}
	for _, g := range []struct {
		kind  Kind
		out   string
		title string
		want  bool
	}{
		{KindHome, "index.html", l.Config.Title, true},
		{KindArticles, "articles/index.html", "Articles", hasArticles},
		{KindGlossary, "glossary/index.html", "Glossary", hasTerms},
		{KindTimeline, "timeline.html", "Timeline", hasDated},
		{KindCompare, "compare.html", "Compare", hasRel},
		{KindSources, "sources.html", "Sources", hasSource},
		{KindNotFound, "404.html", "Page not found", true},
	} {
		if _, ok := l.generated[g.kind]; ok || !g.want {
			continue
		}
		id := PageID(len(l.Pages))
		l.Pages = append(l.Pages, &Page{Kind: g.kind, Name: g.out, Out: g.out, Title: g.title, Doc: &annotate.Doc{}, Lang: l.Config.Lang, Article: -1, Term: -1})
		l.generated[g.kind] = id
		l.outs[g.out] = id
		for file, k := range introduced {
			if k == g.kind {
				l.paths[file] = id
			}
		}
	}
}

// addArticles orders the articles: by order, then by the source's date, then by name.
func (l *linker) addArticles() {
	for id, p := range l.Pages {
		if p.Kind != KindArticle || p.Draft {
			continue
		}
		f := &p.Source.Front
		l.Articles = append(l.Articles, Article{Page: PageID(id), Name: p.Name, Short: annotate.Typography(cmp.Or(f.Short, f.Source.Publisher, p.Title)),
			Date: l.date(f.Source.Date, p.Source.At("source", "date"))})
	}
	slices.SortStableFunc(l.Articles, func(a, b Article) int {
		return cmp.Or(cmp.Compare(orderOf(l.Pages[a.Page]), orderOf(l.Pages[b.Page])), edtf.Compare(a.Date, b.Date), cmp.Compare(a.Name, b.Name))
	})
	for i := range l.Articles {
		a := &l.Articles[i]
		a.Hue, a.Shape = i%4+1, (i+i/4)%4
		l.Pages[a.Page].Article = int32(i)
		l.articles[a.Name] = int32(i)
	}
}

func orderOf(p *Page) int {
	if o := p.Source.Front.Order; o != 0 {
		return o
	}
	return 1 << 30
}

// addTerms enters the glossary, in the order of the lexicon: that of the files.
func (l *linker) addTerms() {
	for id, p := range l.Pages {
		if p.Kind != KindTerm {
			continue
		}
		f := &p.Source.Front
		t := Term{Page: PageID(id), Name: p.Name, Title: annotate.Typography(termTitle(p.Source)), Expansion: annotate.Typography(f.Expansion), Kind: f.Kind, Lead: Passage{Page: PageID(id)}}
		for _, b := range p.Doc.Blocks {
			if b.Kind == annotate.Paragraph && b.Parent < 0 && b.Note < 0 {
				t.Lead.Span = b.Span
				break
			}
		}
		p.Term = int32(len(l.Terms))
		l.terms[p.Name] = p.Term
		l.Terms = append(l.Terms, t)
	}
	for i := range l.Terms {
		src := l.Pages[l.Terms[i].Page].Source
		for j, name := range src.Front.See {
			if t, ok := l.terms[name]; ok {
				l.Terms[i].See = append(l.Terms[i].See, t)
			} else {
				l.report(l.unknownTerm(src.At("see", itoa(j)), name))
			}
		}
	}
}

func (l *linker) unknownTerm(pos diag.Pos, name string) diag.Diag {
	d := diag.Errorf(pos, "term-unknown", "unknown term %q", name)
	if h := diag.DidYouMean(name, sortedKeys(l.terms)); h != "" {
		return d.WithHint("%s", h)
	}
	return d.WithHint("a term is a file: content/glossary/%s.md", name)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// place names a file and line for a hint.
func place(p diag.Pos) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }
