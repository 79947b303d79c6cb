package search

import (
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// kind says what an entry leads to.
type kind byte

const (
	kindPage    kind = 'p'
	kindArticle kind = 'a'
	kindTerm    kind = 't'
	kindEvent   kind = 'e'
)

// entry is something that can be found: a page or an event.
type entry struct {
	kind  kind
	page  site.PageID
	event int32
}

// entries lists what can be found, what stands first among equals first: articles in the
// site's order, other pages, terms by title, events by date.
func entries(s *site.Site) []entry {
	list := make([]entry, 0, len(s.Pages)+len(s.Events))
	for i := range s.Articles {
		list = append(list, entry{kind: kindArticle, page: s.Articles[i].Page})
	}
	for id, p := range s.Pages {
		switch p.Kind {
		case site.KindArticle, site.KindTerm, site.KindNotFound, site.KindSearch:
			continue
		}
		if s.Published(site.PageID(id)) && p.First == site.PageID(id) {
			list = append(list, entry{kind: kindPage, page: site.PageID(id)})
		}
	}
	for _, t := range s.Index {
		list = append(list, entry{kind: kindTerm, page: s.Terms[t].Page})
	}
	for i := range s.Events {
		list = append(list, entry{kind: kindEvent, event: int32(i)})
	}
	return list
}

// part is a stretch of a page's text under one heading, or a note.
type part struct {
	id      string // to link to; "" = the page itself
	heading string // plain; "" before the first heading
	span    annotate.Span
}

// partsOf cuts a page into the text before its first heading, its sections and its notes.
func (w *writer) partsOf(id site.PageID) []part {
	p := w.site.Pages[id]
	parts := append(w.parts[:0], part{span: p.Body})
	for i := range p.Doc.Heads {
		h := &p.Doc.Heads[i]
		if h.Span.Off < p.Body.Off { // the title
			continue
		}
		parts[len(parts)-1].span.End = h.Span.Off
		parts = append(parts, part{id: h.ID, heading: h.Text, span: annotate.Span{Off: h.Span.End, End: p.Body.End}})
	}
	for _, n := range w.site.Notes[id] {
		if n.Home == id {
			parts = append(parts, part{id: "note-" + n.ID, heading: w.note(n.Number), span: p.Doc.Notes[n.Note].Span})
		}
	}
	w.parts = parts
	return parts
}

// head is what an entry's result shows beside the text, and what it is found by.
type head struct {
	kind  kind
	url   string
	title string
	in    field  // of the title: a term's and an event's are names
	by    int32  // the article whose hue and shape it shows, -1
	aside string // shown beside the title: a date, a term's expansion
	names []string
}

func (w *writer) headOfPage(e entry) head {
	p := w.site.Pages[e.page]
	h := head{kind: e.kind, url: w.url(site.Addr{Page: e.page}), title: p.Title, in: inTitle, by: p.Article}
	switch e.kind {
	case kindArticle:
		src := p.Source.Front.Source
		h.names = []string{w.site.Articles[p.Article].Short, src.Publisher, src.Title, src.Author}
	case kindTerm:
		t := &w.site.Terms[p.Term]
		h.title, h.in, h.aside = upperFirst(t.Title), inName, t.Expansion
		h.names = append([]string{t.Expansion}, p.Source.Front.Aliases...)
	}
	return h
}

func (w *writer) headOfEvent(i int32) head {
	e := &w.site.Events[i]
	h := head{kind: kindEvent, url: w.url(w.site.EventAddr(i)), title: e.Title, in: inName, by: -1, aside: e.Date.Format()}
	h.by = w.site.Pages[e.Statements[0].Page].Article
	for _, s := range e.Statements {
		if w.site.Pages[s.Page].Article != h.by {
			h.by = -1 // several tell of it
		}
	}
	return h
}

// upperFirst begins a term with a capital, as its page does.
func upperFirst(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[n:]
}

// summary is the standfirst of a page.
func summary(p *site.Page) string {
	if p.Source == nil {
		return ""
	}
	return annotate.Typography(p.Source.Front.Summary)
}
