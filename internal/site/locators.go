package site

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

// source is the original that an article digests.
func (s *Site) source(article int32) *content.Original {
	return &s.Pages[s.Articles[article].Page].Source.Front.Source
}

// citesIn yields the cites of one block's locators.
func citesIn(d *annotate.Doc, block int32) iter.Seq[annotate.Cite] {
	return func(yield func(annotate.Cite) bool) {
		b := d.Blocks[block].Span
		from := sort.Search(len(d.Locators), func(i int) bool { return d.Locators[i].Span.Off >= b.Off })
		for i := from; i < len(d.Locators) && d.Locators[i].Span.Off <= b.End; i++ {
			loc := &d.Locators[i]
			if loc.Block != block {
				continue
			}
			for _, c := range d.Cites(loc) {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// checkCites reports locators of a block that no source has.
func (l *linker) checkCites(id PageID, block int32) {
	for c := range citesIn(l.Pages[id].Doc, block) {
		l.checkCite(id, c)
	}
}

// BlockCites returns what all locators of a block say, merged.
func (s *Site) BlockCites(id PageID, block int32) []Cite {
	all := make([]cited, 0, 4)
	for c := range citesIn(s.Pages[id].Doc, block) {
		if article, ok := s.citeOf(id, c); ok {
			all = append(all, cited{article, Range{c.From, c.To}})
		}
	}
	return mergeCites(all)
}

// checkCite finds the article of a locator and reports what its source does not have.
func (l *linker) checkCite(id PageID, c annotate.Cite) (int32, bool) {
	p := l.Pages[id]
	article, pos := p.Article, p.Doc.At(c.Pos)
	if c.Name != "" {
		named, ok := l.articleNamed(pos, c.Name)
		if !ok || !l.draftRef(p, named, pos) {
			return 0, false
		}
		article = l.Pages[named].Article
	}
	if article < 0 {
		name := "article"
		if len(l.Articles) > 0 {
			name = l.Articles[0].Name
		}
		l.report(diag.Errorf(pos, "locator", "a locator outside the articles must name one").WithHint(`write p="%s:%d"`, name, c.From))
		return 0, false
	}
	switch src := l.source(article); {
	case !src.IsSet():
		l.report(diag.Errorf(pos, "locator", "article %q names no source, so there is nothing to point into", l.Articles[article].Name).
			WithHint("give it source: {publisher: …, length: …} in its front matter"))
		return 0, false
	case src.Length > 0 && c.To > src.Length:
		l.report(diag.Errorf(p.Doc.At(c.PosOfTo()), "locator-range", "%s %d is beyond the end of the source, which has %d", src.Locator, c.To, src.Length).
			WithHint("source.length in %s says how many there are", l.Pages[l.Articles[article].Page].Source.File))
		return 0, false
	}
	return article, true
}

// citeOf is checkCite for what has been checked.
func (s *Site) citeOf(id PageID, c annotate.Cite) (int32, bool) {
	article := s.Pages[id].Article
	if c.Name != "" {
		named, ok := s.articles[c.Name]
		if !ok {
			return 0, false
		}
		article = named
	}
	if article < 0 || !s.source(article).IsSet() || s.Pages[s.Articles[article].Page].Draft && !s.Pages[id].Draft {
		return 0, false
	}
	n := s.source(article).Length
	return article, n == 0 || c.To <= n
}

// indexLocators prepares a page for CitesOf: locators may nest, but where the furthest of
// those before one ends, nothing before it reaches further.
func (l *linker) indexLocators(id PageID) {
	locs := l.Pages[id].Doc.Locators
	if len(locs) == 0 {
		return
	}
	ends := make([]uint32, len(locs))
	var furthest uint32
	for i := range locs {
		furthest = max(furthest, locs[i].Span.End)
		ends[i] = furthest
	}
	l.locatorEnds[id] = ends
}

// CitesOf returns what a passage rests on: the locators that cover any of it; those of a
// table, list, quotation or code around it where it has none of its own; and where a span
// with a locator of its own holds all of it, that one alone.
func (s *Site) CitesOf(p Passage) []Cite {
	d := s.Pages[p.Page].Doc
	var own, around []*annotate.Locator
	ends := s.locatorEnds[p.Page]
	for i := sort.Search(len(ends), func(i int) bool { return ends[i] > p.Off }); i < len(ends); i++ {
		loc := &d.Locators[i]
		if loc.Span.Off >= p.End {
			break
		}
		if loc.Span.End <= p.Off {
			continue
		}
		switch d.Blocks[loc.Block].Kind {
		case annotate.Table, annotate.List, annotate.Quote, annotate.Code:
			around = append(around, loc)
		default:
			own = append(own, loc)
		}
	}
	if own == nil {
		own = around
	}
	all := make([]cited, 0, 4)
	for _, loc := range innermost(own, p.Span) {
		for _, c := range d.Cites(loc) {
			if article, ok := s.citeOf(p.Page, c); ok {
				all = append(all, cited{article, Range{c.From, c.To}})
			}
		}
	}
	return mergeCites(all)
}

// innermost drops locators that cover more than another which covers all of the span.
func innermost(locs []*annotate.Locator, span annotate.Span) []*annotate.Locator {
	i := -1
	for j, loc := range locs {
		if loc.Span.Contains(span) && (i < 0 || locs[i].Span.Contains(loc.Span)) {
			i = j
		}
	}
	if i < 0 {
		return locs
	}
	inner := locs[i].Span
	return slices.DeleteFunc(locs, func(loc *annotate.Locator) bool { return loc.Span != inner && loc.Span.Contains(inner) })
}

// cited is one range of one source.
type cited struct {
	article int32
	Range
}

// mergeCites joins what is cited of the same article, in the order in which the articles
// first come, and of an article what overlaps or adjoins. It reorders all.
func mergeCites(all []cited) []Cite {
	if len(all) == 0 {
		return nil
	}
	order := map[int32]int{all[0].article: 0}
	for _, c := range all {
		if _, ok := order[c.article]; !ok {
			order[c.article] = len(order)
		}
	}
	slices.SortFunc(all, func(a, b cited) int {
		return cmp.Or(cmp.Compare(order[a.article], order[b.article]), cmp.Compare(a.From, b.From))
	})
	cites, ranges := make([]Cite, 0, len(order)), make([]Range, 0, len(all))
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].article == all[0].article {
			n++
		}
		from := len(ranges)
		for _, c := range all[:n] {
			if last := len(ranges) - 1; last >= from && c.From <= ranges[last].To+1 {
				ranges[last].To = max(ranges[last].To, c.To)
			} else {
				ranges = append(ranges, c.Range)
			}
		}
		cites = append(cites, Cite{all[0].article, slices.Clip(ranges[from:])})
		all = all[n:]
	}
	return cites
}

// CoverageOf returns the coverage of an article's source, nil when its length is not known.
func (s *Site) CoverageOf(article int32) *Coverage {
	i, ok := s.coverageOf(article)
	if !ok {
		return nil
	}
	return &s.Coverage[i]
}

func (s *Site) coverageOf(article int32) (int, bool) {
	return slices.BinarySearchFunc(s.Coverage, article, func(c Coverage, a int32) int { return cmp.Compare(c.Article, a) })
}

// cover finds, for every paragraph of every source, the blocks that rest on it.
func (l *linker) cover() {
	for _, i := range l.Originals {
		if n := l.source(i).Length; n > 0 {
			l.Coverage = append(l.Coverage, Coverage{Article: i, ends: make([]uint32, n)})
		}
	}
	resting := make([][]rest, len(l.Coverage))
	named := make([]int, len(l.Coverage)) // paragraphs, again for each place
	for _, id := range l.order {
		l.rests(id, func(of int, r rest) {
			n := r.To - r.From + 1
			if named[of] <= mostNamed && named[of]+n > mostNamed {
				name := l.Articles[l.Coverage[of].Article].Name
				l.report(diag.Errorf(l.pos(id, l.Pages[id].Doc.Refs[r.Ref].Pos), "limit", "locators name paragraphs of the source of %q more than %d times", name, mostNamed).
					WithHint("say for each block which few paragraphs it rests on"))
			}
			if named[of] += n; named[of] <= mostNamed {
				resting[of] = append(resting[of], r)
			}
		})
	}
	for i := range l.Coverage {
		l.Coverage[i].fill(resting[i])
	}
}

// rests names the places where a page shows its locators, and yields what they rest on, by
// index into Coverage.
func (l *linker) rests(id PageID, yield func(of int, r rest)) {
	var seen uses
	refs := l.Pages[id].Doc.Refs
	for i := range refs {
		if refs[i].Kind != annotate.RefLocator {
			continue
		}
		cites := l.BlockCites(id, refs[i].Index)
		l.Targets[id][i].ID = seen.id("gloss-", "p"+l.locatorName(id, cites))
		for _, c := range cites {
			if of, ok := l.coverageOf(c.Article); ok {
				for _, r := range c.Ranges {
					yield(of, rest{Place{id, int32(i)}, r})
				}
			}
		}
	}
}

// mostNamed is how often locators may name the paragraphs of one source: each time is a
// link on the page of sources.
const mostNamed = 100_000

// rest is a place and paragraphs that it rests on.
type rest struct {
	Place
	Range
}

// fill enters the places in their order, each with all its paragraphs.
func (c *Coverage) fill(all []rest) {
	for _, r := range all {
		for n := r.From; n <= min(r.To, c.Len()); n++ {
			c.ends[n-1]++
		}
	}
	sum := uint32(0)
	for i, n := range c.ends { // from here on, until it is entered, where a paragraph begins
		c.ends[i], sum = sum, sum+n
	}
	c.places = make([]Place, sum)
	for _, r := range all {
		for n := r.From; n <= min(r.To, c.Len()); n++ {
			c.places[c.ends[n-1]] = r.Place
			c.ends[n-1]++
		}
	}
}

// locatorName names the place where a block shows its locators after what they say.
func (l *linker) locatorName(page PageID, cites []Cite) string {
	var sb strings.Builder
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

// PlaceAddr returns where a block shows its locators.
func (s *Site) PlaceAddr(p Place) Addr { return Addr{p.Page, s.Targets[p.Page][p.Ref].ID} }

// HeadingOf returns the heading above a place, or "".
func (s *Site) HeadingOf(at Place) string {
	p := s.Pages[at.Page]
	if h := p.HeadingAt(p.Doc.Blocks[p.Doc.Refs[at.Ref].Index].Span.Off); h >= 0 {
		return p.Doc.Heads[h].Text
	}
	return ""
}
