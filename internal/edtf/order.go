package edtf

import "cmp"

// Compare orders dates for a timeline. It returns 0 only for equal Strings.
//
// A date sorts by its earliest day, and among those that begin on the same day
// the narrower stands before the wider: 2015-01-01, 2015-01, 2015, 2015/2018,
// 2015/... A date without a known start sorts by its latest day, after those
// that begin then: /2025-09 stands under 30 September 2025. The exact stands
// before the approximate, and the zero Date last.
func Compare(a, b Date) int {
	return cmp.Or(
		cmp.Compare(a.sortDay(), b.sortDay()),
		cmp.Compare(a.sortEnd(), b.sortEnd()),
		cmp.Compare(a.start, b.start),
		compareBool(a.approximate, b.approximate),
		cmp.Compare(a.str, b.str),
	)
}

// sortDay returns the day d sorts by.
func (d Date) sortDay() ymd {
	switch {
	case d.kind == None:
		return after
	case d.start == Known:
		return d.earliest
	}
	return d.latest
}

// sortEnd tells the widths of dates with the same sortDay apart. What lacks a
// limit on either side is widest.
func (d Date) sortEnd() ymd {
	if d.start != Known || d.end != Known {
		return after
	}
	return d.latest
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Overlaps reports whether a and b can both be true of one event: whether some
// day lies within the bounds of both. An unknown or open side has no limit. A
// date marked ~ or % reaches one unit of its precision further on each side
// (2022~ is 2021 to 2023), and a season one month. Of a set that lists dates,
// only the outer bounds count. The zero Date overlaps everything.
func Overlaps(a, b Date) bool {
	if a.kind == None || b.kind == None {
		return true
	}
	return a.lo <= b.hi && b.lo <= a.hi
}
