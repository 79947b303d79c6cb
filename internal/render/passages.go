package render

import (
	"gloss/internal/annotate"
	"gloss/internal/site"
)

// PassageView is the passage that a link of the page leads to: a card shows it beside the link.
type PassageView struct {
	Source         // URL is that of the link, as it is written there
	Excerpt        //
	Section string // where it stands: a heading, or "note 3"
	Where   string // "¶5"
	Read    string // names the link to it: "Read in ICDS"
}

// Bounds on what is copied into a page, so that no page grows with the site.
const (
	maxPassages = 60   // on a page; links beyond have no card
	maxExcerpt  = 600  // bytes, after which no further sentence begins
	maxCopied   = 2000 // bytes of what is no sentence: a table that large is not copied
)

// passages returns what the typed links of a page, its borrowed notes and those who cite its
// notes lead to, in the order of the page, each once.
func (r *Renderer) passages(id site.PageID) []PassageView {
	c := copying{r: r, page: id}
	p := r.site.Pages[id]
	c.typed(id, p.Doc.Body)
	for i := range r.site.Notes[id] {
		u := &r.site.Notes[id][i]
		c.typed(u.Home, r.site.Pages[u.Home].Doc.Notes[u.Note].Span)
		if u.Foreign(id) {
			c.origin(u)
		}
		for _, from := range u.CitedFrom {
			c.add(from.Addr, from.Passage)
		}
	}
	return c.views
}

// copying gathers the passages of one page.
type copying struct {
	r     *Renderer
	page  site.PageID
	seen  map[site.Addr]bool
	views []PassageView
}

// typed adds what the typed links in a part of a document lead to.
func (c *copying) typed(doc site.PageID, span annotate.Span) {
	d := c.r.site.Pages[doc].Doc
	for _, h := range d.HolesIn(span) {
		ref := &d.Refs[h.Ref]
		if h.Side != annotate.Open || ref.Kind != annotate.RefLink || d.Links[ref.Index].Rel == "" {
			continue
		}
		if t := &c.r.site.Targets[doc][h.Ref]; t.Found && t.Rel >= 0 && t.File == nil {
			c.add(t.Addr, c.r.site.Relations[t.Rel].Subject.Passage)
		}
	}
}

// origin adds the sentence for which a borrowed note was written.
func (c *copying) origin(u *site.NoteUse) {
	for i := range c.r.site.Notes[u.Home] {
		h := &c.r.site.Notes[u.Home][i]
		if h.Home == u.Home && h.Note == u.Note && len(h.Marks) > 0 {
			c.add(site.Addr{Page: u.Home, Frag: "note-" + h.ID}, c.r.site.MarkedBy(u.Home, h.Marks[0]))
		}
	}
}

// add adds a passage under the address of the link that leads to it.
func (c *copying) add(to site.Addr, p site.Passage) {
	if c.seen[to] || len(c.views) == maxPassages {
		return
	}
	p = c.r.site.Quotable(p, maxExcerpt)
	if p.End == p.Off || p.End-p.Off > maxCopied {
		return
	}
	if c.seen == nil {
		c.seen = map[site.Addr]bool{}
	}
	c.seen[to] = true
	source := c.r.sourceOf(c.page, to)
	c.views = append(c.views, PassageView{
		Source: source, Excerpt: c.r.excerpt(c.page, p),
		Section: c.r.section(p), Where: c.r.where(p.Page, c.r.site.CitesOf(p)),
		Read: fill(c.r.words.ReadIn, "article", source.Short),
	})
}

// section names the part of a page in which a passage stands: a heading, a note, or nothing.
func (r *Renderer) section(p site.Passage) string {
	page := r.site.Pages[p.Page]
	if h := page.HeadingAt(p.Off); h >= 0 {
		return page.Doc.Heads[h].Text
	}
	for _, u := range r.site.Notes[p.Page] {
		if u.Home == p.Page && page.Doc.Notes[u.Note].Span.Contains(p.Span) {
			return fill(r.words.NoteNumber, "n", itoa(u.Number))
		}
	}
	return ""
}
