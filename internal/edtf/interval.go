package edtf

import "strings"

// parseInterval reads two dates around a slash (ISO 8601-1:2019; EDTF level 0).
// A side may be ".." for open or empty for unknown, and its date may be
// qualified (level 1).
func parseInterval(t string) (Date, *problem) {
	left, right, _ := strings.Cut(t, "/")
	at := len(left) + 1
	if i := strings.IndexByte(right, '/'); i >= 0 {
		return Date{}, &problem{off: at + i, msg: "an interval has one slash"}
	}
	p, start, err := parseSide(left)
	if err != nil {
		return Date{}, err
	}
	q, end, err := parseSide(right)
	if err != nil {
		return Date{}, err.at(at)
	}
	if start != Known && end != Known {
		return Date{}, &problem{
			msg:  "an interval needs a date on one side at least",
			hint: `write "2015/.." for what has not ended, "/2015" for what ended then`,
		}
	}
	if start == Known && end == Known && backwards(p, q) {
		return Date{}, &problem{off: at, msg: "the interval ends before it begins", hint: write(right + "/" + left)}
	}
	d := Date{str: t, kind: Interval}
	d.setStart(p, start)
	d.setEnd(q, end)
	return d, nil
}

func parseSide(t string) (point, Bound, *problem) {
	switch t {
	case "":
		return point{}, Unknown, nil
	case "..":
		return point{}, Open, nil
	}
	p, err := parsePoint(t)
	return p, Known, err
}

// appendInterval prints an interval.
func appendInterval(b []byte, d Date) []byte {
	switch {
	case d.start == Open:
		return d.last.append(append(b, "until "...), omitNothing)
	case d.start == Unknown:
		return d.last.append(append(b, "by "...), omitNothing)
	case d.end == Open:
		return append(d.first.append(b, omitNothing), " onwards"...)
	case d.end == Unknown:
		return append(d.first.append(append(b, "from "...), omitNothing), ", end unknown"...)
	case d.first == d.last:
		return d.first.appendAlone(b)
	}
	return appendPair(b, "", d.first, " to ", d.last)
}

func intervalLabel(d Date) string {
	switch {
	case d.start != Known:
		return "end only"
	case d.end == Open:
		return "open-ended"
	case d.end == Unknown:
		return "start only"
	}
	return "a period"
}
