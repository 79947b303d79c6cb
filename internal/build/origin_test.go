package build

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"gloss/internal/site"
)

var traces = regexp.MustCompile(`<!--gloss:\d+:\d+-->`)

// A traced page is the page as it is, but for the comments.
func TestTracedIsThePage(t *testing.T) {
	var b Builder
	r, _, err := b.Build(sample, Options{})
	if err != nil {
		t.Fatal(err)
	}
	comments := 0
	for id, p := range r.Site.Pages {
		page, err := r.Renderer.Page(site.PageID(id))
		if err != nil {
			t.Fatal(err)
		}
		traced, err := r.Renderer.Traced(site.PageID(id))
		if err != nil {
			t.Fatal(err)
		}
		comments += len(traces.FindAll(traced, -1))
		if !bytes.Equal(traces.ReplaceAll(traced, nil), page) {
			t.Errorf("%s is another page when traced", p.Out)
		}
	}
	if comments < 1000 {
		t.Errorf("only %d comments", comments)
	}
}

const originSite = `
-- gloss.yaml --
title: T
glossary: ../shared
-- content/index.md --
Hello.
-- content/articles/a.md --
---
title: Alpha
source: {publisher: A, length: 9}
---

The first paragraph
is on two lines. {p=1}

## A heading

- one item
- two *items* here[^n]

| a | b |
|---|---|
| c | d |

> Quoted words.

[A claim of Alpha]{#x} about the gate.

[^n]: The note.
-- content/articles/b.md --
# Beta

Beta says [no](a.md#x){rel=contradicts why="it did not look"} to it.
-- content/guide.md --
# Guide
`

// Everything that is shown is found where it was written, on whatever page it is shown.
func TestOrigin(t *testing.T) {
	shared := fstest.MapFS{"gate.md": {Data: []byte("---\nterm: gate\n---\n\nWhat locks have.\n")}}
	o := Options{Open: func(string) (fs.FS, error) { return shared, nil }}
	var b Builder
	r, _, err := b.Build(files(originSite), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ page, tag, text, want string }{
		{"articles/a.html", "p", "The first paragraph", "content/articles/a.md:6:1"},
		{"articles/a.html", "h2", "A heading", "content/articles/a.md:9:"},
		{"articles/a.html", "li", "one item", "content/articles/a.md:11:"},
		{"articles/a.html", "em", "items", "content/articles/a.md:12:"},
		{"articles/a.html", "td", "d", "content/articles/a.md:16:"},
		{"articles/a.html", "blockquote", "Quoted words.", "content/articles/a.md:18:"},
		{"articles/a.html", "span", "A claim of Alpha", "content/articles/a.md:20:"},
		{"articles/a.html", "h1", "Alpha", "content/articles/a.md:1:1"},
		{"articles/a.html", "dd", "What locks have.", "../shared/gate.md:5:1"},
		{"compare.html", "p", "A claim of Alpha", "content/articles/a.md:20:"},
		{"compare.html", "p", "Beta says no", "content/articles/b.md:3:"},
		{"glossary/gate.html", "p", "What locks have.", "../shared/gate.md:5:1"},
		{"guide.html", "h1", "Guide", "content/guide.md:1:1"},
		{"index.html", "p", "Hello.", "content/index.md:1:1"},
		{"compare.html", "h1", "", "no line of yours"},
		{"none.html", "", "", "file does not exist"},
	} {
		page, _ := r.File(c.page)
		pos, err := r.Origin(c.page, elementWith(page, c.tag, c.text))
		got := pos.String()
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, c.want) && !strings.HasSuffix(got, c.want) && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%s: <%s> %q is from %s, want %s", c.page, c.tag, c.text, got, c.want)
		}
	}
}

// elementWith counts the elements of a body up to the one of a name whose text begins so.
func elementWith(page []byte, tag, text string) int {
	root, _ := html.Parse(bytes.NewReader(page))
	n, found := -1, -1
	var walk func(at *html.Node, body bool)
	walk = func(at *html.Node, body bool) {
		if body && at.Type == html.ElementNode {
			if n++; found < 0 && at.Data == tag && strings.HasPrefix(strings.Join(strings.Fields(textOf(at)), " "), text) {
				found = n
			}
		}
		if at.Data == "template" {
			return
		}
		for c := range at.ChildNodes() {
			walk(c, body || at.Data == "body")
		}
	}
	walk(root, false)
	return found
}

func textOf(n *html.Node) string {
	var sb strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			sb.WriteString(c.Data)
		}
	}
	return sb.String()
}
