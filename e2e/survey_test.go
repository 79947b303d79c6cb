package e2e

import (
	"slices"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// shown counts the elements that a selector finds and that are to be seen.
func shown(selector string) string {
	return "[...document.querySelectorAll(" + quote(selector) + ")].filter(e => e.checkVisibility({ visibilityProperty: true })).length"
}

// print looks at the page as it is printed on paper so many pixels wide.
func (tb *tab) print(width int64) {
	tb.t.Helper()
	call(tb, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 1000, DeviceScaleFactor: 1})
	call(tb, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
}

// axeIf is axe where scripts can run, of which it is one.
func (tb *tab) axeIf(scripts bool) {
	tb.t.Helper()
	if scripts {
		tb.axe()
	}
}

// scripts runs a test with scripts and without.
func scripts(t *testing.T, v view, f func(t *testing.T, v view)) {
	t.Parallel()
	for _, off := range []bool{false, true} {
		name := "scripts"
		if off {
			name = "none"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v.noScript = off
			f(t, v)
		})
	}
}

// Filters of the timeline need no script: values of a facet add up, facets narrow down, and
// what is left over takes no room.
func TestTimelineFilters(t *testing.T) {
	scripts(t, wide, func(t *testing.T, v view) {
		tb := visit(t, "timeline.html", v)
		all := eval[int](tb, shown(".event"))
		tb.check("document.querySelectorAll('.event').length === " + shown(".event"))
		of := func(attribute, value string) string {
			return "document.querySelectorAll('.event[" + attribute + "~=\"" + value + "\"]').length"
		}

		tb.click("[name=source][value='1']")
		tb.wait(shown(".event") + " === " + of("data-source", "1"))
		tb.wait(shown(".drawn") + " < document.querySelectorAll('.drawn').length")
		tb.check(shown(".shown") + " === 1")
		tb.axeIf(!v.noScript)
		tb.click("[name=source][value='2']")
		tb.wait(shown(".event") + " === " + strconv.Itoa(all))
		tb.click("[name=flag][value=plan]")
		tb.wait(shown(".event") + " === " + of("data-flag", "plan"))
		tb.check("[...document.querySelectorAll('.year')].filter(y => y.offsetHeight > 0).length === 1")
		tb.check("getComputedStyle(document.querySelector('.shown output'), '::before').content !== 'none'")
		tb.click("[name=kind][value='1']") // arms: planned for by one source
		tb.wait(shown(".event") + " === document.querySelectorAll('.event[data-flag~=plan][data-kind=\"1\"]').length")

		tb.focus("[name=kind][value='1']")
		tb.press("Enter") // sends no form
		tb.check("location.search === ''")
		tb.click(".filters button")
		tb.wait(shown(".event") + " === " + strconv.Itoa(all))
		tb.check(shown(".shown") + " === 0")
	})
}

// What a link leads to is shown, whatever the filters say.
func TestFiltersAndTarget(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html#event-treaty", wide)
	tb.click("[name=kind][value='1']")
	tb.wait(shown("#event-treaty") + " === 1")
	tb.wait(shown(".event") + " === 1 + document.querySelectorAll('.event[data-kind=\"1\"]').length")
}

// A mark leads to its entry and the entry's date to the mark.
func TestMarkAndEntry(t *testing.T) {
	scripts(t, wide, func(t *testing.T, v view) {
		tb := visit(t, "timeline.html", v)
		const mark = "[id='gloss/drawn-treaty']"
		tip := "getComputedStyle(document.querySelector(" + quote(mark+" .tip") + ")).opacity"
		tb.check(tip + " === '0'")
		tb.hover(mark + " circle")
		tb.wait(tip + " === '1'")
		tb.click(mark + " circle")
		tb.wait("location.hash === '#event-treaty' && document.querySelector('#event-treaty:target')")
		tb.axeIf(!v.noScript)
		tb.click("#event-treaty .on a")
		tb.wait("document.querySelector(" + quote(mark+":target") + ")")
		tb.wait(tip + " === '1'")
		tb.axeIf(!v.noScript)
		tb.back()
		tb.wait("document.querySelector('#event-treaty:target')")
	})
}

