package annotate

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines renders the inline children of a block or of another inline.
func (r *renderer) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		r.inline(c)
	}
}

func (r *renderer) inline(n ast.Node) {
	if k := n.Kind(); r.trimmed && k != ast.KindText && k != kindMarker && k != kindList {
		r.trimmed = false
		r.space()
	}
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *ast.String:
		r.literal(n.Value)
	case *ast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		r.element(tag, n)
	case *extast.Strikethrough:
		r.element("del", n)
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n, false)
	case *ast.RawHTML:
		r.rawHTML(n)
	case *extast.TaskCheckBox:
		r.tag(`<input type="checkbox" disabled`)
		if n.IsChecked {
			r.str(" checked")
		}
		r.str("> ")
	case *spanNode:
		r.span(n)
	case *markerNode:
		r.marker(n)
	case *listNode:
		r.midLocator(n)
	default:
		r.inlines(n)
	}
}

// tag writes markup inside text.
func (r *renderer) tag(s string) {
	r.str(s)
	r.brk = true
}

func (r *renderer) element(tag string, n ast.Node) {
	r.tag("<" + tag + ">")
	saved := r.enter()
	r.inlines(n)
	r.leave(saved)
	r.tag("</" + tag + ">")
}

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	r.tag("<code>")
	inCell := r.block >= 0 && r.doc.Blocks[r.block].Kind == Cell
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		v := t.Segment.Value(r.source())
		if bytes.HasSuffix(v, []byte("\n")) {
			v = append(bytes.Clone(v[:len(v)-1]), ' ')
		}
		if inCell {
			v = bytes.ReplaceAll(v, []byte(`\|`), []byte("|")) // GFM §4.10: a pipe is escaped in code, too
		}
		r.out = appendEscaped(r.out, v)
	}
	r.tag("</code>")
	r.prev = 'x' // a quotation mark behind code closes
}
