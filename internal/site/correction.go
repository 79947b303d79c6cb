package site

import (
	"strconv"

	"gloss/internal/edtf"
)

// Correction returns the place of an article's i-th correction, and its date. Of several of one
// date the first written has the plain id, so that one that is put in front of them takes
// theirs: corrections are added at the end.
func (s *Site) Correction(id PageID, i int) (Addr, edtf.Date) {
	all := s.Pages[id].Source.Front.Corrections
	frag, same := "gloss/corrected-"+all[i].Date, 1
	for _, c := range all[:i] {
		if c.Date == all[i].Date {
			same++
		}
	}
	if same > 1 {
		frag += "-" + strconv.Itoa(same)
	}
	date, _ := edtf.Parse(all[i].Date) // Link has reported a bad one
	return Addr{Page: id, Frag: frag}, date
}

// LastChanged returns when a page was last changed, as far as its front matter says: the later
// of "updated" and its corrections. It is zero when that says nothing.
func (s *Site) LastChanged(id PageID) edtf.Date {
	p := s.Pages[id]
	last := p.Updated
	if p.Source == nil {
		return last
	}
	for i := range p.Source.Front.Corrections {
		if _, d := s.Correction(id, i); later(d, last) {
			last = d
		}
	}
	return last
}

// later compares two dates by their last days; a date without one is the earlier.
func later(a, b edtf.Date) bool {
	day, ok := a.Latest()
	than, known := b.Latest()
	return ok && (!known || day.Compare(than) > 0)
}
