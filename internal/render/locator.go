package render

import (
	"strconv"
	"strings"

	"gloss/internal/content"
	"gloss/internal/site"
)

// locator is how a cite is shown.
type locator struct {
	Text string // "¶8–9", with the source's name outside its own article
	Name string // for assistive technology: "source paragraphs 8 to 9"
	Data string // as an author would write it: "8-9"
	Addr site.Addr
}

// countable is what a source is counted in.
type countable struct{ sign, signs, one, many string }

// unit returns the words for what a locator counts.
func unit(l content.Locator) countable {
	switch l {
	case content.Page:
		return countable{"p. ", "pp. ", "page", "pages"}
	case content.Section:
		return countable{"§", "§", "section", "sections"}
	case content.Minute:
		return countable{"min ", "min ", "minute", "minutes"}
	}
	return countable{"¶", "¶", "paragraph", "paragraphs"}
}

// where returns what a passage of a page rests on: "¶5, ICDS ¶8–9".
func (r *Renderer) where(page site.PageID, cites []site.Cite) string {
	var texts []string
	for _, c := range cites {
		texts = append(texts, describe(r.site, page, c).Text)
	}
	return strings.Join(texts, ", ")
}

// describe writes out a cite as it is seen from a page.
func describe(s *site.Site, from site.PageID, c site.Cite) locator {
	art := &s.Articles[c.Article]
	src := &s.Pages[art.Page].Source.Front.Source
	u := unit(src.Locator)
	var numbers, words, data []string
	for _, r := range c.Ranges {
		from, to := strconv.Itoa(r.From), strconv.Itoa(r.To)
		if r.From == r.To {
			numbers, words, data = append(numbers, from), append(words, from), append(data, from)
		} else {
			numbers, words, data = append(numbers, from+"–"+to), append(words, from+" to "+to), append(data, from+"-"+to)
		}
	}
	sign, noun := u.signs, u.many
	if len(c.Ranges) == 1 && c.Ranges[0].From == c.Ranges[0].To {
		sign, noun = u.sign, u.one
	}
	l := locator{Text: sign + strings.Join(numbers, ", "), Name: "source " + noun + " " + list(words), Data: strings.Join(data, ","), Addr: s.SourceAddr(c.Article, c.Ranges[0].From)}
	if art.Page != from {
		l.Text = art.Short + " " + l.Text
		l.Name = art.Short + ", " + noun + " " + list(words)
		l.Data = art.Name + ":" + l.Data
	}
	return l
}
