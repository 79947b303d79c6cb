// Package chart lays out a timeline as a drawing: what several sources say of when
// something happened goes in, positions come out. It draws nothing: what a mark looks like
// is for a layout to say. Its functions are pure, and all arithmetic is of whole numbers,
// so that a drawing is the same on every machine.
//
// Across, a drawing is as wide as its page: positions are hundredths of a percent of its
// width. Down, they are pixels.
package chart

import "gloss/internal/edtf"

// Source is a source of dates; each has a lane of its own.
type Source struct {
	Written edtf.Date // when the source itself appeared; zero when that is not known
}

// Event is something that happened, as one or more sources date it.
type Event struct {
	Told []Told // at most one of a source, in order of the sources
}

// Told is what one source says of when an event happened.
type Told struct {
	Source int // index into the sources
	Date   edtf.Date
	Ahead  bool // it had not happened when the source was written
}

// X is a position across the drawing, in hundredths of a percent of its width.
type X int

// Width is the position of the right edge.
const Width X = 10_000

// The narrowest drawing is nominal pixels wide; marks keep apart at that width, and all the
// more where there is more room.
const (
	nominal = 704
	bins    = nominal / 11 // that dots are sorted into
)

func px(n int) X { return X(n) * Width / nominal }

// What a lane is made of from the top, in pixels.
const (
	head     = 24 // its name
	more     = 12 // the number of dots that found no room, if there are any
	row      = 11 // dots
	maxRows  = 5
	line     = 9  // what is longer
	allLines = 20 // of all lanes together, but minLines of each
	minLines = 5
	foot     = 7
)

// Chart is a timeline laid out.
type Chart struct {
	Lanes  []Lane // by source
	Events []Drawn
	Panes  []Pane // one, or two with a break between them
	Ticks  []Tick
	Axis   int // Y of the line below the lanes

	From, To edtf.Day // the first and the last
	Break    edtf.Day // with which the second pane begins; zero when there is none
	Tiers    int      // lines of labels below it, 1 or 2
}

// Lane is the room of one source.
type Lane struct {
	Top, Bottom int
	Written     X // where the source itself stands, negative when that is not within the drawing
	Drawn       int
	Overflows   []Overflow
	Hidden      int // marks that found no room, or are wider than the drawing
}

// Overflow is a place where more dots belong than a lane has rows.
type Overflow struct {
	X     X
	Y     int // of a baseline
	N     int
	First int // index of the first such event among those given
}

// Drawn is an event of which the drawing shows something.
type Drawn struct {
	Event int    // index among those given
	Marks []Mark // by lane
	Ties  []Tie  // from one mark to the next
}

// Kind says how a date is drawn.
type Kind uint8

const (
	Dot     Kind = iota + 1 // known as closely as the drawing can show
	Bar                     // something that lasted
	Whisker                 // something that happened once, somewhere within
)

// Mark is a date as a lane shows it. From and To are its known ends; at an open end it
// fades away, from there to FadeFrom or to FadeTo.
type Mark struct {
	Lane     int
	Kind     Kind
	From, To X // the same for a dot
	Y        int
	Ahead    bool

	OpenStart, OpenEnd bool
	FadeFrom, FadeTo   X
}

// Anchor is the place of a mark that a label points at.
func (m *Mark) Anchor() X {
	switch {
	case m.Kind == Bar, m.OpenEnd:
		return m.From
	case m.OpenStart:
		return m.To
	}
	return (m.From + m.To) / 2
}

// Tie is a line between the marks of one event in two lanes.
type Tie struct {
	X1, X2 X
	Y1, Y2 int
}

// Pane is a stretch of the axis with a scale of its own.
type Pane struct {
	From, To X
	Dense    bool // it is drawn larger than what comes before it
}

// Draw lays out events. What cannot be drawn, because it has no date, or because its lane
// is full, is left out of Chart.Events; Lane says how many those are.
func Draw(sources []Source, events []Event) *Chart {
	c := &Chart{Lanes: make([]Lane, len(sources)), Tiers: 1}
	all := spread(sources, events)
	s, ok := newScale(all)
	if !ok {
		return c
	}
	c.Panes = s.panes()
	c.From, c.To, c.Break = s.days()
	c.Ticks = s.ticks()
	for _, t := range c.Ticks {
		if t.Over != "" {
			c.Tiers = 2
		}
	}
	y := 0
	for i := range c.Lanes {
		l := &c.Lanes[i]
		l.Top, l.Written = y, s.written(sources[i])
		p := packer{lane: l, lines: max(minLines, allLines/len(sources))}
		for j := range all {
			if st := &all[j]; st.source == i {
				p.add(st, s.mark(st))
			}
		}
		y = p.place()
		l.Bottom = y
	}
	c.Axis = y
	c.gather(all)
	return c
}

// gather joins the marks that were given a place into events.
func (c *Chart) gather(all []stretch) {
	for i := range all {
		st := &all[i]
		if !st.placed {
			continue
		}
		if n := len(c.Events); n == 0 || c.Events[n-1].Event != st.event {
			c.Events = append(c.Events, Drawn{Event: st.event})
		}
		d := &c.Events[len(c.Events)-1]
		if n := len(d.Marks); n > 0 {
			if t, ok := tie(&d.Marks[n-1], &st.mark); ok {
				d.Ties = append(d.Ties, t)
			}
		}
		d.Marks = append(d.Marks, st.mark)
		c.Lanes[st.source].Drawn++
	}
}

// tie joins two marks where they are nearest to each other. It reports false when all that
// lies between them is an open end, which may well reach from one to the other.
func tie(a, b *Mark) (Tie, bool) {
	if a.From > b.To && a.OpenStart || a.To < b.From && a.OpenEnd || b.From > a.To && b.OpenStart || b.To < a.From && b.OpenEnd {
		return Tie{}, false
	}
	t := Tie{X1: a.Anchor(), Y1: a.Y, Y2: b.Y}
	t.X2 = min(max(t.X1, b.From), b.To)
	t.X1 = min(max(t.X2, a.From), a.To)
	return t, true
}
