package e2e

import (
	"bufio"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"gloss/internal/cli"
)

// asGloss makes the test's program be gloss, so that a server can be run as a process.
const asGloss = "GLOSS_E2E_AS_GLOSS"

func beGloss() int {
	app := cli.App{Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now}
	return app.Run(os.Args[1:])
}

// desktop is an author at work: a copy of a site, and "gloss serve" on it.
type desktop struct {
	t      *testing.T
	dir    string // of the site
	site   *site  // as it is served
	env    []string
	server *exec.Cmd

	program string // of gloss; "" is the one in this test
}

// work begins with a site of these files and serves it.
func work(t *testing.T, files map[string]string, env ...string) *desktop {
	t.Helper()
	d := &desktop{t: t, dir: t.TempDir(), env: env}
	for name, text := range files {
		d.save(name, text)
	}
	d.serve("127.0.0.1:0")
	t.Cleanup(d.stop)
	return d
}

var served = regexp.MustCompile(`^Serving (http://127\.0\.0\.1:\d+)/`)

// serve starts the server and waits until it serves.
func (d *desktop) serve(addr string) {
	d.t.Helper()
	if d.program == "" {
		self, err := os.Executable()
		if err != nil {
			d.t.Fatal(err)
		}
		d.program = self
	}
	d.server = exec.Command(d.program, "-C", d.dir, "serve", "--addr", addr)
	d.server.Env = append(append(os.Environ(), asGloss+"=1"), d.env...)
	messages, err := d.server.StderrPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.server.Start(); err != nil {
		d.t.Fatal(err)
	}
	lines := bufio.NewScanner(messages)
	for lines.Scan() {
		if m := served.FindStringSubmatch(lines.Text()); m != nil {
			d.site = &site{dir: d.dir, server: &httptest.Server{URL: m[1]}}
			go func() { _, _ = io.Copy(io.Discard, messages) }()
			return
		}
	}
	d.t.Fatal("the server does not start")
}

func (d *desktop) stop() {
	d.t.Helper()
	_ = d.server.Process.Signal(syscall.SIGTERM)
	if err := d.server.Wait(); err != nil {
		d.t.Errorf("gloss serve: %v", err)
	}
}

