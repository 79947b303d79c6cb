package site

import (
	"cmp"
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

// dropOwn removes the hits that must not be linked on a page: a term on its own page, and
// terms that are drafts.
func (l *linker) dropOwn(p *Page, hits []Hit) []Hit {
	out := hits[:0:0]
	for _, h := range hits {
		if h.Term != p.Term && !l.Pages[l.Terms[h.Term].Page].Draft {
			out = append(out, h)
		}
	}
	return out
}

// policy is how often terms are linked on a page.
func (l *linker) policy(p *Page) content.Scope {
	if p.Source != nil && p.Source.Front.Terms != "" {
		return p.Source.Front.Terms
	}
	return cmp.Or(l.Config.Terms, content.ScopeSection)
}

// selectHits chooses the hits that are links on the page itself: by the page's policy in
// the body; each note is a scope of its own.
func (l *linker) selectHits(id PageID) []Hit {
	p := l.Pages[id]
	policy := l.policy(p)
	if policy == content.ScopeOff {
		return nil
	}
	var out []Hit
	cuts := []uint32{} // offsets at which a new scope begins
	if policy == content.ScopeSection {
		for _, h := range p.Doc.Heads {
			if h.Level <= 2 {
				cuts = append(cuts, h.Span.Off)
			}
		}
	}
	body := Passage{id, p.Doc.Body}
	out = l.firstUses(out, body, cuts, policy == content.ScopeAll)
	for _, n := range p.Doc.Notes {
		out = l.firstUses(out, Passage{id, n.Span}, nil, policy == content.ScopeAll)
	}
	return out
}

// firstUses appends the hits in a passage that come first in their scope; a scope ends at
// each of the cuts. A term linked by hand counts as a use.
func (s *Site) firstUses(out []Hit, p Passage, cuts []uint32, all bool) []Hit {
	hits := s.hitsIn(p)
	if all {
		return append(out, hits...)
	}
	byHand := s.explicitIn(p)
	var seen []int32 // few enough for a slice
	for len(hits) > 0 {
		next, marked := hits[0], false
		if len(byHand) > 0 && byHand[0].Off <= next.Off {
			next, marked = byHand[0], true
		}
		for len(cuts) > 0 && cuts[0] <= next.Off {
			cuts, seen = cuts[1:], seen[:0]
		}
		first := !slices.Contains(seen, next.Term)
		if first {
			seen = append(seen, next.Term)
		}
		if marked {
			byHand = byHand[1:]
			continue
		}
		hits = hits[1:]
		if first {
			out = append(out, next)
		}
	}
	return out
}

// hitsIn returns the hits within a passage.
func (s *Site) hitsIn(p Passage) []Hit {
	hits := s.Hits[p.Page]
	byOff := func(h Hit, off uint32) int { return cmp.Compare(h.Off, off) }
	i, _ := slices.BinarySearchFunc(hits, p.Off, byOff)
	j, _ := slices.BinarySearchFunc(hits, p.End, byOff)
	return hits[i:j]
}

// explicitIn returns the terms linked by hand within a passage, as hits.
func (s *Site) explicitIn(p Passage) []Hit {
	d := s.Pages[p.Page].Doc
	var out []Hit
	for _, h := range d.Holes {
		if h.Off < p.Off || h.Off >= p.End || h.Side != annotate.Open || d.Refs[h.Ref].Kind != annotate.RefTerm {
			continue
		}
		if t := s.Targets[p.Page][h.Ref]; t.Found {
			out = append(out, Hit{Off: h.Off, End: h.Off, Term: t.Term})
		}
	}
	return out
}

// Quoted returns the hits that are links when a passage is quoted by itself: the first
// use of each term in it.
func (s *Site) Quoted(p Passage) []Hit { return s.firstUses(nil, p, nil, false) }

// listTerms returns the terms used in anything shown on a page: its text, its own notes
// and those of others that it cites.
func (l *linker) listTerms(id PageID) []int32 {
	var terms []int32
	add := func(t int32) {
		if !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	for _, h := range l.Linked[id] {
		add(h.Term)
	}
	for i, ref := range l.Pages[id].Doc.Refs {
		if t := &l.Targets[id][i]; ref.Kind == annotate.RefTerm && t.Found {
			add(t.Term)
		}
	}
	for _, u := range l.Notes[id] {
		if !u.Foreign(id) {
			continue
		}
		span := Passage{u.Home, l.Pages[u.Home].Doc.Notes[u.Note].Span}
		for _, h := range l.linkedIn(span) {
			add(h.Term)
		}
		for _, h := range l.explicitIn(span) {
			add(h.Term)
		}
	}
	slices.SortFunc(terms, func(a, b int32) int {
		return cmp.Or(cmp.Compare(strings.ToLower(l.Terms[a].Title), strings.ToLower(l.Terms[b].Title)), cmp.Compare(a, b))
	})
	return terms
}

// linkedIn returns the linked hits within a passage of a page.
func (s *Site) linkedIn(p Passage) []Hit {
	hits := s.Linked[p.Page]
	i, _ := slices.BinarySearchFunc(hits, p.Off, func(h Hit, off uint32) int { return cmp.Compare(h.Off, off) })
	j := i
	for j < len(hits) && hits[j].Off < p.End {
		j++
	}
	return hits[i:j]
}

// mention finds, for every term, the sentences that name it, in reading order.
func (l *linker) mention() {
	l.Mentions = make([][]Mention, len(l.Terms))
	for _, id := range l.reading() {
		p := l.Pages[id]
		if p.Draft || p.Kind == KindTerm {
			continue
		}
		hits := slices.Clone(l.Hits[id])
		hits = append(hits, l.explicitIn(Passage{id, annotate.Span{End: uint32(len(p.Doc.HTML))}})...)
		slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(a.Off, b.Off) })
		for _, h := range hits {
			s := l.sentenceAt(id, h.Off)
			if h.Off == s.End { // a hit at the very start of a sentence
				s = l.sentenceAt(id, h.Off+1)
			}
			list := l.Mentions[h.Term]
			if n := len(list); n > 0 && list[n-1].Passage == s || s.Off == s.End {
				continue
			}
			l.Mentions[h.Term] = append(list, Mention{Passage: s, Heading: headingAt(p.Doc, s.Off)})
		}
	}
}

