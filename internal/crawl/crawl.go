// Package crawl reads a built site as a browser, a validator and a careful reader would,
// and says what is wrong with it: links and fragments that lead nowhere, requests to
// another origin, markup that a browser would have to repair, pages no link leads to. It
// is for tests, and knows nothing of how a site is made.
package crawl

import (
	"fmt"
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

// Check returns what is wrong with the site, one line each, sorted: "a.html: …". The files
// are given by their paths relative to the site's folder.
func Check(files map[string][]byte, o Options) []string {
	if o.Base == "" {
		o.Base = "http://localhost/"
	}
	base, err := url.Parse(o.Base)
	if err != nil || !strings.HasSuffix(base.Path, "/") {
		return []string{fmt.Sprintf("the base %q is no address of a folder", o.Base)}
	}
	c := &crawler{files: files, opts: o, base: base, pages: map[string]*page{}, linked: map[string]bool{}}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") {
			c.pages[name] = c.read(name, data)
		}
	}
	for name, data := range files {
		if p := c.pages[name]; p != nil {
			p.check()
		} else if strings.HasSuffix(name, ".css") {
			c.style(name, data)
		}
	}
	c.unlinked()
	slices.Sort(c.problems)
	return slices.Compact(c.problems)
}

type crawler struct {
	files    map[string][]byte
	opts     Options
	base     *url.URL
	pages    map[string]*page
	linked   map[string]bool // pages that another page links to
	problems []string
}

func (c *crawler) problem(name, format string, args ...any) {
	c.problems = append(c.problems, name+": "+fmt.Sprintf(format, args...))
}

// unlinked reports pages that only those find who know their address.
func (c *crawler) unlinked() {
	for name, p := range c.pages {
		if name != "index.html" && name != "404.html" && !p.moved && !c.linked[name] && !slices.Contains(c.opts.Unlinked, name) {
			c.problem(name, "no other page links here")
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

// resolve follows a reference from a file of the site. It returns the file it leads to and
// the fragment in it, or an empty name: then it leads elsewhere, or nowhere, which has been
// reported.
func (c *crawler) resolve(from, ref string) (name, frag string, elsewhere bool) {
	if i := strings.IndexFunc(ref, func(r rune) bool { return r <= ' ' || strings.ContainsRune("\"<>\\^`{|}", r) }); i >= 0 {
		c.problem(from, "%q is no valid address: it contains %q", ref, ref[i])
		return "", "", false
	}
	to, err := url.Parse(ref)
	if err != nil {
		c.problem(from, "%q is no address", ref)
		return "", "", false
	}
	to = c.address(from).ResolveReference(to)
	if to.Scheme != c.base.Scheme || to.Host != c.base.Host || !strings.HasPrefix(to.Path, c.base.Path) {
		return "", "", true
	}
	name = strings.TrimPrefix(to.Path, c.base.Path)
	if c.opts.NotFound != "" && name == c.opts.NotFound {
		name = "404.html"
	}
	if _, ok := c.files[name]; ok {
		return name, to.Fragment, false
	}
	c.problem(from, "%q leads to %q, which is not there%s", ref, name, c.near(name))
	return "", "", false
}

// near says what may have been meant by a name that does not exist.
func (c *crawler) near(name string) string {
	for other := range c.files {
		if strings.EqualFold(other, name) {
			return fmt.Sprintf(" (there is %q)", other)
		}
	}
	if _, ok := c.files[strings.TrimSuffix(name, "/")+"/index.html"]; ok {
		return " (from a disk no index of a folder is found)"
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
		if _, _, elsewhere := c.resolve(name, ref); elsewhere {
			c.problem(name, "the style sheet asks for %q, which is elsewhere", ref)
		}
	}
}
