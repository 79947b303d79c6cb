package render

import (
	"strconv"
	"strings"
	"unicode"

	"gloss/internal/site"
)

// locator is how a cite is shown.
type locator struct {
	Text string // "¶8–9", with the source's name outside its own article
	Name string // for assistive technology: "source paragraphs 8–9"; it holds what is seen, but for a sign (WCAG 2.5.3)
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
	var numbers, data []string
	for _, r := range c.Ranges {
		from, to := strconv.Itoa(r.From), strconv.Itoa(r.To)
		if r.From == r.To {
			numbers, data = append(numbers, from), append(data, from)
		} else {
			numbers, data = append(numbers, from+"–"+to), append(data, from+"-"+to)
		}
	}
	sign, noun := u.Signs, u.Other
	if len(c.Ranges) == 1 && c.Ranges[0].From == c.Ranges[0].To {
		sign, noun = u.Sign, u.One
	}
	list := strings.Join(numbers, w.Comma)
	l := locator{Text: sign + list, Data: strings.Join(data, ","), Addr: s.SourceAddr(c.Article, c.Ranges[0].From)}
	if art.Page == from {
		l.Name = fill(w.Locator, "unit", noun, "numbers", list)
	} else {
		l.Text = art.Short + " " + l.Text
		l.Name = fill(w.ForeignLocator, "article", art.Short, "unit", noun, "numbers", list)
		l.Data = art.Name + ":" + l.Data
	}
	if strings.ContainsFunc(sign, unicode.IsLetter) {
		l.Name = l.Text // no sign, but words
	}
	return l
}
