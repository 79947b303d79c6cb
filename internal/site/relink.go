package site

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// relinking makes the next site from the last one when only the words of some texts have
// changed. Then every page refers to what it did before; what moves is where things stand,
// and which terms are named where. Whatever of the last site holds is shared with it.
type relinking struct {
	*linker
	last    *Site
	changed []PageID // pages with another text, or other terms named in it
	written []PageID // those with another text
	failed  bool     // more has changed than that
}

// movable reports whether a diagnostic may come out otherwise when the words of some pages
// change: it speaks of a place in one of them, of what makes a passage or a coverage, or
// of the pages that lists take.
func (l *linker) movable(d diag.Diag, changed []PageID) bool {
	switch d.Code {
	case "term-unused": // looked for anew each time
		return false
	case "rel-target", "rel-duplicate", "limit", "output-duplicate":
		return true
	}
	return slices.ContainsFunc(changed, func(id PageID) bool {
		file := l.Pages[id].Source.File
		return d.Pos.File == file || strings.Contains(d.Hint, file)
	})
}

// relink links the site of last anew after the words of some pages have changed, their front
// matters at most in the names of a term. It is nil where that is not enough.
func relink(last *linker, in []Input, opt Options, changed []PageID) *linker {
	l := *last
	s := *last.Site
	l.Site, l.opt, l.pages, l.diags = &s, opt, make([]pageIndex, len(s.Pages)), slices.Clip(last.diags)
	r := relinking{linker: &l, last: last.Site, changed: changed}
	r.enter(in)
	r.moveTargets()
	r.moveTerms()
	r.moveCitations()
	r.moveRelations()
	r.moveRows()
	r.moveMentions()
	r.retell()
	if r.failed {
		return nil
	}
	l.diags = slices.DeleteFunc(slices.Clone(l.diags), func(d diag.Diag) bool { return d.Code == "term-unused" })
	l.unused()
	l.diags = diag.Sort(l.diags)
	return &l
}

// enter replaces the changed pages, and the hits of all that the glossary has others for.
func (r *relinking) enter(in []Input) {
	r.Pages, r.Terms = slices.Clone(r.Pages), slices.Clone(r.Terms)
	r.Hits, r.locatorEnds = slices.Clone(r.Hits), slices.Clone(r.locatorEnds)
	for _, id := range r.changed {
		p := *r.Pages[id]
		p.Source, p.Doc, p.Body = in[id].Source, in[id].Doc, in[id].Doc.Body
		p.Title = r.title(&p)
		r.Pages[id] = &p
		r.Hits[id] = r.dropOwn(&p, in[id].Hits)
		r.indexLocators(id)
		if p.Doc != r.last.Pages[id].Doc {
			r.written = append(r.written, id)
		}
		if p.Term >= 0 {
			r.Terms[p.Term].Lead.Span = leadOf(p.Doc)
		}
	}
}

// moveTargets gives the references of the changed pages the answers that they had. Locators
// are answered anew, and the coverage of the sources that they speak of filled.
func (r *relinking) moveTargets() {
	r.Targets, r.Coverage, r.typed = slices.Clone(r.Targets), slices.Clone(r.Coverage), slices.Clone(r.typed)
	moved := map[typedLink]int32{}
	for _, id := range r.written {
		was, is := r.last.Pages[id].Doc, r.Pages[id].Doc
		before, now := r.last.Targets[id], make([]Target, len(is.Refs))
		i := 0
		for j := range is.Refs {
			if is.Refs[j].Kind == annotate.RefLocator {
				now[j] = Target{Found: !r.Pages[id].Draft, Rel: -1}
				continue
			}
			for was.Refs[i].Kind == annotate.RefLocator {
				i++
			}
			now[j], moved[typedLink{id, int32(i)}] = before[i], int32(j)
			i++
		}
		r.Targets[id] = now
	}
	for i, tl := range r.typed {
		if to, ok := moved[tl]; ok {
			r.typed[i].ref = to
		}
	}
	draft := func(id PageID) bool { return r.Pages[id].Draft } // nothing of which shows
	r.changed, r.written = slices.DeleteFunc(r.changed, draft), slices.DeleteFunc(r.written, draft)
	for _, id := range r.written {
		r.coverAgain(id)
	}
}

