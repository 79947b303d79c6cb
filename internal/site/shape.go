package site

import (
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// sameShape reports whether two versions of a text differ in nothing but their words: the same
// headings, notes, claims, dated statements, links and locators stand in the same order. What
// other pages find in it is then the same, but for where it stands.
func sameShape(a, b *annotate.Doc) bool {
	return equalBut(a.Heads, b.Heads, func(h *annotate.Heading) { h.Span, h.Pos = annotate.Span{}, diag.Place{} }) &&
		equalBut(a.Notes, b.Notes, func(n *annotate.Note) { n.Span, n.Pos = annotate.Span{}, diag.Place{} }) &&
		equalBut(a.Claims, b.Claims, func(c *annotate.Claim) { c.Span, c.Block, c.Pos = annotate.Span{}, 0, diag.Place{} }) &&
		equalBut(a.Dated, b.Dated, func(d *annotate.Dated) { d.Span, d.Block, d.Pos, d.At = annotate.Span{}, 0, diag.Place{}, diag.Place{} }) &&
		equalBut(a.Links, b.Links, func(l *annotate.Link) { l.Span = annotate.Span{} }) &&
		slices.Equal(a.Images, b.Images) && slices.Equal(a.Terms, b.Terms) && slices.Equal(a.Marked, b.Marked) &&
		slices.EqualFunc(a.Refs, b.Refs, func(r, s annotate.Ref) bool { return sameRef(a, b, &r, &s) })
}

// equalBut compares two lists without what blank takes out of their elements.
func equalBut[T comparable](a, b []T, blank func(*T)) bool {
	return slices.EqualFunc(a, b, func(x, y T) bool {
		blank(&x)
		blank(&y)
		return x == y
	})
}

// sameRef compares references of two documents; blocks are known by what is asked of them.
func sameRef(a, b *annotate.Doc, r, s *annotate.Ref) bool {
	if r.Kind != s.Kind {
		return false
	}
	switch r.Kind {
	case annotate.RefBlock:
		return a.Blocks[r.Index].ID == b.Blocks[s.Index].ID
	case annotate.RefLocator:
		return slices.EqualFunc(slices.Collect(citesIn(a, r.Index)), slices.Collect(citesIn(b, s.Index)), func(c, d annotate.Cite) bool {
			return c.Name == d.Name && c.From == d.From && c.To == d.To
		})
	}
	return r.Index == s.Index
}
