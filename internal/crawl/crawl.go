// Package crawl reads a built site as a browser, a validator and a careful reader would,
// and says what is wrong with it: links and fragments that lead nowhere, requests to
// another origin, markup that a browser would have to repair, pages no link leads to. It
// is given bytes, and knows nothing of how a site is made.
package crawl

import (
	"cmp"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
)

// Options say how a site is read. The zero value reads it at "http://localhost/" and
// allows no link to elsewhere.
type Options struct {
	// Base is the address of the folder, ending in "/": "https://a.example/repo/" or, as
	// from a disk, "file:///mnt/stick/".
	Base string
	// NotFound is where 404.html is shown, relative to Base: "a/b/missing". Empty is its own
	// place. Web servers show it for any address.
	NotFound string
	// External reports whether a page may link to an address elsewhere.
	External func(page, url string) bool
	// Unlinked lists pages that no link needs to lead to.
	Unlinked []string
}

// Kind says what sort of problem one is.
type Kind uint8

const (
	Markup   Kind = iota + 1 // what a browser repairs or refuses, or what shuts readers out
	Link                     // an address that leads nowhere
	Fragment                 // the file is there, the id in it is not
	Orphan                   // no other page links to this one
	House                    // what HTML allows and Gloss's own pages do without
)

// Problem is one thing that is wrong with a file.
type Problem struct {
	File string // its path relative to the site's folder
	Kind Kind
	Msg  string
	Ref  string // of Link and Fragment: the reference as written, entities resolved
	To   string // of Link and Fragment: where it leads, "articles/a.html#x"; empty when out of the site
}

// String formats the problem on one line: "a.html: …".
func (p Problem) String() string { return p.File + ": " + p.Msg }

// Check returns what is wrong with the site, sorted by file. The files come by their paths
// relative to the site's folder, in any order; none is kept once it has been read.
func Check(files iter.Seq2[string, []byte], o Options) []Problem {
	if o.Base == "" {
		o.Base = "http://localhost/"
	}
	base, err := url.Parse(o.Base)
	if err != nil || !strings.HasSuffix(base.Path, "/") {
		return []Problem{{Kind: Link, Msg: fmt.Sprintf("the base %q is no address of a folder", o.Base)}}
	}
	c := &crawler{opts: o, base: base, files: map[string]*ids{}, linked: map[string]bool{}}
	for name, data := range files {
		c.files[name] = nil
		switch {
		case strings.HasSuffix(name, ".html"):
			c.read(name, data)
		case strings.HasSuffix(name, ".css"):
			c.style(name, data)
		}
	}
	c.follow()
	c.unlinked()
	slices.SortFunc(c.problems, func(a, b Problem) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Msg, b.Msg)) })
	return slices.Compact(c.problems)
}

type crawler struct {
	opts       Options
	base       *url.URL
	files      map[string]*ids // nil for what is no page
	linked     map[string]bool // files that a page other than itself links to
	references []reference     // followed once all files are known
	problems   []Problem
}

// ids is what stays of a page that has been read.
type ids struct {
	has   map[string]bool
	moved bool // the page only sends readers on
}

// reference is a place in the site that a file refers to.
type reference struct {
	from, ref  string // the file, and what it says
	name, frag string // the file it leads to, and the id there; "" for the whole
}

func (c *crawler) problem(name, format string, args ...any) {
	c.problems = append(c.problems, Problem{File: name, Kind: Markup, Msg: fmt.Sprintf(format, args...)})
}

func (c *crawler) lost(from, ref, to, format string, args ...any) {
	c.problems = append(c.problems, Problem{File: from, Kind: Link, Ref: ref, To: to, Msg: fmt.Sprintf(format, args...)})
}

// unlinked reports pages that only those find who know their address.
func (c *crawler) unlinked() {
	for name, p := range c.files {
		if p != nil && name != "index.html" && name != "404.html" && !p.moved && !c.linked[name] && !slices.Contains(c.opts.Unlinked, name) {
			c.problems = append(c.problems, Problem{File: name, Kind: Orphan, Msg: "no other page links here"})
		}
	}
}

// follow looks for what the references lead to.
func (c *crawler) follow() {
	for _, r := range c.references {
		to, ok := c.files[r.name]
		switch {
		case !ok:
			c.lost(r.from, r.ref, r.name, "%q leads to %q, which is not there%s", r.ref, r.name, c.near(r.name))
		case to != nil && r.frag != "" && !to.has[r.frag]:
			c.problems = append(c.problems, Problem{
				File: r.from, Kind: Fragment, Ref: r.ref, To: r.name + "#" + r.frag,
				Msg: fmt.Sprintf("%q: there is no id %q in %q", r.ref, r.frag, r.name),
			})
		}
	}
}

// address returns where a file of the site stands.
func (c *crawler) address(name string) *url.URL {
	if name == "404.html" && c.opts.NotFound != "" {
		name = c.opts.NotFound
	}
	u := *c.base
	u.Path += name
	return &u
}

// refer notes a reference from a file of the site, to be followed later, and reports
// whether it leads elsewhere. What is no address has been reported.
func (c *crawler) refer(from, ref string, fragment bool) (elsewhere bool) {
	if i := strings.IndexFunc(ref, func(r rune) bool { return r <= ' ' || strings.ContainsRune("\"<>\\^`{|}", r) }); i >= 0 {
		c.problem(from, "%q is no valid address: it contains %q", ref, ref[i])
		return false
	}
	to, err := url.Parse(ref)
	if err != nil {
		c.problem(from, "%q is no address", ref)
		return false
	}
	within := to.Scheme == "" && to.Host == ""
	to = c.address(from).ResolveReference(to)
	if to.Scheme != c.base.Scheme || to.Host != c.base.Host || !strings.HasPrefix(to.Path, c.base.Path) {
		if within {
			c.lost(from, ref, "", "%q leads out of the site", ref)
		}
		return !within
	}
	name := strings.TrimPrefix(to.Path, c.base.Path)
	if c.opts.NotFound != "" && name == c.opts.NotFound {
		name = "404.html"
	}
	r := reference{from: from, ref: ref, name: name}
	if fragment {
		if to.Fragment != "top" && !strings.HasPrefix(to.Fragment, ":~:") { // which browsers find without an id
			r.frag = to.Fragment
		}
		c.linked[name] = c.linked[name] || name != from
	}
	c.references = append(c.references, r)
	return false
}

// near says what may have been meant by a name that does not exist.
func (c *crawler) near(name string) string {
	if _, ok := c.files[strings.TrimPrefix(strings.TrimSuffix(name, "/")+"/index.html", "/")]; ok {
		return " (from a disk no index of a folder is found)"
	}
	other := ""
	for file := range c.files {
		if strings.EqualFold(file, name) && (other == "" || file < other) {
			other = file
		}
	}
	if other != "" {
		return fmt.Sprintf(" (there is %q)", other)
	}
	return ""
}

// style checks what a style sheet asks for.
func (c *crawler) style(name string, data []byte) {
	css := string(data)
	if strings.Contains(css, "@import") {
		c.problem(name, "a style sheet imports another")
	}
	for {
		_, rest, ok := strings.Cut(css, "url(")
		if !ok {
			return
		}
		ref, after, _ := strings.Cut(rest, ")")
		css = after
		if ref = strings.Trim(ref, " \"'"); strings.HasPrefix(ref, "data:") || strings.HasPrefix(ref, "#") {
			continue
		}
		if c.refer(name, ref, false) {
			c.problem(name, "the style sheet asks for %q, which is elsewhere", ref)
		}
	}
}
