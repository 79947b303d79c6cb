package annotate

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/internal/diag"
)

// Options are what a Doc depends on besides its bytes; a cache key must hold them all.
// The zero value is right for a page that starts without front matter.
type Options struct {
	File     string // as named in diagnostics
	Body     int    // offset at which the Markdown begins, behind front matter
	Title    string // the page's, from front matter; "" leaves it to a first-level heading at the very start
	HTML     bool   // keep raw HTML, made safe, instead of dropping it with a warning
	Sourced  bool   // the file digests a source: a block without a locator is reported
	Literal  bool   // no typographic quotes and dashes, no highlighting
	Trusting bool   // raw HTML and URLs as they are; for CommonMark's own examples only
	Limits   Limits // of what may take long
}

// Parse parses and renders one Markdown file. It never fails: what is wrong is in
// Doc.Diags, and everything else is still there.
func Parse(src []byte, o Options) *Doc {
	base := len(clean(src[:min(o.Body, len(src))]))
	src = clean(src)
	if bytes.HasPrefix(src[base:], []byte("\uFEFF")) {
		base += len("\uFEFF")
	}
	o.Limits = o.Limits.orDefault()
	p := &parsing{src: src, base: base, opts: o, lines: lineStarts(src)}
	pc := parser.NewContext()
	pc.Set(stateKey, p)
	root := markdown.Parse(text.NewReader(src[p.base:]), parser.WithContext(pc))
	p.attach(root)
	r := newRenderer(p)
	r.document(root)
	return r.finish()
}

// markdown is goldmark's parser with our constructs. It holds no state between files.
var markdown = newMarkdown()

func newMarkdown() parser.Parser {
	var inline, block []util.PrioritizedValue
	for _, v := range parser.DefaultInlineParsers() {
		switch v.Priority {
		case 200: // the link parser, which ours wraps
		case 100: // code
			inline = append(inline, util.Prioritized(boundedCode{v.Value.(parser.InlineParser)}, 100))
		case 500: // emphasis
			inline = append(inline, util.Prioritized(boundedInline{v.Value.(parser.InlineParser)}, 500))
		default:
			inline = append(inline, v)
		}
	}
	for _, v := range parser.DefaultBlockParsers() {
		if v.Priority == 300 || v.Priority == 800 { // lists, quotations
			v.Value = boundedBlock{v.Value.(parser.BlockParser)}
		}
		block = append(block, v)
	}
	inline = append(inline,
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(&markerParser{}, 150),
		util.Prioritized(newBracketParser(), 200),
		util.Prioritized(&listParser{}, 250),
		util.Prioritized(boundedInline{extension.NewStrikethroughParser()}, 500),
		util.Prioritized(extension.NewLinkifyParser(), 999),
	)
	return parser.NewParser(
		// 999: before paragraphs, after everything CommonMark knows
		parser.WithBlockParsers(append(block, util.Prioritized(&noteParser{}, 999))...),
		parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(
			util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200)),
	)
}

// parsing is the state of one Parse. goldmark's parsers are shared, so they find it in
// their context.
type parsing struct {
	src     []byte
	base    int // added to goldmark's offsets to get those of the file
	opts    Options
	lines   []int // offset of the start of each line
	openers []opener
	notes   []*noteNode       // definitions, in order of appearance
	broken  map[ast.Node]bool // blocks in which an attribute list is reported as unreadable or misplaced
	diags   []diag.Diag
	joined  []byte // room for the lines of an attribute list

	// what Limits bound, and for each key on which line it was exceeded last
	delimiters, misses, continued, definitions, cells int
	backquotes                                        map[int]int // see boundedCode
	overrun                                           map[string]int
}

var stateKey = parser.NewContextKey()

func stateOf(pc parser.Context) *parsing { return pc.Get(stateKey).(*parsing) }

func (p *parsing) report(d diag.Diag) { p.diags = append(p.diags, d) }

// pos converts an offset of goldmark's into a place in the file.
func (p *parsing) pos(off int) diag.Pos {
	off = min(max(off+p.base, 0), len(p.src))
	line := sort.SearchInts(p.lines, off+1)
	return diag.Pos{File: p.opts.File, Line: line, Col: off - p.lines[line-1] + 1}
}

func lineStarts(src []byte) []int {
	lines := make([]int, 1, bytes.Count(src, []byte{'\n'})+1)
	for i, c := range src {
		if c == '\n' {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// clean turns CR LF and lone CR into LF, which leaves lines and columns as they are, and
// NUL into U+FFFD (CommonMark §2.3), which moves the columns behind it.
func clean(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 && bytes.IndexByte(src, 0) < 0 {
		return src
	}
	out := make([]byte, 0, len(src))
	for i, c := range src {
		switch {
		case c == 0:
			out = append(out, "\uFFFD"...)
		case c != '\r':
			out = append(out, c)
		case i+1 == len(src) || src[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}

// source returns the bytes goldmark's offsets count in.
func (p *parsing) source() []byte { return p.src[p.base:] }

// startOf returns goldmark's offset of the first byte of a block's or an inline's text,
// or of the nearest thing that has one.
func startOf(n ast.Node) int {
	if n.Pos() >= 0 {
		return n.Pos()
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if s := startOf(c); s >= 0 {
			return s
		}
	}
	if n.Parent() != nil && n.Parent().Type() != ast.TypeDocument {
		return n.Parent().Pos()
	}
	return -1
}
