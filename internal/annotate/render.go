package annotate

import (
	"cmp"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// renderer walks a syntax tree once and writes HTML, noting as it goes where the holes,
// runs, blocks and sentences are.
type renderer struct {
	*parsing
	room *room
	doc  Doc
	out  []byte

	block int32        // innermost open block, -1 at the top
	note  int32        // note being rendered, -1 in the body
	open  []blockState // by block: what is not for the Doc

	inLink  string // "a link" or "a term" around: no other link may stand here
	noRun   int    // >0 inside links, headings and explicit terms
	brk     bool   // the next text starts a new run
	quiet   bool   // collecting alt text: no holes, runs or diagnostics
	prev    rune   // last rune of text in this block, 0 at its start
	trimmed bool   // a locator swallowed the space before it: swallow the one behind it

	shift  int   // added to the levels of headings
	levels []int // of the headings, as written

	patience time.Duration // left for highlighting

	raw     []string // open elements of raw HTML
	rawBase int      // how many of them were opened outside the current element
}

// blockState is what the renderer knows of a block while it renders it.
type blockState struct {
	from    uint32     // where its next locator starts to cover
	last    Span       // covered by the locator before it
	located bool       // p= stands in it, or a list that does not parse
	shown   diag.Place // of the last locator that is shown, if any
	claim   int32      // that it is, -1 for none
}

func newRenderer(p *parsing) *renderer {
	room := rooms.Get().(*room)
	r := &renderer{parsing: p, room: room, block: -1, note: -1, shift: unknownShift, patience: patience, doc: room.doc, out: room.out}
	r.doc.File = p.opts.File
	return r
}

// room is what a renderer writes into before it knows how much there will be. A Doc gets a
// copy of just the size it needs, and the next file the room.
type room struct {
	doc Doc
	out []byte
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// most is the size of output beyond which a room is not worth keeping.
const most = 1 << 20

// move returns a Doc of its own and leaves the room empty.
func (r *renderer) move() *Doc {
	d := r.doc
	d.HTML = exact(r.out)
	d.Holes, d.Runs, d.Blocks, d.Sentences = exact(d.Holes), exact(d.Runs), exact(d.Blocks), exact(d.Sentences)
	d.Heads, d.Notes, d.Claims, d.Dated = exact(d.Heads), exact(d.Notes), exact(d.Claims), exact(d.Dated)
	d.Locators, d.Links, d.Images, d.Refs = exact(d.Locators), exact(d.Links), exact(d.Images), exact(d.Refs)
	d.Terms, d.Marked, d.cites = exact(d.Terms), exact(d.Marked), exact(d.cites)
	if cap(r.out) <= most {
		r.room.doc, r.room.out = Doc{
			Holes: empty(r.doc.Holes), Runs: empty(r.doc.Runs), Blocks: empty(r.doc.Blocks), Sentences: empty(r.doc.Sentences),
			Heads: empty(r.doc.Heads), Notes: empty(r.doc.Notes), Claims: empty(r.doc.Claims), Dated: empty(r.doc.Dated),
			Locators: empty(r.doc.Locators), Links: empty(r.doc.Links), Images: empty(r.doc.Images), Refs: empty(r.doc.Refs),
			Terms: empty(r.doc.Terms), Marked: empty(r.doc.Marked), cites: empty(r.doc.cites),
		}, r.out[:0]
		rooms.Put(r.room)
	}
	return &d
}

// exact returns a copy of just the size it needs.
func exact[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return append(make([]T, 0, len(s)), s...)
}

// empty returns a slice without its elements, which then hold nothing alive.
func empty[T any](s []T) []T {
	clear(s)
	return s[:0]
}

// document renders the body and then each note.
func (r *renderer) document(root ast.Node) {
	r.blocks(root)
	r.leave(0)
	r.doc.Body = Span{0, r.off()}
	seen := map[string]diag.Pos{}
	for i, n := range r.notes {
		label := norm.NFC.String(n.label)
		pos := r.pos(n.off)
		note := Note{Label: label, Pos: pos.Place()}
		if first, dup := seen[FoldLabel(label)]; dup {
			r.report(diag.Errorf(pos, "note-duplicate", "note %q is defined twice", label).
				WithHint("the first is at %s; give one of them another label", first))
		} else {
			seen[FoldLabel(label)] = pos
		}
		r.note, r.block = int32(i), -1
		note.Span.Off = r.off()
		r.blocks(n)
		r.leave(0)
		note.Span.End = r.off()
		if note.Span.Off == note.Span.End {
			r.report(diag.Errorf(pos, "note-empty", "note %q is empty", label).
				WithHint("write its text behind the colon, or remove it and its markers"))
		}
		r.doc.Notes = append(r.doc.Notes, note)
	}
}

// finish hands out the document and checks what only the whole file shows.
func (r *renderer) finish() *Doc {
	// locators of blocks are known at their ends
	slices.SortStableFunc(r.doc.Locators, func(a, b Locator) int {
		return cmp.Or(cmp.Compare(a.Span.Off, b.Span.Off), cmp.Compare(b.Span.End, a.Span.End))
	})
	r.checkIDs()
	r.checkSourced()
	r.doc.Words = r.countWords()
	r.doc.Diags = diag.Sort(r.diags)
	return r.move()
}

func (r *renderer) off() uint32 { return uint32(len(r.out)) }

func (r *renderer) str(s string) { r.out = append(r.out, s...) }

// ref adds a reference and returns its index.
func (r *renderer) ref(ref Ref) int32 {
	ref.Block = r.block
	r.doc.Refs = append(r.doc.Refs, ref)
	return int32(len(r.doc.Refs) - 1)
}

// hole marks the current place; text before it and after it are different runs.
func (r *renderer) hole(ref int32, side Side) {
	r.doc.Holes = append(r.doc.Holes, Hole{Off: r.off(), Ref: ref, Side: side})
	r.brk = true
}

// blocks renders the children of a container.
func (r *renderer) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		r.renderBlock(c)
	}
}

