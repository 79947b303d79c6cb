package export

import (
	"html"
	"slices"

	"gloss/internal/edtf"
	"gloss/internal/site"
)

// perEvent is about how many bytes an event takes: a large file is not copied while it grows.
const perEvent = 512

// timeline appends the events as TimelineJS 3 reads them. An event is a slide from the first
// to the last day that its date can mean; one whose beginning is not known stands at its end.
// Undated events cannot stand in it.
func (x *exporter) timeline(dst []byte) []byte {
	c := &x.site.Config
	w := &writer{}
	w.Bytes = slices.Grow(dst, len(x.site.Events)*perEvent)
	w.Open('{')
	w.Pair("scale", "human")
	w.Key("title")
	w.Open('{')
	x.slideText(w, smart(c.Title), html.EscapeString(smart(c.Summary)))
	w.Close('}')
	w.Key("events")
	w.Open('[')
	for i := range x.site.Events {
		if e := &x.site.Events[i]; !e.Date.IsZero() {
			x.slide(w, int32(i), e)
		}
	}
	w.Close(']')
	w.Close('}')
	return append(w.Bytes, '\n')
}

func (x *exporter) slide(w *writer, i int32, e *site.Event) {
	start, end := ends(e.Date)
	w.Line()
	w.Open('{')
	w.Key("start_date")
	writeDate(w, start, false)
	if !end.IsZero() {
		w.Key("end_date")
		writeDate(w, end, true)
	}
	w.Pair("display_date", e.Date.Format())
	headline := html.EscapeString(e.Title)
	if u := x.absolute(x.site.EventAddr(i)); u != "" {
		headline = `<a href="` + html.EscapeString(u) + `">` + headline + `</a>`
	}
	w.room = w.room[:0]
	for _, f := range x.flags(e.Flags, e.Conflict) {
		w.room = append(w.room, "<p><em>"+html.EscapeString(f)+"</em></p>"...)
	}
	for _, st := range e.Statements {
		w.room = append(w.room, "<p>"...)
		w.room = x.fragment(w.room, x.said(st), false)
		who := x.source(st.Page)
		if at := x.cites(st); at != "" {
			who += " " + at
		}
		w.room = append(w.room, " <cite>"+html.EscapeString(who)+"</cite></p>"...)
	}
	x.slideText(w, headline, string(w.room))
	w.Pair("group", e.Kind)
	w.Pair("unique_id", "event-"+e.ID)
	w.Close('}')
}

func (x *exporter) slideText(w *writer, headline, text string) {
	w.Key("text")
	w.Open('{')
	w.Pair("headline", headline)
	w.Pair("text", text)
	w.Close('}')
}

// ends returns the dates between which a date lies; end is zero when they are one.
func ends(d edtf.Date) (start, end edtf.Date) {
	start, end = d.Ends()
	switch {
	case start.IsZero():
		return end, edtf.Date{}
	case d.Kind() == edtf.Instant && d.Precision() <= edtf.PrecisionYear && d.Precision() != edtf.PrecisionSeason:
		return start, edtf.Date{} // TimelineJS knows days, months and years
	}
	return start, end
}

// writeDate writes a date, as closely as it is stated: its first day, or its last.
func writeDate(w *writer, d edtf.Date, last bool) {
	day, ok := d.Earliest()
	if last {
		day, ok = d.Latest()
	}
	if !ok {
		panic("export: internal error: " + d.String() + " has no such day")
	}
	w.Open('{')
	w.Key("year")
	w.Int(day.Year)
	switch d.Precision() {
	case edtf.PrecisionDay:
		w.Number("month", day.Month)
		w.Number("day", day.Day)
	case edtf.PrecisionMonth, edtf.PrecisionSeason:
		w.Number("month", day.Month)
	}
	w.Close('}')
}
