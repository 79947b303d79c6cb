package site

import (
	"slices"
	"strings"
	"testing"
)

// sections is an article in which NATO and the EU are named again and again.
const sections = `NATO and NATO and the EU.

## One

NATO, EU.[^n] NATO again.

### Below

NATO and EU.

## Two

EU.

[^n]: NATO, NATO.

    EU and NATO.
`

var natoAndEU = files{"glossary/nato.md": term("term: NATO"), "glossary/eu.md": term("term: EU")}

// with returns the files with more of them.
func with(fs files, more ...string) files {
	all := files{}
	for k, v := range fs {
		all[k] = v
	}
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}

// linkedAt shows where on a page terms are links: each hit with the words around it.
func (x *linked) linkedAt(name string) string {
	id := x.page(name)
	html := x.Pages[id].Doc.HTML
	var sb strings.Builder
	at := uint32(0)
	for _, h := range x.Linked[id] {
		sb.Write(html[at:h.Off])
		sb.WriteString("⟦" + string(html[h.Off:h.End]) + "⟧")
		at = h.End
	}
	sb.Write(html[at:])
	return strings.Join(strings.Fields(strings.NewReplacer("<p>", "", "</p>", " ", "<h2>", "", "</h2>", ":", "<h3>", "", "</h3>", ":").Replace(sb.String())), " ")
}

