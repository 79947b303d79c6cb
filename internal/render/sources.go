package render

import (
	"bytes"
	"fmt"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// SourcesView is the bibliography with its coverage, and how to cite the briefing.
type SourcesView struct {
	Base
	Sources []SourceView
	Cite    []CiteForm // on the first page
}

// SourceView is one source.
type SourceView struct {
	Source
	OriginalView
	ID      string
	Digest  string // title of the digest
	Cells   []Cell
	Covered int
	Units   string // what its cells are: "paragraphs"
	Rests   string // "This briefing rests on 12 of its 41 paragraphs."
}

// Cell is one paragraph of the original.
type Cell struct {
	ID     string
	URL    string // of its entry, for the drawing
	Name   string // for assistive technology: "5: 2 places"
	Number int
	Share  int // how much rests on it, in four steps from 0
	Places []Link
}

func (r *Renderer) sources(id site.PageID, b Base) SourcesView {
	v := SourcesView{Base: b}
	s := r.site
	part := s.Part(id)
	for _, i := range s.Originals[part.From:part.To] {
		a := &s.Articles[i]
		src := &s.Pages[a.Page].Source.Front.Source
		sv := SourceView{
			Source: r.source(id, i, site.Addr{Page: a.Page}), OriginalView: r.original(id, i),
			ID: site.IDName(a.Name), Digest: s.Pages[a.Page].Title, Units: r.words.unit(src.Locator).Other,
		}
		if c := s.CoverageOf(i); c != nil {
			sv.Cells, sv.Covered = r.cells(id, a.Page, sv.ID, c)
			sv.Rests = fill(r.words.Covered, "n", itoa(sv.Covered), "all", itoa(len(sv.Cells)), "units", sv.Units)
		}
		v.Sources = append(v.Sources, sv)
	}
	if part.Number == 1 {
		v.Cite = r.citeForms()
	}
	return v
}

// cells returns the paragraphs of an original and how many of them something rests on.
func (r *Renderer) cells(on, digest site.PageID, id string, of *site.Coverage) (cells []Cell, covered int) {
	for n := range of.Len() {
		places := of.Places(n + 1)
		c := Cell{ID: id + "-p" + itoa(n+1), Number: n + 1, Share: min(len(places), 3)}
		c.URL, c.Name = r.url(on, site.Addr{Page: on, Frag: c.ID}), itoa(c.Number)+": "+r.words.CountPlaces.of(len(places))
		times := map[string]int{}
		for _, at := range places {
			name := r.placeName(digest, at)
			if times[name]++; times[name] > 1 {
				name += " (" + itoa(times[name]) + ")"
			}
			c.Places = append(c.Places, Link{Text: name, URL: r.url(on, r.site.PlaceAddr(at))})
		}
		if len(places) > 0 {
			covered++
		}
		cells = append(cells, c)
	}
	return cells, covered
}

// Coverage tells an author how much of a source is rested on: "39 of 41 paragraphs cited;
// not cited: ¶3, 7".
func (r *Renderer) Coverage(c site.Coverage) string {
	s, a := r.site, &r.site.Articles[c.Article]
	rest := site.Cite{Article: c.Article}
	missing := 0
	for i := range c.Len() {
		if len(c.Places(i+1)) > 0 {
			continue
		}
		missing++
		if n := len(rest.Ranges); n > 0 && rest.Ranges[n-1].To == i {
			rest.Ranges[n-1].To = i + 1
		} else {
			rest.Ranges = append(rest.Ranges, site.Range{From: i + 1, To: i + 1})
		}
	}
	length := r.words.length(c.Len(), s.Pages[a.Page].Source.Front.Source.Locator)
	text := fmt.Sprintf("%d of %s cited", c.Len()-missing, length)
	if missing > 0 {
		text += "; not cited: " + r.words.describe(s, a.Page, rest).Text
	}
	return text
}

// placeName names a block for a link to it, seen from the source of a digest: the page, if
// that is not the digest, and there the section, the number in a list, or the note.
func (r *Renderer) placeName(digest site.PageID, at site.Place) string {
	var parts []string
	if at.Page != digest {
		parts = append(parts, r.pageName(at.Page))
	}
	d := r.site.Pages[at.Page].Doc
	block := d.Refs[at.Ref].Index
	if note := d.Blocks[block].Note; note >= 0 {
		for _, u := range r.site.Notes[at.Page] {
			if u.Home == at.Page && u.Note == note {
				parts = append(parts, fill(r.words.NoteNumber, "n", itoa(u.Number)))
			}
		}
	} else if h := r.site.HeadingOf(at); h != "" {
		parts = append(parts, h)
	}
	if n := itemNumber(d, block); n > 0 {
		parts = append(parts, fill(r.words.Point, "n", itoa(n)))
	}
	if len(parts) == 0 {
		parts = append(parts, r.words.Beginning)
	}
	return strings.Join(parts, r.words.Comma)
}

// itemNumber returns the number of the item of an ordered list that a block is or stands
// in, 0 when there is none.
func itemNumber(d *annotate.Doc, block int32) int {
	for ; block >= 0; block = d.Blocks[block].Parent {
		list := d.Blocks[block].Parent
		if d.Blocks[block].Kind != annotate.Item || list < 0 || !ordered(d, list) {
			continue
		}
		n := 0
		for i := list + 1; i <= block; i++ {
			if d.Blocks[i].Parent == list && d.Blocks[i].Kind == annotate.Item {
				n++
			}
		}
		return n
	}
	return 0
}

// ordered reports whether the items of a list are numbered.
func ordered(d *annotate.Doc, list int32) bool {
	before := d.HTML[:d.Blocks[list].Span.Off]
	return bytes.HasPrefix(before[max(bytes.LastIndexByte(before, '<'), 0):], []byte("<ol"))
}

// OriginalView describes the article that a digest digests.
type OriginalView struct {
	Publisher, Title, Author, Kind, URL, Note string
	Date, Accessed                            When
	Length                                    string // "41 paragraphs"
	IsSet                                     bool   // the article names an original at all
	Sources                                   string // address of its entry among the sources
}

func (r *Renderer) original(on site.PageID, article int32) OriginalView {
	a := &r.site.Articles[article]
	src := &r.site.Pages[a.Page].Source.Front.Source
	v := OriginalView{
		Publisher: smart(src.Publisher), Title: smart(src.Title), Author: smart(src.Author), Kind: smart(src.Kind), URL: src.URL, Note: smart(src.Note),
		Date: r.words.published(a.Date), IsSet: src.IsSet(),
	}
	if d, err := edtf.Parse(src.Accessed); err == nil {
		v.Accessed = r.words.when(d)
	} else {
		v.Accessed = r.words.element(When{Text: src.Accessed, EDTF: src.Accessed})
	}
	if src.Length > 0 {
		v.Length = r.words.length(src.Length, src.Locator)
	}
	if src.IsSet() {
		v.Sources = r.url(on, r.site.SourceAddr(article, 0))
	}
	return v
}

// published is the date of an original. One that is not given to the day but lies
// somewhere within a range was worked out, and is shown as that.
func (w *Words) published(d edtf.Date) When {
	on := w.when(d)
	if d.Kind() == edtf.OneOf || d.Approximate() || d.Uncertain() {
		on.Text = fill(w.Inferred, "date", on.Text)
	}
	return w.element(on)
}
