package site

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"gloss/internal/annotate"
)

// Match finds every name of the lexicon in a document's runs: on word boundaries, the
// longest first, never overlapping. It says nothing about which of them become links.
func (l *Lexicon) Match(d *annotate.Doc) []Hit {
	if len(l.names) == 0 {
		return nil
	}
	m := matcher{Lexicon: l, html: d.HTML}
	for _, run := range d.Runs {
		m.start, m.end = int(run.Off), int(run.End)
		m.match()
	}
	return m.hits
}

// matcher is the state of matching one document.
type matcher struct {
	*Lexicon
	html       []byte
	start, end int // of the run
	hits       []Hit
}

// match finds the names in one run. Inside a word no name begins, so it goes from word to
// word; the lexicon's filter turns away nearly all of them.
func (m *matcher) match() {
	t := m.html[:m.end]
	for i := m.start; i < len(t); {
		if t[i] <= ' ' {
			i++
			continue
		}
		if m.begin.at(t[i:]) {
			if end, next, term := m.longest(i); end > 0 {
				m.hits = append(m.hits, Hit{uint32(i), uint32(end), term})
				i = next
				continue
			}
		}
		switch c := t[i]; classes[c] {
		case inside:
			i = endOfLetters(t, i+1)
			for i < len(t) && classes[t[i]] == inside {
				i++
			}
		case beyond:
			i = m.skip(i)
		default:
			i++
			if c == '&' { // an entity is one character
				for i < len(t) && t[i-1] != ';' {
					i++
				}
			}
		}
	}
}

// endOfLetters returns where, from i on, the first byte stands that is no letter of ASCII. It
// looks at eight bytes at once, since the length of a word is anyone's guess to a processor.
func endOfLetters(t []byte, i int) int {
	for i+8 <= len(t) {
		x := binary.LittleEndian.Uint64(t[i:])
		y := x | 0x2020202020202020
		letters := (y&^tops + (0x80-'a')*ones) &^ (y&^tops + (0x7F-'z')*ones) &^ x & tops
		if letters != tops {
			return i + bits.TrailingZeros64(^letters&tops)/8
		}
		i += 8
	}
	return i
}

// skip returns where, behind the rune at i, a name could next begin.
func (m *matcher) skip(i int) int {
	r, n := utf8.DecodeRune(m.html[i:m.end])
	i += n
	if !joinedLetter(r) {
		return i
	}
	for i < m.end {
		switch r, n := utf8.DecodeRune(m.html[i:m.end]); {
		case joinedLetter(r):
			i += n
		default:
			return i
		}
	}
	return i
}

// longest returns the end of the longest name at start, where to go on after its ending,
// and its term.
func (m *matcher) longest(start int) (end, next int, term int32) {
	for i, at := start, int32(0); i < m.end; {
		if i, at = m.step(i, at); at == 0 {
			break
		}
		if !m.trie.nodes[at].ends {
			continue
		}
		for _, id := range m.trie.nodes[at].names {
			if nm := &m.names[id]; m.sameCase(nm, start) {
				if e, nx, ok := m.ended(nm.ending, i); ok {
					end, next, term = e, nx, nm.term
					break
				}
			}
		}
	}
	if end > 0 && !m.boundary(start) {
		return 0, 0, 0
	}
	return end, next, term
}

// step goes from a node of the trie along the character at i and returns the place behind
// it. White space counts as one space, as a browser shows it.
func (m *matcher) step(i int, at int32) (int, int32) {
	c := m.html[i]
	if c >= utf8.RuneSelf {
		return m.stepRune(i, at)
	}
	i++
	if c <= ' ' {
		c = ' '
		for i < m.end && m.html[i] <= ' ' {
			i++
		}
	}
	return i, m.trie.step(at, lower[c])
}

func (m *matcher) stepRune(i int, at int32) (int, int32) {
	r, n := utf8.DecodeRune(m.html[i:m.end])
	var folded [utf8.UTFMax]byte
	for _, c := range folded[:utf8.EncodeRune(folded[:], fold(r))] {
		if at = m.trie.step(at, c); at == 0 {
			break
		}
	}
	return i + n, at
}

// sameCase reports whether the text at start has the case a name asks for.
func (m *matcher) sameCase(nm *name, start int) bool {
	i := start
	for _, want := range nm.runes {
		got, n := utf8.DecodeRune(m.html[i:m.end])
		if got != want.r && !want.free && differInCase(got, want.r) {
			return false
		}
		i += n
		for got <= ' ' && i < m.end && m.html[i] <= ' ' {
			i++
		}
	}
	return true
}

// ended looks for a word boundary at i, perhaps behind a plural or possessive ending. The
// plural is part of the hit, the possessive is not.
func (m *matcher) ended(may ending, i int) (end, next int, ok bool) {
	if next, ok := m.bare(may, i); ok {
		return i, next, true
	}
	if may != plural {
		return 0, 0, false
	}
	for _, suffix := range []string{"s", "es"} {
		j := i + len(suffix)
		if j > m.end || string(m.html[i:j]) != suffix {
			continue
		}
		if next, ok := m.bare(may, j); ok {
			return j, next, true
		}
	}
	return 0, 0, false
}

// bare looks for a word boundary at i, perhaps behind a possessive, and returns where to go
// on.
func (m *matcher) bare(may ending, i int) (next int, ok bool) {
	if may != noEnding {
		if p := m.possessive(i); p > 0 && m.boundary(i+p) {
			return i + p, true
		}
	}
	return i, m.boundary(i)
}

// possessive returns the length of "'s" or of a bare apostrophe at i, or 0.
func (m *matcher) possessive(i int) int {
	if i >= m.end {
		return 0
	}
	r, n := utf8.DecodeRune(m.html[i:m.end])
	if r != '\'' && r != '’' {
		return 0
	}
	if i+n < m.end && m.html[i+n] == 's' {
		return n + 1
	}
	return n
}
