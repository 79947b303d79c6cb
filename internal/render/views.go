package render

import (
	"cmp"
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// Base is what every layout is given.
type Base struct {
	Site    SiteView
	Kind    string // for the body's class: "article", "term" …
	Title   string // of the page
	Head    string // of the window
	Summary string
	Lang    string // BCP 47
	Dir     string // "ltr" or "rtl"
	Nav     []Link
	Foot    []Link
	Home    string
	Style   string // address of the style sheet
	Updated string
	Terms   []TermView // the terms used on the page
	Notes   []NoteView
	Body    template.HTML
}

// SiteView is what every page says of the site.
type SiteView struct {
	Title, Short, Summary, By, Licence, AsOf string
}

// Link is a link of the apparatus.
type Link struct {
	Text    string
	URL     string
	Current bool
}

// Source is an article as a badge shows it: named, in its hue and with its shape.
type Source struct {
	Short string
	URL   string
	Hue   int // 1 to 4
	Shape string
}

var shapes = [...]string{"circle", "square", "triangle", "diamond"}

// TermView is an entry of the terms of a page.
type TermView struct {
	ID, Title, Expansion, Kind string
	URL                        string // of its page
	Lead                       template.HTML
}

// NoteView is a note in a page's list.
type NoteView struct {
	ID     string
	Number int
	Body   template.HTML
	Back   []Link // to its markers; Text is for assistive technology
	Origin *Origin
	Cited  []CitedView
}

// Origin says whose a borrowed note is.
type Origin struct {
	Source
	Text string // "ICDS, note 3"
}

// CitedView is a place on another page that cites the note.
type CitedView struct {
	Source
	Sentence template.HTML
}

// base fills what every page has.
func (r *Renderer) base(id site.PageID, kind string) Base {
	s, p := r.site, r.site.Pages[id]
	b := Base{
		Site: SiteView{Title: smart(s.Config.Title), Short: smart(cmp.Or(s.Config.Short, s.Config.Title)), Summary: smart(s.Config.Summary),
			By: smart(s.Config.By), Licence: smart(s.Config.Licence), AsOf: s.AsOf.Format()},
		Kind: kind, Title: p.Title, Head: p.Title + " · " + smart(cmp.Or(s.Config.Short, s.Config.Title)),
		Lang: cmp.Or(p.Lang, "en"), Dir: direction(p.Lang),
		Home:    r.url(id, site.Addr{Page: s.Generated(site.KindHome)}),
		Style:   r.addr.File(id, r.layouts.StylePath()),
		Updated: p.Updated.Format(),
		Body:    r.body(id),
		Notes:   r.notes(id),
		Terms:   r.terms(id),
	}
	if p.Source != nil {
		b.Summary = smart(p.Source.Front.Summary)
	}
	if p.Kind == site.KindHome {
		b.Title = cmp.Or(b.titleOf(p), b.Site.Title)
		b.Head = b.Title
		b.Summary = cmp.Or(b.Summary, b.Site.Summary)
	}
	b.Nav, b.Foot = r.nav(id)
	return b
}

// smart makes a text of the front matter typographic.
func smart(s string) string { return annotate.Typography(s) }

// titleOf returns the home page's own title, if a file gives it one.
func (Base) titleOf(p *site.Page) string {
	if p.Source != nil && p.Title != p.Name {
		return p.Title
	}
	return ""
}

// direction returns the direction of a language's script.
func direction(lang string) string {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch primary {
	case "ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr":
		return "rtl"
	}
	return "ltr"
}

// maxNavArticles is how many articles the masthead names (DESIGN §5, Bounds).
const maxNavArticles = 3

// nav returns the links of the masthead and of the foot.
func (r *Renderer) nav(id site.PageID) (head, foot []Link) {
	add := func(list *[]Link, text string, to site.PageID) {
		if to != site.None {
			*list = append(*list, Link{text, r.url(id, site.Addr{Page: to}), to == id})
		}
	}
	s := r.site
	add(&head, "Briefing", s.Generated(site.KindHome))
	if len(s.Articles) <= maxNavArticles {
		for _, a := range s.Articles {
			add(&head, a.Short, a.Page)
		}
	} else {
		add(&head, "Articles", s.Generated(site.KindArticles))
	}
	add(&head, "Compare", s.Generated(site.KindCompare))
	add(&head, "Timeline", s.Generated(site.KindTimeline))
	add(&head, "Glossary", s.Generated(site.KindGlossary))
	add(&foot, "Sources", s.Generated(site.KindSources))
	for other, p := range s.Pages {
		if p.Kind == site.KindPage && !p.Draft && len(foot) < 8 {
			add(&foot, p.Title, site.PageID(other))
		}
	}
	return head, foot
}

// source returns an article as a badge, linked to a place as seen from a page.
func (r *Renderer) source(on site.PageID, article int32, to site.Addr) Source {
	a := &r.site.Articles[article]
	return Source{Short: a.Short, URL: r.url(on, to), Hue: a.Hue, Shape: shapes[a.Shape]}
}

// sourceOf returns the badge of the page a place is on; other pages than articles have a
// name and neither hue nor shape.
func (r *Renderer) sourceOf(on site.PageID, to site.Addr) Source {
	p := r.site.Pages[to.Page]
	if p.Article >= 0 {
		return r.source(on, p.Article, to)
	}
	return Source{Short: p.Title, URL: r.url(on, to)}
}

// notes returns the notes of a page.
func (r *Renderer) notes(id site.PageID) []NoteView {
	s := r.site
	var views []NoteView
	for _, u := range s.Notes[id] {
		passage := site.Passage{Page: u.Home, Span: s.Pages[u.Home].Doc.Notes[u.Note].Span}
		v := NoteView{ID: "note-" + u.ID, Number: u.Number}
		if u.Foreign(id) {
			home := s.Notes[u.Home]
			for _, h := range home {
				if h.Home == u.Home && h.Note == u.Note {
					o := r.sourceOf(id, site.Addr{Page: u.Home, Frag: "note-" + h.ID})
					v.Origin = &Origin{o, o.Short + ", note " + itoa(h.Number)}
				}
			}
			v.Body = template.HTML(Splice(nil, s, passage, Showing{Page: id, Hits: s.Linked[u.Home], Apparatus: true, Links: true, InNote: true}, r.addr))
		} else {
			v.Body = r.own(passage, true)
		}
		for i, mark := range u.Marks {
			text := "Back to reference " + itoa(u.Number)
			if len(u.Marks) > 1 {
				text += ", use " + itoa(i+1)
			}
			v.Back = append(v.Back, Link{Text: text, URL: r.url(id, site.Addr{Page: id, Frag: mark})})
		}
		for _, c := range u.CitedFrom {
			v.Cited = append(v.Cited, CitedView{r.sourceOf(id, c.Addr), r.quote(id, c.Passage)})
		}
		views = append(views, v)
	}
	return views
}

// terms returns the terms used on a page.
func (r *Renderer) terms(id site.PageID) []TermView {
	var views []TermView
	for _, t := range r.site.Listed[id] {
		views = append(views, r.termView(id, t))
	}
	return views
}

func (r *Renderer) termView(on site.PageID, term int32) TermView {
	t := &r.site.Terms[term]
	return TermView{ID: termID(t), Title: upperFirst(t.Title), Expansion: t.Expansion, Kind: t.Kind,
		URL: r.url(on, site.Addr{Page: t.Page}), Lead: r.lead(on, t.Lead)}
}

// upperFirst begins a title with a capital, as in a dictionary's heading.
func upperFirst(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[n:]
}

// flagWords are the flags of a dated statement in readers' words.
func flagWords(f annotate.Flags) []string {
	var words []string
	for _, w := range []struct {
		f annotate.Flags
		s string
	}{
		{annotate.Plan, "planned when written"}, {annotate.Deadline, "deadline when written"}, {annotate.Reported, "reported"},
		{annotate.Inferred, "date inferred"}, {annotate.Disputed, "disputed"},
	} {
		if f.Has(w.f) {
			words = append(words, w.s)
		}
	}
	return words
}

// When is a date as it is shown.
type When struct {
	Text     string
	EDTF     string
	Datetime string // a valid value for <time>, or ""
}

func when(d edtf.Date) When {
	h, _ := d.HTML5()
	return When{Text: d.Format(), EDTF: d.String(), Datetime: h}
}
