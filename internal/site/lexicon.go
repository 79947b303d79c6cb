package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"

	"gloss/internal/content"
	"gloss/internal/diag"
)

// Lexicon finds the names of terms in text. It is built once for a glossary and is safe
// for concurrent use.
type Lexicon struct {
	names []name
	nodes []trieNode // nodes[0] is the root
	first [256]bool  // bytes a name can begin with, folded
	hash  uint64
}

// name is one way to write a term.
type name struct {
	text   string // as it stands in HTML text: NFC, escaped, spaces and apostrophes plain
	term   int32
	words  []word
	suffix bool // a plural or possessive ending may follow
}

// word is a word of a name: how its letters may differ in case.
type word struct {
	off  int // in name.text
	rule caseRule
}

type caseRule uint8

const (
	freeFirst caseRule = iota // the first letter may be upper or lower case
	exactCase                 // as written
	anyCase                   // all letters may be
)

type trieNode struct {
	next  []trieEdge // sorted by rune
	names []int32    // names that end here
}

type trieEdge struct {
	r    rune
	node int32
}

// Hash identifies the lexicon: equal lexicons find the same hits.
func (l *Lexicon) Hash() uint64 { return l.hash }

// NewLexicon builds the lexicon of the given terms, whose indices are those of the slice.
// Names that could never be told apart from ordinary text are reported.
func NewLexicon(terms []*content.Source) (*Lexicon, []diag.Diag) {
	b := lexiconBuilder{Lexicon: &Lexicon{nodes: make([]trieNode, 1)}, terms: terms, seen: map[string]owner{}}
	h := xxhash.New()
	for i, src := range terms {
		f := &src.Front
		for j, n := range termNames(src) {
			pos := src.At("term")
			if j >= len(termNames(src))-len(f.Aliases) {
				pos = src.At("aliases", itoa(j-(len(termNames(src))-len(f.Aliases))))
			}
			b.add(int32(i), n, f.Match, pos)
		}
		h.WriteString(src.Name)
		h.WriteString("\x00")
	}
	for _, n := range b.names {
		h.WriteString(n.text)
		for _, w := range n.words {
			h.Write([]byte{0, byte(w.rule)})
		}
		h.Write([]byte{byte(n.term), byte(n.term >> 8), byte(n.term >> 16), 1})
	}
	b.hash = h.Sum64()
	return b.Lexicon, b.diags
}

// termNames are the names under which a term is found: its own, its expansion, aliases.
func termNames(src *content.Source) []string {
	f := &src.Front
	if !linkedByItself(f) {
		return nil
	}
	names := []string{termTitle(src)}
	if f.Expansion != "" {
		names = append(names, f.Expansion)
	}
	return append(names, f.Aliases...)
}

// linkedByItself reports whether a term is found without markup: people and places are
// not, unless they ask for it.
func linkedByItself(f *content.Front) bool {
	if f.Auto != content.Unset {
		return f.Auto == content.On
	}
	return f.Kind != "person" && f.Kind != "place"
}

func termTitle(src *content.Source) string {
	switch {
	case src.Front.Term != "":
		return src.Front.Term
	case src.Front.Title != "":
		return src.Front.Title
	}
	return src.Name
}

type owner struct {
	term int32
	pos  diag.Pos
}

type lexiconBuilder struct {
	*Lexicon
	terms []*content.Source
	seen  map[string]owner
	diags []diag.Diag
}

