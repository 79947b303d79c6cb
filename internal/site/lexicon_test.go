package site

import (
	"slices"
	"testing"
	"unicode"

	"gloss/internal/content"
)

// What NewLexicon says about names, exactly.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		name  string
		terms []string
		text  string
		want  []string // hits
		says  []string
	}{
		{"a number is never a name", one("term: '1929'\naliases: [Resolution 1929, 1929 (2010), '١٩٢٩']"), "In 1929, by Resolution 1929 of 1929 (2010).", one("Resolution 1929=t0"), one(
			`glossary/t0.md:2:7: note: "1929" is a bare number and is not linked by itself [term-number] | mark it where it is meant: [1929]{term=t0}`,
			`glossary/t0.md:3:28: note: "1929 (2010)" is a bare number and is not linked by itself [term-number] | mark it where it is meant: [1929 (2010)]{term=t0}`,
			`glossary/t0.md:3:41: note: "١٩٢٩" is a bare number and is not linked by itself [term-number] | mark it where it is meant: [١٩٢٩]{term=t0}`)},
		{"two treaties with one title", one("term: Iran–Russia treaty\naliases:\n  - the treaty", "term: Russia–DPRK treaty\naliases:\n  - Treaty\n  - The treaty"), "the treaty", one("the treaty=t0"), one(
			`glossary/t1.md:5:5: error: "The treaty" is also a name of the term "t0" [alias-duplicate] | drop it from one of them (content/glossary/t0.md:4:5), and mark the other by hand: [The treaty]{term=t1}`)},
		{"an expansion that another has", one("term: JPOA\nexpansion: Joint Plan", "title: Joint Plan"), "", nil, one(
			`glossary/t1.md:2:8: error: "Joint Plan" is also a name of the term "t0" [alias-duplicate] | drop it from one of them (content/glossary/t0.md:3:12), and mark the other by hand: [Joint Plan]{term=t1}`)},
		{"the file's name as a name", one("expansion: x y", "term: t0"), "", nil, one(
			`glossary/t1.md:2:7: error: "t0" is also a name of the term "t0" [alias-duplicate] | drop it from one of them (content/glossary/t0.md:1:1), and mark the other by hand: [t0]{term=t1}`)},
		{"the same up to what text may change", one("Joint Plan's", "term: joint  plan’s", "term: Joint\u00a0plan's"), "", nil, one(
			`glossary/t1.md:2:7: error: "joint plan’s" is also a name of the term "t0" [alias-duplicate] | drop it from one of them (content/glossary/t0.md:2:7), and mark the other by hand: [joint plan’s]{term=t1}`,
			`glossary/t2.md:2:7: error: "Joint plan's" is also a name of the term "t0" [alias-duplicate] | drop it from one of them (content/glossary/t0.md:2:7), and mark the other by hand: [Joint plan's]{term=t2}`)},
		{"a folded name and an acronym", one("term: NATO", "term: nato\nmatch: fold"), "NATO nato", one("NATO=t0"), one(
			`glossary/t1.md:2:7: error: "nato" is also a name of the term "t0" [alias-duplicate] | drop it from one of them (content/glossary/t0.md:2:7), and mark the other by hand: [nato]{term=t1}`)},
		{"an acronym and a word", one("IT", "it", "term: It\nmatch: exact"), "IT it", one("IT=t0", "it=t1"), one(
			`glossary/t2.md:2:7: error: "It" is also a name of the term "t1" [alias-duplicate] | drop it from one of them (content/glossary/t1.md:2:7), and mark the other by hand: [It]{term=t2}`)},
		{"one term twice", one("term: NATO\nexpansion: NATO\naliases: [NATO, nato]"), "NATO nato Nato", one("NATO=t0", "nato=t0", "Nato=t0"), nil},
		{"a plural of another's name", one("Shahed", "term: Shaheds\naliases: [proxies]", "proxy"), "Shahed Shaheds Shaheds' proxy proxies", one("Shahed=t0", "Shaheds=t1", "Shaheds=t1", "proxy=t2", "proxies=t1"), nil},
		{"people and places are marked by hand", one("term: Putin\nkind: person\naliases: ['1952']", "term: Idlib\nkind: place", "term: Assad\nkind: person\nauto: true", "term: NATO\nauto: false", "term: Su-35\nkind: weapon\nauto: true"), "Putin Idlib Assad NATO Su-35", one("Assad=t2", "Su-35=t4"), nil},
		{"people may share a name with what is linked", one("term: Shahed\nkind: person", "Shahed"), "Shahed", one("Shahed=t1"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, diags := NewLexicon(glossaryFor(t, c.terms...))
			(&linked{t: t, diags: diags}).says(c.says...)
			if c.text != "" {
				same(t, "hits", c.want, found(l, c.text))
			}
		})
	}
}

