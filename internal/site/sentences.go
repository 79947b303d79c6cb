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

// Quotable returns the whole sentences that hold a passage, as far as they stand in one
// block: those that a card can show by themselves. Past limit, in bytes, it ends with a
// sentence. It is the passage itself where that stands in no sentence.
func (s *Site) Quotable(p Passage, limit int) Passage {
	d := s.Pages[p.Page].Doc
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].End > p.Off })
	if i == len(d.Sentences) || d.Sentences[i].Off >= max(p.End, p.Off+1) {
		return p
	}
	span := d.Sentences[i]
	for _, next := range d.Sentences[i+1:] {
		if next.Off >= p.End || int(next.End-span.Off) > limit || bytes.IndexByte(d.HTML[span.End:next.Off], '<') >= 0 {
			break
		}
		span.End = next.End
	}
	return Passage{p.Page, span}
}

// MarkedBy returns the sentence that a note marker stands at, by the marker's id; empty where
// it stands in none.
func (s *Site) MarkedBy(id PageID, mark string) Passage {
	d := s.Pages[id].Doc
	for _, h := range d.Holes {
		if d.Refs[h.Ref].Kind == annotate.RefNote && s.Targets[id][h.Ref].ID == mark {
			return s.sentenceAt(id, h.Off)
		}
	}
	return Passage{Page: id}
}

// HeadingAt returns the heading a place in the body stands under; -1 before the first, in
// notes, and under the title alone.
func (p *Page) HeadingAt(off uint32) int32 {
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
