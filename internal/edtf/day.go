package edtf

import (
	"cmp"
	"fmt"
	"math"
)

// Day is one day of the proleptic Gregorian calendar.
type Day struct {
	Year  int // astronomical: 0 is 1 BC
	Month int // 1 to 12
	Day   int // 1 to 31
}

// Compare returns -1, 0 or +1 as d is before, the same as or after e.
func (d Day) Compare(e Day) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// String returns d as year-month-day, "2015-07-14".
func (d Day) String() string {
	if d.Year < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// ymd is a day packed into one number that orders as days do. No day is 0,
// because months begin at 1.
type ymd int64

const (
	before ymd = math.MinInt64 // earlier than every day
	after  ymd = math.MaxInt64 // later than every day
)

func pack(year, month, day int) ymd {
	return ymd(int64(year)*512 + int64(month)*32 + int64(day))
}

func (v ymd) day() Day {
	return Day{Year: int(v >> 9), Month: int(v >> 5 & 15), Day: int(v & 31)}
}

// daysIn returns the length of a month in the Gregorian calendar.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// addMonths moves a month by n, across years.
func addMonths(year, month, n int) (int, int) {
	month += n - 1
	for month < 0 {
		year, month = year-1, month+12
	}
	return year + month/12, month%12 + 1
}

// next returns the day after v.
func (v ymd) next() ymd {
	d := v.day()
	if d.Day < daysIn(d.Year, d.Month) {
		return v + 1
	}
	y, m := addMonths(d.Year, d.Month, 1)
	return pack(y, m, 1)
}

// prev returns the day before v.
func (v ymd) prev() ymd {
	d := v.day()
	if d.Day > 1 {
		return v - 1
	}
	y, m := addMonths(d.Year, d.Month, -1)
	return pack(y, m, daysIn(y, m))
}
