package site

import (
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// cites merges the locators of one block for display, reporting those that no source has.
func (l *linker) cites(id PageID, block int32) []Cite {
	d := l.Pages[id].Doc
	var all []Cite
	for i := range d.Locators {
		if loc := &d.Locators[i]; loc.Block == block {
			all = l.addCites(all, id, loc, true)
		}
	}
	return mergeCites(all)
}

// citesOf returns what a passage rests on: the locators that cover any of it, those of
// the blocks around it where it has none.
func (l *linker) citesOf(p Passage) []Cite {
	d := l.Pages[p.Page].Doc
	var own, around []Cite
	for i := range d.Locators {
		loc := &d.Locators[i]
		if loc.Span.Off < p.End && p.Off < loc.Span.End {
			switch d.Blocks[loc.Block].Kind {
			case annotate.Table, annotate.List, annotate.Quote, annotate.Code:
				around = l.addCites(around, p.Page, loc, false)
			default:
				own = l.addCites(own, p.Page, loc, false)
			}
		}
	}
	if own == nil {
		own = around
	}
	return mergeCites(own)
}

// addCites resolves one locator's articles and ranges.
func (l *linker) addCites(all []Cite, id PageID, loc *annotate.Locator, report bool) []Cite {
	for _, c := range loc.Cites {
		article := l.Pages[id].Article
		if c.Name != "" {
			a, ok := l.articles[c.Name]
			if !ok {
				if report {
					l.report(l.unknownArticle(loc.Pos, c.Name))
				}
				continue
			}
			article = a
		}
		if article < 0 {
			if report && !l.Pages[id].Draft && l.Pages[id].Kind != KindArticle {
				l.report(diag.Errorf(loc.Pos, "locator", "a locator outside the articles must name one").
					WithHint(`write p="%s:%d"`, l.anyArticle(), c.From))
			}
			continue
		}
		src := l.Pages[l.Articles[article].Page].Source.Front.Source
		if report && !src.IsSet() {
			l.report(diag.Errorf(loc.Pos, "locator", "article %q names no source, so there is nothing to point into", l.Articles[article].Name).
				WithHint("give it source: {publisher: …, length: …} in its front matter"))
		}
		if report && src.Length > 0 && c.To > src.Length {
			l.report(diag.Errorf(loc.Pos, "locator-range", "%s %d is beyond the end of the source, which has %d", src.Locator, c.To, src.Length).
				WithHint("source.length in %s says how many there are", l.Pages[l.Articles[article].Page].Source.File))
			continue
		}
		all = append(all, Cite{Article: article, Ranges: []Range{{c.From, c.To}}})
	}
	return all
}

func (l *linker) anyArticle() string {
	if len(l.Articles) > 0 {
		return l.Articles[0].Name
	}
	return "article"
}

// mergeCites joins cites of the same article and overlapping or adjoining ranges.
func mergeCites(cites []Cite) []Cite {
	var out []Cite
	for _, c := range cites {
		i := slices.IndexFunc(out, func(o Cite) bool { return o.Article == c.Article })
		if i < 0 {
			out = append(out, Cite{Article: c.Article})
			i = len(out) - 1
		}
		out[i].Ranges = append(out[i].Ranges, c.Ranges...)
	}
	for i := range out {
		rs := out[i].Ranges
		slices.SortFunc(rs, func(a, b Range) int { return a.From - b.From })
		merged := rs[:1]
		for _, r := range rs[1:] {
			if last := &merged[len(merged)-1]; r.From <= last.To+1 {
				last.To = max(last.To, r.To)
			} else {
				merged = append(merged, r)
			}
		}
		out[i].Ranges = merged
	}
	return out
}

// cover finds, for every paragraph of every source, the blocks that rest on it.
func (l *linker) cover() {
	for i, a := range l.Articles {
		src := l.Pages[a.Page].Source.Front.Source
		if !src.IsSet() || src.Length == 0 {
			continue
		}
		l.Coverage = append(l.Coverage, Coverage{Article: int32(i), Places: make([][]Addr, src.Length)})
	}
	for _, id := range l.reading() {
		if l.Pages[id].Draft {
			continue
		}
		uses := map[string]int{}
		for i, ref := range l.Pages[id].Doc.Refs {
			if ref.Kind != annotate.RefLocator {
				continue
			}
			t := &l.Targets[id][i]
			t.ID = l.locatorID(id, t.Cites)
			if uses[t.ID]++; uses[t.ID] > 1 {
				t.ID += "." + itoa(uses[t.ID])
			}
			for _, c := range t.Cites {
				l.coverWith(c, Addr{id, t.ID})
			}
		}
	}
}

// locatorID names the place where a block shows its locators after what they say.
func (l *linker) locatorID(page PageID, cites []Cite) string {
	var sb strings.Builder
	sb.WriteString("gloss-p")
	for i, c := range cites {
		if i > 0 {
			sb.WriteByte('.')
		}
		if c.Article != l.Pages[page].Article {
			sb.WriteString(IDName(l.Articles[c.Article].Name) + ".")
		}
		for j, r := range c.Ranges {
			if j > 0 {
				sb.WriteByte('_')
			}
			sb.WriteString(itoa(r.From))
			if r.To > r.From {
				sb.WriteString("-" + itoa(r.To))
			}
		}
	}
	return sb.String()
}

func (l *linker) coverWith(c Cite, at Addr) {
	i := slices.IndexFunc(l.Coverage, func(cov Coverage) bool { return cov.Article == c.Article })
	if i < 0 {
		return
	}
	for _, r := range c.Ranges {
		for n := r.From; n <= min(r.To, len(l.Coverage[i].Places)); n++ {
			l.Coverage[i].Places[n-1] = append(l.Coverage[i].Places[n-1], at)
		}
	}
}

// CitesOf returns what a passage rests on.
func (s *Site) CitesOf(p Passage) []Cite {
	l := linker{Site: s, articles: map[string]int32{}}
	for i, a := range s.Articles {
		l.articles[a.Name] = int32(i)
	}
	return l.citesOf(p)
}

// HeadingOf returns the heading above the place where a block shows its locators, or "".
func (s *Site) HeadingOf(a Addr) string {
	d := s.Pages[a.Page].Doc
	for i, t := range s.Targets[a.Page] {
		if t.ID == a.Frag && d.Refs[i].Kind == annotate.RefLocator {
			if h := headingAt(d, d.Blocks[d.Refs[i].Index].Span.Off); h >= 0 {
				return d.Heads[h].Text
			}
			return ""
		}
	}
	return ""
}
