package e2e

import (
	"strings"
	"testing"
)

// each note of the page in the margin with its marker.
const inMargin = `[...document.querySelectorAll('.in-margin > ol > li')].map(li => ({
	top: li.getBoundingClientRect().top, bottom: li.getBoundingClientRect().bottom, left: li.getBoundingClientRect().left, right: li.getBoundingClientRect().right,
	mark: document.getElementById(li.id.replace('note-', 'ref-')).getBoundingClientRect() }))`

// From 64 em notes stand in the margin, level with their markers and beside the text; none
// overlaps another.
func TestNotesInMargin(t *testing.T) {
	t.Parallel()
	for _, p := range kinds {
		if p.site != sample && p.site != traps { // the survey has no notes
			continue
		}
		if p.page != "articles/notes.html" && p.page != "articles/icds.html" && p.page != "index.html" && p.page != "articles/fa.html" {
			continue
		}
		for _, w := range []int64{1024, 1366, 1440} {
			tb := visit(t, p.page, view{site: p.site, w: w, h: 900})
			tb.wait("document.querySelector('.in-margin')")
			tb.check(inMargin + ".every((n, i, all) => !i || n.top >= all[i - 1].bottom)")
			tb.check(inMargin + "[0].top - " + inMargin + "[0].mark.top < 12 && " + inMargin + "[0].top - " + inMargin + "[0].mark.top > -12")
			tb.check("(() => { const c = document.querySelector('.prose').getBoundingClientRect(); return " + inMargin + ".every(n => n.left >= c.right || n.right <= c.left); })()")
			tb.check(inMargin + ".every(n => n.left >= 0 && n.right <= document.documentElement.clientWidth)")
			tb.check("document.querySelector('main').getBoundingClientRect().bottom >= Math.max(..." + inMargin + ".map(n => n.bottom))")
		}
	}
}

// The margin follows what changes: the width of the window, a part that is opened.
func TestMarginFollows(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", wide)
	level := "(" + inMargin + ")[0]"
	tb.wait("document.querySelector('.in-margin')")
	before := eval[float64](tb, level+".top")
	tb.click(".source summary")
	tb.wait(level + ".top > " + ftoa(before+20))
	tb.check("Math.abs(" + level + ".top - " + level + ".mark.top) < 12")
	tb.at(900, 800)
	tb.wait("!document.querySelector('.in-margin') && document.querySelector('.notes > ol').getBoundingClientRect().height > 300")
	tb.fits()
	tb.at(1100, 800)
	tb.wait("document.querySelector('.in-margin')")
}

// Each note stays level with its number however many there are: one that is too long for the
// room before the next is cut short, and no more is cut than has to be. What reaches into the
// margin further down is not written over.
func TestNotesStayLevel(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"articles/icds.html", "articles/newsweek.html", "index.html"} {
		tb := visit(t, page, wide)
		tb.wait("document.querySelector('.in-margin')")
		off := eval[[]float64](tb, inMargin+".map(n => n.top - n.mark.top).sort((a, b) => a - b)")
		if half := off[len(off)/2]; half > 40 {
			t.Errorf("%s: half of the notes stand more than %.0f px below their numbers", page, half)
		}
		if last := off[len(off)-1]; last > 400 {
			t.Errorf("%s: a note stands %.0f px below its number", page, last)
		}
		tb.check("document.querySelector('.in-margin .cut')")
		tb.check("[...document.querySelectorAll('.in-margin .cut')].every(li => li.scrollHeight > li.clientHeight)")
		tb.check("(() => { const end = Math.max(..." + inMargin + ".map(n => n.bottom)); return [...document.querySelectorAll('.cards, .compare-here')].every(e => e.getBoundingClientRect().top > end); })()")
	}
}

// A note that is cut short is shown whole to who points at it or at its number, whose focus is
// in it, and who has come for it.
func TestNoteShownWhole(t *testing.T) {
	t.Parallel()
	const page = "articles/icds.html"
	tb := visit(t, page, wide)
	tb.wait("document.querySelector('.in-margin')")
	id := eval[string](tb, "document.querySelector('.in-margin .cut:has(a.term)').id")
	note, mark := "document.getElementById("+quote(id)+")", "#"+strings.Replace(id, "note-", "ref-", 1)
	whole := "(" + note + ".lastElementChild.getBoundingClientRect().bottom <= " + note + ".getBoundingClientRect().bottom + 1 && getComputedStyle(" + note + ").clipPath === 'none')"
	tb.check("!" + whole)
	tb.hover(mark)
	tb.wait(whole)
	tb.check("document.querySelectorAll('li.pointed').length === 1")
	tb.axe()
	tb.press("Escape")
	tb.wait("!" + whole)
	tb.hover("#" + id)
	tb.wait(whole)
	tb.hover("h1") // it has been pointed at itself, and no longer is
	tb.wait("!" + whole)
	tb.hover(mark) // scrolls to it
	top := eval[float64](tb, "scrollY")
	tb.click(mark) // which moves nothing, since it is in sight
	tb.wait(whole)
	tb.check("location.hash === '' && scrollY === " + ftoa(top))
	tb.click("h1")
	tb.wait("!" + whole)
	tb.focus("#" + id + " a.term")
	tb.wait(whole)
	tb.open(page + "#" + id)
	tb.wait(whole)
}

