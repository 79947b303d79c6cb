package e2e

import "strings"

// violation is what axe finds.
type violation struct {
	ID, Help string
	Nodes    []struct{ HTML, Summary string }
}

// axe looks for what keeps people from reading the page as it is now: WCAG 2.2 AA and what
// axe counts as good practice.
func (tb *tab) axe() {
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
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		resultTypes: ['violations'],
	}).then(r => r.violations.map(v => ({ ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 4).map(n => ({ HTML: n.html, Summary: n.failureSummary })) })))`)
	for _, v := range found {
		var nodes []string
		for _, n := range v.Nodes {
			nodes = append(nodes, n.HTML+"\n      "+strings.ReplaceAll(n.Summary, "\n", "\n      "))
		}
		tb.t.Errorf("axe: %s: %s\n   %s", v.ID, v.Help, strings.Join(nodes, "\n   "))
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
