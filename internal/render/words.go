package render

import (
	"fmt"
	"strconv"
	"strings"
)

// Words are what readers see for a relation between two passages.
type Words struct {
	Rel   string
	Verb  string // between the two passages, subject first: "disagrees with"
	Here  string // behind a link to the subject, where the object is read: "disagrees"
	Title string // of the sources together, over such relations: "They disagree"
	tally string // of the sources together, with the count: "disagree on %s"
}

// sameEvent is the relation of two articles that tell of one event; it needs no link.
const sameEvent = "same-event"

var relationWords = [...]Words{
	{"contradicts", "disagrees with", "disagrees", "They disagree", "disagree on %s"},
	{"qualifies", "qualifies", "qualifies this", "They qualify each other", "qualify each other on %s"},
	{"reframes", "sees differently from", "sees it differently", "They see it differently", "see %s differently"},
	{"updates", "updates", "updates this", "They update each other", "update each other on %s"},
	{"extends", "adds to", "adds to this", "They add to each other", "add to each other on %s"},
	{"corroborates", "agrees with", "agrees", "They agree", "agree on %s"},
	{sameEvent, "same event as", "same event", "They tell of the same event", "tell of the same event %s"},
}

// RelationWords returns the words for a relation of annotate.Relations, or for
// "same-event".
func RelationWords(rel string) Words {
	for _, w := range relationWords {
		if w.Rel == rel {
			return w
		}
	}
	return Words{Rel: rel, Verb: rel, Here: rel, Title: rel, tally: rel + " %s"}
}

// Tally says how often the sources stand in the relation: "disagree on 2 points".
func (w Words) Tally(n int) string {
	count := counted(n, "point", "points")
	switch {
	case w.Rel != sameEvent:
	case n == 1:
		count = "once"
	case n == 2:
		count = "twice"
	default:
		count = counted(n, "time", "times")
	}
	return fmt.Sprintf(w.tally, count)
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// list joins words as a sentence does: "3, 22 and 25".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func itoa(n int) string { return strconv.Itoa(n) }
