package annotate

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// filled returns the HTML of a span as a page would show it, each hole filled with what
// it becomes there.
func filled(d *Doc, s Span) string {
	var sb strings.Builder
	at := s.Off
	for _, h := range d.HolesIn(s) {
		sb.Write(d.HTML[at:h.Off])
		at = h.Off
		switch ref := d.Refs[h.Ref]; {
		case h.Side == InTag:
			fmt.Fprintf(&sb, ` id="%d"`, h.Ref)
		case h.Side == Open:
			sb.WriteString(`<a href="">`)
		case h.Side == Close:
			sb.WriteString("</a>")
		case ref.Kind == RefImage:
			sb.WriteString(`<img src="" alt="">`)
		default: // a marker, a date's or a locator's link
			sb.WriteString(`<a href="">x</a>`)
		}
	}
	sb.Write(d.HTML[at:s.End])
	return sb.String()
}

// tags lists the tags of a piece of HTML, end tags with a slash, and says what is not
// well-formed about it: every element closed where it was opened, and no link in another.
func tags(h string) ([]string, error) {
	var list, open []string
	z := html.NewTokenizer(strings.NewReader(h))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return nil, fmt.Errorf("<%s> is not closed", open[len(open)-1])
			}
			return list, nil
		case html.CommentToken, html.DoctypeToken:
			return nil, fmt.Errorf("unexpected %q", z.Raw())
		case html.TextToken:
			if strings.ContainsAny(string(z.Raw()), "<>") {
				return nil, fmt.Errorf("bare bracket in %q", z.Raw())
			}
		case html.StartTagToken:
			name := z.Token().Data
			list = append(list, name)
			if name == "a" && slices.Contains(open, "a") {
				return nil, fmt.Errorf("a link in a link")
			}
			if !voidTags[name] {
				open = append(open, name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			list = append(list, "/"+name)
			if len(open) == 0 || open[len(open)-1] != name {
				return nil, fmt.Errorf("</%s> closes %q", name, open)
			}
			open = open[:len(open)-1]
		default:
			return nil, fmt.Errorf("unexpected %q", z.Raw())
		}
	}
}

// sameTree reports whether a browser builds the tree that the tags say: it would not if
// it had to close, move or invent an element.
func sameTree(h string, want []string) error {
	nodes, err := html.ParseFragment(strings.NewReader(h), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return err
	}
	var got []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			got = append(got, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && !voidTags[n.Data] {
			got = append(got, "/"+n.Data)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("a browser reads %q", got)
	}
	return nil
}
