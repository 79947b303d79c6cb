package snapshot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/internal/site"
)

// longRun is how many words in a row are a copy; names do not count, but do not interrupt a
// run either.
const longRun = 8

// wordAt is a word in the form in which runs are compared.
type wordAt struct {
	text        string // lower case, without a possessive ending; of a number its value
	token, last int
}

func wordsOf(ts []token) []wordAt {
	ws := make([]wordAt, 0, len(ts))
	for i := 0; i < len(ts); i++ {
		switch t := ts[i]; t.kind {
		case word:
			ws = append(ws, wordAt{strings.TrimSuffix(strings.ToLower(t.text), "'s"), i, i})
		case digits:
			n := readDigits(ts, i)
			ws = append(ws, wordAt{n.value(), i, n.to - 1})
			i = n.to - 1
		}
	}
	return ws
}

// index finds runs of words in all sources by their first three.
type index map[string][]spot

// spot is a word of a paragraph.
type spot struct {
	p *paragraph
	i int32
}

func (lib library) index() index {
	x := index{}
	ps, _ := lib.anywhere()
	for _, p := range ps {
		for i := 0; i+2 < len(p.words); i++ {
			k := key(p.words[i:])
			x[k] = append(x[k], spot{p, int32(i)})
		}
	}
	return x
}

func key(ws []wordAt) string { return ws[0].text + " " + ws[1].text + " " + ws[2].text }

// run is a piece of a digest that stands in a source word by word.
type run struct {
	extent
	p     *paragraph
	there extent // in the paragraph
}

// runs returns the runs of a statement that are copies, outside quotations.
func (x index) runs(st *statement, names *nameIndex) []run {
	var all []run
	ws := wordsOf(st.tokens)
	named := names.in(st.tokens)
	free := func(w wordAt) bool {
		t := st.tokens[w.token]
		if st.marks[t.off]&verbatim != 0 {
			return false
		}
		_, quoted := st.quoted(extent{t.off, t.end})
		return !quoted
	}
	for i := 0; i+2 < len(ws); {
		best, n := spot{}, 0
		for _, s := range x[key(ws[i:])] {
			m := 0
			for i+m < len(ws) && int(s.i)+m < len(s.p.words) && ws[i+m].text == s.p.words[int(s.i)+m].text && free(ws[i+m]) {
				m++
			}
			if m > n {
				best, n = s, m
			}
		}
		count := 0
		for _, w := range ws[i : i+n] {
			if !named[w.token] {
				count++
			}
		}
		if count < longRun {
			i++
			continue
		}
		all = append(all, run{wordsExtent(st.tokens, ws[i:i+n]), best.p, wordsExtent(best.p.tokens, best.p.words[best.i:int(best.i)+n])})
		i += n
	}
	return all
}

// wordsExtent returns where words stand in their text.
func wordsExtent(ts []token, ws []wordAt) extent {
	return extent{ts[ws[0].token].off, ts[ws[len(ws)-1].last].end}
}

// nameIndex knows the names that may be the same: of glossary entries, of people and of
// institutions.
type nameIndex struct {
	byFirst map[string][][]string // the words of names, by the first
}

func newNames(s *site.Site) *nameIndex {
	n := &nameIndex{map[string][][]string{}}
	for _, t := range s.Terms {
		front := &s.Pages[t.Page].Source.Front
		n.add(t.Title)
		n.add(t.Expansion)
		for _, alias := range front.Aliases {
			n.add(alias)
		}
		if t.Kind == "person" {
			n.addParts(t.Title)
		}
	}
	for _, a := range s.Articles {
		front := &s.Pages[a.Page].Source.Front
		n.add(front.Source.Publisher)
		n.add(front.Source.Author)
		n.addParts(front.Source.Author)
		n.add(a.Short)
		for _, speaker := range front.By {
			n.add(speaker.Name)
			n.addParts(speaker.Name)
		}
	}
	return n
}

func (n *nameIndex) add(name string) {
	var words []string
	for _, w := range wordsOf(tokens(name)) {
		words = append(words, w.text)
	}
	if len(words) > 0 {
		n.byFirst[words[0]] = append(n.byFirst[words[0]], words)
	}
}

// addParts adds each word of a person's name that has a capital.
func (n *nameIndex) addParts(name string) {
	for _, t := range tokens(name) {
		if t.upper() {
			n.add(t.text)
		}
	}
}

// in says which tokens belong to names: known ones, and words with capitals that stand
// together, such as "Higher School of Economics".
func (n *nameIndex) in(ts []token) []bool {
	named := make([]bool, len(ts))
	ws := wordsOf(ts)
	for i := range ws {
		for _, name := range n.beginningWith(ws[i].text) {
			if i+len(name) <= len(ws) && slices.EqualFunc(name, ws[i:i+len(name)], func(a string, w wordAt) bool { return sameWord(w.text, a) }) {
				for _, w := range ws[i : i+len(name)] {
					named[w.token] = true
				}
			}
		}
	}
	for i := 1; i < len(ts); {
		end := i
		if !strings.Contains(".?!:", ts[i-1].text) { // where a sentence begins, a capital says nothing
			end = capitals(ts, i)
		}
		if end > i+1 {
			for j := i; j < end; j++ {
				named[j] = true
			}
		}
		i = max(end, i+1)
	}
	return named
}

// beginningWith returns the names whose first word is w, or may be in the plural.
func (n *nameIndex) beginningWith(w string) [][]string {
	names := n.byFirst[w]
	for _, ending := range []string{"s", "es"} {
		if singular, ok := strings.CutSuffix(w, ending); ok {
			names = append(slices.Clip(names), n.byFirst[singular]...)
		}
	}
	return names
}

// sameWord reports whether w is a word of a name, perhaps in the plural.
func sameWord(w, name string) bool {
	return w == name || utf8.RuneCountInString(name) > 2 && (w == name+"s" || w == name+"es")
}

// capitals returns where the words with capitals end that begin at ts[i] and stand together,
// joined at most by "of" and "for"; i when there is none.
func capitals(ts []token, i int) int {
	end := i
	for j := i; j < len(ts); j++ {
		switch t := ts[j]; {
		case t.upper():
			end = j + 1
		case j > i && j == end && t.is("of", "for"):
		default:
			return end
		}
	}
	return end
}
