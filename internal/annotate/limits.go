package annotate

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gloss/internal/diag"
)

// Limits bound what a file may ask of goldmark, which takes time out of proportion for
// some inputs and cannot be cancelled. What goes beyond a limit is shown as text and
// reported. Zero means the default.
type Limits struct {
	Nesting    int // lists, quotations and notes, or brackets, within each other; 100
	Delimiters int // emphasis and bracket characters in one block; 2,000
	Notes      int // definitions in one file; 10,000
	Cells      int // of one table; 50,000
	Highlight  int // bytes of one code block, beyond which it is shown plain; 65,536
}

func (l Limits) orDefault() Limits {
	return Limits{
		Nesting:    cmp.Or(l.Nesting, 100),
		Delimiters: cmp.Or(l.Delimiters, 2_000),
		Notes:      cmp.Or(l.Notes, 10_000),
		Cells:      cmp.Or(l.Cells, 50_000),
		Highlight:  cmp.Or(l.Highlight, 64<<10),
	}
}

func (p *parsing) exceeded(off, limit int, what, key string) {
	p.report(diag.Errorf(p.pos(off), "limit", "more than %d %s", limit, what).
		WithHint("split it, or raise %q under limits: in gloss.yaml", key))
}

// boundedBlock keeps a container from opening too deep inside others.
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

// mayNest reports whether one more container may open in parent.
func (p *parsing) mayNest(parent ast.Node, off int) bool {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindList || k == kindNote {
			depth++
		}
	}
	if depth < p.opts.Limits.Nesting {
		return true
	}
	p.exceeded(off, p.opts.Limits.Nesting, "lists, quotations and notes within each other", "nesting")
	return false
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

// boundedTable keeps short rows under a wide head from being filled up with cells.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	p := stateOf(pc)
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		row := line.Value(reader.Source())
		if len(bytes.Trim(row, "|-: \t\n")) > 0 {
			continue
		}
		columns := bytes.Count(bytes.Trim(row, "| \t\n"), []byte("|")) + 1
		if cells := columns * (lines.Len() - i); cells > p.opts.Limits.Cells {
			p.exceeded(lines.At(0).Start, p.opts.Limits.Cells, "cells in one table", "cells")
			return
		}
		break
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}
