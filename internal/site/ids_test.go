package site

import (
	"fmt"
	"slices"
	"testing"
)

// ids lists the ids that stand on a page by DESIGN §5: those in its text, of its notes and
// terms, and what a generated page makes.
func (x *linked) ids(id PageID) []string {
	var all []string
	for i := range x.Targets[id] {
		if s := x.Targets[id][i].ID; s != "" {
			all = append(all, s)
		}
	}
	for _, u := range x.Notes[id] {
		all = append(all, "note-"+u.ID)
	}
	for _, t := range x.Listed[id] {
		all = append(all, "term-"+IDName(x.Terms[t].Name))
	}
	switch x.Pages[id].Kind {
	case KindTimeline:
		for i := range x.Events {
			all = append(all, "event-"+x.Events[i].ID)
		}
	case KindGlossary:
		for i := range x.Terms {
			all = append(all, "gloss-"+IDName(x.Terms[i].Name))
		}
	case KindSources:
		for i := range x.Articles {
			if name := IDName(x.Articles[i].Name); x.source(int32(i)).IsSet() {
				all = append(all, name)
				for n := range x.source(int32(i)).Length {
					all = append(all, name+"-p"+itoa(n+1))
				}
			}
		}
	}
	return all
}

// No id stands twice on a page, however close the names that authors choose.
func TestIDs(t *testing.T) {
	for _, c := range []struct {
		name string
		fs   files
		page string
		want []string // some ids of the page, which must be there
	}{
		{"a foreign label and one that looks like it", files{
			"articles/icds.md": "x[^x]\n\n[^x]: x\n",
			"articles/a.md":    "x[^icds:x] x[^icds-x] x[^x] x[^icds:x]\n\n[^icds-x]: x\n[^x]: x\n",
		}, "articles/a.md", one("ref-icds.x", "ref2-icds.x", "ref-icds-x", "ref-x", "note-icds.x", "note-icds-x", "note-x")},
		{"labels that look like a second use", files{
			"a.md": "x[^x] x[^x] x[^x-2] x[^2-x] x[^x] x[^2]\n\n[^x]: x\n[^x-2]: x\n[^2-x]: x\n[^2]: x\n",
		}, "a.md", one("ref-x", "ref2-x", "ref3-x", "ref-x-2", "ref-2-x", "ref-2", "note-2-x")},
		{"headings that look like ids of ours", files{
			"articles/a.md":      "---\nsource: {publisher: A, length: 8}\n---\n# Note x\n\nx[^x] x[^x] JCPOA {p=8}\n\n## Ref x\n\n## Ref2 x\n\n## On treaty\n\n## Section on treaty\n\n## Term jcpoa\n\n## gloss p8\n\n## Event treaty\n\n[x]{date=2025 event=treaty title=T} [x]{date=2025 event=treaty}\n\n[^x]: x\n",
			"glossary/jcpoa.md":  term("term: JCPOA"),
			"glossary/index.md":  "## Gloss jcpoa\n",
			"timeline.md":        "## Event treaty\n",
			"sources.md":         "## A p9\n\n## Note\n",
			"glossary/jcpoa2.md": "---\nterm: JCPOA 2\nsee: [jcpoa2]\n---\nJCPOA 2, see the JCPOA.\n",
			"b.md":               "JCPOA 2.\n",
		}, "articles/a.md", one("section-note-x", "note-x", "ref-x", "ref2-x", "section-ref-x", "on-treaty", "on2-treaty", "section-on-treaty", "term-jcpoa", "section-term-jcpoa", "gloss-p8")},
		{"folders, and one label in two articles", files{
			"articles/2025/x.md": "x[^n] x[^2025/y:n] x[^icds:n]\n\n[^n]: x\n",
			"articles/2025/y.md": "x[^n] x[^2025/x:n]\n\n[^n]: x\n",
			"articles/icds.md":   "x[^2025/x:n] x[^n] x[^2025/y:n]\n\n[^n]: x\n",
		}, "articles/2025/x.md", one("note-n", "note-2025.y.n", "note-icds.n", "ref-2025.y.n")},
		{"a named event and the same words", files{
			"a.md":          "[Signed]{date=2025 event=signed title=S} [Signed]{date=2024} [signed!]{date=2025}. [Signed 2025]{date=1999} [x]{date=2024 event=signed-2024 title=T}\n",
			"articles/a.md": "[Signed]{date=2024}.\n",
		}, "a.md", one("on-signed", "on-signed.2024", "on-signed.2025", "on-signed-2025", "on-signed-2024")},
		{"locators that look like a second use", files{
			"articles/8.md":    "---\nsource: {publisher: E, length: 9}\n---\nx {p=8}\n\nx {p=8}\n\nx {p=2}\n\nx {p=2-8}\n",
			"articles/icds.md": "---\nsource: {publisher: I, length: 9}\n---\nx {p=8}\n\nx {p=8}\n\nx {p=\"8:2\"}\n\nx {p=\"8:2\"}\n\nx {p=\"8 8:2\"}\n\nx {p=\"2 8\"}\n",
		}, "articles/icds.md", one("gloss-p8", "gloss-2p8", "gloss-p8.2", "gloss-2p8.2", "gloss-p8.8.2", "gloss-p2_8")},
		{"typed links that look like a second use", files{
			"articles/a.md":   "[x]{#b}\n",
			"articles/a.b.md": "[x]{#c-2}\n",
			"b.md":            "One [x](articles/a.md#b){rel=extends}.\n\nTwo [x](articles/a.md#b){rel=extends}.\n\nThree [x](articles/a.b.md#c-2){rel=extends}.\n",
		}, "b.md", one("gloss-to-a.b", "gloss-2to-a.b", "gloss-to-a.b.c-2")},
		{"claims, blocks and headings", files{
			"a.md": "[x]{#one} x {#two}\n\n## One\n\n## Two\n\n## Three {#drei}\n\n## Drei\n",
		}, "a.md", one("one", "two", "drei", "section-one", "section-two", "section-drei")},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := link(t, c.fs).quiet()
			for id := range x.Pages {
				all := x.ids(PageID(id))
				slices.Sort(all)
				for i := 1; i < len(all); i++ {
					if all[i] == all[i-1] {
						t.Errorf("id %q stands twice on %s", all[i], x.Pages[id].Out)
					}
				}
			}
			ids := x.ids(x.page(c.page))
			for _, want := range c.want {
				if !slices.Contains(ids, want) {
					t.Errorf("no id %q on %s, which has %q", want, c.page, ids)
				}
			}
		})
	}
}

