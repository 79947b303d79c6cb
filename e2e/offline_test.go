package e2e

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"gloss/internal/build"
)

// host is a server for sites that are published anew, with a network that can be cut.
type host struct {
	t      *testing.T
	server *httptest.Server

	mu   sync.Mutex
	at   map[string]map[string][]byte // files of the site at a folder: "/", "/a/"
	cut  bool                         // it answers nobody
	slow chan struct{}                // pages wait until it is closed
}

func newHost(t *testing.T) *host {
	h := &host{t: t, at: map[string]map[string][]byte{}}
	h.server = httptest.NewServer(h)
	t.Cleanup(h.server.Close)
	t.Cleanup(func() { h.hurry() })
	return h
}

// publish puts a site at a folder.
func (h *host) publish(folder string, files map[string][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at[folder] = files
}

// network cuts or restores the network.
func (h *host) network(on bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cut = !on
}

// delay makes pages wait, hurry lets them go.
func (h *host) delay() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.slow = make(chan struct{})
}

func (h *host) hurry() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.slow != nil {
		close(h.slow)
	}
	h.slow = nil
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	cut, slow := h.cut, h.slow
	folder := "/"
	for f := range h.at {
		if strings.HasPrefix(r.URL.Path, f) && len(f) > len(folder) {
			folder = f
		}
	}
	name := strings.TrimPrefix(r.URL.Path, folder)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	files := h.at[folder]
	data, ok := files[name]
	h.mu.Unlock()
	switch {
	case cut:
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			conn.Close()
		}
		return
	case slow != nil && path.Ext(name) == ".html":
		<-slow
	}
	if !ok {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(files["404.html"])
		return
	}
	w.Header().Set("Cache-Control", "max-age=600") // as GitHub Pages says
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// visit opens a page of the site at a folder, in a browser that may keep it.
func (h *host) visit(folder, name string) *tab {
	h.t.Helper()
	v := desk
	v.site, v.under, v.keep, v.away, v.lost = &site{name: "host", server: h.server}, folder, true, true, true
	return visit(h.t, name, v)
}

// tolls is a site of two articles that say which build they are of.
func tolls(n int, config string) map[string]string {
	return map[string]string{
		"gloss.yaml":            "title: Tolls\n" + config,
		"content/index.md":      fmt.Sprintf("Home, build %d.\n", n),
		"content/articles/a.md": fmt.Sprintf("---\ntitle: Alpha\n---\n\nAlpha, build %d, says [so](b.md).\n", n),
		"content/articles/b.md": fmt.Sprintf("---\ntitle: Beta\n---\n\nBeta, build %d, says so.[^n]\n\n[^n]: A note.\n", n),
	}
}

func made(t *testing.T, files map[string]string) map[string][]byte {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var b build.Builder
	r, _, err := b.Build(fsys, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		out[f.Path] = f.Data
	}
	return out
}

const (
	// caches that are whole, by the folder of their site
	whole   = `(async () => { const list = []; for (const n of await caches.keys()) if ((await (await caches.open(n)).keys()).some(r => r.url.endsWith('/offline.json'))) list.push(n); return list; })()`
	offered = "document.querySelector('.panel .offline')"
	news    = "document.querySelector('.news')"
)

// until waits until what a promise brings is true, across navigations.
func (tb *tab) until(promise string) {
	tb.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if ok, _ := chromedp.Run(tb.ctx, chromedp.Evaluate[bool]("Promise.resolve("+promise+").then(x => !!x)", chromedp.EvalAwaitPromise)); ok {
			return
		}
		select {
		case <-time.After(20 * time.Millisecond): // between two questions
		case <-tb.ctx.Done():
			tb.t.Fatal(tb.ctx.Err())
		}
	}
	tb.t.Fatalf("in vain for %s: %s", promise, tb.state())
}

// saved waits until the browser has all of the site, as the reader is told.
func (tb *tab) saved() {
	tb.t.Helper()
	tb.wait("!" + offered + ".hidden && " + offered + ".textContent.includes('Saved on this device') && " + offered + ".querySelector('button').hidden")
	if got := eval[[]string](tb, whole); len(got) == 0 {
		tb.t.Error("no cache is whole")
	}
}

