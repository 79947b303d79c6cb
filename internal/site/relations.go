package site

import (
	"cmp"
	"slices"
	"sort"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// typedLink is a link with rel=.
type typedLink struct {
	page PageID
	ref  int32 // index into the page's Refs
}

// relate turns typed links into relations: the link's target is the subject, the passage
// around the link the object.
func (l *linker) relate() {
	seen := map[[2]Passage]diag.Pos{}
	for _, tl := range l.typed {
		ref := &l.Pages[tl.page].Doc.Refs[tl.ref]
		pos := l.pos(tl.page, ref.Pos)
		link := &l.Pages[tl.page].Doc.Links[ref.Index]
		far, ok := l.far(l.Targets[tl.page][tl.ref].Addr)
		if !ok {
			l.report(notAPassage(pos))
			continue
		}
		near, note := l.near(tl)
		if near.Page == far.Page && (near.Contains(far.Span) || far.Contains(near.Span)) {
			l.report(diag.Errorf(pos, "rel-target", "a passage cannot stand in a relation to itself").
				WithHint("point at a passage elsewhere, or drop rel="))
			continue
		}
		key := [2]Passage{near.Passage, far.Passage}
		if comparePassages(key[0], key[1]) > 0 {
			key[0], key[1] = key[1], key[0]
		}
		if first, dup := seen[key]; dup {
			l.report(diag.Errorf(pos, "rel-duplicate", "these two passages have a relation already").
				WithHint("it is at %s; a relation is written once and shown on both sides", first))
			continue
		}
		seen[key] = pos
		l.Targets[tl.page][tl.ref].Rel = int32(len(l.Relations))
		l.Relations = append(l.Relations, Relation{Rel: link.Rel, Subject: far, Object: near, Why: link.Why, Question: link.Question, Note: note})
	}
	l.sortRelations()
	for i := range l.Relations {
		r := &l.Relations[i]
		l.Cited[r.Subject.Page] = append(l.Cited[r.Subject.Page], int32(i))
		if r.Object.Page != r.Subject.Page {
			l.Cited[r.Object.Page] = append(l.Cited[r.Object.Page], int32(i))
		}
	}
}

func notAPassage(pos diag.Pos) diag.Diag {
	return diag.Errorf(pos, "rel-target", "a typed cross-reference must point at a passage").
		WithHint("mark the passage with [the words]{#name} and link to file.md#name")
}

func comparePassages(a, b Passage) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Off, b.Off), cmp.Compare(a.End, b.End))
}

// Reads compares two passages by which is read first: articles in their order, then other
// pages.
func (s *Site) Reads(a, b Passage) int {
	return cmp.Or(cmp.Compare(s.reading(a.Page), s.reading(b.Page)), cmp.Compare(a.Off, b.Off))
}

// reading is a page's place in reading order.
func (s *Site) reading(id PageID) int {
	if article := s.Pages[id].Article; article >= 0 {
		return int(article)
	}
	return len(s.Articles) + int(id)
}

// sortRelations orders relations as the first article reads and renumbers the targets.
func (l *linker) sortRelations() {
	order := make([]int, len(l.Relations))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return l.compareRelations(&l.Relations[x], &l.Relations[y])
	})
	sorted := make([]Relation, len(order))
	at := make([]int32, len(order))
	for i, old := range order {
		sorted[i], at[old] = l.Relations[old], int32(i)
	}
	l.Relations = sorted
	links := make([]typedLink, len(order))
	for _, tl := range l.typed {
		if t := &l.Targets[tl.page][tl.ref]; t.Rel >= 0 {
			t.Rel = at[t.Rel]
			links[t.Rel] = tl
		}
	}
	l.typed = links
}

// compareRelations compares two relations by which is read first.
func (s *Site) compareRelations(a, b *Relation) int {
	return cmp.Or(s.Reads(s.first(a), s.first(b)), comparePassages(a.Subject.Passage, b.Subject.Passage), comparePassages(a.Object.Passage, b.Object.Passage))
}

// first returns the end of a relation that is read first.
func (s *Site) first(r *Relation) Passage {
	if s.Reads(r.Object.Passage, r.Subject.Passage) < 0 {
		return r.Object.Passage
	}
	return r.Subject.Passage
}

