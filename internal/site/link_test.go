package site

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/annotate"
	"gloss/internal/content"
)

// Files whose names a disk hands out decomposed are found under both spellings, from both.
func TestComposition(t *testing.T) {
	nfd := norm.NFD.String
	x := link(t, files{
		nfd("articles/été.md"):      "[a](hôtel.md) [b](" + nfd("hôtel.md") + ") [c](h%C3%B4tel.html#" + nfd("là") + ") [d](../glossary/traité.md)[^été:n] Traité. {p=\"été:1\"} [e]{term=traité} [f](../été/à.md)\n\n[^n]: x\n",
		nfd("articles/hôtel.md"):    "---\nsource: {publisher: x}\n---\n[x]{#là}[^" + nfd("été") + ":n] {p=\"" + nfd("hôtel") + ":1\"}\n",
		nfd("glossary/traité.md"):   "A definition.\n",
		nfd("été/à.md"):             "[x](é.png) [y](../articles/" + nfd("été") + ".md)\n\n![x](" + nfd("é.png") + ")\n",
		"été/é.png":                 "", // assets come with their paths in NFC
		nfd("articles/source.md"):   "x\n",
		nfd("articles/été2.md"):     "x\n",
		nfd("glossary/accord-é.md"): "---\nterm: accord\nsee: [" + "traité" + "]\n---\nTraité, accord.\n",
		"a.md":                      "The accord.\n",
	})
	x.says(`articles/` + nfd("été") + `.md:1:109: error: article "été" names no source, so there is nothing to point into [locator] | give it source: {publisher: …, length: …} in its front matter`)
	for id := range x.Pages {
		for i, target := range x.Targets[id] {
			if !target.Found {
				t.Errorf("%s: target %d is not found", x.Pages[id].Out, i)
			}
		}
	}
}

// A site of drafts alone has nothing of theirs, whatever they hold.
func TestOnlyDrafts(t *testing.T) {
	fs := files{
		"articles/a.md":     "---\ndraft: true\nsource: {publisher: x, length: 1}\n---\n[x]{date=2025 event=e title=E #x} [y](b.md#x){rel=extends}[^b:n] {p=1}\n",
		"articles/b.md":     "---\ndraft: true\n---\n[x]{date=2025 event=e #x}[^n]\n\n[^n]: x\n",
		"glossary/jcpoa.md": "---\nterm: JCPOA\ndraft: true\n---\nx\n",
	}
	x := link(t, fs).quiet()
	var outs []string
	for _, p := range x.Pages {
		if !p.Draft {
			outs = append(outs, p.Out)
		}
	}
	same(t, "pages", one("index.html", "404.html", "search.html"), outs)
	if len(x.Articles)+len(x.Events)+len(x.Relations)+len(x.Coverage) > 0 {
		t.Errorf("the site has something:\n%s", x.dump())
	}
	fs["a.md"] = "JCPOA\n"
	if x := linkWith(t, fs, true).quiet(); len(x.Articles) != 2 || len(x.Events) != 1 || len(x.Relations) != 1 || len(x.Coverage) != 1 || x.Generated(KindGlossary) == None {
		t.Errorf("with drafts, something is missing:\n%s", x.dump())
	}
}

// The pages a site generates are those it has something for.
func TestGenerated(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []Kind
	}{
		{"nothing", "x", nil},
		{"a dated statement", "[x]{date=2025}", []Kind{KindTimeline}},
		{"an event told twice on a page", "[x]{date=2025 event=e title=E} [x]{date=2025 event=e}", []Kind{KindTimeline}},
		{"an event told on two pages", "[x]{date=2025 event=f title=F}", []Kind{KindTimeline, KindCompare}},
		{"a relation", "[x]{#y} in one.\n\nIn [another](#y){rel=extends}.", []Kind{KindCompare}},
	} {
		t.Run(c.name, func(t *testing.T) {
			fs := files{"a.md": c.text + "\n"}
			if strings.Contains(c.text, "event=f") {
				fs["b.md"] = "[y]{date=2025 event=f}\n"
			}
			x := link(t, fs).quiet()
			want := append([]Kind{KindHome, KindNotFound}, c.want...)
			for k := KindHome; k <= KindNotFound; k++ {
				wanted := false
				for _, w := range want {
					wanted = wanted || w == k
				}
				if got := x.Generated(k) != None; got != wanted {
					t.Errorf("%s is generated: %v", kindNames[k], got)
				}
			}
		})
	}
}

// A passage longer than a sentence is shown as it is, a shorter one with its sentence.
func TestSentence(t *testing.T) {
	x := link(t, files{"a.md": "One [two]{date=2001}. [Three. Four]{date=2002} five. Six.\n\n| [seven]{date=2003} eight |\n|---|\n\n[句子在这里]{date=2004}。下一句。\n"}).quiet()
	id := x.page("a.md")
	var got []string
	for i := range x.Pages[id].Doc.Dated {
		got = append(got, x.text(x.Sentence(Passage{id, x.Pages[id].Doc.Dated[i].Span})))
	}
	same(t, "sentences", one("One two.", "Three. Four five.", "seven eight", "句子在这里。"), got)
	whole := Passage{id, annotate.Span{Off: x.Pages[id].Doc.Dated[0].Span.Off, End: x.Pages[id].Doc.Dated[1].Span.End}}
	if got := x.Sentence(whole); got != whole {
		t.Errorf("two sentences are shown as %q", x.text(got))
	}
}

