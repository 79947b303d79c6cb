package crawl

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// roles are the roles a page may give, and the element that may have each.
var roles = map[string]string{
	"doc-noteref": "a", "doc-backlink": "a", "doc-glossref": "a", "doc-endnotes": "section", "doc-biblioref": "a", "list": "ul",
	"img": "svg", "group": "svg", "status": "p", "search": "search", "region": "div",
}

// references are the attributes that name ids of the page.
var references = []string{"aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns", "for", "headers", "list", "form"}

// known are the other ARIA attributes in use.
var known = []string{"aria-label", "aria-current", "aria-hidden", "aria-expanded", "aria-live", "aria-haspopup", "aria-pressed", "aria-selected"}

// named are the elements that can have a name of their own (ARIA 1.2, "Name prohibited").
var named = []string{
	"a", "nav", "section", "article", "aside", "form", "button", "input", "select", "textarea", "img", "svg", "table", "ul", "ol", "dl",
	"figure", "main", "header", "footer", "details", "dialog", "search", "fieldset", "meter", "progress",
}

var datetime = regexp.MustCompile(`^(\d{4,}|\d{4,}-\d\d|\d{4,}-\d\d-\d\d|\d\d-\d\d|\d\d:\d\d|\d{4,}-W\d\d|\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)$`)

// bare are attributes that say what they mean by being there, or that may be empty.
var bare = []string{"alt", "value", "open", "hidden", "controls", "checked", "popover", "defer"}

// attributes checks an element's attributes.
func (p *page) attributes(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "style":
			p.problem("<%s> has a style of its own, which the policy refuses", n.Data)
		case strings.HasPrefix(a.Key, "on"):
			p.problem("<%s> has a handler %s, which the policy refuses", n.Data, a.Key)
		case a.Key == "role" && roles[a.Val] != n.Data:
			p.house("<%s> has the role %q", n.Data, a.Val)
		case slices.Contains(references, a.Key):
			for id := range strings.FieldsSeq(a.Val) {
				if p.ids[id] == nil {
					p.problem("%s of <%s> names %q, which is not there", a.Key, n.Data, id)
				}
			}
		case strings.HasPrefix(a.Key, "aria-") && !slices.Contains(known, a.Key):
			p.house("<%s> has an unknown %s", n.Data, a.Key)
		case a.Key == "title" && (strings.TrimSpace(a.Val) == "" || a.Val == text(n)):
			p.house("<%s> has the title %q, which says nothing more", n.Data, a.Val)
		case a.Val == "" && !slices.Contains(bare, a.Key):
			p.house("<%s> has an empty %s", n.Data, a.Key)
		}
	}
	if label, ok := attr(n, "aria-label"); ok && (strings.TrimSpace(label) == "" || !slices.Contains(named, n.Data) && value(n, "role") == "") {
		p.problem("<%s> cannot be named %q", n.Data, label)
	}
	p.special(n)
}

// special checks what single elements ask for.
func (p *page) special(n *html.Node) {
	switch n.Data {
	case "style":
		p.problem("a style sheet in the page, which the policy refuses")
	case "script":
		if _, ok := attr(n, "src"); !ok && value(n, "type") != "application/ld+json" { // which is data
			p.problem("a script in the page, which the policy refuses")
		}
	case "img":
		if _, ok := attr(n, "alt"); !ok {
			p.problem("<img> without alt")
		}
		if (value(n, "width") == "") != (value(n, "height") == "") {
			p.house("<img> with half a size")
		}
	case "time":
		if d := value(n, "datetime"); !datetime.MatchString(d) {
			p.problem("<time> has no valid datetime: %q", d)
		}
	case "li":
		if _, ok := attr(n, "value"); ok && n.Parent.Data != "ol" {
			p.problem("<li> has a value outside <ol>")
		}
	case "details":
		if first := firstElement(n); first == nil || first.Data != "summary" {
			p.problem("<details> does not begin with <summary>")
		}
	}
}

func firstElement(n *html.Node) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// flow are elements that may not stand where only phrases may.
var flow = []string{
	"address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "dt", "dd", "fieldset", "figcaption", "figure", "footer",
	"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "nav", "ol", "p", "pre", "search", "section", "table", "ul",
}

// phrasing are elements that hold only phrases (HTML, "Phrasing content"). Links and the
// like hold what their parent may.
var phrasing = []string{
	"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "code", "sup", "sub", "time", "cite", "q", "b", "i", "u", "s", "small",
	"abbr", "dfn", "mark", "kbd", "samp", "var", "bdi", "bdo", "label", "button", "summary", "pre",
}

// nesting checks what stands in what.
func (p *page) nesting(n *html.Node) {
	parent := n.Parent.Data
	switch n.Data {
	case "li":
		if parent != "ul" && parent != "ol" && parent != "menu" {
			p.problem("<li> in <%s>", parent)
		}
	case "dt", "dd":
		if parent != "dl" && !(parent == "div" && n.Parent.Parent.Data == "dl") {
			p.problem("<%s> in <%s>", n.Data, parent)
		}
	case "a", "button", "summary":
		for up := n.Parent; up != nil; up = up.Parent {
			if up.Data == "a" || up.Data == "button" || up.Data == "summary" {
				p.problem("<%s> in <%s>", n.Data, up.Data)
			}
		}
	}
	switch parent {
	case "ul", "ol", "menu":
		if n.Data != "li" {
			p.problem("<%s> in <%s>", n.Data, parent)
		}
	case "dl":
		if n.Data != "dt" && n.Data != "dd" && n.Data != "div" {
			p.problem("<%s> in <dl>", n.Data)
		}
	}
	if slices.Contains(flow, n.Data) {
		up := n.Parent
		for up.Data == "a" || up.Data == "ins" || up.Data == "del" {
			up = up.Parent
		}
		heading := up.Data == "summary" && len(n.Data) == 2 && n.Data[0] == 'h'
		if slices.Contains(phrasing, up.Data) && !heading {
			p.problem("<%s> in <%s>", n.Data, up.Data)
		}
	}
}

// filled are elements that mean nothing when they are empty.
var filled = []string{
	"p", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "nav", "div", "main",
	"figure", "figcaption", "blockquote", "table", "tr", "span", "em", "strong", "sup", "summary", "details", "time", "title", "body",
}

// emptiness reports elements without content, and links without a name.
func (p *page) emptiness(n *html.Node) {
	if hasText(n) || n.Parent.Data == "code" || n.Parent.Data == "pre" {
		return
	}
	_, leads := attr(n, "href")
	shown := false
	for d := range n.Descendants() {
		shown = shown || d.Data == "img" || d.Data == "svg" || d.Data == "input" || d.Data == "hr" || p.label(d) != ""
	}
	switch {
	case shown:
	case n.Data == "a" && leads && p.label(n) == "":
		p.problem("<a class=%q> is empty", value(n, "class"))
	case slices.Contains(filled, n.Data):
		p.house("<%s class=%q> is empty", n.Data, value(n, "class"))
	}
}
