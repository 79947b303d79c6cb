package site

import (
	"cmp"
	"path"
	"slices"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/edtf"
)

// generatedPages are the pages a site makes by itself, in the order in which they are
// added, and the files that introduce them.
var generatedPages = []struct {
	kind Kind
	file string // below content/
	out  string
}{
	{KindHome, "index.md", "index.html"},
	{KindArticles, "articles/index.md", "articles/index.html"},
	{KindGlossary, "glossary/index.md", "glossary/index.html"},
	{KindTimeline, "timeline.md", "timeline.html"},
	{KindCompare, "compare.md", "compare.html"},
	{KindSources, "sources.md", "sources.html"},
	{KindNotFound, "404.md", "404.html"},
	{KindSearch, "search.md", "search.html"},
}

func (l *linker) addPages(in []Input) {
	for i, f := range in {
		src := f.Source
		p := &Page{
			Kind: pageKind(src), Name: src.Name, Out: src.Out, Source: src, Doc: f.Doc, Body: f.Doc.Body,
			Lang: cmp.Or(src.Front.Lang, l.Config.Lang), Draft: src.Front.Draft && !l.opt.Drafts, First: PageID(i), Article: -1, Term: -1,
		}
		l.Pages = append(l.Pages, p)
		l.paths[norm.NFC.String(src.Path)] = PageID(i)
		l.outs[src.Out] = PageID(i)
		p.Title = l.title(p)
		if src.Kind == content.KindArticle {
			l.named[src.Name] = PageID(i)
		}
		if p.Draft {
			continue
		}
		p.Updated = l.date(src.Front.Updated, src, "updated")
		for j, c := range src.Front.Corrections {
			l.date(c.Date, src, "corrections", itoa(j), "date")
		}
		l.date(src.Front.Source.Accessed, src, "source", "accessed")
		if p.Kind != KindPage && p.Kind != KindArticle && p.Kind != KindTerm {
			l.generated[p.Kind] = PageID(i)
		}
	}
}

// pageKind says what is shown on a file's page. A draft of an introduction introduces
// nothing: the page is then generated without it.
func pageKind(src *content.Source) Kind {
	switch src.Kind {
	case content.KindArticle:
		return KindArticle
	case content.KindTerm:
		return KindTerm
	}
	for _, g := range generatedPages {
		if g.file == src.Path {
			return g.kind
		}
	}
	return KindPage
}

// title returns a page's title: from a heading of the first level at the very start, which
// is then not a part of the body, or from the front matter.
func (l *linker) title(p *Page) string {
	if heads := p.Doc.Heads; len(heads) > 0 && heads[0].Level == 1 {
		p.Body.Off = heads[0].Span.End + uint32(len("</h1>\n"))
		return heads[0].Text
	}
	if title := p.Source.Title(); title != "" {
		return annotate.Typography(title)
	}
	for _, g := range generatedPages {
		if g.kind == p.Kind {
			return cmp.Or(l.opt.Titles[g.kind], annotate.Typography(l.Config.Title))
		}
	}
	return path.Base(p.Name)
}

// addGenerated adds the generated pages that no file introduces and that the site has
// something for.
func (l *linker) addGenerated() {
	wanted := l.wanted()
	for _, g := range generatedPages {
		if _, ok := l.generated[g.kind]; ok || !wanted[g.kind] {
			continue
		}
		id := PageID(len(l.Pages))
		title := cmp.Or(l.opt.Titles[g.kind], annotate.Typography(l.Config.Title))
		l.Pages = append(l.Pages, &Page{Kind: g.kind, Name: g.out, Out: g.out, Title: title, Doc: &annotate.Doc{}, Lang: l.Config.Lang, First: id, Article: -1, Term: -1})
		l.generated[g.kind] = id
		l.outs[g.out] = id
		l.paths[g.file] = id
	}
}

// wanted says which generated pages there is something for.
func (l *linker) wanted() map[Kind]bool {
	w := map[Kind]bool{KindHome: true, KindNotFound: true, KindSearch: true}
	told := map[string]PageID{} // events by name, with the first page that tells of them
	for id, p := range l.Pages {
		if p.Draft {
			continue
		}
		w[KindArticles] = w[KindArticles] || p.Kind == KindArticle
		w[KindGlossary] = w[KindGlossary] || p.Kind == KindTerm
		w[KindTimeline] = w[KindTimeline] || len(p.Doc.Dated) > 0
		w[KindSources] = w[KindSources] || p.Source.Front.Source.IsSet()
		for i := range p.Doc.Links {
			w[KindCompare] = w[KindCompare] || p.Doc.Links[i].Rel != ""
		}
		for i := range p.Doc.Dated { // one event told on two pages is a row of its own
			if e := p.Doc.Dated[i].Event; e != "" {
				first, ok := told[e]
				if !ok {
					told[e] = PageID(id)
				}
				w[KindCompare] = w[KindCompare] || ok && first != PageID(id)
			}
		}
	}
	return w
}

// addArticles orders the articles: by order, then by the source's date, then by name.
func (l *linker) addArticles() {
	for id, p := range l.Pages {
		if p.Kind != KindArticle || p.Draft {
			continue
		}
		f := &p.Source.Front
		l.Articles = append(l.Articles, Article{
			Page: PageID(id), Name: p.Name, Short: annotate.Typography(cmp.Or(f.Short, f.Source.Publisher, p.Title)),
			Date: l.date(f.Source.Date, p.Source, "source", "date"),
		})
	}
	slices.SortFunc(l.Articles, func(a, b Article) int {
		return cmp.Or(cmp.Compare(orderOf(l.Pages[a.Page]), orderOf(l.Pages[b.Page])), edtf.Compare(a.Date, b.Date), cmp.Compare(a.Name, b.Name))
	})
	for i := range l.Articles {
		a := &l.Articles[i]
		a.Hue, a.Shape = i%4+1, (i+i/4)%4
		l.Pages[a.Page].Article = int32(i)
		l.articles[a.Name] = int32(i)
		l.addName(l.sources, "article", int32(i), a.Page, func(j int32) PageID { return l.Articles[j].Page })
	}
}

func orderOf(p *Page) int {
	if o := p.Source.Front.Order; o != 0 {
		return o
	}
	return 1 << 30
}
