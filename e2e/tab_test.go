package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a tab waits for what should happen. It is long, since a machine may be
// busy, and is waited out only by a test that fails.
const patience = 90 * time.Second

// tab is a page of a site in a tab of its own.
type tab struct {
	t    *testing.T
	ctx  context.Context
	from string // the start of all addresses of the site: "http://127.0.0.1:3000/repo/"
	seen struct {
		sync.Mutex
		faults   []string // what the page did that no page may do
		requests []string
	}
	mute bool // scripts are off, and with them the page's timers and frames
}

// view is how a reader looks at a page. The zero view is a desk of 1366 × 768 with a mouse.
type view struct {
	site     *site  // sample when nil
	under    string // "/" when empty, "/repo/", or "file:" for the disk
	w, h     int64
	touch    bool
	scale    float64 // device pixels per CSS pixel; 2 with half the width is a zoom of 200 %
	noScript bool
	media    map[string]string // media features: "prefers-color-scheme": "dark"
	still    bool              // stop the clock of the page, see tick
	before   string            // a script that runs before those of the page
	lost     bool              // the page may be one that is not there
	away     bool              // the server may be away for a while
	keep     bool              // the browser may keep the site, see noWorker
}

// Views that many tests share.
var (
	desk  = view{w: 1366, h: 768}
	wide  = view{w: 1440, h: 900}
	phone = view{w: 390, h: 844, touch: true}
)

// dark is the view with dark colours.
func (v view) dark() view { return v.with("prefers-color-scheme", "dark") }

// with is the view with a media feature.
func (v view) with(feature, value string) view {
	media := map[string]string{feature: value}
	for f, val := range v.media {
		if f != feature {
			media[f] = val
		}
	}
	v.media = media
	return v
}

// of is the view of a page of another site than the sample.
func (v view) of(s *site) view { v.site = s; return v }

// visit opens a page of a site and waits until it is there.
func visit(t *testing.T, name string, v view) *tab {
	t.Helper()
	s := v.site
	if s == nil {
		s = sample
	}
	tb := &tab{t: t}
	switch v.under {
	case "file:":
		tb.from = (&url.URL{Scheme: "file", Path: filepath.ToSlash(s.dir) + "/"}).String()
	case "":
		tb.from = s.server.URL + "/"
	default:
		tb.from = s.server.URL + v.under
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	tb.ctx = ctx
	t.Cleanup(func() {
		if t.Failed() {
			tb.leavePicture()
		}
		tb.report(v)
		cancel()
	})
	tb.do(chromedp.Steps())
	if err := chromedp.Listen(ctx, tb.watch); err != nil {
		t.Fatal(err)
	}
	call(tb, log.Enable, cdp.Empty{})
	call(tb, network.Enable, network.EnableParams{})
	tb.look(v)
	if !v.keep {
		call(tb, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: noWorker})
	}
	if v.still {
		call(tb, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: stillClock})
	}
	if v.before != "" {
		call(tb, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: v.before})
	}
	tb.open(name)
	return tb
}

// noWorker keeps a page from having the whole site kept, which most tests do not want.
const noWorker = `Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })`

// look sets the size of the window, the kind of pointer and what the reader prefers.
func (tb *tab) look(v view) {
	tb.t.Helper()
	if v.w == 0 {
		v.w, v.h = desk.w, desk.h
	}
	if v.scale == 0 {
		v.scale = 1
	}
	call(tb, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: v.w, Height: v.h, DeviceScaleFactor: v.scale, Mobile: v.touch})
	call(tb, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: v.touch})
	tb.prefer(v)
	tb.mute = v.noScript
	if v.noScript {
		call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
}

// prefer sets what the reader prefers, and leaves the window alone.
func (tb *tab) prefer(v view) {
	tb.t.Helper()
	p := emulation.SetEmulatedMediaParams{}
	for f, val := range v.with("prefers-reduced-motion", "reduce").media {
		if was, ok := v.media[f]; ok {
			val = was
		}
		p.Features = append(p.Features, &emulation.MediaFeature{Name: f, Value: val})
	}
	call(tb, emulation.SetEmulatedMedia, p)
}

// arrived is true once the whole of a page is laid out.
const arrived = "document.readyState === 'complete' && !('arriving' in document.documentElement.dataset)"

// open goes to a page of the same site and waits until it is there.
func (tb *tab) open(name string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(tb.from + name))
	if !tb.mute {
		tb.wait(arrived)
	}
}

// watch notes what no page may do.
func (tb *tab) watch(ev any) {
	tb.seen.Lock()
	defer tb.seen.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		tb.seen.faults = append(tb.seen.faults, "exception: "+fmt.Sprint(ev.ExceptionDetails))
	case *log.EventEntryAdded:
		if e := ev.Entry; e.Level == log.EntryLevelError || e.Level == log.EntryLevelWarning {
			tb.seen.faults = append(tb.seen.faults, fmt.Sprintf("%s: %s %s", e.Level, e.Text, e.URL))
		}
	case *network.EventRequestWillBeSent:
		tb.seen.requests = append(tb.seen.requests, ev.Request.URL)
		if u := ev.Request.URL; !strings.HasPrefix(u, tb.from) && !strings.HasPrefix(u, "data:") {
			tb.seen.faults = append(tb.seen.faults, "asks for "+u)
		}
	}
}

// requests are the addresses that have been asked for so far.
func (tb *tab) requests() []string {
	tb.seen.Lock()
	defer tb.seen.Unlock()
	return append([]string(nil), tb.seen.requests...)
}

// report fails the test for what the page did that no page may do.
func (tb *tab) report(v view) {
	tb.seen.Lock()
	defer tb.seen.Unlock()
	for _, f := range tb.seen.faults {
		if v.lost && strings.Contains(f, "404") || v.away && (strings.Contains(f, "ERR_CONNECTION_REFUSED") || strings.Contains(f, "ERR_EMPTY_RESPONSE")) {
			continue
		}
		tb.t.Errorf("the page did this: %s", f)
	}
}

// leavePicture keeps a picture of the tab of a failed test.
func (tb *tab) leavePicture() {
	ctx, cancel := context.WithTimeout(tb.ctx, 5*time.Second)
	defer cancel()
	if data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(tb.t.ArtifactDir(), "failed.png"), data, 0o644) // it is for people
	}
}

// do runs actions of the driver.
func (tb *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	for _, a := range actions {
		run1(tb, a)
	}
}

// run1 runs an action and returns its value.
func run1[T any](tb *tab, a chromedp.Action[T]) T {
	tb.t.Helper()
	if chromedp.FromContext(tb.ctx).Target == nil { // the first action opens the tab and must not have a deadline
		v, err := chromedp.Run(tb.ctx, a)
		if err != nil {
			tb.t.Fatal(err)
		}
		return v
	}
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		tb.t.Fatal(err)
	}
	return v
}
