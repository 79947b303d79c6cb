package e2e

import (
	"strings"
	"testing"
)

// A typed cross-reference, a note's origin and a citing link show the passage that they lead to,
// with where it stands and what it rests on; nothing is asked for over the network.
func TestPassages(t *testing.T) {
	t.Parallel()
	v := wide.of(traps)
	v.still = true
	tb := visit(t, "articles/popovers.html", v)
	tb.hover("a.xref")
	tb.tick(399)
	tb.check(closed)
	tb.tick(1)
	tb.says("It was said that all is well.")
	tb.says("Notes · Close together")
	tb.says("¶2")
	tb.onScreen()
	tb.inColumn()
	tb.press("Escape")

	tb.open("articles/notes.html")
	tb.wait("document.readyState === 'complete'")
	asked := len(tb.requests())
	tb.hover("#note-third\\.far .note-origin") // from the margin, into the text column
	tb.tick(400)
	tb.says("It has a note that is used abroad.")
	tb.onScreen()
	tb.inColumn()
	x, y := tb.middle("#note-third\\.far .note-origin")
	toX, toY := tb.middle(".popover")
	for i := range 21 { // as slowly as may be
		tb.moveTo(x+(toX-x)*float64(i)/20, y+(toY-y)*float64(i)/20)
		tb.tick(260)
		tb.check(opened)
	}
	tb.check("document.elementFromPoint(" + ftoa(toX) + ", " + ftoa(toY) + ").closest('.popover')")
	tb.moveTo(x, y-300)
	tb.tick(260)
	tb.check(closed)
	for _, r := range tb.requests()[asked:] {
		if !strings.HasSuffix(r, ".svg") { // the icon, which the browser asks for when it likes
			t.Errorf("asks for %s to show a passage", r)
		}
	}
	tb.open("articles/third.html")
	tb.hover(".cited-from")
	tb.tick(400)
	tb.says("A note is borrowed from another article.")
	tb.says("Notes · From abroad")
}

// Who cannot hover gets the passage first, and goes on from there; a click leads on at once.
func TestPassageOnward(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/popovers.html", wide.of(traps))
	tb.focus("a.xref")
	tb.press("Enter")
	tb.says("It was said that all is well.")
	tb.axe()
	tb.press("Tab", "Tab", "Enter") // Close, Read in Notes
	tb.wait("location.pathname.endsWith('/notes.html') && location.hash === '#said'")

	tb = visit(t, "articles/popovers.html", phone.of(traps))
	tb.tap("a.xref")
	tb.says("Read in Notes")
	tb.tap(".popover .more")
	tb.wait("location.hash === '#said'")

	tb = visit(t, "articles/popovers.html", wide.of(traps))
	tb.click("a.xref")
	tb.wait("location.hash === '#said'")
}

// Every typed link of the sample has its passage, and what is copied stays small.
func TestEveryPassage(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"articles/icds.html", "articles/newsweek.html", "index.html"} {
		tb := visit(t, page, desk)
		tb.check(`[...document.querySelectorAll('a.xref, a.note-origin, a.cited-from')].every(a =>
			[...document.querySelector('.passages').content.children].some(e => e.dataset.for === a.getAttribute('href')))`)
		tb.check("[...document.querySelector('.passages').content.children].every(e => e.textContent.length < 900)")
	}
}
