package render

import (
	"cmp"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// minutes is how long a text takes to read, at 220 words a minute.
func minutes(d *annotate.Doc) int { return max(1, (d.Words+110)/220) }

// ArticleView is a digest with its apparatus.
type ArticleView struct {
	Base
	Source   Source
	Original OriginalView
	Contents []Link
	Minutes  int
	Reading  string // "3 min to read."
	Fixes    []Fix
	Dated    []DatedView
	Cited    []RelationView
	Prev     *Link
	Next     *Link
}

// Fix is a correction.
type Fix struct {
	ID    string
	Date  When
	Label string // "Corrected 3 May 2025."
	Text  string
}

// DatedView is a dated statement in an article's list.
type DatedView struct {
	When  When
	Text  string
	URL   string // the statement
	Event string // address of its event on the timeline
	Flags []string
}

func (r *Renderer) article(id site.PageID, b Base) ArticleView {
	s, p := r.site, r.site.Pages[id]
	v := ArticleView{Base: b, Minutes: minutes(p.Doc), Reading: fill(r.words.Reading, "n", itoa(minutes(p.Doc)))}
	if p.Article >= 0 {
		v.Source = r.source(id, p.Article, site.Addr{Page: id})
		v.Original = r.original(id, p.Article)
	}
	for _, h := range p.Doc.Heads {
		if h.Level == 2 && h.Text != "" {
			v.Contents = append(v.Contents, Link{Text: h.Text, URL: r.url(id, site.Addr{Page: id, Frag: h.ID})})
		}
	}
	for i, c := range p.Source.Front.Corrections {
		at, date := s.Correction(id, i)
		on := r.words.when(date)
		v.Fixes = append(v.Fixes, Fix{r.addr.ID(id, at.Frag), on, r.words.CorrectedOn(date), smart(c.Text)})
	}
	v.Dated = r.dated(id)
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

// dated lists the dated statements of a page as the timeline orders them.
func (r *Renderer) dated(id site.PageID) []DatedView {
	s, doc := r.site, r.site.Pages[id].Doc
	targets := make([]*site.Target, len(doc.Dated))
	for i := range doc.Refs {
		if t := &s.Targets[id][i]; doc.Refs[i].Kind == annotate.RefDated && t.Found {
			targets[doc.Refs[i].Index] = t
		}
	}
	var views []DatedView
	for _, i := range s.DatedOn(id) {
		if d, t := &doc.Dated[i], targets[i]; t != nil {
			views = append(views, DatedView{
				r.words.when(d.Date), cmp.Or(d.Text, s.Events[t.Event].Title),
				r.url(id, site.Addr{Page: id, Frag: t.ID}), r.url(id, t.Addr), r.words.flags(d.Flags),
			})
		}
	}
	return views
}

func (r *Renderer) neighbour(id site.PageID, article int) *Link {
	if article < 0 || article >= len(r.site.Articles) {
		return nil
	}
	a := &r.site.Articles[article]
	return &Link{Text: a.Short + ": " + r.site.Pages[a.Page].Title, URL: r.url(id, site.Addr{Page: a.Page})}
}
