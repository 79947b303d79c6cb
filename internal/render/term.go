package render

import (
	"html/template"
	"slices"
	"strings"

	"gloss/internal/site"
)

// TermPage is a glossary entry's own page.
type TermPage struct {
	Base
	Expansion string
	TermKind  string
	Aliases   []string
	AlsoFound string // "Also found as" with the aliases
	See       []Item
	Mentions  []MentionGroup
	Events    []EventLink
	Index     string // address of the entry in the glossary's index

	MoreEvents string // "and 12 more", when more events name it than Events lists
}

// maxTermEvents is how many events a term's page lists.
const maxTermEvents = 200

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
	v := TermPage{Base: b, Expansion: t.Expansion, TermKind: t.Kind, Index: r.url(id, s.IndexAddr(p.Term))}
	part := s.Part(id)
	last := site.None
	for _, m := range s.Mentions[p.Term][part.From:part.To] {
		if m.Page != last {
			v.Mentions = append(v.Mentions, MentionGroup{Source: r.sourceOf(id, site.Addr{Page: m.Page})})
			last = m.Page
		}
		g := &v.Mentions[len(v.Mentions)-1]
		g.Mentions = append(g.Mentions, r.mention(id, m))
	}
	if p.First != id {
		return v
	}
	for _, a := range p.Source.Front.Aliases {
		v.Aliases = append(v.Aliases, smart(a))
	}
	if len(v.Aliases) > 0 {
		v.AlsoFound = fill(r.words.AlsoFoundAs, "names", strings.Join(v.Aliases, r.words.Comma))
	}
	var links []Link
	for _, see := range t.See {
		if to := s.Terms[see].Page; s.Published(to) {
			links = append(links, Link{Text: s.Terms[see].Title, URL: r.url(id, site.Addr{Page: to})})
		}
	}
	v.See = r.words.sentence(r.words.SeeAlso, "terms", r.words.Comma, links)
	for i, e := range s.Told[p.Term] {
		if i == maxTermEvents {
			v.MoreEvents = fill(r.words.AndMore, "n", itoa(len(s.Told[p.Term])-i))
			break
		}
		v.Events = append(v.Events, EventLink{r.words.when(s.Events[e].Date), s.Events[e].Title, r.url(id, s.EventAddr(e))})
	}
	return v
}

func (r *Renderer) mention(on site.PageID, m site.Mention) MentionView {
	p := r.site.Pages[m.Page]
	v := MentionView{Text: r.quote(on, m.Passage), Section: r.words.Beginning}
	to := site.Addr{Page: m.Page}
	switch {
	case m.Off >= p.Doc.Body.End:
		for _, u := range r.site.Notes[m.Page] {
			if u.Home == m.Page && p.Doc.Notes[u.Note].Span.Contains(m.Span) {
				to.Frag, v.Section = "note-"+u.ID, fill(r.words.NoteNumber, "n", itoa(u.Number))
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

// firstHit returns the index of the first hit at or behind an offset.
func firstHit(hits []site.Hit, off uint32) int {
	i, _ := slices.BinarySearchFunc(hits, site.Hit{Off: off}, func(a, b site.Hit) int { return int(a.Off) - int(b.Off) })
	return i
}