// Pointing at a mark lights up its entry, and at an entry its mark.
func TestMarkAndEntryLightUp(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", wide)
	tb.hover("[id='gloss/drawn-treaty'] circle")
	tb.wait("document.querySelector('#event-treaty.lit')")
	tb.at(1440, 4000) // where both are in view
	tb.hover("#event-jcpoa h3")
	tb.wait("document.querySelector('[id=\"gloss/drawn-jcpoa\"].lit') && !document.querySelector('#event-treaty.lit')")
	tb.moveTo(2, 2)
	tb.wait("!document.querySelector('.lit')")
}

// With scripts, the marks are one stop for Tab and arrows go between them; without, each is a
// stop, and a link in front of the drawing leads past them.
func TestDrawingByKeyboard(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", wide)
	tb.focus(".drawing .skip")
	tb.press("Tab")
	tb.wait("document.activeElement.matches('.drawn')")
	first := eval[string](tb, "document.activeElement.id")
	tb.check("document.activeElement.matches(':focus-visible')")
	tb.axe()
	tb.press("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown")
	tb.wait("document.activeElement.matches('.drawn') && document.activeElement.id !== " + quote(first))
	second := eval[string](tb, "document.activeElement.id")
	tb.press("Tab", "Shift+Tab")
	tb.wait("document.activeElement.id === " + quote(second))
	tb.press("Enter")
	tb.wait("location.hash.startsWith('#event-') && document.querySelector('.event:target')")

	v := wide
	v.noScript = true
	tb = visit(t, "timeline.html", v)
	tb.focus(".drawing .skip")
	tb.check("document.activeElement.getBoundingClientRect().left >= 0")
	tb.press("Enter")
	tb.wait("location.hash === '#gloss/list'")
	tb.press("Tab")
	tb.wait("document.activeElement.closest('.filters')")
}

// A filter that hides the one mark that Tab stops at moves the stop.
func TestDrawingStopIsVisible(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", wide)
	tb.click("[name=source][value='2']")
	tb.wait("getComputedStyle(document.querySelector('.drawn[tabindex=\"0\"]')).visibility === 'visible'")
}

// The marks have names for those who do not see them.
func TestDrawingIsNamed(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", wide)
	tb.check("[...document.querySelectorAll('.drawn')].every(m => m.textContent.trim().length > 10)")
	tb.check("document.querySelector('.drawing svg[role=group]').getAttribute('aria-label').length > 5")
	tb.check("document.querySelector('.drawing figcaption').textContent.includes('50 events')")
}

// On a phone, bars by year stand in for the drawing; on paper the drawing is there at any width.
func TestDrawingOnPhoneAndPaper(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", phone)
	tb.check(shown(".drawing") + " === 0 && " + shown(".bars li") + " > 3")
	tb.tap(".bars a")
	tb.wait("document.querySelector('.event:target')")
	tb.print(700)
	tb.wait(shown(".drawing") + " === 1 && " + shown(".bars") + " === 0 && " + shown(".filters") + " === 0")
	tb.check("getComputedStyle(document.querySelector('.hatch')).display !== 'none'")
}

// The sentence that counts the relations leads to one kind of them, from the home page too,
// and Back leads back.
func TestTallyFilters(t *testing.T) {
	scripts(t, desk, func(t *testing.T, v view) {
		tb := visit(t, "index.html", v)
		tb.click(".tally a[href$='gloss/contradicts']")
		tb.wait("location.pathname.endsWith('compare.html')")
		only := shown(".relation") + " === document.querySelectorAll('.relation[data-rel=contradicts]').length"
		tb.wait(only)
		tb.wait("document.querySelectorAll('.relation').length > " + shown(".relation") + " && " + shown(".alone") + " === 1")
		tb.check(only)
		tb.check("[...document.querySelectorAll('.relations')].filter(s => s.offsetHeight > 0).every(s => [...s.querySelectorAll('.relation')].some(r => r.offsetHeight > 0))")
		tb.axeIf(!v.noScript)
		tb.click("[name=rel][value=corroborates]")
		tb.wait(shown(".relation") + " === document.querySelectorAll('.relation:is([data-rel=contradicts], [data-rel=corroborates])').length")
		tb.click("[name=rel][value=corroborates]")
		tb.wait(only)
		tb.click(".filters .all")
		tb.wait(shown(".relation") + " === document.querySelectorAll('.relation').length")
		tb.back()
		tb.wait(only)
		tb.back()
		tb.wait("location.pathname.endsWith('index.html')")
	})
}

