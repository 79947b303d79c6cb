package render

import (
	"fmt"

	"gloss/internal/site"
)

// TracePrefix begins the comments of a traced page.
const TracePrefix = "gloss:"

// Traced renders a page with comments in it, without which it is that of [Renderer.Page]. Each
// says of the text behind it where it is from: at the start of each passage and of each block
// in it. [ReadTrace] reads them.
func (r *Renderer) Traced(id site.PageID) ([]byte, error) {
	t := newRenderer(r.site, r.layouts, r.addr)
	t.trace, t.Data, t.SearchIndex = true, r.Data, r.SearchIndex
	return t.Page(id)
}

// ReadTrace returns the place of which a comment in a traced page speaks; false for other
// comments.
func ReadTrace(s *site.Site, comment string) (at site.Passage, ok bool) {
	if n, err := fmt.Sscanf(comment, TracePrefix+"%d:%d", &at.Page, &at.Off); n != 2 || err != nil || at.Page < 0 || int(at.Page) >= len(s.Pages) {
		return site.Passage{}, false
	}
	at.End = at.Off
	return at, true
}

// trace says where the text behind it is from.
func (sp *splicer) trace(off uint32) {
	sp.dst = fmt.Appendf(sp.dst, "<!--%s%d:%d-->", TracePrefix, sp.from, off)
}

// traceTo copies the HTML up to the last block that begins before an offset, and traces it.
func (sp *splicer) traceTo(off uint32) {
	for blocks := sp.doc.Blocks; sp.traced < len(blocks) && blocks[sp.traced].Span.Off <= off; sp.traced++ {
		if start := blocks[sp.traced].Span.Off; start >= sp.at {
			sp.dst = append(sp.dst, sp.doc.HTML[sp.at:start]...)
			sp.at = start
			sp.trace(start)
		}
	}
}
