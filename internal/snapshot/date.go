package snapshot

import (
	"strconv"
	"strings"
)

// day is a date as it is written: parts that are not given are 0.
type day struct {
	year, month, day int
	near             string // the word before it: "last" and "next" tell the year
}

var months = func() map[string]int {
	m := map[string]int{"sept": 9}
	for i, name := range strings.Fields("january february march april may june july august september october november december") {
		m[name], m[name[:3]] = i+1, i+1
	}
	return m
}()

// beforeMonth are words before "May" and "March" that make months of them.
var beforeMonth = []string{
	"in", "of", "by", "since", "until", "till", "from", "to", "last", "next", "this", "that", "late", "early", "mid",
	"during", "between", "through", "before", "after", "each", "every",
}

// monthAt reads the name of a month, perhaps abbreviated, and returns the token behind it.
func monthAt(ts []token, i int) (month, to int) {
	if i >= len(ts) || !ts[i].upper() {
		return 0, i
	}
	name := strings.TrimSuffix(strings.ToLower(ts[i].text), "'s")
	month = months[name]
	if month == 0 {
		return 0, i
	}
	to = i + 1
	if len(name) <= 4 && month != 5 && to < len(ts) && ts[to].text == "." {
		to++
	}
	return month, to
}

// dayAt reads a day of the month in digits, perhaps with an ordinal ending; 0 when it is none.
func dayAt(ts []token, i int) (d, to int) {
	if i >= len(ts) {
		return 0, i
	}
	if d, _ = strconv.Atoi(ts[i].text); d > 31 {
		return 0, i
	}
	if to = i + 1; ts[i].kind == digits && readDigits(ts, i).to > to {
		return 0, i // part of a longer number: "5,000"
	}
	if to < len(ts) && ts[to].glued && ts[to].is("st", "nd", "rd", "th") {
		to++
	}
	return d, to
}

// yearAt reads a year in four digits, perhaps behind a comma or "of".
func yearAt(ts []token, i int) (y, to int) {
	j := i
	if j < len(ts) && (ts[j].text == "," || ts[j].text == "of") {
		j++
	}
	if j >= len(ts) || !isYear(ts[j].text) {
		return 0, i
	}
	y, _ = strconv.Atoi(ts[j].text)
	return y, j + 1
}

func isYear(s string) bool { return len(s) == 4 && s >= "1000" && s <= "2999" }

// readDates reads the date that begins at ts[i]: one, or several such as in "4–6 January
// 2025". It returns the token behind it, i for none.
func readDates(ts []token, i int) ([]day, int) {
	if ds, to := numericDate(ts, i); to > i {
		return ds, to
	}
	var ds []day
	at := i
	if days, next := daysAt(ts, i, func(int) bool { return true }); days != nil { // 17 January 2025
		if next < len(ts) && ts[next].text == "of" {
			next++
		}
		m, to := monthAt(ts, next)
		if m == 0 {
			return nil, i
		}
		at = to
		for _, d := range days {
			ds = append(ds, day{month: m, day: d})
		}
	} else { // January 17, 2025; January 2025; January
		m, to := monthAt(ts, i)
		if m == 0 {
			return nil, i
		}
		at = to
		ds = []day{{month: m}}
		ofThis := func(to int) bool {
			next, _ := monthAt(ts, to)
			return next == 0 && !counts(ts, to)
		}
		if days, to := daysAt(ts, at, ofThis); days != nil {
			ds, at = nil, to
			for _, d := range days {
				ds = append(ds, day{month: m, day: d})
			}
		}
	}
	y, to := yearAt(ts, at)
	if y > 0 {
		at = to
	}
	for j := range ds {
		ds[j].year = y
		if i > 0 {
			ds[j].near = strings.ToLower(ts[i-1].text)
		}
	}
	if y == 0 && ds[0].day == 0 && ts[i].is("may", "march", "mar", "dec") && (i == 0 || !ts[i-1].is(beforeMonth...)) {
		return nil, i // "March on", "May he"
	}
	return ds, at
}

// daysAt reads days of a month that are joined, "4", "4–6", "4 and 6", "4, 5 and 6", as long
// as ok says of the token behind one that it can be such a day.
func daysAt(ts []token, i int, ok func(to int) bool) (days []int, to int) {
	d, at := dayAt(ts, i)
	if d == 0 || !ok(at) {
		return nil, i
	}
	days, to = []int{d}, at
	var listed []int // behind commas, which join only if "and" follows
	for at < len(ts) {
		comma := ts[at].text == ","
		if !comma && ts[at].kind != dash && !ts[at].is("to", "and", "or") {
			break
		}
		d, next := dayAt(ts, at+1)
		if d == 0 || !ok(next) {
			break
		}
		listed, at = append(listed, d), next
		if !comma {
			return append(days, listed...), at
		}
	}
	return days, to
}

// counts reports whether what stands at ts[i] shows that the number before it is none of a
// date: "in January 20 million".
func counts(ts []token, i int) bool {
	return i < len(ts) && (powers[strings.ToLower(ts[i].text)] > 0 || ts[i].is("%", "per", "percent") || ts[i].glued && ts[i].kind == word)
}

// numericDate reads 2025-01-17, 17/01/2025 and 17.1.2025; where day and month could be
// exchanged, both ways.
func numericDate(ts []token, i int) ([]day, int) {
	if i+4 >= len(ts) || ts[i+1].text != ts[i+3].text || !strings.Contains("-/.", ts[i+1].text) {
		return nil, i
	}
	var n [3]int
	for k := range n {
		t := ts[i+2*k]
		if t.kind != digits || k > 0 && !(t.glued && ts[i+2*k-1].glued) {
			return nil, i
		}
		n[k], _ = strconv.Atoi(t.text)
	}
	var ds []day
	add := func(year, month, d int) {
		if month >= 1 && month <= 12 && d >= 1 && d <= 31 {
			ds = append(ds, day{year: year, month: month, day: d})
		}
	}
	switch {
	case len(ts[i].text) == 4:
		add(n[0], n[1], n[2])
	case len(ts[i+4].text) == 4:
		add(n[2], n[1], n[0])
		if n[0] != n[1] {
			add(n[2], n[0], n[1])
		}
	}
	if ds == nil {
		return nil, i
	}
	return ds, i + 5
}

func itoa(n int) string { return strconv.Itoa(n) }
