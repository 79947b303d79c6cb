package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// The first sentence of a digest stands on the first screen.
func TestFirstScreen(t *testing.T) {
	t.Parallel()
	const first = "[...document.querySelectorAll('.prose > p')].at(0).getBoundingClientRect().top"
	for _, page := range []string{"articles/icds.html", "articles/newsweek.html"} {
		for _, v := range []struct {
			view
			most int
		}{{phone, 640}, {desk, 560}} {
			tb := visit(t, page, v.view)
			if y := eval[float64](tb, first); y > float64(v.most) {
				t.Errorf("%s at %d × %d: the first sentence begins at y = %.0f, want ≤ %d", page, v.w, v.h, y, v.most)
			}
		}
	}
}

// The columns are those of the design: contents 11 rem, text 34, notes 15, from 80 em; text and
// notes from 64 em; below, the text alone.
func TestColumns(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", wide)
	tb.wait("document.querySelector('.in-margin')")
	const rem = " / parseFloat(getComputedStyle(document.documentElement).fontSize)"
	const box = "document.querySelector('.prose').getBoundingClientRect()"
	const nav = "document.querySelector('.contents').getBoundingClientRect()"
	const note = "document.querySelector('.in-margin').getBoundingClientRect()"
	tb.check("Math.abs(" + box + ".width" + rem + " - 34) < .1 && Math.abs(" + nav + ".width" + rem + " - 11) < .1 && Math.abs(" + note + ".width" + rem + " - 15) < .1")
	tb.check("Math.abs((" + box + ".left - " + nav + ".right)" + rem + " - 2) < .1 && Math.abs((" + note + ".left - " + box + ".right)" + rem + " - 2.5) < .1")
	tb.at(1100, 800)
	tb.check("Math.abs(" + box + ".width" + rem + " - 34) < .1 && Math.abs(" + note + ".width" + rem + " - 15) < .1")
	tb.check("document.querySelector('.contents .menu').getBoundingClientRect().height > 0 && document.querySelector('.contents .wide-only').getBoundingClientRect().height === 0")
	tb.at(768, 1024)
	tb.wait("!document.querySelector('.in-margin')")
}

const (
	links  = `[...document.querySelectorAll('.digest :is(.opening, .prose) a[href]')].filter(a => a.checkVisibility({ visibilityProperty: true }))`
	spoken = `[...document.querySelectorAll('.digest > :is(.opening, .prose)')].map(e => e.innerText).join(' ').trim().split(/\s+/)`
	rests  = "getComputedStyle(document.querySelector('.prose p .rests')).visibility"
)

// At the default level there is at most one link in twenty words for who hears the page; where
// all marks are shown there are more, and without marks the text is bare.
func TestThreeLevels(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"articles/icds.html", "articles/newsweek.html"} {
		tb := visit(t, page, desk)
		n, of := eval[int](tb, links+".length"), eval[int](tb, spoken+".length")
		t.Logf("%s: %d links in %d words, one in %d", page, n, of, of/n)
		if of < 20*n {
			t.Errorf("%s: %d links in %d words", page, n, of)
		}
		tb.check(rests + " === 'hidden'")
		height := eval[float64](tb, "document.querySelector('.prose').offsetHeight")
		tb.hover(".prose p:has(.rests)") // shows them beside the block, and moves nothing
		tb.wait(rests + " === 'visible'")
		tb.check("document.querySelector('.prose').offsetHeight === " + ftoa(height))
		tb.moveTo(1, 1)
		tb.wait(rests + " === 'hidden'")
		tb.focus(".prose p:has(.rests) a.term")
		tb.wait("getComputedStyle(document.querySelector('.prose p:focus-within .rests')).visibility === 'visible'")
		tb.click(".display")
		tb.click("[name=marks][value=all]")
		tb.press("Escape")
		tb.check("[...document.querySelectorAll('.prose :is(.rests, .when)')].every(e => getComputedStyle(e).visibility === 'visible')")
		tb.fits()
		tb.click(".display")
		tb.click("[name=marks][value=clean]")
		tb.press("Escape")
		tb.moveTo(1, 1)
		tb.check("getComputedStyle(document.querySelector('.prose .term')).textDecorationLine === 'none' && getComputedStyle(document.querySelector('.prose .noteref')).opacity === '0'")
		tb.focus(".prose .term") // who tabs to it sees it all the same
		tb.wait("getComputedStyle(document.querySelector('.prose .term')).textDecorationLine === 'underline'")
	}
}

