package site

import (
	"cmp"
	"slices"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// addTerms enters the glossary, in the order of the lexicon: that of the files.
func (l *linker) addTerms() {
	for id, p := range l.Pages {
		if p.Kind != KindTerm {
			continue
		}
		f := &p.Source.Front
		t := Term{
			Page: PageID(id), Name: p.Name, ID: "term-" + IDName(p.Name), UseID: "gloss-term-" + IDName(p.Name), Title: annotate.Typography(termTitle(p.Source)),
			Expansion: annotate.Typography(f.Expansion), Kind: f.Kind, Lead: Passage{Page: PageID(id)},
		}
		t.Sort = cmp.Or(f.Sort, t.Title)
		t.Lead.Span = leadOf(p.Doc)
		p.Term = int32(len(l.Terms))
		l.terms[p.Name] = p.Term
		l.Terms = append(l.Terms, t)
		if !p.Draft {
			l.addName(l.entries, "term", p.Term, t.Page, func(j int32) PageID { return l.Terms[j].Page })
		}
	}
	l.indexTerms()
	for i := range l.Terms {
		l.addSee(&l.Terms[i])
	}
}

// leadOf returns the first paragraph of a definition.
func leadOf(d *annotate.Doc) annotate.Span {
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == annotate.Paragraph && b.Parent < 0 && b.Note < 0 {
			return b.Span
		}
	}
	return annotate.Span{}
}

// addSee resolves the other terms an entry sends readers to.
func (l *linker) addSee(t *Term) {
	p := l.Pages[t.Page]
	if p.Draft {
		return
	}
	if len(p.Source.Front.See) == 0 {
		return
	}
	places := p.Source.Places()
	for j, name := range p.Source.Front.See {
		pos := places.At("see", itoa(j))
		other, ok := l.terms[name]
		switch {
		case !ok:
			l.report(l.unknownTerm(pos, name))
		case l.draftRef(p, l.Terms[other].Page, pos):
			t.See = append(t.See, other)
		}
	}
}

func (l *linker) unknownTerm(pos diag.Pos, name string) diag.Diag {
	return l.hints.didYouMean(diag.Errorf(pos, "term-unknown", "unknown term %q", name), name, l.termNames(),
		"a term is a file: content/glossary/%s.md", name)
}

// mention finds, for every term, the sentences that name it, in reading order.
func (l *linker) mention() {
	l.Mentions = make([][]Mention, len(l.Terms))
	for _, id := range l.order {
		l.mentionOn(id, func(term int32, m Mention) {
			list := l.Mentions[term]
			if n := len(list); n == 0 || list[n-1].Passage != m.Passage {
				l.Mentions[term] = append(list, m)
			}
		})
	}
}

// mentionOn enters the sentences of one page that name terms, each as often as it does.
func (s *Site) mentionOn(id PageID, enter func(term int32, m Mention)) {
	p := s.Pages[id]
	if p.Kind == KindTerm {
		return
	}
	found, marked := s.Hits[id], s.explicitIn(s.all(id))
	for len(found) > 0 || len(marked) > 0 {
		next := &found
		if len(found) == 0 || len(marked) > 0 && marked[0].Off <= found[0].Off {
			next = &marked
		}
		h := (*next)[0]
		*next = (*next)[1:]
		if at := s.sentenceFrom(id, h.Off); at.Off < at.End {
			enter(h.Term, Mention{Passage: at, Heading: p.HeadingAt(at.Off)})
		}
	}
}

// tell finds, for every term, the events that name it.
func (l *linker) tell() {
	l.Told = make([][]int32, len(l.Terms))
	for i := range l.Events {
		for _, st := range l.Events[i].Statements {
			for _, h := range l.namedIn(st) {
				if told := l.Told[h.Term]; len(told) == 0 || told[len(told)-1] != int32(i) {
					l.Told[h.Term] = append(told, int32(i))
				}
			}
		}
	}
}

// namedIn returns where a statement names terms.
func (s *Site) namedIn(st Statement) []Hit {
	p := Passage{st.Page, s.Pages[st.Page].Doc.Dated[st.Dated].Span}
	return append(slices.Clip(s.hitsIn(p)), s.explicitIn(p)...)
}

// unused reports terms that nothing names. A glossary that briefings share has terms that
// only the others use.
func (l *linker) unused() {
	if l.Config.Glossary != "" {
		return
	}
	used := l.usedInGlossary()
	for _, id := range l.order {
		for i := range l.Pages[id].Doc.Claims {
			if by := l.Pages[id].Doc.Claims[i].By; by != "" {
				if t, ok := l.terms[by]; ok {
					used[t] = true
				}
			}
		}
	}
	for i, t := range l.Terms {
		p := l.Pages[t.Page]
		if p.Draft || used[i] || len(l.Mentions[i]) > 0 {
			continue
		}
		l.report(diag.Warnf(titlePos(p.Source), "term-unused", "nothing names the term %q", t.Title).
			WithHint("add the words the articles use to aliases:, mark them with {term=%s}, or set draft: true", attrValue(t.Name)))
	}
}

// usedInGlossary says of each term whether another entry names it or sends readers to it.
func (l *linker) usedInGlossary() []bool {
	used := make([]bool, len(l.Terms))
	for i := range l.Terms {
		t := &l.Terms[i]
		if l.Pages[t.Page].Draft {
			continue
		}
		for _, other := range t.See {
			used[other] = used[other] || other != int32(i)
		}
		for _, h := range l.Hits[t.Page] {
			used[h.Term] = true
		}
		for _, h := range l.explicitIn(l.all(t.Page)) {
			used[h.Term] = used[h.Term] || h.Term != int32(i)
		}
	}
	return used
}
