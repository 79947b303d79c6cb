package annotate

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gloss/internal/diag"
)

// Limits bound what a file may ask of goldmark and of chroma, which take time out of
// proportion for some inputs and cannot be cancelled. What goes beyond a limit is shown as
// text and reported. Zero means the default.
type Limits struct {
	Nesting     int // lists, quotations and notes, or brackets, within each other; 100
	Lines       int // of lists, quotations and notes, counted for each they stand in; 1,000,000
	Delimiters  int // emphasis and bracket characters in one block; 2,000
	Links       int // "](" in one block that begin no link; 100
	Attributes  int // bytes of one attribute list; 4,096
	Notes       int // definitions in one file; 10,000
	Definitions int // of link addresses in one file; 5,000
	Cells       int // of the tables of one file; 100,000
	Highlight   int // bytes of one code block, beyond which it is shown plain; 65,536
}

func (l Limits) orDefault() Limits {
	return Limits{
		Nesting:     cmp.Or(l.Nesting, 100),
		Lines:       cmp.Or(l.Lines, 1_000_000),
		Delimiters:  cmp.Or(l.Delimiters, 2_000),
		Links:       cmp.Or(l.Links, 100),
		Attributes:  cmp.Or(l.Attributes, 4096),
		Notes:       cmp.Or(l.Notes, 10_000),
		Definitions: cmp.Or(l.Definitions, 5_000),
		Cells:       cmp.Or(l.Cells, 100_000),
		Highlight:   cmp.Or(l.Highlight, 64<<10),
	}
}

// exceeded reports that a limit is, once on a line.
func (p *parsing) exceeded(off, limit int, what, key string) {
	pos := p.pos(off)
	if p.overrun[key] == pos.Line {
		return
	}
	if p.overrun == nil {
		p.overrun = map[string]int{}
	}
	p.overrun[key] = pos.Line
	p.report(diag.Errorf(pos, "limit", "more than %d %s", limit, what).
		WithHint("split it, or raise %q under limits: in gloss.yaml", key))
}

// boundedBlock keeps a container from opening too deep inside others, and all of them from
// going on for too long: what a line costs grows with what it stands in.
type boundedBlock struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (b boundedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, pos := reader.Position()
	n, state := b.BlockParser.Open(parent, reader, pc)
	if n != nil && !stateOf(pc).mayNest(parent, pos.Start+max(pc.BlockOffset(), 0)) {
		reader.SetPosition(line, pos)
		return nil, parser.NoChildren
	}
	return n, state
}

// Continue implements parser.BlockParser.
func (b boundedBlock) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if _, seg := reader.Position(); !stateOf(pc).mayContinue(seg.Start) {
		return parser.Close
	}
	return b.BlockParser.Continue(n, reader, pc)
}

// mayNest reports whether one more container may open in parent.
func (p *parsing) mayNest(parent ast.Node, off int) bool {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindList || k == kindNote {
			depth++
		}
	}
	if depth >= p.opts.Limits.Nesting {
		p.exceeded(off, p.opts.Limits.Nesting, "lists, quotations and notes within each other", "nesting")
		return false
	}
	return p.continued <= p.opts.Limits.Lines
}

// mayContinue counts a line of a container and reports whether it may be one.
func (p *parsing) mayContinue(off int) bool {
	p.continued++
	if p.continued == p.opts.Limits.Lines+1 {
		p.exceeded(off, p.opts.Limits.Lines, "lines in lists, quotations and notes, counted for each they stand in", "lines")
	}
	return p.continued <= p.opts.Limits.Lines
}

// boundedInline keeps the delimiters of one block within bounds.
type boundedInline struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (b boundedInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if !stateOf(pc).mayDelimit(block) {
		return nil
	}
	return b.InlineParser.Parse(parent, block, pc)
}

// mayDelimit counts a delimiter and reports whether it may mean something.
func (p *parsing) mayDelimit(block text.Reader) bool {
	p.delimiters++
	if p.delimiters == p.opts.Limits.Delimiters+1 {
		_, seg := block.Position()
		p.exceeded(seg.Start, p.opts.Limits.Delimiters, "emphasis and bracket characters in one block", "delimiters")
	}
	return p.delimiters <= p.opts.Limits.Delimiters
}

// missed counts a "](" that began no link: to know that, goldmark may have looked through
// the rest of the block. Beyond the limit, all of that is text.
func (p *parsing) missed(line []byte, seg text.Segment) {
	if len(line) < 2 || line[1] != '(' {
		return
	}
	if p.misses++; p.misses > p.opts.Limits.Links {
		p.exceeded(seg.Start, p.opts.Limits.Links, `"](" in one block that begin no link`, "links")
		p.delimiters = p.opts.Limits.Delimiters + 1
	}
}

// boundedCode keeps runs of backquotes that close nothing from being looked for again and
// again: once one is missed, it is known how far the runs of each length reach.
type boundedCode struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (b boundedCode) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	p := stateOf(pc)
	line, seg := block.PeekLine()
	opener := run(line, '`')
	if p.backquotes != nil && p.backquotes[opener] <= seg.Start {
		block.Advance(opener)
		return ast.NewTextSegment(seg.WithStop(seg.Start + opener))
	}
	n := b.InlineParser.Parse(parent, block, pc)
	if n.Kind() != ast.KindCodeSpan {
		p.backquotes = lastBackquotes(block)
	}
	return n
}

// lastBackquotes returns, for runs of each length, where in the rest of the block the last
// one begins.
func lastBackquotes(block text.Reader) map[int]int {
	l, pos := block.Position()
	defer block.SetPosition(l, pos)
	last := map[int]int{}
	for {
		line, seg := block.PeekLine()
		if line == nil {
			return last
		}
		for i := bytes.IndexByte(line, '`'); i >= 0 && i < len(line); {
			n := run(line[i:], '`')
			last[n] = seg.Start + i
			next := bytes.IndexByte(line[i+n:], '`')
			if next < 0 {
				break
			}
			i += n + next
		}
		block.AdvanceLine()
	}
}

// boundedReferences keeps the definitions of link addresses within bounds: taking them out
// of a paragraph takes goldmark the square of their number.
type boundedReferences struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	p, lines := stateOf(pc), node.Lines()
	if first := lines.At(0); !bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " "), []byte("[")) {
		return // there can be none
	}
	for i := range lines.Len() {
		line := lines.At(i)
		if !bytes.Contains(line.Value(reader.Source()), []byte("]:")) {
			continue
		}
		if p.definitions++; p.definitions > p.opts.Limits.Definitions {
			p.exceeded(line.Start, p.opts.Limits.Definitions, "lines that may define an address in one file", "definitions")
			return
		}
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}

// boundedTable keeps short rows under a wide head from being filled up with cells.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	p, lines := stateOf(pc), node.Lines()
	cells := 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		row := line.Value(reader.Source())
		if len(bytes.Trim(row, "|-: \t\n")) > 0 || bytes.IndexByte(row, '-') < 0 {
			continue
		}
		columns := bytes.Count(bytes.Trim(row, "| \t\n"), []byte("|")) + 1
		cells = max(cells, columns*(lines.Len()-i))
	}
	if p.cells += cells; p.cells > p.opts.Limits.Cells {
		p.exceeded(lines.At(0).Start, p.opts.Limits.Cells, "cells in the tables of one file", "cells")
		return
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}
