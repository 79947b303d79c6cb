package render

import "gloss/internal/site"

// SearchView is the page that searches the site.
type SearchView struct {
	Base
	Index  string // address of the index's first file; "" when there is none
	Browse []Link // where to look without searching
}

func (r *Renderer) search(id site.PageID, b Base) SearchView {
	v := SearchView{Base: b}
	if r.SearchIndex != nil {
		v.Index = r.addr.File(id, r.SearchIndex())
	}
	for _, k := range []site.Kind{site.KindArticles, site.KindGlossary, site.KindTimeline, site.KindCompare, site.KindSources} {
		if to := r.site.Generated(k); to != site.None {
			v.Browse = append(v.Browse, Link{Text: r.site.Pages[to].Title, URL: r.url(id, site.Addr{Page: to})})
		}
	}
	return v
}
