package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/diag"
	"gloss/internal/site"
)

// Report is what came of a check. It must not be used by two goroutines at once.
type Report struct {
	Diags []diag.Diag // sorted

	site       *site.Site
	files      files
	library    library
	statements []statement
	uncited    [][]int // by article: paragraphs that nobody cites
}

// Check holds every published page against the sources. It calls read, with names as in
// diagnostics, to find the place of what is wrong in the files of the pages.
func Check(s *site.Site, sources []Source, read func(name string) ([]byte, error)) *Report {
	c := checker{Report: &Report{site: s, files: files{s, read, map[site.PageID][]byte{}}}}
	c.matchSources(sources)
	c.library = newLibrary(s, sources)
	c.index, c.names = c.library.index(), newNames(s)
	c.checkLocators()
	c.checkCoverage()
	c.statements = statements(s)
	c.marked = figuresMarked(c.statements)
	for i := range c.statements {
		st := &c.statements[i]
		c.checkQuotations(st)
		c.checkFigures(st)
		c.checkCopies(st)
		slices.SortStableFunc(st.finds, func(a, b finding) int { return a.off - b.off })
	}
	c.Diags = diag.Sort(c.Diags)
	return c.Report
}

type checker struct {
	*Report
	index  index
	names  *nameIndex
	marked paragraph // the figures that are the briefing's own, see figuresMarked
}

func (c *checker) report(d diag.Diag) { c.Diags = append(c.Diags, d) }

// matchSources reports sources without a copy, and copies of nothing.
func (c *checker) matchSources(sources []Source) {
	var names []string
	for i, a := range c.site.Articles {
		page := c.site.Pages[a.Page]
		if !page.Source.Front.Source.IsSet() {
			continue
		}
		names = append(names, a.Name)
		if !slices.ContainsFunc(sources, func(s Source) bool { return s.Article == c.site.Articles[i].Name }) {
			c.report(diag.Warnf(page.Source.At("source"), "snapshot-missing", "there is no copy of the source of article %q, so nothing that rests on it is checked", a.Name).
				WithHint("save its text as %s.txt, with a blank line between paragraphs", a.Name))
		}
	}
	for _, src := range sources {
		if slices.Contains(names, src.Article) {
			continue
		}
		hint := diag.DidYouMean(src.Article, names)
		if hint == "" {
			hint = "a copy is named after the article that digests it, and the article names its source"
		}
		c.report(diag.Warnf(diag.Pos{File: src.File}, "snapshot-unknown", "no article %q digests a source", src.Article).WithHint("%s", hint))
	}
}

// checkLocators reports locators beyond the end of a copy, and a length that is not its.
func (c *checker) checkLocators() {
	for _, o := range c.library.of {
		if o == nil || !o.counted {
			continue
		}
		page := c.site.Pages[c.site.Articles[o.article].Page]
		if n := page.Source.Front.Source.Length; n > 0 && n != len(o.paragraphs) {
			c.report(diag.Errorf(page.Source.At("source", "length"), "snapshot-length", "source.length is %d, but the copy has %d paragraphs", n, len(o.paragraphs)).
				WithHint("count what the locators count: in %s a blank line separates paragraphs", o.File))
		}
	}
	for id, p := range c.site.Pages {
		if !c.site.Published(site.PageID(id)) {
			continue
		}
		for i := range p.Doc.Locators {
			c.checkLocator(p, &p.Doc.Locators[i])
		}
	}
}

func (c *checker) checkLocator(p *site.Page, l *annotate.Locator) {
	for _, cite := range p.Doc.Cites(l) {
		article := p.Article
		if cite.Name != "" {
			article = int32(slices.IndexFunc(c.site.Articles, func(a site.Article) bool { return a.Name == cite.Name }))
		}
		if article < 0 || c.library.of[article] == nil || !c.library.of[article].counted {
			continue
		}
		if o := c.library.of[article]; cite.To > len(o.paragraphs) {
			c.report(diag.Errorf(p.Doc.At(l.Pos), "snapshot-locator", "paragraph %d is beyond the end of the copy of %q, which has %d", cite.To, o.Article, len(o.paragraphs)).
				WithHint("correct the locator, or complete %s", o.File))
		}
	}
}

// tick marks the paragraphs that are cited.
func tick(cited [][]bool, cites []site.Cite) {
	for _, c := range cites {
		for _, r := range c.Ranges {
			for n := r.From; n <= min(r.To, len(cited[c.Article])); n++ {
				cited[c.Article][n-1] = true
			}
		}
	}
}

// checkCoverage lists the paragraphs that nobody cites.
func (c *checker) checkCoverage() {
	c.uncited = make([][]int, len(c.library.of))
	cited := make([][]bool, len(c.library.of))
	for i, o := range c.library.of {
		if o != nil {
			cited[i] = make([]bool, len(o.paragraphs))
		}
	}
	for id := range c.site.Pages {
		for _, ref := range c.site.Pages[id].Doc.Refs {
			if ref.Kind == annotate.RefLocator {
				tick(cited, c.site.BlockCites(site.PageID(id), ref.Index))
			}
		}
	}
	for i, o := range c.library.of {
		if o == nil || !o.counted {
			continue
		}
		for n, ok := range cited[i] {
			if !ok {
				c.uncited[i] = append(c.uncited[i], n+1)
			}
		}
		if list := c.uncited[i]; list != nil {
			at := c.site.Pages[c.site.Articles[i].Page].Source.At("source")
			c.report(diag.Notef(at, "paragraph-uncited", "nothing rests on %s of the source (%d of %d)", paragraphList(list), len(list), len(o.paragraphs)).
				WithHint("a digest may leave something out; see that nothing is missing"))
		}
	}
}

// paragraphList prints numbers as a person does: "paragraphs 3 and 5 to 7".
func paragraphList(ns []int) string {
	var parts []string
	for i := 0; i < len(ns); {
		j := i
		for j+1 < len(ns) && ns[j+1] == ns[j]+1 {
			j++
		}
		switch j - i {
		case 0:
			parts = append(parts, itoa(ns[i]))
		case 1:
			parts = append(parts, itoa(ns[i]), itoa(ns[j]))
		default:
			parts = append(parts, fmt.Sprintf("%d to %d", ns[i], ns[j]))
		}
		i = j + 1
	}
	name := "paragraphs "
	if len(ns) == 1 {
		name = "paragraph "
	}
	if last := len(parts) - 1; last > 0 {
		return name + strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return name + parts[0]
}

// numbersOf lists where something stands, source by source: "paragraph 5 of newsweek".
func numbersOf(ps []*paragraph) string {
	var parts []string
	for len(ps) > 0 {
		o := ps[0].of
		var ns []int
		for len(ps) > 0 && ps[0].of == o {
			ns = append(ns, ps[0].number)
			ps = ps[1:]
		}
		parts = append(parts, paragraphList(ns)+" of "+o.Article)
	}
	return strings.Join(parts, " and ")
}
