package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/site"
)

// part is a piece of a statement that rests on the same paragraphs.
type part struct {
	extent
	st    *statement
	cites []site.Cite
}

// parts cuts a statement at its locators.
func (st *statement) parts(s *site.Site) []part {
	whole := extent{0, len(st.text)}
	if st.block < 0 {
		return []part{{extent: whole, st: st}}
	}
	cuts := []int{0, len(st.text)}
	for _, l := range s.Pages[st.page].Doc.Locators {
		if l.Block == st.block {
			cuts = append(cuts, st.indexOf(l.Span.Off), st.indexOf(l.Span.End))
		}
	}
	slices.Sort(cuts)
	var parts []part
	for i := 1; i < len(cuts); i++ {
		e := extent{cuts[i-1], cuts[i]}
		if strings.TrimSpace(st.text[e.off:e.end]) == "" {
			continue
		}
		cites := st.rests(s, e)
		if n := len(parts); n > 0 && equalCites(parts[n-1].cites, cites) {
			parts[n-1].end = e.end
		} else {
			parts = append(parts, part{e, st, cites})
		}
	}
	return parts
}

// indexOf returns where in the text an offset of the HTML lies.
func (st *statement) indexOf(off uint32) int {
	i, _ := slices.BinarySearch(st.at, off)
	return i
}

func equalCites(a, b []site.Cite) bool {
	return slices.EqualFunc(a, b, func(a, b site.Cite) bool { return a.Article == b.Article && slices.Equal(a.Ranges, b.Ranges) })
}

// finds returns what was looked for in the part.
func (p part) finds() []finding {
	var finds []finding
	for _, f := range p.st.finds {
		if f.off < p.end && f.end > p.off {
			finds = append(finds, f)
		}
	}
	return finds
}

// in returns where in a paragraph stands what was found.
func (f *finding) in(p *paragraph, st *statement) (all []extent) {
	switch {
	case f.kind == aQuotation:
		if from, to, ok := patternOf(within(st.tokens, f.extent)).find(p.tokens); ok {
			all = append(all, extent{p.tokens[from].off, p.tokens[to-1].end})
		}
	case f.kind == aFigure:
		for _, g := range figures(p.tokens) {
			alone := &paragraph{of: &original{}, facts: facts{amounts: map[amount]bool{}, names: map[string]bool{}}}
			alone.facts.addFigure(p.tokens, g, p.of.period)
			if holds([]*paragraph{alone}, f.fig) {
				all = append(all, g.extent)
			}
		}
	case f.kind == aCopy:
		if slices.Contains(f.where, p) {
			all = append(all, f.there)
		}
	}
	return all
}

// show returns a piece of the statement with what was looked for marked in it.
func (st *statement) show(e extent) string {
	classes := make([]string, len(st.text))
	for i, m := range st.marks {
		if m&(derived|background) != 0 {
			classes[i] = "own"
		}
	}
	for _, f := range st.finds {
		class := "lost"
		switch {
		case f.kind == aCopy:
			class = "copied"
		case f.found:
			class = "found"
		}
		fill(classes, f.extent, class)
	}
	return withClasses(st.text[e.off:e.end], classes[e.off:e.end])
}

func fill(classes []string, e extent, class string) {
	for i := e.off; i < e.end; i++ {
		classes[i] = class
	}
}

// withClasses writes a text as HTML, each run of bytes of one class as an element.
func withClasses(text string, classes []string) string {
	var sb strings.Builder
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && classes[j] == classes[i] {
			j++
		}
		switch c := classes[i]; c {
		case "":
			sb.WriteString(esc(text[i:j]))
		case "own":
			fmt.Fprintf(&sb, `<span class="own">%s</span>`, esc(text[i:j]))
		default:
			fmt.Fprintf(&sb, `<mark class="%s">%s</mark>`, c, esc(text[i:j]))
		}
		i = j
	}
	return sb.String()
}
