package render

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// around the Markdown of a case stand another article, two terms and a picture.
const neighbours = `
-- gloss.yaml --
title: T
-- content/articles/b.md --
---
title: B
short: BB
source: {publisher: P, length: 20}
---

## Part

B says [this]{#claim}.[^n] {p=3}

[^n]: Note of B on a toll, {p=4}

    with two paragraphs.
-- content/glossary/toll.md --
---
term: toll
---

What ships pay at a lock gate.
-- content/glossary/lock-gate.md --
---
term: lock gate
---

A door. A [toll](toll.md) opens it.
-- content/timeline.md --
---
title: Timeline
events: {e: {title: The "event"}}
---
-- content/images/x y.png --
`

// single is the site of one case: its Markdown as article A.
func single(t *testing.T, markdown string) (*site.Site, site.PageID) {
	t.Helper()
	fsys := files(neighbours)
	fsys["content/articles/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\nsource: {publisher: Q, length: 30}\n---\n\n" + markdown + "\n")}
	s := linked(t, fsys)
	return s, pageOf(t, s, "articles/a.html")
}

// What each construct becomes in its own place, and where it is quoted on another page.
func TestConstructs(t *testing.T) {
	for _, tc := range []struct{ name, markdown, own, quoted string }{
		{
			"listed term", `A toll's due. {p=1}`,
			`A <a class="term" href="#term-toll" role="doc-glossref" id="gloss-term-toll">toll</a>’s due. <span class="rests"><a class="loc" id="gloss-p1" data-p="1" href="../sources.html#a-p1" aria-label="source paragraph 1">¶1</a></span>`,
			`A toll’s due.`,
		},
		{"term by hand", `[Money]{term=toll}. {p=none}`, `<a class="term" href="#term-toll" role="doc-glossref" id="gloss-term-toll">Money</a>.`, `Money.`},
		{"no term", `[toll]{term=none} {p=none}`, `toll`, `toll`},
		{"note", "X.[^1] {p=none}\n\n[^1]: N.", `X.<sup><a class="noteref" role="doc-noteref" id="ref-1" href="#note-1">1</a></sup>`, `X.`},
		{
			"note in another case, twice", "X[^ä] y[^Ä]. {p=none}\n\n[^Ä]: N.",
			`X<sup><a class="noteref" role="doc-noteref" id="ref-Ä" href="#note-Ä">1</a></sup> y<sup><a class="noteref" role="doc-noteref" id="ref2-Ä" href="#note-Ä">1</a></sup>.`, `X y.`,
		},
		{"foreign note", `X.[^b:n] {p=none}`, `X.<sup><a class="noteref" role="doc-noteref" id="ref-b.n" href="#note-b.n">1</a></sup>`, `X.`},
		{"claim", `[X]{#x by="Some One"}. {p=none}`, `<span class="claim" id="x">X</span>.`, `<span class="claim">X</span>.`},
		{
			"dated", `[X]{date=2015-07-14 event=e}. {p=none}`,
			`<span class="dated" data-date="2015-07-14" id="on-e">X<a class="when" href="../timeline.html#event-e" aria-label="On the timeline, 14 July 2015: The “event”"></a></span>.`,
			`<span class="dated" data-date="2015-07-14">X</span>.`,
		},
		{
			"dated in a link", `[[X]{date=2015 event=e}](b.md). {p=none}`,
			`<a href="b.html" data-to="BB"><span class="dated" data-date="2015" id="on-e">X</span></a>.`, `<span class="dated" data-date="2015">X</span>.`,
		},
		{
			"locators", `X. {p="3-4,6 b:2,5"}`,
			`X. <span class="rests"><a class="loc" id="gloss-p3-4_6.b.2_5" data-p="3-4,6" href="../sources.html#a-p3" aria-label="source paragraphs 3–4, 6">¶3–4, 6</a>` +
				` <a class="loc" data-hue="2" data-shape="square" data-p="b:2,5" href="../sources.html#b-p2" aria-label="source paragraphs: BB 2, 5">BB ¶2, 5</a></span>`, `X.`,
		},
		{"link", `[X](b.md#part "title"). {p=none}`, `<a href="b.html#part" data-to="BB" title="title">X</a>.`, `X.`},
		{"link with a query", `[X](<b.md?a=1&b=ü c#part>). {p=none}`, `<a href="b.html?a=1&amp;b=ü%20c#part">X</a>.`, `X.`},
		{"query on the page itself", `[X](?a=1). {p=none}`, `<a href="a.html?a=1">X</a>.`, `X.`},
		{"link to a copied file", `[X](<../images/x y.png>). {p=none}`, `<a href="../images/x%20y.png">X</a>.`, `X.`},
		{"link elsewhere", `[X](https://x.example/?a=1&b#c). {p=none}`, `<a href="https://x.example/?a=1&amp;b#c">X</a>.`, ``},
		{"link elsewhere with a language", `[X](https://x.example/){lang=fa}. {p=none}`, `<a href="https://x.example/" lang="fa" dir="auto">X</a>.`, ``},
		{
			"typed link", `[X](b.md#claim){rel=contradicts}. {p=none}`,
			`<a class="xref" data-rel="contradicts" id="gloss-to-b.claim" href="b.html#claim" data-to="BB, ¶3">X</a><span class="rel"> (disagrees)</span>.`, `X.`,
		},
		{
			"image", `X ![an "alt"](../images/x%20y.png "tip"){.wide} y. {p=none}`,
			`X <img src="../images/x%20y.png" alt="an “alt”" title="tip" class="wide" width="640" height="360" loading="lazy" decoding="async"> y.`,
			`X <img src="images/x%20y.png" alt="an “alt”" title="tip" class="wide" width="640" height="360" loading="lazy" decoding="async"> y.`,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, id := single(t, tc.markdown)
			r := renderer(t, s)
			got := strings.TrimSuffix(strings.TrimPrefix(string(r.body(id)), "<p>"), "</p>\n")
			if diff := cmp.Diff(tc.own, got); diff != "" {
				t.Errorf("in its place (-want +got):\n%s", diff)
			}
			if tc.quoted == "" {
				return
			}
			para := s.Pages[id].Doc.Blocks[0].Span
			if diff := cmp.Diff(tc.quoted, strings.TrimSpace(string(r.quote(s.Generated(site.KindHome), site.Passage{Page: id, Span: para})))); diff != "" {
				t.Errorf("quoted (-want +got):\n%s", diff)
			}
		})
	}
}

