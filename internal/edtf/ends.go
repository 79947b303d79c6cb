package edtf

import "strings"

// Ends returns the dates that d begins and ends with, each as it is written: d itself, twice,
// for one date; the zero Date on a side that has none. Of a set of several dates they are its
// first and its last day.
func (d Date) Ends() (first, last Date) {
	switch d.kind {
	case Instant:
		return d, d
	case Interval:
		left, right, _ := strings.Cut(d.str, "/")
		return endDate(left), endDate(right)
	case OneOf:
		if d.isList() {
			return endDay(d.Earliest()), endDay(d.Latest())
		}
		left, right, ranged := strings.Cut(d.str[1:len(d.str)-1], "..")
		if !ranged {
			right = left
		}
		return endDate(left), endDate(right)
	}
	return Date{}, Date{}
}

// endDate reads one side of a parsed date again.
func endDate(s string) Date {
	if s == "" || s == ".." {
		return Date{}
	}
	d, p := parse(s)
	if p != nil {
		panic("edtf: internal error: " + s + ": " + p.msg)
	}
	return d
}

func endDay(day Day, ok bool) Date {
	if !ok {
		return Date{}
	}
	return endDate(day.String())
}

// Next returns the day after d.
func (d Day) Next() Day { return pack(d.Year, d.Month, d.Day).next().day() }
