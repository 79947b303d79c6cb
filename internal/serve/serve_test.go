package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"gloss/internal/diag"
)

// fakeSite is a site that is written down. A file "panic" panics, "broken" is a mistake of
// the author's.
type fakeSite map[string]string

var errBroken = errors.New("layout broken")

func (f fakeSite) File(name string) ([]byte, error) {
	switch text, ok := f[name]; {
	case !ok:
		return nil, fmt.Errorf("output %q: %w", name, fs.ErrNotExist)
	case text == "panic":
		panic("a fault")
	case text == "broken":
		return nil, errBroken
	default:
		return []byte(text), nil
	}
}

func (f fakeSite) Lost() ([]byte, error) { return []byte("<html><head></head>lost</html>"), nil }
func (f fakeSite) Frame() string         { return "frame" + f["frame"] }
func (f fakeSite) Watched() Watched      { return testWatched }

// Origin finds the first element in the configuration, the second out of the site, and no other.
func (f fakeSite) Origin(name string, element int) (diag.Pos, error) {
	switch {
	case f[name] == "" || element > 1:
		return diag.Pos{}, fs.ErrNotExist
	case f[name] == "panic":
		panic("a fault")
	}
	return diag.Pos{File: []string{"gloss.yaml", "content/../../secret"}[element], Line: 3, Col: 5}, nil
}

// fake is a server of a site that the test changes.
type fake struct {
	*server
	t *testing.T

	mu      sync.Mutex
	site    fakeSite
	diags   []diag.Diag
	err     error
	panics  bool
	asked   []Changes // what the builds were told
	reports []Report
}

func newFake(t *testing.T, site fakeSite) *fake {
	f := &fake{t: t, site: site}
	o := Options{
		Root: t.TempDir(), Report: f, Hosts: []string{"Desk.example:8080"},
		Rebuild: func(c Changes) (Site, []diag.Diag, error) {
			f.asked = append(f.asked, c)
			if f.panics {
				panic("a fault")
			}
			return f.site, f.diags, f.err
		},
		ReadFile: func(name string) ([]byte, error) { return []byte("one\ntwo\tthree\n"), nil },
		Mistake: func(err error) (diag.Diag, bool) {
			return diag.Errorf(diag.Pos{File: "layouts/page.html", Line: 2, Col: 5}, "layout", "broken"), errors.Is(err, errBroken)
		},
	}
	f.server = newServer(o, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
	f.follow = func(Watched) error { return nil }
	if err := f.rebuild(nil); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fake) Serving(string) {}
func (f *fake) Warn(string)    {}
func (f *fake) Built(r Report) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reports = append(f.reports, r)
}

// get asks for a path as it is written, by some name.
func (f *fake) get(host, target string, header ...string) *http.Response {
	f.t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")))
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w.Result()
}

func body(r *http.Response) string {
	data, _ := io.ReadAll(r.Body)
	return string(data)
}

const page1 = "<!doctype html>\n<html>\n<head>\n<title>T</title></head><body>one</body></html>"

func TestFiles(t *testing.T) {
	f := newFake(t, fakeSite{
		"index.html": page1, "articles/index.html": page1, "articles/a b.html": page1, "assets/style-1.css": "a{}", "img/map.PNG": "\x89PNG",
		"data": "x", "nohead.html": "<p>x", "x.webmanifest": "{}",
	})
	for target, want := range map[string]struct {
		status int
		kind   string
	}{
		"/":                    {200, "text/html; charset=utf-8"},
		"/index.html":          {200, "text/html; charset=utf-8"},
		"/articles/":           {200, "text/html; charset=utf-8"},
		"/articles/a%20b.html": {200, "text/html; charset=utf-8"},
		"/assets/style-1.css":  {200, "text/css; charset=utf-8"},
		"/img/map.PNG?x=1":     {200, "image/png"},
		"/data":                {200, "application/octet-stream"},
		"/x.webmanifest":       {200, "application/manifest+json"},
		"/none.html":           {404, "text/html; charset=utf-8"},
		"/none.css":            {404, "text/html; charset=utf-8"},
		"/articles":            {302, "text/html; charset=utf-8"},
	} {
		r := f.get("localhost", target)
		if r.StatusCode != want.status || r.Header.Get("Content-Type") != want.kind {
			t.Errorf("%s: %d %s, want %d %s", target, r.StatusCode, r.Header.Get("Content-Type"), want.status, want.kind)
		}
		for name := range r.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: header %s", target, name)
			}
		}
	}
	if to := f.get("localhost", "/articles?x=1").Header.Get("Location"); to != "/articles/?x=1" {
		t.Errorf("redirected to %q", to)
	}
}

