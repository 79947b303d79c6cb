package render

import (
	"html/template"
	"slices"
	"unicode"
	"unicode/utf8"

	"gloss/internal/site"
)

// Card is an article on the home page and in the list of articles.
type Card struct {
	Source
	Title, Summary string
	Minutes        int
	Notes, Dated   int
	Date           string
}

// maxCards is how many articles the home page shows (DESIGN §5, Bounds).
const maxCards = 12

func (r *Renderer) cards(on site.PageID, limit int) []Card {
	var cards []Card
	for i, a := range r.site.Articles {
		if i == limit {
			break
		}
		p := r.site.Pages[a.Page]
		cards = append(cards, Card{r.source(on, int32(i), site.Addr{Page: a.Page}), p.Title, smart(p.Source.Front.Summary),
			max(1, (p.Doc.Words+110)/220), len(r.site.Notes[a.Page]), len(p.Doc.Dated), a.Date.Format()})
	}
	return cards
}

// HomeView is the front of the briefing.
type HomeView struct {
	Base
	Cards    []Card
	More     *Link // to all articles, when not all have a card
	Disputes []RelationView
	Tally    []TallyItem
	Compare  string
	Timeline string
	Events   int
}

// TallyItem is a count of relations in the tally.
type TallyItem struct {
	Words
	Count int
	URL   string
	Last  bool
}

// maxDisputes is how many disagreements the home page shows.
const maxDisputes = 3

func (r *Renderer) home(id site.PageID) HomeView {
	s := r.site
	v := HomeView{Base: r.base(id, "home"), Cards: r.cards(id, maxCards), Events: len(s.Events)}
	if len(s.Articles) > maxCards {
		v.More = &Link{Text: "All " + itoa(len(s.Articles)) + " articles", URL: r.url(id, site.Addr{Page: s.Generated(site.KindArticles)})}
	}
	if to := s.Generated(site.KindTimeline); to != site.None {
		v.Timeline = r.url(id, site.Addr{Page: to})
	}
	if to := s.Generated(site.KindCompare); to != site.None {
		v.Compare = r.url(id, site.Addr{Page: to})
		v.Tally = r.tally(id)
	}
	for _, question := range []bool{true, false} { // those that name their question first
		for i := range s.Relations {
			rel := &s.Relations[i]
			if rel.Rel == "contradicts" && (rel.Question != "") == question && len(v.Disputes) < maxDisputes {
				v.Disputes = append(v.Disputes, r.relation(id, rel))
			}
		}
	}
	return v
}

// tally counts the relations in readers' words.
func (r *Renderer) tally(on site.PageID) []TallyItem {
	var items []TallyItem
	for _, w := range slices.Backward(relationWords) {
		n := 0
		if w.Rel == "same-event" {
			n = len(r.shared())
		} else {
			for i := range r.site.Relations {
				if r.site.Relations[i].Rel == w.Rel {
					n++
				}
			}
		}
		if n > 0 {
			items = append(items, TallyItem{Words: w, Count: n, URL: r.url(on, site.Addr{Page: r.site.Generated(site.KindCompare), Frag: w.Rel})})
		}
	}
	slices.Reverse(items)
	if len(items) > 0 {
		items[len(items)-1].Last = true
	}
	return items
}

// shared returns the events that two articles tell of.
func (r *Renderer) shared() []int {
	var out []int
	for i := range r.site.Events {
		st := r.site.Events[i].Statements
		if slices.ContainsFunc(st, func(x site.Statement) bool { return x.Page != st[0].Page }) {
			out = append(out, i)
		}
	}
	return out
}

// RelationView is two passages and what stands between them.
type RelationView struct {
	Words
	Subject, Object End
	Why             string
	Note            template.HTML // the note that explains, when why= does not
	Question        string
	Mine            End // on an article's page: the passage of that page …
	Other           End // … and the other one
	IsSubject       bool
}

// End is a passage of a relation, always a digest and never styled as a quotation.
type End struct {
	Source
	Text  template.HTML
	By    string
	Where string // "¶5"
}

func (r *Renderer) relation(on site.PageID, rel *site.Relation) RelationView {
	v := RelationView{Words: RelationWords(rel.Rel), Subject: r.end(on, rel.Subject), Object: r.end(on, rel.Object), Why: smart(rel.Why), Question: smart(rel.Question)}
	if rel.Why == "" && rel.Note.End > rel.Note.Off {
		v.Note = template.HTML(Splice(nil, r.site, rel.Note, Showing{Page: on}, r.addr))
	}
	v.IsSubject = rel.Subject.Page == on
	v.Mine, v.Other = v.Object, v.Subject
	if v.IsSubject {
		v.Mine, v.Other = v.Subject, v.Object
	}
	return v
}

func (r *Renderer) end(on site.PageID, e site.End) End {
	v := End{Source: r.sourceOf(on, site.Addr{Page: e.Page, Frag: e.Frag}), Text: r.quote(on, e.Passage), By: e.By}
	if first, _ := utf8.DecodeRuneInString(r.plain(e.Passage)); unicode.IsLower(first) {
		v.Text = "… " + v.Text // the passage begins within a sentence
	}
	for i, c := range e.Cites {
		if i > 0 {
			v.Where += ", "
		}
		v.Where += describe(r.site, e.Page, c).Text
	}
	return v
}

// CompareView sets the articles' passages side by side.
type CompareView struct {
	Base
	Tally  []TallyItem
	Groups []RelationGroup
	Shared []EventView
}

