package edtf

import (
	"fmt"
	"strconv"
	"strings"
)

// notADate is the message where nothing better can be said.
const notADate = "not written as year, year-month or year-month-day"

// parsePoint reads one date of level 0 or 1: the date itself and at most one
// qualifier, which stands at the end and speaks for all of it (level 1; level 2
// would allow it on each part).
func parsePoint(t string) (point, *problem) {
	body, mark := t, byte(0)
	if n := len(t); n > 0 && isMark(t[n-1]) {
		body, mark = t[:n-1], t[n-1]
	}
	p, err := point{}, strayMark(body)
	switch {
	case err != nil:
	case strings.HasPrefix(body, "Y"):
		p, err = parseLongYear(body)
	default:
		p, err = parseCalendar(body)
	}
	if err != nil {
		if err.part == "" {
			err.part = t
		}
		return point{}, err
	}
	p.mark = mark
	return p, nil
}

func isMark(c byte) bool { return c == '?' || c == '~' || c == '%' }

// strayMark refuses a qualifier anywhere but at the end.
func strayMark(body string) *problem {
	i := strings.IndexAny(body, "?~%")
	if i < 0 {
		return nil
	}
	if strings.Trim(body[i:], "?~%") == "" {
		return &problem{off: i, msg: `a date has one mark: "?", "~", or "%" for both`}
	}
	return &problem{off: i, msg: fmt.Sprintf("the mark %q stands at the end, for the whole date", body[i:i+1])}
}

// parseCalendar reads a year with perhaps a month or season and a day.
func parseCalendar(t string) (point, *problem) {
	if len(t) > 11 && (t[10] == 'T' || t[10] == ' ') && isDigit(t[11]) {
		if p, err := parseCalendar(t[:10]); err == nil && p.prec == PrecisionDay {
			return p, &problem{off: 10, msg: "times of day are not read", hint: write(t[:10])}
		}
	}
	unsigned, negative := strings.CutPrefix(t, "-")
	year, rest, hasMonth := strings.Cut(unsigned, "-")
	month, day, hasDay := strings.Cut(rest, "-")

	p, err := parseYear(year)
	if err != nil {
		return p, err.at(len(t) - len(unsigned))
	}
	at := len(t) - len(rest) // of the month
	switch {
	case negative && p.x:
		return p, &problem{msg: "unspecified digits in a year before 0", hint: `write the span, as in "-1989/-1980"`}
	case negative && p.year == 0:
		return p, &problem{msg: "the year 0 has no sign"}
	case negative:
		p.year = -p.year
	}
	if !hasMonth {
		return p, nil
	}
	if p.x {
		return p, &problem{off: at, msg: "a month after a year with unspecified digits", hint: write(t[:at-1])}
	}
	if err := p.setMonth(month, hasDay); err != nil {
		if !hasDay && !negative && err.hint == "" {
			err.hint = monthHint(year, month)
		}
		return p, err.at(at)
	}
	if !hasDay {
		return p, nil
	}
	at += len(month) + 1
	switch {
	case p.prec == PrecisionSeason:
		return p, &problem{off: at, msg: "a season has no days", hint: write(t[:at-1])}
	case p.prec == PrecisionYear && day != "XX": // the month is XX
		return p, &problem{off: at, msg: "a day without its month", hint: write(t[:at-1])}
	case p.prec == PrecisionYear:
		return p, nil
	}
	err = p.setDay(day)
	if err != nil {
		err.at(at)
	}
	return p, err
}

// parseYear reads four digits, of which the last one or two may be X (level 1).
func parseYear(t string) (point, *problem) {
	n := 0
	for n < len(t) && isDigit(t[n]) {
		n++
	}
	digits, xs := t[:n], len(t)-n
	switch {
	case strings.Trim(t[n:], "X") != "":
		if n == 0 {
			return point{}, &problem{msg: notADate}
		}
		return point{}, &problem{off: n, msg: notADate}
	case t == "":
		return point{}, &problem{msg: "the year is missing"}
	case len(t) != 4:
		return point{}, &problem{msg: fmt.Sprintf("the year %q has %s instead of four", t, countDigits(len(t)))}
	case xs > 2:
		return point{}, &problem{off: n, msg: "more than two unspecified digits in a year", hint: `write a century, as in "20XX", or leave the date out`}
	}
	year, _ := strconv.Atoi(digits)
	for range xs {
		year *= 10
	}
	prec := [...]Precision{PrecisionYear, PrecisionDecade, PrecisionCentury}[xs]
	return point{year: year, prec: prec, x: xs > 0}, nil
}

