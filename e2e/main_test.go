package e2e

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gloss/internal/build"
	"gloss/internal/diag"
)

// sample and traps are the sites that the tests read.
var (
	sample = &site{source: ".."}
	traps  = &site{source: "testdata/traps"}
)

// browser is the context of the one browser; tabs are opened below it.
var browser context.Context

func TestMain(m *testing.M) {
	if os.Getenv(asGloss) != "" {
		os.Exit(beGloss())
	}
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if testing.Short() {
		fmt.Println("e2e: left out with -short")
		return 0
	}
	fail := func(err error) int {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	dir, err := os.MkdirTemp("", "gloss-e2e-")
	if err != nil {
		return fail(err)
	}
	defer os.RemoveAll(dir)
	for name, s := range map[string]*site{"sample": sample, "traps": traps} {
		if err := s.build(filepath.Join(dir, name)); err != nil {
			return fail(err)
		}
		defer s.server.Close()
	}
	var stop func()
	if browser, stop, err = start(filepath.Join(dir, "profile")); err != nil {
		return fail(err)
	}
	defer stop()
	return m.Run()
}

// site is a built site: in a folder, on a server at "/" and, as the same files, at "/repo/".
type site struct {
	source string // folder of the sources
	dir    string // folder of the output
	server *httptest.Server
}

// build builds a site into a new folder and serves it.
func (s *site) build(dir string) error {
	var b build.Builder
	result, diags, err := b.Build(os.DirFS(s.source), build.Options{})
	if err != nil {
		return err
	}
	for _, d := range diags {
		if d.Severity == diag.Error {
			return fmt.Errorf("%s: %s", s.source, d)
		}
	}
	s.dir = dir
	for f, err := range result.Files() {
		if err != nil {
			return err
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return err
		}
	}
	s.server = httptest.NewServer(http.HandlerFunc(s.serve))
	return nil
}

// serve answers as a server for static files does: with 404.html where there is nothing.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(s.dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, "/repo")))
	if strings.HasSuffix(r.URL.Path, "/") {
		name = filepath.Join(name, "index.html")
	}
	if file, err := os.Open(name); err == nil { // not ServeFile, which sends away from index.html
		defer file.Close()
		http.ServeContent(w, r, name, time.Time{}, file)
		return
	}
	lost, err := os.ReadFile(filepath.Join(s.dir, "404.html"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(lost) // a reader who has left does not mind
}

// pages lists the pages of a site by their output path.
func (s *site) pages(t *testing.T) []string {
	t.Helper()
	var pages []string
	err := filepath.WalkDir(s.dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			rel, _ := filepath.Rel(s.dir, name)
			pages = append(pages, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// names under which browsers are installed.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// findBrowser returns the path of the browser.
func findBrowser() (string, error) {
	if name := os.Getenv("CHROME"); name != "" {
		return exec.LookPath(name)
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no browser: run make e2e-tools, or install Chromium (Debian: apt-get install chromium) or Chrome, or name one with CHROME=/path/to/chrome (looked for %s)", strings.Join(names, ", "))
}

// start starts the browser with an empty profile and no errands of its own on the network.
func start(profile string) (context.Context, func(), error) {
	path, err := findBrowser()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("hide-scrollbars", false),
	)
	if os.Getuid() == 0 { // the browser's sandbox refuses to run as root
		options = append(options, chromedp.NoSandbox)
	}
	parent, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(parent)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return ctx, func() { stop(); cancel() }, nil
}

// npm returns the path of a file that npm ci installs.
func npm(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%s is missing: run make e2e-tools, or npm ci in the folder e2e", path)
	}
	return path
}

var axeSource = sync.OnceValues(func() ([]byte, error) {
	return os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
})
