package snapshot

import (
	"testing"

	"gloss/internal/build"
)

// namedSite is a site that has names of every kind, and a digest.
func namedSite(t *testing.T, text string) *build.Result {
	t.Helper()
	return linked(t, map[string]string{
		"content/articles/a.md":    "---\ntitle: A\nshort: The western\nsource: {publisher: Daily of the west, author: Bo de Witt, date: 2025-03}\nby: {merrin: Ada Merrin, board: the harbour board}\n---\n\n" + text + " {p=1}\n",
		"content/glossary/oda.md":  "---\nterm: Otto Dahl\nkind: person\n---\n\nA man.\n",
		"content/glossary/lock.md": "---\nterm: tide lock\nexpansion: great western tidal lock\naliases: [gate by the sea, grey fox, weir]\nkind: place\n---\n\nA thing.\n",
	})
}

// Names do not count among the eight words, but do not interrupt them either.
func TestNames(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"one two three four five six seven eight", "one two three four five six seven eight"},
		{"one two three four five six seven", ""},
		// a glossary entry, its expansion and aliases, in the plural and possessive too
		{"one two three four tide lock five six seven", ""},
		{"one two three four tide lock five six seven eight", "one two three four tide lock five six seven eight"},
		{"one two three four tide locks five six seven", ""},
		{"one two three four tide lock’s five six seven", ""},
		{"one two three great western tidal lock four five six seven", ""},
		{"one two three gate by the sea four five six seven", ""},
		{"one two three four grey foxes five six seven", ""},
		{"one two three four weirs five six seven", ""},
		{"one two three four weires five six seven", ""},
		{"one two three four five six seven gate by", "one two three four five six seven gate by"},
		// people: whole or in part
		{"one two three Otto Dahl four five six seven", ""},
		{"one two three Dahl four five six seven", ""},
		{"one two three Merrin four five six seven", ""},
		{"one two three Witt four five six seven", ""},
		{"one two three Bo de Witt four five six seven", ""},
		{"one two three Bo four five six seven", ""},
		{"one two three bos four five six seven", "one two three bos four five six seven"},
		{"one two three de four five six seven", "one two three de four five six seven"},
		// who speaks and who publishes
		{"one two three the harbour board four five six seven", ""},
		{"one two three Daily of the west four five six seven", ""},
		{"one two three the western four five six seven", ""},
		// a part of what is no person's name counts
		{"one two three tide four five six seven", "one two three tide four five six seven"},
		// words with capitals that stand together, perhaps with "of" and "for" between them
		{"one two three Higher School of Economics four five six seven", ""},
		{"one two three Centre for War four five six seven", ""},
		{"one two three Centre for war four five six", "one two three Centre for war four five six"},
		{"one two three of Men four five six", "one two three of Men four five six"},
		{"one two three Old new Men four five six", "one two three Old new Men four five six"},
		{"one two three Old of for Men four five six", "one two three Old of for Men four five six"},
		{"one two three Old for new Men four five six seven", "one two three Old for new Men four five six seven"},
		{"one two three Old Men of four five six seven", "one two three Old Men of four five six seven"},
		{"one two three Monday four five six seven", "one two three Monday four five six seven"},
		// the capital of a sentence makes no name
		{"one two three. The Sea four five six seven", "one two three. The Sea four five six seven"},
		{"The Sea one two three four five six", "The Sea one two three four five six"},
		// what is quoted is no copy, and ends one
		{"one two three “four five six seven” eight nine ten", ""},
		{"one two three four five six seven “eight nine” ten", ""},
		// numbers count once, in whatever form; a hyphen joins nothing
		{"one two three four five six 7 000 eight nine", "one two three four five six 7 000 eight nine"},
		{"one two three four five six 7 000", ""},
		{"one two three-four five six seven-eight", "one two three-four five six seven-eight"},
	} {
		source := []Source{{"a", "a.txt", split("Nothing of it. " + tc.text + " and no more.")}}
		// the digest has its own words around the run
		r := namedSite(t, "Our beginning: "+tc.text+" – our end.")
		var got []string
		for _, st := range Check(r.Site, source, r.ReadFile).statements {
			for _, f := range st.finds {
				if f.kind == aCopy {
					got = append(got, st.text[f.off:f.end])
				}
			}
		}
		var want []string
		if tc.want != "" {
			want = []string{tc.want}
		}
		t.Run(tc.text, func(t *testing.T) { same(t, want, got) })
	}
}
