package search

import (
	"bytes"
	"sort"

	"gloss/internal/annotate"
)

// Separators between the texts of a passage, weaker ones first: the strongest of several
// counts.
const (
	nothing  = iota
	space    // white space
	sentence // the end of a sentence, within a block
	cell     // the end of a table's cell: a row is one sentence
	block    // the end of a block
)

// separators are what is written for them: a sentence is a line.
var separators = [...]string{nothing: "", space: " ", sentence: `\n`, cell: " · ", block: `\n`}

// textOf appends the text of a passage of a Doc to dst: a sentence a line, without tags,
// entities resolved, white space folded. It is escaped as strings of JavaScript are.
func textOf(dst []byte, d *annotate.Doc, span annotate.Span) []byte {
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].End > span.Off })
	t := texter{dst: dst, start: len(dst), html: d.HTML[:span.End], pos: int(span.Off), ends: d.Sentences[i:]}
	for t.pos < len(t.html) {
		t.step()
	}
	return t.dst
}

// texter copies the text out of HTML that package annotate wrote.
type texter struct {
	dst     []byte
	start   int // in dst
	html    []byte
	pos     int
	ends    []annotate.Span // sentences not yet ended
	pending int             // separator that comes before the next text
	pre     bool            // in code, where a line is a sentence
}

// special are the bytes that are not copied as they stand.
var special = func() (table [256]bool) {
	for c := range ' ' + 1 {
		table[c] = true
	}
	table['<'], table['&'], table['"'], table['\\'] = true, true, true, true
	return table
}()

// step takes in a tag, an entity, white space or the text up to the next of them or the end
// of a sentence.
func (t *texter) step() {
	limit := len(t.html)
	if len(t.ends) > 0 {
		if t.pos >= int(t.ends[0].End) {
			t.part(sentence)
			t.ends = t.ends[1:]
			return
		}
		limit = min(limit, int(t.ends[0].End))
	}
	switch c := t.html[t.pos]; {
	case c == '<':
		t.tag()
	case c == '&':
		t.entity()
	case c == '\n' && t.pre:
		t.part(block)
		t.pos++
	case c == '"' || c == '\\':
		t.text([]byte{'\\', c})
		t.pos++
	case special[c]:
		t.part(space)
		t.pos++
	default:
		t.run(limit)
	}
}

// run copies text up to what is special; a single space among it is not.
func (t *texter) run(limit int) {
	from, i, html := t.pos, t.pos, t.html[:limit]
	for i < len(html) {
		switch {
		case !special[html[i]]:
			i++
			continue
		case html[i] == ' ' && i+1 < len(html) && !special[html[i+1]]:
			i += 2
			continue
		}
		break
	}
	t.pos = i
	t.text(html[from:i])
}

// part asks for a separator before the next text.
func (t *texter) part(by int) { t.pending = max(t.pending, by) }

func (t *texter) text(text []byte) {
	if t.pending != nothing && len(t.dst) > t.start {
		t.dst = append(t.dst, separators[t.pending]...)
	}
	t.pending = nothing
	t.dst = append(t.dst, text...)
}

// tag skips a tag. All elements but those of phrases part what stands around them.
func (t *texter) tag() {
	rest := t.html[t.pos+1:]
	end := bytes.IndexByte(rest, '>')
	if end < 0 {
		t.pos = len(t.html)
		return
	}
	t.pos += end + 2
	name, closes := rest[:end], false
	if end > 0 && name[0] == '/' {
		name, closes = name[1:], true
	}
	for i, c := range name {
		if c == ' ' || c == '\n' || c == '/' {
			name = name[:i]
			break
		}
	}
	switch string(name) {
	case "span", "a", "em", "strong", "code", "del", "ins", "sub", "sup", "abbr", "cite", "q", "b", "i", "u", "s", "small", "mark",
		"kbd", "samp", "var", "time", "bdi", "bdo", "wbr", "img", "input", "label", "dfn", "data", "ruby", "rb":
	case "br", "rt", "rp":
		t.part(space)
	case "td", "th":
		t.part(cell)
	case "pre":
		t.pre = !closes
		t.part(block)
	default:
		t.part(block)
	}
}

var entities = []struct {
	name string
	char []byte
}{{"&amp;", []byte("&")}, {"&lt;", []byte("<")}, {"&gt;", []byte(">")}, {"&quot;", []byte(`\"`)}, {"&#39;", []byte("'")}, {"&#34;", []byte(`\"`)}}

// entity takes in one of the characters that annotate escapes.
func (t *texter) entity() {
	for _, e := range entities {
		if bytes.HasPrefix(t.html[t.pos:], []byte(e.name)) {
			t.text(e.char)
			t.pos += len(e.name)
			return
		}
	}
	t.text(t.html[t.pos : t.pos+1])
	t.pos++
}