// What opens at the end of a passage or closes at its start is its neighbour's.
func TestBorders(t *testing.T) {
	s, id := single(t, "[one[^n]]{#a}[two](b.md)[three]{#c}[^n][four]{term=toll}[five]{#e}. {p=none}\n\n[^n]: N.")
	r := renderer(t, s)
	want := map[string]string{"a": "one", "c": "three", "e": "five"}
	for _, c := range s.Pages[id].Doc.Claims {
		if got := string(r.lead(id, site.Passage{Page: id, Span: c.Span})); got != want[c.ID] {
			t.Errorf("%s: %q, want %q", c.ID, got, want[c.ID])
		}
	}
	// an empty passage is empty
	for off := range s.Pages[id].Doc.Body.End {
		if got := r.quote(id, site.Passage{Page: id, Span: annotate.Span{Off: off, End: off}}); got != "" {
			t.Fatalf("the empty passage at %d is %q", off, got)
		}
	}
}

// In a definition on another page, a term that the page lists leads to its entry there, and
// one that it does not list to its page in the glossary.
func TestDefinitions(t *testing.T) {
	s, id := single(t, "A toll.")
	got := string(renderer(t, s).lead(id, s.Terms[1].Lead))
	want := `What ships pay at a <a class="term" href="../glossary/lock-gate.html" role="doc-glossref">lock gate</a>.`
	if got != want {
		t.Errorf("unlisted: %s", got)
	}
	s, id = single(t, "A toll and a lock gate.")
	got = string(renderer(t, s).lead(id, s.Terms[1].Lead))
	want = `What ships pay at a <a class="term" href="#term-lock-gate" role="doc-glossref">lock gate</a>.`
	if got != want {
		t.Errorf("listed: %s", got)
	}
}