// With six sources the comparison filters by source too, and says who disagrees with whom.
func TestCompareSix(t *testing.T) {
	t.Parallel()
	tb := visit(t, "compare.html", wide.of(six))
	tb.check("document.querySelectorAll('.matrix tbody tr').length === 5")
	tb.click("[name=source][value='3']")
	tb.click("[name=rel][value=contradicts]")
	tb.wait(shown(".relation") + " === document.querySelectorAll('.relation[data-rel=contradicts][data-source~=\"3\"]').length")
	tb.axe()
}

// A locator leads to its paragraph among the sources, a cell to the same place, and that to
// where the briefing rests on it.
func TestCoverage(t *testing.T) {
	scripts(t, desk, func(t *testing.T, v view) {
		tb := visit(t, "sources.html", v)
		tb.click(".coverage a[href$='icds-p20']")
		tb.wait("document.querySelector('#icds-p20:target')")
		tb.axeIf(!v.noScript)
		tb.click("#icds-p20 .places a")
		tb.wait("location.pathname.includes('/articles/icds.html') && document.querySelector(':target')")
		tb.back()
		tb.wait("location.pathname.endsWith('sources.html')")
	})
}

// References can be copied by a button; without scripts there is none.
func TestCopy(t *testing.T) {
	t.Parallel()
	v := desk
	v.before = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => { window.copied = text; return Promise.resolve(); } } })"
	tb := visit(t, "sources.html", v)
	tb.click(".form:nth-of-type(2) .copy")
	tb.wait("window.copied && window.copied.startsWith('@misc{')")
	tb.wait("document.querySelector('.form:nth-of-type(2) .copy').textContent === 'Copied'")
	tb.check("JSON.parse(document.querySelector('.form:nth-of-type(3) pre').textContent)[0].title.length > 3")

	v = desk
	v.before = "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.addEventListener('copy', () => { window.copied = String(getSelection()) })"
	tb = visit(t, "sources.html", v)
	tb.click(".form:nth-of-type(2) .copy")
	tb.wait("window.copied && window.copied.startsWith('@misc{')")

	v = desk
	v.noScript = true
	tb = visit(t, "sources.html", v)
	tb.check(shown(".copy") + " === 0")
	tb.click(".form:nth-of-type(2) pre")
	tb.wait("String(getSelection()).startsWith('@misc{')")
}

// The drawing keeps to the colours that the reader has forced.
func TestDrawingForcedColours(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", wide.with("forced-colors", "active"))
	tb.check(`(() => {
		const colour = name => { const p = document.createElement('p'); p.style.color = name; document.body.append(p); const c = getComputedStyle(p).color; p.remove(); return c; };
		const allowed = [colour('CanvasText'), colour('Canvas'), colour('Highlight')];
		return [...document.querySelectorAll('.mark circle, .mark rect:not(.hit)')].every(e => allowed.includes(getComputedStyle(e).fill));
	})()`)
}

// On a page that is read from the right, time runs to the left, and words are not mirrored.
func TestDrawingMirrors(t *testing.T) {
	t.Parallel()
	tb := visit(t, "timeline.html", desk)
	const at = `[...document.querySelectorAll(".axis text:not(.over)")].map(e => { const r = e.getBoundingClientRect(); return Math.round(r.left + r.width / 2) })`
	before := eval[[]int](tb, at)
	sum := eval[float64](tb, `(() => { const r = document.querySelector(".drawing > svg").getBoundingClientRect(); return r.left + r.right })()`)
	eval[string](tb, `document.documentElement.dir = "rtl"`)
	after := eval[[]int](tb, at)
	if len(before) < 5 || !slices.IsSorted(before) {
		t.Fatalf("the years stand at %v", before)
	}
	for i := range before {
		if d := float64(before[i]+after[i]) - sum; d < -2 || d > 2 {
			t.Errorf("a year at %d is at %d when mirrored, want %.0f", before[i], after[i], sum-float64(before[i]))
		}
	}
	if scale := eval[string](tb, `getComputedStyle(document.querySelector(".axis text")).scale`); scale != "-1 1" {
		t.Errorf("a year's number is scaled by %q and not mirrored back", scale)
	}
}

