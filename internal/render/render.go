// Package render turns a linked site into the bytes of an edition: it splices passages,
// fills typed views and executes the layouts.
package render

import (
	"bytes"
	"cmp"
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
	words   *Words
	addr    Addresser
	public  *Absolute // for the web; nil when the site has no address, or is not for the web
	head    []place   // what the masthead links to
	foot    []place
	self    SiteView
	frames  sync.Map // frameKey -> frame

	marks      marks
	repository repository
	entries    func() []TermView // by term: what is the same on every page. These are worked out when a page first asks
	compared   func() comparison
	everything func() *lanes // of all events
	trace      bool          // see Traced

	// Data are the output paths of what the foot of every page offers for programs: the
	// briefing (.json), a calendar (.ics), a feed (.xml), which the head of every page names too.
	Data []string

	// SearchIndex, when set, returns the output path of the first file of the search index.
	// The search page calls it when it is rendered.
	SearchIndex func() string
}

// New returns a renderer of the web edition.
func New(s *site.Site, l *Layouts) *Renderer {
	r := newRenderer(s, l, NewRelative(s))
	if s.Config.URL != "" {
		public := NewAbsolute(s)
		r.public = &public
	}
	return r
}

// Lost renders the page for addresses where the site has nothing, for a server that has the
// site at its root: it may be shown at any depth.
func (r *Renderer) Lost() ([]byte, error) {
	a := NewRelative(r.site)
	a.root = "/"
	return newRenderer(r.site, r.layouts, a).Page(a.lost)
}

func newRenderer(s *site.Site, l *Layouts, a Addresser) *Renderer {
	r := &Renderer{site: s, layouts: l, words: l.words, addr: a}
	r.head, r.foot = places(s, l.words)
	c := &s.Config
	r.self = SiteView{
		Title: smart(c.Title), Short: smart(cmp.Or(c.Short, c.Title)), Summary: smart(c.Summary),
		By: smart(c.By), Licence: smart(c.Licence), AsOf: s.AsOf.Format(),
	}
	if r.self.AsOf != "" {
		r.self.KickerAsOf = fill(l.words.AsOf, "date", r.self.AsOf)
		r.self.FootAsOf = fill(l.words.FootAsOf, "date", r.self.AsOf)
	}
	r.marks, r.repository = newMarks(s), repositoryAt(c.Repository)
	r.entries = sync.OnceValue(r.prepareEntries)
	r.compared = sync.OnceValue(r.compareAll)
	r.everything = sync.OnceValue(func() *lanes { return r.lanesOf(0, len(s.Events)) })
	return r
}

// Page renders one page.
func (r *Renderer) Page(id site.PageID) ([]byte, error) { return r.AppendPage(nil, id) }

// AppendPage renders one page behind what is in dst.
func (r *Renderer) AppendPage(dst []byte, id site.PageID) ([]byte, error) {
	p := r.site.Pages[id]
	name := layoutOf(p.Kind)
	base, err := r.base(id, name)
	if err == nil {
		dst, err = r.layouts.execute(dst, name, "base", r.view(id, base))
	}
	if err != nil {
		return nil, fmt.Errorf("render %q: %w", p.Out, err)
	}
	return dst, nil
}

// layoutOf names the layout of a kind of page.
func layoutOf(k site.Kind) string {
	switch k {
	case site.KindArticle:
		return "article"
	case site.KindTerm:
		return "term"
	case site.KindHome:
		return "home"
	case site.KindArticles:
		return "articles"
	case site.KindGlossary:
		return "glossary"
	case site.KindTimeline:
		return "timeline"
	case site.KindCompare:
		return "compare"
	case site.KindSources:
		return "sources"
	case site.KindNotFound:
		return "404"
	case site.KindSearch:
		return "search"
	}
	return "page"
}

// view returns what a page's layout is given.
func (r *Renderer) view(id site.PageID, b Base) any {
	switch r.site.Pages[id].Kind {
	case site.KindArticle:
		return r.article(id, b)
	case site.KindTerm:
		return r.term(id, b)
	case site.KindHome:
		return r.home(id, b)
	case site.KindArticles:
		part := r.site.Part(id)
		return ArticlesView{b, r.cards(id, part.From, part.To)}
	case site.KindGlossary:
		return r.glossary(id, b)
	case site.KindTimeline:
		return r.timeline(id, b)
	case site.KindCompare:
		return r.compare(id, b)
	case site.KindSources:
		return r.sources(id, b)
	case site.KindSearch:
		return r.search(id, b)
	}
	return PageView{b}
}

// body splices the body of a page, in its own place and with everything.
func (r *Renderer) body(id site.PageID) template.HTML {
	p := r.site.Pages[id]
	if len(bytes.TrimSpace(p.Doc.HTML[p.Body.Off:p.Body.End])) == 0 {
		return "" // nothing, so that no empty element is put around it
	}
	return r.own(site.Passage{Page: id, Span: p.Body}, false)
}

// own splices a passage where it belongs.
func (r *Renderer) own(p site.Passage, note bool) template.HTML {
	return r.splice(p, Showing{
		Page: p.Page, Hits: r.site.Linked[p.Page], Words: r.words, Marks: &r.marks,
		IDs: true, Notes: !note, Apparatus: true, Links: true,
	})
}

// scratch are buffers for what does not know how long it will be.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

// splice splices a passage into a text of just its size.
func (r *Renderer) splice(p site.Passage, show Showing) template.HTML {
	show.Trace = r.trace
	buf := scratch.Get().(*[]byte)
	defer scratch.Put(buf)
	*buf = Splice((*buf)[:0], r.site, p, show, r.addr)
	return template.HTML(*buf)
}

// lead splices the first paragraph of a term's definition for a list of terms, in which
// listed terms link to the list.
func (r *Renderer) lead(on site.PageID, p site.Passage) template.HTML {
	return r.inLanguage(on, p.Page, r.splice(p, Showing{Page: on, Hits: r.site.Quoted(p), Words: r.words, Links: true}), false)
}

// URL returns the address of a place as seen from a page.
func (r *Renderer) URL(from site.PageID, to site.Addr) string { return r.addr.URL(from, to) }

// url returns the address of a place as seen from a page.
func (r *Renderer) url(from site.PageID, to site.Addr) string { return r.addr.URL(from, to) }

// plain returns the plain text of a passage.
func (r *Renderer) plain(p site.Passage) string {
	return annotate.PlainText(r.site.Pages[p.Page].Doc.HTML[p.Off:p.End])
}
