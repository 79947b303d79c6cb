package chart

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/edtf"
)

func date(t testing.TB, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// one lays out dates that a single source tells, written when it says.
func one(t testing.TB, written string, dates ...string) *Chart {
	t.Helper()
	var events []Event
	for _, s := range dates {
		events = append(events, Event{[]Told{{Date: date(t, s)}}})
	}
	return Draw([]Source{{date(t, written)}}, events)
}

func TestBreak(t *testing.T) {
	early := []string{"2001", "2011-03", "2015-08-26"}
	for _, c := range []struct {
		name  string
		dates []string
		at    string // "" for none
	}{
		{"most in the last quarter", append(early, "2022-02", "2024-06", "2025-01-17", "2025-04-28"), "2022-01-01"},
		{"half in the last quarter", append(early, "2022-02", "2024-06", "2025-01-17"), ""},
		{"spread evenly", []string{"2001", "2004", "2007", "2010", "2013", "2016", "2019"}, ""},
		{"few events", []string{"2001", "2024-06", "2025-01-17", "2025-04-28"}, ""},
		{"within a year", []string{"2025-01-02", "2025-10-04", "2025-11-08", "2025-11-09", "2025-11-10", "2025-12-31"}, "2025-10-01"},
		{"within a fortnight", []string{"2025-01-01", "2025-01-12", "2025-01-12", "2025-01-13", "2025-01-13", "2025-01-14"}, ""},
		{"vague dates do not count", []string{"2025-01-01", "2025-01-02", "2025-01-03", "2025-02-10", "2025", "2025", "2025", "2025", "2025"}, ""},
		{"within a month", []string{"2025-01-01", "2025-01-02", "2025-01-28", "2025-01-28", "2025-01-29", "2025-01-30"}, "2025-01-28"},
		{"most end with the scale", []string{"2025-01-01", "2025-01-05", "/2025-02-08", "/2025-02-08", "/2025-02-08", "/2025-02-08"}, "2025-02-08"},
		{"only one end is known", append(early, "[..2024]", "[2024..]", "[2024-03..2024-05]", "2025"), "2024-01-01"},
	} {
		got := ""
		if c := one(t, "", c.dates...); len(c.Panes) == 2 {
			got = c.Break.String()
		}
		if got != c.at {
			t.Errorf("%s: the axis breaks at %q, want %q", c.name, got, c.at)
		}
	}
}

// A broken axis gives the early part 30 % of the width and the rest 70 %, both to scale.
func TestBrokenScale(t *testing.T) {
	c := one(t, "", "2001", "2011", "2015", "2022-02", "2023-02", "2024-02", "2025-02")
	if diff := cmp.Diff([]Pane{{0, Width * 3 / 10, false}, {Width * 3 / 10, Width, true}}, c.Panes); diff != "" {
		t.Error(diff)
	}
	var at []X
	for _, tick := range c.Ticks {
		if tick.Label != "" && tick.X > Width*3/10 {
			at = append(at, tick.X)
		}
	}
	if len(at) != 4 || at[0] < 3000 || (at[2]-at[1])-(at[1]-at[0]) > 2 || (at[1]-at[0])-(at[2]-at[1]) > 2 {
		t.Errorf("the years are at %v", at)
	}
}

// How a date is drawn depends on how much of it there is at the drawing's scale.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ others, date, want string }{
		{"2001 2025", "2015", "whisker"},
		{"2001 2025", "2015-07", "dot"},
		{"2001 2025", "2015-07-14", "dot"},
		{"2024-01-01 2024-12-31", "2024-07", "whisker"},
		{"2025-03-03 2025-03-09", "2025-03-05", "dot"},
		{"2025-03-03 2025-03-09", "2025-03", ""}, // all of the drawing and more
		{"2025-03-03 2025-03-29", "[2025-03-27..2025-12-31]", "whisker >"},
		{"1701 1999", "1815", "dot"},
		{"1701 1999", "183X", "whisker"},
		{"2001 2025", "2015/2016", "bar"},
		{"2001 2025", "2015/..", "bar >"},
		{"2001 2025", "2015/", "bar >"},
		{"2001 2025", "../2015", "whisker <"},
		{"2001 2025", "/2025-09", "whisker <"},
		{"2001 2025", "[2015..2017]", "whisker"},
		{"2001 2025", "[..2015]", "whisker <"},
		{"2001 2025", "[2015..]", "whisker >"},
		{"2001 2025", "20XX", ""},
		{"2001 2025", "19XX", "whisker"}, // lies outside, so the axis reaches there
	} {
		ch := one(t, "", append(strings.Fields(c.others), c.date)...)
		i := slices.IndexFunc(ch.Events, func(d Drawn) bool { return d.Event == 2 })
		if i < 0 {
			if c.want != "" || ch.Lanes[0].Hidden != 1 {
				t.Errorf("%s among %s is not drawn", c.date, c.others)
			}
			continue
		}
		m := ch.Events[i].Marks[0]
		got := [...]string{Dot: "dot", Bar: "bar", Whisker: "whisker"}[m.Kind]
		if m.OpenStart {
			got += " <"
		}
		if m.OpenEnd {
			got += " >"
		}
		if got != c.want {
			t.Errorf("%s among %s is a %s, want a %s", c.date, c.others, got, c.want)
		}
	}
}

