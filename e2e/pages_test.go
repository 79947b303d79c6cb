package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// kinds is a page of every kind of the sample, and of the traps what the sample has not.
var kinds = []struct {
	site *site
	page string
}{
	{sample, "index.html"},
	{sample, "articles/icds.html"},
	{sample, "articles/newsweek.html"},
	{sample, "articles/index.html"},
	{sample, "glossary/index.html"},
	{sample, "glossary/jcpoa.html"},
	{sample, "timeline.html"},
	{sample, "compare.html"},
	{sample, "sources.html"},
	{sample, "guide.html"},
	{sample, "search.html"},
	{sample, "search.html?q=snapback"},
	{sample, "404.html"},
	{traps, "articles/notes.html"},
	{traps, "articles/popovers.html"},
	{traps, "articles/fa.html"},
	{traps, "guide.html"},
	{six, "index.html"},
	{six, "timeline.html"},
	{six, "compare.html"},
	{week, "timeline.html"},
	{centuries, "timeline.html"},
}

// eachKind runs a test on every kind of page.
func eachKind(t *testing.T, f func(t *testing.T, s *site, page string)) {
	t.Parallel()
	for _, k := range kinds {
		t.Run(k.site.name+"/"+k.page, func(t *testing.T) {
			t.Parallel()
			f(t, k.site, k.page)
		})
	}
}

// No kind of page keeps anyone from reading it, in light and dark colours, on a phone and on a
// desk, with much contrast asked for.
func TestAxe(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		tb := visit(t, page, wide.of(s))
		tb.axe()
		for _, v := range []view{wide.dark(), wide.with("prefers-contrast", "more"), wide.with("forced-colors", "active")} {
			tb.prefer(v)
			tb.axeColours()
		}
		tb.look(view{w: 375, h: 812, touch: true}.dark())
		tb.axe()
	})
}

// Nothing scrolls sideways at any width, nor when the page is enlarged to twice its size, and
// nothing is set smaller than .75 rem.
func TestFits(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		tb := visit(t, page, view{site: s, w: 320, h: 568, touch: true})
		tb.fits()
		tb.legible()
		for _, w := range []int64{390, 768, 1024, 1366, 1440, 1920} {
			tb.at(w, 800)
			tb.fits()
			tb.legible()
		}
		tb.look(view{w: 640, h: 400, scale: 2})
		tb.fits()
	})
}

// A page is the same, with its style, under any address and from the disk, and so is where its
// links lead.
func TestAddresses(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		var text string
		for _, under := range []string{"/", "/repo/", "file:"} {
			if page == "404.html" && s == traps {
				continue // it names its own address
			}
			tb := visit(t, page, view{site: s, under: under})
			tb.check("getComputedStyle(document.body).marginTop === '0px'") // the style sheet is there
			tb.check("document.documentElement.dataset.display !== undefined")
			tb.arrives(s)
			if got := eval[string](tb, "document.body.innerText"); text == "" {
				text = got
			} else if got != text {
				t.Errorf("under %s it reads:\n%s\nnot\n%s", under, got, text)
			}
		}
	})
}

// A server shows 404.html at any depth, and its links and style are the site's own.
func TestLost(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"nosuch.html", "articles/nosuch.html", "a/b/c"} {
		tb := visit(t, name, view{site: traps, under: "/repo/", lost: true})
		tb.check("getComputedStyle(document.body).marginTop === '0px'")
		tb.click("main a")
		tb.wait("document.title === 'Traps' && location.pathname === '/repo/index.html'")
	}
}

// Without scripts everything can be read and every link leads somewhere.
func TestWithoutScripts(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		tb := visit(t, page, view{site: s, noScript: true})
		tb.check("document.querySelector('h1').getBoundingClientRect().height > 0")
		tb.check("document.documentElement.dataset.display === undefined")
		for _, link := range eval[[]string](tb, "[...document.querySelectorAll('a[href]')].filter(a => a.hash && a.pathname === location.pathname).map(a => decodeURIComponent(a.hash.slice(1)))") {
			if !eval[bool](tb, "!!document.getElementById("+quote(link)+")") {
				t.Errorf("nothing has the id %q", link)
			}
		}
	})
}

// Every page is valid HTML.
func TestValidHTML(t *testing.T) {
	t.Parallel()
	npm(t, "html-validate/bin/html-validate.mjs")
	for name, s := range map[string]*site{"sample": sample, "traps": traps} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pages := s.pages(t)
			slices.Sort(pages)
			args := []string{"node_modules/html-validate/bin/html-validate.mjs", "--config", "htmlvalidate.json", "--formatter", "text"}
			for _, p := range pages {
				args = append(args, filepath.Join(s.dir, filepath.FromSlash(p)))
			}
			out, err := exec.Command("node", args...).CombinedOutput()
			if err != nil {
				text := strings.ReplaceAll(string(out), s.dir+string(os.PathSeparator), "")
				if len(text) > 4000 {
					text = text[:4000] + "…"
				}
				t.Errorf("%v\n%s", err, text)
			}
		})
	}
}
