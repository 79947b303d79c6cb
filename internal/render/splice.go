package render

import (
	"html"
	"strconv"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// Showing says where a passage is shown and how much of it.
type Showing struct {
	Page      site.PageID // on which it is shown
	Hits      []site.Hit  // the terms in it that are links, sorted
	Words     *Words      // of links and of the apparatus
	Marks     *marks      // of the sources in the apparatus; nil for none
	IDs       bool        // write ids: only where the passage stands in its own place
	Notes     bool        // write note markers
	Apparatus bool        // write locators and links to the timeline
	Links     bool        // write links; otherwise only their words
	Trace     bool        // write comments that say where each block is from
}

// quoted shows a passage outside its own place: without ids, markers and apparatus.
func quoted(page site.PageID) Showing { return Showing{Page: page} }

// Splice appends a passage's HTML to dst, its holes filled and its terms linked. Every
// page, quotation and popover goes through it.
func Splice(dst []byte, s *site.Site, p site.Passage, show Showing, a Addresser) []byte {
	sp := splicer{dst: dst, site: s, from: p.Page, doc: s.Pages[p.Page].Doc, show: show, addr: a}
	if show.Trace {
		sp.trace(p.Off)
	}
	sp.splice(p.Span)
	return sp.dst
}

type splicer struct {
	dst  []byte
	site *site.Site
	from site.PageID
	doc  *annotate.Doc
	show Showing
	addr Addresser

	at     uint32 // how far the HTML has been written
	self   uint32 // where the words of a heading end, behind which is the link to it; 0 for none
	selfID string
	traced int // how many blocks have been
}

func (sp *splicer) splice(span annotate.Span) {
	sp.at = span.Off
	holes := sp.doc.HolesIn(span)
	hits := sp.show.Hits[firstHit(sp.show.Hits, span.Off):]
	for len(holes) > 0 || len(hits) > 0 && hits[0].End <= span.End {
		if len(hits) > 0 && hits[0].End <= span.End && (len(holes) == 0 || hits[0].Off < holes[0].Off) {
			h := hits[0]
			hits = hits[1:]
			sp.copyTo(h.Off)
			sp.termStart(h.Term, site.Use{Off: h.Off, Ref: site.NoRef})
			sp.copyTo(h.End)
			sp.str("</a>")
			continue
		}
		h := holes[0]
		holes = holes[1:]
		sp.copyTo(h.Off)
		sp.fill(h)
	}
	sp.copyTo(span.End)
}

// copyTo copies the HTML up to an offset, with the link of a heading that ends before it.
func (sp *splicer) copyTo(off uint32) {
	if sp.self > 0 && sp.self <= off {
		sp.copyText(sp.self)
		sp.selfLink()
	}
	sp.copyText(off)
}

func (sp *splicer) copyText(off uint32) {
	if sp.show.Trace {
		sp.traceTo(off)
	}
	sp.dst = append(sp.dst, sp.doc.HTML[sp.at:off]...)
	sp.at = off
}

func (sp *splicer) str(s string) { sp.dst = append(sp.dst, s...) }

func (sp *splicer) attr(name, value string) {
	sp.str(" " + name + `="` + html.EscapeString(value) + `"`)
}

// id writes an id attribute, where the passage stands in its own place.
func (sp *splicer) id(id string) {
	if sp.show.IDs && id != "" {
		sp.attr("id", sp.addr.ID(sp.show.Page, id))
	}
}

func (sp *splicer) fill(h annotate.Hole) {
	ref := &sp.doc.Refs[h.Ref]
	t := &sp.site.Targets[sp.from][h.Ref]
	if !t.Found && sp.unresolved(h, ref) {
		return
	}
	switch ref.Kind {
	case annotate.RefLink:
		sp.link(h.Side, ref, t)
	case annotate.RefImage:
		sp.image(&sp.doc.Images[ref.Index], t)
	case annotate.RefTerm:
		switch {
		case !sp.show.Links:
		case h.Side == annotate.Open:
			sp.termStart(t.Term, site.Use{Ref: h.Ref})
		default:
			sp.str("</a>")
		}
	case annotate.RefNote:
		if sp.show.Notes {
			sp.marker(t)
		}
	case annotate.RefClaim, annotate.RefBlock:
		sp.id(t.ID)
	case annotate.RefHeading:
		sp.heading(&sp.doc.Heads[ref.Index], t)
	case annotate.RefDated:
		if h.Side == annotate.InTag {
			sp.id(t.ID)
		} else if sp.show.Apparatus && t.Found {
			sp.when(t)
		}
	case annotate.RefLocator:
		if sp.show.Apparatus {
			sp.locators(t, ref.Index)
		}
	}
}

// termStart opens the link of a term: to the list at the page's end where it is listed
// there, else to its page in the glossary. The list leads back to the first.
func (sp *splicer) termStart(term int32, use site.Use) {
	t := &sp.site.Terms[term]
	listed := sp.site.Lists(sp.show.Page, term)
	to := site.Addr{Page: t.Page}
	if listed {
		to = site.Addr{Page: sp.show.Page, Frag: t.ID}
	}
	sp.str(`<a class="term" href="`)
	sp.str(html.EscapeString(sp.addr.URL(sp.show.Page, to)))
	sp.str(`" role="doc-glossref"`)
	if first, ok := sp.site.FirstUse(sp.show.Page, term); listed && ok && first == use {
		sp.id(t.UseID)
	}
	sp.str(">")
}

func (sp *splicer) marker(t *site.Target) {
	u := &sp.site.Notes[sp.from][t.Note]
	sp.str(`<sup><a class="noteref" role="doc-noteref"`)
	sp.id(t.ID)
	sp.attr("href", sp.addr.URL(sp.show.Page, t.Addr))
	sp.str(">" + strconv.Itoa(u.Number) + "</a></sup>")
}

func (sp *splicer) link(side annotate.Side, ref *annotate.Ref, t *site.Target) {
	if !sp.show.Links {
		return
	}
	l := &sp.doc.Links[ref.Index]
	if side == annotate.Close {
		sp.str("</a>")
		if l.Rel != "" {
			sp.str(`<span class="rel"> (` + html.EscapeString(sp.show.Words.relation(l.Rel).Here) + `)</span>`)
		}
		return
	}
	sp.str("<a")
	class := l.Class
	if l.Rel != "" {
		class = trimJoin("xref", class)
	}
	if class != "" {
		sp.attr("class", class)
	}
	if l.Rel != "" {
		sp.attr("data-rel", l.Rel)
		sp.id(t.ID)
	}
	sp.attr("href", sp.href(t))
	if to := sp.namePlace(t); to != "" {
		sp.attr("data-to", to)
	}
	if l.Title != "" {
		sp.attr("title", l.Title)
	}
	if l.Lang != "" {
		sp.attr("lang", l.Lang)
		sp.attr("dir", "auto")
	}
	sp.str(">")
}

// href returns where a link leads: a page or a copied file, with the query as written and,
// of a file, also the fragment: only its reader knows what that means.
func (sp *splicer) href(t *site.Target) string {
	switch f := t.File; {
	case f == nil:
		return sp.addr.URL(sp.show.Page, t.Addr)
	case f.Out != "":
		query, frag, found := strings.Cut(f.Query, "#")
		if found {
			frag = "#" + escapeQuery(frag)
		}
		return sp.addr.File(sp.show.Page, f.Out) + escapeQuery(query) + frag
	}
	file, frag, found := strings.Cut(sp.addr.URL(sp.show.Page, t.Addr), "#")
	if file == "" {
		file = sp.addr.File(sp.show.Page, sp.site.Pages[t.Addr.Page].Out)
	}
	if found {
		frag = "#" + frag
	}
	return file + escapeQuery(t.File.Query) + frag
}

func trimJoin(a, b string) string {
	if b == "" {
		return a
	}
	return a + " " + b
}

func (sp *splicer) image(m *annotate.Image, t *site.Target) {
	sp.str("<img")
	sp.attr("src", sp.addr.File(sp.show.Page, t.File.Out))
	sp.attr("alt", m.Alt)
	if m.Title != "" && !m.Figure {
		sp.attr("title", m.Title)
	}
	if m.Class != "" {
		sp.attr("class", m.Class)
	}
	if m.Lang != "" {
		sp.attr("lang", m.Lang)
	}
	if t.File.Size.W > 0 {
		sp.attr("width", strconv.Itoa(t.File.Size.W))
		sp.attr("height", strconv.Itoa(t.File.Size.H))
	}
	sp.str(` loading="lazy" decoding="async">`)
}

// when writes the link from a dated statement to its event on the timeline.
func (sp *splicer) when(t *site.Target) {
	e := &sp.site.Events[t.Event]
	name := e.Title
	if d := e.Date.Format(); d != "" {
		name = d + ": " + name
	}
	sp.str(`<a class="when"`)
	sp.attr("href", sp.addr.URL(sp.show.Page, t.Addr))
	sp.attr("aria-label", fill(sp.show.Words.EventOnTimeline, "event", name))
	sp.str("></a>")
}

// locators writes what a block rests on, one link a source.
func (sp *splicer) locators(t *site.Target, block int32) {
	cites := sp.site.BlockCites(sp.from, block)
	if len(cites) == 0 {
		return
	}
	sp.str(` <span class="rests">`)
	for i, c := range cites {
		loc := sp.show.Words.describe(sp.site, sp.show.Page, c)
		if i > 0 {
			sp.str(" ")
		}
		sp.str(`<a class="loc"`)
		if a := &sp.site.Articles[c.Article]; sp.show.Marks != nil && a.Page != sp.show.Page {
			sp.str(string(sp.show.Marks.of(c.Article, a)))
		}
		if i == 0 {
			sp.id(t.ID)
		}
		sp.attr("data-p", loc.Data)
		sp.attr("href", sp.addr.URL(sp.show.Page, loc.Addr))
		if loc.Name != loc.Text {
			sp.attr("aria-label", loc.Name)
		}
		sp.str(">" + html.EscapeString(loc.Text) + "</a>")
	}
	sp.str("</span>")
}