// add enters one name, in both of its Unicode normal forms.
func (b *lexiconBuilder) add(term int32, text string, match content.Match, pos diag.Pos) {
	text = strings.Join(strings.Fields(norm.NFC.String(text)), " ")
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		if text != "" {
			b.diags = append(b.diags, diag.Notef(pos, "term-number", "%q is a bare number and is not linked by itself", text).
				WithHint("mark it where it is meant: [%s]{term=%s}", text, b.terms[term].Name))
		}
		return
	}
	key := foldKey(text, match)
	if first, dup := b.seen[key]; dup {
		if first.term != term {
			b.diags = append(b.diags, diag.Errorf(pos, "alias-duplicate", "%q is also a name of the term %q", text, b.terms[first.term].Name).
				WithHint("drop it from one of them (%s), and mark the other by hand: [%s]{term=%s}", first.pos, text, b.terms[term].Name))
		}
		return
	}
	b.seen[key] = owner{term, pos}
	b.insert(term, text, match)
	if nfd := norm.NFD.String(text); nfd != text {
		b.insert(term, nfd, match)
	}
}

// foldKey is equal for names that can match the same text.
func foldKey(text string, match content.Match) string {
	var sb strings.Builder
	for _, w := range splitWords(text, match) {
		end := len(text)
		if w.next > 0 {
			end = w.next
		}
		s := text[w.off:end]
		switch w.rule {
		case anyCase:
			s = strings.ToLower(s)
		case freeFirst:
			r, n := utf8.DecodeRuneInString(s)
			s = string(unicode.ToLower(r)) + s[n:]
		}
		sb.WriteString(s)
	}
	return sb.String()
}

type wordAt struct {
	word
	next int // offset of the next word, 0 for the last
}

// splitWords finds the words of a name and how each may be written: a word with two
// capitals is an acronym and keeps its case, others have a free first letter.
func splitWords(text string, match content.Match) []wordAt {
	var words []wordAt
	in := false
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
		if letter && !in {
			if n := len(words); n > 0 {
				words[n-1].next = i
			}
			words = append(words, wordAt{word: word{off: i}})
		}
		in = letter
	}
	if len(words) == 0 || words[0].off > 0 {
		words = append([]wordAt{{}}, words...)
	}
	for i := range words {
		w := &words[i]
		end := len(text)
		if w.next > 0 {
			end = w.next
		}
		capitals := 0
		for _, r := range text[w.off:end] {
			if unicode.IsUpper(r) {
				capitals++
			}
		}
		switch {
		case match == content.MatchExact:
			w.rule = exactCase
		case match == content.MatchFold:
			w.rule = anyCase
		case capitals > 1:
			w.rule = exactCase
		}
	}
	return words
}

// insert enters a name into the trie under its folded runes.
func (b *lexiconBuilder) insert(term int32, text string, match content.Match) {
	n := name{text: escapeText(text), term: term}
	for _, w := range splitWords(n.text, match) {
		n.words = append(n.words, w.word)
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	n.suffix = last < utf8.RuneSelf && (unicode.IsLetter(last) || unicode.IsDigit(last)) || unicode.Is(unicode.Latin, last)
	b.names = append(b.names, n)

	at := int32(0)
	for i, r := range n.text {
		r = fold(r)
		if i == 0 {
			for _, v := range []rune{r, unicode.ToUpper(r), unicode.ToTitle(r)} {
				b.first[string(v)[0]] = true
			}
		}
		j, ok := slices.BinarySearchFunc(b.nodes[at].next, r, func(e trieEdge, r rune) int { return int(e.r - r) })
		if !ok {
			b.nodes = append(b.nodes, trieNode{})
			b.nodes[at].next = slices.Insert(b.nodes[at].next, j, trieEdge{r, int32(len(b.nodes) - 1)})
		}
		at = b.nodes[at].next[j].node
	}
	b.nodes[at].names = append(b.nodes[at].names, int32(len(b.names)-1))
}

// fold makes runes equal that a name and a text may differ in: case, the two kinds of
// apostrophe, and the spaces and hyphens that do or do not break.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == '\n' || r == '\t':
			return ' '
		}
		return r
	}
	switch r {
	case '’', 'ʼ', '‘':
		return '\''
	case '\u00a0', '\u202f', '\u2009':
		return ' '
	case '\u2011', '\u2010':
		return '-'
	}
	return unicode.ToLower(r)
}

// escapeText writes text as it stands in a Doc's HTML.
func escapeText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
