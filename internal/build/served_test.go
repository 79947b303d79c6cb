package build

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gloss/internal/crawl"
	"gloss/internal/crawl/pages"
	"gloss/internal/output"
	"gloss/internal/starter"
)

// written are sites as they are published: in a folder on disk. The odd one has names that an
// address has to be careful with.
var written = map[string]fs.FS{
	"sample":  sample,
	"starter": starter.Site(),
	"odd": files(`
-- gloss.yaml --
title: Odd
-- content/index.md --
[Here](articles/2031/straße%20&%20co.md), [there](<b c.md>), [a file](<files/a b+c.txt>).
-- content/b c.md --
---
redirect_from: [old/b.html, "#1.html", older/]
---
## Über uns

[Up](#über-uns)
-- content/articles/2031/straße & co.md --
---
corrections: [{date: 2031-05, text: Later.}]
---
[At noon]{#noon date=2031}, a toll.[^n]

[^n]: See [above](#noon).
-- content/articles/x.md --
[Not so](2031/straße%20&%20co.md#noon){rel=contradicts}, [it says]{#says}.[^2031/straße & co:n]
-- content/glossary/toll.md --
A price.
-- content/files/a b+c.txt --
-- content/.well-known/x.txt --
`),
}

// publish builds a site into a folder, which is then moved to where nobody knew it would be.
func publish(t *testing.T, site fs.FS, o Options) string {
	t.Helper()
	var b Builder
	r, diags, err := b.Build(site, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Logf("%s", d)
	}
	built, moved := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "moved, with a %20")
	if _, err := output.Sync(built, r.Output()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(built, moved); err != nil {
		t.Fatal(err)
	}
	return moved
}

// Every link and every fragment of every page arrives, as a server like GitHub Pages answers it,
// at the top of a host and below a path; every page can be reached by links; and what is not
// there leads on from any depth.
func TestServed(t *testing.T) {
	for name, site := range written {
		for _, base := range []string{"/", "/repo/"} {
			t.Run(name+base, func(t *testing.T) {
				var handler http.Handler
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
				defer server.Close()
				dir := publish(t, site, Options{URL: server.URL + base})
				handler = pages.Handler(os.DirFS(dir), base)
				w := walker{t: t, base: server.URL + base, seen: map[string]*visited{}}
				w.client.CheckRedirect = func(*http.Request, []*http.Request) error { return errors.New("a link leads to another address first") }
				w.walk(w.base, "sitemap.xml", "feed.xml", "robots.txt", "no/such/page.html", "no-such-page")
				for _, f := range htmlFiles(t, dir) {
					at := w.base + escapePath(f)
					if !w.moved(dir, f) && f != "404.html" && w.seen[at] == nil && w.seen[strings.TrimSuffix(at, "index.html")] == nil {
						t.Errorf("no link leads to %s", f)
					}
				}
			})
		}
	}
}

// The folder works from wherever it is moved to, without a server.
func TestMovedFolder(t *testing.T) {
	for name, site := range written {
		dir := publish(t, site, Options{})
		out := map[string][]byte{}
		for _, f := range allFiles(t, dir) {
			data, err := os.ReadFile(filepath.Join(dir, f))
			if err != nil {
				t.Fatal(err)
			}
			out[f] = data
		}
		base := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
		for _, p := range crawl.Check(maps.All(out), crawl.Options{Base: base, External: func(_, _ string) bool { return true }}) {
			t.Errorf("%s: %s", name, p)
		}
	}
}

func allFiles(t *testing.T, dir string) []string {
	t.Helper()
	files, err := output.Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func htmlFiles(t *testing.T, dir string) []string {
	return slices.DeleteFunc(allFiles(t, dir), func(f string) bool { return !strings.HasSuffix(f, ".html") })
}

func escapePath(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// walker follows links as a browser does.
type walker struct {
	t      *testing.T
	client http.Client
	base   string
	seen   map[string]*visited // by address, without fragment, as net/url writes it
	queue  []link
}

// visited is what an address was answered with.
type visited struct {
	status int
	kind   string
	ids    map[string]bool
}

type link struct{ from, to string }

// walk visits addresses, and all to which they lead.
func (w *walker) walk(first string, others ...string) {
	w.queue = append(w.queue, link{"", first})
	for _, o := range others {
		w.queue = append(w.queue, link{"", first + o})
	}
	for len(w.queue) > 0 {
		l := w.queue[0]
		w.queue = w.queue[1:]
		to, err := url.Parse(l.to)
		if err != nil {
			w.t.Errorf("%s: %q is no address", l.from, l.to)
			continue
		}
		frag := to.Fragment
		to.Fragment, to.RawFragment = "", ""
		v := w.visit(to)
		lost := strings.Contains(l.to, "no-such") || strings.Contains(l.to, "no/such")
		switch {
		case lost && (v.status != 404 || v.ids == nil):
			w.t.Errorf("%s is answered with %d and %s", to, v.status, v.kind)
		case !lost && v.status != 200:
			w.t.Errorf("%s: %s is answered with %d", l.from, l.to, v.status)
		case frag != "" && v.ids != nil && !v.ids[frag]:
			w.t.Errorf("%s: there is no %q at %s", l.from, frag, to)
		}
	}
}

func (w *walker) visit(to *url.URL) *visited {
	at := to.String()
	if v := w.seen[at]; v != nil {
		return v
	}
	v := &visited{}
	w.seen[at] = v
	resp, err := w.client.Get(at)
	if err != nil {
		w.t.Errorf("%s: %v", at, err)
		return v
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Errorf("%s: %v", at, err)
	}
	v.status, v.kind = resp.StatusCode, resp.Header.Get("Content-Type")
	switch {
	case strings.HasPrefix(v.kind, "text/html"):
		v.ids = map[string]bool{}
		w.page(to, string(body), v.ids)
	case strings.HasSuffix(to.Path, ".xml"), strings.HasSuffix(to.Path, "robots.txt"):
		for _, m := range regexp.MustCompile(`(?:<loc>|<id>|href="|Sitemap: )([^"<\s]*)`).FindAllStringSubmatch(string(body), -1) {
			w.queue = append(w.queue, link{at, html.UnescapeString(m[1])})
		}
	}
	return v
}

// page notes the ids of a page and where its links lead, within the site.
func (w *walker) page(at *url.URL, body string, ids map[string]bool) {
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		w.t.Errorf("%s: %v", at, err)
		return
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				ids[a.Val] = true
			case "href", "src":
				ref, err := url.Parse(a.Val)
				if err != nil {
					w.t.Errorf("%s: %q is no address", at, a.Val)
					continue
				}
				to := at.ResolveReference(ref)
				switch {
				case strings.HasPrefix(to.String(), w.base):
					w.queue = append(w.queue, link{at.String(), to.String()})
				case ref.Host == "" && ref.Scheme == "":
					w.t.Errorf("%s: %q leads out of the site", at, a.Val)
				}
			}
		}
	}
}

// moved reports whether a file only sends readers on.
func (w *walker) moved(dir, name string) bool {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.Contains(string(data), `http-equiv="refresh"`)
}
