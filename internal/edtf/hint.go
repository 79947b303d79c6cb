package edtf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const defaultHint = `write a year, a month or a day, as in "2015", "2015-07", "2015-07-14"`

// hint says how to write what the author seems to have meant, looking at the
// whole input first and then at the date in it that is at fault.
func hint(whole, part string) string {
	for _, t := range []string{whole, part} {
		if len(t) > 100 {
			continue // nobody's slip of the pen
		}
		if found := suggest(t); len(found) > 0 {
			return write(found...)
		}
	}
	return defaultHint
}

// suggest returns the EDTF strings t may have been meant as; all of them parse.
func suggest(t string) []string {
	for _, guess := range []func(string) []string{tidied, numeric, spoken, spans} {
		var found []string
		for _, c := range guess(t) {
			if _, err := parse(c); err == nil && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

var (
	hyphens = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-")
	// The spellings of the 2012 draft of EDTF, and marks out of place.
	draft = strings.NewReplacer("UNKNOWN", "", "OPEN", "..", "U", "X", "?~", "%", "~?", "%")
)

// tidied repairs typing: spaces, dashes, small letters, marks in the wrong
// place, brackets left out, a mark on nothing.
func tidied(t string) []string {
	s := draft.Replace(strings.ToUpper(hyphens.Replace(strings.Join(strings.Fields(t), ""))))
	found := []string{s, strings.TrimRight(s, "-")}
	if zero := strings.TrimPrefix(s, "-"); strings.HasPrefix(zero, "0000") {
		found = append(found, zero)
	}
	if s != "" && s[0] == '[' || strings.Contains(s, "..") || strings.Contains(s, ",") {
		found = append(found, "["+strings.Trim(s, "[]{}")+"]")
	}
	if bare := strings.NewReplacer("?", "", "~", "", "%", "").Replace(s); bare != s && !strings.Contains(s, "/") {
		mark := "%"
		for _, m := range []string{"?", "~"} {
			if len(s)-len(bare) == strings.Count(s, m) {
				mark = m
			}
		}
		found = append(found, bare+mark)
	}
	if rest, ok := strings.CutPrefix(s, "Y"); ok {
		sign := ""
		if after, negative := strings.CutPrefix(rest, "-"); negative {
			rest, sign = after, "-"
		}
		rest, _, _ = strings.Cut(rest, "-")
		rest = strings.TrimLeft(rest, "0")
		found = append(found, "Y"+sign+rest, fmt.Sprintf("%s%04s", sign, rest))
	}
	return found
}

// numeric puts groups of digits in order: 2025-9-5, 2025/02/25, 25.02.2025,
// 20250225, 2015-2018.
func numeric(t string) []string {
	body, mark := t, ""
	if n := len(t); n > 0 && isMark(t[n-1]) {
		body, mark = t[:n-1], t[n-1:]
	}
	if body == "" || !isDigit(body[0]) || strings.Trim(body, "0123456789-/. ") != "" {
		return nil
	}
	g := strings.FieldsFunc(body, func(r rune) bool { return r < '0' || r > '9' })
	var found []string
	switch lengths(g) {
	case "3", "5", "7", "9":
		found = []string{fmt.Sprintf("%04s", g[0]), "Y" + g[0]}
	case "6":
		found = []string{g[0][:4] + "-" + g[0][4:], "Y" + g[0]}
	case "8":
		found = []string{g[0][:4] + "-" + g[0][4:6] + "-" + g[0][6:]}
	case "44":
		found = []string{g[0] + mark + "/" + g[1]}
	case "41", "42":
		found = []string{date(g[0], g[1])}
		if mark == "" {
			found = append(found, yearSpan(g[0], g[1])...)
		}
	case "14", "24":
		if !strings.Contains(body, " ") {
			found = []string{date(g[1], g[0])}
		}
	case "411", "412", "421", "422":
		found = []string{date(g[0], g[1], g[2])}
		if g[1] > "12" && len(g[1]) == 2 {
			found = append(found, date(g[0], g[2], g[1]))
		}
	case "114", "124", "214", "224": // the world over, and in the United States
		found = []string{date(g[2], g[1], g[0]), date(g[2], g[0], g[1])}
	}
	for i := range found {
		found[i] += mark
	}
	return found
}

// lengths describes groups of digits by their lengths, a digit for each: "422"
// for 2025/02/25. It is empty if one of them is too long for any date.
func lengths(groups []string) string {
	var shape []byte
	for _, g := range groups {
		if len(g) > 9 {
			return ""
		}
		shape = append(shape, '0'+byte(len(g)))
	}
	return string(shape)
}

// date joins a year and the numbers after it.
func date(year string, rest ...string) string {
	for _, n := range rest {
		year += fmt.Sprintf("-%02s", n)
	}
	return year
}

// yearSpan returns the interval that 2017-18 means outside EDTF, if the second
// number can be the end of one and not a month, or is the very next year.
func yearSpan(year, short string) []string {
	n, ok := twoDigits(short)
	y, err := strconv.Atoi(year)
	if !ok || err != nil {
		return nil
	}
	end := y - y%100 + n
	if y%100 == 99 && n == 0 {
		end += 100
	}
	if end <= y || n <= 12 && end != y+1 {
		return nil
	}
	return []string{fmt.Sprintf("%s/%04d", year, end)}
}

// monthHint is the hint for two digits after a year that are no month.
func monthHint(year, month string) string {
	n, ok := twoDigits(month)
	span := yearSpan(year, month)
	switch {
	case !ok:
		return ""
	case len(span) == 0 && n == 0:
		return fmt.Sprintf("write %q if the month is not known", year)
	case len(span) == 0:
		return "seasons are 21 (spring), 22 (summer), 23 (autumn) and 24 (winter)"
	}
	y, _ := strconv.Atoi(year)
	if n == (y+1)%100 {
		return fmt.Sprintf("a span of two years is written %q", span[0])
	}
	return fmt.Sprintf("a span of years is written %q", span[0])
}

// spans reads two dates around a word or sign, and one date after a word.
func spans(t string) []string {
	s := strings.ToLower(strings.Join(strings.Fields(t), " "))
	for _, form := range []struct{ prefix, between, open, close string }{
		{"between ", " and ", "[", "]"},
		{"from ", " to ", "", ""},
		{"", " to ", "", ""},
		{"", " until ", "", ""},
		{"", "–", "", ""},
		{"", "—", "", ""},
		{"", " - ", "", ""},
		{"", "/", "", ""},
		{"", "..", "", ""},
	} {
		rest, ok := strings.CutPrefix(s, form.prefix)
		left, right, found := strings.Cut(rest, form.between)
		if !ok || !found {
			continue
		}
		between := "/"
		if form.open != "" {
			between = ".."
		}
		if p, q := side(left, right), side(right, ""); p != "" && q != "" {
			return []string{form.open + p + between + q + form.close}
		}
	}
	for _, form := range []struct{ prefix, open, close string }{
		{"by ", "[..", "]"},
		{"before ", "[..", "]"},
		{"after ", "[", "..]"},
		{"until ", "../", ""},
		{"till ", "../", ""},
		{"since ", "", "/.."},
		{"from ", "", "/.."},
	} {
		if rest, ok := strings.CutPrefix(s, form.prefix); ok {
			if p := side(rest, ""); p != "" {
				return []string{form.open + p + form.close}
			}
		}
	}
	return nil
}

// side reads one date of several. What it does not say (the year in "25
// February to 3 March 2025") it takes from the last words of the other.
func side(t, other string) string {
	t = strings.TrimSpace(t)
	words := strings.Fields(other)
	for n := 0; n <= min(2, len(words)); n++ {
		s := strings.TrimSpace(t + " " + strings.Join(words[len(words)-n:], " "))
		if _, err := parsePoint(s); err == nil {
			return s
		}
		for _, guess := range []func(string) []string{tidied, numeric, spoken} {
			for _, c := range guess(s) {
				if _, err := parsePoint(c); err == nil {
					return c
				}
			}
		}
	}
	return ""
}