// A page is what the site has, and one script.
func TestPageIsThatOfTheSite(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1, "nohead.html": "<p>x"})
	for target, want := range map[string]string{"/": page1, "/nohead.html": "<p>x"} {
		got := body(f.get("localhost", target))
		from, to := strings.Index(got, "<script"), strings.Index(got, "</script>")+len("</script>")
		if from < 0 || got[:from]+got[to:] != want {
			t.Errorf("%s: %s", target, got)
		}
		for _, part := range []string{`src="/_gloss/live.js"`, `data-token="` + f.token + `"`, `data-build="1"`, `data-frame="frame"`, " defer"} {
			if !strings.Contains(got[from:to], part) {
				t.Errorf("%s: the script lacks %s: %s", target, part, got[from:to])
			}
		}
	}
}

// A browser that has a page need not get it again, whatever was built meanwhile.
func TestNotModified(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	tag := f.get("localhost", "/").Header.Get("ETag")
	_ = f.rebuild(Changes{"x"})
	if r := f.get("localhost", "/", "If-None-Match", tag); r.StatusCode != http.StatusNotModified {
		t.Errorf("status %d", r.StatusCode)
	}
	f.site = fakeSite{"index.html": page1 + "!"}
	_ = f.rebuild(Changes{"x"})
	if r := f.get("localhost", "/", "If-None-Match", tag); r.StatusCode != 200 || !strings.HasSuffix(body(r), "!") {
		t.Errorf("status %d", r.StatusCode)
	}
}

// Nothing but the files of the site can be had, however it is asked for.
func TestNoWayOut(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1, "a/index.html": page1, "a/b.txt": "x"})
	for _, target := range []string{
		"/../serve.go", "/a/../../serve.go", "/%2e%2e/serve.go", "/..%2fserve.go", "/a/..%2f..%2fserve.go", "/..%5cserve.go", "/..\\serve.go",
		"/%252e%252e/serve.go", "/a/%2e%2e%2f%2e%2e%2fetc/passwd", "//etc/passwd", "/a/b.txt%00.html", "/a/b.txt/", "/a//b.txt", "/./a/b.txt",
		"/a/./b.txt", "/%c0%ae%c0%ae/x", "/a/b.txt::$DATA", "/A/b.txt", "/file:///etc/passwd", "/C:/windows/win.ini", "/a/b.txt.", "/%2e/a/b.txt", "/_gloss/../a/b.txt",
		"/_gloss/", "/_gloss/live.go", "/_gloss/client/live.js", "//evil.example/%2e%2e",
	} {
		if r := f.get("localhost", target); r.StatusCode != 404 {
			t.Errorf("%s: %d %s", target, r.StatusCode, body(r))
		}
	}
	for _, target := range []string{"//a", "/a/../a", "//evil.example"} {
		if r := f.get("localhost", target); r.Header.Get("Location") != "" {
			t.Errorf("%s leads to %s", target, r.Header.Get("Location"))
		}
	}
}

