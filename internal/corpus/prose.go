package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// writer writes prose that is English in its words, their frequencies and its sentences,
// if not in its sense.
type writer struct {
	*rand.Rand
	zipf  zipf
	terms []term // those it may mention; none in headings and definitions
}

func (s *site) writer(stream uint64, i int) *writer {
	return &writer{Rand: s.rand(stream, i), zipf: s.zipf}
}

// zipf holds, for each number of words to choose from, the sums of their weights. They are
// whole numbers: fractions, as in rand.Zipf, are not the same on all processors.
type zipf map[int][]int

// rank is a number below n, small ones more often: the weight of k falls as 1/(k+8).
func (w *writer) rank(n int) int {
	sums := w.zipf[n]
	if sums == nil {
		sum := 0
		for k := range n {
			sum += 1 << 20 / (k + 8)
			sums = append(sums, sum)
		}
		w.zipf[n] = sums
	}
	k, _ := slices.BinarySearch(sums, w.IntN(sums[n-1])+1)
	return k
}

func (w *writer) word(list []string) string { return list[w.rank(len(list))] }

func (w *writer) any(list []string) string { return list[w.IntN(len(list))] }

func (w *writer) chance(percent int) bool { return w.IntN(100) < percent }

// noun is a noun with its company: "the recent agreement", "Kelmar's price".
func (w *writer) noun() string {
	switch {
	case w.terms != nil && w.chance(9):
		return "the " + w.word(w.terms[w.rank(len(w.terms))].names())
	case w.chance(12):
		return proper(w.rank(2000))
	case w.chance(6):
		return proper(w.rank(2000)) + "'s " + w.word(nouns)
	case w.chance(4):
		return fmt.Sprintf("$%d million", 2+w.IntN(900))
	case w.chance(35):
		return "the " + w.word(adjectives) + " " + w.word(nouns)
	}
	return w.any(determiners) + " " + w.word(nouns)
}

// clause is a subject, a verb and an object.
func (w *writer) clause() string {
	c := w.noun() + " "
	if w.chance(20) {
		return c + "would " + w.any(verbals) + " " + w.word(adjectives)
	}
	if w.chance(25) {
		c += w.word(adverbs) + " "
	}
	return c + w.word(verbs) + " " + w.noun() + " " + w.word(prepositions) + " " + w.noun()
}

// sentence has some eighteen words.
func (w *writer) sentence() string {
	s := w.clause()
	switch k := w.IntN(100); {
	case k < 20:
		s = w.any(openings) + ", " + s + " " + w.word(prepositions) + " " + w.noun()
	case k < 55:
		s += ", " + w.word(conjunctions) + " " + w.clause()
	case k < 65:
		s += " -- " + w.clause() + " -- and " + w.word(verbs) + " " + w.noun()
	case k < 72:
		s = "\"" + capital(s) + ",\" said " + w.any(givenNames) + " " + proper(w.rank(2000)) + ", \"" + w.clause() + "\""
		return s + "."
	case k < 78:
		s += " " + w.word(prepositions) + " *" + w.word(adjectives) + " " + w.word(nouns) + "*, " + w.word(conjunctions) + " " + w.clause()
	default:
		s += " " + w.word(prepositions) + " " + w.noun() + " " + w.word(conjunctions) + " " + w.word(verbs) + " " + w.noun()
	}
	return capital(s) + "."
}

func (w *writer) sentences(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = w.sentence()
	}
	return strings.Join(list, " ")
}

// phrase is what a heading or the cell of a table holds: "recent agreement".
func (w *writer) phrase() string { return w.word(adjectives) + " " + w.word(nouns) }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
