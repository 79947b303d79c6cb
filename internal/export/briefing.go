package export

import (
	"fmt"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// perPart is how many items of a list one file holds, by about how large they are, and
// oneFile how many of all lists together briefing.json holds itself. The briefing of a large
// site is one no program wants to read at once.
const (
	articlesPerPart = 50
	perPart         = 500
	oneFile         = 1000
	articleWeight   = perPart / articlesPerPart
)

// list is one of the lists of a briefing.
type list struct {
	name  string
	count int
	per   int
	write func(w *writer, i int)
}

func (x *exporter) lists() []list {
	s := x.site
	return []list{
		{"articles", len(s.Articles), articlesPerPart, func(w *writer, i int) { x.article(w, int32(i)) }},
		{"relations", len(s.Relations), perPart, func(w *writer, i int) { x.relation(w, &s.Relations[i]) }},
		{"events", len(s.Events), perPart, func(w *writer, i int) { x.event(w, int32(i)) }},
		{"terms", len(s.Index), perPart, func(w *writer, i int) { x.term(w, s.Index[i]) }},
	}
}

// briefing lists the files of the briefing: one, with all lists in it, or one that says which
// files have a part of each.
func (x *exporter) briefing() []File {
	s := x.site
	lists := x.lists()
	if len(s.Articles)*articleWeight+len(s.Relations)+len(s.Events)+len(s.Index) <= oneFile {
		return []File{{BriefingPath, func(dst []byte) []byte {
			w := x.opening(dst)
			for _, l := range lists {
				l.all(w, 0, l.count)
			}
			return closing(w)
		}}}
	}
	files := []File{{BriefingPath, func(dst []byte) []byte {
		w := x.opening(dst)
		w.Key("parts")
		w.Open('{')
		for _, l := range lists {
			w.List(l.name, l.paths())
		}
		w.Close('}')
		return closing(w)
	}}}
	for _, l := range lists {
		for n, path := range l.paths() {
			files = append(files, File{path, func(dst []byte) []byte {
				w := opened(dst)
				l.all(w, n*l.per, min((n+1)*l.per, l.count))
				return closing(w)
			}})
		}
	}
	return files
}

// paths are where the parts of a list lie.
func (l *list) paths() []string {
	var paths []string
	for n := range (l.count + l.per - 1) / l.per {
		paths = append(paths, fmt.Sprintf("assets/briefing/%s-%d.json", l.name, n+1))
	}
	return paths
}

// all writes the items from … to-1 of a list.
func (l *list) all(w *writer, from, to int) {
	w.Key(l.name)
	w.Open('[')
	for i := from; i < to; i++ {
		w.Line()
		l.write(w, i)
	}
	w.Close(']')
}

func opened(dst []byte) *writer {
	w := &writer{}
	w.Bytes = dst
	w.Open('{')
	w.Number("version", Version)
	return w
}

// opening writes what a file says of the whole.
func (x *exporter) opening(dst []byte) *writer {
	c := &x.site.Config
	w := opened(dst)
	w.Pair("title", smart(c.Title))
	w.Pair("short", smart(c.Short))
	w.Pair("summary", smart(c.Summary))
	w.Pair("lang", c.Lang)
	w.Pair("url", c.URL)
	w.Pair("as_of", x.site.AsOf.String())
	w.Pair("by", smart(c.By))
	w.Pair("licence", smart(c.Licence))
	return w
}

func closing(w *writer) []byte {
	w.Close('}')
	return append(w.Bytes, '\n')
}

// glossary appends the glossary by itself.
func (x *exporter) glossary(dst []byte) []byte {
	w := x.opening(dst)
	for _, l := range x.lists() {
		if l.name == "terms" {
			l.all(w, 0, l.count)
		}
	}
	return closing(w)
}

// article writes an article with all its text.
func (x *exporter) article(w *writer, i int32) {
	a := &x.site.Articles[i]
	p := x.site.Pages[a.Page]
	f := &p.Source.Front
	w.Open('{')
	w.Pair("name", a.Name)
	w.Pair("url", x.url(site.Addr{Page: a.Page}))
	w.Pair("short", a.Short)
	w.Pair("title", p.Title)
	w.Pair("summary", smart(f.Summary))
	w.Pair("lang", p.Lang)
	w.Pair("updated", p.Updated.String())
	if src := f.Source; src.IsSet() {
		w.Key("source")
		w.Open('{')
		w.Pair("publisher", src.Publisher)
		w.Pair("title", smart(src.Title))
		w.Pair("author", src.Author)
		w.Pair("date", a.Date.String())
		w.Pair("url", src.URL)
		w.Pair("kind", src.Kind)
		w.Pair("accessed", src.Accessed)
		w.Pair("note", smart(src.Note))
		w.Pair("locator", string(src.Locator))
		w.Number("length", src.Length)
		w.Close('}')
	}
	if len(f.Corrections) > 0 {
		w.Key("corrections")
		w.Open('[')
		for _, c := range f.Corrections {
			w.Open('{')
			w.Pair("date", c.Date)
			w.Pair("text", smart(c.Text))
			w.Close('}')
		}
		w.Close(']')
	}
	x.passages(w, a.Page)
	x.claims(w, a.Page)
	x.notes(w, a.Page)
	w.Close('}')
}

// relation writes a relation: what one passage says of another.
func (x *exporter) relation(w *writer, r *site.Relation) {
	w.Open('{')
	w.Pair("rel", r.Rel)
	w.Pair("question", smart(r.Question))
	w.Pair("why", smart(r.Why))
	if r.Note.End > r.Note.Off {
		x.writeFragment(w, "note", r.Note)
	}
	x.end(w, "subject", &r.Subject)
	x.end(w, "object", &r.Object)
	w.Close('}')
}

func (x *exporter) end(w *writer, name string, e *site.End) {
	w.Key(name)
	w.Open('{')
	x.where(w, e.Page, e.Frag)
	w.Pair("by", e.By)
	x.writeFragment(w, "html", e.Passage)
	x.rests(w, e.Cites)
	w.Close('}')
}

// where writes which article a place is in, and its address.
func (x *exporter) where(w *writer, page site.PageID, frag string) {
	if a := x.site.Pages[page].Article; a >= 0 {
		w.Pair("article", x.site.Articles[a].Name)
	}
	w.Pair("url", x.url(site.Addr{Page: page, Frag: frag}))
}

// rests writes what a passage rests on.
func (x *exporter) rests(w *writer, cites []site.Cite) {
	if len(cites) == 0 {
		return
	}
	w.Key("rests_on")
	w.Open('[')
	for _, c := range cites {
		for _, r := range c.Ranges {
			w.Open('{')
			w.Pair("article", x.site.Articles[c.Article].Name)
			w.Number("from", r.From)
			w.Number("to", r.To)
			w.Close('}')
		}
	}
	w.Close(']')
}

// event writes an event with all that is said of it.
func (x *exporter) event(w *writer, i int32) {
	e := &x.site.Events[i]
	w.Open('{')
	w.Pair("id", e.ID)
	w.Pair("url", x.url(x.site.EventAddr(i)))
	w.Pair("title", e.Title)
	w.Pair("kind", e.Kind)
	x.date(w, e.Date)
	flagged(w, e.Flags)
	w.True("conflict", e.Conflict)
	w.Key("statements")
	w.Open('[')
	for _, st := range e.Statements {
		d := x.dated(st)
		w.Open('{')
		x.where(w, st.Page, st.ID)
		x.date(w, d.Date)
		flagged(w, d.Flags)
		x.writeFragment(w, "html", x.said(st))
		x.rests(w, x.site.CitesOf(site.Passage{Page: st.Page, Span: d.Span}))
		w.Close('}')
	}
	w.Close(']')
	w.Close('}')
}

// date writes a date: as it is stated (EDTF), in words, and the days between which it lies.
func (x *exporter) date(w *writer, d edtf.Date) {
	if d.IsZero() {
		return
	}
	w.Pair("date", d.String())
	w.Pair("text", d.Format())
	if day, ok := d.Earliest(); ok {
		w.Pair("earliest", day.String())
	}
	if day, ok := d.Latest(); ok {
		w.Pair("latest", day.String())
	}
}

// flagged writes the flags of a dated statement by the names that authors use.
func flagged(w *writer, f annotate.Flags) {
	var names []string
	for _, flag := range []struct {
		f    annotate.Flags
		name string
	}{{annotate.Plan, "plan"}, {annotate.Deadline, "deadline"}, {annotate.Reported, "reported"}, {annotate.Inferred, "inferred"}, {annotate.Disputed, "disputed"}} {
		if f.Has(flag.f) {
			names = append(names, flag.name)
		}
	}
	w.List("flags", names)
}

// term writes a glossary entry.
func (x *exporter) term(w *writer, i int32) {
	t := &x.site.Terms[i]
	p := x.site.Pages[t.Page]
	w.Open('{')
	w.Pair("name", t.Name)
	w.Pair("url", x.url(site.Addr{Page: t.Page}))
	w.Pair("title", t.Title)
	w.Pair("expansion", t.Expansion)
	w.List("aliases", p.Source.Front.Aliases)
	w.Pair("kind", t.Kind)
	x.writeFragment(w, "html", site.Passage{Page: t.Page, Span: p.Body})
	var see, events []string
	for _, other := range t.See {
		see = append(see, x.site.Terms[other].Name)
	}
	w.List("see", see)
	w.Number("mentions", len(x.site.Mentions[i]))
	for _, e := range x.site.Told[i] {
		events = append(events, x.site.Events[e].ID)
	}
	w.List("events", events)
	w.Close('}')
}
