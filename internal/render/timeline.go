package render

import (
	"html/template"
	"slices"
	"strings"

	"gloss/internal/site"
)

// TimelineView is the list of events, by year.
type TimelineView struct {
	Base
	Years   []Year
	Undated []EventView
	Count   int // of all events
	Pages   []YearPage
}

// YearPage is a page of the timeline, as its first one lists them when there is a page a
// year.
type YearPage struct {
	Link
	Count int
}

// Year is the events of one year.
type Year struct {
	Label  string
	Events []EventView
}

// EventView is an event as the timeline and the comparison show it.
type EventView struct {
	ID         string
	URL        string
	Title      string
	Kind       string
	When       When
	Flags      []string // "disputed", and that its dates conflict
	Conflict   bool
	Statements []StatementView
}

// StatementView is what one source says of an event.
type StatementView struct {
	Source
	Text      template.HTML
	Where     string // "¶8"
	When      When
	Precision string // "to the day"
	Flags     []string
}

func (r *Renderer) timeline(id site.PageID, b Base) TimelineView {
	v := TimelineView{Base: b, Count: len(r.site.Events)}
	part := r.site.Part(id)
	if part.From == part.To {
		v.Pages = r.yearPages(id)
	}
	for i := part.From; i < part.To; i++ {
		view := r.event(id, int32(i))
		year, ok := r.site.Events[i].Date.Year()
		if !ok {
			v.Undated = append(v.Undated, view)
			continue
		}
		if n := len(v.Years); n == 0 || v.Years[n-1].Label != itoa(year) {
			v.Years = append(v.Years, Year{Label: itoa(year)})
		}
		y := &v.Years[len(v.Years)-1]
		view.When.Text = r.words.withoutYear(view.When.Text, y.Label)
		view.When = r.words.element(view.When)
		y.Events = append(y.Events, view)
	}
	return v
}

// yearPages lists the years that have pages of their own.
func (r *Renderer) yearPages(id site.PageID) []YearPage {
	var list []YearPage
	for _, p := range r.site.Parts(id) {
		switch n := len(list); {
		case p.From == p.To:
		case n > 0 && p.Number > 1:
			list[n-1].Count += p.To - p.From
		default:
			list = append(list, YearPage{Link{Text: r.words.yearName(p.Label), URL: r.url(id, site.Addr{Page: p.Page})}, p.To - p.From})
		}
	}
	return list
}

// withoutYear drops from a date the year that it stands under: "17 January" under 2025,
// and for the bare year a word instead of the same number twice. Other dates keep theirs.
func (w *Words) withoutYear(text, year string) string {
	rest, ok := strings.CutSuffix(text, year)
	if !ok {
		return text
	}
	if rest == "" {
		return w.InTheYear
	}
	rest = strings.TrimRight(rest, " ")
	if last := rest[strings.LastIndexByte(rest, ' ')+1:]; slices.Contains(calendar, last) {
		return rest
	}
	return text
}

// calendar are the words behind which a date can do without its year.
var calendar = []string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	"spring", "summer", "autumn", "winter", "Spring", "Summer", "Autumn", "Winter",
}

func (r *Renderer) event(on site.PageID, event int32) EventView {
	s := r.site
	e := &s.Events[event]
	v := EventView{
		ID: "event-" + e.ID, Title: e.Title, Kind: e.Kind, When: r.words.when(e.Date), Flags: r.words.flags(e.Flags), Conflict: e.Conflict,
		URL: r.url(on, s.EventAddr(event)),
	}
	if e.Conflict {
		v.Flags = append(v.Flags, r.words.Flags.Conflict)
	}
	for _, st := range e.Statements {
		d := &s.Pages[st.Page].Doc.Dated[st.Dated]
		passage := s.Sentence(r.statement(st))
		sv := StatementView{
			Source: r.sourceOf(on, site.Addr{Page: st.Page, Frag: st.ID}), Text: r.quote(on, passage),
			When: r.words.when(d.Date), Precision: r.words.precision(d.Date), Flags: r.words.flags(d.Flags), Where: r.where(st.Page, s.CitesOf(r.statement(st))),
		}
		v.Statements = append(v.Statements, sv)
	}
	return v
}
