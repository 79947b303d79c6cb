package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"gloss/internal/chart"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// DrawingView is the timeline drawn: a lane for each source, above an axis. Across,
// positions are shares of the width, "43.2%"; down, they are pixels.
type DrawingView struct {
	Height  int
	Label   string // names it for assistive technology
	Caption []string
	Lanes   []LaneView
	Dense   *SpanView // what is drawn larger than the rest
	Ticks   []TickView
	Axis    int // the line below the lanes
	Small   int // where ticks end below it; there the text begins, whose places are in rem
	Tiers   int // lines of labels, 1 or 2
	Events  []DrawnView
	Legend  Legend
	Words   *Words
}

// SpanView is a stretch from left to right.
type SpanView struct{ X, Width string }

// LaneView is the lane of a source.
type LaneView struct {
	Source
	Number              int // from 1
	Top, Bottom, Height int
	ShapeTop            int
	Name                int    // the baseline of its name
	Count               string // "24 events, 5 undated, 2 only in the list"
	Written             string // where the source itself stands; "" when it is not within the drawing
	More                []MoreView
}

// MoreView says how many events found no room at a place.
type MoreView struct {
	X    string
	Y    int
	Text string // "+3"
	Name string // for assistive technology
	URL  string // of the first
}

// TickView is a division of the axis.
type TickView struct{ X, Label, Over string }

// DrawnView is an event in the drawing, a link to its entry in the list.
type DrawnView struct {
	ID       string // in the drawing
	URL      string // of the entry
	When     string
	Title    string
	Who      string            // "Newsweek, ICDS"
	X        string            // its label points at
	Anchor   string            // "start", "middle" or "end": how the label stands at X
	Keys     template.HTMLAttr // that filters go by
	Conflict bool
	Marks    []MarkView
	Ties     []TieView
}

// MarkView is a date in a lane.
type MarkView struct {
	Hue                int
	Dot, Bar           bool // else a whisker
	Ahead              bool
	X, X2, Width       string
	Y, BarTop          int
	Top, Bottom        int    // of the limits of a whisker
	LineTop            string // of its line
	HitX, HitWidth     string // what can be pointed at
	HitTop             int
	FadeIn, FadeOut    *SpanView // open ends
	StartTick, EndTick bool      // a whisker's limits
	AheadX             string    // where a ring says so, on what is no dot
}

// TieView joins two marks of one event.
type TieView struct {
	X1, X2 string
	Y1, Y2 int
}

// Legend says which kinds of marks there are, so that only those are explained.
type Legend struct{ Dot, Bar, Whisker, Fade, Ahead, Tie, Written bool }

// drawing lays out the events of a page of the timeline, nil when there is nothing to draw.
func (r *Renderer) drawing(on site.PageID, l *lanes) *DrawingView {
	var sources []chart.Source
	for _, a := range l.articles {
		var src chart.Source
		if a != others {
			src.Written = r.site.Articles[a].Date
		}
		sources = append(sources, src)
	}
	events := make([]chart.Event, len(l.tellings))
	for i, told := range l.tellings {
		events[i] = r.told(l, told)
	}
	c := chart.Draw(sources, events)
	if len(c.Events) == 0 {
		return nil
	}
	v := &DrawingView{Height: c.Axis + 5, Axis: c.Axis, Small: c.Axis + 5, Tiers: c.Tiers, Label: r.words.DrawingLabel, Words: r.words}
	for _, p := range c.Panes {
		if p.Dense {
			v.Dense = &SpanView{pct(p.From), pct(p.To - p.From)}
		}
	}
	for _, t := range c.Ticks {
		v.Ticks = append(v.Ticks, TickView{pct(t.X), t.Label, t.Over})
	}
	for i := range c.Lanes {
		v.Lanes = append(v.Lanes, r.laneView(on, l, i, &c.Lanes[i]))
		v.Legend.Written = v.Legend.Written || c.Lanes[i].Written >= 0
	}
	for i := range c.Events {
		v.Events = append(v.Events, r.drawn(on, l, &c.Events[i], &v.Legend))
	}
	v.Caption = r.caption(c, l)
	return v
}

