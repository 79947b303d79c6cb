package e2e

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// call sends a command of the protocol to the tab.
func call[P, R any](tb *tab, cmd cdp.Command[P, R], params P) R {
	tb.t.Helper()
	return run1(tb, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, cmd, params) })
}

// eval returns the value of an expression in the page; what it throws fails the test.
func eval[T any](tb *tab, js string) T {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// script runs statements in the page.
func (tb *tab) script(js string) {
	tb.t.Helper()
	eval[chromedp.Void](tb, "(() => {"+js+"})()")
}

// wait waits until a condition holds in the page, across navigations.
func (tb *tab) wait(condition string) {
	tb.t.Helper()
	var last error
	for end := time.Now().Add(patience); time.Now().Before(end); {
		ok, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
		if ok {
			return
		}
		last = err
		select {
		case <-time.After(10 * time.Millisecond): // between two questions
		case <-tb.ctx.Done():
			tb.t.Fatal(tb.ctx.Err())
		}
	}
	tb.t.Fatalf("in vain for %s: %v", condition, errors.Join(last, errors.New(tb.state())))
}

// check wants a condition to hold now.
func (tb *tab) check(condition string) {
	tb.t.Helper()
	if !eval[bool](tb, "!!("+condition+")") {
		tb.t.Errorf("not so: %s\n%s", condition, tb.state())
	}
}

// state says where the page is, for messages.
func (tb *tab) state() string {
	s, err := chromedp.Run(tb.ctx, chromedp.Evaluate[string](`[location.href, innerWidth + ' × ' + innerHeight, 'focus: ' + (document.activeElement?.outerHTML || '').slice(0, 160),
		'open: ' + [...document.querySelectorAll(':popover-open')].map(p => p.outerHTML.slice(0, 400)).join('; ')].join('\n')`))
	if err != nil {
		return err.Error()
	}
	return s
}

// box is a rectangle in the window.
type box struct{ X, Y, W, H float64 }

// boxOf waits for an element and returns where it is in the window, after scrolling it there; of
// one that runs over several lines its first.
func (tb *tab) boxOf(selector string) box {
	tb.t.Helper()
	tb.wait("document.querySelector(" + quote(selector) + ")")
	return eval[box](tb, fmt.Sprintf(`(async () => {
		const e = document.querySelector(%s);
		const inside = r => r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= document.documentElement.clientWidth;
		if (!inside(e.getClientRects()[0] || e.getBoundingClientRect())) {
			e.scrollIntoView({ block: 'center', behavior: 'instant' });
			if (%t) await new Promise(f => requestAnimationFrame(() => requestAnimationFrame(f))); // the page has been told
		}
		const r = e.getClientRects()[0] || e.getBoundingClientRect();
		return { X: r.x, Y: r.y, W: r.width, H: r.height };
	})()`, quote(selector), !tb.mute))
}

// middle is a point of an element that can be pointed at.
func (tb *tab) middle(selector string) (x, y float64) {
	tb.t.Helper()
	b := tb.boxOf(selector)
	return b.X + b.W/2, b.Y + b.H/2
}

// moveTo moves the mouse.
func (tb *tab) moveTo(x, y float64) {
	tb.t.Helper()
	tb.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// hover moves the mouse onto an element.
func (tb *tab) hover(selector string) {
	tb.t.Helper()
	tb.moveTo(tb.middle(selector))
}

// click clicks an element with the mouse.
func (tb *tab) click(selector string) {
	tb.t.Helper()
	tb.hover(selector)
	tb.do(chromedp.MouseClickXY(tb.middle(selector)))
}

// tap touches an element with a finger.
func (tb *tab) tap(selector string) {
	tb.t.Helper()
	tb.do(chromedp.TapXY(tb.middle(selector)))
}

var keys = map[string]string{"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ", "ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp}

// press presses keys one after the other: "Tab", "Shift+Tab", "Enter", "a".
func (tb *tab) press(names ...string) {
	tb.t.Helper()
	for _, name := range names {
		key, shift := strings.CutPrefix(name, "Shift+")
		if k, ok := keys[key]; ok {
			key = k
		}
		if shift {
			tb.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierShift)))
		} else {
			tb.do(chromedp.KeyEvent(key))
		}
	}
}

// focus waits for an element and puts the focus on it, as if the reader had tabbed there.
func (tb *tab) focus(selector string) {
	tb.t.Helper()
	tb.wait("document.querySelector(" + quote(selector) + ")")
	tb.script(fmt.Sprintf(`document.querySelector(%s).focus({ focusVisible: true })`, quote(selector)))
}

// back goes back in the history.
func (tb *tab) back() {
	tb.t.Helper()
	h := call(tb, page.GetNavigationHistory, cdp.Empty{}) // the browser's own: a page may have no scripts
	if h.CurrentIndex < 1 {
		tb.t.Fatal("there is nothing to go back to")
	}
	call(tb, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: h.Entries[h.CurrentIndex-1].ID})
}

// at changes the size of the window.
func (tb *tab) at(w, h int64) {
	tb.t.Helper()
	tb.look(view{w: w, h: h})
	tb.wait(fmt.Sprintf("innerWidth === %d", w))
}

// picture takes a picture of the window.
func (tb *tab) picture() []byte {
	tb.t.Helper()
	return run1(tb, chromedp.CaptureScreenshot())
}

// pdf prints the page on A4.
func (tb *tab) pdf() []byte {
	tb.t.Helper()
	return run1(tb, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
}

// stillClock replaces the timers of a page by ones that tick moves on.
const stillClock = `(() => {
	let now = 0, id = 0;
	const timers = new Map();
	window.setTimeout = (f, ms = 0, ...args) => (timers.set(++id, { at: now + ms, f: () => f(...args) }), id);
	window.clearTimeout = id => timers.delete(id);
	window.__tick = ms => {
		for (const end = now + ms; ; ) {
			const next = [...timers].filter(([, t]) => t.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
			if (!next) { now = end; return; }
			timers.delete(next[0]);
			now = next[1].at;
			next[1].f();
		}
	};
})()`

// tick moves a stopped clock on.
func (tb *tab) tick(ms int) {
	tb.t.Helper()
	tb.script(fmt.Sprintf("__tick(%d)", ms))
}

// quote writes a string as JavaScript.
func quote(s string) string { return strconv.Quote(s) }

func itoa(n int) string { return strconv.Itoa(n) }

func ftoa(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// scroll scrolls the page and waits until it has been told.
func (tb *tab) scroll(dy int) {
	tb.t.Helper()
	eval[chromedp.Void](tb, fmt.Sprintf("(scrollBy({ top: %d, behavior: 'instant' }), new Promise(f => requestAnimationFrame(() => requestAnimationFrame(f))))", dy))
}
