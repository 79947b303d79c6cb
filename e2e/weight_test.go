package e2e

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// What the first view of an article may weigh, in bytes as gzip packs them (DESIGN §7).
var mostBytes = map[string]int{"all": 45 << 10, ".js": 8 << 10, ".css": 9 << 10}

// The first view of an article is light: all that the browser asks for, packed.
func TestWeight(t *testing.T) {
	for _, name := range []string{"articles/icds.html", "articles/newsweek.html"} {
		tb := visit(t, name, desk)
		tb.wait("document.readyState === 'complete'")
		weight := map[string]int{}
		for _, address := range tb.requests() {
			u, err := url.Parse(address)
			if err != nil || u.Scheme == "data" {
				continue
			}
			ext := path.Ext(u.Path)
			if ext != ".html" && ext != ".css" && ext != ".js" {
				continue // the icon is fetched after the page, and pictures belong to the author
			}
			n := gzipped(t, filepath.Join(sample.dir, filepath.FromSlash(u.Path)))
			weight[ext] += n
			weight["all"] += n
		}
		t.Logf("%s: HTML %d + CSS %d + JS %d = %d bytes", name, weight[".html"], weight[".css"], weight[".js"], weight["all"])
		if weight[".html"] == 0 || weight[".css"] == 0 || weight[".js"] == 0 {
			t.Errorf("%s: something was not seen: %v", name, weight)
		}
		for kind, most := range mostBytes {
			if weight[kind] > most {
				t.Errorf("%s: %s weighs %d bytes, more than %d", name, kind, weight[kind], most)
			}
		}
	}
}

// gzipped is the size of a file as gzip packs it.
func gzipped(t *testing.T, name string) int {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Len()
}

// watched keeps what the browser itself measures from the start of a page on.
const watched = `
	window.shifts = [];
	new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) shifts.push([e.value, ...e.sources.map(s => (s.node?.outerHTML || s.node?.textContent || "").slice(0, 60) + JSON.stringify([s.previousRect, s.currentRect]))].join(" ")); }).observe({ type: 'layout-shift', buffered: true });
	document.addEventListener('DOMContentLoaded', () => { window.parts = document.querySelectorAll('.later').length; });`

// plainText lays out so many words, all different, with no more style than a line has.
const plainText = `{
	const p = document.createElement('p');
	for (let i = 0; i < %d; i++) p.append((i * 7919 %% 100003).toString(36) + ' ');
	document.body.append(p);
	p.offsetHeight;
}`

// painted is true once what there is of a page has been painted.
const painted = "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(f, 0, true))))"

// settled is true once a page is painted, with nothing left to do, and what was measured handed over.
const settled = "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(f, 0, true)))))"

// mostLayouts is how often a page may be laid out while it loads: as it comes in, once when the
// notes have gone to the margin, and a few times more; once for each part that comes later.
const mostLayouts = 10

// longTask is what may keep a reader waiting, and plainWords are as many words of plain text as
// take so long to lay out where that was measured: a slower machine is given the time that it takes
// for them.
const (
	longTask   = 50 * time.Millisecond
	plainWords = 7000
)

// Nothing moves while a page loads; it is laid out a few times and no more, since a script that
// measured and moved things in turn would make a long task; and no task keeps a processor busy for
// longer than 50 ms. Of several loads the best counts. The test is not parallel: it has the browser
// for itself.
func TestQuietLoading(t *testing.T) {
	for _, name := range []string{"articles/icds.html", "articles/newsweek.html", "index.html", "timeline.html"} {
		for _, v := range []view{desk, phone} {
			v.before = watched
			longest, most, layouts, parts := time.Hour, longTask, 1000, 0
			for i := 0; i < 5 && longest > most; i++ {
				tb := visit(t, "404.html", v)
				call(tb, performance.Enable, performance.EnableParams{})
				most = max(longTask, tb.longestTask(func() { tb.script(fmt.Sprintf(plainText, plainWords)) }))
				was := tb.layouts()
				longest = tb.longestTask(func() {
					tb.open(name)
					eval[bool](tb, settled)
				})
				layouts = min(layouts, tb.layouts()-was)
				parts = eval[int](tb, "parts")
				if s := eval[[]string](tb, "shifts"); len(s) > 0 {
					t.Errorf("%s at %d px: the layout shifts while it loads: %v", name, v.w, s)
				}
			}
			t.Logf("%s at %d px: %d layouts for %d parts, the longest task takes %v of %v", name, v.w, layouts, parts, longest, most)
			if layouts < 1 || layouts > mostLayouts+parts {
				t.Errorf("%s at %d px is laid out %d times while it loads", name, v.w, layouts)
			}
			if longest > most {
				t.Errorf("%s at %d px has a task of %v, longer than %v", name, v.w, longest, most)
			}
		}
	}
}

