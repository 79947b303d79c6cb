package annotate

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// attrError says why a list does not parse.
type attrError struct {
	off        int // relative to the input of scanAttrs
	msg, hint  string
	incomplete bool   // the input ended: more lines may help
	empty      string // the key that is given without a value
}

// unclosed is the error of a list whose end is not in sight, which points at its start.
func unclosed() *attrError {
	return &attrError{msg: `attribute list has no closing "}"`, hint: `end it with "}"`, incomplete: true}
}

// scanAttrs parses the attribute list at the start of b, which begins with '{', and
// returns the number of bytes it takes. Offsets in the result are relative to b.
func scanAttrs(b []byte) (*attrs, int, *attrError) {
	a := &attrs{}
	i := 1
	for {
		start := i
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i >= len(b) {
			return nil, 0, unclosed()
		}
		if b[i] == '}' {
			if a.id.val == "" && len(a.classes) == 0 && len(a.pairs) == 0 {
				return nil, 0, &attrError{msg: "empty attribute list", hint: `write {#id .class key=value}, or \{ where a brace is meant`}
			}
			return a, i + 1, nil
		}
		if i == start && i > 1 {
			return nil, 0, &attrError{off: i, msg: "attributes are separated by a space", hint: "put a space before it"}
		}
		var err *attrError
		if i, err = a.scanOne(b, i); err != nil {
			return nil, 0, err
		}
	}
}

// scanOne parses `#id`, `.class` or `key=value` at b[i] and returns where it ends.
func (a *attrs) scanOne(b []byte, i int) (int, *attrError) {
	switch c := b[i]; {
	case c == '#' || c == '.':
		n := identLen(b[i+1:])
		if n == 0 {
			return 0, &attrError{off: i, msg: `"` + string(c) + `" needs a name of letters, digits, "_" and "-"`, hint: "write " + string(c) + "name"}
		}
		at := attr{val: string(b[i+1 : i+1+n]), off: i, valOff: i + 1}
		if c == '.' {
			a.classes = append(a.classes, at)
		} else if a.id.val != "" {
			return 0, &attrError{off: i, msg: "attribute list has two ids", hint: "keep one of the two"}
		} else {
			a.id = at
		}
		return i + 1 + n, nil
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return a.scanPair(b, i)
	}
	r, _ := utf8.DecodeRune(b[i:])
	return 0, &attrError{
		off: i, msg: "unexpected " + quoteRune(r) + " in attribute list",
		hint: `write {#id .class key=value key="quoted value"}`,
	}
}

func (a *attrs) scanPair(b []byte, i int) (int, *attrError) {
	j := i
	for j < len(b) && (isASCIIWord(b[j]) || b[j] == '-') {
		j++
	}
	key := string(b[i:j])
	if j >= len(b) {
		return 0, unclosed()
	}
	if b[j] != '=' {
		err := &attrError{off: i, msg: `attribute "` + key + `" has no value`, hint: "write " + key + "=value, ." + key + " for a class or #" + key + " for an id"}
		if slices.Contains(attrClasses, key) {
			err.hint = "write ." + key
		}
		if bytes.IndexByte(b[j:], '}') < 0 {
			err.hint = `is the list's "}" missing? Otherwise ` + err.hint
		}
		return 0, err
	}
	if a.has(key) {
		return 0, &attrError{off: i, msg: `attribute "` + key + `" is given twice`, hint: twiceHint(key)}
	}
	j++
	val, n, err := scanValue(b[j:])
	if err != nil {
		err.off += j
		if err.msg == "" {
			err.msg, err.hint, err.empty = `attribute "`+key+`" has no value`, emptyHint(key), key
		}
		return 0, err
	}
	a.pairs = append(a.pairs, attr{key: key, val: val, off: i, valOff: j + quoteLen(b[j:])})
	return j + n, nil
}

// emptyHint says what to do about a key without a value.
func emptyHint(key string) string {
	if key == "p" {
		return "write p=8, or p=none if it rests on no source"
	}
	return "write " + key + "=value without spaces, or remove it"
}

// twiceHint says what to do about a key that is given twice.
func twiceHint(key string) string {
	if key == "p" {
		return "write one list of numbers: p=3,5-7"
	}
	return "keep one of the two"
}

// scanValue parses a quoted or bare value and returns the bytes it takes.
func scanValue(b []byte) (string, int, *attrError) {
	if quoteLen(b) > 0 {
		return scanQuoted(b)
	}
	i := 0
	for i < len(b) && !isSpace(b[i]) && b[i] != '}' {
		if b[i] == '{' || b[i] == '"' || b[i] == '`' || b[i] == '=' || b[i] == '\'' && i == 0 {
			return "", 0, &attrError{off: i, msg: "unexpected " + quoteRune(rune(b[i])) + " in a value", hint: `put the value in double quotation marks`}
		}
		i++
	}
	if i == 0 {
		return "", 0, &attrError{incomplete: len(b) == 0}
	}
	return string(b[:i]), i, nil
}

