package render

import (
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// heading writes a heading's id and, around its words, a link to itself: where readers take
// the address of a section from. A heading with links of its own does without.
func (sp *splicer) heading(h *annotate.Heading, t *site.Target) {
	sp.id(t.ID)
	if !sp.show.IDs || !sp.show.Links || h.Level == 1 || h.Text == "" || sp.leads(h.Span) {
		return
	}
	sp.str(`><a class="self"`)
	sp.attr("href", sp.addr.URL(sp.show.Page, site.Addr{Page: sp.show.Page, Frag: t.ID}))
	sp.str(">")
	sp.at++ // the end of the heading's tag
	sp.self = h.Span.End
}

// leads reports whether anything in a span becomes a link.
func (sp *splicer) leads(span annotate.Span) bool {
	return slices.ContainsFunc(sp.doc.HolesIn(span), func(h annotate.Hole) bool {
		switch sp.doc.Refs[h.Ref].Kind {
		case annotate.RefLink, annotate.RefTerm, annotate.RefNote, annotate.RefDated, annotate.RefLocator:
			return true
		}
		return false
	})
}
