package chart

import (
	"cmp"
	"math"
	"slices"

	"gloss/internal/edtf"
)

// stretch is a date as days of a scale, and then its mark.
type stretch struct {
	event, source  int
	lasted         bool
	from, to       int  // numbers of days; to is the one after the last
	noStart, noEnd bool // from or to is then as good as the other end
	vouched        int  // to what day the source can know that something still lasted

	ahead  bool
	mark   Mark
	placed bool
}

// spread turns dates into stretches, in order of the events; what has no date has none.
func spread(sources []Source, events []Event) []stretch {
	var all []stretch
	for i := range events {
		for _, t := range events[i].Told {
			if st, ok := newStretch(t.Date); ok {
				st.event, st.source, st.ahead = i, t.Source, t.Ahead
				st.vouched = vouched(&st, t.Date, sources[t.Source])
				all = append(all, st)
			}
		}
	}
	return all
}

// vouched returns until when a source can know that something lasted: until it appeared if it
// says that there was no end; not at all if it says that the end is not known.
func vouched(st *stretch, d edtf.Date, src Source) int {
	last, ok := src.Written.Latest()
	switch {
	case d.End() != edtf.Open:
		return st.from
	case !ok:
		return math.MaxInt
	}
	return max(st.from, last.Number())
}

func newStretch(d edtf.Date) (st stretch, ok bool) {
	first, okFirst := d.Earliest()
	last, okLast := d.Latest()
	switch {
	case okFirst && okLast:
		st.from, st.to = first.Number(), last.Number()+1
	case okFirst:
		st.noEnd = true
		st.from = first.Number()
		st.to = st.from + 1
	case okLast:
		st.noStart = true
		st.to = last.Number() + 1
		st.from = st.to - 1
	default:
		return st, false
	}
	st.lasted = d.Kind() == edtf.Interval && okFirst // without a start it only limits a date
	return st, true
}

// anchor is the day for which the stretch counts where events crowd.
func (st *stretch) anchor() int {
	if st.lasted || st.noEnd {
		return st.from
	}
	if st.noStart {
		return st.to - 1
	}
	return (st.from + st.to) / 2
}

// hull returns the days that the drawing spans: those of all stretches but of vague dates
// that are more than twice as wide as what is drawn without them. "The 21st century" does
// not squeeze a year's events together; it reaches beyond both edges.
func hull(all []stretch) (from, to int, ok bool) {
	order := make([]*stretch, len(all))
	for i := range all {
		order[i] = &all[i]
	}
	vague := func(st *stretch) int {
		if st.lasted {
			return 0
		}
		return st.to - st.from
	}
	slices.SortStableFunc(order, func(a, b *stretch) int { return cmp.Compare(vague(a), vague(b)) })
	for range 2 { // what was too wide at first may not be so at last
		for _, st := range order {
			switch {
			case !ok:
				from, to, ok = st.from, st.to, true
			case vague(st) <= 2*(to-from), st.to <= from, to <= st.from:
				from, to = min(from, st.from), max(to, st.to)
			}
		}
	}
	return from, to, ok
}
