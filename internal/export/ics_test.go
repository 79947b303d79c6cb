package export_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// property is a content line of a calendar (RFC 5545 §3.1).
type property struct {
	name   string
	params map[string]string
	value  string
}

var (
	// contentline = name *(";" param) ":" value, of which we use no quoted parameters
	contentLine = regexp.MustCompile(`^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^";:,]+)*):(.*)$`)
	date        = regexp.MustCompile(`^\d{8}$`)
	dateTime    = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
	// TSAFE-CHAR, ":" and DQUOTE, and the escapes (§3.3.11)
	textValue = regexp.MustCompile(`^(?:[^\x00-\x1F\x7F;,\\]|\\[\\;,nN])*$`)
	uriValue  = regexp.MustCompile(`^[a-z]+:[!-~]+$`)
)

// readCalendar reads a calendar strictly and returns its events.
func readCalendar(data string) (events []map[string]property, err error) {
	if !strings.HasSuffix(data, "\r\n") {
		return nil, fmt.Errorf("the last line has no end")
	}
	var lines []string
	for _, line := range strings.Split(strings.TrimSuffix(data, "\r\n"), "\r\n") {
		switch {
		case strings.ContainsAny(line, "\r\n"):
			return nil, fmt.Errorf("a bare line break in %q", line)
		case len(line) > 75:
			return nil, fmt.Errorf("%d bytes in %q", len(line), line)
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("a character is cut in %q", line)
		case line == "":
			return nil, fmt.Errorf("an empty line")
		case line[0] == ' ' && len(lines) > 0:
			lines[len(lines)-1] += line[1:]
		default:
			lines = append(lines, line)
		}
	}
	var open []string // components
	var event, calendar map[string]property
	for _, line := range lines {
		m := contentLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("no content line: %q", line)
		}
		p := property{m[1], map[string]string{}, m[3]}
		for _, param := range strings.FieldsFunc(m[2], func(r rune) bool { return r == ';' }) {
			k, v, _ := strings.Cut(param, "=")
			p.params[k] = v
		}
		switch {
		case p.name == "BEGIN" && len(open) == 0 && p.value == "VCALENDAR":
			open, calendar = append(open, p.value), map[string]property{}
		case p.name == "BEGIN" && len(open) == 1 && p.value == "VEVENT":
			open, event = append(open, p.value), map[string]property{}
		case p.name == "BEGIN":
			return nil, fmt.Errorf("%s in %v", p.value, open)
		case p.name == "END" && len(open) > 0 && open[len(open)-1] == p.value:
			open = open[:len(open)-1]
			if p.value == "VEVENT" {
				if err := checkEvent(event); err != nil {
					return nil, err
				}
				events = append(events, event)
			}
		case len(open) == 0:
			return nil, fmt.Errorf("%q outside the calendar", line)
		default:
			in := calendar
			if len(open) == 2 {
				in = event
			}
			if _, twice := in[p.name]; twice {
				return nil, fmt.Errorf("%s twice", p.name)
			}
			in[p.name] = p
		}
	}
	if len(open) > 0 || calendar["VERSION"].value != "2.0" || calendar["PRODID"].value == "" {
		return nil, fmt.Errorf("open %v, calendar %v", open, calendar)
	}
	return events, nil
}

// checkEvent checks the properties of an event (§3.6.1).
func checkEvent(event map[string]property) error {
	kinds := map[string]*regexp.Regexp{
		"UID": textValue, "DTSTAMP": dateTime, "DTSTART": date, "DTEND": date, "SUMMARY": textValue, "DESCRIPTION": textValue,
		"CATEGORIES": textValue, "URL": uriValue, "STATUS": regexp.MustCompile(`^(TENTATIVE|CONFIRMED)$`), "TRANSP": regexp.MustCompile(`^TRANSPARENT$`),
	}
	for name, p := range event {
		if kinds[name] == nil || !kinds[name].MatchString(p.value) {
			return fmt.Errorf("%s:%s", name, p.value)
		}
	}
	for _, name := range []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} {
		if event[name].value == "" {
			return fmt.Errorf("no %s in %v", name, event)
		}
	}
	start, err1 := time.Parse("20060102", event["DTSTART"].value)
	end, err2 := time.Parse("20060102", event["DTEND"].value)
	_, err3 := time.Parse("20060102T150405Z", event["DTSTAMP"].value)
	if err1 != nil || err2 != nil || err3 != nil || !end.After(start) || event["DTSTART"].params["VALUE"] != "DATE" || event["DTEND"].params["VALUE"] != "DATE" {
		return fmt.Errorf("from %v to %v: %v %v %v", event["DTSTART"], event["DTEND"], err1, err2, err3)
	}
	return nil
}

// A calendar keeps to RFC 5545, and its events can be told apart.
func TestCalendar(t *testing.T) {
	for name, site := range sites(t) {
		data := string(built(t, site)["timeline.ics"])
		events, err := readCalendar(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		seen := map[string]bool{}
		for _, e := range events {
			if uid := e["UID"].value; seen[uid] {
				t.Errorf("%s: %s twice", name, uid)
			} else {
				seen[uid] = true
			}
			if name == "dates" && !strings.HasPrefix(e["URL"].value, "https://dates.example/of/all/timeline.html#event-") {
				t.Errorf("address %s", e["URL"].value)
			}
			if name == "dates" && !strings.HasSuffix(e["UID"].value, "@dates.example.of.all") {
				t.Errorf("id %s", e["UID"].value)
			}
		}
		if want := map[string]int{"dates": len(oddDates) - 4, "sample": 40, "large": 300}[name]; len(events) < want {
			t.Errorf("%s: %d events, want %d", name, len(events), want)
		}
		if name == "dates" && !strings.Contains(strings.ReplaceAll(data, "\r\n ", ""), `SUMMARY:It was\; the 2th\, \\ so`) {
			t.Error("a title is not escaped")
		}
	}
}

// The parser refuses what is not so.
func TestCalendarParser(t *testing.T) {
	const sound = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20250102\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	if _, err := readCalendar(sound); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"\r\n", "\n"},
		{"SUMMARY:x", "SUMMARY:x; y"},
		{"SUMMARY:x", "SUMMARY:" + strings.Repeat("x", 80)},
		{"20250102", "20250101"},
		{"UID:a\r\n", ""},
		{"END:VEVENT\r\n", ""},
		{"20250101T000000Z", "20250101"},
		{"SUMMARY:x", "SUMMARY:x\r\nSUMMARY:y"},
		{"DTEND;VALUE=DATE:20250102", "DTEND;VALUE=DATE:20250232"},
	} {
		if _, err := readCalendar(strings.Replace(sound, change[0], change[1], -1)); err == nil {
			t.Errorf("%q for %q is accepted", change[1], change[0])
		}
	}
}