func (r *renderer) renderBlock(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		if img := loneFigure(n, r.source()); img != nil && !r.opts.Trusting {
			r.figure(n, img)
			return
		}
		r.textBlock(n, Paragraph, "p", lastList(n))
		r.str("\n")
	case *ast.TextBlock:
		r.tightItem(n)
	case *ast.Heading:
		r.heading(n)
	case *ast.Blockquote:
		r.container(n, Quote, "blockquote", "")
	case *ast.List:
		tag, extra := "ul", ""
		if n.IsOrdered() {
			tag = "ol"
			if n.Start != 1 {
				extra = ` start="` + strconv.Itoa(n.Start) + `"`
			}
		}
		r.container(n, List, tag, extra)
	case *ast.ListItem:
		r.listItem(n)
	case *ast.CodeBlock:
		r.codeBlock(n, "")
	case *ast.FencedCodeBlock:
		r.codeBlock(n, string(n.Language(r.source())))
	case *ast.ThematicBreak:
		r.str("<hr>\n")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *extast.Table:
		r.table(n)
	case *noteNode, *ast.LinkReferenceDefinition:
		// notes are rendered after the body
	default:
		r.blocks(n)
	}
}

// openBlock begins a block and returns its index.
func (r *renderer) openBlock(kind BlockKind, n ast.Node, a *attrs) int32 {
	b := Block{Kind: kind, Parent: r.block, Note: r.note, ID: a.named(), Pos: r.pos(startOf(n)).Place()}
	b.Background, b.Derived = a.class("background"), a.class("derived")
	if r.block >= 0 {
		around := &r.doc.Blocks[r.block]
		b.Background, b.Derived = b.Background || around.Background, b.Derived || around.Derived
	}
	r.doc.Blocks = append(r.doc.Blocks, b)
	r.open = append(r.open, blockState{claim: -1, located: r.broken[n]})
	r.block = int32(len(r.doc.Blocks) - 1)
	return r.block
}

// startTag writes a block's start tag with its attributes and begins its content.
func (r *renderer) startTag(tag, extra string, b int32, a *attrs) {
	r.str("<" + tag + extra)
	r.attributes(a)
	if r.doc.Blocks[b].ID != "" {
		r.hole(r.ref(Ref{Kind: RefBlock, Index: b, Pos: r.pos(a.id.off).Place()}), InTag)
	}
	r.str(">")
	r.begin(b)
	if r.doc.Blocks[b].ID != "" {
		r.open[b].claim = int32(len(r.doc.Claims))
		r.doc.Claims = append(r.doc.Claims, Claim{ID: a.id.val, By: a.value("by"), Span: Span{Off: r.off()}, Block: b, Whole: true, Pos: r.pos(a.id.off).Place()})
	} else {
		r.refuse(a, "a "+r.doc.Blocks[b].Kind.String()+" without an id", "by")
	}
}

