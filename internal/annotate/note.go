package annotate

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// Notes are ours because goldmark's footnotes number by position and are silent about
// undefined labels. A note is `[^label]: …` with its further blocks indented by four
// columns; a marker is `[^label]`, or `[^article:label]` for a note of another article.

// noteNode is a note's definition, a container of blocks.
type noteNode struct {
	ast.BaseBlock
	label string // as written
	off   int    // of the label
}

var kindNote = ast.NewNodeKind("GlossNote")

func (n *noteNode) Kind() ast.NodeKind { return kindNote }

// Dump implements ast.Node.
func (n *noteNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// markerNode is a note's marker in the text.
type markerNode struct {
	ast.BaseInline
	article, label string
	off            int  // of the label
	bad            bool // the label has been reported
}

var kindMarker = ast.NewNodeKind("GlossNoteMarker")

func (n *markerNode) Kind() ast.NodeKind { return kindMarker }

// Dump implements ast.Node.
func (n *markerNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// maxLabel is CommonMark's limit for link labels.
const maxLabel = 999

// noteParser parses definitions.
type noteParser struct{}

// Trigger implements parser.BlockParser.
func (*noteParser) Trigger() []byte { return []byte{'['} }

// Open implements parser.BlockParser.
func (*noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("[^")) {
		return nil, parser.NoChildren
	}
	rest := line[pos+2:]
	end := bytes.IndexByte(rest[:min(len(rest), maxLabel)], ']')
	if end < 1 || end+1 >= len(rest) || rest[end+1] != ':' || util.IsBlank(rest[:end]) {
		return nil, parser.NoChildren
	}
	n := &noteNode{label: string(rest[:end]), off: seg.Start - seg.Padding + pos + 2}
	p := stateOf(pc)
	if !p.mayNest(parent, n.off-2) {
		return nil, parser.NoChildren
	}
	if len(p.notes) == p.opts.Limits.Notes {
		p.exceeded(n.off, p.opts.Limits.Notes, "notes in one file", "notes")
		return nil, parser.NoChildren
	}
	p.checkLabel(n.label, n.off)
	p.notes = append(p.notes, n)
	next := pos + 2 + end + 2
	for next < len(line) && (line[next] == ' ' || line[next] == '\t') {
		next++ // however wide the gap is, a note does not begin with code
	}
	reader.Advance(next)
	return n, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (*noteParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, seg := reader.PeekLine()
	if !stateOf(pc).mayContinue(seg.Start) {
		return parser.Close
	}
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (*noteParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser: notes may follow each other
// without blank lines between them.
func (*noteParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (*noteParser) CanAcceptIndentedLine() bool { return false }

// markerParser parses markers.
type markerParser struct{}

// Trigger implements parser.InlineParser.
func (*markerParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (*markerParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 4 || line[1] != '^' {
		return nil
	}
	rest := line[2:]
	end := bytes.IndexByte(rest[:min(len(rest), maxLabel)], ']')
	if end < 1 || bytes.IndexByte(rest[:end], '[') >= 0 || util.IsBlank(rest[:end]) {
		return nil
	}
	n := &markerNode{label: string(rest[:end]), off: seg.Start - seg.Padding + 2}
	if i := strings.LastIndexByte(n.label, ':'); i > 0 && i < len(n.label)-1 {
		n.article, n.label = n.label[:i], n.label[i+1:]
	}
	n.bad = !stateOf(pc).checkLabel(n.label, n.off)
	block.Advance(2 + end + 1)
	return n
}

// isMarker reports whether a note's marker stands at the start of line, and not an image
// behind its "!": "Never![^n]".
func isMarker(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("[^")) {
		return false
	}
	end := bytes.IndexByte(line[:min(len(line), maxLabel)], ']')
	if end < 0 {
		return false
	}
	rest := line[end+1:]
	return !bytes.HasPrefix(rest, []byte("(")) && (!bytes.HasPrefix(rest, []byte("[")) || bytes.HasPrefix(rest, []byte("[^")))
}

// marker renders a note's marker as a hole.
func (r *renderer) marker(n *markerNode) {
	if r.quiet || n.bad {
		return
	}
	pos := r.pos(n.off)
	switch {
	case r.note >= 0:
		r.report(diag.Errorf(pos, "note-nested", "a note cannot cite another note").
			WithHint("link to it instead: [see there](%s#note-%s)", fileOf(n.article), n.label))
	case r.inLink != "":
		r.report(diag.Errorf(pos, "link-nested", "a note marker cannot stand inside %s", r.inLink).
			WithHint("put it behind the closing bracket"))
	default:
		ref := r.ref(Ref{Kind: RefNote, Index: int32(len(r.doc.Marked)), Pos: pos.Place()})
		r.doc.Marked = append(r.doc.Marked, NoteName{norm.NFC.String(n.article), norm.NFC.String(n.label)})
		r.hole(ref, Point)
	}
}

// fileOf returns the file of an article, "" for the one at hand.
func fileOf(article string) string {
	if article == "" {
		return ""
	}
	return article + ".md"
}

// checkLabel reports a label that is not made of letters, marks, digits, "_" and "-", and
// whether it is.
func (p *parsing) checkLabel(label string, off int) bool {
	n := identLen([]byte(label))
	if n == len(label) {
		return true
	}
	d := diag.Errorf(p.pos(off+n), "note-label", "note label %q has %s in it", label, describe(label[n:]))
	hint := `use letters, digits, "_" and "-"`
	if strings.TrimSpace(label) != label || strings.ContainsAny(label, " \t") {
		hint += `: "` + strings.Join(strings.Fields(label), "-") + `"`
	}
	p.report(d.WithHint("%s", hint))
	return false
}

// describe names the first character of s.
func describe(s string) string {
	c, _ := utf8.DecodeRuneInString(s)
	if c == ' ' || c == '\t' {
		return "a space"
	}
	return quoteRune(c)
}

// FoldLabel is the form in which note labels are compared: NFC and case-folded.
func FoldLabel(label string) string {
	for i := 0; i < len(label); i++ {
		if c := label[i]; c >= 0x80 || c >= 'A' && c <= 'Z' {
			return norm.NFC.String(cases.Fold().String(norm.NFC.String(label)))
		}
	}
	return label
}