// RelationGroup is the relations of one kind.
type RelationGroup struct {
	Words
	Relations []RelationView
}

func (r *Renderer) compare(id site.PageID) CompareView {
	v := CompareView{Base: r.base(id, "compare"), Tally: r.tally(id)}
	for _, w := range relationWords {
		g := RelationGroup{Words: w}
		for i := range r.site.Relations {
			if r.site.Relations[i].Rel == w.Rel {
				g.Relations = append(g.Relations, r.relation(id, &r.site.Relations[i]))
			}
		}
		if len(g.Relations) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	for _, i := range r.shared() {
		v.Shared = append(v.Shared, r.event(id, &r.site.Events[i]))
	}
	return v
}

// TimelineView is the list of events, by year.
type TimelineView struct {
	Base
	Years   []Year
	Undated []EventView
	Count   int
}

// Year is the events of one year.
type Year struct {
	Label  string
	Events []EventView
}

// EventView is an event as the timeline and the comparison show it.
type EventView struct {
	ID         string
	URL        string
	Title      string
	Kind       string
	When       When
	Flags      []string
	Conflict   bool
	Statements []StatementView
}

// StatementView is what one source says of an event.
type StatementView struct {
	Source
	Text      template.HTML
	Where     string // "¶8"
	When      When
	Precision string // "to the day"
	Flags     []string
}

func (r *Renderer) timeline(id site.PageID) TimelineView {
	v := TimelineView{Base: r.base(id, "timeline"), Count: len(r.site.Events)}
	for i := range r.site.Events {
		e := &r.site.Events[i]
		view := r.event(id, e)
		year, ok := e.Date.Year()
		if !ok {
			v.Undated = append(v.Undated, view)
			continue
		}
		if n := len(v.Years); n == 0 || v.Years[n-1].Label != itoa(year) {
			v.Years = append(v.Years, Year{Label: itoa(year)})
		}
		y := &v.Years[len(v.Years)-1]
		y.Events = append(y.Events, view)
	}
	return v
}

func (r *Renderer) event(on site.PageID, e *site.Event) EventView {
	s := r.site
	v := EventView{ID: "event-" + e.ID, Title: e.Title, Kind: e.Kind, When: when(e.Date), Flags: flagWords(e.Flags), Conflict: e.Conflict,
		URL: r.url(on, site.Addr{Page: s.Generated(site.KindTimeline), Frag: "event-" + e.ID})}
	for _, st := range e.Statements {
		d := &s.Pages[st.Page].Doc.Dated[st.Dated]
		passage := s.Sentence(r.statement(st))
		sv := StatementView{Source: r.sourceOf(on, site.Addr{Page: st.Page, Frag: st.ID}), Text: r.quote(on, passage),
			When: when(d.Date), Precision: d.Date.PrecisionLabel(), Flags: flagWords(d.Flags)}
		if d.Date.IsZero() {
			sv.Precision = "undated"
		}
		for i, c := range s.CitesOf(r.statement(st)) {
			if i > 0 {
				sv.Where += ", "
			}
			sv.Where += describe(s, st.Page, c).Text
		}
		v.Statements = append(v.Statements, sv)
	}
	return v
}

// SourcesView is the bibliography with its coverage.
type SourcesView struct {
	Base
	Sources []SourceView
}

// SourceView is one source.
type SourceView struct {
	Source
	OriginalView
	ID      string
	Digest  string // title of the digest
	Cells   []Cell
	Covered int
	Unit    string // "paragraph"
}

// Cell is one paragraph of the original.
type Cell struct {
	ID     string
	Number int
	Places []Link
}

func (r *Renderer) sources(id site.PageID) SourcesView {
	v := SourcesView{Base: r.base(id, "sources")}
	s := r.site
	for i, a := range s.Articles {
		if !s.Pages[a.Page].Source.Front.Source.IsSet() {
			continue
		}
		sv := SourceView{Source: r.source(id, int32(i), site.Addr{Page: a.Page}), OriginalView: r.original(id, int32(i)),
			ID: site.IDName(a.Name), Digest: s.Pages[a.Page].Title, Unit: units[s.Pages[a.Page].Source.Front.Source.Locator].one}
		for _, cov := range s.Coverage {
			if cov.Article != int32(i) {
				continue
			}
			for n, places := range cov.Places {
				c := Cell{ID: sv.ID + "-p" + itoa(n+1), Number: n + 1}
				for _, at := range places {
					c.Places = append(c.Places, Link{Text: r.placeName(at), URL: r.url(id, at)})
				}
				if len(places) > 0 {
					sv.Covered++
				}
				sv.Cells = append(sv.Cells, c)
			}
		}
		v.Sources = append(v.Sources, sv)
	}
	return v
}

// placeName names a block for a link to it: its page and section.
func (r *Renderer) placeName(a site.Addr) string {
	p := r.site.Pages[a.Page]
	name := p.Title
	switch {
	case p.Article >= 0:
		name = r.site.Articles[p.Article].Short
	case p.Kind == site.KindHome:
		name = "Briefing"
	}
	if h := r.site.HeadingOf(a); h != "" {
		name += ", " + h
	}
	return name
}

// ArticlesView is the list of articles.
type ArticlesView struct {
	Base
	Cards []Card
}

func (r *Renderer) articles(id site.PageID) ArticlesView {
	return ArticlesView{r.base(id, "articles"), r.cards(id, len(r.site.Articles))}
}