// An event without a name is told on one page, whatever others are called like it.
func TestUnnamedEvents(t *testing.T) {
	x := link(t, files{
		"articles/icds.md":       "[Signed]{date=2025}.\n",
		"icds.md":                "[Signed]{date=2024}.\n",
		"articles/x(.md":         "[Signed]{date=2023}.\n",
		"x.md":                   "[Signed]{date=2022}.\n",
		"articles/(y.md":         "[Signed]{date=2021}.\n",
		"y.md":                   "[Signed]{date=2020}.\n",
		"glossary/a.md":          "[Signed]{date=2019}, a.\n",
		"articles/glossary/a.md": "[Signed]{date=2018}, a.\n",
	}).quiet()
	if len(x.Events) != 8 {
		t.Errorf("%d events, want one of each page:\n%s", len(x.Events), x.dump())
	}
}

// The same words with several dates are several events, however much alike the dates.
func TestUnnamedDates(t *testing.T) {
	dates := []string{"2015", "2015?", "2015~", "2015%", "2015/..", "2015/", "../2015", "/2015", "[..2015]", "[2015..]", "[2015,2016]", "2015/2016", "[2015..2016]"}
	text := ""
	for _, d := range dates {
		text += fmt.Sprintf("[Signed]{date=%q} and so on.\n", d)
	}
	x := link(t, files{"a.md": text}).quiet()
	if len(x.Events) != len(dates) {
		t.Errorf("%d events of %d dates:\n%s", len(x.Events), len(dates), x.dump())
	}
}

func TestIDName(t *testing.T) {
	for name, want := range map[string]string{
		"icds": "icds", "2025/x": "2025.x", "a/b/c": "a.b.c", "a -/ b": "a.-.b", "a_b-c": "a_b-c",
		"Zürich/伊朗": "Zürich.伊朗", "موشک‌ها": "موشک.ها", "a...b": "a.b", "(x)": ".x.", "": "",
	} {
		if got := IDName(name); got != want {
			t.Errorf("IDName(%q) is %q, want %q", name, got, want)
		}
	}
}