// scanQuoted parses a value in quotation marks. A straight one is closed by a straight
// one only, so that a title can quote: title="Is the “deal” dead?".
func scanQuoted(b []byte) (string, int, *attrError) {
	open := quoteLen(b)
	for i := open; ; i++ {
		n := nextCloser(b[:open], b[i:])
		if n < 0 {
			return "", 0, &attrError{msg: "quoted value is not closed", hint: `end it with the same quotation mark`, incomplete: true}
		}
		i += n
		if before := b[open:i]; b[i] != '"' || (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 0 {
			return quotedValue(before), i + closingLen(b[:open], b[i:]), nil
		}
	}
}

// nextCloser returns where the next quotation mark stands in b that may close a value that
// open opened, or -1.
func nextCloser(open, b []byte) int {
	i := bytes.IndexByte(b, '"')
	if len(open) == 1 {
		return i
	}
	if i >= 0 {
		b = b[:i]
	}
	for _, curly := range []string{"”", "“"} {
		if n := bytes.Index(b, []byte(curly)); n >= 0 && closingLen(open, b[n:]) > 0 {
			i, b = n, b[:n]
		}
	}
	return i
}

// escapes are what stands for something else in a quoted value.
var escapes = strings.NewReplacer(`\"`, `"`, `\\`, `\`, "\n", " ")

// quotedValue returns what a text between quotation marks says.
func quotedValue(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '\n') < 0 {
		return string(b)
	}
	return escapes.Replace(string(b))
}

// quoteLen returns the length of the double quotation mark at the start of b, straight
// or curly, or 0. Editors that curl quotes as one types must not break a list.
func quoteLen(b []byte) int {
	switch {
	case len(b) > 0 && b[0] == '"':
		return 1
	case bytes.HasPrefix(b, []byte("“")), bytes.HasPrefix(b, []byte("”")), bytes.HasPrefix(b, []byte("„")):
		return len("“")
	}
	return 0
}

// closingLen returns the length of the quotation mark at the start of b if it closes a
// value that open opened, or 0.
func closingLen(open, b []byte) int {
	switch {
	case b[0] == '"':
		return 1
	case len(open) > 1 && bytes.HasPrefix(b, []byte("”")), string(open) == "„" && bytes.HasPrefix(b, []byte("“")):
		return len("“")
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// identLen returns the length of the identifier at the start of b.
func identLen(b []byte) int {
	i := 0
	for i < len(b) {
		r, n := utf8.DecodeRune(b[i:])
		if !IsIdent(r) {
			break
		}
		i += n
	}
	return i
}

// IsIdent reports whether r may stand in an id, a class or a label (DESIGN §3, Notes).
func IsIdent(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(byte(r)) || r == '-'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

func quoteRune(r rune) string { return `"` + string(r) + `"` }

// maxAttrLines is how many lines an attribute list may take.
const maxAttrLines = 32

// joined are the lines an attribute list may take, and where each stands in the file.
type joined struct {
	buf    []byte
	starts []text.Segment
	ends   []int // of each line in buf
}

func (j *joined) add(line []byte, seg text.Segment) {
	j.buf = append(j.buf, line...)
	j.starts, j.ends = append(j.starts, seg), append(j.ends, len(j.buf))
}

// line returns the line that holds the byte at off, and where it begins in buf.
func (j *joined) line(off int) (i, base int) {
	for i < len(j.ends)-1 && off >= j.ends[i] {
		base = j.ends[i]
		i++
	}
	return i, base
}

// toFile maps an offset in buf to one in goldmark's source.
func (j *joined) toFile(off int) int {
	i, base := j.line(off)
	return j.starts[i].Start - j.starts[i].Padding + off - base
}

// readAttrs parses the attribute list at the reader's position and, when it parses,
// moves the reader behind it. Offsets in the list and in the error are goldmark's. A list
// that does not end within the limit is none, so that a page of open braces stays linear.
func (p *parsing) readAttrs(block text.Reader) (*attrs, *attrError) {
	limit := p.opts.Limits.Attributes
	line, pos := block.Position()
	first, seg := block.PeekLine()
	first = first[:min(len(first), limit)]
	j := joined{buf: first, starts: []text.Segment{seg}, ends: []int{len(first)}}
	a, n, err := scanAttrs(first)
	if err != nil && err.incomplete {
		j.buf = append(p.joined[:0], first...)
		for len(j.starts) < maxAttrLines && len(j.buf) < limit {
			block.AdvanceLine()
			next, seg := block.PeekLine()
			if next == nil {
				break
			}
			j.add(next[:min(len(next), limit-len(j.buf))], seg)
		}
		p.joined = j.buf
		if a, n, err = scanAttrs(j.buf); err != nil && err.incomplete && len(j.buf) == limit {
			err = &attrError{msg: fmt.Sprintf("attribute list does not end within %d bytes", limit), hint: `end it with "}", or raise "attributes" under limits: in gloss.yaml`}
		}
	}
	block.SetPosition(line, pos)
	if err != nil {
		err.off = j.toFile(err.off)
		return nil, err
	}
	a.off = j.toFile(0)
	a.id.off, a.id.valOff = j.toFile(a.id.off), j.toFile(a.id.valOff)
	for _, list := range [][]attr{a.classes, a.pairs} {
		for i := range list {
			list[i].off, list[i].valOff = j.toFile(list[i].off), j.toFile(list[i].valOff)
		}
	}
	last, base := j.line(n - 1)
	for range last {
		block.AdvanceLine()
	}
	block.Advance(n - base)
	return a, nil
}
