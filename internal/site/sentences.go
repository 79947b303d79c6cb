package site

import (
	"bytes"
	"sort"

	"gloss/internal/annotate"
)

// all is the whole of a page's document, its notes included.
func (s *Site) all(id PageID) Passage {
	return Passage{id, annotate.Span{End: uint32(len(s.Pages[id].Doc.HTML))}}
}

// sentenceAt returns the sentence around an offset; a marker behind the full stop still
// belongs to the sentence that ends there. It is empty where there is no sentence.
func (s *Site) sentenceAt(id PageID, off uint32) Passage {
	d := s.Pages[id].Doc
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].End >= off })
	if i < len(d.Sentences) && d.Sentences[i].Off <= off {
		return Passage{id, d.Sentences[i]}
	}
	if i > 0 && len(bytes.TrimSpace(d.HTML[d.Sentences[i-1].End:off])) == 0 {
		return Passage{id, d.Sentences[i-1]}
	}
	return Passage{Page: id, Span: annotate.Span{Off: off, End: off}}
}

// sentenceFrom returns the sentence around text that begins at an offset: where one ends
// and the next begins there, the next.
func (s *Site) sentenceFrom(id PageID, off uint32) Passage {
	if p := s.sentenceAt(id, off); p.End > off {
		return p
	}
	return s.sentenceAt(id, off+1)
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

// headingAt returns the heading a place in the body stands under; -1 before the first, in
// notes, and under the title alone.
func (p *Page) headingAt(off uint32) int32 {
	d := p.Doc
	if off >= d.Body.End {
		return -1
	}
	i := sort.Search(len(d.Heads), func(i int) bool { return d.Heads[i].Span.Off > off }) - 1
	if i == 0 && p.titled() {
		return -1
	}
	return int32(i)
}
