package render

import (
	"slices"

	"gloss/internal/site"
)

// UseView is how often an article names a term.
type UseView struct {
	Source        // without an address
	Text   string // "3 in Newsweek"
}

// use is how often one article names a term, in sentences.
type use struct{ article, n int32 }

// usage is how often the articles of a site name a term.
type usage struct {
	uses     []use // of all articles, when they are few; else nil
	n        int   // in all of them
	articles int
}

// maxUses is how many articles a term's entry names.
const maxUses = 3

// countUses counts for every term.
func countUses(s *site.Site) []usage {
	all := make([]usage, len(s.Terms))
	for t := range all {
		u, last := &all[t], site.None
		for i := range s.Mentions[t] {
			m := &s.Mentions[t][i]
			article := s.Pages[m.Page].Article
			if article < 0 {
				continue
			}
			u.n++
			if m.Page != last { // mentions come article by article
				last = m.Page
				if u.articles++; u.articles <= maxUses {
					u.uses = append(u.uses, use{article: article})
				}
			}
			if u.articles <= maxUses {
				u.uses[len(u.uses)-1].n++
			}
		}
		if u.articles > maxUses {
			u.uses = nil
		}
		u.uses = slices.Clip(u.uses)
	}
	return all
}

// uses says where a term is named, the same on every page: article by article, or only how often.
func (r *Renderer) uses(u usage) (views []UseView, used string) {
	for _, x := range u.uses {
		a := &r.site.Articles[x.article]
		views = append(views, UseView{
			Source{Short: a.Short, Hue: a.Hue, Shape: shapes[a.Shape], Mark: r.marks.of(x.article, a)},
			fill(r.words.UsesIn, "n", itoa(int(x.n)), "article", a.Short),
		})
	}
	if u.articles > maxUses {
		used = fill(r.words.UsesInMany, "n", itoa(u.n), "articles", itoa(u.articles))
	}
	return views, used
}