// A term that is not published is out of the way: of its names, and of shorter ones.
func TestUnpublishedTerms(t *testing.T) {
	terms := glossaryFor(t, "Joint Plan of Action", "Joint Plan", "Joint Plan of Action")
	terms[0] = nil
	l, diags := NewLexicon(terms)
	(&linked{t: t, diags: diags}).says()
	same(t, "hits", one("Joint Plan of Action=t2", "Joint Plan=t1"), found(l, "a Joint Plan of Action is a Joint Plan"))
	if l, diags := NewLexicon(nil); len(found(l, "x")) > 0 || len(diags) > 0 {
		t.Error("an empty glossary has names")
	}
}

// The hash is that of what is found, so that a cache of hits can rely on it.
func TestHash(t *testing.T) {
	sum := func(entries ...string) uint64 {
		l, _ := NewLexicon(glossaryFor(t, entries...))
		return l.Hash()
	}
	base := sum("term: NATO\nsummary: x", "Iran")
	if base != sum("term: NATO\nsummary: y\nsee: [t1]", "term: Iran\ndraft: true") {
		t.Error("the hash depends on what has no part in matching")
	}
	for _, other := range [][]string{
		{"Iran", "NATO"},
		{"term: NATO\nmatch: fold", "Iran"},
		{"term: NATO\nmatch: exact", "term: Iran\nmatch: exact"},
		{"NATO"},
		{"NATO", "Iran", "Iraq"},
		{"term: NATO\naliases: [Iran]", "term: x\nauto: false"},
		{"NATOIran"},
	} {
		if sum(other...) == base {
			t.Errorf("%q has the hash of another glossary", other)
		}
	}
}

// The order of a glossary's files has no part in what is found, only in the numbers.
func TestOrderOfGlossary(t *testing.T) {
	entries := []string{"NATO", "nat", "IT", "it", "term: Joint Plan\nexpansion: Joint Plan of Action\naliases: [the plan, JPOA]", "plan", "proxy", "proxies", "Shahed", "Shaheds", "R&D"}
	text := "NATO, nat, IT, it, a Joint Plan of Action, the plan's proxies, Shaheds and a proxy; JPOA, R&D, It, Nat's"
	named := func(order []int) []string {
		var shuffled []string
		for _, i := range order {
			shuffled = append(shuffled, entries[i])
		}
		l, diags := NewLexicon(glossaryFor(t, shuffled...))
		if len(diags) > 0 {
			t.Fatal(showDiags(diags))
		}
		var hits []string
		for _, h := range l.Match(annotateText(text)) {
			hits = append(hits, itoa(int(h.Off))+"-"+itoa(int(h.End))+" "+entries[order[h.Term]])
		}
		return hits
	}
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	want := named(order)
	if len(want) != 13 {
		t.Errorf("%d hits: %q", len(want), want)
	}
	for range entries {
		order = append(order[1:], order[0])
		same(t, "hits, rotated", want, named(order))
		back := slices.Clone(order)
		slices.Reverse(back)
		same(t, "hits, reversed", want, named(back))
	}
}

// The filter on beginnings relies on unfold being the inverse of fold.
func TestUnfold(t *testing.T) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if f := fold(r); r != f && !slices.Contains(unfold(f), r) && r != '\n' {
			t.Errorf("%q folds to %q, which unfolds to %q", r, f, unfold(f))
		}
		if !slices.Contains(unfold(r), r) && r != '\n' && r != '\t' {
			t.Errorf("%q does not unfold to itself: %q", r, unfold(r))
		}
	}
}

// A term is called what its entry says, in the end like its file.
func TestTermTitle(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"---\nterm: a\ntitle: b\n---\n# c\n", "a"},
		{"---\ntitle: b\n---\n# c\n", "b"},
		{"\n# The c\nText\n", "The c"},
		{"---\nkind: d\n---\n\r\n# c \r\n", "c"},
		{"# The *c*\n", "x"},
		{"# c {#d}\n", "x"},
		{"## c\n", "x"},
		{"Text\n\n# c\n", "x"},
		{"", "x"},
	} {
		src, _ := content.Parse("glossary/x.md", []byte(c.file))
		if got := termTitle(src); got != c.want {
			t.Errorf("%q is called %q, want %q", c.file, got, c.want)
		}
	}
	x := link(t, files{"glossary/x.md": "# Émigré\n\nA definition.\n", "a.md": "An émigré.\n"}).quiet()
	if got := x.Terms[0].Title + x.Pages[x.page("glossary/x.md")].Title; got != "ÉmigréÉmigré" {
		t.Errorf("titles %q", got)
	}
	same(t, "hits", one("émigré=x"), x.terms(x.page("a.md"), x.Linked[x.page("a.md")]))
}
