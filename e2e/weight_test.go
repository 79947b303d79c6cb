package e2e

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// What the first view of an article may weigh, in bytes as gzip packs them (DESIGN §7).
var mostBytes = map[string]int{"all": 45 << 10, ".js": 8 << 10, ".css": 9 << 10}

// The first view of an article is light: all that the browser asks for, packed.
func TestWeight(t *testing.T) {
	for _, page := range []string{"articles/icds.html", "articles/newsweek.html"} {
		tb := visit(t, page, desk)
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
		t.Logf("%s: HTML %d + CSS %d + JS %d = %d bytes", page, weight[".html"], weight[".css"], weight[".js"], weight["all"])
		if weight[".html"] == 0 || weight[".css"] == 0 || weight[".js"] == 0 {
			t.Errorf("%s: something was not seen: %v", page, weight)
		}
		for kind, most := range mostBytes {
			if weight[kind] > most {
				t.Errorf("%s: %s weighs %d bytes, more than %d", page, kind, weight[kind], most)
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
	window.shifts = []; window.tasks = [];
	new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) shifts.push([e.value, ...e.sources.map(s => (s.node?.outerHTML || s.node?.textContent || "").slice(0, 60) + JSON.stringify([s.previousRect, s.currentRect]))].join(" ")); }).observe({ type: 'layout-shift', buffered: true });
	new PerformanceObserver(l => { for (const e of l.getEntries()) tasks.push(Math.round(e.duration)); }).observe({ type: 'longtask', buffered: true });`

// Nothing moves while a page loads, and it is never busy for more than 50 ms at a time. What
// else runs on the machine can make a task longer but never shorter, so one load of several
// without a long task shows that the page needs none; a page that does has it in every load.
// So it is with shifts: where the browser paints before the page is longer than the window, the
// bar to scroll by comes later and moves what is centred by half its width, at 0.006 of a
// shift. (To keep its room, scrollbar-gutter, makes Chromium change its mind about vw, and with
// it the size of all text.) The test is not parallel: it has the browser for itself.
func TestQuietLoading(t *testing.T) {
	const loads = 20
	for _, page := range []string{"articles/icds.html", "articles/newsweek.html", "index.html", "timeline.html"} {
		for _, v := range []view{desk, phone} {
			v.before = watched
			var longest, moved []string
			for range loads {
				tb := visit(t, page, v)
				tb.wait("document.readyState === 'complete'")
				// painted, with nothing left to do, and what was measured handed over
				eval[bool](tb, "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(f, 0, true)))))")
				shifts := eval[[]string](tb, "shifts")
				moved = append(moved, shifts...)
				tasks := eval[[]int](tb, "tasks")
				if len(tasks) == 0 && len(shifts) == 0 {
					longest, moved = nil, nil
					break
				}
				longest = append(longest, strings.Trim(fmt.Sprint(tasks), "[]"))
			}
			if moved != nil {
				t.Errorf("%s at %d px: the layout shifts in each of %d loads, or they have long tasks: %v", page, v.w, loads, moved)
			}
			if longest != nil {
				t.Errorf("%s at %d px: tasks of more than 50 ms in each of %d loads, in ms: %s", page, v.w, loads, strings.Join(longest, "; "))
			}
		}
	}
}
