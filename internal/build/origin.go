package build

import (
	"errors"
	"fmt"
	"io/fs"

	"gloss/internal/crawl"
	"gloss/internal/diag"
	"gloss/internal/render"
	"gloss/internal/site"
)

// errUnwritten says that nobody has written what is shown.
var errUnwritten = errors.New("this is generated; there is no line of yours to open")

// Origin returns where an author finds what an element of a page shows: the block it is from,
// else the start of the page's own file. The element is named as browsers count those in the
// body of the page, from 0. The error says why there is no such place.
func (r *Result) Origin(name string, element int) (diag.Pos, error) {
	id, ok := r.page(name)
	if !ok {
		return diag.Pos{}, fmt.Errorf("output %q: %w", name, fs.ErrNotExist)
	}
	data, err := r.Renderer.Traced(id)
	if err != nil {
		return diag.Pos{}, err
	}
	pos := diag.Pos{Line: 1, Col: 1}
	if at, ok := render.ReadTrace(r.Site, crawl.CommentOf(data, element, render.TracePrefix)); ok {
		pos = placeOf(r.Site, at)
	} else if src := r.Site.Pages[id].Source; src != nil {
		pos.File = src.File
	}
	if pos.File == "" {
		return diag.Pos{}, errUnwritten
	}
	found := []diag.Diag{{Pos: pos}}
	r.Relocate(found)
	return found[0].Pos, nil
}

// page returns the page at an output path.
func (r *Result) page(name string) (site.PageID, bool) {
	for id, p := range r.Site.Pages {
		if p.Out == name && !p.Draft {
			return site.PageID(id), true
		}
	}
	return site.None, false
}

// placeOf returns where the innermost block around a place was written.
func placeOf(s *site.Site, at site.Passage) diag.Pos {
	doc := s.Pages[at.Page].Doc
	pos := diag.Pos{File: doc.File, Line: 1, Col: 1}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Span.Off > at.Off {
			break
		}
		if at.Off < b.Span.End || at.Off == b.Span.Off {
			pos = doc.At(b.Pos)
		}
	}
	return pos
}
