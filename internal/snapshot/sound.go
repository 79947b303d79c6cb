package snapshot

import (
	"strings"

	"gloss/internal/diag"
	"gloss/internal/site"
)

// checkQuotations looks for every quotation of three words or more in the paragraphs it
// rests on; anywhere in the sources where it rests on none.
func (c *checker) checkQuotations(st *statement) {
	if !st.sound {
		return
	}
	for _, q := range st.quotes {
		ts := within(st.tokens, q)
		if countWords(ts) < shortQuotation || st.marked(q.off, q.end, background|verbatim) {
			continue
		}
		p := patternOf(ts)
		all, complete := c.library.anywhere()
		ps, place := all, "stands in no source"
		cites := st.rests(c.site, q)
		if cites != nil {
			ps, complete = c.library.cited(cites)
			place = "does not stand in " + numbersOf(ps)
		}
		where := appearsIn(p, ps, cites != nil)
		if where == nil && !complete {
			continue // it may stand where there is no copy
		}
		st.finds = append(st.finds, finding{extent: q, kind: aQuotation, found: where != nil, where: where})
		if where != nil {
			continue
		}
		hint := c.nearest(p, ps)
		if where = appearsIn(p, all, false); where != nil {
			hint = "it stands in " + numbersOf(where)
		}
		c.report(diag.Errorf(c.files.place(st, q), "quote-unfound", "the quotation %q %s", shorten(st.text[q.off:q.end]), place).WithHint("%s", hint))
	}
}

// within returns the tokens inside an extent.
func within(ts []token, e extent) []token {
	from := 0
	for from < len(ts) && ts[from].off < e.off {
		from++
	}
	to := from
	for to < len(ts) && ts[to].end <= e.end {
		to++
	}
	return ts[from:to]
}

// appearsIn returns the paragraphs in which a quotation stands, nil for none. An ellipsis
// reaches over all paragraphs of a source that are cited, otherwise into the next.
func appearsIn(p pattern, ps []*paragraph, cited bool) []*paragraph {
	for _, one := range ps {
		if _, _, ok := p.find(one.tokens); ok {
			return []*paragraph{one}
		}
	}
	for i := range ps {
		var ts []token
		for j := i; j < len(ps) && ps[j].of == ps[i].of && (cited || j < i+2); j++ {
			ts = append(ts, ps[j].tokens...)
			if _, _, ok := p.find(ts); ok && j > i {
				return ps[i : j+1]
			}
		}
	}
	return nil
}

// nearest says where a quotation begins to differ from a source.
func (c *checker) nearest(p pattern, ps []*paragraph) string {
	best, end := 0, 0
	var at *paragraph
	for _, one := range ps {
		if n, e := p.begins(one.tokens); n > best {
			best, end, at = n, e, one
		}
	}
	if best < shortQuotation {
		return "quote what the source says, mark left-out words with … and your own with [ ], or drop the quotation marks"
	}
	last := min(end+2, len(at.tokens)-1)
	for last > end-best && (at.tokens[last].kind == other || at.tokens[last].kind == dash) {
		last--
	}
	text := at.text[at.tokens[end-best].off:at.tokens[last].end]
	return "paragraph " + itoa(at.number) + " of " + at.of.Article + " has “" + shorten(text) + "”"
}

// shorten cuts a long text in the middle.
func shorten(text string) string {
	words := strings.Fields(text)
	if len(words) <= 12 {
		return text
	}
	return strings.Join(words[:6], " ") + " … " + strings.Join(words[len(words)-5:], " ")
}

// checkFigures looks for every figure in the paragraphs it rests on; anywhere in the
// sources where it rests on none.
func (c *checker) checkFigures(st *statement) {
	if !st.sound || st.own {
		return
	}
	fs := figures(st.tokens)
	for i := range fs {
		f := &fs[i]
		if f.small() || f.amounts == nil && f.days == nil && f.name == "" || st.marked(f.off, f.end, derived|background|verbatim) {
			continue
		}
		if q, _ := st.quoted(f.extent); countWords(within(st.tokens, q)) >= shortQuotation {
			continue // part of a quotation, which was looked for as a whole
		}
		if cites := st.rests(c.site, f.extent); cites != nil {
			c.checkCited(st, f, cites)
		} else if !st.restsOnNothing(c.site, f.extent) {
			c.checkUncited(st, f)
		}
	}
}

