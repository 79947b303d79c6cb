package render

import (
	"strconv"
	"strings"

	"gloss/internal/site"
)

// locator is how a cite is shown.
type locator struct {
	Text string // "¶8–9", with the source's name outside its own article
	Name string // for assistive technology: "source paragraphs 8 to 9"
	Data string // as an author would write it: "8-9"
	Addr site.Addr
}

// where returns what a passage of a page rests on: "¶5, ICDS ¶8–9".
func (r *Renderer) where(page site.PageID, cites []site.Cite) string {
	var texts []string
	for _, c := range cites {
		texts = append(texts, r.words.describe(r.site, page, c).Text)
	}
	return strings.Join(texts, r.words.Comma)
}

// describe writes out a cite as it is seen from a page.
func (w *Words) describe(s *site.Site, from site.PageID, c site.Cite) locator {
	art := &s.Articles[c.Article]
	src := &s.Pages[art.Page].Source.Front.Source
	u := w.unit(src.Locator)
	var numbers, words, data []string
	for _, r := range c.Ranges {
		from, to := strconv.Itoa(r.From), strconv.Itoa(r.To)
		if r.From == r.To {
			numbers, words, data = append(numbers, from), append(words, from), append(data, from)
		} else {
			numbers, words, data = append(numbers, from+"–"+to), append(words, fill(w.Range, "from", from, "to", to)), append(data, from+"-"+to)
		}
	}
	sign, noun := u.Signs, u.Other
	if len(c.Ranges) == 1 && c.Ranges[0].From == c.Ranges[0].To {
		sign, noun = u.Sign, u.One
	}
	heard := w.list(words)
	l := locator{Text: sign + strings.Join(numbers, w.Comma), Data: strings.Join(data, ","), Addr: s.SourceAddr(c.Article, c.Ranges[0].From)}
	if art.Page == from {
		l.Name = fill(w.Locator, "unit", noun, "numbers", heard)
	} else {
		l.Text = art.Short + " " + l.Text
		l.Name = fill(w.ForeignLocator, "article", art.Short, "unit", noun, "numbers", heard)
		l.Data = art.Name + ":" + l.Data
	}
	return l
}