// readsBuild wants the pages to be of one build.
func (tb *tab) readsBuild(n int) {
	tb.t.Helper()
	for name, want := range map[string]string{"": "Home", "articles/a.html": "Alpha", "articles/b.html": "Beta"} {
		tb.open(name)
		tb.wait("document.querySelector('main')?.textContent.includes(" + quote(fmt.Sprintf("%s, build %d", want, n)) + ")")
	}
}

// A small site is kept whole at the first visit: without a network all of it can be read and
// searched, as it looks with one.
func TestOfflineWhole(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	h.publish("/", made(t, tolls(1, "")))
	tb := h.visit("/", "articles/a.html")
	tb.saved()
	tb.check("document.querySelector('link[rel=manifest]').href === new URL('/manifest.webmanifest', location).href")
	font := eval[string](tb, "getComputedStyle(document.querySelector('h1')).fontFamily")
	h.network(false)
	tb.readsBuild(1)
	tb.check("getComputedStyle(document.querySelector('h1')).fontFamily === " + quote(font))
	tb.open("articles/b.html")
	tb.focus(".prose a.noteref")
	tb.wait("document.querySelector('.in-margin')")
	tb.saved()
	tb.open("search.html?q=beta")
	tb.wait("document.querySelectorAll('.hit').length > 0")
	tb.open("articles/b") // as some servers write it
	tb.wait("document.querySelector('h1').textContent === 'Beta'")
	tb.open("nowhere.html")
	tb.wait("document.querySelector('h1')?.textContent === 'Page not found'")
}

// A page that the network does not bring in two seconds comes from what is kept; until then the
// network is waited for, and a page that is there is read from there.
func TestOfflineSlow(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	h.publish("/", made(t, tolls(1, "")))
	tb := h.visit("/", "index.html")
	tb.saved()
	h.delay()
	tb.readsBuild(1) // while the server holds every page back
}

// A newer build is read as soon as it is there, kept as a whole, and announced; what is kept is
// never of two builds, also when the server is in the midst of an update.
func TestOfflineUpdate(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	first, second := made(t, tolls(1, "")), made(t, tolls(2, ""))
	h.publish("/", first)
	tb := h.visit("/", "index.html")
	tb.saved()

	half := maps.Clone(second) // one page has not arrived yet
	half["articles/b.html"] = first["articles/b.html"]
	h.publish("/", half)
	tb.open("articles/a.html")
	tb.check("document.querySelector('main').textContent.includes('Alpha, build 2')") // from the network
	tb.until("navigator.serviceWorker.getRegistration().then(r => !r.installing)")
	tb.script("window.settled = navigator.serviceWorker.getRegistration().then(r => r.update()).catch(() => {}).then(() => { window.isSettled = true })")
	tb.wait("window.isSettled && " + news + ".hidden")
	h.network(false)
	tb.readsBuild(1)

	h.network(true)
	h.publish("/", second)
	tb.open("articles/a.html")
	tb.script("navigator.serviceWorker.getRegistration().then(r => r.update()).catch(() => {})")
	tb.wait("!" + news + ".hidden")
	tb.axe()
	h.network(false) // what was kept before still is
	tb.readsBuild(1)
	tb.wait("!" + news + ".hidden")
	tb.script("window.before = true")
	tb.click(".news button")
	tb.wait("!window.before && document.querySelector('main')?.textContent.includes('build 2')")
	tb.readsBuild(2)
	tb.until("caches.keys().then(n => n.length === 1)")
	tb.check(news + ".hidden")
}

// Sites that share an origin leave each other's caches alone, and those of others.
func TestOfflineTwoSites(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	h.publish("/a/", made(t, tolls(1, "")))
	h.publish("/a/b/", made(t, tolls(3, "")))
	tb := h.visit("/a/", "index.html")
	tb.saved()
	other := h.server.URL + "/a/b/index.html"
	tb.script("caches.open('mine')")
	tb.script("location.href = " + quote(other))
	tb.wait("document.querySelector('main')?.textContent.includes('build 3') && document.readyState === 'complete'")
	tb.saved()
	tb.until(whole + ".then(n => n.length === 2)")

	h.publish("/a/", made(t, tolls(2, "")))
	tb.open("index.html")
	tb.wait("!" + news + ".hidden")
	tb.click(".news button")
	tb.until("caches.keys().then(n => n.filter(x => x.startsWith('gloss /a/ ')).length === 1)")
	tb.wait("document.querySelector('main')?.textContent.includes('build 2')")
	if got := eval[[]string](tb, "caches.keys()"); len(got) != 3 {
		t.Errorf("caches %q", got)
	}
	h.network(false)
	tb.readsBuild(2)
	tb.script("location.href = " + quote(other))
	tb.wait("document.querySelector('main')?.textContent.includes('build 3')")
}