// headingAt returns the heading a place in the body stands under, -1 before the first and
// in notes.
func headingAt(d *annotate.Doc, off uint32) int32 {
	if off >= d.Body.End {
		return -1
	}
	i, ok := slices.BinarySearchFunc(d.Heads, off, func(h annotate.Heading, off uint32) int { return cmp.Compare(h.Span.Off, off) })
	if ok {
		return int32(i)
	}
	return int32(i - 1)
}

// unused reports terms that nothing names.
func (l *linker) unused() {
	for i, t := range l.Terms {
		p := l.Pages[t.Page]
		if p.Draft || len(l.Mentions[i]) > 0 {
			continue
		}
		if l.namedInGlossary(int32(i)) {
			continue
		}
		l.report(diag.Warnf(p.Source.At("term"), "term-unused", "nothing names the term %q", t.Title).
			WithHint("add the words the articles use to aliases:, mark them with {term=%s}, or set draft: true", t.Name))
	}
}

// namedInGlossary reports whether another entry names the term or sends readers to it.
func (l *linker) namedInGlossary(t int32) bool {
	for i := range l.Terms {
		if slices.Contains(l.Terms[i].See, t) {
			return true
		}
		for _, h := range l.Hits[l.Terms[i].Page] {
			if h.Term == t {
				return true
			}
		}
	}
	return false
}

// Names reports whether a passage names a term.
func (s *Site) Names(p Passage, term int32) bool {
	is := func(h Hit) bool { return h.Term == term }
	return slices.ContainsFunc(s.hitsIn(p), is) || slices.ContainsFunc(s.explicitIn(p), is)
}