func TestPolicy(t *testing.T) {
	const (
		section = "⟦NATO⟧ and NATO and the ⟦EU⟧. One: ⟦NATO⟧, ⟦EU⟧. NATO again. Below: NATO and EU. Two: ⟦EU⟧. ⟦NATO⟧, NATO. ⟦EU⟧ and NATO."
		page    = "⟦NATO⟧ and NATO and the ⟦EU⟧. One: NATO, EU. NATO again. Below: NATO and EU. Two: EU. ⟦NATO⟧, NATO. ⟦EU⟧ and NATO."
		all     = "⟦NATO⟧ and ⟦NATO⟧ and the ⟦EU⟧. One: ⟦NATO⟧, ⟦EU⟧. ⟦NATO⟧ again. Below: ⟦NATO⟧ and ⟦EU⟧. Two: ⟦EU⟧. ⟦NATO⟧, ⟦NATO⟧. ⟦EU⟧ and ⟦NATO⟧."
		off     = "NATO and NATO and the EU. One: NATO, EU. NATO again. Below: NATO and EU. Two: EU. NATO, NATO. EU and NATO."
	)
	for _, c := range []struct{ name, site, file, want string }{
		{"by default", "", "", section},
		{"section", "section", "", section},
		{"page", "page", "", page},
		{"all", "all", "", all},
		{"off", "off", "", off},
		{"a file's own, wider", "off", "all", all},
		{"a file's own, narrower", "all", "page", page},
		{"a file's own, off", "", "off", off},
		{"a file's own, section", "page", "section", section},
	} {
		t.Run(c.name, func(t *testing.T) {
			fs := with(natoAndEU, "articles/a.md", sections)
			if c.site != "" {
				fs["gloss.yaml"] = "terms: " + c.site + "\n"
			}
			if c.file != "" {
				fs["articles/a.md"] = "---\nterms: " + c.file + "\n---\n" + sections
			}
			x := link(t, fs).quiet()
			if got := x.linkedAt("articles/a.md"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			listed := 2
			if c.want == off {
				listed = 0
			}
			if id := x.page("articles/a.md"); len(x.Listed[id]) != listed {
				t.Errorf("%d terms are listed, want %d", len(x.Listed[id]), listed)
			}
		})
	}
}

// What is linked by hand counts as a use, wherever it stands.
func TestByHand(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"before", "[The alliance]{term=nato} and NATO.", "The alliance and NATO."},
		{"after", "NATO and [the alliance]{term=nato} and NATO.", "⟦NATO⟧ and the alliance and NATO."},
		{"in the section before", "[The alliance]{term=nato}.\n\n## Next\n\nNATO and NATO.", "The alliance. Next: ⟦NATO⟧ and NATO."},
		{"in the next section", "NATO.\n\n## Next\n\nNATO, [the alliance]{term=nato}, NATO.\n\n## Last\n\nNATO", "⟦NATO⟧. Next: ⟦NATO⟧, the alliance, NATO. Last: ⟦NATO⟧"},
		{"in the heading of the section", "x\n\n## [The alliance]{term=nato}\n\nNATO.", "x The alliance: NATO."},
		{"of another term", "[The EU]{term=eu} and NATO.", "The EU and ⟦NATO⟧."},
		{"never a term", "[NATO]{term=none} and NATO.", "NATO and ⟦NATO⟧."},
		{"in a note", "NATO[^a] NATO.[^b]\n\n[^a]: [The alliance]{term=nato}, NATO.\n[^b]: NATO, [the alliance]{term=nato}.", "⟦NATO⟧ NATO. The alliance, NATO. ⟦NATO⟧, the alliance."},
		{"words that are another term's name", "[NATO]{term=eu} and NATO and the EU.", "NATO and ⟦NATO⟧ and the EU."},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := link(t, with(natoAndEU, "articles/a.md", c.text+"\n", "articles/z.md", "NATO and the EU.\n")).quiet()
			if got := x.linkedAt("articles/a.md"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Beginnings of sections: first-level headings count, and a page without any has one scope.
func TestSections(t *testing.T) {
	x := link(t, with(natoAndEU, "a.md", "NATO\n\n# A\n\nNATO EU\n\n#### B\n\nNATO\n\nC\n===\n\nNATO EU\n")).quiet()
	const want = "⟦NATO⟧ A: ⟦NATO⟧ ⟦EU⟧ <h5>B</h5> NATO C: ⟦NATO⟧ ⟦EU⟧"
	if got := x.linkedAt("a.md"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A term is not linked on its own page, others are, and neither is a draft.
func TestOwnPage(t *testing.T) {
	fs := files{
		"glossary/nato.md":  "---\nterm: NATO\nexpansion: North Atlantic Treaty\n---\nNATO, the North Atlantic Treaty, is not the EU.[^n]\n\n[^n]: NATO and a Treaty.\n",
		"glossary/eu.md":    term("term: EU"),
		"glossary/draft.md": "---\nterm: Draft\ndraft: true\nsee: [nope]\nupdated: never\n---\nA definition with [x](nowhere.md) and NATO.\n",
		"glossary/pact.md":  term("term: Treaty"),
		"a.md":              "NATO is no Draft.\n",
	}
	x := link(t, fs).quiet()
	if got, want := x.linkedAt("glossary/nato.md"), "NATO, the North Atlantic Treaty, is not the ⟦EU⟧. NATO and a ⟦Treaty⟧."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := x.linkedAt("a.md"), "⟦NATO⟧ is no Draft."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	delete(fs, "glossary/draft.md")
	fs["glossary/draft.md"] = "---\nterm: Draft\ndraft: true\n---\nA definition.\n"
	x = linkWith(t, fs, true).quiet()
	if got, want := x.linkedAt("a.md"), "⟦NATO⟧ is no ⟦Draft⟧."; got != want {
		t.Errorf("with drafts: got  %s\nwant %s", got, want)
	}
}

// What a page lists: everything linked on it, in its notes, in foreign notes it cites and
// by hand; by title, whatever the case; nothing of what only others show.
func TestListed(t *testing.T) {
	x := link(t, files{
		"glossary/a.md":     term("term: zebra"),
		"glossary/b.md":     term("term: Yak"),
		"glossary/c.md":     term("term: Émigré", "aliases: [exile]"),
		"glossary/d.md":     term("term: aardvark"),
		"glossary/e.md":     term("term: Bison"),
		"glossary/f.md":     term("term: Camel"),
		"glossary/g.md":     term("term: Dodo"),
		"articles/one.md":   "A zebra and an exile.[^n][^two:m] And [it]{term=d}.\n\n[^n]: A yak.\n",
		"articles/two.md":   "A dodo.[^k] More.[^m]\n\n[^m]: A bison, a bison and [this]{term=f}.\n[^k]: A dodo.\n",
		"articles/three.md": "---\nterms: off\n---\nA zebra, and [this]{term=b}.[^two:m]\n",
	}).quiet()
	for name, want := range map[string]string{
		"articles/one.md":   "aardvark Bison Camel Émigré Yak zebra",
		"articles/two.md":   "Bison Camel Dodo",
		"articles/three.md": "Bison Camel Yak",
		"glossary/a.md":     "",
	} {
		var got []string
		for _, i := range x.Listed[x.page(name)] {
			got = append(got, x.Terms[i].Title)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s lists %q, want %q", name, s, want)
		}
		for i := range x.Terms {
			if listed := slices.Contains(x.Listed[x.page(name)], int32(i)); x.Lists(x.page(name), int32(i)) != listed {
				t.Errorf("Lists(%s, %s) is %v", name, x.Terms[i].Title, !listed)
			}
		}
	}
}

// A quoted passage is a scope of its own; a page without terms has none in quotations.
func TestQuoted(t *testing.T) {
	x := link(t, with(natoAndEU,
		"glossary/pact.md", "---\nterm: Pact\n---\nA pact like NATO; NATO, [the union]{term=eu} and the EU.\n\nNATO.\n",
		"glossary/bare.md", "---\nterm: Bare\nterms: off\n---\nLike NATO.\n",
		"a.md", "A pact is bare. NATO, the EU.\n")).quiet()
	lead := func(name string) Passage { return x.Terms[x.Pages[x.page(name)].Term].Lead }
	same(t, "quoted", one("NATO=nato"), x.terms(x.page("glossary/pact.md"), x.Quoted(lead("glossary/pact.md"))))
	same(t, "quoted", nil, x.terms(x.page("glossary/bare.md"), x.Quoted(lead("glossary/bare.md"))))
	eu, nato := x.Pages[x.page("glossary/eu.md")].Term, x.Pages[x.page("glossary/nato.md")].Term
	for _, c := range []struct {
		page string
		term int32
		want bool
	}{{"glossary/pact.md", eu, true}, {"glossary/pact.md", nato, true}, {"glossary/bare.md", nato, true}, {"glossary/bare.md", eu, false}} {
		if got := x.Names(lead(c.page), c.term); got != c.want {
			t.Errorf("Names(%s, %s) is %v", c.page, x.Terms[c.term].Name, got)
		}
	}
}

// Mentions are the sentences that name a term, each once, in reading order.
func TestMentions(t *testing.T) {
	x := link(t, with(natoAndEU,
		"articles/b.md", "---\norder: 1\n---\n# First\n\nNATO and NATO. Not it. [The alliance]{term=nato} and NATO.[^n]\n\n## On [it]{term=nato}\n\n| NATO |\n|---|\n| x NATO |\n\n[^n]: In a note: NATO. Then NATO.\n",
		"articles/a.md", "---\norder: 2\n---\n## H\n\n北约。NATO。\n\n![x](../x.png \"NATO's map.\")\n\n[![its flag](../x.png)]{term=nato}\n\n`NATO`, [NATO](b.md).\n",
		"x.png", "",
		"articles/d.md", "---\ndraft: true\n---\nNATO in a draft.\n",
		"glossary/z.md", "---\nterm: Zed\n---\nNATO in a definition.\n",
		"a.md", "NATO on a page, and Zed, and the EU.\n")).quiet()
	var got []string
	for _, m := range x.Mentions[x.Pages[x.page("glossary/nato.md")].Term] {
		head := "-"
		if m.Heading >= 0 {
			head = x.Pages[m.Page].Doc.Heads[m.Heading].Text
		}
		got = append(got, x.Pages[m.Page].Name+"/"+head+": "+x.text(m.Passage))
	}
	same(t, "mentions", one("b/-: NATO and NATO.", "b/-: The alliance and NATO.", "b/On it: On it", "b/On it: NATO", "b/On it: x NATO",
		"b/-: In a note: NATO.", "b/-: Then NATO.", "a/H: NATO。", "a/H: NATO’s map.", "a/-: NATO on a page, and Zed, and the EU."), got)
}

// The events of a term are those whose statements name it, in any form, each once.
func TestTold(t *testing.T) {
	x := link(t, with(natoAndEU,
		"articles/a.md", "[NATO and NATO again]{date=2001 title=One} [it]{date=2003 title=Other} NATO\n\n[The [alliance]{term=nato} and NATO]{date=2002 title=Two}\n",
		"articles/b.md", "[NATO and the EU]{date=2000 event=zero title=Zero} and [x]{date=2004 event=four title=Four}\n",
		"articles/c.md", "[NATO]{date=2004 event=four} and [NATO]{date=2004 event=four}\n",
		"articles/d.md", "---\ndraft: true\n---\n[NATO]{date=1999 title=Draft}\n")).quiet()
	for name, want := range map[string]string{"nato": "Zero One Two Four", "eu": "Zero"} {
		var got []string
		for _, e := range x.Told[x.Pages[x.page("glossary/"+name+".md")].Term] {
			got = append(got, x.Events[e].Title)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s is told by %q, want %q", name, s, want)
		}
	}
}