// What still lasted when its source appeared is vouched for until then.
func TestStillLasting(t *testing.T) {
	c := one(t, "2020-07-01", "2001", "2015/..", "2025")
	m, written := c.Events[1].Marks[0], c.Lanes[0].Written
	if d := m.To - written; !m.OpenEnd || d < 0 || d > 5 {
		t.Errorf("%+v, written at %d", m, written)
	}
	if m := one(t, "2020-07-01", "2001", "2015/", "2025").Events[1].Marks[0]; !m.OpenEnd || m.To > m.From+px(4) {
		t.Errorf("an unknown end: %+v", m)
	}
	if m := one(t, "", "2001", "2015/..", "2025").Events[1].Marks[0]; m.FadeTo != Width {
		t.Errorf("from a source without a date: %+v", m)
	}
}

// Dots of the same time stand above each other, five at the most.
func TestStack(t *testing.T) {
	dates := []string{"2001", "2025"}
	for range 8 {
		dates = append(dates, "2012-06-03")
	}
	c := one(t, "", dates...)
	var ys []int
	for _, d := range c.Events {
		if d.Event >= 2 {
			ys = append(ys, d.Marks[0].Y)
		}
	}
	if len(ys) != maxRows || !slices.IsSortedFunc(ys, func(a, b int) int { return b - a }) {
		t.Errorf("rows %v", ys)
	}
	l := c.Lanes[0]
	if diff := cmp.Diff([]Overflow{{X: c.Events[2].Marks[0].From, Y: ys[4] - 7, N: 3, First: 7}}, l.Overflows); diff != "" {
		t.Error(diff)
	}
	if l.Hidden != 3 || l.Drawn != 7 {
		t.Errorf("%d hidden, %d drawn", l.Hidden, l.Drawn)
	}
}

// An event that two sources tell is one, tied across their lanes: from a dot straight to the
// whisker around it.
func TestTie(t *testing.T) {
	c := Draw(make([]Source, 2), []Event{
		{[]Told{{Source: 0, Date: date(t, "2025-01-17")}, {Source: 1, Date: date(t, "2025")}}},
		{[]Told{{Source: 1, Date: date(t, "2015")}}},
	})
	d := c.Events[0]
	if len(d.Marks) != 2 || len(d.Ties) != 1 || d.Ties[0].X1 != d.Ties[0].X2 || d.Ties[0].X1 != d.Marks[0].From || d.Ties[0].Y1 >= d.Ties[0].Y2 {
		t.Errorf("%+v", d)
	}
}

// No line leads to an open end, which may reach as far as the other mark; it does to what
// contradicts it.
func TestTieToOpenEnd(t *testing.T) {
	for date2, ties := range map[string]int{"[..2020]": 0, "[2001..]": 0, "[2020..]": 1, "2020/..": 1, "2001/": 0, "2001/..": 1, "[..2001]": 1, "2020": 1} {
		c := Draw(make([]Source, 2), []Event{
			{[]Told{{Source: 0, Date: date(t, "2010-01-17")}, {Source: 1, Date: date(t, date2)}}},
			{[]Told{{Source: 1, Date: date(t, "2000")}}},
			{[]Told{{Source: 1, Date: date(t, "2024")}}},
		})
		if d := c.Events[0]; len(d.Ties) != ties {
			t.Errorf("%s: %+v", date2, d)
		}
	}
}

