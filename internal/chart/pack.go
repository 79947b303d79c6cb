package chart

import (
	"cmp"
	"slices"
)

// packer finds places for the marks of one lane: dots above each other on a common line,
// and below it what is longer, side by side where there is room.
type packer struct {
	lane  *Lane
	dots  []*stretch
	spans []*stretch
	lines int // that there may be of spans
}

func (p *packer) add(st *stretch, m Mark) {
	st.mark = m
	switch {
	case m.Kind == Dot:
		p.dots = append(p.dots, st)
	case m.Kind == Whisker && m.OpenStart && m.OpenEnd: // all that is drawn, and more, says nothing
		p.lane.Hidden++
	default:
		p.spans = append(p.spans, st)
	}
}

// place places the marks and returns where the lane ends.
func (p *packer) place() int {
	stacks, high := stack(p.dots)
	rows, deep := pack(p.spans)
	y := p.lane.Top + head
	if high > maxRows {
		y += more
	}
	bottom := y + min(high, maxRows)*row // of the dots
	for _, s := range stacks {
		for i, st := range s {
			if i == maxRows {
				p.overflow(Overflow{X: st.mark.From, Y: y - 2, N: len(s) - i, First: st.event})
				break
			}
			st.placed = true
			st.mark.Y = bottom - i*row - row/2 - 1
		}
	}
	for i, st := range p.spans {
		if rows[i] >= p.lines {
			p.lane.Hidden++
			continue
		}
		st.placed = true
		st.mark.Y = bottom + rows[i]*line + line/2
	}
	return bottom + min(deep, p.lines)*line + foot
}

// overflow notes that dots found no room. Two numbers that would touch become one.
func (p *packer) overflow(o Overflow) {
	p.lane.Hidden += o.N
	if all := p.lane.Overflows; len(all) > 0 && o.X-all[len(all)-1].X < px(26) {
		all[len(all)-1].N += o.N
		return
	}
	p.lane.Overflows = append(p.lane.Overflows, o)
}

// stack sorts dots into bins, each in order of time, and returns how high the highest is.
func stack(dots []*stretch) (stacks [][]*stretch, high int) {
	slices.SortStableFunc(dots, func(a, b *stretch) int {
		return cmp.Or(cmp.Compare(a.mark.From, b.mark.From), cmp.Compare(a.from+a.to, b.from+b.to))
	})
	for i, st := range dots {
		if i == 0 || st.mark.From != dots[i-1].mark.From {
			stacks = append(stacks, nil)
		}
		s := &stacks[len(stacks)-1]
		*s = append(*s, st)
		high = max(high, len(*s))
	}
	return stacks, high
}

// pack sorts spans and gives each the first row in which it touches no other. It returns
// how many rows there are.
func pack(spans []*stretch) (rows []int, deep int) {
	slices.SortStableFunc(spans, func(a, b *stretch) int {
		af, at := reach(&a.mark)
		bf, bt := reach(&b.mark)
		return cmp.Or(cmp.Compare(af, bf), cmp.Compare(bt, at))
	})
	var ends []X
	for _, st := range spans {
		from, to := reach(&st.mark)
		i := slices.IndexFunc(ends, func(end X) bool { return end <= from })
		if i < 0 {
			i = len(ends)
			ends = append(ends, 0)
		}
		ends[i] = to + px(6)
		rows = append(rows, i)
	}
	return rows, len(ends)
}

// reach returns from where to where a mark goes with its fading ends.
func reach(m *Mark) (from, to X) {
	from, to = m.From, m.To
	if m.OpenStart {
		from = m.FadeFrom
	}
	if m.OpenEnd {
		to = m.FadeTo
	}
	return from, to
}
