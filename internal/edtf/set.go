package edtf

import (
	"fmt"
	"strings"
	"unicode"
)

// element is a member of a set: one date, or a range of dates in a row.
type element struct {
	from, to   point
	start, end Bound
	ranged     bool // written with ".."
}

// parseSet reads a set of which one date is meant (ISO 8601-2:2019; EDTF level
// 2, "one of a set"). A range without a first date can only come first in it, one
// without a last date only last. White space around members is ignored.
func parseSet(t string) (Date, *problem) {
	end := strings.IndexByte(t, ']')
	switch {
	case end < 0:
		return Date{}, &problem{off: len(t), msg: "the closing bracket of the set is missing"}
	case end < len(t)-1:
		return Date{}, &problem{off: end + 1, msg: "nothing may follow a set", hint: `put marks such as "~" on the dates in it`}
	}
	d := Date{str: t, kind: OneOf}
	rest, off, n := t[1:end], 1, 0
	for more := true; more; n++ {
		var text string
		text, rest, more = strings.Cut(rest, ",")
		e, err := parseElement(text)
		if err != nil {
			return Date{}, err.at(off)
		}
		if e.start == Open && n > 0 || e.end == Open && more {
			return Date{}, &problem{
				off: off, msg: `a range without limit stands at the edge of a set`,
				hint: `begin the set with "..", or end it so`,
			}
		}
		if n == 0 {
			d.setStart(e.from, e.start)
			d.setEnd(e.to, e.end)
		} else {
			d.extend(e)
		}
		off += len(text) + 1
	}
	if d.start == Open && d.end == Open {
		return Date{}, &problem{msg: "the set is open on both sides", hint: `close it on one side, as in "[..1667,1670]"`}
	}
	if n > 1 {
		d.first, d.last = point{}, point{}
	}
	if strings.IndexFunc(t, unicode.IsSpace) >= 0 {
		d.str = strings.Join(strings.Fields(t), "")
	}
	return d, nil
}

// extend widens a set by a further member.
func (d *Date) extend(e element) {
	var m Date
	m.setStart(e.from, e.start)
	m.setEnd(e.to, e.end)
	if d.start == Known { // a later member is never open at its start
		d.earliest = min(d.earliest, m.earliest)
	}
	if d.end = m.end; m.end == Known {
		d.latest = max(d.latest, m.latest)
	} else {
		d.latest = 0
	}
	d.lo, d.hi = min(d.lo, m.lo), max(d.hi, m.hi)
	d.uncertain = d.uncertain || m.uncertain
	d.approximate = d.approximate || m.approximate
}

// parseElement reads one member, with the white space around it.
func parseElement(text string) (e element, err *problem) {
	t := strings.TrimLeftFunc(text, unicode.IsSpace)
	off := len(text) - len(t)
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	if t == "" {
		return e, &problem{off: off, msg: "a date is missing in the set", hint: `write the set as "[1667,1668]"`}
	}
	left, right, ranged := strings.Cut(t, "..")
	if i := strings.IndexByte(t, '/'); i >= 0 {
		return e, &problem{off: off + i, msg: "a set holds no intervals", hint: `write a range in a set with two dots, as in "[1670..1672]"`}
	}
	if !ranged {
		e.from, err = parsePoint(t)
		e.to = e.from
		if err != nil {
			err.at(off)
		}
		return e, err
	}
	e.ranged = true
	left = strings.TrimRightFunc(left, unicode.IsSpace)
	right = strings.TrimLeftFunc(right, unicode.IsSpace)
	at := off + len(t) - len(right)
	if e.from, e.start, err = parseLimit(left); err != nil {
		return e, err.at(off)
	}
	if e.to, e.end, err = parseLimit(right); err != nil {
		return e, err.at(at)
	}
	switch {
	case e.start == Open && e.end == Open:
		err = &problem{off: off, msg: "the range has no date", hint: `write "[..2022]" or "[2022..]"`}
	case e.start == Known && e.end == Known && backwards(e.from, e.to):
		err = &problem{off: at, msg: "the range ends before it begins", hint: fmt.Sprintf("put %q first", right)}
	}
	return e, err
}

func parseLimit(t string) (point, Bound, *problem) {
	if t == "" {
		return point{}, Open, nil
	}
	p, err := parsePoint(t)
	return p, Known, err
}

// appendSet prints a set.
func appendSet(b []byte, d Date) []byte {
	switch {
	case d.isList():
		return appendList(b, d.members())
	case d.start == Open:
		return d.last.append(append(b, "by "...), omitNothing)
	case d.end == Open:
		return append(d.first.append(append(b, "from "...), omitNothing), " on"...)
	case d.first == d.last:
		return d.first.appendAlone(b)
	}
	return appendPair(b, "between ", d.first, " and ", d.last)
}

// isList reports whether d is a set of several members.
func (d Date) isList() bool { return d.kind == OneOf && strings.IndexByte(d.str, ',') >= 0 }

// members reads the members of a parsed set again, so that a Date need not
// hold a slice and stays comparable.
func (d Date) members() []element {
	var es []element
	for text := range strings.SplitSeq(d.str[1:len(d.str)-1], ",") {
		e, err := parseElement(text)
		if err != nil {
			panic("edtf: internal error: " + d.str + ": " + err.msg)
		}
		es = append(es, e)
	}
	return es
}

// appendList prints several members: "1667, 1668 or 1670–1672". What all dates
// have in common is said once, at the end: "3, 5 or 7–9 May 2025".
func appendList(b []byte, es []element) []byte {
	var ps []point
	open := false
	for _, e := range es {
		if e.start == Known {
			ps = append(ps, e.from)
		}
		if e.end == Known {
			ps = append(ps, e.to)
		}
		open = open || e.start == Open || e.end == Open
	}
	shared := common(ps...)
	for i, e := range es {
		final := i == len(es)-1
		switch {
		case i == 0:
		case final && open:
			b = append(b, ", or "...)
		case final:
			b = append(b, " or "...)
		default:
			b = append(b, ", "...)
		}
		last := shared
		if final {
			last = omitNothing
		}
		b = e.append(b, shared, last)
	}
	return b
}

// append prints one member of a list, leaving out what first and last say.
func (e element) append(b []byte, first, last omit) []byte {
	switch {
	case e.start == Open:
		return append(e.to.append(b, last), " or earlier"...)
	case e.end == Open:
		return append(e.from.append(b, last), " or later"...)
	case !e.ranged || e.from == e.to:
		return e.to.append(b, last)
	}
	from := e.from.append(nil, first)
	b = append(b, from...)
	// Words of their own need room around the dash: "25 February – 3 March".
	if e.from.prec == e.to.prec && !strings.Contains(string(from), " ") {
		b = append(b, "–"...)
	} else {
		b = append(b, " – "...)
	}
	return e.to.append(b, last)
}

func setLabel(d Date) string {
	switch {
	case d.isList():
		return "one of several dates"
	case d.start == Open:
		return "latest date only"
	case d.end == Open:
		return "earliest date only"
	case d.first == d.last:
		return pointLabel(d.first)
	}
	return "between two dates"
}
