package edtf

// point is one date as written: an instant, or an end of an interval or range.
type point struct {
	year  int // of a decade or century, its first: 2020 for 202X
	month uint8
	day   uint8
	prec  Precision
	mark  byte // 0, '?', '~' or '%'
	x     bool // some digits are unspecified
}

// Season codes stand where a month does (ISO 8601-2:2019, EDTF level 1).
const (
	spring = 21
	winter = 24
)

func (p point) uncertain() bool   { return p.mark == '?' || p.mark == '%' }
func (p point) approximate() bool { return p.mark == '~' || p.mark == '%' }

// months returns the first month of a month or season and how many it spans.
func (p point) months() (first, n int) {
	if p.prec == PrecisionSeason {
		return 3 * (int(p.month) - spring + 1), 3
	}
	return int(p.month), 1
}

// bounds returns the first and last day of p as written.
func (p point) bounds() (lo, hi ymd) { return p.widened(0, 0) }

// loose returns the bounds two statements are held against each other with.
// "About" reaches one unit of the precision further on each side. A season
// reaches a month further even when it is exact: "summer" ends in August for
// some and on 22 September for others, and that is no contradiction.
func (p point) loose() (lo, hi ymd) {
	switch {
	case p.approximate():
		return p.widened(1, 0)
	case p.prec == PrecisionSeason:
		return p.widened(0, 1)
	}
	return p.bounds()
}

// widened returns the bounds of p, moved outwards by some units of its
// precision and, for months and seasons, some months more.
func (p point) widened(units, months int) (lo, hi ymd) {
	switch p.prec {
	case PrecisionDay:
		v := pack(p.year, int(p.month), int(p.day))
		if units == 0 {
			return v, v
		}
		return v.prev(), v.next()
	case PrecisionMonth, PrecisionSeason:
		first, n := p.months()
		months += units * n
		y, m := addMonths(p.year, first, -months)
		z, k := addMonths(p.year, first, n-1+months)
		return pack(y, m, 1), pack(z, k, daysIn(z, k))
	}
	n := 1
	switch p.prec {
	case PrecisionDecade:
		n = 10
	case PrecisionCentury:
		n = 100
	}
	return pack(p.year-units*n, 1, 1), pack(p.year+n-1+units*n, 12, 31)
}
