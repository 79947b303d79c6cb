package export

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// calendar appends the events as a calendar (RFC 5545). An event lasts all the days that its
// date can mean, and says in its text how closely that is known. One without a beginning, and
// one without an end, stands on the one day that is known. An undated one, and one outside the
// years 1 to 9999, cannot stand in it.
func (x *exporter) calendar(dst []byte) []byte {
	c := calendar{bytes: slices.Grow(dst, len(x.site.Events)*perEvent)}
	c.property("BEGIN", "VCALENDAR")
	c.property("VERSION", "2.0")
	c.property("PRODID", "-//Gloss//Annotated briefing//EN")
	c.property("CALSCALE", "GREGORIAN")
	c.property("METHOD", "PUBLISH")
	c.text("NAME", smart(x.site.Config.Title)) // RFC 7986
	c.text("X-WR-CALNAME", smart(x.site.Config.Title))
	if s := x.site.Config.Summary; s != "" {
		c.text("DESCRIPTION", smart(s))
	}
	host := x.host()
	for i := range x.site.Events {
		if from, to, ok := days(x.site.Events[i].Date); ok {
			x.entry(&c, int32(i), from, to, host)
		}
	}
	c.property("END", "VCALENDAR")
	return c.bytes
}

func (x *exporter) entry(c *calendar, i int32, from, to edtf.Day, host string) {
	e := &x.site.Events[i]
	c.property("BEGIN", "VEVENT")
	c.text("UID", e.ID+"@"+host)
	c.property("DTSTAMP", compact(x.stamp(e, from))+"T000000Z")
	c.property("DTSTART;VALUE=DATE", compact(from))
	c.property("DTEND;VALUE=DATE", compact(to.Next())) // it does not belong to the event (§3.6.1)
	summary := e.Title
	if e.Date.Kind() != edtf.Instant || e.Date.Precision() != edtf.PrecisionDay || e.Date.Uncertain() || e.Date.Approximate() {
		summary += " (" + e.Date.Format() + ")"
	}
	c.text("SUMMARY", summary)
	x.description(c, e)
	if e.Kind != "" {
		c.text("CATEGORIES", e.Kind)
	}
	if u := x.absolute(x.site.EventAddr(i)); u != "" {
		c.property("URL", u)
	}
	status := "CONFIRMED"
	if e.Conflict || e.Flags&(annotate.Plan|annotate.Deadline|annotate.Reported|annotate.Disputed) != 0 || e.Date.Uncertain() {
		status = "TENTATIVE"
	}
	c.property("STATUS", status)
	c.property("TRANSP", "TRANSPARENT")
	c.property("END", "VEVENT")
}

// description writes what the sources say of an event, and how far that goes.
func (x *exporter) description(c *calendar, e *site.Event) {
	c.begin("DESCRIPTION")
	c.write(e.Date.Format())
	c.write(" (")
	c.write(x.words.PrecisionText(e.Date))
	c.write(")")
	for _, f := range x.flags(e.Flags, e.Conflict) {
		c.write("; ")
		c.write(f)
	}
	for _, st := range e.Statements {
		c.write("\n")
		c.write(x.source(st.Page))
		if at := x.cites(st); at != "" {
			c.write(" ")
			c.write(at)
		}
		c.write(": ")
		c.write(x.text(x.said(st)))
		if d := x.dated(st).Date; !d.IsZero() && d != e.Date {
			c.write(" (")
			c.write(d.Format())
			c.write(")")
		}
	}
	c.end()
}

// stamp is the day on which an event was last changed: that of the pages which tell of it,
// else of the briefing. Where none is known it is the event's own, for there has to be one.
func (x *exporter) stamp(e *site.Event, otherwise edtf.Day) edtf.Day {
	var last edtf.Day
	for _, st := range e.Statements {
		if d, ok := x.site.Pages[st.Page].Updated.Latest(); ok && d.Compare(last) > 0 {
			last = d
		}
	}
	if asOf, ok := x.site.AsOf.Latest(); ok && last == (edtf.Day{}) {
		last = asOf
	}
	if last.Year < 1 || last.Year > 9999 {
		return otherwise
	}
	return last
}

// days returns the first and the last day of an event in a calendar.
func days(d edtf.Date) (from, to edtf.Day, ok bool) {
	first, last := d.Ends()
	from, ok = first.Earliest()
	to, ended := last.Latest()
	switch {
	case !ok && !ended:
		return from, to, false
	case !ok:
		from = to
	case !ended:
		to = from
	}
	return from, to, from.Year >= 1 && to.Year < 9999
}

// compact is a day as RFC 5545 writes it, §3.3.4.
func compact(d edtf.Day) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// calendar appends content lines (RFC 5545 §3.1).
type calendar struct {
	bytes []byte
	line  int // where the last line begins, folded ones too
}

// property appends a property whose value is written as it is.
func (c *calendar) property(name, value string) {
	c.line = len(c.bytes)
	for _, s := range []string{name, ":", value} {
		c.bytes = append(c.bytes, s...)
	}
	c.end()
}

// text appends a property whose value is a text.
func (c *calendar) text(name, value string) {
	c.begin(name)
	c.write(value)
	c.end()
}

// begin begins a property whose value is a text, which [calendar.write] writes.
func (c *calendar) begin(name string) {
	c.line = len(c.bytes)
	c.bytes = append(append(c.bytes, name...), ':')
}

// write appends to a text, in which some characters have a meaning, and which has no control
// characters but the break of a line (§3.3.11).
func (c *calendar) write(s string) {
	from := 0
	for i := range len(s) {
		esc := ""
		switch b := s[i]; {
		case b == '\\' || b == ';' || b == ',':
			esc = "\\" + s[i:i+1]
		case b == '\n':
			esc = `\n`
		case b >= ' ' && b != 0x7F:
			continue
		}
		c.bytes = append(append(c.bytes, s[from:i]...), esc...)
		from = i + 1
	}
	c.bytes = append(c.bytes, s[from:]...)
}

// end ends a property and folds it, so that no line is longer than 75 bytes and none begins or
// ends within a character.
func (c *calendar) end() {
	const most = 75
	for len(c.bytes)-c.line > most {
		n := c.line + most
		for !utf8.RuneStart(c.bytes[n]) {
			n--
		}
		c.bytes = slices.Insert(c.bytes, n, '\r', '\n', ' ')
		c.line = n + 2
	}
	c.bytes = append(c.bytes, "\r\n"...)
}
