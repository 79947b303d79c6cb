package site

import (
	"fmt"
	"strings"

	"gloss/internal/annotate"
)

// dump shows a linked site as text: each page with what stands on it, then what belongs to
// no page. Passages are shown as their words, ‹so›.
func (x *linked) dump() string {
	d := dumper{linked: x}
	for id := range x.Pages {
		d.page(PageID(id))
	}
	d.articles()
	d.terms()
	d.events()
	d.relations()
	d.rows()
	d.coverage()
	return d.sb.String()
}

type dumper struct {
	*linked
	sb strings.Builder
}

func (d *dumper) line(format string, args ...any) {
	d.sb.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// opt shows a field that is not empty.
func opt(name string, value any) string {
	if s := fmt.Sprint(value); s != "" && s != "0" && s != "false" {
		return name + s + " "
	}
	return ""
}

func (d *dumper) quote(p Passage) string { return "‹" + d.text(p) + "›" }

func (d *dumper) addr(a Addr) string {
	if a.Page == None {
		return "no page"
	}
	s := d.Pages[a.Page].Out
	if a.Frag != "" {
		s += "#" + a.Frag
	}
	return s
}

var kindNames = [...]string{"", "page", "article", "term", "home", "articles", "glossary", "timeline", "compare", "sources", "404", "search"}

func (d *dumper) page(id PageID) {
	p := d.Pages[id]
	made := ""
	if p.Source == nil {
		made = "generated "
	}
	if d.sb.Len() > 0 {
		d.line("")
	}
	d.line("== %s %s%s %q %s%s%s", p.Out, made, kindNames[p.Kind], p.Title, opt("lang=", strings.TrimPrefix(p.Lang, "en")), opt("updated=", p.Updated), opt("draft=", p.Draft))
	if p.titled() {
		d.line("titled by its heading; body %s", d.quote(Passage{id, p.Body}))
	}
	for i := range p.Doc.Refs {
		d.ref(id, &p.Doc.Refs[i], &d.Targets[id][i])
	}
	for _, u := range d.Notes[id] {
		d.note(id, u)
	}
	for _, s := range d.linked.terms(id, d.Linked[id]) {
		d.line("term %s", s)
	}
	if list := d.Listed[id]; len(list) > 0 {
		var names []string
		for _, t := range list {
			names = append(names, d.Terms[t].Name)
		}
		d.line("lists %s", strings.Join(names, " "))
	}
	if len(d.Cited[id]) > 0 {
		d.line("shows relations %v", d.Cited[id])
	}
}

func (d *dumper) ref(id PageID, ref *annotate.Ref, t *Target) {
	at := fmt.Sprintf("%d:%d", ref.Pos.Line, ref.Pos.Col)
	doc := d.Pages[id].Doc
	if !t.Found {
		d.line("%s unanswered", at)
		return
	}
	switch ref.Kind {
	case annotate.RefLink:
		rel := ""
		if t.Rel >= 0 {
			rel = fmt.Sprintf("relation %d", t.Rel)
		}
		to := d.addr(t.Addr)
		if t.File != nil {
			to += opt(" ", t.File.Query)
		}
		if t.File != nil && t.File.Out != "" {
			to = "file " + t.File.Out + opt(" ", t.File.Query)
		}
		d.line("%s link %s -> %s %s%s", at, d.quote(Passage{id, doc.Links[ref.Index].Span}), strings.TrimSpace(to), opt("#", t.ID), rel)
	case annotate.RefImage:
		d.line("%s image -> %s %dx%d", at, t.File.Out, t.File.Size.W, t.File.Size.H)
	case annotate.RefTerm:
		d.line("%s by hand -> %s", at, d.addr(t.Addr))
	case annotate.RefNote:
		d.line("%s marker #%s -> %s, note %d", at, t.ID, d.addr(t.Addr), d.Notes[id][t.Note].Number)
	case annotate.RefDated:
		d.line("%s dated #%s -> %s", at, t.ID, d.addr(t.Addr))
	case annotate.RefLocator:
		d.line("%s rests on %s#%s", at, d.cites(d.BlockCites(id, ref.Index)), t.ID)
	case annotate.RefClaim, annotate.RefHeading, annotate.RefBlock:
		d.line("%s #%s", at, t.ID)
	}
}

func (d *dumper) note(id PageID, u NoteUse) {
	home := ""
	if u.Foreign(id) {
		home = "of " + d.Pages[u.Home].Out
	}
	d.line("note %d #note-%s %s marks %v %s", u.Number, u.ID, home, u.Marks, d.quote(Passage{u.Home, d.Pages[u.Home].Doc.Notes[u.Note].Span}))
	for _, c := range u.CitedFrom {
		d.line("  cited from %s %s", d.addr(c.Addr), d.quote(c.Passage))
	}
}

func (d *dumper) cites(cites []Cite) string {
	s := ""
	for _, c := range cites {
		s += d.Articles[c.Article].Name + ":"
		for i, r := range c.Ranges {
			if i > 0 {
				s += ","
			}
			if s += itoa(r.From); r.To != r.From {
				s += "-" + itoa(r.To)
			}
		}
		s += " "
	}
	return s
}

func when(is bool, word string) string {
	if is {
		return word
	}
	return ""
}

func (d *dumper) section(name string, n int) {
	if n > 0 {
		d.line("\n== %s", name)
	}
}

func (d *dumper) articles() {
	d.section("articles", len(d.Articles))
	for _, a := range d.Articles {
		d.line("%s %q hue %d shape %d %s", a.Name, a.Short, a.Hue, a.Shape, a.Date)
	}
}

func (d *dumper) terms() {
	d.section("terms", len(d.Terms))
	for i, t := range d.Terms {
		see := ""
		for _, s := range t.See {
			see += " " + d.Terms[s].Name
		}
		d.line("%s %q %s%s%s %s", t.Name, t.Title, opt("= ", t.Expansion), opt("kind=", t.Kind), opt("see", see), d.quote(t.Lead))
		for _, m := range d.Mentions[i] {
			d.line("  in %s, heading %d, %s", d.Pages[m.Page].Out, m.Heading, d.quote(m.Passage))
		}
		for _, e := range d.Told[i] {
			d.line("  told by event %s", d.Events[e].ID)
		}
	}
}

func (d *dumper) events() {
	d.section("events", len(d.Events))
	for i, e := range d.Events {
		if e.Undated && (i == 0 || !d.Events[i-1].Undated) {
			d.line("undated:")
		}
		d.line("%s %q %s%s%s%s", e.ID, e.Title, opt("kind=", e.Kind), opt("date=", e.Date), opt("flags=", int(e.Flags)), opt("conflict=", e.Conflict))
		for _, s := range e.Statements {
			x := &d.Pages[s.Page].Doc.Dated[s.Dated]
			d.line("  %s %s%s%s%s", d.addr(Addr{s.Page, s.ID}), opt("", x.Date), when(s.Undated && !x.Date.IsZero(), "undated "), when(s.Ahead, "ahead "), d.quote(d.Sentence(Passage{s.Page, x.Span})))
		}
	}
}

func (d *dumper) relations() {
	d.section("relations", len(d.Relations))
	end := func(what string, e End) {
		d.line("  %s %s %s%s%s", what, d.addr(Addr{e.Page, e.Frag}), opt("by ", e.By), d.cites(e.Cites), d.quote(e.Passage))
	}
	for i, r := range d.Relations {
		d.line("%d %s %s%s", i, r.Rel, opt("why=", r.Why), opt("question=", r.Question))
		end("subject", r.Subject)
		end("object ", r.Object)
		if r.Note.End > r.Note.Off {
			d.line("  note %s", d.quote(r.Note))
		}
	}
}

// rows lists the comparison, where there is one.
func (d *dumper) rows() {
	if d.Joined == 0 {
		return
	}
	d.section("comparison", len(d.Rows))
	for i, r := range d.Rows {
		what := [...]string{RowRelation: "relation", RowShared: "event", RowClaim: "claim", RowEvent: "event"}[r.Kind]
		if i == d.Joined {
			d.line("alone:")
		}
		name := itoa(int(r.Index))
		if what == "event" {
			name = d.Events[r.Index].ID
		} else if what == "claim" {
			name = d.Pages[r.Page].Doc.Claims[r.Index].ID
		}
		under := "the title"
		if h := d.SectionAt(r.Page, r.Off); h >= 0 {
			under = d.Pages[r.Page].Doc.Heads[h].Text
		}
		d.line("%s %s in %s under %s %s", what, name, d.Pages[r.Page].Out, under, opt("by ", r.By))
	}
	if s := d.Sharpest(3); s != nil {
		d.line("sharpest: %v", s)
	}
}

func (d *dumper) coverage() {
	d.section("coverage", len(d.Coverage))
	for _, c := range d.Coverage {
		for n := range c.Len() {
			s := ""
			for _, at := range c.Places(n + 1) {
				s += d.addr(d.PlaceAddr(at)) + opt(" under ", d.HeadingOf(at)) + " "
			}
			d.line("%s %d: %s", d.Articles[c.Article].Name, n+1, s)
		}
	}
}
