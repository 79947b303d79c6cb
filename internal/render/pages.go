package render

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

func itoa(n int) string { return strconv.Itoa(n) }

// PageView is a plain page.
type PageView struct{ Base }

func (r *Renderer) page(id site.PageID) PageView { return PageView{r.base(id, "page")} }

// ArticleView is a digest with its apparatus.
type ArticleView struct {
	Base
	Source   Source
	Original OriginalView
	Contents []Link
	Minutes  int
	Words    int
	Fixes    []Fix
	Dated    []DatedView
	Cited    []RelationView
	Prev     *Link
	Next     *Link
}

// OriginalView describes the article that a digest digests.
type OriginalView struct {
	Publisher, Title, Author, Kind, URL, Note, Accessed string
	Date                                                When
	Length                                              string // "41 paragraphs"
	Sources                                             string // address of its entry among the sources
}

// Fix is a correction.
type Fix struct {
	Date When
	Text string
}

// DatedView is a dated statement in an article's list.
type DatedView struct {
	When  When
	Text  string
	URL   string // the statement
	Event string // address of its event on the timeline
	Flags []string
}

func (r *Renderer) article(id site.PageID) ArticleView {
	s, p := r.site, r.site.Pages[id]
	v := ArticleView{Base: r.base(id, "article"), Words: p.Doc.Words, Minutes: max(1, (p.Doc.Words+110)/220)}
	if p.Article >= 0 {
		v.Source = r.source(id, p.Article, site.Addr{Page: id})
		v.Original = r.original(id, p.Article)
	}
	for _, h := range p.Doc.Heads {
		if h.Level == 2 {
			v.Contents = append(v.Contents, Link{Text: h.Text, URL: r.url(id, site.Addr{Page: id, Frag: h.ID})})
		}
	}
	for _, c := range p.Source.Front.Corrections {
		date, _ := edtf.Parse(c.Date) // Link has reported a bad one
		v.Fixes = append(v.Fixes, Fix{when(date), smart(c.Text)})
	}
	for i, ref := range p.Doc.Refs {
		if t := s.Targets[id][i]; ref.Kind == annotate.RefDated && t.Found {
			d := &p.Doc.Dated[ref.Index]
			v.Dated = append(v.Dated, DatedView{when(d.Date), d.Text, r.url(id, site.Addr{Page: id, Frag: t.ID}), r.url(id, t.Addr), flagWords(d.Flags)})
		}
	}
	for _, i := range s.Cited[id] {
		rel := &s.Relations[i]
		if rel.Subject.Page != rel.Object.Page {
			v.Cited = append(v.Cited, r.relation(id, rel))
		}
	}
	if i := int(p.Article); i >= 0 {
		v.Prev, v.Next = r.neighbour(id, i-1), r.neighbour(id, i+1)
	}
	return v
}

func (r *Renderer) neighbour(id site.PageID, article int) *Link {
	if article < 0 || article >= len(r.site.Articles) {
		return nil
	}
	a := &r.site.Articles[article]
	return &Link{Text: a.Short + ": " + r.site.Pages[a.Page].Title, URL: r.url(id, site.Addr{Page: a.Page})}
}

func (r *Renderer) original(on site.PageID, article int32) OriginalView {
	a := &r.site.Articles[article]
	src := &r.site.Pages[a.Page].Source.Front.Source
	v := OriginalView{Publisher: smart(src.Publisher), Title: smart(src.Title), Author: smart(src.Author), Kind: smart(src.Kind), URL: src.URL, Note: smart(src.Note),
		Accessed: src.Accessed, Date: published(a.Date)}
	if u, ok := units[src.Locator]; ok && src.Length > 0 {
		v.Length = itoa(src.Length) + " " + u.many
	}
	if to := r.site.Generated(site.KindSources); to != site.None {
		v.Sources = r.url(on, site.Addr{Page: to, Frag: site.IDName(a.Name)})
	}
	return v
}

// published is the date of an original. One that is not given to the day but lies
// somewhere within a range was worked out, and is shown as that.
func published(d edtf.Date) When {
	w := when(d)
	if d.Kind() == edtf.OneOf || d.Approximate() || d.Uncertain() {
		w.Text += " (inferred)"
	}
	return w
}

