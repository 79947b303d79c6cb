package render

import "gloss/internal/site"

// RelationView is two passages and what stands between them.
type RelationView struct {
	Words
	Subject, Object End
	Why             string
	Note            Excerpt // the note that explains, when why= does not
	Question        string
	Mine            End // on an article's page: the passage of that page …
	Other           End // … and the other one
	IsSubject       bool
}

// End is a passage of a relation, always a digest and never styled as a quotation.
type End struct {
	Source
	Excerpt
	By    string
	Where string // "¶5"
}

func (r *Renderer) relation(on site.PageID, rel *site.Relation) RelationView {
	v := RelationView{Words: RelationWords(rel.Rel), Subject: r.end(on, rel.Subject), Object: r.end(on, rel.Object), Why: smart(rel.Why), Question: smart(rel.Question)}
	if rel.Why == "" && rel.Note.End > rel.Note.Off {
		v.Note = r.excerpt(on, rel.Note)
	}
	v.IsSubject = rel.Subject.Page == on
	v.Mine, v.Other = v.Object, v.Subject
	if v.IsSubject {
		v.Mine, v.Other = v.Subject, v.Object
	}
	return v
}

func (r *Renderer) end(on site.PageID, e site.End) End {
	return End{Source: r.sourceOf(on, site.Addr{Page: e.Page, Frag: e.Frag}), Excerpt: r.excerpt(on, e.Passage), By: e.By, Where: r.where(e.Page, e.Cites)}
}

// groupID is the id of a kind of relation on the page that compares. No author's id, no
// slug and no term has a slash.
func groupID(w Words) string { return "gloss/" + w.Rel }

// CompareView sets the articles' passages side by side.
type CompareView struct {
	Base
	Tally    []TallyItem
	Groups   []RelationGroup
	Shared   []EventView // events that two articles tell of
	SharedID string
}

// RelationGroup is the relations of one kind.
type RelationGroup struct {
	Words
	ID        string
	Relations []RelationView
}

func (r *Renderer) compare(id site.PageID, b Base) CompareView {
	v := CompareView{Base: b, Tally: r.tally(id), SharedID: groupID(Words{Rel: sameEvent})}
	for _, w := range relationWords {
		g := RelationGroup{Words: w, ID: groupID(w)}
		for i := range r.site.Relations {
			if r.site.Relations[i].Rel == w.Rel {
				g.Relations = append(g.Relations, r.relation(id, &r.site.Relations[i]))
			}
		}
		if len(g.Relations) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	for _, i := range r.shared() {
		v.Shared = append(v.Shared, r.event(id, &r.site.Events[i]))
	}
	return v
}
