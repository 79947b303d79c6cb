package export

import (
	"gloss/internal/annotate"
	"gloss/internal/site"
)

// passages writes the text of a page: its paragraphs, list items, tables and so on, in their
// order, each under its heading and with what it rests on.
func (x *exporter) passages(w *writer, id site.PageID) {
	p := x.site.Pages[id]
	d := p.Doc
	w.Key("passages")
	w.Open('[')
	section, heads := "", d.Heads
	skip := p.Body.Off // what ends before has been written, or is the title
	for i := range d.Blocks {
		b := &d.Blocks[i]
		kind := kindOf(d, i)
		if b.Note >= 0 || b.Span.Off < skip || kind == "" {
			continue
		}
		for len(heads) > 0 && heads[0].Span.Off <= b.Span.Off {
			section, heads = heads[0].ID, heads[1:]
		}
		if whole[b.Kind] {
			skip = b.Span.End
		}
		w.Line()
		w.Open('{')
		w.Pair("kind", kind)
		w.Pair("id", b.ID)
		w.Pair("section", section)
		x.block(w, site.Passage{Page: id, Span: b.Span}, b.Kind)
		w.True("background", b.Background)
		w.True("derived", b.Derived)
		x.rests(w, x.site.CitesOf(site.Passage{Page: id, Span: b.Span}))
		w.Close('}')
	}
	w.Close(']')
}

// whole are the blocks that are written as one passage with all that is in them, and the
// element that their content means nothing without.
var (
	whole    = map[annotate.BlockKind]bool{annotate.Table: true, annotate.Code: true, annotate.Figure: true}
	elements = map[annotate.BlockKind]string{annotate.Table: "table", annotate.Code: "pre", annotate.Figure: "figure"}
)

// kindOf names a block as a passage; "" for one whose parts are passages.
func kindOf(d *annotate.Doc, i int) string {
	switch d.Blocks[i].Kind {
	case annotate.Paragraph:
		return "paragraph"
	case annotate.HeadingBlock:
		return "heading"
	case annotate.Table:
		return "table"
	case annotate.Code:
		return "code"
	case annotate.Figure:
		return "figure"
	case annotate.Item:
		for j := i + 1; j < len(d.Blocks) && d.Blocks[j].Span.Off < d.Blocks[i].Span.End; j++ {
			if d.Blocks[j].Parent == int32(i) {
				return "" // of several blocks
			}
		}
		return "item"
	}
	return ""
}

// block writes the HTML of a block.
func (x *exporter) block(w *writer, p site.Passage, kind annotate.BlockKind) {
	name := elements[kind]
	if name == "" {
		x.writeFragment(w, "html", p)
		return
	}
	w.room = append(w.room[:0], "<"+name+">"...)
	w.room = x.fragment(w.room, p, true)
	w.room = append(w.room, "</"+name+">"...)
	w.Raw("html", w.room)
}

// claims writes the passages of a page that others can point at.
func (x *exporter) claims(w *writer, id site.PageID) {
	d := x.site.Pages[id].Doc
	if len(d.Claims) == 0 {
		return
	}
	w.Key("claims")
	w.Open('[')
	for i := range d.Claims {
		c := &d.Claims[i]
		p := site.Passage{Page: id, Span: c.Span}
		w.Line()
		w.Open('{')
		w.Pair("id", c.ID)
		w.Pair("url", x.url(site.Addr{Page: id, Frag: c.ID}))
		w.Pair("by", c.By)
		x.writeFragment(w, "html", p)
		x.rests(w, x.site.CitesOf(p))
		w.Close('}')
	}
	w.Close(']')
}

// notes writes the notes of a page: its own and those that it cites.
func (x *exporter) notes(w *writer, id site.PageID) {
	if len(x.site.Notes[id]) == 0 {
		return
	}
	w.Key("notes")
	w.Open('[')
	for _, u := range x.site.Notes[id] {
		w.Line()
		w.Open('{')
		w.Number("number", u.Number)
		w.Pair("url", x.url(site.Addr{Page: id, Frag: "note-" + u.ID}))
		note := &x.site.Pages[u.Home].Doc.Notes[u.Note]
		w.Pair("label", note.Label)
		if u.Foreign(id) {
			w.Pair("article", x.site.Pages[u.Home].Name)
			w.Close('}')
			continue // its text is at its home
		}
		p := site.Passage{Page: id, Span: note.Span}
		x.writeFragment(w, "html", p)
		x.rests(w, x.site.CitesOf(p))
		if len(u.CitedFrom) > 0 {
			w.Key("cited_from")
			w.Open('[')
			for _, c := range u.CitedFrom {
				w.Open('{')
				x.where(w, c.Addr.Page, c.Addr.Frag)
				w.Close('}')
			}
			w.Close(']')
		}
		w.Close('}')
	}
	w.Close(']')
}
