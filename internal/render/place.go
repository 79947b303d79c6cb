package render

import (
	"strings"

	"gloss/internal/site"
)

// namePlace names a place in another article for paper, where it cannot be followed: "ICDS,
// note 3", "Newsweek, ¶8". It is empty for places of other kinds.
func (sp *splicer) namePlace(t *site.Target) string {
	if !t.Found || t.File != nil {
		return ""
	}
	p := sp.site.Pages[t.Addr.Page]
	if t.Addr.Page == sp.show.Page || p.Article < 0 || sp.show.Words == nil {
		return ""
	}
	name := sp.site.Articles[p.Article].Short
	if id, ok := strings.CutPrefix(t.Addr.Frag, "note-"); ok {
		for i := range sp.site.Notes[t.Addr.Page] {
			if u := &sp.site.Notes[t.Addr.Page][i]; u.ID == id {
				return name + sp.show.Words.Comma + fill(sp.show.Words.NoteNumber, "n", itoa(u.Number))
			}
		}
	}
	if t.Rel >= 0 {
		for _, c := range sp.site.Relations[t.Rel].Subject.Cites {
			name += sp.show.Words.Comma + sp.show.Words.describe(sp.site, t.Addr.Page, c).Text
		}
	}
	return name
}
