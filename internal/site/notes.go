package site

import (
	"cmp"
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// answerNote answers a marker: with a note of this page or of another article, which it
// enters into the page's list at its first use.
func (l *linker) answerNote(id PageID, ref *annotate.Ref, t *Target, marks map[int32]int) {
	home := id
	if ref.Name != "" {
		a, ok := l.articleNamed(ref)
		if !ok || !l.draftRef(l.Pages[id], a, ref.Pos) {
			return
		}
		home = a
	}
	note, ok := findNote(l.Pages[home].Doc, ref.Label)
	if !ok {
		l.report(l.unknownNote(id, home, ref))
		return
	}
	use := slices.IndexFunc(l.Notes[id], func(u NoteUse) bool { return u.Home == home && u.Note == note })
	if use < 0 {
		use = len(l.Notes[id])
		l.Notes[id] = append(l.Notes[id], NoteUse{ID: l.noteID(id, home, note), Number: use + 1, Home: home, Note: note})
	}
	u := &l.Notes[id][use]
	marks[int32(use)]++
	t.ID = "ref-" + u.ID
	if n := marks[int32(use)]; n > 1 {
		t.ID = "ref" + itoa(n) + "-" + u.ID
	}
	u.Marks = append(u.Marks, t.ID)
	t.Found, t.Note, t.Addr = true, int32(use), Addr{id, "note-" + u.ID}
}

// noteID is the note's part of ids on a page.
func (l *linker) noteID(id, home PageID, note int32) string {
	label := l.Pages[home].Doc.Notes[note].Label
	if home == id {
		return label
	}
	return IDName(l.Pages[home].Name) + "." + label
}

// articleNamed finds the article that a marker names.
func (l *linker) articleNamed(ref *annotate.Ref) (PageID, bool) {
	if id, ok := l.named[ref.Name]; ok {
		return id, true
	}
	l.report(l.unknownArticle(ref.Pos, ref.Name))
	return None, false
}

func (l *linker) unknownArticle(pos diag.Pos, name string) diag.Diag {
	d := diag.Errorf(pos, "article-unknown", "unknown article %q", name)
	if h := diag.DidYouMean(name, sortedKeys(l.named)); h != "" {
		return d.WithHint("%s", h)
	}
	return d.WithHint("an article is a file: content/articles/%s.md", name)
}

func findNote(d *annotate.Doc, label string) (int32, bool) {
	key := annotate.FoldLabel(label)
	for i, n := range d.Notes {
		if n.Label == label || annotate.FoldLabel(n.Label) == key {
			return int32(i), true
		}
	}
	return 0, false
}

func (l *linker) unknownNote(id, home PageID, ref *annotate.Ref) diag.Diag {
	var labels []string
	for _, n := range l.Pages[home].Doc.Notes {
		labels = append(labels, n.Label)
	}
	d := diag.Errorf(ref.Pos, "note-unknown", "unknown note %q", ref.Label)
	if home != id {
		d = diag.Errorf(ref.Pos, "note-unknown", "unknown note %q in article %q", ref.Label, ref.Name)
	}
	if h := diag.DidYouMean(ref.Label, labels); h != "" {
		return d.WithHint("%s", h)
	}
	if home == id {
		for name := range l.articles {
			if _, ok := findNote(l.Pages[l.Articles[l.articles[name]].Page].Doc, ref.Label); ok {
				labels = append(labels, name)
			}
		}
		for _, name := range slices.Sorted(slices.Values(labels)) {
			if _, ok := l.articles[name]; ok {
				return d.WithHint("article %q has one: [^%s:%s]", name, name, ref.Label)
			}
		}
		return d.WithHint("define it at the end of the file: [^%s]: …", ref.Label)
	}
	return d.WithHint("define it there: [^%s]: …", ref.Label)
}

// citeNotes completes every page's notes with those cited only from elsewhere or not at
// all, which stand behind the others, and tells each home who cites its notes.
func (l *linker) citeNotes() {
	for id, p := range l.Pages {
		for n := range p.Doc.Notes {
			if !slices.ContainsFunc(l.Notes[id], func(u NoteUse) bool { return u.Home == PageID(id) && u.Note == int32(n) }) {
				u := NoteUse{ID: l.noteID(PageID(id), PageID(id), int32(n)), Number: len(l.Notes[id]) + 1, Home: PageID(id), Note: int32(n)}
				l.Notes[id] = append(l.Notes[id], u)
			}
		}
	}
	for _, id := range l.reading() {
		p := l.Pages[id]
		if p.Draft {
			continue
		}
		for i := range p.Doc.Refs {
			t := &l.Targets[id][i]
			if p.Doc.Refs[i].Kind != annotate.RefNote || !t.Found {
				continue
			}
			u := l.Notes[id][t.Note]
			if !u.Foreign(id) {
				continue
			}
			at := slices.IndexFunc(l.Notes[u.Home], func(h NoteUse) bool { return h.Home == u.Home && h.Note == u.Note })
			home := &l.Notes[u.Home][at]
			home.CitedFrom = append(home.CitedFrom, Citing{
				Addr:    Addr{id, t.ID},
				Passage: l.sentenceAt(id, l.offsetOf(id, int32(i))),
			})
		}
	}
	l.unusedNotes()
}

// unusedNotes reports notes that no marker cites, here or elsewhere.
func (l *linker) unusedNotes() {
	for id, uses := range l.Notes {
		for _, u := range uses {
			if u.Home == PageID(id) && len(u.Marks) == 0 && len(u.CitedFrom) == 0 {
				n := l.Pages[id].Doc.Notes[u.Note]
				l.report(diag.Warnf(n.Pos, "note-unused", "note %q is never cited", n.Label).
					WithHint("cite it with [^%s], or remove it", n.Label))
			}
		}
	}
}

// reading returns the pages in reading order: articles first, then the rest by path.
func (l *linker) reading() []PageID {
	ids := make([]PageID, 0, len(l.Pages))
	for _, a := range l.Articles {
		ids = append(ids, a.Page)
	}
	for id, p := range l.Pages {
		if p.Article < 0 {
			ids = append(ids, PageID(id))
		}
	}
	return ids
}

// offsetOf returns where the first hole of a reference lies.
func (l *linker) offsetOf(id PageID, ref int32) uint32 {
	for _, h := range l.Pages[id].Doc.Holes {
		if h.Ref == ref {
			return h.Off
		}
	}
	return 0
}

// sentenceAt returns the sentence around an offset; a marker behind the full stop still
// belongs to the sentence that ends there.
func (s *Site) sentenceAt(id PageID, off uint32) Passage {
	d := s.Pages[id].Doc
	i, _ := slices.BinarySearchFunc(d.Sentences, off, func(x annotate.Span, off uint32) int { return cmp.Compare(x.End, off) })
	if i < len(d.Sentences) && d.Sentences[i].Off <= off {
		return Passage{id, d.Sentences[i]}
	}
	if i > 0 && strings.TrimSpace(string(d.HTML[d.Sentences[i-1].End:off])) == "" {
		return Passage{id, d.Sentences[i-1]}
	}
	return Passage{Page: id, Span: annotate.Span{Off: off, End: off}}
}

// Sentence returns the sentence around a passage, or the passage itself where it is longer
// than that or stands in none.
func (s *Site) Sentence(p Passage) Passage {
	at := s.sentenceAt(p.Page, p.End)
	if at.Span.Contains(p.Span) {
		return at
	}
	return p
}
