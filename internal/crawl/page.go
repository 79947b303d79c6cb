package crawl

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// page is a page while it is read.
type page struct {
	*crawler
	name  string
	root  *html.Node
	ids   map[string]*html.Node
	moved bool            // it only sends readers on
	based bool            // it says that its addresses are relative to another place
	asked map[string]bool // what its links and requests have named already
}

// read parses a page, checks it, and keeps its ids.
func (c *crawler) read(name string, data []byte) {
	p := &page{crawler: c, name: name, ids: map[string]*html.Node{}, asked: map[string]bool{}}
	keep := &ids{has: map[string]bool{}}
	c.files[name] = keep
	if strings.Contains(string(data), "ZgotmplZ") {
		p.problem("a layout puts a value where it is not safe")
	}
	var err error
	if p.root, err = html.Parse(bytes.NewReader(data)); err != nil {
		p.problem("%v", err) // it is nested too deep for any browser
		return
	}
	if err := wellFormed(string(data), p.root); err != nil {
		p.problem("%v", err)
	}
	for n := range p.elements() {
		p.based = p.based || n.Data == "base" && value(n, "href") != ""
		p.moved = p.moved || n.Data == "meta" && value(n, "http-equiv") == "refresh"
		id, ok := attr(n, "id")
		switch {
		case !ok:
		case id == "" || strings.ContainsAny(id, " \t\n"):
			p.problem("id %q is not valid", id)
		case p.ids[id] != nil:
			p.problem("id %q stands twice, at <%s> and <%s>", id, p.ids[id].Data, n.Data)
		default:
			p.ids[id] = n
		}
		if n.Data == "a" && value(n, "name") != "" {
			keep.has[value(n, "name")] = true // as old pages do it, and browsers still follow
		}
	}
	p.check()
	for id := range p.ids {
		keep.has[id] = true
	}
	keep.moved = p.moved
}

func (p *page) problem(format string, args ...any) { p.crawler.problem(p.name, format, args...) }

func (p *page) house(format string, args ...any) {
	p.problems = append(p.problems, Problem{File: p.name, Kind: House, Msg: fmt.Sprintf(format, args...)})
}

// elements yields the page's elements in order.
func (p *page) elements() func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := range p.root.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

// all returns the elements of a name.
func (p *page) all(name string) []*html.Node {
	var list []*html.Node
	for n := range p.elements() {
		if n.Data == name {
			list = append(list, n)
		}
	}
	return list
}

func (p *page) check() {
	p.document()
	p.headings()
	p.landmarks()
	for n := range p.elements() {
		p.links(n)
		p.attributes(n)
		p.nesting(n)
		p.emptiness(n)
	}
}

// requests are the attributes that make a browser load something.
var requests = map[string][]string{
	"link": {"href"}, "script": {"src"}, "img": {"src", "srcset"}, "source": {"src", "srcset"},
	"video": {"src", "poster"}, "audio": {"src"}, "track": {"src"}, "input": {"src"},
}

// links checks where an element leads and what it asks for.
func (p *page) links(n *html.Node) {
	switch n.Data {
	case "iframe", "object", "embed", "base", "frame":
		p.problem("<%s> has no place in a briefing", n.Data)
	case "a", "area":
		if href, ok := attr(n, "href"); ok {
			p.link(href)
		} else {
			p.house("<a> without href")
		}
	}
	for _, key := range requests[n.Data] {
		v, ok := attr(n, key)
		if !ok {
			continue
		}
		list := []string{v}
		if key == "srcset" {
			list = candidates(v)
		}
		for _, ref := range list {
			if n.Data == "link" && value(n, "rel") == "canonical" {
				p.canonical(ref)
				continue
			}
			if !strings.HasPrefix(ref, "data:") && !p.again(ref, false) && p.refer(p.name, ref, false) {
				p.problem("<%s> asks for %q, which is elsewhere", n.Data, ref)
			}
		}
	}
}

// canonical checks the address by which a page wants to be known: that of a file of the site, or
// of a folder, as a web server shows its index. Where the site is read elsewhere it says nothing.
func (p *page) canonical(ref string) {
	if strings.HasPrefix(ref, p.base.String()) {
		if strings.HasSuffix(ref, "/") {
			ref += "index.html"
		}
		p.refer(p.name, ref, false)
	}
}

// candidates returns the addresses in a srcset (HTML, "Srcset attributes"): a comma ends
// one only with white space behind it or before its next, as data: has commas inside.
func candidates(srcset string) []string {
	var list []string
	for rest := strings.TrimLeft(srcset, " \t\n\f\r,"); rest != ""; rest = strings.TrimLeft(rest, " \t\n\f\r,") {
		end := strings.IndexAny(rest, " \t\n\f\r")
		if end < 0 {
			return append(list, strings.TrimRight(rest, ","))
		}
		ref := rest[:end]
		rest = rest[end:]
		list = append(list, strings.TrimRight(ref, ","))
		if !strings.HasSuffix(ref, ",") {
			_, rest, _ = strings.Cut(rest, ",") // behind the description: "2x"
		}
	}
	return list
}

// again reports whether a reference need not be followed: the page has made it before, or
// says where its addresses begin.
func (p *page) again(ref string, link bool) bool {
	if p.based {
		return true // where it leads cannot be said
	}
	if link {
		ref = "a " + ref
	}
	was := p.asked[ref]
	p.asked[ref] = true
	return was
}

func (p *page) link(href string) {
	if p.again(href, true) || !p.refer(p.name, href, true) {
		return
	}
	scheme, _, _ := strings.Cut(href, ":")
	switch {
	case slices.Contains([]string{"javascript", "vbscript", "data", "blob", "file"}, strings.ToLower(scheme)):
		p.problem("link %q is a program, or leads into the reader's computer", href)
	case p.opts.External == nil || !p.opts.External(p.name, href):
		p.problem("link %q leads elsewhere", href)
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, key string) string {
	v, _ := attr(n, key)
	return v
}

// hasText reports whether there is more than white space in a node.
func hasText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			return true
		}
	}
	return false
}

// text returns the text of a node, white space folded.
func text(n *html.Node) string {
	var sb strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			sb.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(sb.String()), " ")
}
