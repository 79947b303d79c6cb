package site

import (
	"bytes"
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// particles stand between the words of a name without a capital; "the" does behind "of".
var particles = map[string]bool{
	"of": true, "for": true, "de": true, "del": true, "della": true, "der": true, "di": true, "du": true, "la": true,
	"le": true, "van": true, "von": true, "al": true, "bin": true, "ibn": true, "el": true,
}

// calendar are words with capitals that are no part of a name.
var calendar = map[string]bool{
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true,
	"September": true, "October": true, "November": true, "December": true,
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
}

// longestName is how many words a name may have; longer ones are headlines.
const longestName = 7

// nameAt looks for a name in the first words: at least two with capitals, of which one is
// no acronym. It returns how many words it has looked at, at least one.
func nameAt(words []word) (n int, ok bool) {
	length, capitals, plain := 0, 0, false
	for i, w := range words {
		if i > 0 && !w.spaced {
			break
		}
		if capital(w.text) && !calendar[w.text] {
			length, capitals, plain = i+1, capitals+1, plain || !isAcronym(w.text)
		} else if i == 0 || !particles[w.text] && !(w.text == "the" && words[i-1].text == "of") {
			break
		}
	}
	return max(length, 1), capitals >= 2 && plain && length <= longestName
}

// capital reports whether a word begins with a capital and is not a single letter.
func capital(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && n < len(s)
}

// capitalsForNouns reports whether a language writes all nouns with a capital, so that
// capitals do not tell a name.
func capitalsForNouns(lang string) bool {
	primary, _, _ := strings.Cut(lang, "-")
	return primary == "de" || primary == "lb"
}

// startsSentence reports whether what follows a text begins a sentence, a quotation or a
// block.
func startsSentence(before []byte) bool {
	for len(before) > 0 {
		r, n := utf8.DecodeLastRune(before)
		switch {
		case r == '>':
			open := bytes.LastIndexByte(before, '<')
			if open < 0 || !inline(before[open+1:len(before)-1]) {
				return true
			}
			before = before[:open]
		case unicode.IsSpace(r), unicode.Is(unicode.Pe, r), unicode.Is(unicode.Pf, r):
			before = before[:len(before)-n]
		default:
			return unicode.Is(unicode.Pi, r) || strings.ContainsRune(".!?:…\"", r)
		}
	}
	return true
}

// known are the names that readers find explained: those of the entries, also of people
// and places, which are linked by hand alone, and those of the sources and who speaks.
type known struct {
	whole map[string]bool // folded, words between single spaces
	parts map[string]bool // each two or more words of a name that stand together
}

func (s *Site) knownNames() known {
	k := known{map[string]bool{}, map[string]bool{}}
	for i := range s.Terms {
		if p := s.Pages[s.Terms[i].Page]; !p.Draft {
			k.add(termTitle(p.Source), p.Source.Front.Expansion)
			k.add(p.Source.Front.Aliases...)
		}
	}
	for i := range s.Articles {
		p := s.Pages[s.Articles[i].Page]
		f := &p.Source.Front
		k.add(p.Title, cmp.Or(f.Short, p.Title), f.Source.Publisher, f.Source.Title, f.Source.Author)
		for _, by := range f.By {
			k.add(by.Name)
		}
	}
	k.add(s.Config.Title, s.Config.Short, s.Config.By)
	return k
}

func (k known) add(names ...string) {
	for _, name := range names {
		words := strings.FieldsFunc(folded(name), func(r rune) bool { return r != '-' && !wordRune(r) })
		if len(words) == 0 {
			continue
		}
		k.whole[strings.Join(words, " ")] = true
		for i := range words {
			for j := i + 2; j <= len(words); j++ {
				k.parts[strings.Join(words[i:j], " ")] = true
			}
		}
	}
}

// has reports whether a known name stands in some words, or they in one.
func (k known) has(words []string) bool {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = folded(w)
	}
	if k.parts[strings.Join(list, " ")] {
		return true
	}
	for i := range list {
		for j := i + 1; j <= len(list); j++ {
			if k.whole[strings.Join(list[i:j], " ")] {
				return true
			}
		}
	}
	return false
}

// folded is a text as names are compared.
func folded(s string) string { return strings.ToLower(norm.NFC.String(s)) }
