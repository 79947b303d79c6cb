package render

import "gloss/internal/site"

// Card is an article on the home page and in the list of articles.
type Card struct {
	Source
	Title, Summary string
	Facts          []string // date, reading time, notes, dated statements
}

// maxCards is how many articles the home page shows (DESIGN §5, Bounds).
const maxCards = 12

// cards returns the cards of the articles from … to-1.
func (r *Renderer) cards(on site.PageID, from, to int) []Card {
	var cards []Card
	for i := from; i < to; i++ {
		a := &r.site.Articles[i]
		p := r.site.Pages[a.Page]
		c := Card{Source: r.source(on, int32(i), site.Addr{Page: a.Page}), Title: p.Title, Summary: smart(p.Source.Front.Summary)}
		if d := a.Date.Format(); d != "" {
			c.Facts = append(c.Facts, d)
		}
		c.Facts = append(c.Facts, fill(r.words.Minutes, "n", itoa(minutes(p.Doc))))
		if n := len(r.site.Notes[a.Page]); n > 0 {
			c.Facts = append(c.Facts, r.words.CountNotes.of(n))
		}
		if n := len(p.Doc.Dated); n > 0 {
			c.Facts = append(c.Facts, r.words.CountDated.of(n))
		}
		cards = append(cards, c)
	}
	return cards
}

// HomeView is the front of the briefing.
type HomeView struct {
	Base
	Cards    []Card
	More     *Link // to all articles, when not all have a card
	Disputes []RelationView
	Tally    []Item // "disagree on 2 points", each linked to the comparison
	Compare  string
	Timeline string
	Years    *BarsView // the strip of the timeline
}

// maxDisputes is how many disagreements the home page shows.
const maxDisputes = 3

func (r *Renderer) home(id site.PageID, b Base) HomeView {
	s := r.site
	v := HomeView{Base: b, Cards: r.cards(id, 0, min(maxCards, len(s.Articles)))}
	if len(s.Articles) > maxCards {
		v.More = &Link{Text: fill(r.words.AllArticles, "n", itoa(len(s.Articles))), URL: r.url(id, site.Addr{Page: s.Generated(site.KindArticles)})}
	}
	if to := s.Generated(site.KindTimeline); to != site.None {
		v.Timeline, v.Years = r.url(id, site.Addr{Page: to}), r.bars(id, r.everything())
	}
	if to := s.Generated(site.KindCompare); to != site.None {
		v.Compare = r.url(id, site.Addr{Page: to})
		v.Tally = r.tally(id)
	}
	for _, i := range s.Sharpest(maxDisputes) {
		v.Disputes = append(v.Disputes, r.relation(id, &s.Relations[i]))
	}
	return v
}

// tally counts the relations in readers' words.
func (r *Renderer) tally(on site.PageID) []Item {
	var links []Link
	c := r.compared()
	for i, rel := range relations {
		if n := c.count[i]; n > 0 {
			page := r.site.PartOf(r.site.Generated(site.KindCompare), c.first[i])
			links = append(links, Link{Text: r.words.tally(rel, n), URL: r.url(on, site.Addr{Page: page, Frag: groupID(rel)})})
		}
	}
	return r.words.sentence(r.words.Tally, "relations", r.words.And, links)
}

// ArticlesView is the list of articles.
type ArticlesView struct {
	Base
	Cards []Card
}
