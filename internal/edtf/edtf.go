// Package edtf reads, orders and prints dates as sources state them: exact,
// approximate, uncertain, unspecified in part, spread over a period, or known
// only to lie between limits. It takes EDTF strings (ISO 8601-2:2019 levels 0
// and 1, and from level 2 the one-of sets) and returns immutable [Date] values;
// times of day are refused, and every refusal says how to write what was meant.
//
// What the standard leaves open is decided here:
//
//   - A season (21 to 24) is not tied to months by ISO 8601-2. It spans the
//     meteorological months of the northern hemisphere: spring March to May,
//     summer June to August, autumn September to November, winter December to
//     February of the following year, so that the codes of a year sort in order.
//   - A decade or century written with X runs as its digits do: 19XX is 1900 to
//     1999, and is printed "the 20th century".
//   - An unspecified month or day leaves the coarser unit: 1985-04-XX has the
//     bounds and the wording of 1985-04.
//   - Years are astronomical, as in ISO 8601: 0000 is 1 BC, -0043 is 44 BC.
//   - The calendar is the proleptic Gregorian.
package edtf

import "fmt"

// Date is a date as an author stated it. It is immutable and comparable: two
// Dates are == exactly if their Strings are equal. The zero Date is no date.
type Date struct {
	str string

	// The dates written, for printing: equal for an instant, zero on a side
	// that is not Known and in a list, which is read again from str.
	first, last point

	earliest, latest ymd // as written; 0 on a side that is not Known
	lo, hi           ymd // for Overlaps: widened, never 0

	kind                   Kind
	start, end             Bound
	uncertain, approximate bool
}

// Kind says what shape of statement a Date is.
type Kind uint8

const (
	None     Kind = iota // the zero Date
	Instant              // one date, of some precision: 2015-07 (levels 0 and 1)
	Interval             // something that lasted: 2023-06/2024-09 (levels 0 and 1)
	OneOf                // one moment among several, or between limits: [..2022] (level 2)
)

// Precision is how finely an instant is stated; a smaller value is finer.
type Precision uint8

const (
	PrecisionNone    Precision = iota // not an instant
	PrecisionDay                      // 2015-07-14
	PrecisionMonth                    // 2015-07, 2015-07-XX
	PrecisionSeason                   // 2015-21
	PrecisionYear                     // 2015, 2015-XX, 2015-XX-XX, Y170000002
	PrecisionDecade                   // 201X
	PrecisionCentury                  // 20XX
)

// Bound says what is stated about one side of a Date.
type Bound uint8

const (
	Known   Bound = iota // a date is given
	Unknown              // nothing is given: /2025-09, 2015/
	Open                 // no limit: 2015/.., ../2015, [..2022], [2025..]
)

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d.kind == None }

// String returns the EDTF form as written, without surrounding white space and
// without white space in a set. Parse(d.String()) == d for every parsed Date.
func (d Date) String() string { return d.str }

// Kind returns the shape of the statement.
func (d Date) Kind() Kind { return d.kind }

// Precision returns how finely an instant is stated, and PrecisionNone for
// intervals, sets and the zero Date.
func (d Date) Precision() Precision {
	if d.kind != Instant {
		return PrecisionNone
	}
	return d.first.prec
}

// AsYears returns the interval that a season looks like to whoever does not think of
// seasons, "2021/2022" for 2021-22, and "" for any other date.
func (d Date) AsYears() string {
	y, n := d.first.year, int(d.first.month)
	if d.Precision() != PrecisionSeason || y < 0 || y%100+1 != n {
		return ""
	}
	return fmt.Sprintf("%04d/%04d", y, y+1)
}

// Start says whether the first day is Known, Unknown or Open. It is Known for
// every instant. In a set, Open means that no lower limit is given.
func (d Date) Start() Bound { return d.start }

// End is Start for the last day.
func (d Date) End() Bound { return d.end }

// Uncertain reports whether any date in d is marked ? or % (level 1).
func (d Date) Uncertain() bool { return d.uncertain }

// Approximate reports whether any date in d is marked ~ or % (level 1).
func (d Date) Approximate() bool { return d.approximate }

// Earliest returns the first day d can mean, as written: ~ and ? do not move
// it. It reports false when Start is not Known, and for the zero Date.
func (d Date) Earliest() (Day, bool) {
	if d.earliest == 0 {
		return Day{}, false
	}
	return d.earliest.day(), true
}

// Latest returns the last day d can mean, as written. It reports false when End
// is not Known, and for the zero Date.
func (d Date) Latest() (Day, bool) {
	if d.latest == 0 {
		return Day{}, false
	}
	return d.latest.day(), true
}

// Year returns the year a timeline lists d under: that of the day it sorts by,
// see [Compare]. It reports false only for the zero Date.
func (d Date) Year() (int, bool) {
	if d.kind == None {
		return 0, false
	}
	return d.sortDay().day().Year, true
}

// HTML5 returns d as the value of <time datetime> (HTML, "valid year string",
// "valid month string", "valid date string"): 2015, 2015-07 or 2015-07-14,
// years 0001 to 9999, qualifiers dropped. It reports false where there is no
// such form: intervals, sets, seasons, unspecified digits, other years.
func (d Date) HTML5() (string, bool) {
	p := d.first
	if d.kind != Instant || p.x || p.prec == PrecisionSeason || p.year < 1 || p.year > 9999 {
		return "", false
	}
	if p.mark != 0 {
		return d.str[:len(d.str)-1], true
	}
	return d.str, true
}

// PrecisionLabel returns a few words for readers on how closely d is stated:
// "to the day", "about the month", "a period", "latest date only". It is empty
// for the zero Date.
func (d Date) PrecisionLabel() string {
	switch {
	case d.kind == None:
		return ""
	case d.kind == Instant:
		return pointLabel(d.first)
	case d.kind == Interval:
		return intervalLabel(d)
	}
	return setLabel(d)
}

func pointLabel(p point) string {
	label := "to the "
	if p.approximate() {
		label = "about the "
	}
	label += unitNames[p.prec]
	if p.uncertain() {
		label += ", uncertain"
	}
	return label
}

var unitNames = [...]string{
	PrecisionDay:     "day",
	PrecisionMonth:   "month",
	PrecisionSeason:  "season",
	PrecisionYear:    "year",
	PrecisionDecade:  "decade",
	PrecisionCentury: "century",
}