// coverAgain replaces the places of a page in the coverage of sources.
func (r *relinking) coverAgain(id PageID) {
	resting := map[int][]rest{}
	was := r.last.Pages[id].Doc
	for i := range was.Refs {
		if was.Refs[i].Kind == annotate.RefLocator {
			for _, c := range r.last.BlockCites(id, was.Refs[i].Index) {
				if of, ok := r.coverageOf(c.Article); ok {
					resting[of] = nil
				}
			}
		}
	}
	known := len(r.diags)
	for _, ref := range r.Pages[id].Doc.Refs {
		if ref.Kind == annotate.RefLocator {
			r.checkCites(id, ref.Index)
		}
	}
	r.failed = r.failed || len(r.diags) > known
	r.rests(id, func(of int, at rest) { resting[of] = append(resting[of], at) })
	for of, own := range resting {
		c := &r.Coverage[of]
		var all, behind []rest
		for n := range c.Len() {
			for _, at := range c.Places(n + 1) {
				switch place := (rest{at, Range{n + 1, n + 1}}); {
				case at.Page == id:
				case r.reading(at.Page) < r.reading(id):
					all = append(all, place)
				default:
					behind = append(behind, place)
				}
			}
		}
		next := Coverage{Article: c.Article, ends: make([]uint32, c.Len())}
		next.fill(slices.Concat(all, own, behind))
		r.failed = r.failed || len(next.places) > mostNamed
		*c = next
	}
}

// revive makes the index of a page as it was when the page's references were answered.
func (r *relinking) revive(id PageID) {
	x, d := &r.pages[id], r.Pages[id].Doc
	if len(d.Dated) > 0 && x.statements == nil {
		x.statements = make([]statement, len(d.Dated))
		for i := range d.Refs {
			if t := &r.Targets[id][i]; d.Refs[i].Kind == annotate.RefDated {
				x.statements[d.Refs[i].Index] = statement{t.Event, t.ID}
			}
		}
	}
	if len(d.Notes) > 0 && x.uses == nil {
		x.uses = make([]int32, len(d.Notes))
		for i := range r.Notes[id] {
			if u := &r.Notes[id][i]; u.Home == id {
				x.uses[u.Note] = int32(i)
			}
		}
	}
}

// moveTerms chooses anew which terms are links on the changed pages, and lists them there and
// where notes of theirs are shown.
func (r *relinking) moveTerms() {
	r.Linked, r.Listed = slices.Clone(r.Linked), slices.Clone(r.Listed)
	shown := map[PageID]bool{}
	for _, id := range r.changed {
		r.Linked[id] = r.selectHits(id)
		shown[id] = true
		for i := range r.Notes[id] {
			for _, c := range r.Notes[id][i].CitedFrom {
				shown[c.Addr.Page] = true
			}
		}
	}
	for id := range shown {
		r.Listed[id] = r.listTerms(id)
	}
}

// moveCitations finds again the sentences in which changed pages cite the notes of others.
func (r *relinking) moveCitations() {
	r.Notes = slices.Clone(r.Notes)
	for _, id := range r.written {
		d := r.Pages[id].Doc
		for i := range d.Refs {
			t := &r.Targets[id][i]
			if d.Refs[i].Kind != annotate.RefNote || !t.Found || !r.Notes[id][t.Note].Foreign(id) {
				continue
			}
			u := &r.Notes[id][t.Note]
			home := slices.Clone(r.Notes[u.Home])
			n := slices.IndexFunc(home, func(h NoteUse) bool { return h.Home == u.Home && h.Note == u.Note })
			home[n].CitedFrom = slices.Clone(home[n].CitedFrom)
			for j := range home[n].CitedFrom {
				if c := &home[n].CitedFrom[j]; c.Addr == (Addr{id, t.ID}) {
					c.Passage = r.sentenceAt(id, r.offsetOf(id, int32(i)))
				}
			}
			r.Notes[u.Home] = home
		}
	}
}

// isWritten says of each page whether it has another text.
func (r *relinking) isWritten() []bool {
	is := make([]bool, len(r.Pages))
	for _, id := range r.written {
		is[id] = true
	}
	return is
}

// moveRelations finds again the passages of the relations that changed pages have part in.
func (r *relinking) moveRelations() {
	is := r.isWritten()
	var moved []int32
	for i := range r.Relations {
		if x := &r.Relations[i]; is[x.Subject.Page] || is[x.Object.Page] || x.Note.End > 0 && is[x.Note.Page] {
			moved = append(moved, int32(i))
		}
	}
	if len(moved) == 0 {
		return
	}
	r.Relations = slices.Clone(r.Relations)
	seen := map[[2]Passage]bool{}
	for _, i := range moved {
		x, tl := &r.Relations[i], r.typed[i]
		for _, id := range []PageID{x.Subject.Page, x.Object.Page, tl.page} {
			r.revive(id)
		}
		far, ok := r.far(r.Targets[tl.page][tl.ref].Addr)
		near, note := r.near(tl)
		r.failed = r.failed || !ok || near.Page == far.Page && (near.Contains(far.Span) || far.Contains(near.Span)) ||
			!sameEnd(&far, &x.Subject) || !sameEnd(&near, &x.Object) || seen[[2]Passage{near.Passage, far.Passage}] || seen[[2]Passage{far.Passage, near.Passage}]
		seen[[2]Passage{near.Passage, far.Passage}] = true
		x.Subject, x.Object, x.Note = far, near, note
	}
	for _, i := range moved {
		at := r.Relations[max(i-1, 0):min(int(i)+2, len(r.Relations))]
		r.failed = r.failed || !slices.IsSortedFunc(at, func(a, b Relation) int { return r.compareRelations(&a, &b) })
	}
}

