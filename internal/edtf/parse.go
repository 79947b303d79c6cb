package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// maxLen bounds the input, in bytes; only long lists come near it.
const maxLen = 1000

// Parse reads one EDTF date; surrounding white space is ignored. The error is
// an [*Error]. Understood are
//
//   - level 0: 2015, 2015-07, 2015-07-14, 2015/2018
//   - level 1: qualifiers at the end (2022-02?, 2022~, 2022%), unspecified
//     digits (202X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX), seasons 21 to 24
//     (2025-21), years before 0 (-1985) and of five to nine digits (Y17000),
//     intervals with an open (2015/..) or unknown (/2025-09) end
//   - level 2: sets of which one date is meant ([..2022], [1667,1670..1672])
//
// Not understood are times of day, sets of which all dates are meant, and the
// rest of level 2.
func Parse(s string) (Date, error) {
	t := strings.TrimSpace(s)
	d, p := parse(t)
	if p == nil {
		return d, nil
	}
	if p.hint == "" {
		p.hint = hint(t, p.part)
	}
	lead := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	if t == "" {
		lead = 0
	}
	return Date{}, &Error{Input: s, Msg: p.msg, Hint: p.hint, Off: lead + p.off}
}

// parse reads trimmed text.
func parse(t string) (Date, *problem) {
	switch {
	case t == "":
		return Date{}, &problem{msg: "the date is empty", hint: defaultHint}
	case len(t) > maxLen:
		return Date{}, &problem{off: maxLen, msg: fmt.Sprintf("longer than %d bytes", maxLen), hint: "state fewer dates"}
	case t[0] == '{':
		return Date{}, &problem{
			msg:  "braces mean all of the dates, and one statement has one date",
			hint: `give each date its own statement, or write "[1667,1668]" for one of several dates`,
		}
	case t[0] == '[':
		return parseSet(t)
	case strings.IndexByte(t, '/') >= 0:
		return parseInterval(t)
	}
	return parseInstant(t)
}

// parseInstant reads a single date.
func parseInstant(t string) (Date, *problem) {
	p, err := parsePoint(t)
	if err != nil {
		return Date{}, err
	}
	d := Date{str: t, kind: Instant, first: p, last: p, uncertain: p.uncertain(), approximate: p.approximate()}
	d.earliest, d.latest = p.bounds()
	d.lo, d.hi = p.loose()
	return d, nil
}

// setStart fills in the lower side of d.
func (d *Date) setStart(p point, b Bound) {
	d.first, d.start, d.lo = p, b, before
	if b == Known {
		d.earliest, _ = p.bounds()
		d.lo, _ = p.loose()
		d.mark(p)
	}
}

// setEnd fills in the upper side of d.
func (d *Date) setEnd(p point, b Bound) {
	d.last, d.end, d.hi = p, b, after
	if b == Known {
		_, d.latest = p.bounds()
		_, d.hi = p.loose()
		d.mark(p)
	}
}

func (d *Date) mark(p point) {
	d.uncertain = d.uncertain || p.uncertain()
	d.approximate = d.approximate || p.approximate()
}

// backwards reports whether the range from p to q ends before it begins.
func backwards(p, q point) bool {
	lo, _ := p.bounds()
	_, hi := q.bounds()
	return hi < lo
}

// write returns the hint to write one of the candidates.
func write(candidates ...string) string {
	var b strings.Builder
	b.WriteString("write ")
	for i, c := range candidates {
		if i > 0 {
			b.WriteString(" or ")
		}
		b.WriteString(strconv.Quote(c))
	}
	return b.String()
}
