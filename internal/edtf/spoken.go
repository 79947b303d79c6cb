package edtf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// utterance is what the words of an English date say.
type utterance struct {
	year, month, day int // 0: not said; a season stands as its code in month
	quarter          int
	mark             string
	plural           bool // "1990s"
	century, bc      bool
}

// spoken reads an English date: "25 February 2025", "Feb. 25th, 2025", "spring
// 2025", "c. 2022", "the 1990s", "19th century", "44 BC", "Q1 2025".
func spoken(t string) []string {
	var u utterance
	prev := ""
	for _, w := range wordsOf(t) {
		if !u.take(w, prev) {
			return nil
		}
		prev = w
	}
	return u.write()
}

// wordsOf splits t into runs of letters and runs of digits, in lower case.
func wordsOf(t string) []string {
	var words []string
	class := 0 // of the rune before
	for _, r := range strings.ToLower(t) {
		c := 0
		switch {
		case unicode.IsLetter(r):
			c = 1
		case '0' <= r && r <= '9':
			c = 2
		}
		switch {
		case c == 0:
		case c == class:
			words[len(words)-1] += string(r)
		default:
			words = append(words, string(r))
		}
		class = c
	}
	return words
}

var (
	aboutWords   = []string{"c", "ca", "circa", "about", "around", "approximately", "approx", "roughly"}
	perhapsWords = []string{"perhaps", "possibly", "probably", "maybe"}
	idleWords    = []string{
		"the", "of", "in", "on", "st", "nd", "rd", "th", "ad", "ce", "q",
		"mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday",
		"wednesday", "thursday", "friday", "saturday", "sunday",
	}
)

// take understands one word, or reports that it does not.
func (u *utterance) take(w, prev string) bool {
	switch {
	case isDigit(w[0]):
		return u.number(w, prev)
	case w == "s" && prev != "" && isDigit(prev[0]):
		u.plural = true
	case w == "century":
		u.century = true
	case w == "bc" || w == "bce":
		u.bc = true
	case slices.Contains(aboutWords, w):
		u.mark = "~"
	case slices.Contains(perhapsWords, w):
		u.mark = "?"
	case slices.Contains(idleWords, w):
	default:
		m := monthNamed(w)
		if m == 0 || u.month != 0 {
			return false
		}
		u.month = m
	}
	return true
}

func (u *utterance) number(w, prev string) bool {
	n, err := strconv.Atoi(w)
	switch {
	case err != nil || n == 0:
		return false
	case prev == "q":
		u.quarter = n
		return n <= 4
	case len(w) <= 2 && u.day == 0:
		u.day = n
	case (len(w) == 3 || len(w) == 4) && u.year == 0:
		u.year = n
	default:
		return false
	}
	return true
}

// monthNamed returns the number of a month, by its name or three letters or
// more of it, or the code of a season, or 0.
func monthNamed(w string) int {
	if w == "fall" {
		w = "autumn"
	}
	if i := slices.Index(seasonNames[:], w); i >= 0 {
		return spring + i
	}
	for i, name := range monthNames {
		if len(w) >= 3 && strings.HasPrefix(strings.ToLower(name), w) {
			return i + 1
		}
	}
	return 0
}

// write returns what was said in EDTF; not all of it need be a date.
func (u *utterance) write() []string {
	if u.century {
		if u.year != 0 || u.month != 0 || u.day == 0 || u.bc {
			return nil
		}
		return []string{fmt.Sprintf("%02dXX%s", u.day-1, u.mark)}
	}
	if u.bc && u.year == 0 && u.month == 0 {
		u.year, u.day = u.day, 0
	}
	switch {
	case u.year == 0 || u.month == 0 && u.day != 0:
		return nil
	case u.plural && u.year%10 == 0 && u.month == 0 && !u.bc:
		found := []string{fmt.Sprintf("%03dX%s", u.year/10, u.mark)}
		if u.year%100 == 0 {
			found = append(found, fmt.Sprintf("%02dXX%s", u.year/100, u.mark))
		}
		return found
	case u.plural:
		return nil
	case u.quarter != 0:
		return []string{fmt.Sprintf("%04d-%02d/%04d-%02d", u.year, 3*u.quarter-2, u.year, 3*u.quarter)}
	}
	s := fmt.Sprintf("%04d", u.year)
	if u.bc {
		s = fmt.Sprintf("-%04d", u.year-1)
		if u.year == 1 {
			s = "0000"
		}
	}
	if u.month != 0 {
		s += fmt.Sprintf("-%02d", u.month)
	}
	if u.day != 0 {
		s += fmt.Sprintf("-%02d", u.day)
	}
	return []string{s + u.mark}
}