// layouts is how often the tab's pages have been laid out.
func (tb *tab) layouts() int {
	tb.t.Helper()
	for _, m := range call(tb, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "LayoutCount" {
			return int(m.Value)
		}
	}
	tb.t.Fatal("the browser does not count layouts")
	return 0
}

// longestTask is the longest that a task of the page keeps a processor busy while something is
// done, as the browser's own trace has it.
func (tb *tab) longestTask(do func()) time.Duration {
	tb.t.Helper()
	type thread struct{ Process, Thread int64 }
	var pages []thread
	longest := map[thread]time.Duration{}
	done := make(chan struct{})
	ctx, cancel := context.WithCancel(tb.ctx)
	defer cancel()
	err := chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *tracing.EventDataCollected:
			for _, v := range ev.Value {
				var e struct {
					Name     string
					PID, TID int64
					TDur     int64 // µs of the thread's own time
					Args     struct{ Name string }
				}
				_ = json.Unmarshal(v, &e) // arguments of other events have other types
				switch th := (thread{e.PID, e.TID}); {
				case e.Name == "thread_name" && e.Args.Name == "CrRendererMain":
					pages = append(pages, th)
				case e.Name == "ThreadControllerImpl::RunTask":
					longest[th] = max(longest[th], time.Duration(e.TDur)*time.Microsecond)
				}
			}
		case *tracing.EventTracingComplete:
			close(done)
		}
	})
	if err != nil {
		tb.t.Fatal(err)
	}
	call(tb, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"toplevel"}}})
	do()
	call(tb, tracing.End, cdp.Empty{})
	select {
	case <-done:
	case <-time.After(patience):
		tb.t.Fatal("the trace does not end")
	}
	var of time.Duration
	for _, th := range pages {
		of = max(of, longest[th])
	}
	if of == 0 {
		tb.t.Fatal("the trace has no task of the page")
	}
	return of
}

// Nothing moves either on a slow line, where the start of a page is painted before the rest
// arrives: shorter than the window, so that there is no bar to scroll by yet, or in mid-text.
func TestSlowLoading(t *testing.T) {
	for _, name := range []string{"articles/icds.html", "index.html", "timeline.html", "compare.html"} {
		for _, behind := range []string{"</nav>", "</h1>", "</h2>"} {
			for _, v := range []view{desk, phone} {
				if v.touch && name != "articles/icds.html" {
					continue // there is no bar to scroll by
				}
				t.Run(fmt.Sprintf("%s behind %s at %d px", path.Base(name), strings.Trim(behind, "</>"), v.w), func(t *testing.T) {
					slow, goOn := heldUp(t, name, behind)
					v.before = watched
					tb := visit(t, "404.html", v.of(slow))
					call(tb, page.Navigate, page.NavigateParams{URL: tb.from + name})
					tb.wait("document.readyState === 'loading' && document.body")
					eval[bool](tb, painted)
					goOn()
					tb.wait(arrived)
					eval[bool](tb, settled)
					if s := eval[[]string](tb, "shifts"); len(s) > 0 {
						t.Errorf("the layout shifts: %v", s)
					}
				})
			}
		}
	}
}

// heldUp is the sample on a line that stops in one page, behind the first of some words, until
// it is told to go on.
func heldUp(t *testing.T, name, behind string) (slow *site, goOn func()) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(sample.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	start, rest, found := strings.Cut(string(data), behind)
	if !found {
		t.Fatalf("%s has no %s", name, behind)
	}
	told := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/"+name {
			sample.serve(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, start, behind)
		w.(http.Flusher).Flush()
		select {
		case <-told:
			fmt.Fprint(w, rest)
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	return &site{name: "slow", dir: sample.dir, server: server}, func() { close(told) }
}
