package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"gloss/internal/site"
)

// CompareView sets the articles' passages side by side.
type CompareView struct {
	Base
	Tally     []Item
	Matrix    *MatrixView // on the first page
	Facets    []Facet
	Shown     Phrase // how many rows the filters leave: the number is in its link
	Sections  []RowSection
	Alone     []AloneView // what only one source reports
	AloneMore string      // "and 12 more", when more than is listed
}

// RowSection is the rows of one section of the article that is read first.
type RowSection struct {
	Source        // linked to the section
	ID     string // of its heading
	Title  string // of the section
	Rows   []RowView
}

// RowView is a row of the comparison: a relation, or an event that several articles tell of.
type RowView struct {
	Relation *RelationView
	Event    *EventView
	Pair     bool   // two statements tell of the event
	Same     string // "same event"
}

// AloneView is what only one source reports.
type AloneView struct {
	Source
	Items []AloneItem
}

// AloneItem is a claim, or an event.
type AloneItem struct {
	Excerpt
	When  *When  // of an event
	Where string // who speaks, if it is not the article, and where: "Ann Ames, ¶5"
	URL   string
}

// groupID is the id of the filter for a kind of relation on the page that compares. No
// author's id, no slug and no term has a slash.
func groupID(rel string) string { return "gloss/" + rel }

// comparison is what the pages that compare have in common.
type comparison struct {
	count [len(relations)]int // rows by kind of relation
	first [len(relations)]int // the first of them
	sides *lanes              // between whom they are
}

func (r *Renderer) compareAll() comparison {
	s := r.site
	c := comparison{sides: r.sidesOf(s.Rows[:s.Joined])}
	for i := range s.Joined {
		k := relIndex(s, &s.Rows[i])
		if c.count[k] == 0 {
			c.first[k] = i
		}
		c.count[k]++
	}
	return c
}

// relIndex returns the kind of a row, as an index into relations.
func relIndex(s *site.Site, row *site.Row) int {
	rel := sameEvent
	if row.Kind == site.RowRelation {
		rel = s.Relations[row.Index].Rel
	}
	return slices.Index(relations[:], rel)
}

func (r *Renderer) compare(id site.PageID, b Base) CompareView {
	s, part := r.site, r.site.Part(id)
	v := CompareView{Base: b, Tally: r.tally(id)}
	joined := s.Rows[min(part.From, s.Joined):min(part.To, s.Joined)]
	l := r.sidesOf(joined)
	v.Facets = r.compareFacets(id, l, joined)
	if part.Number == 1 {
		v.Matrix = r.matrix(id)
	}
	v.Shown = phrase(r.words.Shown, "n", "", "all", itoa(len(joined)))
	var last *site.Row
	head := int32(-1)
	for i := range joined {
		row := &joined[i]
		at := s.SectionAt(row.Page, row.Off)
		if last == nil || last.Page != row.Page || head != at {
			v.Sections = append(v.Sections, r.rowSection(id, row.Page, at))
		}
		last, head = row, at
		section := &v.Sections[len(v.Sections)-1]
		section.Rows = append(section.Rows, r.row(id, l, row))
	}
	v.Alone = r.alone(id, s.Rows[max(part.From, s.Joined):max(part.To, s.Joined)])
	if part.To == len(s.Rows) && s.AloneMore > 0 {
		v.AloneMore = fill(r.words.AndMore, "n", itoa(s.AloneMore))
	}
	return v
}

// rowSection heads the rows that stand in a section of a page.
func (r *Renderer) rowSection(on, page site.PageID, head int32) RowSection {
	to := site.Addr{Page: page}
	v := RowSection{Title: r.words.Beginning, ID: "gloss/in-" + site.IDName(r.site.Pages[page].Name)}
	if head >= 0 {
		h := &r.site.Pages[page].Doc.Heads[head]
		to.Frag, v.Title = h.ID, h.Text
		v.ID += "." + h.ID
	}
	v.Source = r.sourceOf(on, to)
	return v
}