// near returns the passage a typed link speaks about: the claim around it, else its
// sentence; for a link in a note, that at the note's first marker. note is the note.
func (l *linker) near(tl typedLink) (end End, note Passage) {
	d := l.Pages[tl.page].Doc
	off := l.offsetOf(tl.page, tl.ref)
	if off < d.Body.End {
		if i := claimAround(d, off); i >= 0 {
			return l.claimEnd(tl.page, i), note
		}
		return l.end(l.sentenceFrom(tl.page, off), l.Targets[tl.page][tl.ref].ID), note
	}
	n := sort.Search(len(d.Notes), func(i int) bool { return d.Notes[i].Span.End > off })
	note = Passage{tl.page, d.Notes[n].Span}
	page, mark, ok := l.firstMarker(tl.page, int32(n))
	if !ok { // never cited: annotate's reader is told so
		return l.end(l.sentenceFrom(tl.page, off), "note-"+d.Notes[n].Label), note
	}
	off = l.offsetOf(page, mark)
	if i := claimAround(l.Pages[page].Doc, off); i >= 0 {
		return l.claimEnd(page, i), note
	}
	return l.end(l.sentenceAt(page, off), l.Targets[page][mark].ID), note
}

// claimAround returns the innermost claim around a place, -1 when there is none.
func claimAround(d *annotate.Doc, off uint32) int {
	i := sort.Search(len(d.Claims), func(i int) bool { return d.Claims[i].Span.Off > off })
	for i--; i >= 0; i-- { // claims nest, so the last that is still open is the innermost
		if off <= d.Claims[i].Span.End {
			return i
		}
	}
	return -1
}

// firstMarker returns the first marker that cites a note, as a page's reference: on the
// note's own page, else elsewhere.
func (l *linker) firstMarker(home PageID, note int32) (page PageID, ref int32, ok bool) {
	u := &l.Notes[home][l.pages[home].uses[note]]
	switch {
	case len(u.Marks) > 0:
		return home, l.markerOf(home, u.Marks[0]), true
	case len(u.CitedFrom) > 0:
		a := u.CitedFrom[0].Addr
		return a.Page, l.markerOf(a.Page, a.Frag), true
	}
	return None, 0, false
}

// markerOf returns the reference of a page that is the marker with an id.
func (l *linker) markerOf(page PageID, id string) int32 {
	index := &l.pages[page]
	if index.markers == nil {
		index.markers = map[string]int32{}
		for i := range l.Targets[page] {
			if l.Pages[page].Doc.Refs[i].Kind == annotate.RefNote {
				index.markers[l.Targets[page][i].ID] = int32(i)
			}
		}
	}
	return index.markers[id]
}

// far returns the passage a typed link points at: a claim, a dated statement, a note, or
// the first text under a heading.
func (l *linker) far(a Addr) (End, bool) {
	x, ok := l.anchorsOf(a.Page)[a.Frag]
	if !ok {
		return End{}, false // a page, or an id that a generated page makes
	}
	d := l.Pages[a.Page].Doc
	switch x.kind {
	case anchorClaim:
		return l.claimEnd(a.Page, int(x.index)), true
	case anchorDated:
		return l.end(Passage{a.Page, d.Dated[x.index].Span}, a.Frag), true
	case anchorNote:
		return l.end(Passage{a.Page, d.Notes[x.index].Span}, a.Frag), true
	}
	text, ok := textUnder(d, int(x.index))
	return l.end(Passage{a.Page, text}, a.Frag), ok
}

// textUnder returns the first paragraph, or item of a list, of a heading's section.
func textUnder(d *annotate.Doc, head int) (annotate.Span, bool) {
	h := &d.Heads[head]
	limit := d.Body.End
	for i := range d.Heads[head+1:] {
		if next := &d.Heads[head+1+i]; next.Level <= h.Level {
			limit = next.Span.Off
			break
		}
	}
	from := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Span.Off >= h.Span.End })
	for i := from; i < len(d.Blocks) && d.Blocks[i].Span.Off < limit; i++ {
		switch b := &d.Blocks[i]; {
		case b.Note >= 0 || b.Span.Off == b.Span.End:
		case b.Kind == annotate.Paragraph:
			return b.Span, true
		case b.Kind == annotate.Item && (i+1 == len(d.Blocks) || d.Blocks[i+1].Parent != int32(i) || d.Blocks[i+1].Span.Off >= b.Span.End):
			return b.Span, true // a text of its own, with no blocks in it
		}
	}
	return annotate.Span{}, false
}

func (l *linker) claimEnd(page PageID, i int) End {
	c := &l.Pages[page].Doc.Claims[i]
	e := l.end(Passage{page, c.Span}, c.ID)
	e.By, _ = l.speaker(page, c.By)
	return e
}

func (l *linker) end(p Passage, frag string) End {
	return End{Passage: p, Frag: frag, Cites: l.CitesOf(p)}
}
