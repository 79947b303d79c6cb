package chart

import (
	"slices"

	"gloss/internal/edtf"
)

const (
	edge     = Width * 14 / 1000 // kept free at both sides, so that marks there are whole
	sparse   = Width * 30 / 100  // of the width for what is before a break
	gap      = Width * 15 / 1000 // on both sides of a break
	fade     = Width * 4 / 100   // of an open end
	minDays  = 7                 // on the whole scale
	minBreak = 6                 // events, for a break to be worth its trouble
	minSpan  = 28                // days, likewise
)

// scale maps days to positions, in one or two parts.
type scale struct {
	parts []part
}

// part is a span of days that is drawn to one scale.
type part struct {
	from, to int
	x0, x1   X
}

// newScale fits a scale to stretches. It reports false when there is none.
func newScale(all []stretch) (*scale, bool) {
	from, to, ok := hull(all)
	if !ok {
		return nil, false
	}
	if short := minDays - (to - from); short > 0 {
		from, to = from-short/2, to+(short+1)/2
	}
	at, broken := breakAt(all, from, to)
	if !broken {
		return &scale{[]part{{from, to, edge, Width - edge}}}, true
	}
	return &scale{[]part{{from, at, edge, sparse - gap}, {at, to, sparse + gap, Width - edge}}}, true
}

// breakAt returns where the axis breaks: if more than half of the events fall into the last
// quarter of the span, before the first of those, at a round date.
func breakAt(all []stretch, from, to int) (at int, ok bool) {
	var anchors []int // one an event
	last := -1
	for i := range all {
		st := &all[i]
		if st.event != last && from <= st.from && st.to <= to {
			last = st.event
			anchors = append(anchors, st.anchor())
		}
	}
	slices.Sort(anchors)
	i, _ := slices.BinarySearch(anchors, to-(to-from)/4)
	if late := len(anchors) - i; len(anchors) < minBreak || to-from < minSpan || 2*late <= len(anchors) {
		return 0, false
	}
	at = roundDown(anchors[i], to-from)
	return at, at > from
}

// roundDown returns the beginning of the year, the month or the day before, as a span is
// long.
func roundDown(day, span int) int {
	d := edtf.NumberedDay(day)
	switch {
	case span > 4*366:
		d.Month, d.Day = 1, 1
	case span > 4*31:
		d.Day = 1
	}
	return d.Number()
}

// of returns the part of a day, the nearest for those beyond the scale.
func (s *scale) of(day int) *part {
	for i := range s.parts[1:] {
		if day < s.parts[i+1].from {
			return &s.parts[i]
		}
	}
	return &s.parts[len(s.parts)-1]
}

func (p *part) at(day int) X {
	return p.x0 + X((day-p.from)*int(p.x1-p.x0)/(p.to-p.from))
}

// end returns the position where a stretch ends that does so before the day given: at a
// break, on its near side.
func (s *scale) end(day int) X {
	p := s.of(day - 1)
	return p.at(min(day, p.to))
}

func (s *scale) start(day int) X {
	p := s.of(day)
	return p.at(max(day, p.from))
}

// panes returns the panes as they are shown.
func (s *scale) panes() []Pane {
	if len(s.parts) == 1 {
		return []Pane{{0, Width, false}}
	}
	return []Pane{{0, sparse, false}, {sparse, Width, true}}
}

// days returns the first and the last day, and the first of the second part.
func (s *scale) days() (from, to, at edtf.Day) {
	last := s.parts[len(s.parts)-1]
	if len(s.parts) > 1 {
		at = edtf.NumberedDay(last.from)
	}
	return edtf.NumberedDay(s.parts[0].from), edtf.NumberedDay(last.to - 1), at
}

// written returns where a source stands, negative when that is not within the scale.
func (s *scale) written(src Source) X {
	day, ok := src.Written.Earliest()
	if !ok {
		return -1
	}
	n := day.Number()
	if n < s.parts[0].from || n >= s.parts[len(s.parts)-1].to {
		return -1
	}
	return s.start(n)
}

// mark returns how a stretch is drawn, without its place down the drawing.
func (s *scale) mark(st *stretch) Mark {
	first, last := s.parts[0].from, s.parts[len(s.parts)-1].to
	m := Mark{Lane: st.source, Kind: Whisker, Ahead: st.ahead, OpenStart: st.noStart || st.from < first, OpenEnd: st.noEnd || st.to > last}
	m.From, m.To = s.start(max(st.from, first)), s.end(min(st.to, last))
	switch {
	case st.lasted:
		m.Kind = Bar
		if st.noEnd {
			m.To = s.end(min(max(st.vouched, st.to), last))
		}
		m.To = max(m.To, m.From+px(4))
	case !m.OpenStart && !m.OpenEnd && (st.to-st.from == 1 || m.To-m.From <= Width/bins):
		m.Kind = Dot
		m.From = binned((m.From + m.To) / 2)
		m.To = m.From
		return m
	case st.noStart:
		m.From = m.To
	case st.noEnd:
		m.To = m.From
	}
	if m.OpenStart {
		m.FadeFrom = max(0, m.From-fade)
		m.From = max(m.From, min(fade, m.To))
	}
	if m.OpenEnd {
		m.FadeTo = min(Width, m.To+fade)
		m.To = min(m.To, max(Width-fade, m.From))
	}
	return m
}

// binned returns the middle of the bin that a position falls into.
func binned(x X) X { return (2*(x*bins/Width) + 1) * Width / (2 * bins) }
