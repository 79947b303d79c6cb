package render

import (
	"cmp"
	"html/template"
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// Base is what every layout is given.
type Base struct {
	Site    SiteView
	Words   *Words
	Kind    string        // for the body's class: "article", "term" …
	Title   string        // of the page
	TitleID string        // id of the heading that gives the title; "" when the front matter does
	Head    string        // of the window
	Heading template.HTML // the title as it stands on the page
	Summary string
	Lang    string     // BCP 47
	Dir     string     // "ltr" or "rtl"
	Home    string     // address of the home page
	Search  string     // address of the search page
	Early   string     // address of the script that runs before the page is painted
	Styles  []string   // addresses of the style sheets
	Scripts []string   // addresses of the scripts that run when the page has been read
	Worker  string     // address of the service worker; "" when the site is not for reading offline
	Icon    string     // address of the site's icon
	Updated string     // "3 May 2025"
	Terms   []TermView // the terms used on the page
	Notes   []NoteView
	Body    template.HTML
	Pager   *Pager // of a list that takes several pages
	Mend    []Link // to change the page's source, and to report a mistake in it

	Web      *WebView      // what is said to the web; nil without an address
	Passages []PassageView // what links of the page lead to, for cards

	WordsLang        template.HTMLAttr // the language of the words, where that of the page is another
	Masthead, Footer template.HTML     // the templates of those names, given a Frame
}

// PageView is a plain page.
type PageView struct{ Base }

// SiteView is what every page says of the site.
type SiteView struct {
	Title, Short, Summary, By, Licence, AsOf string
	KickerAsOf                               string // "as of 25 February 2025"
	FootAsOf                                 string // "As of 25 February 2025."
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
	Hue   int // 1 to 4; 0 for what is no article
	Shape string
	Mark  template.HTMLAttr // both, and the article's own colour, as attributes
}

// TermView is an entry of the terms of a page.
type TermView struct {
	ID, Title, Expansion, Kind string
	URL                        string        // of its page
	Back                       string        // to where the page first names it; "" when only a note of another's does
	Open                       string        // names the link to its page: "Open in glossary: JCPOA"
	Name                       template.HTML // title, expansion and kind
	More                       template.HTML // expansion and kind
	Lead                       template.HTML
	Uses                       []UseView // articles that name it, when they are few
	Used                       string    // how often and in how many, when they are many
}

// NoteView is a note in a page's list.
type NoteView struct {
	ID     string
	Number int
	Title  string // "Note 3"
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
	From     Phrase // its link names the page: "Cited from ICDS"
}

// base fills what every page has.
func (r *Renderer) base(id site.PageID, layout string) (Base, error) {
	s, p := r.site, r.site.Pages[id]
	b := Base{
		Site: r.self, Words: r.words, Kind: layout, Title: p.Title, Head: p.Title + " · " + r.self.Short,
		Lang: r.lang(id), Dir: Direction(p.Lang), WordsLang: r.words.langOn(r.lang(id)),
		Home:    r.url(id, site.Addr{Page: s.Generated(site.KindHome)}),
		Search:  r.url(id, site.Addr{Page: s.Generated(site.KindSearch)}),
		Icon:    r.addr.File(id, iconPath),
		Updated: p.Updated.Format(),
		Body:    r.body(id),
		Notes:   r.notes(id),
		Terms:   r.terms(id),
		Pager:   r.pager(id),
		Mend:    r.mend(id),
	}
	b.Passages = r.passages(id)
	if p.Source != nil {
		b.Summary = smart(p.Source.Front.Summary)
	}
	switch p.Kind {
	case site.KindHome:
		b.Title = cmp.Or(b.titleOf(p), b.Site.Title)
		b.Head = b.Title
		b.Summary = cmp.Or(b.Summary, b.Site.Summary)
	case site.KindTerm:
		b.Title = upperFirst(s.Terms[p.Term].Title)
	}
	if p.First != id {
		b.Title = r.words.partTitle(b.Title, s.Part(id))
		b.Head = b.Title + " · " + r.self.Short
	}
	b.TitleID, b.Heading = r.heading(id, b.Title)
	b.Web = r.web(id, &b)
	if p.Kind == site.KindNotFound {
		b.Kind = "page"
	}
	f, err := r.frame(id, layout)
	b.Masthead, b.Footer = f.masthead, f.footer
	b.Early, b.Styles, b.Scripts, b.Worker = f.early, f.styles, f.scripts, f.worker
	return b, err
}

// heading returns the title of a page as its first heading: the leading heading of the
// file with all that stands in it where that is the title.
func (r *Renderer) heading(id site.PageID, title string) (string, template.HTML) {
	p := r.site.Pages[id]
	if p.Body.Off == p.Doc.Body.Off {
		return "", template.HTML(template.HTMLEscapeString(title))
	}
	return p.Doc.Heads[0].ID, r.own(site.Passage{Page: id, Span: p.Doc.Heads[0].Span}, false)
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

// source returns an article as a badge, linked to a place as seen from a page.
func (r *Renderer) source(on site.PageID, article int32, to site.Addr) Source {
	a := &r.site.Articles[article]
	return Source{Short: a.Short, URL: r.url(on, to), Hue: a.Hue, Shape: shapes[a.Shape], Mark: r.marks.of(article, a)}
}

// notes returns the notes of a page.
func (r *Renderer) notes(id site.PageID) []NoteView {
	s := r.site
	var views []NoteView
	for _, u := range s.Notes[id] {
		passage := site.Passage{Page: u.Home, Span: s.Pages[u.Home].Doc.Notes[u.Note].Span}
		v := NoteView{ID: "note-" + u.ID, Number: u.Number, Title: upperFirst(fill(r.words.NoteNumber, "n", itoa(u.Number)))}
		if u.Foreign(id) {
			home := s.Notes[u.Home]
			for _, h := range home {
				if h.Home == u.Home && h.Note == u.Note {
					o := r.sourceOf(id, site.Addr{Page: u.Home, Frag: "note-" + h.ID})
					v.Origin = &Origin{o, o.Short + r.words.Comma + fill(r.words.NoteNumber, "n", itoa(h.Number))}
				}
			}
			v.Body = r.inLanguage(id, u.Home, r.splice(passage, Showing{Page: id, Hits: s.Linked[u.Home], Words: r.words, Marks: &r.marks, Apparatus: true, Links: true}), true)
		} else {
			v.Body = r.own(passage, true)
		}
		for i, mark := range u.Marks {
			text := fill(r.words.Back, "n", itoa(u.Number))
			if len(u.Marks) > 1 {
				text = fill(r.words.BackToUse, "n", itoa(u.Number), "use", itoa(i+1))
			}
			v.Back = append(v.Back, Link{Text: text, URL: r.url(id, site.Addr{Page: id, Frag: mark})})
		}
		for _, c := range u.CitedFrom {
			from := r.sourceOf(id, c.Addr)
			v.Cited = append(v.Cited, CitedView{from, r.quote(id, c.Passage), phrase(r.words.CitedFrom, "page", from.Short)})
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

// termView returns an entry as it is listed on a page.
func (r *Renderer) termView(on site.PageID, term int32) TermView {
	t := &r.site.Terms[term]
	v := r.entries()[term]
	v.URL, v.Lead = r.url(on, site.Addr{Page: t.Page}), r.lead(on, t.Lead)
	if _, ok := r.site.FirstUse(on, term); ok {
		v.Back = r.url(on, site.Addr{Page: on, Frag: t.UseID})
	}
	return v
}

// prepareEntries returns the entries of all terms.
func (r *Renderer) prepareEntries() []TermView {
	entries := make([]TermView, len(r.site.Terms))
	for i, u := range countUses(r.site) {
		entries[i] = r.entry(&r.site.Terms[i], u)
	}
	return entries
}

// entry fills in what an entry is wherever it is listed.
func (r *Renderer) entry(t *site.Term, u usage) TermView {
	v := TermView{ID: t.ID, Title: upperFirst(t.Title), Expansion: t.Expansion, Kind: t.Kind}
	v.Open = fill(r.words.OpenTerm, "term", v.Title)
	v.Uses, v.Used = r.uses(u)
	if t.Expansion != "" {
		v.More = template.HTML(` <span class="expansion">` + template.HTMLEscapeString(t.Expansion) + `</span>`)
	}
	if t.Kind != "" {
		v.More += template.HTML(` <span class="kind">` + template.HTMLEscapeString(t.Kind) + `</span>`)
	}
	v.Name = template.HTML(template.HTMLEscapeString(v.Title)) + v.More
	return v
}

// upperFirst begins a title with a capital, as in a dictionary's heading.
func upperFirst(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[n:]
}

// When is a date as it is shown.
type When struct {
	Text     string
	EDTF     string
	Datetime string // a valid value for <time>, or ""
	HTML     template.HTML
}

func (w *Words) when(d edtf.Date) When {
	on := When{Text: d.Format(), EDTF: d.String()}
	on.Datetime, _ = d.HTML5()
	return w.element(on)
}

// element fills in the HTML: a <time> where the date has a valid form.
func (w *Words) element(on When) When {
	text, edtf := template.HTMLEscapeString(annotate.Typography(on.Text)), template.HTMLEscapeString(on.EDTF)
	switch {
	case on.EDTF == "":
		on.HTML = template.HTML(`<span class="time">` + template.HTMLEscapeString(w.Undated) + `</span>`)
	case on.Datetime == "":
		on.HTML = template.HTML(`<span class="time" data-date="` + edtf + `">` + text + `</span>`)
	default:
		on.HTML = template.HTML(`<time datetime="` + on.Datetime + `" data-date="` + edtf + `">` + text + `</time>`)
	}
	return on
}
