package edtf

import "strconv"

// Format returns d in English, as a careful writer prints it: "14 July 2015",
// "c. February 2022", "February 2022, uncertain", "the 2020s", "spring 2025",
// "25 February to 3 March 2025", "2015 onwards", "by September 2025", "between
// 20 January and 25 February 2025". It begins in lower case where a word begins
// it, uses ordinary spaces, and is empty for the zero Date.
//
// Of several dates the uncertain ones say so in parentheses: "17 January 2025
// to 2045 (uncertain)".
func (d Date) Format() string {
	var buf [64]byte
	b := buf[:0]
	switch d.kind {
	case Instant:
		b = d.first.appendAlone(b)
	case Interval:
		b = appendInterval(b, d)
	case OneOf:
		b = appendSet(b, d)
	}
	return string(b)
}

// omit is what a date leaves unsaid because another date next to it says it.
type omit uint8

const (
	omitNothing omit = iota
	omitYear
	omitMonth // and the year
)

// common returns what all of ps share and all but the last can leave unsaid.
func common(ps ...point) omit {
	o := omitMonth
	for _, p := range ps {
		switch {
		case p.prec >= PrecisionYear || p.year != ps[0].year:
			return omitNothing
		case p.prec != PrecisionDay || p.month != ps[0].month:
			o = omitYear
		}
	}
	return o
}

// appendPair prints two dates around a word.
func appendPair(b []byte, opening string, p point, between string, q point) []byte {
	suffix := ""
	if p.uncertain() && q.uncertain() {
		p, q = p.certain(), q.certain()
		suffix = ", both uncertain"
	}
	b = append(b, opening...)
	b = p.append(b, common(p, q))
	b = append(b, between...)
	b = q.append(b, omitNothing)
	return append(b, suffix...)
}

// certain returns p without its doubt.
func (p point) certain() point {
	switch p.mark {
	case '?':
		p.mark = 0
	case '%':
		p.mark = '~'
	}
	return p
}

// appendAlone prints p as the only date there is.
func (p point) appendAlone(b []byte) []byte {
	b = p.certain().append(b, omitNothing)
	if p.uncertain() {
		b = append(b, ", uncertain"...)
	}
	return b
}

// append prints p among other words.
func (p point) append(b []byte, o omit) []byte {
	if p.approximate() {
		b = append(b, "c. "...)
	}
	b = p.appendBare(b, o)
	if p.uncertain() {
		b = append(b, " (uncertain)"...)
	}
	return b
}

var (
	monthNames = [...]string{
		"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December",
	}
	seasonNames = [...]string{"spring", "summer", "autumn", "winter"}
)

// appendBare prints p without its qualifier.
func (p point) appendBare(b []byte, o omit) []byte {
	switch p.prec {
	case PrecisionDecade:
		return appendDecade(b, p.year)
	case PrecisionCentury:
		b = appendOrdinal(append(b, "the "...), p.year/100+1)
		return append(b, " century"...)
	case PrecisionYear:
		return appendYear(b, p.year)
	case PrecisionSeason:
		b = append(b, seasonNames[p.month-spring]...)
	case PrecisionMonth:
		b = append(b, monthNames[p.month-1]...)
	case PrecisionDay:
		b = strconv.AppendInt(b, int64(p.day), 10)
		if o == omitMonth {
			return b
		}
		b = append(b, ' ')
		b = append(b, monthNames[p.month-1]...)
	}
	if o != omitNothing {
		return b
	}
	return appendYear(append(b, ' '), p.year)
}

// appendYear prints an astronomical year: "2015", "AD 79" where the bare number
// would not look like a year, "44 BC" for -43, "170,000,002".
func appendYear(b []byte, year int) []byte {
	switch {
	case year <= 0:
		return append(appendGrouped(b, 1-year), " BC"...)
	case year < 1000:
		b = append(b, "AD "...)
	}
	return appendGrouped(b, year)
}

// appendGrouped prints n, with commas from five digits on.
func appendGrouped(b []byte, n int) []byte {
	if n < 10_000 {
		return strconv.AppendInt(b, int64(n), 10)
	}
	digits := strconv.Itoa(n)
	for i := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, digits[i])
	}
	return b
}

// appendDecade prints the decade that begins with year: "the 2020s", but "the
// decade 1900–1909", since "the 1900s" may be a century.
func appendDecade(b []byte, year int) []byte {
	if year%100 == 0 {
		b = appendYear(append(b, "the decade "...), year)
		return appendYear(append(b, "–"...), year+9)
	}
	b = strconv.AppendInt(append(b, "the "...), int64(year), 10)
	return append(b, 's')
}

// appendOrdinal prints n as "1st", "2nd", "11th", "21st".
func appendOrdinal(b []byte, n int) []byte {
	b = strconv.AppendInt(b, int64(n), 10)
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			return append(b, "st"...)
		case 2:
			return append(b, "nd"...)
		case 3:
			return append(b, "rd"...)
		}
	}
	return append(b, "th"...)
}
