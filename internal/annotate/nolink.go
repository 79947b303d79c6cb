package annotate

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/internal/diag"
)

// Brackets that CommonMark shows as text although they were all but certainly meant as a
// link: `[words](my file.md)` and `[words][undefined]`. Glued to a word, `a[i](x, y)`, they
// are prose about code; `[word]` alone is text like any other.

// noLink reports the brackets from open to the start of line, which begins with "]", if
// they look like a link. nested says that there is one between them.
func (p *parsing) noLink(open int, line []byte, seg text.Segment, nested bool) {
	src := p.source()
	if before, _ := utf8.DecodeLastRune(src[:open]); IsIdent(before) || len(line) < 2 {
		return
	}
	mark := bytes.IndexByte(src[open:], '[') + 1
	words := src[open+mark : seg.Start]
	switch line[1] {
	case '(':
		p.noAddress(open, string(src[open:seg.Start]), line[2:], nested)
	case '[':
		p.noDefinition(seg.Start+2, words, line[2:])
	}
}

// maxAddress is how far the end of an address is looked for, in bytes.
const maxAddress = 1000

// noAddress reports `[words](…)` whose parentheses hold no address.
func (p *parsing) noAddress(open int, words string, rest []byte, nested bool) {
	in, _, closed := bytes.Cut(rest[:min(len(rest), maxAddress)], []byte(")"))
	parts := strings.Fields(string(in))
	warn := func(why, hint string, args ...any) {
		p.report(diag.Warnf(p.pos(open), "link-syntax", "no link, so the brackets are shown as text: %s", why).WithHint(hint, args...))
	}
	isFile := func(s string) bool { return strings.ContainsAny(s, "./#:") }
	switch last := len(parts) - 1; {
	case !closed:
		warn(`the closing ")" is missing`, `write %s](address); a bracket that is meant as one is written \[`, shorten(strings.Join(strings.Fields(words), " ")))
	case last > 0 && isFile(parts[0]) && !isFile(parts[last]):
		warn("what follows the address is no title", `a title stands in straight quotation marks: (%s "title")`, parts[0])
	case last > 0:
		warn("the address has a space in it", "write (<%s>) or (%s)", strings.Join(parts, " "), strings.Join(parts, "%20"))
	case nested:
		p.report(diag.Errorf(p.pos(open), "link-nested", "a link cannot stand inside a link").WithHint("put one behind the other"))
	}
}

// noDefinition reports `[words][label]` and `[words][]` without a definition of the label,
// unless the second brackets are something by themselves: a marker, a span or a link.
func (p *parsing) noDefinition(off int, words, rest []byte) {
	end := bytes.IndexByte(rest[:min(len(rest), maxLabel)], ']')
	if end < 0 {
		return
	}
	label, behind := rest[:end], rest[end+1:]
	if bytes.IndexByte(label, '[') >= 0 || bytes.HasPrefix(label, []byte("^")) || util.IsBlank(words) {
		return
	}
	if len(behind) > 0 && strings.IndexByte("{([", behind[0]) >= 0 {
		return
	}
	if util.IsBlank(label) {
		label = words
	}
	name := shorten(strings.Join(strings.Fields(string(label)), " "))
	p.report(diag.Warnf(p.pos(off), "link-syntax", "no link, so the brackets are shown as text: nothing defines %q", name).
		WithHint(`define it, "[%s]: address" on a line of its own, or remove the brackets`, name))
}

// holdsLink reports whether a link is among n, its siblings behind it and what they hold.
func holdsLink(n ast.Node) bool {
	for ; n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindLink || holdsLink(n.FirstChild()) {
			return true
		}
	}
	return false
}

// shorten keeps quoted input from filling the screen.
func shorten(s string) string {
	const limit = 40
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}
