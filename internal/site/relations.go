package site

import (
	"cmp"
	"slices"

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
		p := l.Pages[tl.page]
		ref := &p.Doc.Refs[tl.ref]
		link := &p.Doc.Links[ref.Index]
		t := &l.Targets[tl.page][tl.ref]
		near, note := l.near(tl)
		far, ok := l.far(t.Addr)
		if !ok {
			l.report(diag.Errorf(ref.Pos, "rel-target", "a typed cross-reference must point at a passage").
				WithHint("mark the passage with [the words]{#name} and link to file.md#name"))
			continue
		}
		key := [2]Passage{near.Passage, far.Passage}
		if comparePassages(key[0], key[1]) > 0 {
			key[0], key[1] = key[1], key[0]
		}
		if first, dup := seen[key]; dup {
			l.report(diag.Errorf(ref.Pos, "rel-duplicate", "these two passages have a relation already").
				WithHint("it is at %s; a relation is written once and shown on both sides", place(first)))
			continue
		}
		seen[key] = ref.Pos
		t.Rel = int32(len(l.Relations))
		l.Relations = append(l.Relations, Relation{Rel: link.Rel, Subject: far, Object: near, Why: link.Why, Question: link.Question, Note: note})
	}
	l.sortRelations()
	for i, r := range l.Relations {
		l.Cited[r.Subject.Page] = append(l.Cited[r.Subject.Page], int32(i))
		if r.Object.Page != r.Subject.Page {
			l.Cited[r.Object.Page] = append(l.Cited[r.Object.Page], int32(i))
		}
	}
}

func comparePassages(a, b Passage) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Off, b.Off), cmp.Compare(a.End, b.End))
}

// sortRelations orders relations as the first article reads and renumbers the targets.
func (l *linker) sortRelations() {
	rank := make([]int, len(l.Pages))
	for i, id := range l.reading() {
		rank[id] = i
	}
	first := func(r *Relation) (int, uint32) {
		a, b := r.Subject, r.Object
		if rank[b.Page] < rank[a.Page] {
			a = b
		}
		return rank[a.Page], a.Off
	}
	order := make([]int, len(l.Relations))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		a, b := &l.Relations[x], &l.Relations[y]
		ap, ao := first(a)
		bp, bo := first(b)
		return cmp.Or(cmp.Compare(ap, bp), cmp.Compare(ao, bo), comparePassages(a.Subject.Passage, b.Subject.Passage), comparePassages(a.Object.Passage, b.Object.Passage))
	})
	sorted := make([]Relation, len(order))
	at := make([]int32, len(order))
	for i, old := range order {
		sorted[i], at[old] = l.Relations[old], int32(i)
	}
	l.Relations = sorted
	for _, tl := range l.typed {
		if t := &l.Targets[tl.page][tl.ref]; t.Rel >= 0 {
			t.Rel = at[t.Rel]
		}
	}
}

// near returns the passage a typed link speaks about: the claim around it, else its
// sentence; for a link in a note, the sentence at the note's first marker.
func (l *linker) near(tl typedLink) (End, Passage) {
	d := l.Pages[tl.page].Doc
	off := l.offsetOf(tl.page, tl.ref)
	page, frag := tl.page, l.Targets[tl.page][tl.ref].ID
	var note Passage
	if off >= d.Body.End {
		n := slices.IndexFunc(d.Notes, func(n annotate.Note) bool { return n.Span.Off <= off && off <= n.Span.End })
		note = Passage{tl.page, d.Notes[n].Span}
		frag = "note-" + d.Notes[n].Label
		if c, ok := l.firstMarker(tl.page, int32(n)); ok {
			page, frag = c.Addr.Page, c.Addr.Frag
			d = l.Pages[page].Doc
			off = l.markerOffset(c.Addr)
		}
	}
	best := -1
	for i, c := range d.Claims {
		if c.Span.Off <= off && off <= c.Span.End && (best < 0 || d.Claims[best].Span.Contains(c.Span)) {
			best = i
		}
	}
	if best >= 0 {
		return l.claimEnd(page, best), note
	}
	return l.end(l.sentenceAt(page, off), frag), note
}

// firstMarker returns the first place that cites a note: on its own page, else elsewhere.
func (l *linker) firstMarker(home PageID, note int32) (Citing, bool) {
	for _, u := range l.Notes[home] {
		if u.Home != home || u.Note != note {
			continue
		}
		if len(u.Marks) > 0 {
			return Citing{Addr: Addr{home, u.Marks[0]}}, true
		}
		if len(u.CitedFrom) > 0 {
			return u.CitedFrom[0], true
		}
	}
	return Citing{}, false
}

func (l *linker) markerOffset(a Addr) uint32 {
	for i, t := range l.Targets[a.Page] {
		if t.ID == a.Frag && l.Pages[a.Page].Doc.Refs[i].Kind == annotate.RefNote {
			return l.offsetOf(a.Page, int32(i))
		}
	}
	return 0
}

// far returns the passage a typed link points at: a claim, a dated statement, a note, or
// the first block under a heading.
func (l *linker) far(a Addr) (End, bool) {
	if a.Frag == "" {
		return End{}, false
	}
	d := l.Pages[a.Page].Doc
	for i, c := range d.Claims {
		if c.ID == a.Frag {
			return l.claimEnd(a.Page, i), true
		}
	}
	for i := range d.Dated {
		if l.statement[[2]int32{int32(a.Page), int32(i)}].id == a.Frag {
			return l.end(Passage{a.Page, d.Dated[i].Span}, a.Frag), true
		}
	}
	for _, n := range d.Notes {
		if "note-"+n.Label == a.Frag {
			return l.end(Passage{a.Page, n.Span}, a.Frag), true
		}
	}
	for _, h := range d.Heads {
		if h.ID != a.Frag {
			continue
		}
		for _, b := range d.Blocks {
			if b.Span.Off > h.Span.End && b.Note < 0 && (b.Kind == annotate.Paragraph || b.Kind == annotate.Item) {
				return l.end(Passage{a.Page, b.Span}, a.Frag), true
			}
		}
	}
	return End{}, false
}

func (l *linker) claimEnd(page PageID, i int) End {
	c := &l.Pages[page].Doc.Claims[i]
	e := l.end(Passage{page, c.Span}, c.ID)
	e.By = l.speaker(page, c)
	return e
}

func (l *linker) end(p Passage, frag string) End {
	return End{Passage: p, Frag: frag, Cites: l.citesOf(p)}
}

// speaker returns the name of who speaks in a claim: from the article's by:, or a term.
func (l *linker) speaker(page PageID, c *annotate.Claim) string {
	if c.By == "" {
		return ""
	}
	if src := l.Pages[page].Source; src != nil {
		for _, s := range src.Front.By {
			if s.Key == c.By {
				return s.Name
			}
		}
	}
	if t, ok := l.terms[c.By]; ok {
		return l.Terms[t].Title
	}
	return c.By
}
