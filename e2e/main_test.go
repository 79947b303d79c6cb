package e2e

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"gloss/internal/build"
	"gloss/internal/corpus"
	"gloss/internal/crawl/pages"
	"gloss/internal/diag"
)

// sample and traps are the sites that the tests read, and those made for the pages that
// survey many sources and events: six over years, week over days, centuries over many years.
var (
	sample    = &site{name: "sample", source: os.DirFS("..")}
	traps     = &site{name: "traps", source: os.DirFS("testdata/traps")}
	six       = &site{name: "six", source: corpus.Survey{Articles: 6, Events: 150, Relations: 120, From: "2001-01-01", To: "2025-10-31"}.Site()}
	week      = &site{name: "week", source: corpus.Survey{Articles: 3, Events: 30, Relations: 10, From: "2025-03-03", To: "2025-03-09"}.Site()}
	centuries = &site{name: "centuries", source: corpus.Survey{Articles: 4, Events: 90, Relations: 20, From: "1700-01-01", To: "1999-12-31"}.Site()}
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
	for _, s := range []*site{sample, traps, six, week, centuries} {
		if err := s.build(filepath.Join(dir, s.name)); err != nil {
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
	name   string
	source fs.FS
	dir    string // folder of the output
	server *httptest.Server
}

// build builds a site into a new folder and serves it.
func (s *site) build(dir string) error {
	var b build.Builder
	result, diags, err := b.Build(s.source, build.Options{})
	if err != nil {
		return err
	}
	for _, d := range diags {
		if d.Severity == diag.Error {
			return fmt.Errorf("%s: %s", s.name, d)
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

// serve answers as GitHub Pages does, at "/" and at "/repo/".
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	base := "/"
	if strings.HasPrefix(r.URL.Path, "/repo/") {
		base = "/repo/"
	}
	pages.Handler(os.DirFS(s.dir), base).ServeHTTP(w, r)
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

// names under which browsers are installed. The first is Chromium without windows, which does the
// same to a page in half the time.
var names = []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

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
	return "", fmt.Errorf("no browser: run make e2e-tools, or install Chromium (Debian: apt-get install chromium-headless-shell) or Chrome, or name one with CHROME=/path/to/chrome (looked for %s)", strings.Join(names, ", "))
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
