package content

import "strings"

// readSimple reads the everyday subset of YAML — keys, indented keys, lists, lists
// in brackets, plain and quoted values on one line, a paragraph after ">-" — and gives up (false) on
// everything else, correct or not. It exists for speed alone: nearly every front
// matter fits, and the full reader takes about a hundred microseconds and a
// thousand allocations for each of 10,000 files. FuzzSimple holds it to the full
// reader's answer, places included.
func readSimple(src string, first int) (node, bool) {
	for i := range len(src) {
		if c := src[i]; c < ' ' && c != '\n' || c == 0x7f || c == '\\' {
			return node{}, false // tabs, escapes, and what YAML does not allow
		}
	}
	p := simpleParser{lines: make([]simpleLine, 0, 1+strings.Count(src, "\n"))}
	for no := first; src != ""; no++ {
		var line string
		line, src, _ = strings.Cut(src, "\n")
		text := strings.TrimLeft(line, " ")
		p.lines = append(p.lines, simpleLine{no, len(line) - len(text), strings.TrimRight(text, " ")})
	}
	if p.peek().indent < 0 {
		return node{}, true
	}
	n, ok := p.block(0, 0)
	return n, ok && p.peek().indent < 0
}

type simpleLine struct {
	no     int    // 1-based in the file
	indent int    // bytes before text
	text   string // without surrounding spaces; "" of a blank line
}

func (l simpleLine) place(off int) place {
	return place{uint32(l.no), uint32(l.indent + off + 1)}
}

type simpleParser struct {
	lines []simpleLine
	next  int // the line to read next
}

// peek returns the next line that is neither blank nor a comment; at the end one
// that belongs to nobody.
func (p *simpleParser) peek() simpleLine {
	for ; p.next < len(p.lines); p.next++ {
		if l := p.lines[p.next]; l.text != "" && l.text[0] != '#' {
			return l
		}
	}
	return simpleLine{indent: -1}
}

// block reads the list or map whose lines begin at the indent.
func (p *simpleParser) block(indent, depth int) (node, bool) {
	if depth >= maxDepth-1 { // a list in brackets is one more
		return node{}, false
	}
	if isItem(p.peek().text) {
		return p.list(indent, depth)
	}
	return p.pairs(indent, depth)
}

// pairs reads "key: value" lines.
func (p *simpleParser) pairs(indent, depth int) (node, bool) {
	n := node{kind: mapNode, at: p.peek().place(0)}
	for p.peek().indent == indent {
		line := p.peek()
		key, off := simpleKey(line.text)
		if key == "" {
			return n, false
		}
		p.next++
		kid, ok := p.value(line, off, depth)
		if !ok {
			return n, false
		}
		kid.settle(key, line.place(0))
		n.kids = append(n.kids, kid)
	}
	return n, p.peek().indent < indent
}

// value reads what follows a key: on its line from off on, or on the lines below.
func (p *simpleParser) value(line simpleLine, off, depth int) (node, bool) {
	switch rest := line.text[off:]; rest {
	case "":
		below := p.peek()
		if below.indent > line.indent || below.indent == line.indent && isItem(below.text) {
			return p.block(below.indent, depth+1)
		}
		return node{}, true
	case ">-", ">", "|-", "|":
		text, ok := p.paragraph(line.indent, rest)
		return node{kind: scalarNode, quoted: true, text: text, at: line.place(off)}, ok
	default:
		n, ok := simpleValue(rest, line, off)
		return n, ok && p.peek().indent <= line.indent // else the value goes on
	}
}

// paragraph reads a block scalar whose lines are all indented alike, without a blank
// one among them.
func (p *simpleParser) paragraph(indent int, style string) (string, bool) {
	start := p.next
	for p.next < len(p.lines) && p.lines[p.next].text != "" && p.lines[p.next].indent > indent {
		if p.lines[p.next].indent != p.lines[start].indent {
			return "", false
		}
		p.next++
	}
	lines := p.lines[start:p.next]
	for ; p.next < len(p.lines) && p.lines[p.next].text == ""; p.next++ {
	}
	if len(lines) == 0 || p.next < len(p.lines) && p.lines[p.next].indent > indent {
		return "", false
	}
	sep, end := " ", ""
	if style[0] == '|' {
		sep = "\n"
	}
	if len(style) == 1 {
		end = "\n"
	}
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(l.text)
	}
	b.WriteString(end)
	return b.String(), true
}