func countDigits(n int) string {
	if n == 1 {
		return "1 digit"
	}
	return strconv.Itoa(n) + " digits"
}

// setMonth reads two digits: a month, a season, or XX for any month.
func (p *point) setMonth(t string, hasDay bool) *problem {
	n, ok := twoDigits(t)
	switch {
	case t == "XX":
		p.x = true
		return nil
	case t == "":
		return &problem{msg: "the month is missing after the hyphen"}
	case len(t) == 1 && isDigit(t[0]):
		return &problem{msg: fmt.Sprintf("the month %q needs two digits", t)}
	case len(t) == 2 && strings.Trim(t, "0123456789X") == "" && !ok:
		return &problem{msg: fmt.Sprintf("the month %q is unspecified in part", t), hint: `for a month that is not known write "XX"`}
	case !ok:
		return &problem{msg: fmt.Sprintf("%q is not a month", t)}
	case 1 <= n && n <= 12:
		p.month, p.prec = uint8(n), PrecisionMonth
		return nil
	case spring <= n && n <= winter:
		p.month, p.prec = uint8(n), PrecisionSeason
		return nil
	case hasDay:
		return &problem{msg: t + " is not a month (01–12)"}
	}
	return &problem{msg: t + " is neither a month (01–12) nor a season (21–24)"}
}

// setDay reads two digits, a day of p's month, or XX for any day.
func (p *point) setDay(t string) *problem {
	n, ok := twoDigits(t)
	last := daysIn(p.year, int(p.month))
	switch {
	case t == "XX":
		p.x = true
		return nil
	case t == "":
		return &problem{msg: "the day is missing after the hyphen"}
	case len(t) == 1 && isDigit(t[0]):
		return &problem{msg: fmt.Sprintf("the day %q needs two digits", t)}
	case len(t) == 2 && strings.Trim(t, "0123456789X") == "" && !ok:
		return &problem{msg: fmt.Sprintf("the day %q is unspecified in part", t), hint: `for a day that is not known write "XX"`}
	case !ok:
		return &problem{msg: fmt.Sprintf("%q is not a day", t)}
	case n == 0:
		return &problem{msg: "days are counted from 01", hint: `for a day that is not known write "XX", or the month alone`}
	case n > last:
		in := ""
		if p.month == 2 {
			in = fmt.Sprintf(" in %d", p.year)
		}
		return &problem{msg: fmt.Sprintf("%s has %d days%s", monthNames[p.month-1], last, in), hint: fmt.Sprintf("its last day is %d", last)}
	}
	p.day, p.prec = uint8(n), PrecisionDay
	return nil
}

// parseLongYear reads a year of five to nine digits after Y, which stands alone
// (ISO 8601-2:2019; EDTF level 1).
func parseLongYear(t string) (point, *problem) {
	digits, negative := strings.CutPrefix(t[1:], "-")
	at := len(t) - len(digits)
	odd := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	switch {
	case odd > 0 && digits[odd] == '-':
		return point{}, &problem{off: at + odd, msg: "a year after Y has no month"}
	case odd > 0 && (digits[odd] == 'E' || digits[odd] == 'S'):
		return point{}, &problem{off: at + odd, msg: "exponents and significant digits are not read", hint: `write the digits of the year, as in "Y170000002"`}
	case odd >= 0 || digits == "":
		return point{}, &problem{off: at + max(odd, 0), msg: "a year after Y has digits only", hint: `write it as in "Y170000002"`}
	case digits[0] == '0':
		return point{}, &problem{off: at, msg: "a year after Y does not begin with 0"}
	case len(digits) < 5:
		return point{}, &problem{msg: "Y is for years of more than four digits"}
	case len(digits) > 9:
		return point{}, &problem{off: at, msg: "the year has more than nine digits", hint: `stay within "Y-999999999" and "Y999999999"`}
	}
	year, _ := strconv.Atoi(digits)
	if negative {
		year = -year
	}
	return point{year: year, prec: PrecisionYear}, nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// twoDigits returns the number t writes in exactly two digits.
func twoDigits(t string) (int, bool) {
	if len(t) != 2 || !isDigit(t[0]) || !isDigit(t[1]) {
		return 0, false
	}
	return int(t[0]-'0')*10 + int(t[1]-'0'), true
}
