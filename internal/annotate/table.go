package annotate

import (
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a box that scrolls by itself where the table is wider than the text.
func (r *renderer) table(n *extast.Table) {
	a := attrsOf(n)
	b := r.openBlock(Table, n, a)
	r.doc.Blocks[b].Pos = r.pos(r.startOfTable(n)).Place()
	r.str(`<div class="scroll">`)
	r.startTag("table", "", b, a)
	r.str("\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		head := row.Kind() == extast.KindTableHeader
		if head {
			r.str("<thead>\n")
		} else if row.PreviousSibling() == n.FirstChild() {
			r.str("<tbody>\n")
		}
		r.str("<tr>\n")
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			r.cell(cell.(*extast.TableCell), head)
		}
		r.str("</tr>\n")
		if head {
			r.str("</thead>\n")
		}
	}
	if n.ChildCount() > 1 {
		r.str("</tbody>\n")
	}
	r.endContent(b, a)
	r.str("</table></div>\n")
	r.closeBlock(b)
	r.lineOfLocators(b)
}

// startOfTable returns where a table begins; goldmark gives it the place of the paragraph
// it was cut from.
func (r *renderer) startOfTable(n *extast.Table) int {
	off := startOf(n.FirstChild().FirstChild())
	if off > 0 && r.source()[off-1] == '|' {
		off--
	}
	return off
}

func (r *renderer) cell(n *extast.TableCell, head bool) {
	tag, extra := "td", ""
	if head {
		tag, extra = "th", ` scope="col"`
	}
	l := lastList(n)
	a := listAttrs(n, l)
	if n.Alignment != extast.AlignNone { // a class, since the CSP forbids style attributes
		extra += ` data-align="` + n.Alignment.String() + `"`
	}
	b := r.openBlock(Cell, n, a)
	r.startTag(tag, extra, b, a)
	r.inlineBlock(n, b, a)
	r.str("</" + tag + ">\n")
	r.closeBlock(b)
}
