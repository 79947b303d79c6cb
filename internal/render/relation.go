package render

import (
	"html/template"

	"gloss/internal/site"
)

// RelationView is two passages and what stands between them.
type RelationView struct {
	Rel string // "contradicts"
	RelationWords
	Subject, Object End
	Left, Right     End    // the same as they are read, in the articles' order
	Says            string // names the two: "ICDS disagrees with Newsweek"
	Arrow           bool   // the relation has a direction, and then …
	Forward         bool   // … the left one is the subject
	Why             string
	Note            Excerpt // the note that explains, when why= does not
	Question        string
	Mine            End // on an article's page: the passage of that page …
	Other           End // … and the other one
	IsSubject       bool
	Keys            template.HTMLAttr // that the comparison's filters go by
	Names           Phrase            // of the two, the text of the link this digest: "This digest disagrees with ICDS"
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
	v.Left, v.Right, v.Forward = v.Subject, v.Object, true
	if r.site.Reads(rel.Object.Passage, rel.Subject.Passage) < 0 {
		v.Left, v.Right, v.Forward = v.Object, v.Subject, false
	}
	v.Arrow = rel.Rel == "extends" || rel.Rel == "qualifies" || rel.Rel == "updates"
	v.Keys = template.HTMLAttr(` data-rel="` + rel.Rel + `"`)
	v.Says = upperFirst(fill(v.Said, "subject", v.Subject.Short, "object", v.Object.Short))
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
	v.Cite = r.words.cite(v.Short, v.By, v.Where)
	return v
}

// cite says where a passage stands and who speaks in it, if that is not the article.
func (w *Words) cite(article, by, where string) string {
	text := fill(w.DigestOf, "article", article)
	if by != "" {
		text = fill(w.DigestOfWords, "speaker", by, "article", article)
	}
	if where != "" {
		text += w.Comma + where
	}
	return text
}
