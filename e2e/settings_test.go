package e2e

import "testing"

const paper = "getComputedStyle(document.body).backgroundColor"

// The reader chooses colours and marks; the choice holds before the next page is painted, and
// in other windows.
func TestChoices(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", desk)
	light := eval[string](tb, paper)
	tb.click(".display")
	tb.wait("document.querySelector('.panel:popover-open')")
	tb.axe()
	tb.click(".panel [value=dark]")
	tb.wait(paper + " !== " + quote(light))
	tb.click(".panel [value=all]")
	tb.press("Escape")
	tb.wait("!document.querySelector('.panel:popover-open')")
	tb.axe()

	tb.open("glossary/index.html")
	tb.check("document.documentElement.dataset.theme === 'dark' && document.documentElement.dataset.marks === 'all'")
	tb.check(paper + " !== " + quote(light))
	tb.check("document.querySelector('.panel [value=dark]').checked && document.querySelector('.panel [value=all]').checked")
	tb.back()
	tb.wait("location.pathname.endsWith('icds.html') && " + paper + " !== " + quote(light))

	tb.look(desk.dark()) // the choice outlasts what the device says
	tb.press("Tab")
	tb.focus(".display")
	tb.press("Enter")
	tb.wait("document.querySelector('.panel:popover-open')")
	tb.press("Tab", "ArrowUp") // from dark to light
	tb.wait(paper + " === " + quote(light))
}

// Who asks for less motion gets none; for others the page glides and the popover comes in.
func TestMotion(t *testing.T) {
	t.Parallel()
	for wish, behaviour := range map[string]string{"reduce": "auto", "no-preference": "smooth"} {
		for _, v := range []view{wide, phone} { // a card, and a sheet
			v = v.of(traps).with("prefers-reduced-motion", wish)
			v.before = "window.moving = 0; addEventListener('transitionrun', () => moving++)"
			tb := visit(t, "articles/popovers.html", v)
			tb.check("getComputedStyle(document.documentElement).scrollBehavior === " + quote(behaviour))
			if v.touch {
				tb.tap(jcpoa)
			} else {
				tb.click(jcpoa)
			}
			tb.wait(opened)
			if wish != "reduce" {
				tb.wait("moving")
				continue
			}
			eval[bool](tb, "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => f(true))))") // it would have begun
			tb.check("!moving && document.getAnimations().length === 0")
		}
	}
}

// Where nothing can be kept, a choice still holds for the page.
func TestChoicesUnkept(t *testing.T) {
	t.Parallel()
	v := desk
	v.before = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })"
	tb := visit(t, "articles/icds.html", v)
	light := eval[string](tb, paper)
	tb.click(".display")
	tb.click(".panel [value=dark]")
	tb.wait(paper + " !== " + quote(light))
}

// On a phone the choice is offered too, to a finger; what a page asks for is its style and its
// scripts, and nothing twice.
func TestChoicesByTouch(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", phone)
	light := eval[string](tb, paper)
	tb.tap(".display")
	tb.wait("document.querySelector('.panel:popover-open')")
	tb.tap(".panel [value=dark]")
	tb.wait(paper + " !== " + quote(light))
	asked := map[string]bool{}
	for _, r := range tb.requests() {
		if asked[r] {
			t.Errorf("asks twice for %s", r)
		}
		asked[r] = true
	}
}

// A key alone does something only as long as the reader wants it to (WCAG 2.1.4).
func TestSlashSwitchedOff(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", desk)
	tb.press("/")
	tb.wait("location.pathname.endsWith('/search.html') && document.readyState === 'complete'")
	tb.open("articles/icds.html")
	tb.click(".display")
	tb.click(".panel [name=slash]")
	tb.press("Escape")
	tb.open("articles/newsweek.html")
	tb.check("!document.querySelector('.panel [name=slash]').checked")
	typed := "window.typed = 0; addEventListener('keydown', e => { typed += e.key === '/' && !e.defaultPrevented; })"
	tb.script(typed)
	tb.press("/")
	tb.wait("typed === 1")
	tb.check("location.pathname.endsWith('/newsweek.html')")
	tb.click(".display")
	tb.click(".panel [name=slash]")
	tb.press("Escape", "/")
	tb.wait("location.pathname.endsWith('/search.html')")
}