// list reads "- item" lines.
func (p *simpleParser) list(indent, depth int) (node, bool) {
	n := node{kind: listNode, at: p.peek().place(0)}
	for p.peek().indent == indent && isItem(p.peek().text) {
		line := p.peek()
		rest := strings.TrimLeft(line.text[1:], " ")
		off := len(line.text) - len(rest)
		if rest == "" || isItem(rest) {
			return n, false
		}
		var kid node
		ok := true
		if key, _ := simpleKey(rest); key != "" {
			// "- key: value" opens a map whose keys stand below that key.
			p.lines[p.next].indent, p.lines[p.next].text = line.indent+off, rest
			kid, ok = p.block(line.indent+off, depth+1)
		} else {
			p.next++
			kid, ok = simpleValue(rest, line, off)
			ok = ok && p.peek().indent <= indent
		}
		if !ok {
			return n, false
		}
		n.kids = append(n.kids, kid)
	}
	return n, p.peek().indent <= indent
}

// isItem reports whether a line begins a list item.
func isItem(text string) bool {
	return text == "-" || strings.HasPrefix(text, "- ")
}

// simpleKey splits "key: value" and returns where the value begins, or "".
func simpleKey(text string) (key string, off int) {
	i := 0
	for i < len(text) && (isLetter(text[i]) || i > 0 && (isDigit(text[i]) || text[i] == '-')) {
		i++
	}
	if i == 0 || i == len(text) || text[i] != ':' || isNull(text[:i]) {
		return "", 0
	}
	off = i + 1
	if off < len(text) && text[off] != ' ' {
		return "", 0
	}
	for off < len(text) && text[off] == ' ' {
		off++
	}
	return text[:i], off
}

// simpleValue reads the value at offset off of a line.
func simpleValue(text string, line simpleLine, off int) (node, bool) {
	n := node{kind: scalarNode, at: line.place(off)}
	switch text[0] {
	case '"', '\'':
		end := strings.IndexByte(text[1:], text[0])
		n.quoted, n.text = true, text[1:max(1, end+1)]
		return n, end >= 0 && end+2 == len(text)
	case '[':
		return simpleFlow(text, line, off)
	}
	if isNull(text) {
		n.kind = nullNode
		return n, true
	}
	n.text = text
	return n, isPlain(text) && !strings.Contains(text, ": ") && text[len(text)-1] != ':' && !strings.Contains(text, " #")
}

// simpleFlow reads "[a, 'b', \"c\"]".
func simpleFlow(text string, line simpleLine, off int) (node, bool) {
	n := node{kind: listNode, flow: true, at: line.place(off)}
	if text[len(text)-1] != ']' {
		return n, false
	}
	inner := text[1 : len(text)-1]
	if strings.Trim(inner, " ") == "" {
		return n, true
	}
	if strings.ContainsAny(inner, "[]{}#:") {
		return n, false
	}
	start := 1
	for item := range strings.SplitSeq(inner, ",") {
		trimmed := strings.Trim(item, " ")
		if trimmed == "" {
			return n, false
		}
		lead := len(item) - len(strings.TrimLeft(item, " "))
		// A comma inside quotes leaves half a quote, which is refused.
		kid, ok := simpleValue(trimmed, line, off+start+lead)
		if !ok {
			return n, false
		}
		n.kids = append(n.kids, kid)
		start += len(item) + 1
	}
	return n, true
}

// isPlain reports whether a text begins like an unquoted value beyond doubt.
func isPlain(text string) bool {
	c := text[0]
	return isLetter(c) || isDigit(c) || c >= 0x80 || strings.IndexByte("/(.$+", c) >= 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
