package site

import (
	"cmp"
	"slices"
	"sort"

	"gloss/internal/annotate"
	"gloss/internal/content"
)

// dropOwn removes the hits that must not be linked on a page: a term on its own page, and
// terms that are drafts.
func (l *linker) dropOwn(p *Page, hits []Hit) []Hit {
	keep := func(h Hit) bool { return h.Term != p.Term && !l.Pages[l.Terms[h.Term].Page].Draft }
	n := 0
	for n < len(hits) && keep(hits[n]) {
		n++
	}
	if n == len(hits) {
		return hits
	}
	out := slices.Clip(hits[:n]) // a copy: the hits are cached
	for _, h := range hits[n:] {
		if keep(h) {
			out = append(out, h)
		}
	}
	return out
}

// policy is how often terms are linked on a page.
func (s *Site) policy(p *Page) content.Scope {
	if p.Source != nil && p.Source.Front.Terms != "" {
		return p.Source.Front.Terms
	}
	return cmp.Or(s.Config.Terms, content.ScopeSection)
}

// selectHits chooses the hits that are links on the page itself: by the page's policy in
// the body; each note is a scope of its own.
func (l *linker) selectHits(id PageID) []Hit {
	p := l.Pages[id]
	policy := l.policy(p)
	if policy == content.ScopeOff || len(l.Hits[id]) == 0 {
		return nil
	}
	var cuts []uint32 // offsets at which a new scope begins
	if policy == content.ScopeSection {
		for i := range p.Doc.Heads {
			if h := &p.Doc.Heads[i]; h.Level <= 2 {
				cuts = append(cuts, h.Span.Off)
			}
		}
	}
	out := l.firstUses(nil, Passage{id, p.Doc.Body}, cuts, policy == content.ScopeAll)
	for i := range p.Doc.Notes {
		out = l.firstUses(out, Passage{id, p.Doc.Notes[i].Span}, nil, policy == content.ScopeAll)
	}
	return out
}

// firstUses appends the hits in a passage that come first in their scope; a scope ends at
// each of the cuts. A term linked by hand counts as a use.
func (s *Site) firstUses(out []Hit, p Passage, cuts []uint32, all bool) []Hit {
	hits := s.hitsIn(p)
	if all || len(hits) == 0 {
		return append(out, hits...)
	}
	byHand := s.explicitIn(p)
	seen := make(termSet, (len(s.Terms)+63)/64)
	for len(hits) > 0 {
		next, marked := hits[0], false
		if len(byHand) > 0 && byHand[0].Off <= next.Off {
			next, marked = byHand[0], true
		}
		for len(cuts) > 0 && cuts[0] <= next.Off {
			cuts = cuts[1:]
			clear(seen)
		}
		first := seen.add(next.Term)
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

// termSet is a set of terms, a bit each.
type termSet []uint64

// add reports whether the term was not in the set before.
func (s termSet) add(term int32) bool {
	w, bit := &s[term/64], uint64(1)<<(term%64)
	added := *w&bit == 0
	*w |= bit
	return added
}

// hitsIn returns the hits within a passage, a part of s.Hits.
func (s *Site) hitsIn(p Passage) []Hit { return hitsBetween(s.Hits[p.Page], p.Span) }

func hitsBetween(hits []Hit, span annotate.Span) []Hit {
	lo := sort.Search(len(hits), func(i int) bool { return hits[i].Off >= span.Off })
	hi := lo + sort.Search(len(hits)-lo, func(i int) bool { return hits[lo+i].Off >= span.End })
	return hits[lo:hi]
}

// explicitIn returns the terms linked by hand within a passage, as hits.
func (s *Site) explicitIn(p Passage) []Hit {
	d := s.Pages[p.Page].Doc
	var out []Hit
	from := sort.Search(len(d.Holes), func(i int) bool { return d.Holes[i].Off >= p.Off })
	for _, h := range d.Holes[from:] {
		if h.Off >= p.End {
			break
		}
		if h.Side != annotate.Open || d.Refs[h.Ref].Kind != annotate.RefTerm {
			continue
		}
		if t := &s.Targets[p.Page][h.Ref]; t.Found {
			out = append(out, Hit{Off: h.Off, End: h.Off, Term: t.Term})
		}
	}
	return out
}

// Quoted returns the hits that are links when a passage is quoted by itself: the first
// use of each term in it, none where its page wants none.
func (s *Site) Quoted(p Passage) []Hit {
	if s.policy(s.Pages[p.Page]) == content.ScopeOff {
		return nil
	}
	return s.firstUses(nil, p, nil, false)
}

// Names reports whether a passage names a term.
func (s *Site) Names(p Passage, term int32) bool {
	is := func(h Hit) bool { return h.Term == term }
	return slices.ContainsFunc(s.hitsIn(p), is) || slices.ContainsFunc(s.explicitIn(p), is)
}

// listTerms returns the terms used in anything shown on a page: its text, its own notes
// and those of others that it cites.
func (l *linker) listTerms(id PageID) []int32 {
	var terms []int32
	add := func(hits []Hit) {
		for _, h := range hits {
			terms = append(terms, h.Term)
		}
	}
	add(l.Linked[id])
	for i := range l.Pages[id].Doc.Refs {
		if t := &l.Targets[id][i]; t.Found && l.Pages[id].Doc.Refs[i].Kind == annotate.RefTerm {
			terms = append(terms, t.Term)
		}
	}
	for _, u := range l.Notes[id] {
		if u.Foreign(id) {
			p := Passage{u.Home, l.Pages[u.Home].Doc.Notes[u.Note].Span}
			add(hitsBetween(l.Linked[u.Home], p.Span))
			add(l.explicitIn(p))
		}
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	slices.SortFunc(terms, func(a, b int32) int { return cmp.Compare(l.rank[a], l.rank[b]) })
	return slices.Clip(terms)
}

// Use is where a page links to a term: where a name is found, or a reference by hand.
type Use struct {
	Off uint32
	Ref int32 // NoRef, or the number of the reference; Off is 0 then
}

// NoRef is the Ref of a name that is found.
const NoRef = -1

// FirstUse returns the first place at which a page links to a term where its name is found
// or, where there is none, by hand.
func (s *Site) FirstUse(page PageID, term int32) (Use, bool) {
	for _, h := range s.Linked[page] {
		if h.Term == term {
			return Use{Off: h.Off, Ref: NoRef}, true
		}
	}
	for i := range s.Targets[page] {
		if t := &s.Targets[page][i]; t.Found && t.Term == term && s.Pages[page].Doc.Refs[i].Kind == annotate.RefTerm {
			return Use{Ref: int32(i)}, true
		}
	}
	return Use{}, false
}

// Lists reports whether a term is in the list at a page's end.
func (s *Site) Lists(page PageID, term int32) bool {
	_, ok := slices.BinarySearchFunc(s.Listed[page], s.rank[term], func(t, rank int32) int { return cmp.Compare(s.rank[t], rank) })
	return ok
}