// begin marks the start of a block's content.
func (r *renderer) begin(b int32) {
	r.doc.Blocks[b].Span.Off = r.off()
	r.open[b].from = r.off()
	r.prev, r.brk, r.trimmed = 0, true, false
}

// endContent marks the end of a block's content and takes in its attribute list.
func (r *renderer) endContent(b int32, a *attrs) {
	blk := &r.doc.Blocks[b]
	blk.Span.End = r.off()
	if c := r.open[b].claim; c >= 0 {
		r.doc.Claims[c].Span.End = r.off()
	}
	r.refuse(a, "a "+blk.Kind.String(), "term", "date", "event", "rel", "why", "title", "kind")
	if v, ok := a.get("p"); ok {
		r.locator(b, v)
	}
}

// closeBlock leaves the block.
func (r *renderer) closeBlock(b int32) { r.block = r.doc.Blocks[b].Parent }

// textBlock renders a block of inlines in one element.
func (r *renderer) textBlock(n ast.Node, kind BlockKind, tag string, l *listNode) int32 {
	a := listAttrs(n, l)
	b := r.openBlock(kind, n, a)
	r.startTag(tag, "", b, a)
	r.inlineBlock(n, b, a)
	r.str("</" + tag + ">")
	r.closeBlock(b)
	return b
}

// inlineBlock renders a block's inlines, its sentences and its locators.
func (r *renderer) inlineBlock(n ast.Node, b int32, a *attrs) {
	start, holes := r.off(), len(r.doc.Holes)
	r.open[b].located = r.open[b].located || r.broken[n] // of a tight item the block is another node
	saved := r.enter()
	r.inlines(n)
	r.leave(saved)
	r.endContent(b, a)
	r.sentences(start, holes)
	r.showLocators(b)
}

// listAttrs returns the attributes of a block: those at the end of its text, or those of
// the paragraph behind it.
func listAttrs(n ast.Node, l *listNode) *attrs {
	if l != nil {
		return l.attrs
	}
	return attrsOf(n)
}

func (r *renderer) listItem(n *ast.ListItem) {
	var a *attrs
	tight, _ := n.FirstChild().(*ast.TextBlock)
	if tight != nil {
		a = listAttrs(tight, lastList(tight))
	}
	b := r.openBlock(Item, n, a)
	r.startTag("li", "", b, a)
	if n.FirstChild() != nil && tight == nil {
		r.str("\n")
	}
	saved := r.enter()
	r.blocks(n)
	r.leave(saved)
	if tight == nil {
		r.endContent(b, nil)
	}
	r.str("</li>\n")
	r.closeBlock(b)
}

// tightItem renders a text of a tight list item: the first is the item's own, others are
// paragraphs without an element, unless they need one for their attributes.
func (r *renderer) tightItem(n *ast.TextBlock) {
	a := listAttrs(n, lastList(n))
	if n.PreviousSibling() == nil {
		r.inlineBlock(n, r.block, a)
	} else if a.named() != "" || a.classList() != "" || a.has("lang") {
		r.textBlock(n, Paragraph, "p", lastList(n))
	} else {
		b := r.openBlock(Paragraph, n, a)
		r.begin(b)
		r.inlineBlock(n, b, a)
		r.closeBlock(b)
	}
	if n.NextSibling() != nil && n.HasChildren() {
		r.str("\n")
	}
}

// container renders a block of blocks; its attributes stand in a paragraph behind it.
func (r *renderer) container(n ast.Node, kind BlockKind, tag, extra string) {
	a := attrsOf(n)
	b := r.openBlock(kind, n, a)
	r.startTag(tag, extra, b, a)
	r.str("\n")
	saved := r.enter()
	r.blocks(n)
	r.leave(saved)
	r.endContent(b, a)
	r.str("</" + tag + ">\n")
	r.closeBlock(b)
	r.lineOfLocators(b)
}