func TestMergeCites(t *testing.T) {
	got := mergeCites([]cited{
		{1, Range{8, 9}}, {0, Range{1, 5}}, {0, Range{2, 3}}, {1, Range{3, 3}}, {0, Range{6, 6}}, {0, Range{9, 9}}, {1, Range{1, 1}}, {1, Range{2, 2}}, {1, Range{9, 12}},
	})
	same(t, "cites", []Cite{{1, []Range{{1, 3}, {8, 12}}}, {0, []Range{{1, 6}, {9, 9}}}}, got)
	same(t, "no cites", nil, mergeCites(nil))
}

// What a passage rests on, asked of any part of a page.
func TestCitesOf(t *testing.T) {
	x := link(t, files{
		"articles/a.md": "---\nsource: {publisher: A, length: 20}\n---\n[One]{#a}. {p=1} [Two]{#b}. [Three]{#c} {p=2}\n\n" +
			"[Four [five]{#d p=3} six]{#e p=4} [seven]{#f}. {p=5}\n\n[Eight]{#g}. {p=none}\n\n[Nine]{#h}.\n\n" +
			"- [Ten]{#i}. {p=6}\n- [Eleven]{#j}. {p=none}\n- [Twelve]{#k}.\n\n{p=7}\n\n" +
			"| [a]{#l} {p=8} | [b]{#m} |\n|---|---|\n{p=9}\n\n> [Quoted]{#n}. {p=10}\n>\n> [More]{#o}.\n\n{p=11}\n\n" +
			"[Two. [Sentences]{#p}. {p=12} Here]{#q}. {p=13}\n",
	}).quiet()
	want := map[string]string{
		"a": "1", "b": "2", "c": "2", "d": "3", "e": "3-4", "f": "5", "g": "", "h": "", "i": "6", "j": "", "k": "7",
		"l": "8", "m": "9", "n": "10", "o": "11", "p": "12", "q": "12-13",
	}
	id := x.page("articles/a.md")
	for _, c := range x.Pages[id].Doc.Claims {
		d := dumper{linked: x}
		got := strings.TrimSpace(strings.ReplaceAll(d.cites(x.CitesOf(Passage{id, c.Span})), "a:", ""))
		if got != want[c.ID] {
			t.Errorf("%s rests on %q, want %q", c.ID, got, want[c.ID])
		}
	}
	all := dumper{linked: x}
	if got := all.cites(x.CitesOf(x.all(id))); got != "a:1-6,8,10,12-13 " {
		t.Errorf("the page rests on %q", got)
	}
}

// What no source has is not passed on, although the build fails for it.
func TestCitesOfNothing(t *testing.T) {
	x := link(t, files{
		"articles/a.md": "---\nsource: {publisher: A, length: 1}\n---\nx {p=\"1-2 b:1 c:1\"}\n",
		"articles/b.md": "x {p=1}\n",
		"d.md":          "x {p=1}\n",
	})
	for _, name := range []string{"articles/a.md", "articles/b.md", "d.md"} {
		if got := x.CitesOf(x.all(x.page(name))); got != nil {
			t.Errorf("%s rests on %v", name, got)
		}
	}
}

// Suggestions are looked for until they would cost too much.
func TestHintsAreBounded(t *testing.T) {
	h := hints{spent: maxCompared - 2}
	if s := h.nearest("treaty", []string{"treatz", "x"}); s != "treatz" {
		t.Errorf("nearest is %q", s)
	}
	if s := h.nearest("treaty", []string{"treatz"}); s != "" {
		t.Errorf("nearest is %q, though nothing is left to spend", s)
	}
}

// A path as a page names it.
func TestRelativeTo(t *testing.T) {
	for _, c := range [][3]string{
		{"a.md", "b.md", "b.md"},
		{"a.md", "x/b.md", "x/b.md"},
		{"x/a.md", "x/b.md", "b.md"},
		{"x/a.md", "b.md", "../b.md"},
		{"x/y/a.md", "x/b.md", "../b.md"},
		{"x/y/a.md", "xy/b.md", "../../xy/b.md"},
		{"x/a.md", "x/y/b.md", "y/b.md"},
	} {
		p := &Page{Source: &content.Source{Path: c[0]}}
		if got := relativeTo(p, c[1]); got != c[2] {
			t.Errorf("from %s, %s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// Paragraphs are named by so many places and no more, whatever locators say.
func TestCoverageIsBounded(t *testing.T) {
	for _, c := range []struct{ blocks, want int }{{9, 90_000}, {10, 100_000}, {11, 100_000}, {300, 100_000}} {
		s := link(t, files{"articles/a.md": "---\nsource: {publisher: P, length: 10000}\n---\n" + strings.Repeat("x {p=1-10000}\n\n", c.blocks)})
		got := 0
		for n := range s.Coverage[0].Len() {
			got += len(s.Coverage[0].Places(n + 1))
		}
		if got != c.want {
			t.Errorf("%d blocks: %d places, want %d", c.blocks, got, c.want)
		}
	}
}
