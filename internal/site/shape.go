package site

import (
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// sameShape reports whether two versions of a text differ in little but their words and what
// these rest on: the same headings, notes, claims, dated statements and links stand in the same
// order. What other pages find in it is then the same, but for where it stands.
func sameShape(a, b *annotate.Doc) bool {
	return equalBut(a.Heads, b.Heads, func(h *annotate.Heading) { h.Span, h.Pos = annotate.Span{}, diag.Place{} }) &&
		equalBut(a.Notes, b.Notes, func(n *annotate.Note) { n.Span, n.Pos = annotate.Span{}, diag.Place{} }) &&
		equalBut(a.Claims, b.Claims, func(c *annotate.Claim) { c.Span, c.Block, c.Pos = annotate.Span{}, 0, diag.Place{} }) &&
		equalBut(a.Dated, b.Dated, func(d *annotate.Dated) { d.Span, d.Block, d.Pos, d.At = annotate.Span{}, 0, diag.Place{}, diag.Place{} }) &&
		equalBut(a.Links, b.Links, func(l *annotate.Link) { l.Span = annotate.Span{} }) &&
		slices.Equal(a.Images, b.Images) && slices.Equal(a.Terms, b.Terms) && slices.Equal(a.Marked, b.Marked) &&
		sameRefs(a, b)
}

// sameRefs compares the references of two documents but for locators, which come and go with
// paragraphs.
func sameRefs(a, b *annotate.Doc) bool {
	i, j := 0, 0
	for {
		for i < len(a.Refs) && a.Refs[i].Kind == annotate.RefLocator {
			i++
		}
		for j < len(b.Refs) && b.Refs[j].Kind == annotate.RefLocator {
			j++
		}
		if i == len(a.Refs) || j == len(b.Refs) {
			return i == len(a.Refs) && j == len(b.Refs)
		}
		r, s := &a.Refs[i], &b.Refs[j]
		switch {
		case r.Kind != s.Kind:
			return false
		case r.Kind == annotate.RefBlock:
			if a.Blocks[r.Index].ID != b.Blocks[s.Index].ID {
				return false
			}
		case r.Index != s.Index:
			return false
		}
		i, j = i+1, j+1
	}
}

// equalBut compares two lists without what blank takes out of their elements.
func equalBut[T comparable](a, b []T, blank func(*T)) bool {
	return slices.EqualFunc(a, b, func(x, y T) bool {
		blank(&x)
		blank(&y)
		return x == y
	})
}