// checkCited looks for a figure in what it rests on.
func (c *checker) checkCited(st *statement, f *figure, cites []site.Cite) {
	ps, complete := c.library.cited(cites)
	all := ps
	for _, cite := range cites {
		if o := c.library.of[cite.Article]; o != nil {
			all = append(all, o.all()...)
		}
	}
	found := holds(ps, f) || f.name != "" && holds(all, f)
	if !found && !complete {
		return
	}
	st.finds = append(st.finds, finding{extent: f.extent, kind: aFigure, found: found, fig: f})
	if found {
		return
	}
	hint := "correct it or its locator, or mark it " + st.markings(f)
	if where := holding(all, f); where != nil {
		hint = "it stands in " + numbersOf(where)
	}
	what := "does not stand in " + numbersOf(ps)
	if f.name != "" {
		what = "stands nowhere in the source"
	}
	c.figureUnfound(st, f, what, hint)
}

// checkUncited looks for a figure that rests on no paragraph in all of them, one by one. In
// a text that stands in no block nothing can be marked: there it may also be one that is
// marked elsewhere in the briefing.
func (c *checker) checkUncited(st *statement, f *figure) {
	all, complete := c.library.anywhere()
	where := holding(all, f)
	found := where != nil || st.block < 0 && holds([]*paragraph{&c.marked}, f)
	if !found && !complete {
		return
	}
	st.finds = append(st.finds, finding{extent: f.extent, kind: aFigure, found: found, where: where[:min(1, len(where))], fig: f})
	switch {
	case found:
	case st.block < 0:
		c.figureUnfound(st, f, "stands in no source", "correct it, or say it first where it can be marked as worked out or as your own knowledge")
	default:
		c.figureUnfound(st, f, "stands in no source", "correct it, or mark it "+st.markings(f))
	}
}

// markings says how a figure is marked that no source has.
func (st *statement) markings(f *figure) string {
	return "[" + st.text[f.off:f.end] + "]{.derived} if it is worked out, {.background} if it is your own knowledge"
}

// holding returns the paragraphs that hold a figure by themselves.
func holding(ps []*paragraph, f *figure) (where []*paragraph) {
	for _, p := range ps {
		if holds([]*paragraph{p}, f) {
			where = append(where, p)
		}
	}
	return where
}

func (c *checker) figureUnfound(st *statement, f *figure, what, hint string) {
	c.report(diag.Errorf(c.files.place(st, f.extent), "figure-unfound", "%q %s", st.text[f.off:f.end], what).WithHint("%s", hint))
}

// figuresMarked returns the figures that the briefing marks as worked out or as its editor's
// own knowledge.
func figuresMarked(statements []statement) paragraph {
	p := paragraph{of: &original{}, facts: facts{amounts: map[amount]bool{}, names: map[string]bool{}}}
	for i := range statements {
		st := &statements[i]
		for _, f := range figures(st.tokens) {
			if st.marked(f.off, f.end, derived|background) {
				p.facts.addFigure(st.tokens, f, period{})
			}
		}
	}
	return p
}

// checkCopies looks for runs of words that are the source's, not the author's.
func (c *checker) checkCopies(st *statement) {
	for _, r := range c.index.runs(st, c.names) {
		st.finds = append(st.finds, finding{extent: r.extent, kind: aCopy, where: []*paragraph{r.p}, there: r.there})
		c.report(diag.Errorf(c.files.place(st, r.extent), "text-copied", "%q is word for word in %s", shorten(st.text[r.off:r.end]), numbersOf([]*paragraph{r.p})).
			WithHint("say it in your own words, or put it in quotation marks"))
	}
}