func TestNothing(t *testing.T) {
	if c := one(t, "2025", ""); len(c.Events) != 0 || len(c.Ticks) != 0 {
		t.Errorf("%+v", c)
	}
	if c := one(t, "2025", "2024-02-29"); len(c.Events) != 1 || c.From.Compare(c.To) >= 0 {
		t.Errorf("%+v", c)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct{ dates, want string }{
		{"2025-03-03 2025-03-09", "3/March 2025 4 5 6 7 8 9 10"},
		{"2024-12-28 2025-01-05", "28/December 2024 29 30 31 1/January 2025 2 3 4 5 6"},
		{"2025-01 2025-06", "Jan/2025 Feb Mar Apr May Jun Jul"},
		{"2023-01 2025-06", "Jan/2023 Apr Jul Oct Jan/2024 Apr Jul Oct Jan/2025 Apr Jul"},
		{"2001 2025", "2002 2004 2006 2008 2010 2012 2014 2016 2018 2020 2022 2024 2026"},
		{"1700 1999", "1700 1720 1740 1760 1780 1800 1820 1840 1860 1880 1900 1920 1940 1960 1980 2000"},
		{"-0099 0100", "100 BC 80 BC 60 BC 40 BC 20 BC AD 20 AD 40 AD 60 AD 80 AD 100"},
		{"Y-170000000 2000", "160,000,000 BC 140,000,000 BC 120,000,000 BC 100,000,000 BC 80,000,000 BC 60,000,000 BC 40,000,000 BC 20,000,000 BC"},
	} {
		var got []string
		for _, tick := range one(t, "", strings.Fields(c.dates)...).Ticks {
			if tick.Label != "" {
				got = append(got, strings.TrimSuffix(tick.Label+"/"+tick.Over, "/"))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.dates, s, c.want)
		}
	}
}

// Whatever the dates, marks of a lane and numbers above them do not touch, nothing leaves the drawing, and there
// are not many ticks.
func TestAnyDates(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		sources := make([]Source, 1+rnd.IntN(8))
		span := []int{1, 3, 40, 300, 1900}[rnd.IntN(5)]
		var events []Event
		for range 1 + rnd.IntN(120) {
			var e Event
			for s := range sources {
				if rnd.IntN(3) == 0 {
					e.Told = append(e.Told, Told{Source: s, Date: date(t, anyDate(rnd, span)), Ahead: rnd.IntN(9) == 0})
				}
			}
			events = append(events, e)
		}
		checkSound(t, Draw(sources, events))
	}
}

func anyDate(rnd *rand.Rand, span int) string {
	year := 2000 - rnd.IntN(span)
	day := fmt.Sprintf("%04d-%02d-%02d", year, 1+rnd.IntN(12), 1+rnd.IntN(28))
	forms := []string{
		"", day, day, day[:7], day[:4], day[:3] + "X", day[:2] + "XX", day + "/..", "/" + day, "[.." + day + "]", "[" + day + "..]",
		day + "/2000-12-31", "[" + day + "..2000-12-31]", day[:4] + "~", day[:4] + "-22",
	}
	return forms[rnd.IntN(len(forms))]
}

func checkSound(t *testing.T, c *Chart) {
	t.Helper()
	if len(c.Ticks) > 2*nominal/airy {
		t.Errorf("%d ticks", len(c.Ticks))
	}
	for _, l := range c.Lanes {
		for i := 1; i < len(l.Overflows); i++ {
			if l.Overflows[i].X-l.Overflows[i-1].X < px(26) {
				t.Errorf("the numbers at %+v touch", l.Overflows[i-1:i+1])
			}
		}
	}
	byLane := map[int][]Mark{}
	for _, d := range c.Events {
		for _, m := range d.Marks {
			byLane[m.Lane] = append(byLane[m.Lane], m)
		}
	}
	for lane, marks := range byLane {
		l := c.Lanes[lane]
		if len(marks) != l.Drawn {
			t.Errorf("%d marks, %d drawn", len(marks), l.Drawn)
		}
		for i, m := range marks {
			from, to := reach(&m)
			if from < 0 || to > Width || from > to || m.From > m.To || m.Y <= l.Top || m.Y >= l.Bottom {
				t.Errorf("%+v is not in %+v", m, l)
			}
			for _, o := range marks[i+1:] {
				oFrom, oTo := reach(&o)
				if m.Y == o.Y && from < oTo && oFrom < to {
					t.Errorf("%+v touches %+v", m, o)
				}
			}
		}
	}
}
