package e2e

import (
	"cmp"
	"strings"
	"testing"
)

// violation is what axe finds.
type violation struct {
	ID, Help string
	Nodes    []struct{ HTML, Summary string }
}

// axe looks for what keeps people from reading the page as it is now: WCAG 2.2 AA and what
// axe counts as good practice.
func (tb *tab) axe() {
	tb.t.Helper()
	tb.violations("['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']")
}

// axeColours looks for what cannot be told apart, on a page that differs in nothing but its
// colours from one that axe has looked at.
func (tb *tab) axeColours() {
	tb.t.Helper()
	tb.violations("{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }")
}

// violations fails the test for what breaks one of the rules that are asked for.
func (tb *tab) violations(rules string) {
	tb.t.Helper()
	npm(tb.t, "axe-core/axe.min.js")
	source, err := axeSource()
	if err != nil {
		tb.t.Fatal(err)
	}
	if !eval[bool](tb, "!!window.axe") {
		tb.script(string(source))
	}
	found := eval[[]violation](tb, `axe.run(document, {
		runOnly: `+rules+`,
		resultTypes: ['violations'],
		preload: false, // no rule asked for reads the style sheets, and from the disk it may not
	}).then(r => r.violations.map(v => ({ ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 4).map(n => ({ HTML: n.html, Summary: n.failureSummary })) })))`)
	for _, v := range found {
		var nodes []string
		for _, n := range v.Nodes {
			nodes = append(nodes, n.HTML+"\n      "+strings.ReplaceAll(n.Summary, "\n", "\n      "))
		}
		tb.t.Errorf("axe: %s: %s\n   %s", v.ID, v.Help, strings.Join(nodes, "\n   "))
	}
}

// states are what a reader can make of a page. On a phone what is clicked is tapped.
var states = []struct {
	name, page string
	site       *site // sample when nil
	first      func(tb *tab, press func(selector string))
}{
	{"term", "articles/newsweek.html", nil, func(tb *tab, press func(string)) {
		tb.script("document.querySelectorAll('.prose a.term')[2].id = 'third'")
		press("#third")
		tb.wait(opened)
	}},
	{"no-marks", "articles/newsweek.html", nil, func(tb *tab, press func(string)) {
		tb.script("document.documentElement.dataset.marks = 'clean'")
		press(".prose > p")
	}},
	{"all-marks", "articles/newsweek.html", nil, func(tb *tab, press func(string)) {
		tb.script("document.documentElement.dataset.marks = 'all'")
	}},
	{"at-a-term", "articles/newsweek.html#term-jcpoa", nil, func(tb *tab, press func(string)) { press(".prose > p") }},
	{"at-a-note", "articles/newsweek.html#note-pressure", nil, nil},
	{"unfolded", "articles/icds.html", nil, func(tb *tab, press func(string)) {
		press(".source summary")
		tb.script("document.querySelectorAll('.contents details').forEach(d => d.open = true)")
	}},
	{"menu", "index.html", nil, func(tb *tab, press func(string)) {
		if eval[bool](tb, "document.querySelector('.masthead summary').checkVisibility()") {
			press(".masthead summary")
		}
	}},
	{"display", "articles/icds.html", nil, func(tb *tab, press func(string)) {
		press(".display")
		tb.wait("document.querySelector('.panel:popover-open')")
	}},
	{"filters", "timeline.html", nil, func(tb *tab, press func(string)) {
		tb.script("document.querySelector('.filters').open = true")
		press("[name=source][value='1']")
		press("[name=flag]")
	}},
	{"filtered", "compare.html#gloss/contradicts", nil, nil},
	{"coverage", "sources.html#icds-p20", nil, nil},
	{"term-in-persian", "articles/fa.html", traps, func(tb *tab, press func(string)) {
		press(".prose a.term")
		tb.wait(opened)
	}},
}

// Nor does a page keep anyone from reading it in any of its states, on a desk in light and dark
// colours and on a phone in dark ones. A tab of each serves for all.
func TestAxeStates(t *testing.T) {
	t.Parallel()
	for _, v := range []view{wide, view{w: 375, h: 812, touch: true}.dark()} {
		for _, s := range []*site{sample, traps} {
			t.Run(s.name+"-"+itoa(int(v.w)), func(t *testing.T) {
				t.Parallel()
				tb := visit(t, "index.html", v.of(s))
				press := tb.click
				if v.touch {
					press = tb.tap
				}
				for _, state := range states {
					if s != cmp.Or(state.site, sample) {
						continue
					}
					t.Log(state.name)
					tb.prefer(v)
					tb.open("404.html") // so that the page is loaded, and no place on it gone to
					tb.open(state.page)
					if state.first != nil {
						state.first(tb, press)
					}
					tb.axe()
					if !v.touch {
						tb.prefer(v.dark())
						tb.axeColours()
					}
				}
			})
		}
	}
}

// fits wants no sideways scrolling: nothing is wider than the window but what scrolls by itself.
func (tb *tab) fits() {
	tb.t.Helper()
	wide := eval[[]string](tb, `(() => {
		const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
		if (over <= 0) return [];
		const scrolls = e => { for (; e; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; return false; };
		return [over + ' px too wide', ...[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement)).slice(0, 5).map(e => e.outerHTML.slice(0, 120))];
	})()`)
	if len(wide) > 0 {
		tb.t.Errorf("at %d px: %s", eval[int](tb, "innerWidth"), strings.Join(wide, "\n   "))
	}
}

// legible wants no text smaller than .75 rem.
func (tb *tab) legible() {
	tb.t.Helper()
	for _, small := range eval[[]string](tb, `[...new Set([...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())).filter(e => parseFloat(getComputedStyle(e).fontSize) < .749 * parseFloat(getComputedStyle(document.documentElement).fontSize)).map(e => e.localName + '.' + e.getAttribute('class') + ' in ' + e.parentElement.localName + '.' + e.parentElement.getAttribute('class')))]`) {
		tb.t.Errorf("at %d px: %s is too small", eval[int](tb, "innerWidth"), small)
	}
}
