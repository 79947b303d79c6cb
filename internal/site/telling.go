package site

import (
	"gloss/internal/annotate"
	"gloss/internal/edtf"
)

// newStatement looks at a dated statement from where its source stands in time.
func (l *linker) newStatement(page PageID, dated int32, id string) Statement {
	st := Statement{Page: page, Dated: dated, ID: id}
	d, written := &l.Pages[page].Doc.Dated[dated], l.appeared(page)
	st.Undated = undated(d.Date, written)
	st.Ahead = d.Flags.Has(annotate.Plan) || d.Flags.Has(annotate.Deadline) || after(d.Date, written)
	return st
}

// appeared returns when the source of a page appeared; zero when that is not known.
func (s *Site) appeared(page PageID) edtf.Date {
	if a := s.Pages[page].Article; a >= 0 {
		return s.Articles[a].Date
	}
	return edtf.Date{}
}

// undated reports whether a date does not say when something was.
func undated(d, written edtf.Date) bool { return d.IsZero() || endsWith(d, written) }

// endsWith reports whether a date says no more than that something happened before its
// source appeared.
func endsWith(d, written edtf.Date) bool {
	last, ok := d.Latest()
	if d.Kind() != edtf.OneOf || d.Start() == edtf.Known || !ok {
		return false
	}
	from, ok1 := written.Earliest()
	to, ok2 := written.Latest()
	return ok1 && ok2 && from.Compare(last) <= 0 && last.Compare(to) <= 0
}

// after reports whether a date lies after its source appeared.
func after(d, written edtf.Date) bool {
	first, ok1 := d.Earliest()
	last, ok2 := written.Latest()
	return ok1 && ok2 && first.Compare(last) > 0
}

// Telling is what one page says of an event, in one or more statements.
type Telling struct {
	Page    PageID
	Date    edtf.Date // of the statement that says most; zero when none is dated
	Undated bool      // all statements are
	Ahead   bool      // what the Date says lay ahead when the source was written
}

// offer takes the date of a further statement if it says more: any that dates the event
// says more than one that does not.
func (t *Telling) offer(st Statement, d edtf.Date) {
	if !d.IsZero() && (t.Date.IsZero() || t.Undated && !st.Undated || t.Undated == st.Undated && narrower(d, t.Date)) {
		t.Date, t.Undated, t.Ahead = d, st.Undated, st.Ahead
	}
}

// Tellings returns who tells of an event, in reading order.
func (s *Site) Tellings(event int32) []Telling {
	var all []Telling
	for _, st := range s.Events[event].Statements {
		if n := len(all); n == 0 || all[n-1].Page != st.Page {
			all = append(all, Telling{Page: st.Page, Undated: true})
		}
		all[len(all)-1].offer(st, s.Pages[st.Page].Doc.Dated[st.Dated].Date)
	}
	return all
}

// YearOf returns the year under which the timeline shows an event; false for what is
// undated.
func (s *Site) YearOf(event int32) (int, bool) {
	e := &s.Events[event]
	year, ok := e.Date.Year()
	return year, ok && !e.Undated
}
