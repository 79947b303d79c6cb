package site

import (
	"cmp"
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
	"gloss/internal/edtf"
)

// eventKey tells events apart: a named one by its name, an unnamed one by its page and
// the words of its statement.
type eventKey struct {
	page PageID // None for named events
	name string
	date string // of an unnamed event whose words stand twice with different dates
}

// stmt is where a dated statement belongs.
type stmt struct {
	event int32
	id    string // of the statement on its page
}

// joinEvents joins dated statements into events and sorts them.
func (l *linker) joinEvents() {
	l.events, l.statement = map[eventKey]int32{}, map[[2]int32]stmt{}
	declared := l.declaredEvents()
	for _, id := range l.reading() {
		p := l.Pages[id]
		if p.Draft {
			continue
		}
		uses := map[string]int{}
		for i := range p.Doc.Dated {
			d := &p.Doc.Dated[i]
			e := l.eventOf(id, d)
			name := strings.TrimPrefix(l.Events[e].ID, IDName(p.Name)+".")
			uses[name]++
			on := "on-" + name
			if n := uses[name]; n > 1 {
				on = "on" + itoa(n) + "-" + name
			}
			l.Events[e].Statements = append(l.Events[e].Statements, Statement{id, int32(i), on})
			l.statement[[2]int32{int32(id), int32(i)}] = stmt{e, on}
		}
	}
	for i := range l.Events {
		l.settle(&l.Events[i], declared)
	}
	l.sortEvents()
	l.unusedEvents(declared)
}

// eventOf returns the event a statement tells of.
func (l *linker) eventOf(id PageID, d *annotate.Dated) int32 {
	key := eventKey{None, d.Event, ""}
	eventID := d.Event
	if d.Event == "" {
		words := shortSlug(cmp.Or(d.Title, d.Text))
		eventID = IDName(l.Pages[id].Name) + "." + words
		key = eventKey{id, words, ""}
		if e, ok := l.events[key]; ok && l.dateOf(l.Events[e].Statements[0]).String() != d.Date.String() {
			key.date = d.Date.String()
			eventID += "-" + annotate.Slug(key.date)
		}
	}
	e, ok := l.events[key]
	if !ok {
		e = int32(len(l.Events))
		l.events[key] = e
		l.Events = append(l.Events, Event{ID: eventID})
	}
	return e
}

func (l *linker) dateOf(s Statement) edtf.Date { return l.Pages[s.Page].Doc.Dated[s.Dated].Date }

func (l *linker) dated(s Statement) *annotate.Dated { return &l.Pages[s.Page].Doc.Dated[s.Dated] }

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

// declaredEvents are the titles in timeline.md.
func (l *linker) declaredEvents() map[string]content.Event {
	m := map[string]content.Event{}
	if id := l.Generated(KindTimeline); id != None && l.Pages[id].Source != nil {
		for _, e := range l.Pages[id].Source.Front.Events {
			m[e.Name] = e
		}
	}
	return m
}

// settle gives an event its title, its kind, its flags and its date.
func (l *linker) settle(e *Event, declared map[string]content.Event) {
	first := l.dated(e.Statements[0])
	decl, isDeclared := declared[e.ID]
	var titled *annotate.Dated
	for _, s := range e.Statements {
		d := l.dated(s)
		e.Flags |= d.Flags
		e.Kind = cmp.Or(e.Kind, d.Kind)
		if d.Title == "" {
			continue
		}
		if titled != nil && titled.Title != d.Title || isDeclared && decl.Title != "" && decl.Title != d.Title {
			diagnostic := diag.Errorf(d.Pos, "event-title", "event %q has two titles", e.ID)
			if titled != nil {
				diagnostic = diagnostic.WithHint("the other is at %s", place(titled.Pos))
			} else {
				diagnostic = diagnostic.WithHint("the other is in timeline.md: %q", decl.Title)
			}
			l.report(diagnostic)
		}
		titled = d
	}
	e.Kind = cmp.Or(decl.Kind, e.Kind)
	switch {
	case decl.Title != "":
		e.Title = decl.Title
	case titled != nil:
		e.Title = titled.Title
	case first.Event == "":
		e.Title = upperFirst(first.Text)
	default:
		e.Title = upperFirst(first.Text)
		l.report(diag.Errorf(first.Pos, "event-untitled", "event %q has no title", e.ID).
			WithHint("give it one here, title=%q, or in timeline.md: events: {%s: {title: …}}", upperFirst(first.Text), e.ID))
	}
	e.Title = annotate.Typography(e.Title)
	l.settleDate(e)
}

