package site

import (
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// citing answers the note markers of one page and numbers its notes by their first marker.
type citing struct {
	*linker
	page PageID
	uses map[noteKey]int32 // index into Notes of the page
}

type noteKey struct {
	home PageID
	note int32
}

func newCiting(l *linker, page PageID) *citing { return &citing{linker: l, page: page} }

// answer answers a marker: with a note of this page or of another article, which it
// enters into the page's list at its first use.
func (c *citing) answer(ref *annotate.Ref, t *Target) {
	from, home := c.Pages[c.page], c.page
	name := from.Doc.Marked[ref.Index]
	if name.Article != "" {
		pos := from.Doc.At(ref.Pos)
		a, ok := c.articleNamed(pos, name.Article)
		if !ok || !c.draftRef(from, a, pos) {
			return
		}
		home = a
	}
	note, ok := c.findNote(home, name.Label)
	if !ok {
		c.report(c.unknownNote(c.page, home, from.Doc.At(ref.Pos), name))
		return
	}
	use, ok := c.uses[noteKey{home, note}]
	if !ok {
		use = int32(len(c.Notes[c.page]))
		c.Notes[c.page] = append(c.Notes[c.page], NoteUse{ID: c.noteID(c.page, home, note), Number: int(use) + 1, Home: home, Note: note})
		if c.uses == nil {
			c.uses = map[noteKey]int32{}
		}
		c.uses[noteKey{home, note}] = use
	}
	u := &c.Notes[c.page][use]
	t.ID = "ref-" + u.ID
	if n := len(u.Marks); n > 0 {
		t.ID = "ref" + itoa(n+1) + "-" + u.ID
	}
	u.Marks = append(u.Marks, t.ID)
	t.Found, t.Note, t.Addr = true, use, Addr{c.page, "note-" + u.ID}
}

// noteID is the note's part of ids on a page.
func (l *linker) noteID(id, home PageID, note int32) string {
	label := l.Pages[home].Doc.Notes[note].Label
	if home == id {
		return label
	}
	return IDName(l.Pages[home].Name) + "." + label
}

// articleNamed finds the article that a marker or a locator names, which may be a draft.
func (l *linker) articleNamed(pos diag.Pos, name string) (PageID, bool) {
	if id, ok := l.named[name]; ok {
		return id, true
	}
	l.report(l.hints.didYouMean(diag.Errorf(pos, "article-unknown", "unknown article %q", name), name, l.articleNames(),
		"an article is a file: content/articles/%s.md", name))
	return None, false
}

// findNote finds a note of a page by its label.
func (l *linker) findNote(id PageID, label string) (int32, bool) {
	index := &l.pages[id]
	if index.labels == nil {
		notes := l.Pages[id].Doc.Notes
		index.labels = make(map[string]int32, len(notes))
		for i := range slices.Backward(notes) { // of two, which is reported, the first counts
			index.labels[annotate.FoldLabel(notes[i].Label)] = int32(i)
		}
	}
	i, ok := index.labels[annotate.FoldLabel(label)]
	return i, ok
}

func (l *linker) unknownNote(id, home PageID, pos diag.Pos, name annotate.NoteName) diag.Diag {
	labels := l.noteLabels(home)
	if home != id {
		return l.hints.didYouMean(diag.Errorf(pos, "note-unknown", "unknown note %q in article %q", name.Label, name.Article), name.Label, labels,
			"define it there: [^%s]: …", name.Label)
	}
	d := diag.Errorf(pos, "note-unknown", "unknown note %q", name.Label)
	if s := l.hints.nearest(name.Label, labels); s != "" {
		return d.WithHint("did you mean %q?", s)
	}
	if l.hints.afford(len(l.Articles)) {
		for i := range l.Articles {
			if _, ok := l.findNote(l.Articles[i].Page, name.Label); ok {
				article := l.Articles[i].Name
				return d.WithHint("article %q has one: [^%s:%s]", article, article, name.Label)
			}
		}
	}
	return d.WithHint("define it at the end of the file: [^%s]: …", name.Label)
}

// noteLabels lists the labels of a page's notes, for hints.
func (l *linker) noteLabels(id PageID) []string {
	index := &l.pages[id]
	if notes := l.Pages[id].Doc.Notes; len(index.noteNames) < len(notes) {
		for i := range notes {
			index.noteNames = append(index.noteNames, notes[i].Label)
		}
	}
	return index.noteNames
}

// citeNotes completes every page's notes with those cited only from elsewhere or not at
// all, which stand behind the others, and tells each home who cites its notes.
func (l *linker) citeNotes() {
	for _, id := range l.order {
		l.completeNotes(id)
	}
	for _, id := range l.order {
		p := l.Pages[id]
		for i := range p.Doc.Refs {
			t := &l.Targets[id][i]
			if p.Doc.Refs[i].Kind != annotate.RefNote || !t.Found {
				continue
			}
			u := &l.Notes[id][t.Note]
			if !u.Foreign(id) {
				continue
			}
			home := &l.Notes[u.Home][l.pages[u.Home].uses[u.Note]]
			home.CitedFrom = append(home.CitedFrom, Citing{Addr{id, t.ID}, l.sentenceAt(id, l.offsetOf(id, int32(i)))})
		}
	}
	for _, id := range l.order {
		l.unusedNotes(id)
	}
}

// completeNotes adds a page's notes that none of its own markers cites.
func (l *linker) completeNotes(id PageID) {
	notes := l.Pages[id].Doc.Notes
	if len(notes) == 0 {
		return
	}
	at := make([]int32, len(notes))
	for i := range at {
		at[i] = -1
	}
	for i := range l.Notes[id] {
		if u := &l.Notes[id][i]; u.Home == id {
			at[u.Note] = int32(i)
		}
	}
	for i := range at {
		if at[i] < 0 {
			at[i] = int32(len(l.Notes[id]))
			l.Notes[id] = append(l.Notes[id], NoteUse{ID: notes[i].Label, Number: int(at[i]) + 1, Home: id, Note: int32(i)})
		}
	}
	l.pages[id].uses = at
}

// unusedNotes reports the notes of a page that no marker cites, here or elsewhere.
func (l *linker) unusedNotes(id PageID) {
	for i := range l.Notes[id] {
		u := &l.Notes[id][i]
		if u.Home != id || len(u.Marks) > 0 || len(u.CitedFrom) > 0 {
			continue
		}
		n := &l.Pages[id].Doc.Notes[u.Note]
		if first, _ := l.findNote(id, n.Label); first != u.Note {
			continue // it has been reported as the second of its label
		}
		l.report(diag.Warnf(l.pos(id, n.Pos), "note-unused", "note %q is never cited", n.Label).
			WithHint("cite it with [^%s], or remove it", n.Label))
	}
}

// offsetOf returns where the first hole of a reference lies.
func (l *linker) offsetOf(id PageID, ref int32) uint32 {
	index := &l.pages[id]
	if index.holes == nil {
		d := l.Pages[id].Doc
		index.holes = make([]uint32, len(d.Refs))
		for _, h := range slices.Backward(d.Holes) {
			index.holes[h.Ref] = h.Off
		}
	}
	return index.holes[ref]
}
