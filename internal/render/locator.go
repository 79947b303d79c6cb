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

// units are the words for what a locator counts.
var units = map[content.Locator]struct{ sign, one, many string }{
	content.Paragraph: {"¶", "paragraph", "paragraphs"},
	content.Page:      {"p. ", "page", "pages"},
	content.Section:   {"§", "section", "sections"},
	content.Minute:    {"min ", "minute", "minutes"},
}

// describe writes out a cite as it is seen from a page.
func describe(s *site.Site, from site.PageID, c site.Cite) locator {
	art := &s.Articles[c.Article]
	src := &s.Pages[art.Page].Source.Front.Source
	u, ok := units[src.Locator]
	if !ok {
		u = units[content.Paragraph]
	}
	var text, data, name strings.Builder
	single := len(c.Ranges) == 1 && c.Ranges[0].From == c.Ranges[0].To
	if art.Page == from {
		name.WriteString("source ")
	} else {
		text.WriteString(art.Short + " ")
		name.WriteString(art.Short + ", ")
		data.WriteString(art.Name + ":")
	}
	text.WriteString(u.sign)
	if single {
		name.WriteString(u.one + " ")
	} else {
		name.WriteString(u.many + " ")
	}
	for i, r := range c.Ranges {
		if i > 0 {
			text.WriteString(", ")
			data.WriteString(",")
			name.WriteString(" and ")
		}
		n := strconv.Itoa(r.From)
		text.WriteString(n)
		data.WriteString(n)
		name.WriteString(n)
		if r.To > r.From {
			n = strconv.Itoa(r.To)
			text.WriteString("–" + n)
			data.WriteString("-" + n)
			name.WriteString(" to " + n)
		}
	}
	return locator{text.String(), name.String(), data.String(), sourceAddr(s, c)}
}

// sourceAddr is where the sources page shows what a cite rests on: its first cell, or the
// source itself when its length is not known.
func sourceAddr(s *site.Site, c site.Cite) site.Addr {
	art := &s.Articles[c.Article]
	frag := site.IDName(art.Name)
	if s.Pages[art.Page].Source.Front.Source.Length > 0 {
		frag += "-p" + strconv.Itoa(c.Ranges[0].From)
	}
	return site.Addr{Page: s.Generated(site.KindSources), Frag: frag}
}