func (r *Renderer) row(on site.PageID, l *lanes, row *site.Row) RowView {
	if row.Kind == site.RowRelation {
		rel := r.relation(on, &r.site.Relations[row.Index])
		rel.Keys = r.rowKeys(l, row)
		return RowView{Relation: &rel}
	}
	event := r.event(on, row.Index)
	event.Keys = r.rowKeys(l, row)
	return RowView{Event: &event, Pair: len(event.Statements) == 2, Same: r.words.Relations.SameEvent.Name}
}

// alone lists what only one source reports, by source.
func (r *Renderer) alone(on site.PageID, rows []site.Row) []AloneView {
	var views []AloneView
	page := site.None
	for i := range rows {
		row := &rows[i]
		if row.Page != page {
			page = row.Page
			views = append(views, AloneView{Source: r.sourceOf(on, site.Addr{Page: page})})
		}
		v := &views[len(views)-1]
		v.Items = append(v.Items, r.aloneItem(on, row))
	}
	return views
}

func (r *Renderer) aloneItem(on site.PageID, row *site.Row) AloneItem {
	s := r.site
	if row.Kind == site.RowEvent {
		e := &s.Events[row.Index]
		when := r.words.when(e.Date)
		if e.Undated {
			when = r.words.element(When{})
		}
		where := r.where(row.Page, s.CitesOf(r.statement(e.Statements[0])))
		text := Excerpt{Text: template.HTML(template.HTMLEscapeString(e.Title))}
		return AloneItem{Excerpt: text, When: &when, Where: cmp.Or(where, r.pageName(row.Page)), URL: r.url(on, s.EventAddr(row.Index))}
	}
	c := &s.Pages[row.Page].Doc.Claims[row.Index]
	p := site.Passage{Page: row.Page, Span: c.Span}
	where := r.where(row.Page, s.CitesOf(p))
	if row.By != "" && where != "" {
		where = row.By + r.words.Comma + where
	}
	return AloneItem{Excerpt: r.excerpt(on, p), Where: cmp.Or(where, row.By, r.pageName(row.Page)), URL: r.url(on, site.Addr{Page: row.Page, Frag: c.ID})}
}

// sidesOf finds out between which articles rows are.
func (r *Renderer) sidesOf(rows []site.Row) *lanes {
	l := newLanes()
	for i := range rows {
		for _, a := range r.sides(&rows[i]) {
			l.count[a]++
		}
	}
	l.rankArticles()
	return l
}

// sides are the articles of a row, each once.
func (r *Renderer) sides(row *site.Row) []int32 {
	s := r.site
	var list []int32
	add := func(page site.PageID) {
		if a := s.Pages[page].Article; !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	if row.Kind == site.RowRelation {
		add(s.Relations[row.Index].Subject.Page)
		add(s.Relations[row.Index].Object.Page)
	} else {
		for _, st := range s.Events[row.Index].Statements {
			add(st.Page)
		}
	}
	return list
}

func (r *Renderer) rowKeys(l *lanes, row *site.Row) template.HTMLAttr {
	var sources []string
	for _, a := range r.sides(row) {
		if lane := itoa(l.laneOf(a) + 1); !slices.Contains(sources, lane) {
			sources = append(sources, lane)
		}
	}
	return template.HTMLAttr(` data-rel="` + relations[relIndex(r.site, row)] + `" data-source="` + strings.Join(sources, " ") + `"`)
}

// compareFacets are the filters of a page of the comparison.
func (r *Renderer) compareFacets(on site.PageID, l *lanes, rows []site.Row) []Facet {
	var count [len(relations)]int
	for i := range rows {
		count[relIndex(r.site, &rows[i])]++
	}
	rel := Facet{Name: "rel", Legend: r.words.FilterRelations}
	for i, name := range relations {
		rel.add(Option{ID: groupID(name), Value: name, Label: r.words.relation(name).Name, Count: count[i]}, len(rows)+1)
	}
	source := Facet{Name: "source", Legend: r.words.FilterBetween}
	for i, a := range l.articles {
		src := r.laneSource(on, l, i)
		source.add(Option{Value: itoa(i + 1), Label: src.Short, Count: l.count[a], Mark: src.Mark}, len(rows))
	}
	return facets(rel, source)
}
