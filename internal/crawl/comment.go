package crawl

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// CommentOf returns the comment that speaks of an element of a page, of those that begin with
// a prefix: the first inside it, else, where it stands within text, the last before it in that
// text. The element is named as browsers count those in a body, from 0, in their order; what
// is in templates is not in the page. It is "" where there is none.
func CommentOf(page []byte, element int, prefix string) string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return "" // a buffer does not fail
	}
	body := find(root, atom.Body)
	if body == nil {
		return ""
	}
	var target *html.Node
	for n := range inPage(body) {
		if n.Type != html.ElementNode {
			continue
		}
		if element--; element < 0 {
			target = n
			break
		}
	}
	if target == nil {
		return ""
	}
	is := func(n *html.Node) bool { return n.Type == html.CommentNode && strings.HasPrefix(n.Data, prefix) }
	for n := range inPage(target) {
		if is(n) {
			return n.Data
		}
	}
	for around := target.Parent; around != nil && inText[around.DataAtom]; around = around.Parent {
		last := ""
		for n := range inPage(around) {
			if n == target {
				break
			}
			if is(n) {
				last = n.Data
			}
		}
		if last != "" {
			return last
		}
	}
	return ""
}

// inText are the elements that hold text, and those in it that stand around other text.
var inText = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Dd: true, atom.Dt: true, atom.Td: true, atom.Th: true, atom.Blockquote: true, atom.Pre: true, atom.Code: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Figure: true, atom.Figcaption: true,
	atom.A: true, atom.Em: true, atom.Strong: true, atom.Span: true, atom.Sup: true, atom.Sub: true, atom.Del: true,
}

// inPage yields the nodes below one, in their order, but those in templates.
func inPage(n *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) { walk(n, yield) }
}

func walk(n *html.Node, yield func(*html.Node) bool) bool {
	if n.DataAtom == atom.Template {
		return true
	}
	for c := range n.ChildNodes() {
		if !yield(c) || !walk(c, yield) {
			return false
		}
	}
	return true
}

func find(n *html.Node, tag atom.Atom) *html.Node {
	for c := range n.Descendants() {
		if c.DataAtom == tag {
			return c
		}
	}
	return nil
}
