package edtf

import (
	"fmt"
	"strconv"
)

// Number returns how many days lie between 1 January of the year 0 and d: a number that
// a scale can be drawn with. Days before are negative.
func (d Day) Number() int {
	// The year is taken to begin in March, so that a leap day is its last
	// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
	year, month := d.Year, d.Month-3
	if month < 0 {
		year, month = year-1, month+12
	}
	era := Floor(year, 400) / 400
	ofEra := year - era*400
	return era*daysPerEra + ofEra*365 + ofEra/4 - ofEra/100 + (153*month+2)/5 + d.Day - 1 + marchOffset
}

// NumberedDay returns the day of a number: the inverse of [Day.Number].
func NumberedDay(n int) Day {
	n -= marchOffset
	era := Floor(n, daysPerEra) / daysPerEra
	of := n - era*daysPerEra // day of the era, 0 to 146,096
	year := (of - of/1460 + of/36_524 - of/146_096) / 365
	of -= 365*year + year/4 - year/100
	month := (5*of + 2) / 153
	d := Day{Year: year + era*400, Month: month + 3, Day: of - (153*month+2)/5 + 1}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

const (
	daysPerEra  = 146_097 // in 400 years
	marchOffset = 60      // from 1 January of the year 0, a leap year, to 1 March
)

// Floor returns the greatest multiple of n that is not above a: the year with which a
// decade begins, say.
func Floor(a, n int) int {
	r := a % n
	if r < 0 {
		r += n
	}
	return a - r
}

// FormatYear prints an astronomical year as dates are printed: "2015", "AD 79", "44 BC".
func FormatYear(year int) string { return string(appendYear(nil, year)) }

// MonthName is the English name of a month, 1 to 12.
func MonthName(month int) string { return monthNames[month-1] }

// Span is the period between two days, written no more precisely than its length deserves:
// "2001 to 2025", "January to April 2025", "3 to 9 March 2025".
func Span(from, to Day) Date {
	unit := func(d Day) string { return d.String() }
	switch n := to.Number() - from.Number(); {
	case n > 2*366:
		unit = func(d Day) string { return writeYear(d.Year) }
	case n > 62:
		unit = func(d Day) string { return d.String()[:len(d.String())-len("-01")] }
	}
	a, b := unit(from), unit(to)
	if a != b {
		a += "/" + b
	}
	d, _ := Parse(a)
	return d
}

// Since is the year, the month or the day that begins with a day.
func Since(d Day) Date {
	text := d.String()
	switch {
	case d.Month == 1 && d.Day == 1:
		text = writeYear(d.Year)
	case d.Day == 1:
		text = text[:len(text)-len("-01")]
	}
	date, _ := Parse(text)
	return date
}

// writeYear writes a year as EDTF does: "2015", "-0043", "Y170000002".
func writeYear(y int) string {
	switch {
	case y > 9999 || y < -9999:
		return "Y" + strconv.Itoa(y)
	case y < 0:
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}
