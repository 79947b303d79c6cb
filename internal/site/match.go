package site

import (
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"gloss/internal/annotate"
)

// Match finds every name of the lexicon in a document's runs: on word boundaries, the
// longest first, never overlapping. It says nothing about which of them become links.
func (l *Lexicon) Match(d *annotate.Doc) []Hit {
	if len(l.names) == 0 {
		return nil
	}
	var hits []Hit
	for _, run := range d.Runs {
		m := matcher{Lexicon: l, text: d.HTML[run.Off:run.End]}
		for i := 0; i < len(m.text); {
			if l.first[m.text[i]] && m.boundary(i) {
				if end, next, term := m.longest(i); end > 0 {
					hits = append(hits, Hit{run.Off + uint32(i), run.Off + uint32(end), term})
					i = next
					continue
				}
			}
			i++
			for i < len(m.text) && !utf8.RuneStart(m.text[i]) {
				i++
			}
		}
	}
	return hits
}

// matcher is the state of matching one run.
type matcher struct {
	*Lexicon
	text []byte
}

// longest returns the end of the longest name at start, where to go on after its ending,
// and its term.
func (m *matcher) longest(start int) (end, next int, term int32) {
	at := int32(0)
	for i := start; i < len(m.text); {
		r, n := rune(m.text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(m.text[i:])
		}
		at = m.step(at, fold(r))
		if at < 0 {
			break
		}
		i += n
		for _, id := range m.nodes[at].names {
			nm := &m.names[id]
			if !m.sameCase(nm, start) {
				continue
			}
			if e, nx, ok := m.ending(nm, i); ok {
				end, next, term = e, nx, nm.term
			}
			break
		}
	}
	return end, next, term
}

func (m *matcher) step(at int32, r rune) int32 {
	edges := m.nodes[at].next
	lo, hi := 0, len(edges)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if edges[mid].r < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(edges) && edges[lo].r == r {
		return edges[lo].node
	}
	return -1
}

// sameCase reports whether the text at start has the case the name asks for.
func (m *matcher) sameCase(nm *name, start int) bool {
	i := start
	w := 0
	rule := freeFirst
	first := true
	for off, want := range nm.text {
		if w < len(nm.words) && nm.words[w].off == off {
			rule, first = nm.words[w].rule, true
			w++
		}
		got, n := utf8.DecodeRune(m.text[i:])
		i += n
		if got != want && rule != anyCase && !(first && rule == freeFirst) && fold(got) == fold(want) && unicode.IsLetter(want) {
			return false
		}
		first = false
	}
	return true
}

// ending looks for a word boundary at i, perhaps behind a plural or possessive ending.
// The plural is part of the hit, the possessive is not.
func (m *matcher) ending(nm *name, i int) (end, next int, ok bool) {
	if p := m.possessive(i); nm.suffix && p > 0 && m.boundary(i+p) {
		return i, i + p, true
	}
	if m.boundary(i) {
		return i, i, true
	}
	if !nm.suffix {
		return 0, 0, false
	}
	for _, plural := range []string{"s", "es"} {
		j := i + len(plural)
		if j > len(m.text) || string(m.text[i:j]) != plural {
			continue
		}
		if p := m.possessive(j); p > 0 && m.boundary(j+p) {
			return j, j + p, true
		}
		if m.boundary(j) {
			return j, j, true
		}
	}
	return 0, 0, false
}

// possessive returns the length of "'s" or of a bare apostrophe at i, or 0.
func (m *matcher) possessive(i int) int {
	if i >= len(m.text) {
		return 0
	}
	r, n := utf8.DecodeRune(m.text[i:])
	if r != '\'' && r != '’' {
		return 0
	}
	if i+n < len(m.text) && m.text[i+n] == 's' {
		return n + 1
	}
	return n
}

// boundary reports whether a word boundary lies at i (UAX #29). Between ASCII characters
// that is plain; elsewhere uniseg is asked about the stretch between spaces.
func (m *matcher) boundary(i int) bool {
	if i <= 0 || i >= len(m.text) {
		return true
	}
	a, b := m.text[i-1], m.text[i]
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return !joined(m.text, i)
	}
	lo, hi := i, i
	for lo > 0 && m.text[lo-1] > ' ' && i-lo < 64 {
		lo--
	}
	for lo < i && !utf8.RuneStart(m.text[lo]) {
		lo++
	}
	for hi < len(m.text) && m.text[hi] > ' ' && hi-i < 64 {
		hi++
	}
	rest, state := m.text[lo:hi], -1
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

// joined reports whether two neighbouring ASCII characters belong to one word: letters,
// digits and "_", or a dot or apostrophe between letters and a dot or comma between
// digits (WB5–WB13).
func joined(t []byte, i int) bool {
	a, b := t[i-1], t[i]
	switch {
	case wordByte(a) && wordByte(b):
		return true
	case wordByte(a) && i+1 < len(t):
		return middle(a, b, t[i+1])
	case wordByte(b) && i >= 2:
		return middle(t[i-2], a, b)
	}
	return false
}

// middle reports whether m joins a and b.
func middle(a, m, b byte) bool {
	switch m {
	case '.', '\'':
		return alpha(a) && alpha(b) || digit(a) && digit(b)
	case ',':
		return digit(a) && digit(b)
	}
	return false
}

func wordByte(c byte) bool { return alpha(c) || digit(c) || c == '_' }
func alpha(c byte) bool    { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool    { return c >= '0' && c <= '9' }
