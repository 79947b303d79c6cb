// Package render turns a linked site into the bytes of an edition: it splices passages,
// fills typed views and executes the layouts.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"sync"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// Renderer renders the pages of one site. It is safe for concurrent use.
type Renderer struct {
	site    *site.Site
	layouts *Layouts
	addr    Addresser
	buffers sync.Pool
}

// New returns a renderer of the web edition.
func New(s *site.Site, l *Layouts) *Renderer {
	return &Renderer{site: s, layouts: l, addr: Relative{s}, buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// Page renders one page.
func (r *Renderer) Page(id site.PageID) ([]byte, error) {
	p := r.site.Pages[id]
	buf := r.buffers.Get().(*bytes.Buffer)
	defer r.buffers.Put(buf)
	buf.Reset()
	name, view := r.view(id)
	if err := r.layouts.execute(buf, name, view); err != nil {
		return nil, fmt.Errorf("render %q: %w", p.Out, err)
	}
	return bytes.Clone(buf.Bytes()), nil
}

// view returns the layout of a page and what it is given.
func (r *Renderer) view(id site.PageID) (string, any) {
	switch r.site.Pages[id].Kind {
	case site.KindArticle:
		return "article", r.article(id)
	case site.KindTerm:
		return "term", r.term(id)
	case site.KindHome:
		return "home", r.home(id)
	case site.KindArticles:
		return "articles", r.articles(id)
	case site.KindGlossary:
		return "glossary", r.glossary(id)
	case site.KindTimeline:
		return "timeline", r.timeline(id)
	case site.KindCompare:
		return "compare", r.compare(id)
	case site.KindSources:
		return "sources", r.sources(id)
	case site.KindNotFound:
		return "404", r.page(id)
	}
	return "page", r.page(id)
}

// body splices the body of a page, in its own place and with everything.
func (r *Renderer) body(id site.PageID) template.HTML {
	p := r.site.Pages[id]
	return r.own(site.Passage{Page: id, Span: p.Body}, false)
}

// own splices a passage where it belongs.
func (r *Renderer) own(p site.Passage, note bool) template.HTML {
	dst := make([]byte, 0, int(p.End-p.Off)*5/4)
	return template.HTML(Splice(dst, r.site, p, Showing{Page: p.Page, Hits: r.site.Linked[p.Page],
		IDs: true, Notes: !note, Apparatus: true, Links: true, InNote: note}, r.addr))
}

// quote splices a passage on another page, as bare text.
func (r *Renderer) quote(on site.PageID, p site.Passage) template.HTML {
	return template.HTML(Splice(nil, r.site, p, quoted(on), r.addr))
}

// lead splices the first paragraph of a term's definition for a list of terms, in which
// listed terms link to the list.
func (r *Renderer) lead(on site.PageID, p site.Passage) template.HTML {
	return template.HTML(Splice(nil, r.site, p, Showing{Page: on, Hits: r.site.Quoted(p), Links: true}, r.addr))
}

// url returns the address of a place as seen from a page.
func (r *Renderer) url(from site.PageID, to site.Addr) string { return r.addr.URL(from, to) }

// plain returns the plain text of a passage.
func (r *Renderer) plain(p site.Passage) string {
	return annotate.PlainText(r.site.Pages[p.Page].Doc.HTML[p.Off:p.End])
}