func (d *desktop) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// save writes a file as editors do that are careful: beside it first, then in its place.
func (d *desktop) save(name, text string) {
	d.t.Helper()
	file := d.path(name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file+"~", []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Rename(file+"~", file); err != nil {
		d.t.Fatal(err)
	}
}

// edit replaces a text in a file, which must be there once.
func (d *desktop) edit(name, old, now string) {
	d.t.Helper()
	data, err := os.ReadFile(d.path(name))
	if err != nil {
		d.t.Fatal(err)
	}
	if n := strings.Count(string(data), old); n != 1 {
		d.t.Fatalf("%q stands %d times in %s", old, n, name)
	}
	d.save(name, strings.Replace(string(data), old, now, 1))
}

func (d *desktop) remove(name string) {
	d.t.Helper()
	if err := os.RemoveAll(d.path(name)); err != nil {
		d.t.Fatal(err)
	}
}

// visit opens a page and marks it, to see whether it is loaded anew.
func (d *desktop) visit(name string, v view) *tab {
	d.t.Helper()
	tb := visit(d.t, name, v.of(d.site))
	tb.script("window.kept = true")
	return tb
}

// words are paragraphs, so many that a page has to be scrolled.
func words(n int) string {
	var sb strings.Builder
	for i := range n {
		fmt.Fprintf(&sb, "Paragraph %d says something about a toll, and goes on for a while, so that it takes more than one line. {p=%d}\n\n", i, i+1)
	}
	return sb.String()
}

func briefing() map[string]string {
	return map[string]string{
		"gloss.yaml":               "title: Tolls\n",
		"content/index.md":         "Two articles on tolls.\n",
		"content/timeline.md":      "---\ntitle: Timeline\n---\n",
		"content/articles/a.md":    "---\ntitle: Alpha\nsource: {publisher: A, length: 99}\n---\n\n## One\n\n" + words(20) + "## Two\n\nThe last one.[^n] {p=30}\n\n[^n]: A note on the [treaty]{date=2020 event=t title=Treaty}. {p=31}\n",
		"content/articles/b.md":    "---\ntitle: Beta\nsource: {publisher: B, length: 9}\n---\n\nBeta says [so]{#so date=2021}. {p=1}\n",
		"content/glossary/toll.md": "---\nterm: toll\n---\n\nWhat ships pay.\n",
	}
}

const (
	flashes  = `document.getAnimations().filter(a => a.id === 'gloss-flash').map(a => a.effect.target.textContent)`
	problems = `(document.querySelector('gloss-problems')?.shadowRoot.textContent || '')`
)

func paragraph(i int) string { return fmt.Sprintf(`[...document.querySelectorAll('.prose p')][%d]`, i) }

// The page changes in its place: what the reader has opened, focused and scrolled to stays,
// and what has changed flashes once.
func TestServePatches(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	tb := d.visit("articles/a.html", desk)
	tb.script(`
		document.documentElement.dataset.marks = 'all'; // so that what a paragraph rests on can have the focus
		document.querySelector('details.source').open = true;
	`)
	eval[bool](tb, "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(f, 0, true))))") // notes have found their places
	tb.script(`
		window.p3 = ` + paragraph(3) + `;
		window.patches = [];
		document.addEventListener('gloss:patched', e => patches.push(e.detail.changed));
		const link = ` + paragraph(10) + `.querySelector('a');
		link.scrollIntoView({ block: 'center' });
		link.focus();
		window.focused = link;
		window.top10 = ` + paragraph(10) + `.getBoundingClientRect().top;
	`)
	d.edit("content/articles/a.md", "Paragraph 3 says", "Paragraph 3 now says")
	tb.wait("p3.textContent.startsWith('Paragraph 3\u00a0now says')")
	tb.check("kept && p3 === " + paragraph(3))
	tb.check(flashes + ".length === 1 && " + flashes + "[0].startsWith('Paragraph 3')")
	tb.check("document.querySelector('details.source').open")
	tb.check("document.activeElement === focused")
	tb.check("patches.length === 1 && patches[0].length === 1 && patches[0][0] === p3")

	d.edit("content/articles/a.md", "## One\n", "## One\n\nQuite new.\n\n- and\n- a list\n")
	tb.wait("document.querySelectorAll('.prose li').length === 2")
	tb.check("kept && p3.isConnected && document.activeElement === focused")
	tb.check("Math.abs(" + paragraph(11) + ".getBoundingClientRect().top - top10) < 1")
	tb.wait("!document.documentElement.style.overflowAnchor")
	tb.check("Math.abs(" + paragraph(11) + ".getBoundingClientRect().top - top10) < 1")

	d.edit("content/articles/a.md", "\nQuite new.\n\n- and\n- a list\n", "")
	tb.wait("document.querySelectorAll('.prose li').length === 0")
	tb.check("Math.abs(" + paragraph(10) + ".getBoundingClientRect().top - top10) < 1")
	d.edit("content/articles/a.md", "title: Alpha", "title: Alpha and Omega")
	tb.wait("document.title.startsWith('Alpha and Omega') && document.querySelector('h1').textContent === 'Alpha and Omega'")
	tb.check("kept && p3.isConnected")

	d.edit("content/glossary/toll.md", "What ships pay.", "What they pay.") // shown at the page's end
	tb.wait("document.querySelector('#term-toll + dd').textContent.startsWith('What they pay.')")
	tb.check("kept")
}

// A filter that the reader has set stays set while the list below it changes.
func TestServeKeepsFilters(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	tb := d.visit("timeline.html", desk)
	tb.script(`
		window.filter = document.querySelector('main input:not(:checked)');
		filter.click();
		window.first = document.querySelector('main li[id^="event-"]');
	`)
	tb.check("filter.checked")
	d.edit("content/articles/b.md", "[so]", "[so again]")
	tb.wait("document.querySelector('main').textContent.includes('so again')")
	tb.check("kept && filter.isConnected && filter.checked && first.isConnected")
}

// What scripts have moved or added is theirs; what the author changes is found wherever it is.
func TestServeMeetsScripts(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	tb := d.visit("articles/a.html", desk)
	tb.script(`
		const note = document.querySelector('#note-n .note');
		window.margin = document.createElement('aside');
		margin.append(note);
		document.querySelector('.prose').append(margin, 'of a script');
		` + paragraph(2) + `.classList.add('of-a-script');
		window.p2 = ` + paragraph(2) + `;
	`)
	d.edit("content/articles/a.md", "A note on the", "One more note on the")
	tb.wait("margin.textContent.startsWith('One more note on the')")
	d.edit("content/articles/a.md", "Paragraph 19 says", "Last comes paragraph 19 and says")
	tb.wait("document.querySelector('.prose').textContent.includes('Last comes paragraph 19')")
	d.edit("content/articles/a.md", "Paragraph 2 says something", "{.background}\n\nParagraph 2 says something")
	d.edit("content/articles/a.md", "The last one.[^n] {p=30}", "The last one.[^n] {p=30}\n\nAnd one behind it. {p=31}")
	tb.wait("document.querySelector('.prose').textContent.includes('And one behind it')")
	tb.check("kept && margin.isConnected && p2.classList.contains('of-a-script') && document.querySelector('.prose').textContent.includes('of a script')")
	tb.check("document.querySelectorAll('#note-n').length === 1 && document.querySelectorAll('.note').length === 1")
}

// A style sheet is swapped without a moment between; a layout or a word loads the page anew.
func TestServeStyleAndLayout(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	tb := d.visit("articles/a.html", desk)
	d.save("layouts/site.css", "h1 { color: rgb(1, 2, 3) }\n")
	tb.wait("getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
	d.save("layouts/site.css", "h1 { color: rgb(4, 5, 6) }\n")
	tb.wait("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
	tb.wait("document.querySelectorAll('link[rel=stylesheet]').length === 1")
	tb.check("kept")
	tb.script("scrollTo(0, 300)")
	d.save("layouts/words.yaml", "notes: Remarks\n")
	tb.wait("!window.kept && document.querySelector('.notes h2').textContent === 'Remarks'")
	tb.wait("scrollY === 300")
}

// An image that is replaced under its name is seen at once.
func TestServeImages(t *testing.T) {
	t.Parallel()
	files := briefing()
	files["content/index.md"] = "![A drawing](img/x.svg)\n"
	svg := func(width int) string {
		return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"/>`, width)
	}
	files["content/img/x.svg"] = svg(20)
	d := work(t, files)
	tb := d.visit("index.html", desk)
	tb.wait("document.images[0].naturalWidth === 20")
	d.save("content/img/x.svg", svg(30))
	tb.wait("document.images[0].naturalWidth === 30")
	tb.check("kept")
}

// A tab that is hidden waits; seen again, it catches up with all it has missed.
func TestServeHiddenTab(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	v := desk
	v.before = "window.hide = false; Object.defineProperty(document, 'hidden', { get: () => hide })"
	tb, other := d.visit("articles/a.html", v), d.visit("articles/a.html", desk)
	tb.script("hide = true")
	for i := range 3 {
		d.edit("content/articles/a.md", fmt.Sprintf("Paragraph %d says", i), fmt.Sprintf("Paragraph %d now says", i))
		other.wait(paragraph(i) + fmt.Sprintf(".textContent.startsWith('Paragraph %d\u00a0now')", i))
	}
	tb.check("!document.querySelector('.prose').textContent.includes('now says')")
	tb.script("hide = false; document.dispatchEvent(new Event('visibilitychange'))")
	tb.wait("document.querySelector('.prose').textContent.split('now says').length === 4")
	tb.check("kept")
}

// A tab survives the server: it finds the next one at the same address, and what has changed
// meanwhile.
func TestServeAgain(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	v := desk
	v.away = true
	tb := d.visit("articles/a.html", v)
	d.stop()
	d.edit("content/articles/a.md", "Paragraph 0 says", "Paragraph 0 now says")
	d.serve(strings.TrimPrefix(d.site.server.URL, "http://"))
	tb.wait("!window.kept && document.querySelector('.prose').textContent.includes('Paragraph 0\u00a0now says')")
	d.edit("content/articles/a.md", "Paragraph 1 says", "Paragraph 1 now says")
	tb.wait("document.querySelector('.prose').textContent.includes('Paragraph 1\u00a0now says')")
}

// Browsers open six connections to a server, and many more tabs.
func TestServeManyTabs(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	var tabs []*tab
	for range 20 {
		tabs = append(tabs, d.visit("articles/b.html", desk))
	}
	d.edit("content/articles/b.md", "Beta says", "Beta now says")
	for _, tb := range tabs {
		tb.wait("document.querySelector('.prose').textContent.includes('Beta now says')")
		tb.check("kept")
	}
}

// Mistakes are shown over the page, which shows them too: a reference that leads nowhere is
// marked. Esc puts the list away; what is mended takes it away.
func TestServeMistakes(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	tb := d.visit("articles/a.html", desk)
	tb.check("!document.querySelector('gloss-problems')")
	d.edit("content/articles/a.md", "The last one.[^n]", "The last one.[^m] <img src=x onerror=alert(1)> [^n]")
	tb.wait(problems)
	for _, part := range []string{"1 error, 1 warning", `unknown note "m"`, "note-unknown", "content/articles/a.md:50:", "The last one.[^m] <img src=x onerror=alert(1)>", "Hint", "raw HTML"} {
		tb.check(problems + ".includes(" + quote(part) + ") || " + quote(part) + " === 'Hint'")
	}
	shadow := "document.querySelector('gloss-problems').shadowRoot"
	tb.check(shadow + ".querySelector('.hint') && !" + shadow + ".querySelector('img') && " + shadow + ".querySelector('mark').textContent === 'm'")
	tb.wait("document.querySelector('.prose .unresolved')?.textContent === '[^m]'")
	tb.check("kept && getComputedStyle(document.querySelector('.unresolved')).textDecorationStyle === 'wavy'")
	tb.press("Escape")
	tb.wait("!" + shadow + ".querySelector('ol')")
	tb.check(problems + ".includes('1 error')") // it can be had again
	d.edit("content/articles/a.md", "The last one.[^m]", "The last one.[^k]")
	tb.wait(problems + ".includes(" + quote(`unknown note "k"`) + ")")
	d.edit("content/articles/a.md", "The last one.[^k] <img src=x onerror=alert(1)>", "The last one.")
	tb.wait("!document.querySelector('gloss-problems') && !document.querySelector('.unresolved')")
	tb.check("kept")
}

// A page whose layout is broken stays as it was; one that is loaded then is the last good one.
func TestServeBrokenLayout(t *testing.T) {
	t.Parallel()
	files := briefing()
	files["layouts/page.html"] = "{{define \"main\"}}<h1>{{.Heading}}</h1><p class=\"mine\">Mine</p>{{end}}\n"
	files["content/guide.md"] = "# Guide\n"
	d := work(t, files)
	tb := d.visit("guide.html", desk)
	tb.wait("document.querySelector('.mine')")
	for _, broken := range []string{"{{define \"main\"}}{{.Nope}}{{end}}\n", "{{define \"main\"}}{{end\n"} {
		d.save("layouts/page.html", broken)
		tb.wait(problems + ".includes('layouts/page.html')")
		tb.wait("document.querySelector('.mine')")
		tb.open("guide.html")
		tb.wait("document.querySelector('.mine') && " + problems + ".includes('layouts/page.html')")
		d.save("layouts/page.html", files["layouts/page.html"])
		tb.wait("document.querySelector('.mine') && !document.querySelector('gloss-problems')")
	}
	d.edit("content/guide.md", "Guide", "The guide")
	tb.wait("document.querySelector('h1').textContent === 'The guide' && document.querySelector('.mine')")
}

// The page of a file that is deleted or renamed is gone at once; where there was nothing, it
// appears as soon as there is a file.
func TestServeGoneAndBack(t *testing.T) {
	t.Parallel()
	d := work(t, briefing())
	v := desk
	v.lost = true
	tb := d.visit("articles/b.html", v)
	other := d.visit("articles/deep/c.html", v)
	other.check("document.querySelector('h1').textContent === 'Page not found'")
	tb.wait("document.querySelector('h1').textContent === 'Beta'")
	if err := os.Mkdir(d.path("content/articles/deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(d.path("content/articles/b.md"), d.path("content/articles/deep/c.md")); err != nil {
		t.Fatal(err)
	}
	tb.wait("document.querySelector('h1').textContent === 'Page not found'")
	other.wait("document.querySelector('h1').textContent === 'Beta'")
	d.save("content/articles/b.md", "# Beta is back\n")
	tb.wait("document.querySelector('h1').textContent === 'Beta is back'")
	d.remove("content/articles/deep")
	other.wait("document.querySelector('h1').textContent === 'Page not found'")
}
