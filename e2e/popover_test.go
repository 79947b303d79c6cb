package e2e

import (
	"strings"
	"testing"
)

const (
	opened = "document.querySelector('.popover:popover-open')"
	closed = "!" + opened
	jcpoa  = ".prose a[href='#term-jcpoa']"
	box1   = "document.querySelector('.popover').getBoundingClientRect()"
)

// said is what the popover says.
func (tb *tab) said() string {
	tb.t.Helper()
	return eval[string](tb, opened+"?.innerText || ''")
}

// says wants an open popover that says something.
func (tb *tab) says(words string) {
	tb.t.Helper()
	tb.wait(opened)
	if got := tb.said(); !strings.Contains(got, words) {
		tb.t.Errorf("the popover says %q, not %q", got, words)
	}
}

// onScreen wants the popover whole in the window and within the text column, off what opened it.
func (tb *tab) onScreen() {
	tb.t.Helper()
	tb.check("(() => { const b = " + box1 + "; return b.left >= 0 && b.top >= 0 && b.right <= document.documentElement.clientWidth + .5 && b.bottom <= innerHeight + .5 && b.height > 40; })()")
}

// inColumn wants the popover within the text column, and over no note in the margin.
func (tb *tab) inColumn() {
	tb.t.Helper()
	tb.check("(() => { const b = " + box1 + ", c = document.querySelector('[data-column]').getBoundingClientRect(); return b.left >= c.left - .5 && b.right <= c.right + .5; })()")
	tb.check("(() => { const b = " + box1 + "; return [...document.querySelectorAll('.in-margin > ol > li')].every(n => n.getBoundingClientRect().left >= b.right || n.getBoundingClientRect().right <= b.left); })()")
}

// With the pointer: it opens after 400 ms and closes 250 ms after the pointer has left both the
// word and the popover, into which it may go.
func TestTermByPointer(t *testing.T) {
	t.Parallel()
	v := wide.of(traps)
	v.still = true
	tb := visit(t, "articles/popovers.html", v)
	tb.hover(jcpoa)
	tb.tick(399)
	tb.check(closed)
	tb.tick(1)
	tb.says("The agreement of 2015")
	tb.onScreen()
	tb.inColumn()
	tb.check("document.activeElement === document.body") // the focus stays where it is
	tb.check("!document.querySelector('.popover [id]')") // a copy, without ids

	tb.hover(".popover") // over the gap between the two
	tb.tick(1000)
	tb.check(opened)
	tb.moveTo(5, 300)
	tb.tick(249)
	tb.check(opened)
	tb.tick(1)
	tb.check(closed)
	tb.tick(1000)
	tb.check(closed)

	tb.hover(jcpoa) // dismissed without moving the pointer (WCAG 1.4.13), it stays away
	tb.tick(400)
	tb.check(opened)
	tb.press("Escape")
	tb.tick(1000)
	tb.check(closed)
	tb.moveTo(5, 300)
	tb.hover(jcpoa)
	tb.tick(400)
	tb.check(opened)
}

// Passing over a word opens nothing, and no more than one popover is open.
func TestOneAtATime(t *testing.T) {
	t.Parallel()
	v := wide.of(traps)
	v.still = true
	tb := visit(t, "articles/popovers.html", v)
	tb.hover(jcpoa)
	tb.tick(300)
	tb.moveTo(5, 300)
	tb.tick(2000)
	tb.check(closed)

	tb.hover(jcpoa)
	tb.tick(400)
	tb.says("The agreement")
	tb.hover("td a.term")
	tb.tick(400)
	tb.says("by which sanctions return")
	tb.check("document.querySelectorAll(':popover-open').length === 1 && document.querySelectorAll('[data-open]').length === 1")
	tb.click(".display")
	tb.wait("document.querySelector('.panel:popover-open') && " + "!document.querySelector('.popover:popover-open')")
}

// There is no gap between a word and its popover through which the pointer could fall.
func TestNoGap(t *testing.T) {
	t.Parallel()
	v := wide.of(traps)
	v.still = true
	tb := visit(t, "articles/popovers.html", v)
	tb.hover(jcpoa)
	tb.tick(400)
	x, y := tb.middle(jcpoa)
	for eval[bool](tb, box1+".top > "+ftoa(y)) {
		tb.moveTo(x, y)
		tb.tick(260) // as slowly as may be
		tb.check(opened)
		y++
	}
}

// Nothing opens while the page moves under the pointer, and what is about to open does not.
func TestScrollOpensNothing(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", view{w: 1440, h: 500, site: traps, still: true})
	tb.hover(jcpoa)
	tb.tick(300)
	tb.scroll(5)
	tb.tick(2000)
	tb.check(closed)
	x, y := tb.middle(".prose a[href='#term-liability']")
	y -= 100
	tb.moveTo(x, y)
	tb.scroll(100) // brings the word under the pointer
	tb.check("document.elementFromPoint(" + ftoa(x) + "," + ftoa(y) + ").matches(\"[href='#term-liability']\")")
	tb.tick(2000)
	tb.check(closed)
	tb.moveTo(x+1, y) // it is the pointer that opens it
	tb.tick(400)
	tb.check(opened)
}

