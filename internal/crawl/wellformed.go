package crawl

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// void are the elements without an end tag (HTML, "Void elements").
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true,
}

// WellFormed reports whether a piece of a page's body is what it seems: every element is
// ended where it began, no attribute stands twice, and a browser builds the very tree that
// the tags describe, without closing, moving or inventing an element.
func WellFormed(piece string) error {
	nodes, err := html.ParseFragment(strings.NewReader(piece), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return err
	}
	return wellFormed(piece, nodes...)
}

// wellFormed compares a text with the tree that a browser has made of it.
func wellFormed(text string, nodes ...*html.Node) error {
	want, err := tags(text)
	if err != nil {
		return err
	}
	var got []string
	for _, n := range nodes {
		got = appendTags(got, n)
	}
	implied := func(tag string) bool { return tag == "tbody" || tag == "/tbody" } // its tags may be left out
	got, want = slices.DeleteFunc(got, implied), slices.DeleteFunc(want, implied)
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Errorf("a browser reads <%s> where <%s> is written, behind %q", got[i], want[i], want[max(0, i-4):i])
		}
	}
	if len(got) != len(want) {
		return fmt.Errorf("a browser reads %d tags where %d are written", len(got), len(want))
	}
	return nil
}

// appendTags lists the tags of a tree in small letters, as a tokenizer gives them (in SVG the
// tree has capitals: linearGradient), end tags with a slash.
func appendTags(list []string, n *html.Node) []string {
	tag := strings.ToLower(n.Data)
	if n.Type == html.ElementNode {
		list = append(list, tag)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		list = appendTags(list, c)
	}
	if n.Type == html.ElementNode && !void[n.Data] {
		list = append(list, "/"+tag)
	}
	return list
}

// tags lists the tags as they are written.
func tags(text string) ([]string, error) {
	var list, open []string
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return nil, fmt.Errorf("<%s> is never ended", open[len(open)-1])
			}
			return list, nil
		case html.TextToken:
			if raw := string(z.Raw()); strings.ContainsAny(raw, "<>") {
				return nil, fmt.Errorf("a bare bracket in %q", raw)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			list = append(list, t.Data)
			if err := twice(t); err != nil {
				return nil, err
			}
			if t.Type == html.SelfClosingTagToken && !void[t.Data] {
				return nil, fmt.Errorf("<%s/> is not ended by its slash", t.Data)
			}
			if !void[t.Data] {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			name := z.Token().Data
			list = append(list, "/"+name)
			if len(open) == 0 || open[len(open)-1] != name {
				return nil, fmt.Errorf("</%s> ends what is open: %q", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func twice(t html.Token) error {
	var seen []string
	for _, a := range t.Attr {
		if slices.Contains(seen, a.Key) {
			return fmt.Errorf("<%s> has %s twice", t.Data, a.Key)
		}
		seen = append(seen, a.Key)
	}
	return nil
}
