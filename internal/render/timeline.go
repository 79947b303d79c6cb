package render

import (
	"html/template"
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// TimelineView is the events, drawn and listed by year.
type TimelineView struct {
	Base
	Drawing *DrawingView // nil when there is nothing to draw
	Bars    *BarsView    // in its place on narrow screens, and on a first page that lists years
	Facets  []Facet
	Shown   Phrase   // how many events the filters leave: the number is in its link
	Heads   []Source // of the list's columns, empty when it has none
	Columns int
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
	Keys       template.HTMLAttr // that the filters of the page go by
	Drawn      string            // address of its mark in the drawing; "" when it has none
	DrawnBy    string            // names that link
	Statements []StatementView
}

// StatementView is what one source says of an event.
type StatementView struct {
	Source
	Text      template.HTML
	Column    int    // of its source in the timeline's list, from 1; 0 for none
	Where     string // "¶8"
	Cite      string // "Our digest of Newsweek, ¶8"
	When      When
	Precision string // "to the day"
	Flags     []string
}

func (r *Renderer) timeline(id site.PageID, b Base) TimelineView {
	v := TimelineView{Base: b, Count: len(r.site.Events)}
	part := r.site.Part(id)
	if part.From == part.To {
		v.Pages, v.Bars = r.yearPages(id), r.bars(id, r.everything())
		return v
	}
	l := r.lanesOf(part.From, part.To)
	v.Drawing, v.Bars, v.Facets, v.Columns = r.drawing(id, l), r.bars(id, l), r.timelineFacets(id, l), l.columns()
	v.Shown = phrase(r.words.Shown, "n", "", "all", itoa(part.To-part.From))
	for i := range v.Columns {
		v.Heads = append(v.Heads, r.laneSource(id, l, i))
	}
	drawn := map[string]bool{}
	if v.Drawing != nil {
		for i := range v.Drawing.Events {
			drawn[v.Drawing.Events[i].ID] = true
		}
	}
	for i := part.From; i < part.To; i++ {
		view := r.listed(id, l, int32(i))
		if at := drawnID(r.site.Events[i].ID); drawn[at] {
			view.Drawn = r.url(id, site.Addr{Page: id, Frag: at})
		}
		v.list(r, int32(i), view)
	}
	return v
}

// list adds an event to the year it belongs to.
func (v *TimelineView) list(r *Renderer, event int32, view EventView) {
	year, ok := r.site.YearOf(event)
	if !ok {
		v.Undated = append(v.Undated, view)
		return
	}
	if n := len(v.Years); n == 0 || v.Years[n-1].Label != edtf.FormatYear(year) {
		v.Years = append(v.Years, Year{Label: edtf.FormatYear(year)})
	}
	y := &v.Years[len(v.Years)-1]
	view.When.Text = r.words.withoutYear(view.When.Text, y.Label)
	view.When = r.words.element(view.When)
	view.DrawnBy = fill(r.words.InDrawing, "date", view.When.Text)
	y.Events = append(y.Events, view)
}

// listed is an event with what the list of the timeline needs besides.
func (r *Renderer) listed(on site.PageID, l *lanes, event int32) EventView {
	view := r.event(on, event)
	view.Keys = r.keys(l, event)
	if l.columns() > 0 {
		for i := range view.Statements {
			view.Statements[i].Column = l.lane(r.site, r.site.Events[event].Statements[i].Page) + 1
		}
	}
	return view
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
		ID: "event-" + e.ID, Title: e.Title, Kind: e.Kind, When: r.words.when(e.Date), Flags: r.words.flags(e.Flags & annotate.Disputed), Conflict: e.Conflict,
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
			When: r.words.when(d.Date), Precision: r.words.precision(d.Date), Flags: r.words.flags(d.Flags &^ annotate.Disputed), Where: r.where(st.Page, s.CitesOf(r.statement(st))),
		}
		if st.Undated {
			sv.Precision = r.words.Undated
		}
		sv.Cite = r.words.cite(sv.Short, "", sv.Where)
		v.Statements = append(v.Statements, sv)
	}
	return v
}