// The heading of what has no date stands above its first event, at any width and on paper, and
// goes when filters leave none of them.
func TestUndatedHeading(t *testing.T) {
	t.Parallel()
	const above = `(() => { const h = document.querySelector(".undated > h2").getBoundingClientRect(), e = document.querySelector(".undated .event .on").getBoundingClientRect(); return h.height > 10 && h.bottom <= e.top + 1 })()`
	for _, v := range []view{phone, wide} {
		tb := visit(t, "timeline.html", v)
		tb.check(above)
		tb.print(700)
		tb.wait(above)
	}
	tb := visit(t, "timeline.html", wide)
	const seen = `(() => { const h = document.querySelector(".undated > h2"); h.scrollIntoView({block: "center"}); const r = h.getBoundingClientRect(); return document.elementFromPoint(r.left + 5, r.top + 5) === h })()`
	tb.check(seen)
	tb.click("[name=flag]") // planned: nothing without a date is
	tb.wait("!" + seen)
}

// Who tells of the events in a part of a bar can be seen without its colour: in forced colours
// and on paper each source has a pattern, which the key explains, and several have none.
func TestBarPatterns(t *testing.T) {
	t.Parallel()
	const patterns = `[...document.querySelectorAll('.bar-key .bar')].map(b => getComputedStyle(b.querySelector('.hatch') || b.querySelector('rect')).fill)`
	for page, v := range map[string]view{"index.html": wide, "timeline.html": phone} {
		tb := visit(t, page, v.with("forced-colors", "active"))
		tb.check("[...document.querySelectorAll('.hatch')].filter(e => e.closest('.bar')).every(e => e.getBoundingClientRect().width > 0 && document.getElementById(getComputedStyle(e).fill.match(/#(.*)\"/)[1]).localName === 'pattern')")
		tb.check("new Set(" + patterns + ").size === 3 && " + patterns + ".length === 3")
		tb.check(`[...document.querySelectorAll(".bar rect:has(+ .hatch)")].every(e => getComputedStyle(e).fill !== getComputedStyle(document.querySelector(".bar rect:last-child:not(.hatch)")).fill)`)
	}
	tb := visit(t, "index.html", wide)
	tb.check(shown(".hatch") + " === 0")
	tb.print(700)
	tb.wait(shown(".strip .hatch") + " > 5")
}

// No text of the drawing stands on another, at any width at which there is a drawing; only the
// legend gives its place to an event's label.
func TestDrawingText(t *testing.T) {
	t.Parallel()
	for _, s := range []*site{sample, six, week, centuries} {
		tb := visit(t, "timeline.html", wide.of(s))
		for _, w := range []int64{800, 1024, 1440, 1920} {
			tb.at(w, 900)
			for _, touch := range eval[[]string](tb, `(() => {
				const all = [...document.querySelectorAll('.drawing text:not(.tip), .drawing .drawn:first-of-type .tip, .legend')].map(e => [e.textContent.trim().slice(0, 30), e.matches('.tip'), e.matches('.legend'), e.getBoundingClientRect()]);
				return all.flatMap(([a, tip, , r], i) => all.slice(i + 1).filter(([, , legend, q]) => !(tip && legend) && r.left < q.right - .5 && q.left < r.right - .5 && r.top + r.height / 5 < q.bottom - q.height / 5 && q.top + q.height / 5 < r.bottom - r.height / 5).map(([b]) => a + ' on ' + b));
			})()`) {
				t.Errorf("%s at %d px: %s", s.name, w, touch)
			}
		}
	}
}