// The masthead names at most three articles and fits a phone, where it has a menu.
func TestMasthead(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/fa.html", phone.of(traps))
	tb.check("document.querySelector('.masthead').getBoundingClientRect().height < 64")
	tb.check("![...document.querySelectorAll('.masthead a')].some(a => a.textContent === 'Cards')") // four articles: "Articles"
	tb.tap(".masthead summary")
	tb.wait("document.querySelector('.masthead .menu nav').getBoundingClientRect().height > 100")
	tb.check("[...document.querySelectorAll('.masthead .menu a')].every(a => a.getBoundingClientRect().height >= 24)")
	tb.axe()
	const unfolded = "document.querySelector('.masthead .menu[open]')"
	tb.tap(".masthead .menu li + li a") // none of it is beside it
	tb.wait("location.pathname.endsWith('/articles/index.html') && document.readyState === 'complete'")
	tb.tap(".masthead summary")
	tb.wait(unfolded)
	tb.tap("main p:last-child")
	tb.wait("!" + unfolded)
	tb.tap(".masthead summary")
	tb.wait(unfolded)
	tb.focus(".masthead .menu a")
	tb.press("Escape")
	tb.wait("!" + unfolded)
	tb.check("document.activeElement.matches('.masthead summary')")

	tb = visit(t, "articles/icds.html", view{w: 320, h: 568, touch: true})
	tb.check("document.querySelector('.masthead').getBoundingClientRect().height < 56") // one line
	for _, w := range []int64{360, 375, 390, 412, 768, 800, 834, 1024} {
		tb.look(view{w: w, h: 800, touch: true})
		tb.wait(fmt.Sprintf("innerWidth === %d", w))
		tb.check("document.querySelector('.masthead').getBoundingClientRect().height < 64")
	}
	tb.look(view{w: 320, h: 568, touch: true})
	tb.script("document.querySelector('.masthead .name').textContent += ' and the Caucasus'")
	tb.fits()
	tb = visit(t, "index.html", wide)
	tb.check("[...document.querySelectorAll('.masthead nav.wide-only a')].map(a => a.textContent).join().startsWith('Briefing,Newsweek,ICDS,')")
}

// On a page that is read from the right, what is said of the source stands one after the other
// from the right, in whatever script each is.
func TestSourceFromTheRight(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/fa.html", phone.of(traps))
	tb.check(`(() => {
		const of = document.createRange(), line = document.querySelector('.source summary'), at = [];
		for (const part of ['آزمون', '6 paragraphs', '1 min', 'About']) {
			const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
			for (let n; n = walk.nextNode(); ) {
				const i = n.data.indexOf(part);
				if (i >= 0) { of.setStart(n, i); of.setEnd(n, i + part.length); at.push(of.getBoundingClientRect()); }
			}
		}
		return at.length === 4 && at.every((r, i) => !i || r.right <= at[i - 1].left || r.top >= at[i - 1].bottom);
	})()`)
}

// On a page in another language than that of the words around it, a screen reader is told so
// (WCAG 3.1.2); the page stays mirrored as a whole.
func TestWordsInTheirLanguage(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/fa.html", wide.of(traps))
	tb.wait("document.querySelector('.in-margin')")
	tb.focus(".prose a.term")
	tb.press("Enter")
	tb.wait(opened)
	tb.axe()
	wrong := eval[[]string](tb, `[...document.querySelectorAll('.skip, .masthead :is(a, button, summary, legend, label), main :is(h2, .contents summary), .foot p, .foot a, .news, .popover-bar button')]
		.filter(e => /[a-z]/i.test(e.textContent) !== (e.closest('[lang]').lang === 'en') && !e.matches('nav a')).map(e => e.outerHTML)`)
	for _, e := range wrong {
		t.Errorf("in which language is %s?", e)
	}
	tb.check("document.querySelector('.masthead .name').getBoundingClientRect().left > document.querySelector('.display').getBoundingClientRect().right")
	tb.open("articles/notes.html")
	tb.check("!document.querySelector(':is(.masthead, .foot, h2)[lang]')")
}

