package render

// Words are what readers see for a relation between two passages.
type Words struct {
	Rel     string
	Verb    string // between the two passages, subject first: "disagrees with"
	Here    string // behind a link to the subject, where the object is read: "disagrees"
	Sources string // of the sources together, in the tally: "disagree on"
}

var relationWords = []Words{
	{"contradicts", "disagrees with", "disagrees", "disagree on"},
	{"qualifies", "qualifies", "qualifies this", "qualify each other on"},
	{"reframes", "sees differently from", "sees it differently", "see differently"},
	{"updates", "updates", "updates this", "update each other on"},
	{"extends", "adds to", "adds to this", "add to each other on"},
	{"corroborates", "agrees with", "agrees", "agree on"},
	{"same-event", "same event as", "same event", "tell of the same event"},
}

// RelationWords returns the words for a relation of annotate.Relations, or for
// "same-event".
func RelationWords(rel string) Words {
	for _, w := range relationWords {
		if w.Rel == rel {
			return w
		}
	}
	return Words{Rel: rel, Verb: rel, Here: rel, Sources: rel}
}
