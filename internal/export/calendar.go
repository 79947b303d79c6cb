package export

import (
	"fmt"
	"strings"
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
	c := calendar{dst}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Gloss//Annotated briefing//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
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
	c.line("END", "VCALENDAR")
	return c.bytes
}

func (x *exporter) entry(c *calendar, i int32, from, to edtf.Day, host string) {
	e := &x.site.Events[i]
	c.line("BEGIN", "VEVENT")
	c.text("UID", e.ID+"@"+host)
	c.line("DTSTAMP", compact(x.stamp(e, from))+"T000000Z")
	c.line("DTSTART;VALUE=DATE", compact(from))
	c.line("DTEND;VALUE=DATE", compact(to.Next())) // it does not belong to the event (§3.6.1)
	summary := e.Title
	if e.Date.Kind() != edtf.Instant || e.Date.Precision() != edtf.PrecisionDay || e.Date.Uncertain() || e.Date.Approximate() {
		summary += " (" + e.Date.Format() + ")"
	}
	c.text("SUMMARY", summary)
	c.text("DESCRIPTION", x.description(e))
	if e.Kind != "" {
		c.text("CATEGORIES", e.Kind)
	}
	if u := x.absolute(x.site.EventAddr(i)); u != "" {
		c.line("URL", u)
	}
	status := "CONFIRMED"
	if e.Conflict || e.Flags&(annotate.Plan|annotate.Deadline|annotate.Reported|annotate.Disputed) != 0 || e.Date.Uncertain() {
		status = "TENTATIVE"
	}
	c.line("STATUS", status)
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
}

// description is what the sources say of an event, and how far that goes.
func (x *exporter) description(e *site.Event) string {
	lines := []string{strings.Join(append([]string{x.when(e.Date)}, x.flags(e.Flags, e.Conflict)...), "; ")}
	for _, st := range e.Statements {
		who := x.source(st.Page)
		if at := x.cites(st); at != "" {
			who += " " + at
		}
		line := who + ": " + x.text(x.said(st))
		if d := x.dated(st).Date; !d.IsZero() && d != e.Date {
			line += " (" + d.Format() + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
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

// calendar appends content lines.
type calendar struct{ bytes []byte }

// escapes are the characters of a text that have a meaning (RFC 5545 §3.3.11).
var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

// text appends a property whose value is a text.
func (c *calendar) text(name, value string) {
	c.line(name, strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return -1 // CONTROL, which no text may have
		}
		return r
	}, escapes.Replace(value)))
}

// line appends a content line, folded so that no line is longer than 75 bytes, and none
// begins or ends within a character (§3.1).
func (c *calendar) line(name, value string) {
	const most = 75
	rest, room := name+":"+value, most
	for len(rest) > room {
		n := room
		for !utf8.RuneStart(rest[n]) {
			n--
		}
		c.bytes = append(append(c.bytes, rest[:n]...), "\r\n "...)
		rest, room = rest[n:], most-1
	}
	c.bytes = append(append(c.bytes, rest...), "\r\n"...)
}
