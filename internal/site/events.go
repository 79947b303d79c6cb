package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/annotate"
	"gloss/internal/diag"
	"gloss/internal/edtf"
)

// statement is where a dated statement belongs.
type statement struct {
	event int32
	id    string // of the statement on its page
}

// joinEvents joins dated statements into events and sorts them.
func (l *linker) joinEvents() {
	for _, id := range l.order {
		if len(l.Pages[id].Doc.Dated) > 0 {
			l.joinPage(id)
		}
	}
	declared := l.declaredEvents()
	for i := range l.Events {
		l.settle(&l.Events[i], declared)
	}
	l.sortEvents()
	l.unusedEvents(declared)
}

// joinPage enters the dated statements of one page.
func (l *linker) joinPage(id PageID) {
	p := l.Pages[id]
	names := eventNames(p.Doc)
	var seen uses
	l.pages[id].statements = make([]statement, len(p.Doc.Dated))
	for i, name := range names {
		key := name
		if p.Doc.Dated[i].Event == "" {
			key = l.pageName(id) + "." + name // a dot cannot stand in an author's name
		}
		e, ok := l.events[key]
		if !ok {
			e = int32(len(l.Events))
			l.events[key] = e
			l.Events = append(l.Events, Event{ID: key})
		}
		on := seen.id("on", "-"+name)
		l.Events[e].Statements = append(l.Events[e].Statements, l.newStatement(id, int32(i), on))
		l.pages[id].statements[i] = statement{e, on}
	}
}

// pageName is how a page is called in ids that need not be short. Two dots, which no name of
// an article has in ids, keep "price.md" apart from "articles/price.md".
func (l *linker) pageName(id PageID) string {
	p := l.Pages[id]
	if p.Kind == KindArticle {
		return IDName(p.Name)
	}
	return ".." + IDName(strings.TrimSuffix(norm.NFC.String(p.Source.Path), ".md"))
}

// eventNames returns the names of the events a page's statements tell of: the author's,
// else one made of the statement's words. Where the same words stand with several dates,
// all of them are told apart by their dates, so that no name depends on which comes first.
func eventNames(d *annotate.Doc) []string {
	names := make([]string, len(d.Dated))
	var unnamed []int
	for i := range d.Dated {
		if x := &d.Dated[i]; x.Event != "" {
			names[i] = x.Event
		} else {
			names[i] = shortSlug(cmp.Or(x.Title, x.Text))
			unnamed = append(unnamed, i)
		}
	}
	if len(unnamed) < 2 {
		return names
	}
	dates := map[string]edtf.Date{} // by words: the first date
	several := map[string]bool{}    // whether there is another
	for _, i := range unnamed {
		date := d.Dated[i].Date
		if first, ok := dates[names[i]]; !ok {
			dates[names[i]] = date
		} else if first != date {
			several[names[i]] = true
		}
	}
	for _, i := range unnamed {
		if several[names[i]] {
			names[i] += "." + dateName.Replace(d.Dated[i].Date.String()) // as no words are
		}
	}
	return names
}

// dateName writes a date so that it can stand in an id, each another way.
var dateName = strings.NewReplacer("/", "_", "?", "q", "~", "c", "%", "p", "[", "b", "]", "d", ",", "n", "{", "B", "}", "D")

// shortSlug is a slug of the first words of a text.
func shortSlug(text string) string {
	const limit = 60
	s := annotate.Slug(text)
	if len(s) <= limit {
		return s
	}
	cut := strings.LastIndexByte(s[:limit], '-')
	if cut <= 0 {
		return s
	}
	return s[:cut]
}

func (l *linker) dated(s Statement) *annotate.Dated { return &l.Pages[s.Page].Doc.Dated[s.Dated] }

// settle gives an event its title, its kind, its flags and its date.
func (l *linker) settle(e *Event, declared map[string]*declaration) {
	first := l.dated(e.Statements[0])
	decl := &declaration{}
	if d, ok := declared[e.ID]; ok {
		decl, d.used = d, true
	}
	e.Kind = decl.kind
	for _, s := range e.Statements {
		d := l.dated(s)
		e.Flags |= d.Flags
		e.Kind = cmp.Or(e.Kind, d.Kind)
	}
	e.Title = cmp.Or(decl.title, l.inlineTitle(e, decl))
	if e.Title == "" {
		e.Title = upperFirst(first.Text)
		if first.Event != "" {
			l.report(l.otherEvent(diag.Errorf(l.pos(e.Statements[0].Page, first.Pos), "event-untitled", "event %q has no title", e.ID), e.ID, l.titledEvents(declared),
				fmt.Sprintf("give it one here, title=%q, or in timeline.md: events: {%s: {title: …}}", e.Title, e.ID)))
		}
	}
	e.Title = annotate.Typography(e.Title)
	l.settleDate(e)
}

