package annotate

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// text renders a piece of text: escapes and entities resolved, quotes and dashes made
// typographic, and, where terms may stand, added to the current run.
func (r *renderer) text(n *ast.Text) {
	v := n.Segment.Value(r.source())
	list, _ := n.NextSibling().(*listNode)
	if list != nil {
		v = bytes.TrimRight(v, " \t")
	}
	if r.trimmed {
		rest := bytes.TrimLeft(v, " \t")
		if len(rest) > 0 && (len(rest) < len(v) || !bytes.ContainsAny(rest[:1], ".,;:!?)]")) {
			r.space()
		}
		v = rest
		r.trimmed = len(rest) == 0 && !n.SoftLineBreak() && !n.HardLineBreak()
	}
	r.run(func() {
		if n.IsRaw() {
			r.out = appendEscaped(r.out, v)
		} else {
			r.smart(v, n)
		}
	})
	switch {
	case list != nil && list.last:
	case n.HardLineBreak():
		r.trimSpace()
		r.tag("<br>\n")
		r.prev = ' '
	case n.SoftLineBreak():
		r.run(func() { r.softBreak(n) })
		r.prev = ' '
	}
}

// softBreak writes the end of a line of the source; behind a short number a space, at which
// none breaks on the page.
func (r *renderer) softBreak(n *ast.Text) {
	next, ok := n.NextSibling().(*ast.Text)
	if ok && !r.opts.Literal && bindsNumber(r.out, next.Segment.Value(r.source())) {
		r.str(noBreakSpace)
	} else {
		r.str("\n")
	}
}

// space writes the space that a locator in the middle of a text leaves behind.
func (r *renderer) space() {
	if last := len(r.out) - 1; last >= 0 && r.out[last] != '\n' && r.out[last] != ' ' {
		r.run(func() { r.str(" ") })
		r.prev = ' '
	}
}

// trimSpace drops the spaces before a hard line break. goldmark does, except those at
// which its linkify parser has cut the text. Where anything stands behind them they stay:
// its offset is known already.
func (r *renderer) trimSpace() {
	last := len(r.doc.Runs) - 1
	if last < 0 || r.doc.Runs[last].End != r.off() || r.brk || r.quiet {
		return
	}
	run := &r.doc.Runs[last]
	run.End = run.Off + uint32(len(bytes.TrimRight(r.out[run.Off:], " \t")))
	r.out = r.out[:run.End]
	if run.Off == run.End {
		r.doc.Runs = r.doc.Runs[:last]
		r.brk = true
	}
}

// run calls write and adds what it wrote to the runs, joined to the run before it when
// nothing stands between.
func (r *renderer) run(write func()) {
	start := r.off()
	write()
	if r.noRun > 0 || r.quiet || start == r.off() {
		return
	}
	if last := len(r.doc.Runs) - 1; last >= 0 && !r.brk && r.doc.Runs[last].End == start {
		r.doc.Runs[last].End = r.off()
	} else {
		r.doc.Runs = append(r.doc.Runs, Span{start, r.off()})
	}
	r.brk = false
}

// literal renders text without typography.
func (r *renderer) literal(v []byte) {
	r.run(func() { r.out = appendEscaped(r.out, v) })
	if last, _ := utf8.DecodeLastRune(v); last != utf8.RuneError {
		r.prev = last
	}
}

// special marks the bytes that smart has to look at.
var special = func() (t [256]bool) {
	for _, c := range []byte("\\&<>\"'-.") {
		t[c] = true
	}
	return t
}()

// smart writes text with backslash escapes and entities resolved (CommonMark §2.4, §2.5)
// and straight quotes, dashes and dots made typographic. It keeps no state but the last
// rune written, so an unclosed quote cannot leak into what follows.
func (r *renderer) smart(v []byte, n ast.Node) {
	for i := 0; i < len(v); {
		j := i
		for j < len(v) && !special[v[j]] {
			j++
		}
		if j > i {
			r.words(v[i:j])
			r.prev, _ = utf8.DecodeLastRune(v[:j])
			i = j
			continue
		}
		i += r.smartByte(v, i, n)
	}
}

