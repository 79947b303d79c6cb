package render

import (
	"html/template"
	"path"
	"slices"
	"strings"

	"gloss/internal/site"
)

// place is a page as the masthead and the foot name it.
type place struct {
	name string
	page site.PageID
}

// Bounds on what stands on every page, so that a page does not grow with the site (DESIGN
// §5, Bounds).
const (
	maxNavArticles = 3 // named in the masthead
	maxFoot        = 8
)

// places returns where the masthead and the foot lead, the same on every page.
func places(s *site.Site, w *Words) (head, foot []place) {
	add := func(list *[]place, name string, page site.PageID) {
		if page != site.None {
			*list = append(*list, place{name, page})
		}
	}
	add(&head, w.Briefing, s.Generated(site.KindHome))
	if len(s.Articles) <= maxNavArticles {
		for i := range s.Articles {
			add(&head, s.Articles[i].Short, s.Articles[i].Page)
		}
		add(&foot, w.Articles, s.Generated(site.KindArticles))
	} else {
		add(&head, w.Articles, s.Generated(site.KindArticles))
	}
	add(&head, w.Compare, s.Generated(site.KindCompare))
	add(&head, w.Timeline, s.Generated(site.KindTimeline))
	add(&head, w.Glossary, s.Generated(site.KindGlossary))
	add(&foot, w.Sources, s.Generated(site.KindSources))
	for id, p := range s.Pages {
		if p.Kind == site.KindPage && !p.Draft && len(foot) < maxFoot {
			add(&foot, p.Title, site.PageID(id))
		}
	}
	return head, foot
}

// Frame is what stands around the content of a page. It is the same for all pages of a
// folder, but for which link leads to the page itself.
type Frame struct {
	Site      SiteView
	Words     *Words
	WordsLang template.HTMLAttr // the language of the words, where that of the page is another
	Home      string
	Search    Link
	Nav, Foot []Link
	Data      []Link // the site for programs
}

// frame is a rendered Frame, and the addresses of the bundles.
type frame struct {
	masthead, footer template.HTML
	early, worker    string
	styles, scripts  []string
}

// frameKey is all that a rendered frame depends on.
type frameKey struct {
	layout, folder, lang string
	current              site.PageID // None when no link leads to the page itself
}

// frame returns the masthead and the foot of a page.
func (r *Renderer) frame(id site.PageID, layout string) (frame, error) {
	key := frameKey{layout, path.Dir(r.site.Pages[id].Out), r.lang(id), site.None}
	isCurrent := func(at place) bool { return at.page == id }
	if r.site.Generated(site.KindSearch) == id || slices.ContainsFunc(r.head, isCurrent) || slices.ContainsFunc(r.foot, isCurrent) {
		key.current = id
	}
	if f, ok := r.frames.Load(key); ok {
		return f.(frame), nil
	}
	masthead, foot, err := r.around(id, layout)
	if err != nil {
		return frame{}, err
	}
	f := frame{masthead: masthead, footer: foot}
	r.refer(&f, id, layout)
	r.frames.Store(key, f)
	return f, nil
}

// around renders the masthead and the foot of a page.
func (r *Renderer) around(id site.PageID, layout string) (masthead, foot template.HTML, err error) {
	search := place{r.words.Search, r.site.Generated(site.KindSearch)}
	view := Frame{Site: r.self, Words: r.words, WordsLang: r.words.langOn(r.lang(id)), Home: r.url(id, site.Addr{Page: r.site.Generated(site.KindHome)}), Search: r.links(id, []place{search})[0], Nav: r.links(id, r.head), Foot: r.links(id, r.foot)}
	for _, out := range r.Data {
		name := r.words.DataBriefing
		switch path.Ext(out) {
		case ".ics":
			name = r.words.DataCalendar
		case ".xml":
			name = r.words.DataFeed
		}
		view.Data = append(view.Data, Link{Text: name, URL: r.addr.File(id, out)})
	}
	var parts [2]template.HTML
	for i, name := range []string{"masthead", "foot"} {
		if !r.layouts.defines(layout, name) {
			continue // a base layout of the site's own need not have it
		}
		part, err := r.layouts.execute(nil, layout, name, view)
		if err != nil {
			return "", "", err
		}
		parts[i] = template.HTML(part)
	}
	return parts[0], parts[1], nil
}

// links returns links to places as seen from a page.
func (r *Renderer) links(from site.PageID, list []place) []Link {
	links := make([]Link, len(list))
	for i, at := range list {
		links[i] = Link{at.name, r.url(from, site.Addr{Page: at.page}), at.page == from}
	}
	return links
}

// pageName is what a page is called where others refer to it.
func (r *Renderer) pageName(id site.PageID) string {
	switch p := r.site.Pages[id]; {
	case p.Article >= 0:
		return r.site.Articles[p.Article].Short
	case p.Kind == site.KindHome:
		return r.words.Briefing
	default:
		return p.Title
	}
}

// sourceOf returns the badge of the page a place is on; other pages than articles have a
// name and neither hue nor shape.
func (r *Renderer) sourceOf(on site.PageID, to site.Addr) Source {
	if p := r.site.Pages[to.Page]; p.Article >= 0 {
		return r.source(on, p.Article, to)
	}
	return Source{Short: r.pageName(to.Page), URL: r.url(on, to)}
}

// Direction returns the direction of a language's script, which the tag names or implies.
func Direction(lang string) string {
	subtags := strings.Split(strings.ToLower(lang), "-")
	for _, s := range subtags[1:] {
		if len(s) == 4 && s[0] > '9' { // a script (BCP 47 §2.2.3)
			subtags[0] = s
			break
		}
	}
	switch subtags[0] {
	case "ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc", "nqo", "ks", "prs", "azb", "pnb", "mzn", "glk", "lrc", "bal",
		"arab", "aran", "hebr", "thaa", "syrc", "nkoo", "mand", "samr", "adlm", "rohg":
		return "rtl"
	}
	return "ltr"
}
