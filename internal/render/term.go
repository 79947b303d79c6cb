package render

import (
	"html/template"
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// TermPage is a glossary entry's own page.
type TermPage struct {
	Base
	Expansion string
	TermKind  string
	Aliases   []string
	See       []Link
	Mentions  []MentionGroup
	Events    []EventLink
	Index     string // address of the entry in the glossary's index
}

// MentionGroup is the sentences of one article that name a term.
type MentionGroup struct {
	Source
	Mentions []MentionView
}

// MentionView is one sentence.
type MentionView struct {
	Text    template.HTML
	URL     string
	Section string // where it stands: "What the treaty promises", "note 3"
}

// EventLink is an event in a list of events.
type EventLink struct {
	When  When
	Title string
	URL   string
}

func (r *Renderer) term(id site.PageID, b Base) TermPage {
	s, p := r.site, r.site.Pages[id]
	t := &s.Terms[p.Term]
	v := TermPage{
		Base: b, Expansion: t.Expansion, TermKind: t.Kind,
		Index: r.url(id, site.Addr{Page: s.Generated(site.KindGlossary), Frag: indexID(t)}),
	}
	for _, a := range p.Source.Front.Aliases {
		v.Aliases = append(v.Aliases, smart(a))
	}
	for _, see := range t.See {
		if to := s.Terms[see].Page; s.Published(to) {
			v.See = append(v.See, Link{Text: s.Terms[see].Title, URL: r.url(id, site.Addr{Page: to})})
		}
	}
	last := site.None
	for _, m := range s.Mentions[p.Term] {
		if m.Page != last {
			v.Mentions = append(v.Mentions, MentionGroup{Source: r.sourceOf(id, site.Addr{Page: m.Page})})
			last = m.Page
		}
		g := &v.Mentions[len(v.Mentions)-1]
		g.Mentions = append(g.Mentions, r.mention(id, m))
	}
	for _, e := range r.eventsOf()[p.Term] {
		e := &s.Events[e]
		v.Events = append(v.Events, EventLink{when(e.Date), e.Title, r.url(id, site.Addr{Page: s.Generated(site.KindTimeline), Frag: "event-" + e.ID})})
	}
	return v
}

func (r *Renderer) mention(on site.PageID, m site.Mention) MentionView {
	p := r.site.Pages[m.Page]
	v := MentionView{Text: r.quote(on, m.Passage), Section: "beginning"}
	to := site.Addr{Page: m.Page}
	switch {
	case m.Off >= p.Doc.Body.End:
		for _, u := range r.site.Notes[m.Page] {
			if u.Home == m.Page && p.Doc.Notes[u.Note].Span.Contains(m.Span) {
				to.Frag, v.Section = "note-"+u.ID, "note "+itoa(u.Number)
			}
		}
	case m.Heading > 0, m.Heading == 0 && p.Body.Off == p.Doc.Body.Off:
		h := &p.Doc.Heads[m.Heading]
		to.Frag, v.Section = h.ID, h.Text
	}
	v.URL = r.url(on, to)
	return v
}

func (r *Renderer) statement(st site.Statement) site.Passage {
	return site.Passage{Page: st.Page, Span: r.site.Pages[st.Page].Doc.Dated[st.Dated].Span}
}

// termEvents returns, by term, the events of which a statement names it.
func termEvents(s *site.Site) [][]int32 {
	events := make([][]int32, len(s.Terms))
	add := func(term int32, event int) {
		if list := events[term]; len(list) == 0 || list[len(list)-1] != int32(event) {
			events[term] = append(list, int32(event))
		}
	}
	for i := range s.Events {
		for _, st := range s.Events[i].Statements {
			d := s.Pages[st.Page].Doc
			span := d.Dated[st.Dated].Span
			hits := s.Hits[st.Page]
			for at := firstHit(hits, span.Off); at < len(hits) && hits[at].Off < span.End; at++ {
				add(hits[at].Term, i)
			}
			for _, h := range d.HolesIn(span) {
				if t := &s.Targets[st.Page][h.Ref]; h.Side == annotate.Open && d.Refs[h.Ref].Kind == annotate.RefTerm && t.Found {
					add(t.Term, i)
				}
			}
		}
	}
	return events
}

// firstHit returns the index of the first hit at or behind an offset.
func firstHit(hits []site.Hit, off uint32) int {
	i, _ := slices.BinarySearchFunc(hits, site.Hit{Off: off}, func(a, b site.Hit) int { return int(a.Off) - int(b.Off) })
	return i
}