// A heading has a link to itself, from which its address can be copied; the contents show which
// section is read.
func TestHeadings(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", wide)
	tb.hover("#the-price-of-a-shahed")
	tb.wait("getComputedStyle(document.querySelector('#the-price-of-a-shahed .self')).visibility === 'visible'")
	tb.click("#the-price-of-a-shahed .self")
	tb.wait("location.hash === '#the-price-of-a-shahed'")
	tb.wait("document.querySelector('.contents .wide-only [aria-current]')?.textContent === 'The price of a Shahed'")
	tb.script("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
	tb.wait("document.querySelector('.contents .wide-only [aria-current]')?.textContent === 'Snapback as a way out'")
	tb.check("document.querySelectorAll('.contents .wide-only [aria-current]').length === 1")
}

// The page can be read from the first key on: skip link, one h1, landmarks, a visible ring.
func TestKeyboard(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		if strings.HasPrefix(page, "search.html") {
			return // there one begins in the field
		}
		tb := visit(t, page, desk.of(s))
		tb.press("Tab")
		tb.check("document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().left >= 0")
		tb.press("Enter")
		tb.wait("decodeURIComponent(location.hash) === '#gloss/content'")
		tb.check("document.querySelectorAll('h1').length === 1 && document.querySelectorAll('main').length === 1")
		tb.press("Tab")
		tb.check("document.activeElement === document.body || document.activeElement.closest('main, footer')")
		tb.check("document.activeElement === document.body || parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2")
	})
}

// Every target can be hit: 24 by 24 px, but for links within a sentence (WCAG 2.5.8). Of the
// sign behind a dated statement, the part that can be hit is not its own box.
func TestTargets(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		tb := visit(t, page, phone.of(s))
		for _, v := range []view{phone, wide} {
			tb.look(v)
			small := eval[[]string](tb, `[...document.querySelectorAll('button, summary, nav a, .pager a, .back a, .panel label, .loc, .says a.badge, .places a, .when')].filter(e => e.checkVisibility()).map(e => {
				const r = e.getBoundingClientRect(), s = getComputedStyle(e, '::after');
				const [w, h] = e.matches('.when') ? [s.width, s.height].map(parseFloat) : [r.width, r.height];
				return w < 23.9 || h < 23.9 ? e.outerHTML.slice(0, 90) + ' ' + w + ' × ' + h : '';
			}).filter(s => s)`)
			for _, e := range small {
				t.Errorf("at %d px: %s", v.w, e)
			}
		}
	})
}

// What an editor adds is not told by its colour alone: it stands in brackets, which are spoken.
func TestBackground(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/newsweek.html", desk.with("forced-colors", "active"))
	const content = "getComputedStyle(document.querySelector('span.background'), '::%s').content"
	for pseudo, want := range map[string]string{"before": `"[" / "Background. "`, "after": `"]" / ""`} {
		if got := eval[string](tb, fmt.Sprintf(content, pseudo)); got != want {
			t.Errorf("::%s has %s, not %s", pseudo, got, want)
		}
	}
}

// What a list item rests on covers no words of the next one.
func TestLocatorInList(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", desk)
	tb.hover(".prose li")
	tb.wait("getComputedStyle(document.querySelector('.prose li > .rests')).visibility === 'visible'")
	tb.check(`(() => {
		const li = document.querySelector('.prose li:has(> .rests):has(+ li)');
		const r = document.createRange();
		r.selectNodeContents(li.nextElementSibling);
		const letters = r.getClientRects()[0].top + 4; // above them a line has room
		return li.querySelector('.rests').getBoundingClientRect().bottom <= letters;
	})()`)
}

// What stands below the text is laid out behind the first paint, and then there; it is there from
// the start for who goes to a place on the page, comes back, or has no scripts.
func TestLater(t *testing.T) {
	t.Parallel()
	v := wide
	v.before = `addEventListener('DOMContentLoaded', () => { window.late = document.documentElement.dataset.arriving !== undefined; });
		addEventListener('pageshow', e => { if (e.persisted) late = false; }); // the browser has kept the page as it was`
	tb := visit(t, "articles/newsweek.html", v)
	tb.check("late && !document.querySelector('.later')")
	tb.check("document.querySelector('main').innerText.includes('Read against') && document.querySelector('main').innerText.includes('Dated statements')")
	tb.script("document.querySelector('.prose > p:last-child').scrollIntoView({ behavior: 'instant' })")
	tb.scroll(0)
	at := eval[float64](tb, "scrollY")
	tb.open("404.html")
	tb.back()
	tb.wait("location.pathname.endsWith('newsweek.html') && document.readyState === 'complete' && Math.abs(scrollY - " + fmt.Sprint(at) + ") < 2")
	tb.check("!late")
	tb.open("404.html")
	tb.open("articles/newsweek.html#gloss/dated")
	tb.check("!late && Math.abs(document.getElementById('gloss/dated').getBoundingClientRect().top) < innerHeight")
	tb = visit(t, "articles/newsweek.html", view{w: 1440, h: 900, noScript: true})
	tb.check("getComputedStyle(document.querySelector('.dated-here')).contentVisibility === 'visible'")
}
