package crawl

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

var langTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// document checks what every page has: a language, a title, a policy before anything is
// loaded.
func (p *page) document() {
	root := p.all("html")[0]
	if !langTag.MatchString(value(root, "lang")) {
		p.problem("lang %q is no language", value(root, "lang"))
	}
	head := p.all("head")[0]
	charset, policy := false, ""
	for n := range head.ChildNodes() {
		switch {
		case n.Data == "meta" && value(n, "charset") == "utf-8":
			charset = true
		case n.Data == "meta" && strings.EqualFold(value(n, "http-equiv"), "Content-Security-Policy"):
			policy = value(n, "content")
		case n.Data == "meta" && strings.EqualFold(value(n, "http-equiv"), "refresh"):
			to, ok := strings.CutPrefix(value(n, "content"), "0; url=")
			if !ok {
				p.problem("a page must not reload itself")
			}
			p.link(to)
		case (n.Data == "link" || n.Data == "script") && (!charset || policy == ""):
			p.problem("<%s> stands before the character set and the policy", n.Data)
		}
	}
	if !charset {
		p.problem("no character set")
	}
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		p.problem("policy %q is not strict", policy)
	}
	if titles := p.all("title"); len(titles) != 1 || text(titles[0]) == "" {
		p.problem("not one <title> with text")
	}
	if doctype := p.root.FirstChild; doctype == nil || doctype.Type != html.DoctypeNode {
		p.problem("no doctype")
	}
}

// headings checks that a page has one first heading and skips no level.
func (p *page) headings() {
	last, firsts := 0, 0
	for n := range p.elements() {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		level := int(n.Data[1] - '0')
		if level == 1 {
			firsts++
		}
		if level > last+1 {
			p.problem("<h%d> %q follows <h%d>", level, text(n), last)
		}
		last = level
	}
	if firsts != 1 {
		p.problem("%d <h1>", firsts)
	}
}

// landmarks checks that assistive technology can find its way around.
func (p *page) landmarks() {
	mains := p.all("main")
	if len(mains) != 1 {
		p.problem("%d <main>", len(mains))
		return
	}
	skip := p.all("a")
	if p.moved {
		return
	}
	if len(skip) == 0 || value(skip[0], "href") != "#"+value(mains[0], "id") {
		p.problem("the first link does not skip to <main>")
	}
	names := map[string]bool{}
	for n := range p.elements() {
		if n.Data != "nav" && n.Data != "section" {
			continue
		}
		name := p.label(n)
		switch key := n.Data + " " + name; {
		case name == "":
			p.house("<%s> without a name", n.Data)
		case n.Data == "nav" && names[key]:
			p.problem("two <nav> are named %q", name)
		default:
			names[key] = true
		}
	}
}

// label is an element's name from aria-label or aria-labelledby.
func (p *page) label(n *html.Node) string {
	if v := value(n, "aria-label"); v != "" {
		return v
	}
	var words []string
	for id := range strings.FieldsSeq(value(n, "aria-labelledby")) {
		if by := p.ids[id]; by != nil {
			words = append(words, text(by))
		}
	}
	return strings.Join(words, " ")
}
