package site

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Word boundaries are those of UAX #29, with two differences: a colon never joins what
// stands around it (the annex itself proposes that), and markup inside a line does not end
// a word, but a name never reaches across it.

// byteClass sorts bytes for the quick decisions.
type byteClass uint8

const (
	stop   byteClass = iota // ASCII that always ends a word
	middle                  // ASCII that joins letters or digits: . ' , ;
	inside                  // ASCII letters, digits and "_"
	beyond                  // part of a rune beyond ASCII
)

var classes = func() (t [256]byteClass) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = beyond
		case alpha(byte(c)), digit(byte(c)), c == '_':
			t[c] = inside
		}
	}
	for _, c := range []byte(".',;") {
		t[c] = middle
	}
	return t
}()

func alpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool { return c >= '0' && c <= '9' }

// boundary reports whether a word begins or ends at html[i], within or at the edges of a
// run of text.
func (m *matcher) boundary(i int) bool {
	switch i {
	case m.start:
		return !m.joinedAcross(i)
	case m.end:
		return !m.joinedAcross(i)
	}
	a, b := classes[m.html[i-1]], classes[m.html[i]]
	switch {
	case a == stop || b == stop:
		return true
	case a == beyond || b == beyond:
		return m.unicodeBoundary(i)
	case a == inside && b == inside:
		return false
	case a == middle && b == middle:
		return true
	}
	before, between, after := i-1, i, i+1 // around the middle
	if a == middle {
		before, between, after = i-2, i-1, i
	}
	if before < m.start || after >= m.end {
		return true
	}
	if classes[m.html[before]] == beyond || classes[m.html[after]] == beyond {
		return m.unicodeBoundary(i)
	}
	return !joins(m.html[before], m.html[between], m.html[after])
}

// joins reports whether a "middle" byte makes one word of what stands around it (UAX #29,
// WB6, WB7, WB11, WB12).
func joins(a, mid, b byte) bool {
	letters, digits := alpha(a) && alpha(b), digit(a) && digit(b)
	if mid == '.' || mid == '\'' {
		return letters || digits
	}
	return digits
}

// window is how far around a place its words are looked at.
const window = 64

// unicodeBoundary asks uniseg about the stretch around i that nothing surely ends.
func (m *matcher) unicodeBoundary(i int) bool {
	lo, hi := i, i
	for lo > m.start && classes[m.html[lo-1]] != stop && i-lo < window {
		lo--
	}
	for lo < i && !utf8.RuneStart(m.html[lo]) {
		lo++
	}
	for hi < m.end && classes[m.html[hi]] != stop && hi-i < window {
		hi++
	}
	rest, state := m.html[lo:hi], -1
	for at := lo; len(rest) > 0; {
		var w []byte
		w, rest, state = uniseg.FirstWord(rest, state)
		at += len(w)
		if at >= i {
			return at == i
		}
	}
	return true
}

// joinedAcross reports whether, at the edge of a run, a word goes on beyond the markup
// there: the "Iran" of Iran*ian* is no word.
func (m *matcher) joinedAcross(i int) bool {
	before, after := i, i
	for before > 0 && m.html[before-1] == '>' {
		open := bytes.LastIndexByte(m.html[:before], '<')
		if open < 0 || !inline(m.html[open+1:before-1]) {
			return false
		}
		before = open
	}
	for after < len(m.html) && m.html[after] == '<' {
		n := bytes.IndexByte(m.html[after:], '>')
		if n < 0 || !inline(m.html[after+1:after+n]) {
			return false
		}
		after += n + 1
	}
	a, _ := utf8.DecodeLastRune(m.html[:before])
	b, _ := utf8.DecodeRune(m.html[after:])
	return joinsWords(a) && joinsWords(b)
}

// joinsWords reports whether a rune makes one word with others of its kind. Letters of
// scripts written without spaces do not.
func joinsWords(r rune) bool {
	return joinedLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.IsMark(r)
}

// joinedLetter reports whether r is a letter between two of which there is no boundary
// (WB5): below U+0E00, where the scripts without spaces begin, and Hangul.
func joinedLetter(r rune) bool {
	return (r < 0x0E00 || r >= 0xAC00 && r <= 0xD7A3) && unicode.IsLetter(r)
}

// inline reports whether a tag, without its brackets, stands within a line of text.
func inline(tag []byte) bool {
	tag = bytes.TrimPrefix(tag, []byte("/"))
	if i := bytes.IndexByte(tag, ' '); i >= 0 {
		tag = tag[:i]
	}
	switch string(tag) {
	case "em", "strong", "del", "span", "a", "code", "abbr", "b", "bdi", "bdo", "cite", "data", "dfn", "i", "ins", "kbd",
		"mark", "q", "s", "samp", "small", "sub", "sup", "time", "u", "var":
		return true
	}
	return false
}
