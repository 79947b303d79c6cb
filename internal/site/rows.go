package site

import (
	"cmp"
	"slices"
	"sort"

	"gloss/internal/annotate"
)

// RowKind says what an entry of the comparison is.
type RowKind uint8

const (
	RowRelation RowKind = iota + 1 // Index into Site.Relations
	RowShared                      // Index into Site.Events: one that two pages tell of
	RowClaim                       // Index into the page's Doc.Claims: one that no other passage refers to
	RowEvent                       // Index into Site.Events: one that only this page tells of
)

// Row is an entry of the comparison. The first two kinds come first, as the earlier of the
// pages they join reads; then, page by page, what only one article reports.
type Row struct {
	Kind  RowKind
	Index int32
	Page  PageID // where it stands first
	Off   uint32 // there, in the body
	By    string // who speaks in a claim, as displayed; empty when it is the article
}

func (r *Row) passage() Passage { return Passage{r.Page, annotate.Span{Off: r.Off, End: r.Off}} }

// maxAlone is how many entries the comparison has of what only one article reports.
const maxAlone = perPage

// compare lists the entries of the comparison.
func (l *linker) compare() {
	for i := range l.Relations {
		a, b := l.place(&l.Relations[i].Subject, i), l.place(&l.Relations[i].Object, i)
		if l.readsRow(b, a) < 0 {
			a = b
		}
		l.Rows = append(l.Rows, a)
	}
	for _, e := range l.Shared {
		st := l.Events[e].Statements[0]
		l.Rows = append(l.Rows, Row{Kind: RowShared, Index: e, Page: st.Page, Off: l.inBody(st.Page, l.dated(st).Span.Off)})
	}
	slices.SortFunc(l.Rows, l.readsRow)
	l.Joined = len(l.Rows)
	if len(l.Articles) > 1 {
		alone := l.alone()
		slices.SortFunc(alone, l.readsRow)
		l.AloneMore = max(0, len(alone)-maxAlone)
		l.Rows = append(l.Rows, alone[:len(alone)-l.AloneMore]...)
	}
	l.divide(l.Generated(KindCompare), "", len(l.Rows), perPage)
}

// readsRow compares two entries by which is read first.
func (s *Site) readsRow(a, b Row) int {
	return cmp.Or(s.Reads(a.passage(), b.passage()), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Index, b.Index))
}

// place is where an end of a relation stands.
func (l *linker) place(e *End, relation int) Row {
	return Row{Kind: RowRelation, Index: int32(relation), Page: e.Page, Off: l.inBody(e.Page, e.Off)}
}

// inBody returns an offset in the body; for one in a note that of the note's first marker.
func (l *linker) inBody(page PageID, off uint32) uint32 {
	d := l.Pages[page].Doc
	if off < d.Body.End {
		return off
	}
	n := sort.Search(len(d.Notes), func(i int) bool { return d.Notes[i].Span.End > off })
	if n < len(d.Notes) {
		if at, ref, ok := l.firstMarker(page, int32(n)); ok && at == page {
			return l.offsetOf(page, ref)
		}
	}
	return d.Body.Off
}

// alone lists the claims and events of articles that nothing elsewhere answers.
func (l *linker) alone() []Row {
	type claim struct {
		page PageID
		id   string
	}
	related := map[claim]bool{}
	for i := range l.Relations {
		r := &l.Relations[i]
		related[claim{r.Subject.Page, r.Subject.Frag}], related[claim{r.Object.Page, r.Object.Frag}] = true, true
	}
	var rows []Row
	for _, a := range l.Articles {
		claims := l.Pages[a.Page].Doc.Claims
		for i := range claims {
			if !related[claim{a.Page, claims[i].ID}] {
				by, _ := l.speaker(a.Page, claims[i].By)
				rows = append(rows, Row{Kind: RowClaim, Index: int32(i), Page: a.Page, Off: l.inBody(a.Page, claims[i].Span.Off), By: by})
			}
		}
	}
	for i := range l.Events {
		st := l.Events[i].Statements
		page := st[0].Page
		if l.Pages[page].Article >= 0 && !slices.ContainsFunc(st, func(s Statement) bool { return s.Page != page }) {
			rows = append(rows, Row{Kind: RowEvent, Index: int32(i), Page: page, Off: l.inBody(page, l.dated(st[0]).Span.Off)})
		}
	}
	return rows
}

// SectionAt returns the heading of the section around a place in a page's body, as an index
// into Doc.Heads: the last before it that has no other above it but the title; -1 before
// the first.
func (s *Site) SectionAt(page PageID, off uint32) int32 {
	p := s.Pages[page]
	for i := p.HeadingAt(off); i >= 0; i-- {
		if p.Doc.Heads[i].Level <= 2 && !(i == 0 && p.titled()) {
			return i
		}
	}
	return -1
}