// sameEnd reports whether two ends of a relation are the same but for where they stand.
func sameEnd(a, b *End) bool { return a.Page == b.Page && a.Frag == b.Frag && a.By == b.By }

// moveRows finds again where the entries of the comparison stand.
func (r *relinking) moveRows() {
	is := r.isWritten()
	r.Rows = slices.Clone(r.Rows)
	for i := range r.Rows {
		if row := &r.Rows[i]; is[row.Page] {
			row.Off = r.offOf(row)
			r.failed = r.failed || i > 0 && i != r.Joined && r.readsRow(r.Rows[i-1], *row) > 0 // the entries of a page stand together
		}
	}
}

// offOf returns where an entry of the comparison stands on its page.
func (r *relinking) offOf(row *Row) uint32 {
	r.revive(row.Page)
	switch row.Kind {
	case RowClaim:
		return r.inBody(row.Page, r.Pages[row.Page].Doc.Claims[row.Index].Span.Off)
	case RowRelation:
		x := &r.Relations[row.Index]
		a, b := r.place(&x.Subject, int(row.Index)), r.place(&x.Object, int(row.Index))
		if a.Page != row.Page || b.Page == row.Page && b.Off < a.Off {
			a = b
		}
		return a.Off
	}
	st := r.Events[row.Index].Statements[0]
	return r.inBody(row.Page, r.dated(st).Span.Off)
}

// fewChanged is up to how many pages the mentions of terms are replaced page by page.
const fewChanged = 32

// moveMentions finds again the sentences of the changed pages that name terms.
func (r *relinking) moveMentions() {
	if len(r.changed) > fewChanged {
		r.mention()
	} else {
		r.Mentions = slices.Clone(r.Mentions)
		for _, id := range r.changed {
			r.mentionAgain(id)
		}
	}
	r.parts = maps.Clone(r.parts)
	for i := range r.Terms {
		first, n := r.Terms[i].Page, len(r.Mentions[i])
		if n == len(r.last.Mentions[i]) || !r.Published(first) {
			continue
		}
		parts := slices.Clone(r.parts[first])
		if len(parts) != max(1, (n+mentionsPerPage-1)/mentionsPerPage) {
			r.listAgain()
			return
		}
		parts[len(parts)-1].To = n
		r.parts[first] = parts
	}
}

// listAgain lays out the lists of mentions anew, on other pages than before.
func (r *relinking) listAgain() {
	n := r.beforeMentions
	r.outs = maps.Clone(r.outs)
	for _, p := range r.Pages[n:] {
		delete(r.outs, p.Out)
	}
	for i := range r.Terms {
		delete(r.parts, r.Terms[i].Page)
	}
	r.Pages, r.Targets, r.Notes, r.Cited = r.Pages[:n:n], r.Targets[:n:n], r.Notes[:n:n], r.Cited[:n:n]
	r.Hits, r.Linked, r.Listed, r.locatorEnds = r.Hits[:n:n], r.Linked[:n:n], r.Listed[:n:n], r.locatorEnds[:n:n]
	r.pages = r.pages[:n:n]
	known := len(r.diags)
	r.listMentions()
	r.failed = r.failed || len(r.diags) > known
}

// mentionAgain replaces the sentences of one page that name terms.
func (r *relinking) mentionAgain(id PageID) {
	now := map[int32][]Mention{}
	r.last.mentionOn(id, func(term int32, _ Mention) { now[term] = nil })
	r.mentionOn(id, func(term int32, m Mention) {
		if list := now[term]; len(list) == 0 || list[len(list)-1].Passage != m.Passage {
			now[term] = append(list, m)
		}
	})
	for term, list := range now {
		all := r.Mentions[term]
		from := sort.Search(len(all), func(i int) bool { return r.reading(all[i].Page) >= r.reading(id) })
		to := from
		for to < len(all) && all[to].Page == id {
			to++
		}
		if !slices.Equal(all[from:to], list) {
			r.Mentions[term] = slices.Concat(all[:from], list, all[to:])
		}
	}
}

// retell finds the events that name each term again, if a changed statement names others.
func (r *relinking) retell() {
	for _, id := range r.changed {
		for i := range r.Pages[id].Doc.Dated {
			st := Statement{Page: id, Dated: int32(i)}
			if !slices.Equal(terms(r.namedIn(st)), terms(r.last.namedIn(st))) {
				r.tell()
				return
			}
		}
	}
}

// terms returns the terms of hits, sorted.
func terms(hits []Hit) []int32 {
	all := make([]int32, len(hits))
	for i, h := range hits {
		all[i] = h.Term
	}
	slices.Sort(all)
	return slices.Compact(all)
}