// settleDate takes the most precise of the statements' dates and looks for conflicts.
func (l *linker) settleDate(e *Event) {
	disputed := e.Flags.Has(annotate.Disputed)
	for i, s := range e.Statements {
		d := l.dateOf(s)
		if d.IsZero() {
			continue
		}
		if e.Date.IsZero() || narrower(d, e.Date) {
			e.Date = d
		}
		for _, t := range e.Statements[:i] {
			if o := l.dateOf(t); !o.IsZero() && !edtf.Overlaps(d, o) {
				e.Conflict = true
				if !disputed {
					l.report(diag.Warnf(l.dated(s).At, "date-conflict", "event %q is dated %s here and %s elsewhere", e.ID, d.Format(), o.Format()).
						WithHint("the other is at %s; if the sources really disagree, mark it .disputed", place(l.dated(t).At)))
				}
				break
			}
		}
	}
}

// narrower reports whether a says more of an event's date than b.
func narrower(a, b edtf.Date) bool {
	if a.Kind() != b.Kind() {
		return dateRank(a) > dateRank(b)
	}
	aw, aok := width(a)
	bw, bok := width(b)
	if aok != bok {
		return aok
	}
	return aw < bw
}

// dateRank orders kinds of dates by how much they say of an event: a duration shows that
// the event is one, and a set only bounds a day.
func dateRank(d edtf.Date) int {
	switch d.Kind() {
	case edtf.Interval:
		return 2
	case edtf.Instant:
		return 1
	}
	return 0
}

// width returns roughly how many days a date leaves open.
func width(d edtf.Date) (int, bool) {
	from, ok1 := d.Earliest()
	to, ok2 := d.Latest()
	if !ok1 || !ok2 {
		return 0, false
	}
	return (to.Year-from.Year)*372 + (to.Month-from.Month)*31 + to.Day - from.Day, true
}

func upperFirst(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

// sortEvents orders events by date, undated ones last, and renumbers what points at them.
func (l *linker) sortEvents() {
	order := make([]int32, len(l.Events))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int {
		a, b := &l.Events[x], &l.Events[y]
		if a.Date.IsZero() != b.Date.IsZero() {
			if a.Date.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(edtf.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	sorted := make([]Event, len(order))
	at := make([]int32, len(order))
	for i, old := range order {
		sorted[i] = l.Events[old]
		at[old] = int32(i)
		if sorted[i].Date.IsZero() {
			l.Undated++
		}
	}
	l.Events = sorted
	for k, s := range l.statement {
		s.event = at[s.event]
		l.statement[k] = s
	}
}

// unusedEvents reports titles in timeline.md that no statement uses.
func (l *linker) unusedEvents(declared map[string]content.Event) {
	src := l.Pages[max(l.Generated(KindTimeline), 0)].Source
	for name := range declared {
		if _, ok := l.events[eventKey{None, name, ""}]; !ok {
			l.report(diag.Warnf(src.At("events", name), "event-unused", "no statement tells of event %q", name).
				WithHint("mark one: [the words]{date=… event=%s}", name))
		}
	}
}

func (l *linker) answerDated(id PageID, ref *annotate.Ref, t *Target) {
	s, ok := l.statement[[2]int32{int32(id), ref.Index}]
	if !ok {
		return
	}
	t.Found, t.Event, t.ID = true, s.event, s.id
	t.Addr = Addr{l.Generated(KindTimeline), "event-" + l.Events[s.event].ID}
}
