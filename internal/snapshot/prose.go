package snapshot

import (
	"bytes"
	"html"
	"strings"

	"gloss/internal/annotate"
)

// mark says what is special about a piece of text.
type mark uint8

const (
	derived    mark = 1 << iota // worked out by the author
	background                  // the editor's own knowledge
	verbatim                    // code, which is nobody's prose
)

// prose is the plain text of a piece of HTML, which remembers where it comes from.
type prose struct {
	text  string
	at    []uint32 // by byte: its offset in the HTML
	marks []mark   // by byte
}

// noBreak is the space at which no line breaks.
var noBreak = []byte("\u00a0")

// proseOf returns the text of a span of HTML that annotate wrote, all of it marked as base.
func proseOf(doc []byte, s annotate.Span, base mark) prose {
	var p prose
	text := make([]byte, 0, s.End-s.Off)
	put := func(piece string, at int, m mark) {
		for range len(piece) {
			p.at, p.marks = append(p.at, uint32(at)), append(p.marks, m)
		}
		text = append(text, piece...)
	}
	around := []mark{base} // marks of the open elements
	h := doc[:s.End]
	for i := int(s.Off); i < len(h); {
		now := around[len(around)-1]
		switch c := h[i]; {
		case c == '<':
			n := bytes.IndexByte(h[i:], '>')
			if n < 0 {
				n = len(h) - i - 1
			}
			around = enter(around, string(h[i+1:i+n]))
			i += n + 1
		case c == ' ' || c == '\n' || c == '\t' || bytes.HasPrefix(h[i:], noBreak):
			if len(text) > 0 && text[len(text)-1] != ' ' {
				put(" ", i, now)
			}
			i++
			if c == noBreak[0] {
				i++
			}
		case c == '&':
			n := bytes.IndexByte(h[i:], ';') + 1
			if n == 0 {
				n = 1
			}
			put(html.UnescapeString(string(h[i:i+n])), i, now)
			i += n
		default:
			put(string(h[i:i+1]), i, now)
			i++
		}
	}
	p.text = string(text)
	return p
}

// enter follows a tag, without its angle brackets, into or out of an element.
func enter(around []mark, tag string) []mark {
	name, rest, _ := strings.Cut(tag, " ")
	switch {
	case strings.HasPrefix(tag, "/"):
		return around[:max(1, len(around)-1)]
	case name == "br" || name == "hr" || name == "img" || name == "input" || name == "wbr":
		return around
	}
	m := around[len(around)-1]
	if name == "code" {
		m |= verbatim
	}
	_, class, _ := strings.Cut(rest, `class="`)
	class, _, _ = strings.Cut(class, `"`)
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "derived":
			m |= derived
		case "background":
			m |= background
		}
	}
	return append(around, m)
}

// plain is a text that stands in no HTML.
func plain(text string) prose {
	text = strings.Join(strings.Fields(text), " ")
	return prose{text: text, at: make([]uint32, len(text)), marks: make([]mark, len(text))}
}

// span returns where a piece of the text stands in the HTML.
func (p *prose) span(off, end int) annotate.Span {
	return annotate.Span{Off: p.at[off], End: p.at[end-1] + 1}
}

// marked reports whether all of a piece of the text is marked so.
func (p *prose) marked(off, end int, m mark) bool {
	for _, have := range p.marks[off:end] {
		if have&m == 0 {
			return false
		}
	}
	return off < end
}