// With the keyboard: Enter opens and moves the focus in, Tab goes on behind the word, Escape
// closes and gives the focus back.
func TestTermByKeyboard(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", wide.of(traps))
	tb.focus(jcpoa)
	tb.check(closed)
	tb.press("Enter")
	tb.says("The agreement of 2015")
	tb.check("document.activeElement === document.querySelector('.popover')")
	tb.check("document.activeElement.getAttribute('role') === 'dialog' && document.activeElement.getAttribute('aria-label') === 'JCPOA'")
	tb.axe()
	tb.press("Escape")
	tb.wait(closed)
	tb.check("document.activeElement.matches(" + quote(jcpoa) + ")")

	tb.press("Enter")
	tb.wait(opened)
	for !eval[bool](tb, "document.activeElement.matches('.more')") { // the last thing in it
		tb.press("Tab")
	}
	tb.press("Tab")
	tb.wait(closed)
	tb.check("document.querySelector(" + quote(jcpoa) + ").compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING && document.activeElement.closest('.prose')")

	tb.focus(jcpoa)
	tb.press("Enter")
	tb.wait(opened)
	tb.press("Shift+Tab")
	tb.wait(closed)
	tb.check("document.activeElement.matches(" + quote(jcpoa) + ")")

	tb.press("Enter")
	tb.wait(opened)
	tb.press("Tab", "Tab", "Tab", "Enter") // Open in glossary, behind Close and snapback
	tb.wait("location.pathname.endsWith('/glossary/jcpoa.html')")
}

// Another term within replaces what is shown, with a way back; popovers do not stack.
func TestTermWithinTerm(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", wide.of(traps))
	tb.focus(jcpoa)
	tb.press("Enter")
	tb.says("The agreement of 2015")
	tb.check("document.querySelector('.popover-back').hidden")
	tb.focus(".popover a[href='#term-snapback']")
	tb.press("Enter")
	tb.wait("!document.querySelector('.popover-back').hidden")
	tb.says("by which sanctions return")
	tb.check("document.querySelectorAll(':popover-open').length === 1 && document.activeElement.getAttribute('aria-label') === 'Snapback'")
	tb.onScreen()
	tb.axe()
	tb.click(".popover a[href='#term-jcpoa']")
	tb.says("The agreement of 2015")
	tb.click(".popover-back")
	tb.says("by which sanctions return")
	tb.click(".popover-back")
	tb.says("The agreement of 2015")
	tb.check("document.querySelector('.popover-back').hidden && document.activeElement.matches('.popover a[href=\"#term-snapback\"]')")
	tb.press("Escape")
	tb.wait(closed)
	tb.check("document.activeElement.matches(" + quote(jcpoa) + ")")
}

// By touch: a tap opens a sheet at the foot of the screen, which hides nothing of the word; a
// tap beside it closes it; ordinary links lead where they lead. So it is from the disk and in a
// folder of a server.
func TestTermByTouch(t *testing.T) {
	t.Parallel()
	for _, v := range []view{phone, {w: 320, h: 568, touch: true, under: "file:"}, {w: 844, h: 390, touch: true, under: "/repo/"}} {
		tb := visit(t, "articles/popovers.html", v.of(traps))
		tb.tap(".prose a[href='#term-liability']")
		tb.says("Each of them owes the whole")
		tb.says("Open in glossary")
		tb.check(opened + ".matches('.sheet')")
		tb.wait("(() => { const b = " + box1 + "; return Math.abs(b.bottom - innerHeight) < 1 && b.right - b.left <= innerWidth; })()")
		tb.check("document.querySelector('[data-open]').getBoundingClientRect().bottom <= " + box1 + ".top")
		tb.axe()
		tb.tap(".popover-close")
		tb.wait(closed)
		tb.tap(".prose a[href='#term-liability']")
		tb.wait(opened)
		tb.tap("h1")
		tb.wait(closed)
		tb.tap(".prose a[href='notes.html']")
		tb.wait("location.pathname.endsWith('/notes.html')")
	}
}

// Where there is a margin, the sheet keeps to the text column and covers no note.
func TestSheetBesideNotes(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", view{w: 1180, h: 820, touch: true})
	tb.wait("document.querySelector('.in-margin')")
	tb.tap(".prose a.term")
	tb.wait(opened)
	tb.check(opened + ".matches('.sheet')")
	tb.onScreen()
	tb.inColumn()
	tb.axe()
}

