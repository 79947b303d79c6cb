package render

import (
	"cmp"
	"fmt"

	"gloss/internal/chart"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// BarsView is the events of a page counted by year.
type BarsView struct {
	Years []YearBar
	Told  string   // "Told by"
	Key   []BarKey // what the parts of the bars look like, if there are several sources
}

// YearBar is a year, a decade or a century as a bar, as long as it has events.
type YearBar struct {
	Link         // to its first event
	Count string // "23 events"
	N     int
	Full  int // the most that any bar has
	Parts []BarPart
}

// BarPart is the events of a bar that one source alone tells of, or several together.
type BarPart struct {
	Hue    int  // 0 for what has none
	Shared bool // several tell of them
	N      int
	From   string // where it begins, as a share of the longest bar: "12.5%"
	Size   string // how much of that it takes
	Top    string // where it begins in a bar that stands upright
}

// BarKey is a source, or several together, with what its parts of the bars look like.
type BarKey struct {
	Source
	Shared bool
}

// maxBars is how many bars a row has; for more years there is a bar for a decade, or a
// century.
const maxBars = 12

// bars counts the events of a page of the timeline by year.
func (r *Renderer) bars(on site.PageID, l *lanes) *BarsView {
	var bars []YearBar
	for _, years := range []int{1, 10, 100} {
		if bars = r.barsOf(on, l, years); len(bars) <= maxBars {
			break
		}
	}
	bars = bars[max(0, len(bars)-maxBars):]
	full := 0
	for i := range bars {
		full = max(full, bars[i].N)
	}
	for i := range bars {
		b := &bars[i]
		b.Full, b.Count = full, r.words.CountEvents.of(b.N)
		before := 0
		for j := range b.Parts {
			p := &b.Parts[j]
			from, to := chart.X(before)*chart.Width/chart.X(full), chart.X(before+p.N)*chart.Width/chart.X(full)
			p.From, p.Size, p.Top = pct(from), pct(to-from), pct(chart.Width-to)
			before += p.N
		}
	}
	if len(bars) == 0 {
		return nil
	}
	v := &BarsView{Years: bars, Told: r.words.FilterSources}
	if len(l.articles) > 1 {
		for i := range l.articles {
			v.Key = append(v.Key, BarKey{Source: r.laneSource(on, l, i)})
		}
		v.Key = append(v.Key, BarKey{Source{Short: r.words.FilterShared}, true})
	}
	return v
}

// barsOf makes a bar of each so many years that have an event.
func (r *Renderer) barsOf(on site.PageID, l *lanes, years int) []YearBar {
	var bars []YearBar
	var counts []int // by lane of the current bar, and of what several tell
	close := func() {
		if len(bars) == 0 {
			return
		}
		b := &bars[len(bars)-1]
		for lane, n := range counts {
			if n == 0 {
				continue
			}
			p := BarPart{Shared: lane == len(l.articles), N: n}
			if !p.Shared && l.articles[lane] != others {
				p.Hue = r.site.Articles[l.articles[lane]].Hue
			}
			b.Parts, b.N = append(b.Parts, p), b.N+n
		}
	}
	last := 0
	for i, told := range l.tellings {
		event := l.from + int32(i)
		year, ok := r.site.YearOf(event)
		if !ok {
			break // those without come last
		}
		if begin := edtf.Floor(year, years); len(bars) == 0 || begin != last {
			close()
			last, counts = begin, make([]int, len(l.articles)+1)
			bars = append(bars, YearBar{Link: Link{Text: yearsName(begin, years), URL: r.url(on, r.site.EventAddr(event))}})
		}
		if len(told) > 1 {
			counts[len(l.articles)]++
		} else {
			counts[l.lane(r.site, told[0].Page)]++
		}
	}
	close()
	return bars
}

// yearsName names a year, a decade or a century: "the 1780s".
func yearsName(begin, years int) string {
	form := map[int]string{10: fmt.Sprintf("%03dX", begin/10), 100: fmt.Sprintf("%02dXX", begin/100)}[years]
	d, err := edtf.Parse(form)
	if err != nil || begin <= 0 {
		return edtf.FormatYear(begin)
	}
	return cmp.Or(d.Format(), edtf.FormatYear(begin))
}
