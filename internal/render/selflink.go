package render

import (
	"gloss/internal/annotate"
	"gloss/internal/site"
)

// heading writes a heading's id; the link to it, from which readers take the address of the
// section, follows the words.
func (sp *splicer) heading(h *annotate.Heading, t *site.Target) {
	sp.id(t.ID)
	if sp.show.IDs && sp.show.Links && h.Level > 1 {
		sp.self, sp.selfID = h.Span.End, t.ID
	}
}

// selfLink writes the link of a heading to itself.
func (sp *splicer) selfLink() {
	sp.str(`<a class="self"`)
	sp.attr("href", sp.addr.URL(sp.show.Page, site.Addr{Page: sp.show.Page, Frag: sp.selfID}))
	sp.attr("aria-label", sp.show.Words.LinkHere)
	sp.str("></a>")
	sp.self = 0
}
