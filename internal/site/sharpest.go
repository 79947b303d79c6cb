package site

import (
	"cmp"
	"slices"

	"gloss/internal/annotate"
)

// disagreements are the relations in which two sources differ, the sharpest first.
var disagreements = []string{"contradicts", "reframes", "qualifies"}

// Sharpest returns the sharpest disagreements between two articles, at most n, as indices into
// Relations. Contradictions come before other views, and those before qualifications; among
// them those whose question the author has named; then those that matter most to the
// briefing, which is how many blocks of its home page rest on the paragraphs at issue; then
// those that come first.
func (s *Site) Sharpest(n int) []int32 {
	type dispute struct{ relation, rank, unnamed, weight int }
	points := s.points()
	var all []dispute
	for i := range s.Relations {
		r := &s.Relations[i]
		rank := slices.Index(disagreements, r.Rel)
		if rank < 0 || r.Subject.Page == r.Object.Page || s.Pages[r.Subject.Page].Article < 0 || s.Pages[r.Object.Page].Article < 0 {
			continue
		}
		d := dispute{relation: i, rank: rank}
		for _, p := range points {
			if share(p, r.Subject.Cites) || share(p, r.Object.Cites) {
				d.weight++
			}
		}
		if r.Question == "" {
			d.unnamed = 1
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b dispute) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.unnamed, b.unnamed), cmp.Compare(b.weight, a.weight))
	})
	var list []int32
	for _, d := range all[:min(n, len(all))] {
		list = append(list, int32(d.relation))
	}
	return list
}

// points are what the blocks of the home page rest on.
func (s *Site) points() [][]Cite {
	var all [][]Cite
	if home := s.Generated(KindHome); home != None {
		refs := s.Pages[home].Doc.Refs
		for i := range refs {
			if refs[i].Kind == annotate.RefLocator {
				all = append(all, s.BlockCites(home, refs[i].Index))
			}
		}
	}
	return all
}

// share reports whether two places rest on a common paragraph.
func share(a, b []Cite) bool {
	for _, c := range a {
		for _, d := range b {
			if c.Article == d.Article && slices.ContainsFunc(c.Ranges, func(r Range) bool {
				return slices.ContainsFunc(d.Ranges, func(o Range) bool { return r.From <= o.To && o.From <= r.To })
			}) {
				return true
			}
		}
	}
	return false
}
