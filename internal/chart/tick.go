package chart

import (
	"strconv"

	"gloss/internal/edtf"
)

// Tick is a division of the axis.
type Tick struct {
	X     X
	Label string // empty for a small one
	Over  string // what the label is part of, where that changes: "2025" for "March"
}

type unit uint8

const (
	day unit = iota
	month
	year
)

// step is a distance between ticks: n units.
type step struct {
	unit unit
	n    int
}

// days is about how long a step is.
func (s step) days() int { return s.n * [...]int{1, 30, 365}[s.unit] }

// steps are the distances between labelled ticks, each with those that may divide it.
var steps = []struct {
	step
	room  int // pixels that a label needs
	small []step
}{
	{step{day, 1}, 46, []step{}},
	{step{day, 7}, 46, []step{{day, 1}}},
	{step{month, 1}, 40, []step{{day, 1}}},
	{step{month, 3}, 40, []step{{month, 1}}},
	{step{year, 1}, 44, []step{{month, 3}}},
	{step{year, 2}, 44, []step{{month, 6}, {year, 1}}},
	{step{year, 5}, 44, []step{{year, 1}}},
	{step{year, 10}, 44, []step{{year, 1}, {year, 5}}},
	{step{year, 20}, 44, []step{{year, 5}, {year, 10}}},
	{step{year, 50}, 44, []step{{year, 10}, {year, 25}}},
}

const airy = 7 // pixels between small ticks

// ticks divides the axis: labels as close as they can be read, small ticks between them.
func (s *scale) ticks() []Tick {
	var all []Tick
	for i := range s.parts {
		all = append(all, s.parts[i].ticks(i == len(s.parts)-1)...)
	}
	label, over := Width*2, Width*2 // the next to the right
	for i := len(all) - 1; i >= 0; i-- {
		t := &all[i]
		if t.Label != "" && label-t.X < px(40) {
			t.Label, t.Over = "", ""
		}
		if t.Label != "" {
			label = t.X
		}
		if t.Over != "" && over-t.X < px(8*len(t.Over)+8) {
			t.Over = ""
		}
		if t.Over != "" {
			over = t.X
		}
	}
	return all
}

// ticks divides a part of the axis. The last one has a tick where it ends.
func (p *part) ticks(last bool) []Tick {
	room := func(s step) int { return s.days() * (int(p.x1-p.x0) * nominal / int(Width)) / (p.to - p.from) }
	large, small := centuries(room), []step(nil)
	for _, s := range steps {
		if room(s.step) >= s.room {
			large, small = s.step, s.small
			break
		}
	}
	if small == nil {
		small = []step{{year, large.n / 10}, {year, large.n / 2}}
	}
	for _, s := range small {
		if room(s) >= airy {
			return p.divide(large, s, last)
		}
	}
	return p.divide(large, large, last)
}

// centuries returns a step of one, two or five times a power of ten of years that is wide
// enough for a label.
func centuries(room func(step) int) step {
	for n := 100; ; n *= 10 {
		for _, times := range []int{1, 2, 5} {
			if s := (step{year, n * times}); room(s) >= 72 || s.n > 1e9 {
				return s
			}
		}
	}
}

// divide makes a tick at each small step, labelled where a large one begins.
func (p *part) divide(large, small step, last bool) []Tick {
	var all []Tick
	over := ""
	for d := small.begin(p.from); ; d = small.after(d) {
		n := d.Number()
		if n > p.to || n == p.to && !last {
			return all
		}
		if n < p.from {
			continue
		}
		t := Tick{X: p.at(n)}
		if large.begin(n) == d {
			var in string
			if t.Label, in = large.label(d); in != over {
				t.Over, over = in, in
			}
		}
		all = append(all, t)
	}
}

// monday is the number of one, with which weeks begin.
const monday = 2 // 3 January of the year 0

// begin returns the last beginning of a step at or before a day.
func (s step) begin(n int) edtf.Day {
	d := edtf.NumberedDay(n)
	switch s.unit {
	case day:
		return edtf.NumberedDay(edtf.Floor(n-monday, s.n) + monday)
	case month:
		d.Month = edtf.Floor(d.Month-1, s.n) + 1
	case year:
		d.Month = 1
		if d.Year > 0 {
			d.Year = edtf.Floor(d.Year, s.n)
		} else {
			d.Year = edtf.Floor(d.Year-1, s.n) + 1 // so that BC too has round numbers: -99 is 100 BC
		}
	}
	d.Day = 1
	return d
}

// after returns the beginning of the step behind one.
func (s step) after(d edtf.Day) edtf.Day {
	switch s.unit {
	case day:
		return edtf.NumberedDay(d.Number() + s.n)
	case month:
		if d.Month += s.n; d.Month > 12 {
			d.Year, d.Month = d.Year+1, d.Month-12
		}
	case year:
		before := d.Year
		if d.Year += s.n; before <= 0 && d.Year > 0 {
			d.Year = s.n // 10 BC is followed by AD 10
		}
	}
	return d
}

// label says what begins at a tick, and what that is part of.
func (s step) label(d edtf.Day) (label, in string) {
	switch s.unit {
	case day:
		return strconv.Itoa(d.Day), edtf.MonthName(d.Month) + " " + edtf.FormatYear(d.Year)
	case month:
		return edtf.MonthName(d.Month)[:3], edtf.FormatYear(d.Year)
	}
	return edtf.FormatYear(d.Year), ""
}