// Wherever a word stands, its popover is whole on the screen: at the right edge, in the last
// line, in a table that scrolls, over two lines, on small screens, enlarged; also where the
// browser cannot place it by itself.
func TestPlaces(t *testing.T) {
	t.Parallel()
	const unaided = "CSS.supports = () => false"
	for _, v := range []view{wide, desk, {w: 1024, h: 600}, {w: 640, h: 400, scale: 2}, {w: 320, h: 568}} {
		for _, before := range []string{"", unaided} {
			v := v.of(traps)
			v.before, v.still = before, true
			tb := visit(t, "articles/popovers.html", v)
			for i := range eval[int](tb, "document.querySelectorAll('.prose a.term').length") {
				tb.script("document.querySelectorAll('.aim').forEach(e => e.classList.remove('aim')); document.querySelectorAll('.prose a.term')[" + itoa(i) + "].classList.add('aim')")
				tb.hover(".aim")
				tb.tick(400)
				tb.wait("document.querySelector('.aim[data-open]')")
				tb.onScreen()
				tb.inColumn()
				tb.press("Escape")
				tb.moveTo(1, 1)
			}
		}
	}
}

// In text that is read from the right the popover begins where its word does, at the right, and
// stays in the column.
func TestPlacesFromTheRight(t *testing.T) {
	t.Parallel()
	for _, before := range []string{"", "CSS.supports = () => false"} {
		for _, v := range []view{wide, {w: 390, h: 844}} {
			v.before = before
			tb := visit(t, "articles/fa.html", v.of(traps))
			for _, name := range []string{"jcpoa", "snapback"} {
				word := ".prose a[href='#term-" + name + "']"
				tb.focus(word)
				tb.press("Enter")
				tb.wait("document.querySelector(" + quote(word+"[data-open]") + ")")
				tb.onScreen()
				tb.inColumn()
				tb.check("(() => { const w = document.querySelector('[data-open]').getBoundingClientRect(), c = document.querySelector('[data-column]').getBoundingClientRect(), b = " + box1 + "; return Math.abs(b.right - Math.max(w.right, c.left + b.width)) < 1; })()")
			}
		}
	}
}

// The popover follows its word when the page moves.
func TestFollows(t *testing.T) {
	t.Parallel()
	for _, before := range []string{"", "CSS.supports = () => false"} {
		v := view{w: 1024, h: 700, site: traps, before: before}
		tb := visit(t, "articles/popovers.html", v)
		tb.focus(jcpoa)
		tb.press("Enter")
		tb.wait(opened)
		const gap = "Math.round(" + box1 + ".top - document.querySelector('[data-open]').getBoundingClientRect().bottom)"
		before := eval[int](tb, gap)
		tb.scroll(60)
		tb.wait(gap + " === " + itoa(before))
	}
}

// A popover does not outlive its page: Back finds it closed. A link to a place on the page closes
// it as well.
func TestBackFindsItClosed(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", wide.of(traps))
	tb.focus(jcpoa)
	tb.press("Enter")
	tb.wait(opened)
	tb.click(".popover .more")
	tb.wait("location.pathname.endsWith('/glossary/jcpoa.html')")
	tb.back()
	tb.wait("location.pathname.endsWith('/popovers.html') && document.readyState === 'complete'")
	tb.check(closed + " && !document.querySelector('[data-open]')")
	tb.focus(jcpoa)
	tb.press("Enter")
	tb.wait(opened)
	tb.script("location.hash = 'in-a-table'")
	tb.wait(closed)
}

// No tooltip of the browser lies on top.
func TestNoTooltip(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", wide.of(traps))
	tb.check("document.querySelector('a.xref').title")
	tb.hover("a.xref")
	tb.wait(opened)
	tb.check("!document.querySelector('a.xref').title && !document.querySelector('.popover [title]')")
	tb.axe()
}

// A modified click is the browser's: it opens the entry in a new tab or saves it.
func TestModifiedClick(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", wide.of(traps))
	tb.script("document.addEventListener('click', e => { window.stopped = e.defaultPrevented; e.preventDefault(); })")
	tb.script("document.querySelector(" + quote(jcpoa) + ").dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }))")
	tb.check("window.stopped === false && " + closed)
}

// The bars of a phone's browser, which come and go while one reads, close nothing; turning it does.
func TestBarsComeAndGo(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", phone.of(traps))
	tb.tap(jcpoa)
	tb.wait(opened)
	v := phone
	v.h -= 56
	tb.look(v)
	tb.wait("innerHeight === 788")
	eval[bool](tb, painted)
	tb.check(opened)
	v.w, v.h = v.h, v.w
	tb.look(v)
	tb.wait(closed)
}

// Without scripts a term is a link to its entry on the page, which leads on to the glossary.
func TestTermWithoutScripts(t *testing.T) {
	t.Parallel()
	v := wide.of(traps)
	v.noScript = true
	tb := visit(t, "articles/popovers.html", v)
	tb.click(jcpoa)
	tb.wait("location.hash === '#term-jcpoa'")
	tb.check("document.querySelector('#term-jcpoa').getBoundingClientRect().top < innerHeight")
	tb.click("#term-jcpoa + dd .back a")
	tb.wait("location.hash === '#gloss-term-jcpoa'")
	tb.check("document.querySelector('#gloss-term-jcpoa').matches('.prose a.term[href=\"#term-jcpoa\"]')")
	tb.click(jcpoa)
	tb.wait("location.hash === '#term-jcpoa'")
	tb.click("#term-jcpoa + dd .more")
	tb.wait("location.pathname.endsWith('/glossary/jcpoa.html')")
}
