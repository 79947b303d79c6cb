// Package export writes a linked site for programs: the whole briefing and its glossary as
// JSON, its events for TimelineJS and for calendars, a feed and a sitemap. Its functions are pure; the same site
// makes the same bytes, and there is no clock.
//
// docs/search-and-data.md says what is in each file, and docs/schema holds their schemas.
package export

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/jsontext"
	"gloss/internal/render"
	"gloss/internal/site"
)

// Version is the version of the formats that are our own.
const Version = 1

// Output paths. All addresses in the files are relative to the folder that these lie in, or
// absolute where other programs need that.
const (
	BriefingPath = "briefing.json"
	GlossaryPath = "glossary.json"
	TimelinePath = "timeline.json"
	CalendarPath = "timeline.ics"
	FeedPath     = "feed.xml"    // these, for the web, only of a site whose address is known
	SitemapPath  = "sitemap.xml" //
	RobotsPath   = "robots.txt"  //
)

// File is one file. Append makes its content; it is safe for concurrent use.
type File struct {
	Path   string
	Append func(dst []byte) []byte
}

// Files lists what there is to export: of a site without events no timeline, of one without
// terms no glossary.
func Files(s *site.Site, w *render.Words) []File {
	x := &exporter{site: s, words: w, addr: render.NewRelative(s), root: s.Generated(site.KindSearch)}
	files := x.briefing()
	if len(s.Index) > 0 {
		files = append(files, File{GlossaryPath, x.glossary})
	}
	if len(s.Events) > 0 {
		files = append(files, File{TimelinePath, x.timeline}, File{CalendarPath, x.calendar})
	}
	if s.Config.URL != "" {
		x.web = render.NewAbsolute(s)
		files = append(files, x.forWeb()...)
	}
	return files
}

// forWeb lists what the web wants of a site: a feed if anything in it is dated, and a sitemap.
func (x *exporter) forWeb() (files []File) {
	if entries := x.entries(); len(entries) > 0 {
		files = append(files, File{FeedPath, func(dst []byte) []byte { return x.feed(dst, entries) }})
	}
	return append(append(files, x.sitemap(maxURLs, maxBytes)...), File{RobotsPath, x.robots})
}

// exporter is what all files are made from. It is immutable.
type exporter struct {
	site  *site.Site
	words *render.Words
	addr  render.Relative
	web   render.Absolute // of a site whose address is known
	root  site.PageID     // a page that lies where the exports do
}

// url returns the address of a place relative to the exports.
func (x *exporter) url(to site.Addr) string {
	u := x.addr.URL(x.root, to)
	if strings.HasPrefix(u, "#") {
		u = x.addr.URL(x.root, site.Addr{Page: x.root}) + u
	}
	return u
}

// absolute returns the address of a place on the web, "" when the site's is not known.
func (x *exporter) absolute(to site.Addr) string {
	if x.site.Config.URL == "" {
		return ""
	}
	return x.web.URL(x.root, to)
}

// fragment splices a passage as a piece of HTML that stands alone: without ids, markers and
// apparatus.
func (x *exporter) fragment(dst []byte, p site.Passage, links bool) []byte {
	return render.Splice(dst, x.site, p, render.Showing{Page: x.root, Words: x.words, Links: links}, rooted{x})
}

// rooted addresses places as [exporter.url] does.
type rooted struct{ *exporter }

func (r rooted) URL(_ site.PageID, to site.Addr) string   { return r.url(to) }
func (r rooted) File(from site.PageID, out string) string { return r.addr.File(from, out) }
func (r rooted) ID(page site.PageID, id string) string    { return r.addr.ID(page, id) }
func (x *exporter) text(p site.Passage) string            { return annotate.PlainText(x.html(p)) }
func (x *exporter) html(p site.Passage) []byte            { return x.site.Pages[p.Page].Doc.HTML[p.Off:p.End] }
func (x *exporter) dated(st site.Statement) *annotate.Dated {
	return &x.site.Pages[st.Page].Doc.Dated[st.Dated]
}

// said is the sentence of a dated statement.
func (x *exporter) said(st site.Statement) site.Passage {
	return x.site.Sentence(site.Passage{Page: st.Page, Span: x.dated(st).Span})
}

// cites is what a statement rests on: "¶8".
func (x *exporter) cites(st site.Statement) string {
	var texts []string
	for _, c := range x.site.CitesOf(site.Passage{Page: st.Page, Span: x.dated(st).Span}) {
		texts = append(texts, x.words.CiteText(x.site, st.Page, c))
	}
	return strings.Join(texts, x.words.Comma)
}

// source is what the page of a passage is called.
func (x *exporter) source(page site.PageID) string {
	if a := x.site.Pages[page].Article; a >= 0 {
		return x.site.Articles[a].Short
	}
	return x.site.Pages[page].Title
}

// flags is what is said of an event or a statement, in words.
func (x *exporter) flags(f annotate.Flags, conflict bool) []string {
	list := x.words.FlagsText(f)
	if conflict {
		list = append(list, x.words.Flags.Conflict)
	}
	return list
}

// smart makes a text of the front matter typographic, as pages do.
func smart(s string) string { return annotate.Typography(s) }

// writer writes JSON, with room for a fragment on its way into a string.
type writer struct {
	jsontext.Writer
	room []byte
}

// fragment writes a name and a passage as HTML.
func (x *exporter) writeFragment(w *writer, name string, p site.Passage) {
	w.room = x.fragment(w.room[:0], p, true)
	w.Raw(name, bytes.TrimSpace(w.room))
}

// host names the site in the ids of its events.
func (x *exporter) host() string {
	if u, err := url.Parse(x.site.Config.URL); err == nil && u.Host != "" {
		return strings.Trim(strings.ReplaceAll(path.Join(u.Hostname(), u.Path), "/", "."), ".")
	}
	return annotate.Slug(x.site.Config.Title) + ".gloss"
}
