package site

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

// How often articles have to use an acronym or a name before the lack of an entry is worth
// a note. Below, more of them are passing mentions than gaps.
const (
	oftenAcronym = 2
	oftenName    = 3
)

// unlisted reports acronyms and names that the articles use and no entry explains.
func (s *Site) unlisted(read func(*content.Source) []byte) []diag.Diag {
	u := unlister{Site: s, known: s.knownNames(), acronyms: map[string]*used{}, names: map[string]*used{}}
	for i := range s.Articles {
		u.read(s.Articles[i].Page)
	}
	u.settle()
	var diags []diag.Diag // in any order: Survey sorts them
	for text, n := range u.acronyms {
		if n.times >= oftenAcronym {
			diags = append(diags, diag.Notef(s.whereWritten(n, read), "acronym-unlisted", "the articles use %q %s, and no entry explains it", text, times(n.times)).
				WithHint(addEntry, annotate.Slug(text)))
		}
	}
	for text, n := range u.names {
		if n.times >= oftenName {
			diags = append(diags, diag.Notef(s.whereWritten(n, read), "name-unlisted", "the articles name %q %s, and no entry explains it", text, times(n.times)).
				WithHint(addEntry, annotate.Slug(text)))
		}
	}
	return diags
}

const addEntry = "add content/glossary/%s.md, or an alias to the entry it belongs to"

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return itoa(n) + " times"
}

// used is where a text is first used, and how often it is.
type used struct {
	page  PageID
	off   uint32
	text  string // as it stands there, with a plural ending
	times int
}

// unlister reads articles for what the glossary lacks.
type unlister struct {
	*Site
	known    known
	acronyms map[string]*used
	names    map[string]*used
	begun    [][]string // what stands at the start of a sentence, where any word has a capital
}

// count enters one use of a text.
func count(m map[string]*used, name string, at used) {
	n := m[name]
	if n == nil {
		n = &at
		m[name] = n
	}
	n.times++
}

// word is a word in a run of text.
type word struct {
	text     string
	off, end uint32
	spaced   bool // only white space stands between it and the word before
}

// read reads one article.
func (u *unlister) read(id PageID) {
	p := u.Pages[id]
	names := !capitalsForNouns(p.Lang)
	for _, run := range p.Doc.Runs {
		words := wordsIn(p.Doc.HTML, run)
		for i := range words {
			for part := range acronymsIn(words[i]) {
				name := singular(part.text)
				if !u.hit(id, part.off, part.end) && !u.known.whole[folded(name)] {
					count(u.acronyms, name, used{page: id, off: part.off, text: part.text})
				}
			}
		}
		for i := 0; names && i < len(words); {
			n, ok := nameAt(words[i:])
			if ok {
				u.name(id, words[i:i+n])
			}
			i += n
		}
	}
}

// hit reports whether an entry explains any of a stretch of text.
func (u *unlister) hit(id PageID, off, end uint32) bool {
	hits := u.Hits[id]
	i := sort.Search(len(hits), func(i int) bool { return hits[i].End > off })
	return i < len(hits) && hits[i].Off < end
}

// name enters one use of a name.
func (u *unlister) name(id PageID, words []word) {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	switch {
	case u.hit(id, words[0].off, words[len(words)-1].end) || u.known.has(texts):
	case startsSentence(u.Pages[id].Doc.HTML[:words[0].off]):
		u.begun = append(u.begun, texts)
	default:
		name := strings.Join(texts, " ")
		count(u.names, name, used{page: id, off: words[0].off, text: name})
	}
}

// settle counts the names that begin sentences, once everything is read: as the names they
// are elsewhere, with their first word or without.
func (u *unlister) settle() {
	for _, b := range u.begun {
		for _, words := range [][]string{b, b[1:]} {
			if n := u.names[strings.Join(words, " ")]; n != nil {
				n.times++
				break
			}
		}
	}
}

// wordsIn returns the words of a run. A word is letters and digits, joined by hyphens.
func wordsIn(html []byte, run annotate.Span) []word {
	var words []word
	spaced := false
	for i := run.Off; i < run.End; {
		r, n := utf8.DecodeRune(html[i:run.End])
		switch {
		case r == '&': // an entity is one character, and no part of a word
			i += uint32(max(bytes.IndexByte(html[i:run.End], ';'), 0)) + 1
			spaced = false
		case wordRune(r):
			end := wordEnd(html, i, run.End)
			words = append(words, word{string(html[i:end]), i, end, spaced})
			i, spaced = end, true
		default:
			spaced = spaced && unicode.IsSpace(r)
			i += uint32(n)
		}
	}
	return words
}

func wordEnd(html []byte, i, end uint32) uint32 {
	for i < end {
		r, n := utf8.DecodeRune(html[i:end])
		if r == '-' || r == '\u2011' {
			if next, _ := utf8.DecodeRune(html[i+uint32(n) : end]); !wordRune(next) {
				return i
			}
		} else if !wordRune(r) {
			return i
		}
		i += uint32(n)
	}
	return i
}

// acronymsIn yields the acronyms in a word, with a plural ending: all of it, as in "KN-24",
// else the parts between its hyphens, as in "EU-funded" and "US-EU".
func acronymsIn(w word) func(yield func(word) bool) {
	return func(yield func(word) bool) {
		if strings.ContainsAny(w.text, "0123456789") && isAcronym(singular(w.text)) {
			yield(w)
			return
		}
		off := w.off
		for part := range strings.SplitSeq(w.text, "-") {
			end := off + uint32(len(part))
			if isAcronym(singular(part)) && !yield(word{text: part, off: off, end: end}) {
				return
			}
			off = end + 1
		}
	}
}

func singular(acronym string) string { return strings.TrimSuffix(acronym, "s") }

// isAcronym reports whether a text has two capitals, no other letters, and is no Roman
// numeral.
func isAcronym(s string) bool {
	capitals, numeral := 0, true
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLetter(r):
			return false
		}
		numeral = numeral && strings.ContainsRune("IVXLC", r)
	}
	return capitals >= 2 && !numeral
}
