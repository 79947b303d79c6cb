package render

import "gloss/internal/site"

// RelationView is two passages and what stands between them.
type RelationView struct {
	Rel string // "contradicts"
	RelationWords
	Subject, Object End
	Why             string
	Note            Excerpt // the note that explains, when why= does not
	Question        string
	Mine            End // on an article's page: the passage of that page …
	Other           End // … and the other one
	IsSubject       bool
	Names           Phrase // of the two, the text of the link this digest: "This digest disagrees with ICDS"
}

// End is a passage of a relation, always a digest and never styled as a quotation.
type End struct {
	Source
	Excerpt
	By    string
	Where string // "¶5"
	Cite  string // "Our digest of ICDS, ¶5"
}

func (r *Renderer) relation(on site.PageID, rel *site.Relation) RelationView {
	v := RelationView{Rel: rel.Rel, RelationWords: *r.words.relation(rel.Rel), Subject: r.end(on, rel.Subject), Object: r.end(on, rel.Object), Why: smart(rel.Why), Question: smart(rel.Question)}
	if rel.Why == "" && rel.Note.End > rel.Note.Off {
		v.Note = r.excerpt(on, rel.Note)
	}
	v.IsSubject = rel.Subject.Page == on
	v.Mine, v.Other = v.Object, v.Subject
	if v.IsSubject {
		v.Mine, v.Other = v.Subject, v.Object
	}
	v.Names = r.words.said(rel.Rel, v.Other.Source.Short, v.IsSubject)
	return v
}

func (r *Renderer) end(on site.PageID, e site.End) End {
	v := End{Source: r.sourceOf(on, site.Addr{Page: e.Page, Frag: e.Frag}), Excerpt: r.excerpt(on, e.Passage), By: e.By, Where: r.where(e.Page, e.Cites)}
	if e.By == "" {
		v.Cite = fill(r.words.DigestOf, "article", v.Short)
	} else {
		v.Cite = fill(r.words.DigestOfWords, "speaker", e.By, "article", v.Short)
	}
	if v.Where != "" {
		v.Cite += r.words.Comma + v.Where
	}
	return v
}

// groupID is the id of a kind of relation on the page that compares. No author's id, no
// slug and no term has a slash.
func groupID(rel string) string { return "gloss/" + rel }

// CompareView sets the articles' passages side by side.
type CompareView struct {
	Base
	Tally    []Item
	Groups   []RelationGroup
	Shared   []EventView // events that two articles tell of
	SharedID string
}

// RelationGroup is the relations of one kind.
type RelationGroup struct {
	RelationWords
	ID        string
	Relations []RelationView
}

// comparison is everything that the pages which compare show, in order.
type comparison struct {
	entries []int32                 // relations by kind, then the events that two pages tell of
	starts  [len(relations) + 1]int // by kind: its first entry
}

func compareAll(s *site.Site) comparison {
	var c comparison
	for i, rel := range relations {
		c.starts[i] = len(c.entries)
		if rel == sameEvent {
			c.entries = append(c.entries, s.Shared...)
			continue
		}
		for j := range s.Relations {
			if s.Relations[j].Rel == rel {
				c.entries = append(c.entries, int32(j))
			}
		}
	}
	c.starts[len(relations)] = len(c.entries)
	return c
}

func (r *Renderer) compare(id site.PageID, b Base) CompareView {
	v := CompareView{Base: b, Tally: r.tally(id), SharedID: groupID(sameEvent)}
	c, part := r.compared(), r.site.Part(id)
	for i, rel := range relations {
		from, to := max(c.starts[i], part.From), min(c.starts[i+1], part.To)
		if from >= to {
			continue
		}
		g := RelationGroup{RelationWords: *r.words.relation(rel), ID: groupID(rel)}
		for _, e := range c.entries[from:to] {
			if rel == sameEvent {
				v.Shared = append(v.Shared, r.event(id, e))
			} else {
				g.Relations = append(g.Relations, r.relation(id, &r.site.Relations[e]))
			}
		}
		if rel != sameEvent {
			v.Groups = append(v.Groups, g)
		}
	}
	return v
}