// inlineTitle returns the title that an event's statements give it, and reports a second
// one: an event has one title, in timeline.md or in one place of the text.
func (l *linker) inlineTitle(e *Event, decl *declaration) string {
	title, other := decl.title, decl.at
	for _, s := range e.Statements {
		switch d := l.dated(s); {
		case d.Title == "" || d.Title == title:
		case title == "":
			title, other = d.Title, l.pos(s.Page, d.Pos)
		default:
			l.report(diag.Errorf(l.pos(s.Page, d.Pos), "event-title", "event %q has two titles", e.ID).
				WithHint("the other is at %s: %q", other, title))
		}
	}
	return title
}

// maxDates is how many dates of one event others are held against.
const maxDates = 64

// settleDate takes the date that says most and looks for conflicts, each
// of which is reported once, however many statements repeat a date.
func (l *linker) settleDate(e *Event) {
	best := Telling{Undated: true}
	var told []Statement // the first of each date
	seen := map[edtf.Date]bool{}
	for _, s := range e.Statements {
		d := l.dated(s).Date
		best.offer(s, d)
		if d.IsZero() || seen[d] {
			continue
		}
		if len(e.Statements) > 1 {
			seen[d] = true
		}
		i := slices.IndexFunc(told, func(t Statement) bool { return !edtf.Overlaps(d, l.dated(t).Date) })
		if len(told) < maxDates {
			told = append(told, s)
		}
		if i < 0 {
			continue
		}
		e.Conflict = true
		if t := l.dated(told[i]); !e.Flags.Has(annotate.Disputed) {
			l.report(diag.Warnf(l.pos(s.Page, l.dated(s).At), "date-conflict", "event %q is dated %s here and %s elsewhere", e.ID, d.Format(), t.Date.Format()).
				WithHint("the other is at %s; if the sources really disagree, mark it .disputed", l.pos(told[i].Page, t.At)))
		}
	}
	e.Date, e.Undated = best.Date, best.Undated
}

// narrower reports whether a says more of an event's date than b: a duration shows that
// the event is one; of two others the one that leaves fewer days open or, when they leave
// the same, the one without reservations.
func narrower(a, b edtf.Date) bool {
	if lasts(a) != lasts(b) {
		return lasts(a)
	}
	aw, aok := width(a)
	bw, bok := width(b)
	if aok != bok {
		return aok
	}
	return aw < bw || aw == bw && hedges(a) < hedges(b)
}

// lasts reports whether a date is a duration; one without a start only limits a date.
func lasts(d edtf.Date) bool { return d.Kind() == edtf.Interval && d.Start() == edtf.Known }

// width returns roughly how many days a date leaves open; false when one side has no end.
func width(d edtf.Date) (int, bool) {
	from, ok1 := d.Earliest()
	to, ok2 := d.Latest()
	if !ok1 || !ok2 {
		return 0, false
	}
	return (to.Year-from.Year)*372 + (to.Month-from.Month)*31 + to.Day - from.Day, true
}

func hedges(d edtf.Date) int {
	n := 0
	if d.Approximate() {
		n++
	}
	if d.Uncertain() {
		n++
	}
	return n
}

func upperFirst(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return s
}

// sortEvents orders events by date, undated ones last, and renumbers what points at them.
func (l *linker) sortEvents() {
	order := make([]int32, len(l.Events))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		a, b := &l.Events[x], &l.Events[y]
		return cmp.Or(compareDated(a.Date, a.Undated, b.Date, b.Undated), cmp.Compare(a.ID, b.ID))
	})
	sorted := make([]Event, len(order))
	for i, old := range order {
		e := l.Events[old]
		sorted[i] = e
		l.events[e.ID] = int32(i)
		for _, s := range e.Statements {
			l.pages[s.Page].statements[s.Dated].event = int32(i)
		}
	}
	l.Events = sorted
	for i := range l.Events {
		st := l.Events[i].Statements
		if slices.ContainsFunc(st, func(s Statement) bool { return s.Page != st[0].Page }) {
			l.Shared = append(l.Shared, int32(i))
		}
	}
}

// compareDated is the order of the timeline: by date, and what is undated last.
func compareDated(a edtf.Date, aUndated bool, b edtf.Date, bUndated bool) int {
	switch {
	case bUndated && !aUndated:
		return -1
	case aUndated && !bUndated:
		return 1
	}
	return edtf.Compare(a, b) // the zero date is the last
}

// DatedOn returns the indexes of the dated statements of a page in the order of the timeline,
// those of the same date as they stand in the text.
func (s *Site) DatedOn(page PageID) []int32 {
	dated, written := s.Pages[page].Doc.Dated, s.appeared(page)
	order := make([]int32, len(dated))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int {
		a, b := dated[x].Date, dated[y].Date
		return compareDated(a, undated(a, written), b, undated(b, written))
	})
	return order
}

func (l *linker) answerDated(id PageID, ref *annotate.Ref, t *Target) {
	s := l.pages[id].statements[ref.Index]
	t.Found, t.Event, t.ID = true, s.event, s.id
	t.Addr = l.EventAddr(s.event)
}
