package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// nextRune returns the rune that follows in the text, ' ' where the line or the block
// ends, and a letter where other markup follows.
func (r *renderer) nextRune(rest []byte, n ast.Node) rune {
	if len(rest) > 0 {
		c, _ := utf8.DecodeRune(rest)
		return c
	}
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
		return ' '
	}
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
		switch next := n.NextSibling().(type) {
		case nil:
			continue
		case *ast.Text:
			if next.Segment.Len() > 0 {
				c, _ := utf8.DecodeRune(next.Segment.Value(r.source()))
				return c
			}
			return ' '
		case *listNode, *markerNode:
			return ' '
		}
		return 'x'
	}
	return ' '
}

// elisions are words that begin with an apostrophe.
var elisions = []string{"tis", "twas", "twere", "em", "til", "cause", "round", "bout", "n"}

// quote chooses the typographic form of a straight quotation mark.
func (r *renderer) quote(c byte, next rune, rest []byte) rune {
	opens := !unicode.IsSpace(next) && (r.prev == 0 || unicode.IsSpace(r.prev) ||
		unicode.In(r.prev, unicode.Ps, unicode.Pi, unicode.Pd) || r.prev == '/' || r.prev == '=')
	if c == '"' {
		if opens {
			return '“'
		}
		return '”'
	}
	if !opens || unicode.IsDigit(next) && r.prev != '“' && isDecade(rest) {
		return '’'
	}
	word := rest[:identLen(rest)]
	for _, e := range elisions {
		if strings.EqualFold(string(word), e) {
			return '’'
		}
	}
	return '‘'
}

// isDecade reports whether v begins like the "90s" of '90s or the "68" of '68.
func isDecade(v []byte) bool {
	n := 0
	for n < len(v) && v[n] >= '0' && v[n] <= '9' {
		n++
	}
	return n == 2
}
