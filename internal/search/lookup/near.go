package lookup

import "unicode"

// shortest is how many letters a word has at the least that may be mistyped.
const shortest = 4

// Typable reports whether a word of a query may be mistyped: it has letters enough.
func Typable(word string) bool {
	n := 0
	for _, c := range word {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) {
			return false
		}
		n++
	}
	return n >= shortest
}

// Near reports whether a word is another but for one letter (2), or begins with it but for
// one (1): one too many, too few, another one, or two that changed places. What the
// shortest words may begin is too much.
func Near(typed, word string) int {
	a, b := []rune(typed), []rune(word)
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	best, typedLong := 0, len(a) > shortest
	try := func(a, b []rune) {
		if len(b) < len(a) {
			return
		}
		for k := range a {
			if a[k] != b[k] {
				return
			}
		}
		if len(a) == len(b) {
			best = 2
		} else if typedLong {
			best = max(best, 1)
		}
	}
	if i < len(a) {
		try(a[i+1:], b[i:]) // one too many
	}
	if i < len(b) {
		try(a[i:], b[i+1:]) // one too few
	}
	if i < len(a) && i < len(b) {
		try(a[i+1:], b[i+1:]) // another one
	}
	if i+1 < len(a) && i+1 < len(b) && a[i] == b[i+1] && a[i+1] == b[i] {
		try(a[i+2:], b[i+2:])
	}
	return best
}