// Group is a part of the glossary's index under one letter.
type Group struct {
	Letter string
	Terms  []TermView
}

// GlossaryView is the index of terms.
type GlossaryView struct {
	Base
	Groups []Group
	Count  int
}

func (r *Renderer) glossary(id site.PageID) GlossaryView {
	v := GlossaryView{Base: r.base(id, "glossary")}
	order := make([]int32, 0, len(r.site.Terms))
	for i, t := range r.site.Terms {
		if r.site.Published(t.Page) {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := r.site.Terms[a].Title, r.site.Terms[b].Title
		return cmp.Or(cmp.Compare(strings.ToLower(x), strings.ToLower(y)), cmp.Compare(x, y), cmp.Compare(a, b))
	})
	for _, i := range order {
		t := r.termView(id, i)
		t.ID = "gloss-" + site.IDName(r.site.Terms[i].Name)
		letter := initial(t.Title)
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Letter != letter {
			v.Groups = append(v.Groups, Group{Letter: letter})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Terms = append(g.Terms, t)
	}
	v.Count = len(order)
	return v
}

// initial returns the letter a title is filed under; what begins with no letter is under
// "#".
func initial(title string) string {
	c, _ := utf8.DecodeRuneInString(title)
	if !unicode.IsLetter(c) {
		return "#"
	}
	return string(unicode.ToUpper(c))
}

// TermPage is a glossary entry's own page.
type TermPage struct {
	Base
	Expansion string
	TermKind  string
	Aliases   []string
	See       []Link
	Mentions  []MentionGroup
	Events    []EventLink
	Index     string // address of the entry in the glossary's index
}

// MentionGroup is the sentences of one article that name a term.
type MentionGroup struct {
	Source
	Mentions []MentionView
}

// MentionView is one sentence.
type MentionView struct {
	Text    template.HTML
	URL     string
	Section string
}

// EventLink is an event in a list of events.
type EventLink struct {
	When  When
	Title string
	URL   string
}

func (r *Renderer) term(id site.PageID) TermPage {
	s, p := r.site, r.site.Pages[id]
	t := &s.Terms[p.Term]
	v := TermPage{Base: r.base(id, "term"), Expansion: t.Expansion, TermKind: t.Kind, Aliases: p.Source.Front.Aliases,
		Index: r.url(id, site.Addr{Page: s.Generated(site.KindGlossary), Frag: "gloss-" + site.IDName(t.Name)})}
	v.Base.Title = upperFirst(t.Title)
	for _, see := range t.See {
		v.See = append(v.See, Link{Text: s.Terms[see].Title, URL: r.url(id, site.Addr{Page: s.Terms[see].Page})})
	}
	last := site.None
	for _, m := range s.Mentions[p.Term] {
		if m.Page != last {
			v.Mentions = append(v.Mentions, MentionGroup{Source: r.sourceOf(id, site.Addr{Page: m.Page})})
			last = m.Page
		}
		g := &v.Mentions[len(v.Mentions)-1]
		g.Mentions = append(g.Mentions, r.mention(id, m))
	}
	v.Events = r.termEvents(id, p.Term)
	return v
}

func (r *Renderer) mention(on site.PageID, m site.Mention) MentionView {
	v := MentionView{Text: r.quote(on, m.Passage)}
	to := site.Addr{Page: m.Page}
	if m.Heading >= 0 {
		h := &r.site.Pages[m.Page].Doc.Heads[m.Heading]
		to.Frag, v.Section = h.ID, h.Text
	}
	v.URL = r.url(on, to)
	return v
}

// termEvents returns the events whose statements name a term.
func (r *Renderer) termEvents(on site.PageID, term int32) []EventLink {
	s := r.site
	var events []EventLink
	for i := range s.Events {
		e := &s.Events[i]
		if slices.ContainsFunc(e.Statements, func(st site.Statement) bool { return s.Names(r.statement(st), term) }) {
			events = append(events, EventLink{when(e.Date), e.Title, r.url(on, site.Addr{Page: s.Generated(site.KindTimeline), Frag: "event-" + e.ID})})
		}
	}
	return events
}

func (r *Renderer) statement(st site.Statement) site.Passage {
	return site.Passage{Page: st.Page, Span: r.site.Pages[st.Page].Doc.Dated[st.Dated].Span}
}
