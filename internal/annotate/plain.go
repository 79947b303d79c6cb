package annotate

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/util"
)

// Plain returns the document's HTML with its holes filled as CommonMark would: links as
// they were written, nothing for what only a site knows. It is what a page looks like
// where there is nothing to link, and the reference for tests of splicing.
func (d *Doc) Plain() []byte {
	out := make([]byte, 0, len(d.HTML)+len(d.Holes)*16)
	at := uint32(0)
	for _, h := range d.Holes {
		out = append(out, d.HTML[at:h.Off]...)
		at = h.Off
		ref := d.Refs[h.Ref]
		switch {
		case ref.Kind == RefLink && h.Side == Open:
			l := d.Links[ref.Index]
			out = append(out, `<a href="`...)
			out = append(out, util.EscapeHTML(util.URLEscape([]byte(l.Dest), true))...)
			if out = append(out, '"'); l.Title != "" {
				out = append(out, ` title="`...)
				out = append(appendEscaped(out, []byte(l.Title)), '"')
			}
			out = append(out, '>')
		case ref.Kind == RefLink && h.Side == Close:
			out = append(out, "</a>"...)
		case ref.Kind == RefImage:
			m := d.Images[ref.Index]
			out = append(out, `<img src="`...)
			out = append(out, util.EscapeHTML(util.URLEscape([]byte(m.Dest), true))...)
			out = append(out, `" alt="`...)
			if out = append(appendEscaped(out, []byte(m.Alt)), '"'); m.Title != "" {
				out = append(out, ` title="`...)
				out = append(appendEscaped(out, []byte(m.Title)), '"')
			}
			out = append(out, '>')
		}
	}
	return append(out, d.HTML[at:]...)
}

// PlainText returns the text of a piece of HTML that this package wrote: tags dropped,
// entities resolved, white space folded.
func PlainText(h []byte) string {
	var sb strings.Builder
	sb.Grow(len(h))
	inTag, space := false, true
	for _, c := range h {
		switch {
		case inTag:
			inTag = c != '>'
		case c == '<':
			inTag = true
		case c == ' ' || c == '\n' || c == '\t':
			if !space {
				sb.WriteByte(' ')
			}
			space = true
		default:
			sb.WriteByte(c)
			space = false
		}
	}
	return html.UnescapeString(strings.TrimRight(sb.String(), " "))
}

// countWords counts the words of the body, for the reading time.
func (r *renderer) countWords() int {
	n, inWord := 0, false
	text := r.out[:r.doc.Body.End]
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '<':
			end := bytes.IndexByte(text[i:], '>')
			if end < 0 {
				return n
			}
			i += end
		case isSpace(c):
			inWord = false
		case !inWord:
			inWord = true
			n++
		}
	}
	return n
}