func TestMethods(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		w := httptest.NewRecorder()
		f.ServeHTTP(w, httptest.NewRequest(method, "http://localhost/", strings.NewReader("x")))
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	w := httptest.NewRecorder()
	f.ServeHTTP(w, httptest.NewRequest("HEAD", "http://localhost/", nil))
	if w.Code != 200 || w.Body.Len() > 0 || w.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

// Only pages that were asked for by a name of this machine are shown.
func TestHosts(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	for host, ok := range map[string]bool{
		"localhost": true, "localhost:8080": true, "LOCALHOST.": true, "gloss.localhost:1": true, "127.0.0.1": true, "127.0.0.1:8080": true, "127.1.2.3": true,
		"[::1]": true, "[::1]:8080": true, "desk.example": true, "DESK.example:9": true,
		"evil.example": false, "localhost.evil.example": false, "evillocalhost": false, "127.0.0.1.nip.io": false, "192.168.1.7:8080": false, "10.0.0.1": false,
		"0.0.0.0": false, "[::]": false, "[::ffff:10.0.0.1]": false, "": false, "example": false, "desk.example.evil": false, "2130706433": false, "0x7f.1": false,
	} {
		for _, target := range []string{"/", "/_gloss/live.js", "/none"} {
			if r := f.get(host, target); (r.StatusCode != 403) != ok {
				t.Errorf("host %q, %s: %d", host, target, r.StatusCode)
			}
		}
	}
	if r := f.get("localhost", "http://evil.example/"); r.StatusCode != 403 { // an absolute target counts
		t.Errorf("absolute target: %d", r.StatusCode)
	}
	for at, host := range map[string]string{"192.168.1.7:8080": "192.168.1.7:8080", "[fe80::1]:80": "[fe80::1]"} {
		addr, _ := net.ResolveTCPAddr("tcp", at)
		s := newServer(Options{}, addr)
		if !s.mayAsk(&http.Request{Host: host}) || s.mayAsk(&http.Request{Host: "evil.example"}) {
			t.Errorf("listening at %s", at)
		}
	}
	if s := newServer(Options{}, &net.TCPAddr{IP: net.IPv4zero}); s.mayAsk(&http.Request{Host: "0.0.0.0"}) {
		t.Error("0.0.0.0 is no name")
	}
}

// A page that cannot be rendered keeps its last good bytes, and everybody is told why.
func TestLastGoodPage(t *testing.T) {
	for _, wrong := range []string{"broken", "panic"} {
		f := newFake(t, fakeSite{"index.html": page1, "new.html": wrong})
		first := body(f.get("localhost", "/"))
		f.site = fakeSite{"index.html": wrong, "new.html": wrong}
		_ = f.rebuild(Changes{"layouts/page.html"})
		before := len(f.reports)
		_, next := f.latest.get()
		r := f.get("localhost", "/")
		if got := body(r); r.StatusCode != 200 || strings.Replace(got, `data-build="2"`, `data-build="1"`, 1) != first {
			t.Errorf("%s: %d %s", wrong, r.StatusCode, got)
		}
		<-next
		st, _ := f.latest.get()
		var m message
		if err := json.Unmarshal(f.message(st), &m); err != nil || len(f.reports) != before+1 || len(m.Problems) != 1 || m.Problems[0].Severity != "error" {
			t.Errorf("%s: %v, %+v", wrong, f.reports[before:], m)
		}
		f.get("localhost", "/")
		if len(f.reports) != before+1 {
			t.Errorf("%s: reported again", wrong)
		}
		if r := f.get("localhost", "/new.html"); r.StatusCode != 500 || !strings.Contains(body(r), "/_gloss/live.js") {
			t.Errorf("%s: %d for a page that never was", wrong, r.StatusCode)
		}
		f.site = fakeSite{"index.html": page1 + "2"}
		_ = f.rebuild(Changes{"layouts/page.html"})
		if got := body(f.get("localhost", "/")); !strings.HasSuffix(got, "2") {
			t.Errorf("%s: after it was mended: %s", wrong, got)
		}
		if r := f.get("localhost", "/new.html"); r.StatusCode != 404 {
			t.Errorf("%s: %d for a page that is gone", wrong, r.StatusCode)
		}
	}
}

// A page that is gone is gone at once, however good its last bytes were.
func TestGonePage(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	f.get("localhost", "/")
	f.site = fakeSite{"moved.html": page1}
	_ = f.rebuild(nil)
	if r := f.get("localhost", "/"); r.StatusCode != 404 || !strings.Contains(body(r), "lost") {
		t.Errorf("status %d", r.StatusCode)
	}
	if r := f.get("localhost", "/moved.html"); r.StatusCode != 200 {
		t.Errorf("status %d", r.StatusCode)
	}
}

// A build that goes wrong, even in a panic, leaves the site as it was; the next one looks
// at everything.
func TestFailedBuild(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	f.panics = true
	_ = f.rebuild(Changes{"content/a.md"})
	f.panics, f.err = false, errors.New("disk on fire")
	_ = f.rebuild(Changes{"content/b.md"})
	for i, want := range []string{"internal error: a fault", "disk on fire"} {
		if r := f.reports[i+1]; r.Err == nil || !strings.HasPrefix(r.Err.Error(), want) {
			t.Errorf("report %d: %v", i+1, r)
		}
	}
	if r := f.get("localhost", "/"); r.StatusCode != 200 {
		t.Errorf("status %d", r.StatusCode)
	}
	f.err = nil
	_ = f.rebuild(Changes{"content/c.md"})
	_ = f.rebuild(Changes{"content/d.md"})
	if fmt.Sprint(f.asked) != "[[] [content/a.md] [] [] [content/d.md]]" || f.asked[3] != nil {
		t.Errorf("builds were told %v", f.asked)
	}
}

// dial opens the WebSocket of a page.
func dial(t *testing.T, url, token string, header http.Header) (*websocket.Conn, *http.Response, error) {
	return websocket.Dial(t.Context(), url+"/_gloss/live?token="+token, &websocket.DialOptions{HTTPHeader: header})
}

func (f *fake) listen() string {
	web := httptest.NewServer(f)
	f.t.Cleanup(web.Close)
	return web.URL
}

func read(t *testing.T, c *websocket.Conn) (m message) {
	t.Helper()
	_, data, err := c.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLive(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	url := f.listen()
	c, _, err := dial(t, url, f.token, http.Header{"Origin": {url}})
	if err != nil {
		t.Fatal(err)
	}
	if m := read(t, c); m.Build != "1" || m.Frame != "frame" || len(m.Problems) != 0 || m.More != 0 {
		t.Errorf("first %+v", m)
	}
	f.diags = []diag.Diag{diag.Warnf(diag.Pos{File: "content/a.md", Line: 2, Col: 5}, "w", "beware").WithHint("do %s", "that")}
	for i := range maxProblems {
		f.diags = append(f.diags, diag.Errorf(diag.Pos{File: "content/b.md", Line: i + 1}, "e", "wrong"))
	}
	_ = f.rebuild(Changes{"content/a.md", "content/img/x.png"})
	m := read(t, c)
	if m.Build != "2" || len(m.Problems) != maxProblems || m.More != 1 || fmt.Sprint(m.Images) != "[img/x.png]" {
		t.Errorf("second %+v", m)
	}
	f.diags = f.diags[:1]
	_ = f.rebuild(nil)
	m = read(t, c)
	want := problem{"warning", "content/a.md:2:5", "beware", "w", "do that", 2, "two ", "three"}
	if len(m.Problems) != 1 || m.Problems[0] != want {
		t.Errorf("third %+v", m)
	}
}

// A tab that was away sees the latest build, not all that it missed; and many are served.
func TestLiveCatchesUp(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	url := f.listen()
	var tabs []*websocket.Conn
	for range 40 {
		c, _, err := dial(t, url, f.token, nil)
		if err != nil {
			t.Fatal(err)
		}
		read(t, c)
		tabs = append(tabs, c)
	}
	for range 5 {
		_ = f.rebuild(nil)
	}
	for i, c := range tabs {
		for m := read(t, c); m.Build != "6"; m = read(t, c) {
			if t.Failed() {
				t.Fatalf("tab %d", i)
			}
		}
	}
	c, _, err := dial(t, url, f.token, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m := read(t, c); m.Build != "6" {
		t.Errorf("a new tab is told of build %s", m.Build)
	}
}

func TestLiveIsGuarded(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1})
	url := f.listen()
	for name, tc := range map[string]struct {
		token  string
		header http.Header
	}{
		"no token":          {"", nil},
		"another token":     {strings.ToLower(f.token), nil},
		"another origin":    {f.token, http.Header{"Origin": {"http://evil.example"}}},
		"another port":      {f.token, http.Header{"Origin": {"http://127.0.0.1:1"}}},
		"an origin of none": {f.token, http.Header{"Origin": {"null"}}},
	} {
		if c, r, err := dial(t, url, tc.token, tc.header); err == nil || r == nil || r.StatusCode != 403 {
			t.Errorf("%s: %v %v", name, c, err)
		}
	}
	r, err := http.Get(url + "/_gloss/live?token=" + f.token)
	if err != nil || r.StatusCode == 200 {
		t.Errorf("no WebSocket: %v %v", r, err)
	}
}

func TestListen(t *testing.T) {
	first, err := listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := listen("") // the next that is free
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if !loopback(first.Addr()) || first.Addr().String() == second.Addr().String() {
		t.Errorf("%s and %s", first.Addr(), second.Addr())
	}
	if _, err := listen(first.Addr().String()); err == nil || !strings.Contains(err.Error(), "is taken by another program: name another port") {
		t.Errorf("a port that is taken: %v", err)
	}
	for _, addr := range []string{"nowhere.invalid:1", "127.0.0.1:99999", "127.0.0.1:x", "a b:1"} {
		if l, err := listen(addr); err == nil || !strings.HasPrefix(err.Error(), "--addr: ") {
			t.Errorf("%s: %v %v", addr, l, err)
		}
	}
	if l, err := listen("0"); err != nil || !loopback(l.Addr()) { // a port alone is one of this machine
		t.Errorf("a port alone: %v", err)
	}
	for addr, want := range map[string]string{"0.0.0.0:80": "http://127.0.0.1:80/", "[::]:80": "http://127.0.0.1:80/", "[::1]:80": "http://[::1]:80/", "10.0.0.1:80": "http://10.0.0.1:80/"} {
		a, _ := net.ResolveTCPAddr("tcp", addr)
		if got := address(a); got != want {
			t.Errorf("address of %s: %s", addr, got)
		}
	}
}

// Run starts, serves, sees a change and stops when asked to.
func TestRun(t *testing.T) {
	f := newFolder(t)
	ctx, cancel := context.WithCancel(t.Context())
	urls, built := make(chan string, 1), make(chan Report, 8)
	done := make(chan error)
	n := 0
	go func() {
		done <- Run(ctx, Options{
			Root: f.dir, Watched: testWatched, Report: channels{urls, built}, Addr: "0",
			Rebuild: func(Changes) (Site, []diag.Diag, error) {
				n++
				return fakeSite{"index.html": fmt.Sprint(page1, n)}, nil, nil
			},
			ReadFile: func(string) ([]byte, error) { return nil, nil },
			Mistake:  func(error) (diag.Diag, bool) { return diag.Diag{}, false },
		})
	}()
	url := <-urls
	<-built
	c, _, err := dial(t, strings.TrimSuffix(url, "/"), tokenOf(t, url), nil)
	if err != nil {
		t.Fatal(err)
	}
	read(t, c)
	f.write("content/index.md", "Again.\n")
	if r := <-built; fmt.Sprint(r.Changes) != "[content/index.md]" {
		t.Errorf("%+v", r)
	}
	if m := read(t, c); m.Build != "2" {
		t.Errorf("%+v", m)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopped with %v", err)
	}
	if _, _, err := c.Read(t.Context()); websocket.CloseStatus(err) != websocket.StatusGoingAway {
		t.Errorf("the tab was told %v", err)
	}
	if _, err := (&http.Client{Timeout: 5 * time.Second}).Get(url); err == nil {
		t.Error("it still serves")
	}
}

// channels is a reporter that says everything to channels.
type channels struct {
	urls  chan string
	built chan Report
}

func (c channels) Serving(url string) { c.urls <- url }
func (c channels) Built(r Report)     { c.built <- r }
func (c channels) Warn(string)        {}

func tokenOf(t *testing.T, url string) string {
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	_, rest, _ := strings.Cut(body(r), `data-token="`)
	token, _, _ := strings.Cut(rest, `"`)
	return token
}

// A site that cannot be built at first is not served.
func TestRunFails(t *testing.T) {
	f := newFolder(t)
	err := Run(t.Context(), Options{
		Root: f.dir, Watched: testWatched, Report: channels{}, Addr: "0",
		Rebuild: func(Changes) (Site, []diag.Diag, error) { return nil, nil, errors.New("no site") },
	})
	if err == nil || err.Error() != "no site" {
		t.Errorf("%v", err)
	}
}