// caption says in words what the drawing shows at a glance.
func (r *Renderer) caption(c *chart.Chart, l *lanes) []string {
	shared, ahead := 0, 0
	for _, told := range l.tellings {
		if len(told) > 1 {
			shared++
		}
		if slices.ContainsFunc(told, func(t site.Telling) bool { return t.Ahead }) {
			ahead++
		}
	}
	text := []string{fill(r.words.DrawnSpan, "events", r.words.CountEvents.of(len(l.tellings)), "span", edtf.Span(c.From, c.To).Format())}
	if shared > 0 {
		text = append(text, r.words.DrawnShared.of(shared))
	}
	if ahead > 0 {
		text = append(text, r.words.DrawnAhead.of(ahead))
	}
	if len(c.Panes) > 1 {
		text = append(text, fill(r.words.DrawnDense, "date", edtf.Since(c.Break).Format()))
	}
	return text
}

// told lists what the lanes say of an event, each once.
func (r *Renderer) told(l *lanes, told []site.Telling) chart.Event {
	var e chart.Event
	for _, t := range told {
		lane := l.lane(r.site, t.Page)
		switch n := len(e.Told); {
		case t.Undated:
		case n > 0 && e.Told[n-1].Source == lane: // of the others, the first
		default:
			e.Told = append(e.Told, chart.Told{Source: lane, Date: t.Date, Ahead: t.Ahead})
		}
	}
	return e
}

func (r *Renderer) laneView(on site.PageID, l *lanes, i int, lane *chart.Lane) LaneView {
	v := LaneView{Source: r.laneSource(on, l, i), Number: i + 1, Top: lane.Top, Bottom: lane.Bottom, Height: lane.Bottom - lane.Top, Name: lane.Top + 16, ShapeTop: lane.Top + 7}
	if lane.Written >= 0 {
		v.Written = pct(lane.Written)
	}
	told, undated := 0, 0
	for _, all := range l.tellings {
		if i := slices.IndexFunc(all, func(t site.Telling) bool { return l.lane(r.site, t.Page) == v.Number-1 }); i >= 0 {
			told++
			if all[i].Undated {
				undated++
			}
		}
	}
	v.Count = r.words.CountEvents.of(told)
	if undated > 0 {
		v.Count += r.words.Comma + fill(r.words.LaneUndated, "n", itoa(undated))
	}
	if lane.Hidden > 0 {
		v.Count += r.words.Comma + fill(r.words.LaneHidden, "n", itoa(lane.Hidden))
	}
	for _, o := range lane.Overflows {
		v.More = append(v.More, MoreView{
			X: pct(o.X), Y: o.Y, Text: "+" + itoa(o.N), Name: fill(r.words.AndMore, "n", itoa(o.N)),
			URL: r.url(on, r.site.EventAddr(l.from+int32(o.First))),
		})
	}
	return v
}

// laneSource is the source of a lane as a badge.
func (r *Renderer) laneSource(on site.PageID, l *lanes, i int) Source {
	if a := l.articles[i]; a != others {
		return r.source(on, a, site.Addr{Page: r.site.Articles[a].Page})
	}
	return Source{Short: r.words.OtherSources}
}

