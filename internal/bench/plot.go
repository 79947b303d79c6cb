package bench

import (
	"bytes"
	"fmt"
	"math"
)

// The plot, in pixels.
const (
	plotWidth, plotHeight = 880, 400
	panelWidth            = 340
	panelHeight           = 260
	panelTop              = 90
)

// strokes give each row a colour that is told apart from the others on white, also by
// those who see no red or green, and a dash.
var strokes = map[string]struct{ colour, dash string }{
	glossName:     {"#0b5fa5", ""},
	unchangedName: {"#0b5fa5", "5 4"},
	hugoName:      {"#d1495b", ""},
	floorName:     {"#555555", "2 3"},
}

// SVG draws time and memory against the number of articles, on logarithmic scales. The
// ground is white, so that it can be read on a dark page too.
func (r *Report) SVG() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13" fill="#222">`+"\n",
		plotWidth, plotHeight, plotWidth, plotHeight)
	b.WriteString("<title id=\"title\">Time and memory of Gloss, Hugo and the floor against the number of articles</title>\n")
	fmt.Fprintf(&b, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", plotWidth, plotHeight)
	r.legend(&b)
	r.panel(&b, 70, "wall time", "s", wall)
	r.panel(&b, 70+panelWidth+100, "peak memory", "MB", memory)
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// names are the rows in their order.
func (r *Report) names() []string {
	var names []string
	if len(r.Sizes) > 0 {
		for _, row := range r.Sizes[0].Rows {
			names = append(names, row.Name)
		}
	}
	return names
}

func (r *Report) legend(b *bytes.Buffer) {
	x := 70
	for _, name := range r.names() {
		s := strokes[name]
		fmt.Fprintf(b, "<line x1=\"%d\" y1=\"28\" x2=\"%d\" y2=\"28\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>", x, x+32, s.colour, s.dash)
		fmt.Fprintf(b, "<text x=\"%d\" y=\"33\">%s</text>\n", x+40, name)
		x += 75 + 8*len(name)
	}
}

// panel draws one quantity. Its scales begin and end with powers of ten.
func (r *Report) panel(b *bytes.Buffer, left int, title, unit string, f func(*Sample) float64) {
	xs, ys := scale{}, scale{}
	for i := range r.Sizes {
		xs.hold(float64(r.Sizes[i].Articles))
		for _, name := range r.names() {
			if row := r.Sizes[i].row(name); row != nil {
				least, _, most := of(row, f)
				ys.hold(least)
				ys.hold(most)
			}
		}
	}
	fmt.Fprintf(b, "<g transform=\"translate(%d %d)\">\n<text x=\"0\" y=\"-14\" font-weight=\"600\">%s, %s</text>\n", left, panelTop, title, unit)
	for _, v := range xs.ticks() {
		x := xs.at(v) * panelWidth
		fmt.Fprintf(b, "<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
			x, x, panelHeight, x, panelHeight+20, thousands(int(v)))
	}
	for _, v := range ys.ticks() {
		y := (1 - ys.at(v)) * panelHeight
		fmt.Fprintf(b, "<line x1=\"0\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"-8\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
			y, panelWidth, y, y+4, tick(v))
	}
	for _, name := range r.names() {
		s := strokes[name]
		path := ""
		for i := range r.Sizes {
			row := r.Sizes[i].row(name)
			if row == nil {
				continue
			}
			least, mid, most := of(row, f)
			x, y := xs.at(float64(r.Sizes[i].Articles))*panelWidth, (1-ys.at(mid))*panelHeight
			path += fmt.Sprintf(" %.1f,%.1f", x, y)
			fmt.Fprintf(b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n",
				x, (1-ys.at(least))*panelHeight, x, (1-ys.at(most))*panelHeight, s.colour, x, y, s.colour)
		}
		if path != "" {
			fmt.Fprintf(b, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n", path[1:], s.colour, s.dash)
		}
	}
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">articles</text>\n</g>\n", panelWidth/2, panelHeight+42)
}

// scale is logarithmic, from one power of ten to another.
type scale struct {
	low, high int // exponents
	set       bool
}

// hold widens the scale until v is on it.
func (s *scale) hold(v float64) {
	v = max(v, 1e-3) // what takes no time at all is shown at the edge
	low, high := int(math.Floor(math.Log10(v))), int(math.Ceil(math.Log10(v)))
	if !s.set {
		*s = scale{low, max(high, low+1), true}
	}
	s.low, s.high = min(s.low, low), max(s.high, high)
}

// at is where v lies between the ends, 0 to 1.
func (s *scale) at(v float64) float64 {
	if !s.set {
		return 0
	}
	return (math.Log10(max(v, 1e-3)) - float64(s.low)) / float64(s.high-s.low)
}

// tick writes a power of ten: 0.01, 10,000.
func tick(v float64) string {
	if v < 1 {
		return fmt.Sprint(v)
	}
	return thousands(int(v))
}

// ticks are the powers of ten.
func (s *scale) ticks() []float64 {
	var list []float64
	for e := s.low; s.set && e <= s.high; e++ {
		list = append(list, math.Pow10(e))
	}
	return list
}
