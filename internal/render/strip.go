package render

import "gloss/internal/site"

// YearBar is a year in the strip of the home page: a column as high as the year has events.
type YearBar struct {
	Link         // to its first event
	Count string // "23 events"
	Top   int    // of Full, from the top, where the column begins
	High  int
	Full  int // the height of the year with the most events
}

// maxYears is how many years the strip shows, the last ones.
const maxYears = 12

// strip returns the years of the last events.
func (r *Renderer) strip(on site.PageID) []YearBar {
	var bars []YearBar
	for i := range r.site.Events {
		year, ok := r.site.Events[i].Date.Year()
		if !ok {
			continue
		}
		if n := len(bars); n == 0 || bars[n-1].Text != itoa(year) {
			bars = append(bars, YearBar{Link: Link{Text: itoa(year), URL: r.url(on, r.site.EventAddr(int32(i)))}})
		}
		bars[len(bars)-1].High++
	}
	bars = bars[max(0, len(bars)-maxYears):]
	most := 0
	for _, b := range bars {
		most = max(most, b.High)
	}
	for i := range bars {
		b := &bars[i]
		b.Full, b.Top, b.Count = most, most-b.High, r.words.CountEvents.of(b.High)
	}
	return bars
}
