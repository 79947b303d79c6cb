package annotate

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// spanNode is a bracketed span, `[text]{…}`: a term, a claim, a dated statement.
type spanNode struct {
	ast.BaseInline
	attrs *attrs
}

var kindSpan = ast.NewNodeKind("GlossSpan")

func (n *spanNode) Kind() ast.NodeKind { return kindSpan }

// Dump implements ast.Node.
func (n *spanNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// attrKey is the node attribute under which the attributes of a link, an image or a
// block are kept.
const attrKey = "gloss"

func setAttrs(n ast.Node, a *attrs) { n.SetAttributeString(attrKey, a) }

func attrsOf(n ast.Node) *attrs {
	v, ok := n.AttributeString(attrKey)
	if !ok {
		return nil
	}
	return v.(*attrs)
}

// bracketParser wraps goldmark's link parser: it leaves links and images to it and adds
// what stands in braces behind them, and bracketed spans where there is no link. It must
// have goldmark's own priority, 200: after code spans and note markers, before autolinks.
type bracketParser struct{ link parser.InlineParser }

func newBracketParser() *bracketParser { return &bracketParser{link: parser.NewLinkParser()} }

// Trigger implements parser.InlineParser.
func (b *bracketParser) Trigger() []byte { return b.link.Trigger() }

// opener remembers an open bracket and the delimiter before it, which goldmark keeps to
// itself: emphasis inside a span must be resolved without what stands before it.
type opener struct {
	node   ast.Node
	bottom ast.Node
}

// Parse implements parser.InlineParser.
func (b *bracketParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	p := stateOf(pc)
	line, seg := block.PeekLine()
	if line[0] == '!' && (len(line) < 2 || line[1] != '[' || isMarker(line[1:])) || !p.mayDelimit(block) {
		return nil
	}
	if line[0] != ']' {
		if len(p.openers) == p.opts.Limits.Nesting {
			p.exceeded(seg.Start, p.opts.Limits.Nesting, "brackets within each other", "nesting")
			return nil
		}
		n := b.link.Parse(parent, block, pc)
		if n != nil {
			o := opener{node: n}
			if d := pc.LastDelimiter(); d != nil {
				o.bottom = d
			}
			p.openers = append(p.openers, o)
		}
		return n
	}
	if len(p.openers) == 0 {
		return b.link.Parse(parent, block, pc)
	}
	top := p.openers[len(p.openers)-1]
	p.openers = p.openers[:len(p.openers)-1]
	if len(line) > 1 && line[1] == '{' && !b.isReference(top.node, block, seg, pc) {
		return b.parseSpan(parent, block, pc, top)
	}
	nested := len(line) > 1 && line[1] == '(' && holdsLink(top.node.NextSibling())
	n := b.link.Parse(parent, block, pc)
	if n == nil {
		p.noLink(top.node.Pos(), line, seg, nested)
		p.missed(line, seg)
	}
	if n != nil && block.Peek() == '{' {
		a, err := p.readAttrs(block)
		if err != nil {
			p.breaks(parent)
			p.attrError(err)
			return n
		}
		p.checkAttrs(a)
		setAttrs(n, a)
	}
	return n
}

// isReference reports whether the bracketed text is a shortcut reference link, which
// CommonMark reads as a link whatever follows.
func (b *bracketParser) isReference(open ast.Node, block text.Reader, close text.Segment, pc parser.Context) bool {
	if len(pc.References()) == 0 {
		return false
	}
	start := open.Pos() + 1
	if start > 0 && block.Source()[open.Pos()] == '!' {
		start++
	}
	if open.Pos() < 0 || close.Start < start || close.Start-start > 999 {
		return false
	}
	_, ok := pc.Reference(util.ToLinkReference(block.Value(text.NewSegment(start, close.Start))))
	return ok
}

// parseSpan makes a span of everything since the opening bracket when an attribute list
// follows. A list that does not parse is an error, never text (DESIGN §3), except behind a
// bracket glued to a word: `arr[i]{x}` is prose about code.
func (b *bracketParser) parseSpan(parent ast.Node, block text.Reader, pc parser.Context, top opener) ast.Node {
	p := stateOf(pc)
	line, pos := block.Position()
	block.Advance(1)
	a, err := p.readAttrs(block)
	endLine, endPos := block.Position()
	block.SetPosition(line, pos)

	// goldmark drops the bracket from its own list and turns it into text; the mark keeps
	// the place where the span's content begins.
	open := top.node.Pos()
	if block.Source()[open] == '!' {
		open++
	}
	mark := &spanNode{attrs: a}
	mark.SetPos(open)
	parent.InsertAfter(parent, top.node, mark)
	b.link.Parse(parent, block, pc)
	if err != nil {
		parent.RemoveChild(parent, mark)
		if before, _ := utf8.DecodeLastRune(block.Source()[:open]); !IsIdent(before) {
			p.breaks(parent)
			p.attrError(err)
		}
		return nil
	}
	block.SetPosition(endLine, endPos)
	parser.ProcessDelimiters(top.bottom, pc)
	for c := mark.NextSibling(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		mark.AppendChild(mark, c)
		c = next
	}
	dropBracket(parent, mark)
	parent.RemoveChild(parent, mark)
	p.checkAttrs(a)
	return mark
}

// dropBracket removes the "[" that goldmark left as text before the mark.
func dropBracket(parent, mark ast.Node) {
	t, ok := mark.PreviousSibling().(*ast.Text)
	if !ok {
		return
	}
	t.Segment = t.Segment.WithStop(t.Segment.Stop - 1)
	if t.Segment.IsEmpty() {
		parent.RemoveChild(parent, t)
	}
}

// CloseBlock implements parser.CloseBlocker.
func (b *bracketParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p := stateOf(pc)
	p.openers, p.delimiters, p.misses, p.backquotes = nil, 0, 0, nil
	b.link.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// span renders a bracketed span: what it is depends on its attributes, and it may be
// several things at once, each with an element or a pair of holes of its own. From the
// outside in: claim, dated statement or plain span, term.
func (r *renderer) span(n *spanNode) {
	if r.quiet {
		r.inlines(n)
		return
	}
	a := n.attrs
	r.checkSpan(a)
	saved := r.enter()
	isClaim, isDated := a.id.val != "", a.isDated()
	plain := !isClaim && !isDated && (len(a.classes) > 0 || a.has("lang"))
	var claim, dated int32
	var term func()
	if isClaim {
		claim = r.openClaim(a, isDated)
	}
	if isDated {
		dated = r.openDated(a, r.pos(n.Pos()))
	} else if plain {
		r.tag("<span")
		r.attributes(a)
		r.str(">")
	}
	if v, ok := a.get("term"); ok {
		term = r.openTerm(v)
	}
	start, holes := r.off(), len(r.doc.Holes)
	r.inlines(n)
	r.leave(saved)
	if holes == len(r.doc.Holes) && len(bytes.TrimSpace(r.out[start:])) == 0 {
		r.report(diag.Errorf(r.pos(n.Pos()), "span-empty", "bracketed span has no text").
			WithHint("put the words into the brackets: [the words]{…}"))
	}
	if v, ok := a.get("p"); ok && r.block >= 0 {
		r.spanLocator(v, Span{start, r.off()})
	}
	if term != nil {
		term()
	}
	if isDated {
		r.closeDated(dated)
	} else if plain {
		r.tag("</span>")
	}
	if isClaim {
		r.closeClaim(claim)
	}
}

// checkSpan reports attributes that have no meaning together.
func (r *renderer) checkSpan(a *attrs) {
	r.refuse(a, "a bracketed span", "rel", "why")
	if !a.isDated() {
		r.refuse(a, "a bracketed span without a date", "title", "kind")
	}
	if a.id.val == "" {
		r.refuse(a, "a bracketed span without an id", "by")
	}
}

// openTerm begins the words of an explicit term, in which no other is looked for, and
// returns what ends them.
func (r *renderer) openTerm(v attr) func() {
	r.noRun++
	if v.val == "none" {
		return func() { r.noRun-- }
	}
	if r.inLink != "" {
		r.report(diag.Errorf(r.pos(v.off), "link-nested", "a term cannot stand inside %s", r.inLink).WithHint("drop term=, or end the link before it"))
		return func() { r.noRun-- }
	}
	ref := r.ref(Ref{Kind: RefTerm, Index: int32(len(r.doc.Terms)), Pos: r.pos(v.valOff).Place()})
	r.doc.Terms = append(r.doc.Terms, norm.NFC.String(v.val))
	r.hole(ref, Open)
	r.inLink = "a term"
	return func() {
		r.hole(ref, Close)
		r.inLink = ""
		r.noRun--
	}
}
