package snapshot

import (
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/diag"
	"gloss/internal/site"
)

// statement is a piece of a page's text that is checked as one: a block without others
// inside it, or a text that stands in no block.
type statement struct {
	prose
	page   site.PageID
	block  int32      // -1 when it stands in no block
	pos    diag.Pos   // where it begins
	what   string     // "summary", when it stands in no block
	sound  bool       // what it quotes and counts is checked
	own    bool       // its figures are the briefing's own, and not checked
	tokens []token    // of its text
	quotes []extent   // what stands in quotation marks, without them
	finds  []finding  // what was looked for, in order of the text
	cites  citesCache // what all of it rests on
}

type citesCache struct {
	known bool
	cites []site.Cite
}

// extent is a piece of a text.
type extent struct{ off, end int }

// finding is a quotation, a figure or a run of words that was looked for.
type finding struct {
	extent
	kind  findingKind
	found bool
	where []*paragraph // for a quotation or a copy, where it stands
	there extent       // for a copy, where in that paragraph
	fig   *figure      // for a figure
}

type findingKind uint8

const (
	aQuotation findingKind = iota + 1
	aFigure
	aCopy // found means that it is none
)

// statements returns the texts of all published pages, articles first.
func statements(s *site.Site) []statement {
	var all []statement
	for _, id := range readingOrder(s) {
		all = appendPage(all, s, id)
	}
	for i := range all {
		all[i].tokens = tokens(all[i].text)
		all[i].quotes = quotations(all[i].text)
	}
	return all
}

func readingOrder(s *site.Site) []site.PageID {
	var order []site.PageID
	for _, a := range s.Articles {
		order = append(order, a.Page)
	}
	for i, p := range s.Pages {
		if p.Article < 0 && p.Source != nil && s.Published(site.PageID(i)) {
			order = append(order, site.PageID(i))
		}
	}
	return order
}

// appendPage appends the texts of a page. What a page quotes is checked where it can be
// expected to come from a source: in articles and terms, and on pages that cite one.
func appendPage(all []statement, s *site.Site, id site.PageID) []statement {
	p := s.Pages[id]
	d, front := p.Doc, &p.Source.Front
	sound := p.Article >= 0 || p.Term >= 0 || len(d.Locators) > 0 || len(front.Events) > 0
	add := func(what, text string, pos diag.Pos, own bool) {
		if text != "" {
			all = append(all, statement{prose: plain(text), page: id, block: -1, pos: pos, what: what, sound: sound, own: own})
		}
	}
	loose := func(what, text string, pos diag.Pos) { add(what, text, pos, false) }
	places := p.Source.Places()
	loose("title", front.Title, places.At("title"))
	loose("summary", front.Summary, places.At("summary"))
	add("note on the source", front.Source.Note, places.At("source", "note"), true)
	for _, c := range front.Corrections {
		add("correction", c.Text, places.At("corrections"), true)
	}
	for _, e := range front.Events {
		loose("title of an event", e.Title, places.At("events", e.Name))
	}
	for i, b := range d.Blocks {
		if !isLeaf(d, i) {
			continue
		}
		var base mark
		if b.Background {
			base |= background
		}
		if b.Derived {
			base |= derived
		}
		if text := proseOf(d.HTML, b.Span, base); text.text != "" {
			all = append(all, statement{prose: text, page: id, block: int32(i), pos: d.At(b.Pos), sound: sound})
		}
	}
	for _, r := range d.Refs {
		switch r.Kind {
		case annotate.RefLink:
			loose("explanation", d.Links[r.Index].Why, d.At(r.Pos))
			loose("question", d.Links[r.Index].Question, d.At(r.Pos))
		case annotate.RefDated:
			loose("title of an event", d.Dated[r.Index].Title, d.At(d.Dated[r.Index].Pos))
		}
	}
	return all
}

// isLeaf reports whether a block holds text and no other block.
func isLeaf(d *annotate.Doc, i int) bool {
	b := &d.Blocks[i]
	switch b.Kind {
	case annotate.Paragraph, annotate.Item, annotate.HeadingBlock, annotate.Cell, annotate.Figure:
	default:
		return false
	}
	// what a block holds comes right behind it
	return i+1 == len(d.Blocks) || d.Blocks[i+1].Parent != int32(i) || !b.Span.Contains(d.Blocks[i+1].Span)
}

// rests returns what a piece of a statement rests on: what its own locator says or, behind
// the last locator of a block, what the block's say.
func (st *statement) rests(s *site.Site, e extent) []site.Cite {
	if st.block < 0 || e.off == e.end {
		return nil
	}
	if cites := s.CitesOf(site.Passage{Page: st.page, Span: st.span(e.off, e.end)}); cites != nil || st.restsOnNothing(s, e) {
		return cites
	}
	if !st.cites.known {
		st.cites = citesCache{true, s.CitesOf(site.Passage{Page: st.page, Span: s.Pages[st.page].Doc.Blocks[st.block].Span})}
	}
	return st.cites.cites
}

// restsOnNothing reports whether p=none covers a piece of a statement.
func (st *statement) restsOnNothing(s *site.Site, e extent) bool {
	if st.block < 0 {
		return false
	}
	span := st.span(e.off, e.end)
	return slices.ContainsFunc(s.Pages[st.page].Doc.Locators, func(l annotate.Locator) bool {
		return l.None && l.Span.Contains(span)
	})
}

// quoted returns the quotation around a piece of a statement, if there is one.
func (st *statement) quoted(e extent) (extent, bool) {
	for _, q := range st.quotes {
		if q.off <= e.off && e.end <= q.end {
			return q, true
		}
	}
	return extent{}, false
}
