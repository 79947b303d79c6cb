package build

import (
	"cmp"

	"gloss/internal/annotate"
	"gloss/internal/render"
	"gloss/internal/search"
	"gloss/internal/site"
)

// Title is what the briefing is called in short.
func (r *Result) Title() string {
	return annotate.Typography(cmp.Or(r.Site.Config.Short, r.Site.Config.Title))
}

// Sections are the output paths of the pages of the site in one file, in their order.
func (r *Result) Sections() (outs []string) {
	for _, id := range r.sections() {
		outs = append(outs, r.Site.Pages[id].Out)
	}
	return outs
}

// sections are the pages in the order of a booklet: what it comes to, the articles, what they
// make together, the glossary, the sources, and what else there is.
func (r *Result) sections() (pages []site.PageID) {
	s := r.Site
	list := func(k site.Kind) {
		id := s.Generated(k)
		if id == site.None {
			return
		}
		pages = append(pages, id)
		for _, part := range s.Parts(id) {
			if part.Page != id {
				pages = append(pages, part.Page)
			}
		}
	}
	list(site.KindHome)
	list(site.KindArticles)
	for i := range s.Articles {
		pages = append(pages, s.Articles[i].Page)
	}
	list(site.KindCompare)
	list(site.KindTimeline)
	list(site.KindGlossary)
	for _, t := range s.Index {
		pages = append(pages, s.Terms[t].Page)
		for _, part := range s.Parts(s.Terms[t].Page) {
			if part.Page != s.Terms[t].Page {
				pages = append(pages, part.Page)
			}
		}
	}
	list(site.KindSources)
	for id, p := range s.Pages {
		if p.Kind == site.KindPage && !p.Draft {
			pages = append(pages, site.PageID(id))
		}
	}
	list(site.KindSearch)
	return pages
}

// OneFile renders the site as one file.
func (r *Result) OneFile(j render.Joiner) ([]byte, error) {
	index := map[string][]byte{}
	first := search.Index(r.Site, search.Options{
		URL:  func(to site.Addr) string { return j.URL(r.Site.Pages[to.Page].Out, to.Frag) },
		Note: r.layouts.Words().NoteName,
	}, func(path string, data []byte) bool {
		index[path] = data
		return true
	})
	one := render.New(r.Site, r.layouts)
	one.SearchIndex = func() string { return first }
	return one.OneFile(r.sections(), index, j)
}