// A note cited in two articles is one note: whose it is stands at the borrower's, who
// borrows it at its home.
func TestForeignNote(t *testing.T) {
	s, a := single(t, "A toll.[^b:n] Again.[^b:n] {p=none}")
	r := renderer(t, s)
	notes := r.notes(a)
	if len(notes) != 1 || notes[0].ID != "note-b.n" || notes[0].Origin == nil || notes[0].Origin.Text != "BB, note 1" || notes[0].Origin.URL != "b.html#note-n" {
		t.Errorf("borrowed note %+v", notes)
	}
	if len(notes[0].Back) != 2 || notes[0].Back[1] != (Link{Text: "Back to reference 1, use 2", URL: "#ref2-b.n"}) {
		t.Errorf("ways back %+v", notes[0].Back)
	}
	if !bytes.Contains([]byte(notes[0].Body), []byte(`<a class="loc" data-hue="2" data-shape="square" data-p="b:4"`)) || hasID(t, string(notes[0].Body)) {
		t.Errorf("body %s", notes[0].Body)
	}
	home := r.notes(pageOf(t, s, "articles/b.html"))
	if len(home) != 1 || len(home[0].Cited) != 2 || home[0].Cited[0].URL != "a.html#ref-b.n" || home[0].Cited[0].Sentence != "A toll." {
		t.Errorf("the note at home %+v", home)
	}
}

// Only the title is a heading of the first level, whatever the body has.
func TestOutline(t *testing.T) {
	for _, tc := range []struct{ markdown, want string }{
		{"# One\n\n## Two\n\n# Three", "h2 One h3 Two h2 Three"},
		{"## One\n\n### Two\n\n# Three", "h2 One h3 Two h2 Three"},
		{"## One\n\n### Two", "h2 One h3 Two"},
		{"# One\n\n###### Deep", "h2 One h6 Deep"},
		{"# A\n\n# One\n\n## Two", "h2 One h3 Two"}, // the first gives the title
		{"# A *b* {#x}\n\nX", "h2 A b"},
		{"# One\n\n`<h1>` and <h1", "h2 One"},
	} {
		s, id := single(t, tc.markdown)
		page, err := renderer(t, s).Page(id)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range doc.Descendants() {
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				var text strings.Builder
				for c := range n.Descendants() {
					if c.Type == html.TextNode {
						text.WriteString(c.Data)
					}
				}
				got = append(got, n.Data+" "+text.String())
			}
		}
		if got := strings.Join(got, " "); got != "h1 A "+tc.want {
			t.Errorf("%q: %s, want h1 A %s", tc.markdown, got, tc.want)
		}
	}
}

// A heading that gives a page its title keeps what stands in it, and its id.
func TestTitleFromHeading(t *testing.T) {
	fsys := files(neighbours)
	fsys["content/p.md"] = &fstest.MapFile{Data: []byte("# The *first* toll[^n] & [x]{#x}\n\nSee [above](#x).\n\n[^n]: N.\n")}
	s := linked(t, fsys)
	id := pageOf(t, s, "p.html")
	page, err := renderer(t, s).Page(id)
	if err != nil {
		t.Fatal(err)
	}
	want := `<h1 id="the-first-toll-x">The <em>first</em> toll<sup><a class="noteref" role="doc-noteref" id="ref-n" href="#note-n">1</a></sup> &amp; <span class="claim" id="x">x</span></h1>
<div class="prose">
<p>See <a href="#x">above</a>.</p>
</div>`
	if !strings.Contains(string(page), want) {
		t.Errorf("page %s", page)
	}
	if !strings.Contains(string(page), `<title>The first toll &amp; x · T</title>`) {
		t.Errorf("page %s", page)
	}
}