func (r *Renderer) drawn(on site.PageID, l *lanes, d *chart.Drawn, legend *Legend) DrawnView {
	event := l.from + int32(d.Event)
	e := &r.site.Events[event]
	anchor := d.Marks[0].Anchor()
	v := DrawnView{
		ID: drawnID(e.ID), URL: r.url(on, r.site.EventAddr(event)), When: e.Date.Format(), Title: short(e.Title), Keys: r.keys(l, event),
		X: pct(anchor), Anchor: "middle", Conflict: e.Conflict,
	}
	switch {
	case anchor < chart.Width*3/10:
		v.Anchor = "start"
	case anchor > chart.Width*7/10:
		v.Anchor = "end"
	}
	var who []string
	for _, t := range l.told(event) {
		who = append(who, r.pageName(t.Page))
	}
	v.Who = strings.Join(who[:min(len(who), maxLanes)], r.words.Comma)
	for i := range d.Marks {
		v.Marks = append(v.Marks, r.mark(l, &d.Marks[i], legend))
	}
	for _, t := range d.Ties {
		legend.Tie = true
		v.Ties = append(v.Ties, TieView{pct(t.X1), pct(t.X2), t.Y1, t.Y2})
	}
	return v
}

// drawnID is the id of an event in the drawing.
func drawnID(event string) string { return "gloss/drawn-" + event }

func (r *Renderer) mark(l *lanes, m *chart.Mark, legend *Legend) MarkView {
	v := MarkView{Dot: m.Kind == chart.Dot, Bar: m.Kind == chart.Bar, Ahead: m.Ahead, X: pct(m.From), X2: pct(m.To), Width: pct(m.To - m.From), Y: m.Y, BarTop: m.Y - 2, Top: m.Y - 3, Bottom: m.Y + 3, LineTop: itoa(m.Y-1) + ".25"}
	if a := l.articles[m.Lane]; a != others {
		v.Hue = r.site.Articles[a].Hue
	}
	if m.OpenStart {
		v.FadeIn = &SpanView{pct(m.FadeFrom), pct(m.From - m.FadeFrom)}
	}
	if m.OpenEnd {
		v.FadeOut = &SpanView{pct(m.To), pct(m.FadeTo - m.To)}
	}
	left, right := m.From, m.To
	if m.OpenStart {
		left = m.FadeFrom
	}
	if m.OpenEnd {
		right = m.FadeTo
	}
	v.HitX, v.HitWidth, v.HitTop = pct(left), pct(right-left), m.Y-5
	if !v.Dot && !v.Bar {
		v.StartTick, v.EndTick = !m.OpenStart, !m.OpenEnd && m.To > m.From || m.OpenStart && !m.OpenEnd
		legend.Whisker = true
	}
	if m.Ahead && !v.Dot {
		v.AheadX = pct(m.Anchor())
	}
	legend.Dot = legend.Dot || v.Dot
	legend.Bar = legend.Bar || v.Bar
	legend.Fade = legend.Fade || m.OpenStart || m.OpenEnd
	legend.Ahead = legend.Ahead || m.Ahead
	return v
}

// keys are the attributes that filters go by: data-source, data-kind, data-flag.
func (r *Renderer) keys(l *lanes, event int32) template.HTMLAttr {
	e, told := &r.site.Events[event], l.told(event)
	var sources []string
	for _, t := range told {
		lane := itoa(l.lane(r.site, t.Page) + 1)
		if !slices.Contains(sources, lane) {
			sources = append(sources, lane)
		}
	}
	if len(told) > 1 {
		sources = append(sources, sharedKey)
	}
	keys := ` data-source="` + strings.Join(sources, " ") + `"`
	if n := l.kind[e.Kind]; n > 0 {
		keys += ` data-kind="` + itoa(n) + `"`
	}
	if flags := flagKeys(e); len(flags) > 0 {
		keys += ` data-flag="` + strings.Join(flags, " ") + `"`
	}
	return template.HTMLAttr(keys)
}

// sharedKey is the filter for events that more than one source tells of.
const sharedKey = "shared"

// short cuts a title that is too long for a label.
func short(title string) string {
	const limit = 72
	if len([]rune(title)) <= limit {
		return title
	}
	cut := string([]rune(title)[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

// pct writes a position: "43.2%".
func pct(x chart.X) string {
	s := strconv.Itoa(int(x / 100))
	if f := int(x % 100); f != 0 {
		s += strings.TrimRight("."+string([]byte{'0' + byte(f/10), '0' + byte(f%10)}), "0")
	}
	return s + "%"
}
