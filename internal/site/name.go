package site

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

// declared is a name as a glossary entry gives it.
type declared struct {
	text string
	pos  diag.Pos
}

// termNames are the names under which a term is found: its own, its expansion, aliases.
func termNames(src *content.Source) []declared {
	f := &src.Front
	if !linkedByItself(f) {
		return nil
	}
	names := []declared{{termTitle(src), titlePos(src)}}
	if f.Expansion == "" && len(f.Aliases) == 0 {
		return names
	}
	places := src.Places()
	if f.Expansion != "" {
		names = append(names, declared{f.Expansion, places.At("expansion")})
	}
	for i, a := range f.Aliases {
		names = append(names, declared{a, places.At("aliases", itoa(i))})
	}
	return names
}

// SameNames reports whether two versions of a glossary entry stand for the same in a lexicon, and
// say it in the same places.
func SameNames(a, b *content.Source) bool {
	return a.File == b.File && a.Front.Match == b.Front.Match && slices.Equal(termNames(a), termNames(b))
}

// linkedByItself reports whether a term is found without markup: people and places are
// not, unless they ask for it.
func linkedByItself(f *content.Front) bool {
	if f.Auto != content.Unset {
		return f.Auto == content.On
	}
	return f.Kind != "person" && f.Kind != "place"
}

// termTitle is how a term is displayed, before typography: as its front matter says, else
// as a plain heading at the start does, else like its file.
func termTitle(src *content.Source) string {
	return cmp.Or(src.Front.Term, src.Front.Title, plainHeading(src.Data[src.Body:]), src.Name)
}

// titlePos is where an entry says how its term is displayed.
func titlePos(src *content.Source) diag.Pos {
	if src.Front.Term == "" && src.Front.Title != "" {
		return src.At("title")
	}
	return src.At("term")
}

// plainHeading returns the text of a first-level heading that begins a Markdown text, or ""
// when there is none or markup stands in it.
func plainHeading(markdown []byte) string {
	line, _, _ := bytes.Cut(bytes.TrimLeft(markdown, "\r\n"), []byte("\n"))
	text, ok := strings.CutPrefix(string(line), "# ")
	if !ok || strings.ContainsAny(text, "*_`[]{}<>&\\!#~^") {
		return ""
	}
	return strings.TrimSpace(text)
}

// attrValue writes a value for an attribute list.
func attrValue(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !annotate.IsIdent(r) && r != '.' && r != '/' }) {
		return strconv.Quote(s)
	}
	return s
}

// name is one way to write a term.
type name struct {
	runes  []nameRune // as it stands in a Doc's HTML: escaped
	term   int32
	ending ending
	pos    diag.Pos // where it is declared
}

// nameRune is a rune of a name; free means that a text may have it in the other case.
type nameRune struct {
	r    rune
	free bool
}

// ending says what may follow a name and still be the word.
type ending uint8

const (
	noEnding   ending = iota
	possessive        // "’s", or an apostrophe alone
	plural            // "s" or "es", and the possessive
)

// newName prepares a name for matching. A word with two capitals is an acronym and keeps
// its case; of others the first letter is free. match overrules that for all words.
func newName(text string, term int32, match content.Match) name {
	n := name{term: term}
	runes := []rune(text)
	for i := 0; i < len(runes); {
		end := i + 1
		if inWord(runes[i]) {
			end = endOfWord(runes, i)
		}
		capitals := 0
		for _, r := range runes[i:end] {
			if unicode.IsUpper(r) {
				capitals++
			}
		}
		for j, r := range runes[i:end] {
			free := match == content.MatchFold || match == "" && j == 0 && capitals < 2
			n.appendEscaped(r, free && unicode.IsLetter(r))
		}
		i = end
	}
	if last := runes[len(runes)-1]; last < utf8.RuneSelf && inWord(last) || unicode.In(last, unicode.Latin, unicode.Mn) && unicode.Is(unicode.Latin, lastLetter(runes)) {
		n.ending = plural
	}
	return n
}

// endOfWord returns where the word at runes[i] ends: letters, marks and digits, with a
// single dot, apostrophe or ampersand between them (U.N., O’Brien, R&D).
func endOfWord(runes []rune, i int) int {
	for i < len(runes) {
		switch {
		case inWord(runes[i]):
		case i+1 < len(runes) && strings.ContainsRune(".'’&", runes[i]) && inWord(runes[i+1]):
		default:
			return i
		}
		i++
	}
	return i
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

func lastLetter(runes []rune) rune {
	for i := len(runes) - 1; i >= 0; i-- {
		if !unicode.IsMark(runes[i]) {
			return runes[i]
		}
	}
	return 0
}

// appendEscaped adds a rune as it stands in a Doc's HTML.
func (n *name) appendEscaped(r rune, free bool) {
	entity := ""
	switch r {
	case '&':
		entity = "&amp;"
	case '<':
		entity = "&lt;"
	case '>':
		entity = "&gt;"
	case '"':
		entity = "&quot;"
	default:
		n.runes = append(n.runes, nameRune{r, free})
		return
	}
	for _, e := range entity {
		n.runes = append(n.runes, nameRune{e, false})
	}
}

// path returns a name's folded runes, as the trie has them.
func (n *name) path() []byte {
	var b []byte
	for _, r := range n.runes {
		b = utf8.AppendRune(b, fold(r.r))
	}
	return b
}

// meets reports whether some text matches both names, which have the same folded runes.
func (n *name) meets(o *name) bool {
	for i, r := range n.runes {
		if s := o.runes[i]; !r.free && !s.free && differInCase(r.r, s.r) {
			return false
		}
	}
	return true
}

// pluralOfY returns the plural of a name that ends in a consonant and "y": treaties.
func pluralOfY(n *name) (name, bool) {
	k := len(n.runes)
	if n.ending != plural || k < 3 || n.runes[k-1].r != 'y' || !strings.ContainsRune("bcdfghjklmnpqrstvwxz", n.runes[k-2].r) {
		return name{}, false
	}
	runes := append(n.runes[:k-1:k-1], nameRune{r: 'i'}, nameRune{r: 'e'}, nameRune{r: 's'})
	return name{runes, n.term, possessive, n.pos}, true
}

// differInCase reports whether two runes that fold alike are the two cases of a letter,
// not two kinds of apostrophe or space.
func differInCase(a, b rune) bool {
	return a != b && (unicode.IsUpper(a) || unicode.IsTitle(a)) != (unicode.IsUpper(b) || unicode.IsTitle(b))
}

// fold makes runes equal that a name and a text may differ in: case, the kinds of
// apostrophe, and the spaces and hyphens that do or do not break. Nothing but ASCII folds
// to a letter of ASCII, so that İ is no i and the Kelvin sign no k.
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
	if l := unicode.ToLower(r); l >= utf8.RuneSelf {
		return l
	}
	return r
}

// unfold returns the runes that fold to r's, r among them.
func unfold(r rune) []rune {
	f := fold(r)
	var all []rune
	switch f {
	case ' ':
		return []rune{' ', '\n', '\t', '\u00a0', '\u202f', '\u2009'}
	case '\'':
		return []rune{'\'', '’', 'ʼ', '‘'}
	case '-':
		return []rune{'-', '\u2011', '\u2010'}
	}
	for _, c := range []rune{r, f, unicode.ToUpper(r), unicode.ToTitle(r), unicode.ToUpper(f), unicode.ToTitle(f)} {
		if fold(c) == f {
			all = append(all, c)
		}
	}
	for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
		if fold(c) == f {
			all = append(all, c)
		}
	}
	return all
}
