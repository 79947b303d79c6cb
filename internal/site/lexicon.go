package site

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

// Lexicon finds the names of terms in text. It is built once for a glossary, immutable
// and safe for concurrent use.
type Lexicon struct {
	names []name
	trie  trie
	begin starts
	hash  uint64
}

// Hash identifies the lexicon: equal lexicons find the same hits.
func (l *Lexicon) Hash() uint64 { return l.hash }

// NewLexicon builds the lexicon of the given terms, whose indices are those of the slice.
// A nil term keeps its index and is never found: a draft that is not published must not
// stand in the way of others. Names that two terms share and bare numbers are reported.
func NewLexicon(terms []*content.Source) (*Lexicon, []diag.Diag) {
	b := lexiconBuilder{Lexicon: &Lexicon{trie: newTrie()}, terms: terms}
	for i, src := range terms {
		if src == nil {
			continue
		}
		for _, n := range termNames(src) {
			b.add(int32(i), n)
		}
	}
	for _, i := range b.regular {
		n := &b.names[i]
		if plural, ok := pluralOfY(n); ok {
			b.insert(plural)
		}
	}
	for i := range b.names {
		b.begin.add(b.names[i].runes)
	}
	b.trie.freeze()
	b.hash = b.sum()
	return b.Lexicon, b.diags
}

type lexiconBuilder struct {
	*Lexicon
	terms   []*content.Source
	regular []int32 // names as the authors wrote them
	diags   []diag.Diag
}

// sum hashes everything that decides what is found.
func (b *lexiconBuilder) sum() uint64 {
	h := xxhash.New()
	var buf [6]byte
	for i := range b.names {
		n := &b.names[i]
		binary.LittleEndian.PutUint32(buf[:], uint32(n.term))
		buf[4], buf[5] = byte(n.ending), '\n'
		h.Write(buf[:])
		for _, r := range n.runes {
			binary.LittleEndian.PutUint32(buf[:], uint32(r.r))
			buf[4] = 0
			if r.free {
				buf[4] = 1
			}
			h.Write(buf[:5])
		}
	}
	return h.Sum64()
}

// add enters one name as declared: as it is, as typography changes it in the body of a
// page, and as some editors decompose it.
func (b *lexiconBuilder) add(term int32, d declared) {
	text := strings.Join(strings.Fields(norm.NFC.String(d.text)), " ")
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		if text != "" {
			b.diags = append(b.diags, diag.Notef(d.pos, "term-number", "%q is a bare number and is not linked by itself", text).
				WithHint("mark it where it is meant: [%s]{term=%s}", text, attrValue(b.terms[term].Name)))
		}
		return
	}
	typographic := annotate.Typography(text)
	for i, form := range []string{text, typographic, norm.NFD.String(typographic)} {
		n := newName(form, term, b.terms[term].Front.Match)
		n.pos = d.pos
		if i == 0 {
			if other := b.shared(&n); other != nil {
				b.duplicate(text, term, d.pos, other)
				return
			}
		}
		if b.insert(n) && i == 0 {
			b.regular = append(b.regular, int32(len(b.names)-1))
		}
	}
}

func (b *lexiconBuilder) duplicate(text string, term int32, pos diag.Pos, other *name) {
	b.diags = append(b.diags, diag.Errorf(pos, "alias-duplicate", "%q is also a name of the term %q", text, b.terms[other.term].Name).
		WithHint("drop it from one of them (%s), and mark the other by hand: [%s]{term=%s}", other.pos, text, attrValue(b.terms[term].Name)))
}

// shared returns a name of another term that could match the same text.
func (b *lexiconBuilder) shared(n *name) *name {
	for _, i := range b.trie.nodes[b.trie.insert(n.path())].names {
		if other := &b.names[i]; other.term != n.term && other.meets(n) {
			return other
		}
	}
	return nil
}

// insert enters a name and reports whether it is new.
func (b *lexiconBuilder) insert(n name) bool {
	at := b.trie.insert(n.path())
	for _, i := range b.trie.nodes[at].names {
		if other := &b.names[i]; other.term == n.term && slices.Equal(other.runes, n.runes) {
			return false
		}
	}
	b.names = append(b.names, n)
	b.trie.nodes[at].names = append(b.trie.nodes[at].names, int32(len(b.names)-1))
	return true
}
