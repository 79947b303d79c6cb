package annotate

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/internal/diag"
)

// listNode is an attribute list standing in text: at the end of a block it belongs to
// the block; elsewhere, when it holds nothing but p=, it is a locator of the text back to
// the one before it.
type listNode struct {
	ast.BaseInline
	attrs *attrs
	last  bool // ends its block
}

var kindList = ast.NewNodeKind("GlossAttributes")

func (n *listNode) Kind() ast.NodeKind { return kindList }

// Dump implements ast.Node.
func (n *listNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// listParser parses attribute lists that follow white space. Its priority, 250, is below
// the bracket parser's, which takes the lists directly behind a bracket.
type listParser struct{}

// Trigger implements parser.InlineParser.
func (*listParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (*listParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	p := stateOf(pc)
	before := block.PrecendingCharacter()
	glued := !unicode.IsSpace(before)
	_, seg := block.PeekLine()
	a, err := p.readAttrs(block)
	if err != nil {
		switch {
		case glued || !looksMeant(block):
		case slices.Contains(attrKeys, err.empty) && p.endsInBrace(block):
			p.breaks(parent)
			p.attrError(err)
		default:
			p.breaks(parent)
			hint := `write \{ where a brace is meant`
			if err.hint != "" {
				hint = err.hint + "; " + hint
			}
			p.report(diag.Warnf(p.pos(err.off), "attr-stray", "%s, so the braces are shown as text", err.msg).WithHint("%s", hint))
		}
		return nil
	}
	last := atEnd(block)
	switch {
	case glued:
		if a.known() {
			p.breaks(parent)
			p.report(diag.Warnf(p.pos(seg.Start), "attr-stray", "attribute list is glued to its word, so it is shown as text").
				WithHint("%s", gluedHint(before, a)))
		}
		return nil
	case !last && !a.onlyLocator():
		if a.known() {
			p.breaks(parent)
			p.report(diag.Warnf(p.pos(seg.Start), "attr-stray", "attribute list in the middle of a block is shown as text").
				WithHint(`put it at the end of the block, or behind [the words] it is about`))
		}
		return nil
	}
	p.checkAttrs(a)
	return &listNode{attrs: a, last: last}
}

// breaks notes that a list in a block has been reported, so that what it would have said is
// not missed as well.
func (p *parsing) breaks(n ast.Node) {
	for n.Type() == ast.TypeInline && n.Parent() != nil {
		n = n.Parent()
	}
	if p.broken == nil {
		p.broken = map[ast.Node]bool{}
	}
	p.broken[n] = true
}

// endsInBrace reports whether the rest of the block is one line that ends in "}".
func (p *parsing) endsInBrace(block text.Reader) bool {
	line, _ := block.PeekLine()
	i := bytes.IndexByte(line[:min(len(line), p.opts.Limits.Attributes)], '}')
	if i < 0 {
		return false
	}
	l, pos := block.Position()
	defer block.SetPosition(l, pos)
	block.Advance(i + 1)
	return atEnd(block)
}

// gluedHint says what to do about a list glued to the character before it.
func gluedHint(before rune, a *attrs) string {
	switch before {
	case '*', '_', '`', ')':
		if a.onlyLocator() {
			break
		}
		return "put the words in brackets: [the words]{…}"
	case '}':
		return "write one list: {… …}"
	}
	return `put a space before "{"`
}

// atEnd reports whether only white space is left in the block.
func atEnd(block text.Reader) bool {
	line, pos := block.Position()
	defer block.SetPosition(line, pos)
	for {
		rest, _ := block.PeekLine()
		if rest == nil {
			return true
		}
		if !util.IsBlank(rest) {
			return false
		}
		block.AdvanceLine()
	}
}

// looksMeant reports whether braces that do not parse begin like a list of ours.
func looksMeant(block text.Reader) bool {
	line, _ := block.PeekLine()
	if len(line) < 3 {
		return false
	}
	if line[1] == '#' || line[1] == '.' {
		return identLen(line[2:]) > 0
	}
	key, _, ok := bytes.Cut(line[1:min(len(line), 32)], []byte("="))
	return ok && slices.Contains(attrKeys, strings.ToLower(string(bytes.TrimRight(key, " \t"))))
}

// attach gives a paragraph that is only an attribute list to the block before it, past
// what does not show: a table, code, a quotation or a list has no room for one of its own.
func (p *parsing) attach(parent ast.Node) {
	var before ast.Node
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		if n.Type() == ast.TypeBlock {
			p.attach(n)
		}
		l := standsAlone(n)
		switch {
		case l != nil:
			p.attachTo(before, l)
			parent.RemoveChild(parent, n)
		case p.broken[n] && before != nil && p.source()[startOf(n)] == '{':
			p.broken[before] = true // it was meant for that
		}
		if n.Kind() == extast.KindTable {
			p.adoptRow(n)
		}
		if l == nil && n.Kind() != ast.KindLinkReferenceDefinition && n.Kind() != kindNote {
			before = n
		}
		n = next
	}
}

// standsAlone returns the attribute list that is all of a paragraph, or of one in a tight
// list item behind another block.
func standsAlone(n ast.Node) *listNode {
	if n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock && n.PreviousSibling() != nil {
		return onlyList(n)
	}
	return nil
}

func (p *parsing) attachTo(block ast.Node, l *listNode) {
	pos := p.pos(l.attrs.off)
	switch {
	case block == nil:
		p.report(diag.Warnf(pos, "attr-stray", "attribute list has no block before it to belong to").
			WithHint("put it behind the block it is about, or at its end"))
	case block.Kind() == ast.KindThematicBreak || block.Kind() == ast.KindHTMLBlock:
		p.report(diag.Warnf(pos, "attr-stray", "attribute list stands behind raw HTML or a line, which take none").
			WithHint("put it behind the block it is about, or at its end"))
	case attrsOf(block) != nil || lastList(block) != nil:
		p.report(diag.Errorf(pos, "attr-syntax", "the block before it has an attribute list already").
			WithHint("write one list: {… …}"))
	default:
		setAttrs(block, l.attrs)
	}
}

// adoptRow gives a table the attribute list on the line directly under it, which GFM
// reads as one more row.
func (p *parsing) adoptRow(table ast.Node) {
	row := table.LastChild()
	if row == nil || row.Kind() != extast.KindTableRow || row == table.FirstChild() {
		return
	}
	cell := row.FirstChild()
	l := onlyList(cell)
	if l == nil || attrsOf(table) != nil {
		return
	}
	for c := cell.NextSibling(); c != nil; c = c.NextSibling() {
		if c.HasChildren() {
			return
		}
	}
	setAttrs(table, l.attrs)
	table.RemoveChild(table, row)
}

// onlyList returns the attribute list that is all a block's text consists of.
func onlyList(n ast.Node) *listNode {
	if n == nil || n.ChildCount() != 1 {
		return nil
	}
	l, _ := n.FirstChild().(*listNode)
	return l
}

// lastList returns the attribute list that ends a block's own text.
func lastList(n ast.Node) *listNode {
	l, _ := n.LastChild().(*listNode)
	if l == nil || !l.last {
		return nil
	}
	return l
}