// A site that is no longer for reading offline removes what it has left in browsers.
func TestOfflineOff(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	h.publish("/", made(t, tolls(1, "")))
	tb := h.visit("/", "index.html")
	tb.saved()
	tb.script("caches.open('mine')")
	h.publish("/", made(t, tolls(2, "offline: false\n")))
	tb.open("articles/a.html")
	tb.until("navigator.serviceWorker.getRegistrations().then(r => r.length === 0)")
	tb.until("caches.keys().then(n => n.join() === 'mine')")
	tb.check("!document.querySelector('link[rel=manifest]') && " + offered + ".hidden")
	tb.open("articles/b.html")
	tb.check("navigator.serviceWorker.controller === null")
}

// A large site is kept when the reader asks for that, who is told how large it is, and then kept
// up to date.
func TestOfflineLarge(t *testing.T) {
	t.Parallel()
	large := func(n int) map[string][]byte {
		files := tolls(n, "")
		files["content/map.bin"] = strings.Repeat("0123456789abcdef", 100_000)
		for i := range 450 { // several requests to save
			files[fmt.Sprintf("content/data/%d.bin", i)] = fmt.Sprint(i)
		}
		return made(t, files)
	}
	h := newHost(t)
	h.publish("/", large(1))
	tb := h.visit("/", "index.html")
	tb.wait("!" + offered + ".hidden")
	tb.until("caches.keys().then(n => n.length === 0)")
	tb.script("document.querySelector('.display').click()")
	tb.check(offered + ".querySelector('button').textContent === 'Save on this device (1.7 MB)'")
	tb.axe()
	tb.click(".offline button")
	tb.saved()
	h.network(false)
	tb.readsBuild(1)

	h.network(true)
	h.publish("/", large(2))
	tb.open("index.html")
	tb.wait("!" + news + ".hidden")
	tb.click(".news button")
	tb.until("caches.keys().then(n => n.length === 1)")
	tb.wait("document.readyState === 'complete'")
	h.network(false)
	tb.readsBuild(2)
}

// Who saves data is not given a site unasked, and keeps what was saved before as it is.
func TestOfflineSaveData(t *testing.T) {
	t.Parallel()
	saving := func(n int) map[string][]byte { // the browser's switch does not reach workers when it is a test that turns it
		files := made(t, tolls(n, ""))
		files["sw.js"] = append([]byte("Object.defineProperty(navigator, 'connection', { value: { saveData: true } });\n"), files["sw.js"]...)
		return files
	}
	h := newHost(t)
	h.publish("/", saving(1))
	tb := h.visit("/", "index.html")
	tb.wait("!" + offered + ".hidden")
	tb.check("!" + offered + ".querySelector('button').hidden")
	tb.until("caches.keys().then(n => n.length === 0)")
	tb.script("document.querySelector('.display').click()")
	tb.click(".offline button")
	tb.saved()
	h.publish("/", saving(2))
	tb.script(`navigator.serviceWorker.getRegistration().then(r => {
		r.addEventListener('updatefound', () => { r.installing.onstatechange = e => { window.putOff = e.target.state === 'redundant' } });
		r.update();
	})`)
	tb.wait("window.putOff")
	h.network(false)
	tb.readsBuild(1)
}

// Nothing is kept of a site that is read from the disk.
func TestOfflineFromDisk(t *testing.T) {
	t.Parallel()
	v := desk
	v.under, v.keep = "file:", true
	tb := visit(t, "index.html", v)
	tb.wait("document.readyState === 'complete'")
	tb.check("!document.querySelector('link[rel=manifest]') && " + offered + ".hidden")
}

// A site that is being written is not kept; a worker from before is removed.
func TestServeKeepsNothing(t *testing.T) {
	t.Parallel()
	d := work(t, tolls(1, ""))
	v := desk
	v.keep = true
	tb := d.visit("index.html", v)
	tb.wait("document.readyState === 'complete'")
	tb.until("navigator.serviceWorker.getRegistrations().then(r => r.length === 0 && " + offered + ".hidden)")
	tb.script("navigator.serviceWorker.register('/sw.js')")
	tb.until("navigator.serviceWorker.getRegistrations().then(r => r.length === 0)")
}
