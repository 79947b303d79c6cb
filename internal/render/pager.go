package render

import (
	"slices"

	"gloss/internal/site"
)

// Pager leads through the pages of a list that takes several.
type Pager struct {
	First      Link // of the list
	Prev, Next *Link
	Pages      []Link // those near this one, the first and the last; one without a Text stands for those between
}

// near is how many pages on either side of the current one a pager names.
const near = 2

// pager returns nil for a page that shows all of its list.
func (r *Renderer) pager(id site.PageID) *Pager {
	parts := r.site.Parts(id)
	if len(parts) < 2 {
		return nil
	}
	at := slices.IndexFunc(parts, func(p site.Part) bool { return p.Page == id })
	link := func(i int) Link {
		return Link{Text: r.words.partName(parts[i]), URL: r.url(id, site.Addr{Page: parts[i].Page}), Current: i == at}
	}
	v := &Pager{First: Link{Text: r.site.Pages[parts[0].Page].Title, URL: r.url(id, site.Addr{Page: parts[0].Page})}}
	if at > 0 {
		prev := link(at - 1)
		v.Prev = &prev
	}
	if at < len(parts)-1 {
		next := link(at + 1)
		v.Next = &next
	}
	for i := range parts {
		switch {
		case i == 0, i == len(parts)-1, i >= at-near && i <= at+near:
			v.Pages = append(v.Pages, link(i))
		case i == at-near-1, i == at+near+1:
			v.Pages = append(v.Pages, Link{})
		}
	}
	return v
}

// partName is what a page of a list is called among the others: "2", "2025", "2025, page 2".
func (w *Words) partName(p site.Part) string {
	switch {
	case p.Label == "" && p.From == p.To:
		return w.AllYears
	case p.Label == "":
		return itoa(p.Number)
	case p.Number == 1:
		return w.yearName(p.Label)
	}
	return fill(w.Continued, "title", w.yearName(p.Label), "n", itoa(p.Number))
}

// yearName is the title of what a timeline shows of a year, or of the events without one.
func (w *Words) yearName(label string) string {
	if label == site.Undated {
		return w.UndatedPart
	}
	return label
}

// partTitle is the title of a page that continues a list: "Glossary, page 2".
func (w *Words) partTitle(title string, p site.Part) string {
	if p.Label == "" {
		return fill(w.Continued, "title", title, "n", itoa(p.Number))
	}
	return title + w.Comma + w.partName(p)
}
