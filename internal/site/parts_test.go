package site

import (
	"fmt"
	"strings"
	"testing"
)

// shows lists the pages of a list, "output label/number from-to".
func (x *linked) shows(first PageID) []string {
	var out []string
	for _, p := range x.Parts(first) {
		out = append(out, fmt.Sprintf("%s %s/%d %d-%d", x.Pages[p.Page].Out, p.Label, p.Number, p.From, p.To))
		if x.Pages[p.Page].First != first {
			x.t.Errorf("%s continues %s", x.Pages[p.Page].Out, x.Pages[x.Pages[p.Page].First].Out)
		}
	}
	return out
}

// events writes n dated statements in every of the years.
func events(n int, years ...string) string {
	var sb strings.Builder
	for _, y := range years {
		for i := range n {
			fmt.Fprintf(&sb, "[What %s saw, %d]{date=%s}\n\n", y, i, y)
		}
	}
	return sb.String()
}

func TestListsThatFitStandOnOnePage(t *testing.T) {
	x := link(t, files{
		"articles/a.md":    "---\nsource: {publisher: P, length: 3}\n---\nA toll. {p=1}\n\n" + events(300, "2024") + "[Last]{date=2025} {p=2}\n",
		"glossary/toll.md": "X.\n",
	})
	same(t, "glossary", []string{"glossary/index.html /1 0-1"}, x.shows(x.Generated(KindGlossary)))
	same(t, "mentions", []string{"glossary/toll.html /1 0-1"}, x.shows(x.page("glossary/toll.md")))
	same(t, "sources", []string{"sources.html /1 0-1"}, x.shows(x.Generated(KindSources)))
	same(t, "article", nil, x.shows(x.page("articles/a.md")))
}

func TestLongTimelineHasAPageAYear(t *testing.T) {
	one := link(t, files{"articles/a.md": events(150, "2020", "2021")}).quiet()
	same(t, "300 events", []string{"timeline.html /1 0-300"}, one.shows(one.Generated(KindTimeline)))

	x := link(t, files{"articles/a.md": "See [it](../timeline.md#event-last).\n\n[The last]{date=2022 event=last title=Last}\n\n" +
		"[When?]{event=never title=Never}\n\n" + events(301, "2020") + events(2, "2021")})
	same(t, "305 events", []string{
		"timeline.html /1 0-0", "timeline/2020.html 2020/1 0-300", "timeline/2020/2.html 2020/2 300-301",
		"timeline/2021.html 2021/1 301-303", "timeline/2022.html 2022/1 303-304", "timeline/undated.html undated/1 304-305",
	}, x.shows(x.Generated(KindTimeline)))
	at := x.Targets[x.page("articles/a.md")][0].Addr
	if got := x.Pages[at.Page].Out + "#" + at.Frag; got != "timeline/2022.html#event-last" {
		t.Errorf("a link to the event leads to %s", got)
	}
}

func TestLongListsHaveNumberedPages(t *testing.T) {
	fs := files{"articles/a.md": "[The hundredth and others](../glossary/index.md#gloss-t450).\n\n" + strings.Repeat("A toll. And a gate.\n\n", 201)}
	for i := range 599 {
		fs[fmt.Sprintf("glossary/t%03d.md", i)] = "X.\n"
	}
	fs["glossary/toll.md"], fs["glossary/gate.md"] = "X.\n", "X.\n"
	x := link(t, fs)
	same(t, "glossary", []string{"glossary/index.html /1 0-300", "glossary/index/2.html /2 300-600", "glossary/index/3.html /3 600-601"}, x.shows(x.Generated(KindGlossary)))
	same(t, "mentions", []string{"glossary/toll.html /1 0-200", "glossary/toll/2.html /2 200-201"}, x.shows(x.page("glossary/toll.md")))
	at := x.Targets[x.page("articles/a.md")][0].Addr
	if got := x.Pages[at.Page].Out + "#" + at.Frag; got != "glossary/index/2.html#gloss-t450" {
		t.Errorf("a link to the entry leads to %s", got)
	}
}

func TestPagesOfAListAreNotWrittenOverFiles(t *testing.T) {
	x := link(t, files{
		"articles/a.md":        events(301, "2020"),
		"Timeline/2020.md":     "Mine.\n",
		"timeline/2020/2.html": "Mine too.",
	})
	x.says(
		`Timeline/2020.md: error: output "timeline/2020.html" is also that of the list "timeline.html", which takes several pages [output-duplicate] | rename the file, or drop that redirect`,
		`timeline/2020/2.html: error: output "timeline/2020/2.html" is also that of the list "timeline.html", which takes several pages [output-duplicate] | rename the file, or drop that redirect`,
	)
}
