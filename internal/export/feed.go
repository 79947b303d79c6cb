package export

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"

	"gloss/internal/edtf"
	"gloss/internal/site"
)

// maxEntries is how many entries the feed has: the newest.
const maxEntries = 50

// entry is one entry of the feed: an article, or a correction of one.
type entry struct {
	day  edtf.Day
	page site.PageID
	fix  int // index of the correction; -1 for the article
}

// entries are the entries of the feed, the newest first. There is no clock: an article is as old
// as its front matter says, by "updated" and its corrections, else by the date of its source,
// else by that of the briefing. One without any date has no place in a feed, which needs one
// (RFC 4287 §4.1.2).
func (x *exporter) entries() []entry {
	var list []entry
	for i := range x.site.Articles {
		a := &x.site.Articles[i]
		p := x.site.Pages[a.Page]
		if p.Draft {
			continue
		}
		for _, d := range []edtf.Date{x.site.LastChanged(a.Page), a.Date, x.site.AsOf} {
			if day, ok := feedDay(d); ok {
				list = append(list, entry{day, a.Page, -1})
				break
			}
		}
		for k := range p.Source.Front.Corrections {
			if _, d := x.site.Correction(a.Page, k); d.Kind() != edtf.None {
				if day, ok := feedDay(d); ok {
					list = append(list, entry{day, a.Page, k})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int {
		return cmp.Or(b.day.Compare(a.day), cmp.Compare(min(b.fix, 0), min(a.fix, 0)))
	})
	return list[:min(len(list), maxEntries)]
}

// feedDay is the day that a date stands for in a feed, its last.
func feedDay(d edtf.Date) (edtf.Day, bool) {
	day, ok := d.Latest()
	return day, ok && day.Year >= 1 && day.Year <= 9999
}

// feed appends the newest articles and corrections as an Atom feed (RFC 4287).
func (x *exporter) feed(dst []byte, entries []entry) []byte {
	c := &x.site.Config
	w := markup{bytes.NewBuffer(dst)}
	w.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="`)
	w.text(c.Lang)
	w.WriteString("\">\n")
	w.element("id", c.URL)
	w.element("title", smart(c.Title))
	w.element("subtitle", smart(c.Summary))
	w.link("alternate", "text/html", c.URL)
	w.link("self", "application/atom+xml", x.web.File(x.root, FeedPath))
	w.element("updated", instant(entries[0].day))
	w.WriteString("<author>")
	w.element("name", smart(cmp.Or(c.By, c.Title)))
	w.WriteString("</author>\n")
	w.element("rights", smart(c.Licence))
	w.element("generator", "Gloss")
	for _, e := range entries {
		x.entryOf(w, e)
	}
	w.WriteString("</feed>\n")
	return w.Bytes()
}

// entryOf writes one entry. Its id is its address, which stays as it is.
func (x *exporter) entryOf(w markup, e entry) {
	p := x.site.Pages[e.page]
	f := &p.Source.Front
	address := x.web.URL(x.root, site.Addr{Page: e.page})
	title, summary := p.Title, smart(f.Summary)
	if e.fix >= 0 {
		at, date := x.site.Correction(e.page, e.fix)
		address = x.web.URL(x.root, at)
		title = x.words.CorrectedOn(date) + " " + title
		summary = smart(f.Corrections[e.fix].Text)
	}
	w.WriteString("<entry")
	if p.Lang != x.site.Config.Lang && p.Lang != "" {
		w.WriteString(` xml:lang="`)
		w.text(p.Lang)
		w.WriteString(`"`)
	}
	w.WriteString(">\n")
	w.element("id", address)
	w.element("title", title)
	w.link("alternate", "text/html", address)
	w.element("updated", instant(e.day))
	w.element("summary", summary)
	w.WriteString("</entry>\n")
}

// instant is the beginning of a day (RFC 3339).
func instant(d edtf.Day) string { return d.String() + "T00:00:00Z" }

// markup writes XML.
type markup struct{ *bytes.Buffer }

// text writes a text, in an element or in quotation marks. What XML does not have becomes U+FFFD.
func (w markup) text(s string) { _ = xml.EscapeText(w, []byte(s)) } // a buffer takes everything

// element writes an element with a text, unless that is empty.
func (w markup) element(name, text string) {
	if text == "" {
		return
	}
	w.WriteString("<" + name + ">")
	w.text(text)
	w.WriteString("</" + name + ">\n")
}

func (w markup) link(rel, kind, address string) {
	w.WriteString(`<link rel="` + rel + `" type="` + kind + `" href="`)
	w.text(address)
	w.WriteString("\"/>\n")
}