// words writes text without special bytes. No line breaks behind a short number.
func (r *renderer) words(v []byte) {
	for !r.opts.Literal {
		i := bytes.IndexByte(v, ' ')
		if i < 0 {
			break
		}
		r.out = append(r.out, v[:i]...)
		if bindsNumber(r.out, v[i+1:]) {
			r.out = append(r.out, noBreakSpace...)
		} else {
			r.out = append(r.out, ' ')
		}
		v = v[i+1:]
	}
	r.out = append(r.out, v...)
}

// smartByte writes what the special byte v[i] stands for and returns the bytes consumed.
func (r *renderer) smartByte(v []byte, i int, n ast.Node) int {
	c := v[i]
	switch {
	case c == '\\' && i+1 < len(v) && util.IsPunct(v[i+1]):
		r.out = appendEscaped(r.out, v[i+1:i+2])
		r.prev = rune(v[i+1])
		return 2
	case c == '&':
		if s, used := entity(v[i:]); used > 0 {
			r.out = appendEscaped(r.out, []byte(s))
			r.prev, _ = utf8.DecodeLastRuneInString(s)
			return used
		}
	case r.opts.Literal:
	case c == '"' || c == '\'':
		q := r.quote(c, r.nextRune(v[i+1:], n), v[i+1:])
		r.out = utf8.AppendRune(r.out, q)
		r.prev = q
		return 1
	case c == '-' && run(v[i:], '-') == 2:
		return r.put('–', 2)
	case c == '-' && run(v[i:], '-') == 3:
		return r.put('—', 3)
	case c == '-' && run(v[i:], '-') > 3:
		k := run(v[i:], '-')
		r.out = append(r.out, v[i:i+k]...)
		r.prev = '-'
		return k
	case c == '.' && run(v[i:], '.') == 3:
		return r.put('…', 3)
	case c == '.' && run(v[i:], '.') > 4: // a leader; four are a full stop and an ellipsis
		k := run(v[i:], '.')
		r.out = append(r.out, v[i:i+k]...)
		r.prev = '.'
		return k
	}
	r.out = appendEscaped(r.out, v[i:i+1])
	r.prev = rune(c)
	return 1
}

func (r *renderer) put(c rune, used int) int {
	r.out = utf8.AppendRune(r.out, c)
	r.prev = c
	return used
}

// run returns how many bytes c stand at the start of v.
func run(v []byte, c byte) int {
	n := 0
	for n < len(v) && v[n] == c {
		n++
	}
	return n
}

// entity resolves the entity or numeric reference at the start of v and returns its text
// and length, or 0 when there is none.
func entity(v []byte) (string, int) {
	end := bytes.IndexByte(v[:min(len(v), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(v[1:end])
	if name[0] == '#' {
		if !numericReference(name[1:]) {
			return "", 0
		}
	} else if _, ok := util.LookUpHTML5EntityByName(name); !ok {
		return "", 0
	}
	if e, ok := util.LookUpHTML5EntityByName(name); ok {
		return string(e.Characters), end + 1
	}
	return charRef(name[1:]), end + 1
}

// numericReference reports whether s, behind "&#", is one by CommonMark §2.5: at most
// seven decimal or six hexadecimal digits.
func numericReference(s string) bool {
	digits, limit, ok := s, 7, func(c byte) bool { return c >= '0' && c <= '9' }
	if s != "" && (s[0] == 'x' || s[0] == 'X') {
		digits, limit, ok = s[1:], 6, util.IsHexDecimal
	}
	if digits == "" || len(digits) > limit {
		return false
	}
	for i := range len(digits) {
		if !ok(digits[i]) {
			return false
		}
	}
	return true
}

func charRef(s string) string {
	n, base := 0, 10
	if s[0] == 'x' || s[0] == 'X' {
		s, base = s[1:], 16
	}
	for i := range len(s) {
		d := int(s[i] - '0')
		if s[i] > '9' {
			d = int(s[i]|0x20-'a') + 10
		}
		n = n*base + d
	}
	return string(util.ToValidRune(rune(n)))
}

// unescape resolves backslash escapes and entities in a destination or a title.
func unescape(v []byte) string {
	if bytes.IndexByte(v, '\\') < 0 && bytes.IndexByte(v, '&') < 0 {
		return string(v)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v))))
}

// appendEscaped appends v with the characters HTML gives a meaning replaced.
func appendEscaped(dst, v []byte) []byte {
	for i, c := range v {
		switch c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		default:
			dst = append(dst, v[i])
		}
	}
	return dst
}