// Where the reader wants no marks, there are no numbers in the text and no notes beside it.
func TestNotesUnmarked(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", wide)
	tb.wait("document.querySelector('.in-margin')")
	tb.click(".display")
	tb.click("[name=marks][value=clean]")
	tb.wait("!document.querySelector('.in-margin') && document.querySelector('.notes > h2').offsetHeight > 10")
	tb.click("[name=marks][value=some]")
	tb.wait("document.querySelector('.in-margin')")
}

// Pointing at a number shows which note it is; following it leads there, and back.
func TestMarkerInMargin(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/notes.html", wide.of(traps))
	tb.wait("document.querySelector('.in-margin')")
	tb.hover("#ref-two")
	tb.wait("document.querySelector('#note-two.pointed')")
	tb.check("document.querySelectorAll('li.pointed').length === 1 && " + closed)
	tb.focus("#ref-two")
	tb.press("Enter")
	tb.wait("location.hash === '#note-two'")
	tb.check("document.querySelector('#note-two').getBoundingClientRect().top >= 0 && document.querySelector('#note-two').getBoundingClientRect().bottom <= innerHeight")
	tb.press("Tab") // the first thing in the note
	tb.check("document.activeElement.closest('#note-two')")
	tb.click("#note-two .back a")
	tb.wait("location.hash === '#ref-two'")
}

// Below 64 em a note opens in a popover: by pointer after 150 ms, by key, by touch in a sheet.
func TestNoteInPopover(t *testing.T) {
	t.Parallel()
	v := view{w: 900, h: 800, site: traps, still: true}
	tb := visit(t, "articles/notes.html", v)
	tb.hover("#ref-two")
	tb.tick(149)
	tb.check(closed)
	tb.tick(1)
	tb.says("The second has a list")
	tb.onScreen()
	tb.inColumn()
	tb.check("!document.querySelector('.popover [role=doc-backlink]')")
	tb.press("Escape")

	v.still = false
	tb = visit(t, "articles/notes.html", v)
	tb.focus("#ref-third\\.far")
	tb.press("Enter")
	tb.says("A note from afar")
	tb.says("Third, note 1") // whose it is, in its hue
	tb.check("getComputedStyle(document.querySelector('.popover .note-origin')).color !== getComputedStyle(document.body).color")
	tb.axe()
	tb.click(".popover a.term") // in a note, too
	tb.says("by which sanctions return")
	tb.press("Escape")
	tb.wait(closed + " && document.activeElement.id === 'ref-third.far'")

	tb = visit(t, "articles/notes.html", phone.of(traps))
	tb.tap("#ref-cell") // in a table
	tb.says("A note in a table.")
	tb.check(opened + ".matches('.sheet')")
}

// A marker can be hit: 24 by 24 px and more, though it does not disturb the line; markers next
// to each other are each hit.
func TestMarkersCanBeHit(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/notes.html", phone.of(traps))
	tb.check(`[...document.querySelectorAll('.noteref')].every(a => {
		const s = getComputedStyle(a, '::after'), r = a.getBoundingClientRect();
		return r.width - parseFloat(s.left) - parseFloat(s.right) >= 24 && r.height - parseFloat(s.top) - parseFloat(s.bottom) >= 24; })`)
	tb.check("(() => { const p = document.querySelector('p:has(#ref-one)'), lines = p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight); return Math.abs(lines - Math.round(lines)) < .05; })()")
	for _, id := range []string{"one", "two", "three", "four"} {
		tb.tap("#ref-" + id)
		tb.wait(opened)
		tb.check("document.querySelector('#ref-" + id + "[data-open]')")
		tb.tap("h1")
		tb.wait(closed)
	}
}

// A note used twice has one entry and a way back to each use, named; a note that is cited from
// abroad shows by whom, and a borrowed one whose it is.
func TestNoteTwice(t *testing.T) {
	t.Parallel()
	v := view{w: 900, h: 800, site: traps}
	tb := visit(t, "articles/notes.html", v)
	tb.check("document.querySelectorAll('.notes > ol > li').length === 7")
	tb.check("[...document.querySelectorAll('#note-one [role=doc-backlink]')].map(a => a.getAttribute('aria-label')).join() === 'Back to reference 1, use 1,Back to reference 1, use 2'")
	tb.click("#note-one [role=doc-backlink]:last-of-type")
	tb.wait("location.hash === '#ref2-one'")
	tb.check("document.querySelector('#ref2-one').getBoundingClientRect().top < innerHeight")
	tb.open("articles/third.html")
	tb.check("document.querySelector('#note-far .cited').innerText.startsWith('Cited from Notes: A note is borrowed')")
	tb.click("#note-far .cited-from")
	tb.wait("location.pathname.endsWith('/notes.html') && location.hash === '#ref-third.far'")
	tb.wait("document.querySelector(':target')")
}

// Without scripts the notes are a list, and the markers and the ways back lead there and back.
func TestNotesWithoutScripts(t *testing.T) {
	t.Parallel()
	v := wide.of(traps)
	v.noScript = true
	tb := visit(t, "articles/notes.html", v)
	tb.check("document.querySelector('.notes > h2').getBoundingClientRect().height > 10")
	tb.click("#ref-last")
	tb.wait("location.hash === '#note-last'")
	tb.click("#note-last [role=doc-backlink]")
	tb.wait("location.hash === '#ref-last'")
}
