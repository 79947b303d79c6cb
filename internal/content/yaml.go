package content

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

const (
	maxYAML  = 64 << 10 // bytes of front matter or configuration; the parser is quadratic in keys
	maxDepth = 16       // lists and maps within each other; the parser recurses
)

// A fault is why a document could not be read as YAML.
type fault struct {
	at        place
	msg, hint string
}

// readYAML reads one document whose first line is line number first of its file.
// A document without content is a null node.
func readYAML(src string, first int) (node, *fault) {
	src = trimLines(src)
	if n, ok := readSimple(src, first); ok {
		return n, nil
	}
	return readFull(src, first)
}

// trimLines removes white space at the ends of lines, and so makes CRLF into LF.
// It means nothing in YAML, but the library counts it into the columns of values.
func trimLines(src string) string {
	if !strings.Contains(src, " \n") && !strings.Contains(src, "\r") && !strings.Contains(src, "\t") && !strings.HasSuffix(src, " ") {
		return src
	}
	lines := strings.Split(src, "\n")
	for i, line := range lines {
		line = strings.TrimSuffix(line, "\r")
		short := strings.TrimRight(line, " \t")
		if !strings.HasSuffix(short, `\`) { // an escaped space in double quotes
			line = short
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}

// readFull is readYAML through the library.
func readFull(src string, first int) (n node, f *fault) {
	r := &yamlReader{first: first, lines: strings.Split(src, "\n")}
	defer func() {
		// The library is known to panic on some malformed input.
		if v := recover(); v != nil {
			n, f = node{}, &fault{at: place{uint32(first), 1}, msg: "not valid YAML", hint: "look for an unfinished line, quote or bracket"}
		}
	}()
	tokens := lexer.Tokenize(src + "\n") // an unfinished tag at the end of the input is dropped
	if f := r.refuse(tokens); f != nil {
		return node{}, f
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return node{}, r.explain(err)
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if body != nil {
			return node{}, r.faultAt(doc.Body.GetToken(), "a second YAML document begins here", "")
		}
		body = doc.Body
	}
	if body == nil {
		return node{}, nil
	}
	n = r.convert(body, 0)
	return n, r.fault
}

// yamlReader turns the library's tree into nodes. It keeps the first fault.
type yamlReader struct {
	first int
	lines []string
	fault *fault
}

// refuse stops what has no use here before it is parsed: anchors and aliases (a
// few lines expand to gigabytes), tags, merge and complex keys, and nesting that
// fits on one line, which would make the recursive parser take seconds. Nesting by
// indentation is bounded by the size of the document and is counted in convert.
func (r *yamlReader) refuse(tokens token.Tokens) *fault {
	const quote = "put the value in quotes if it begins with this character"
	flow, line, dashes := 0, 0, 0
	for i, tk := range tokens {
		if tk.Position.Line != line {
			line, dashes = tk.Position.Line, 0
		}
		switch tk.Type {
		case token.AnchorType:
			return r.faultAt(tk, `YAML anchors ("&") are not supported`, quote)
		case token.AliasType:
			return r.faultAt(tk, `YAML aliases ("*") are not supported`, quote)
		case token.TagType:
			return r.faultAt(tk, `YAML tags ("!") are not supported`, quote)
		case token.DirectiveType:
			return r.faultAt(tk, `YAML directives ("%") are not supported`, quote)
		case token.MergeKeyType:
			return r.faultAt(tk, `YAML merge keys ("<<") are not supported`, "write the keys out")
		case token.MappingKeyType:
			return r.faultAt(tk, `YAML complex keys ("?") are not supported`, quote)
		case token.DocumentHeaderType:
			if i > 0 && tokens[i-1].Type != token.CommentType {
				return r.faultAt(tk, "a second YAML document begins here", "")
			}
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType:
			dashes++
		}
		if flow > maxDepth || dashes > maxDepth {
			return r.tooDeep(tk)
		}
	}
	return nil
}

func (r *yamlReader) tooDeep(tk *token.Token) *fault {
	return r.faultAt(tk, fmt.Sprintf("lists and keys are nested more than %d deep", maxDepth), "")
}

// convert turns a value into a node; depth counts the lists and maps around it.
func (r *yamlReader) convert(v ast.Node, depth int) node {
	switch v := v.(type) {
	case *ast.NullNode:
		return node{at: r.place(v.GetToken())}
	case *ast.StringNode:
		return node{kind: scalarNode, quoted: v.Token.Type != token.StringType, text: v.Value, at: r.place(v.Token)}
	case *ast.LiteralNode:
		return node{kind: scalarNode, quoted: true, text: v.Value.Value, at: r.place(v.Start)}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		// The literal, never the number: "2015", "1.10" and "007" are text as often as not.
		return node{kind: scalarNode, text: v.GetToken().Value, at: r.place(v.GetToken())}
	case *ast.SequenceNode:
		n := node{kind: listNode, flow: v.IsFlowStyle, at: r.place(v.Start)}
		if r.fits(v.Start, depth) {
			for _, item := range v.Values {
				n.kids = append(n.kids, r.convert(item, depth+1))
			}
		}
		return n
	case *ast.MappingNode:
		n := node{kind: mapNode, flow: v.IsFlowStyle, at: r.place(v.Start)}
		r.pairs(&n, v.Values, depth)
		return n
	case *ast.MappingValueNode:
		n := node{kind: mapNode}
		r.pairs(&n, []*ast.MappingValueNode{v}, depth)
		return n
	}
	r.keep(r.faultAt(v.GetToken(), "this YAML is not supported here", "write a plain value, a list or keys"))
	return node{}
}

// fits reports whether a list or map that begins at tk may stand inside depth others.
func (r *yamlReader) fits(tk *token.Token, depth int) bool {
	if depth < maxDepth {
		return true
	}
	r.keep(r.tooDeep(tk))
	return false
}

// pairs adds the keys and values of a map to n.
func (r *yamlReader) pairs(n *node, values []*ast.MappingValueNode, depth int) {
	if len(values) > 0 && !r.fits(values[0].Key.GetToken(), depth) {
		return
	}
	for _, pair := range values {
		kid := r.convert(pair.Value, depth+1)
		tk := pair.Key.GetToken()
		kid.settle(tk.Value, r.place(tk))
		n.kids = append(n.kids, kid)
	}
	if !n.flow && len(n.kids) > 0 {
		n.at = n.kids[0].keyAt
	}
}

func (r *yamlReader) keep(f *fault) {
	if r.fault == nil {
		r.fault = f
	}
}

// place turns the library's position, whose column counts characters, into ours.
func (r *yamlReader) place(tk *token.Token) place {
	if tk == nil || tk.Position == nil || tk.Position.Line < 1 {
		return place{uint32(r.first), 1}
	}
	line := min(tk.Position.Line, len(r.lines))
	text, off := r.lines[line-1], 0
	for col := 1; col < tk.Position.Column && off < len(text); col++ {
		_, size := utf8.DecodeRuneInString(text[off:])
		off += size
	}
	return place{uint32(r.first + line - 1), uint32(off + 1)}
}

func (r *yamlReader) faultAt(tk *token.Token, msg, hint string) *fault {
	return &fault{at: r.place(tk), msg: msg, hint: hint}
}

// explain puts a syntax error into an author's words. The library's own message has
// several lines and repeats the source.
func (r *yamlReader) explain(err error) *fault {
	var se *yaml.SyntaxError
	if !errors.As(err, &se) {
		return &fault{at: place{uint32(r.first), 1}, msg: "not valid YAML"}
	}
	if strings.Contains(se.Message, "mapping value is not allowed") {
		return r.secondColon(se.Token)
	}
	for _, e := range explanations {
		if strings.Contains(se.Message, e.has) {
			return r.faultAt(se.Token, e.msg, e.hint)
		}
	}
	first, _, _ := strings.Cut(se.Message, "\n")
	return r.faultAt(se.Token, "not valid YAML: "+first, "")
}

// secondColon explains the commonest mistake of all, "title: Iran: a deal". The
// library names where the value begins; the colon may be lines below.
func (r *yamlReader) secondColon(tk *token.Token) *fault {
	at := r.place(tk)
	from := int(at.col) - 1
	for i := int(at.line) - r.first; i < len(r.lines); i++ {
		text := r.lines[i]
		for j := from; j < len(text); j++ {
			if text[j] != ':' || j+1 < len(text) && text[j+1] != ' ' {
				continue
			}
			here := place{uint32(r.first + i), uint32(j + 1)}
			if here.line == at.line {
				return &fault{here, `a second ": " in one value`, "put the value in quotes"}
			}
			return &fault{
				here, fmt.Sprintf(`a ": " in the value that begins on line %d`, at.line),
				"check the indentation of this line, or put the value in quotes",
			}
		}
		from = 0
	}
	return &fault{at, `a second ": " in one value`, "put the value in quotes"}
}

// explanations are tried in order: the first whose text is in the message answers.
var explanations = []struct{ has, msg, hint string }{
	{"reserved character", `an unquoted value cannot begin with "@" or "` + "`" + `"`, "put the value in quotes"},
	{"end character of double-quoted", `the quote " is not closed`, `inside "…" a quote is written \"`},
	{"end character of single-quoted", "the quote ' is not closed", "inside '…' an apostrophe is written twice"},
	{"tab character", "a tab in the indentation", "indent with spaces"},
	{`'\t'`, "a tab in the indentation", "indent with spaces"},
	{"'\t'", "a tab in the indentation", "indent with spaces"},
	{"sequence end token", `"[" is not closed`, ""},
	{"corresponding to ']'", `"]" without "["`, "put the value in quotes"},
	{"flow mapping end token", `"{" is not closed`, ""},
	{"corresponding to '}'", `"}" without "{"`, "put the value in quotes"},
	{"or ']' must be", `a list in brackets needs "," between its items`, ""},
	{"or '}' must be", `keys in braces need "," between them`, ""},
	{"block sequence entries", "a list cannot begin on the line of its key", "begin it on the next line, or write [a, b]"},
	{"directive", `an unquoted value cannot begin with "%"`, "put the value in quotes"},
	{"invalid header option", `text after "|" or ">"`, "begin the text on the next line, or put the value in quotes"},
	{"escape character", `an unknown escape after "\"`, "use single quotes, in which a backslash is a backslash"},
	{"map key-value is pre-defined", "text after the end of the value", "put the whole value in quotes; inside '…' an apostrophe is written twice"},
	{"value is not allowed", "a value where none can stand", "check the indentation"},
	{"unexpected key name", `a line without "key: value"`, "a space comes after the colon; text that goes on is indented"},
	{"non-map value", `a line without "key: value"`, "a space comes after the colon; text that goes on is indented"},
}
