package render

import (
	"io/fs"
	"strings"
	"testing"

	"gloss/internal/site"
	"gloss/layouts"
)

// The style sheet has a rule for every value that a filter can have, and a column for every
// source that can have one.
func TestRulesForFilters(t *testing.T) {
	sheet := func(name string) string {
		data, err := fs.ReadFile(layouts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	var want []string
	value := func(facet, value string) {
		want = append(want, `[name=`+facet+`][value="`+value+`"]:is(:checked, :target)) [data-`+facet+`~="`+value+`"]`)
	}
	for i := range maxLanes {
		value("source", itoa(i+1))
	}
	value("source", sharedKey)
	for i := range maxKinds {
		value("kind", itoa(i+1))
	}
	for _, f := range flagOrder {
		value("flag", f.key)
	}
	for _, rel := range relations {
		value("rel", rel)
	}
	for _, rule := range want {
		if strings.Count(sheet("filters.css"), rule) != 1 {
			t.Errorf("filters.css has no rule %s", rule)
		}
	}
	for i := 2; i <= maxColumns; i++ {
		for _, rule := range []string{`[data-columns="` + itoa(i) + `"] { --columns: ` + itoa(i) + ` }`, `[data-column="` + itoa(i) + `"] { grid-column: var(--c` + itoa(i) + `, auto) }`} {
			if !strings.Contains(sheet("timeline.css"), rule) {
				t.Errorf("timeline.css has no rule %s", rule)
			}
		}
	}
}

// A filter is offered when it shows something and leaves something out.
func TestFacets(t *testing.T) {
	s := linked(t, files(`
-- content/articles/a.md --
[One]{date=2015 event=one title=One kind=war .reported} [two]{date=2015-03 kind=war} [three]{date=2016 .plan kind=war}.
-- content/articles/b.md --
[One]{date=2015 event=one}.
`))
	r := renderer(t, s)
	var got []string
	for _, f := range r.timelineFacets(s.Generated(site.KindTimeline), r.everything()) {
		for _, o := range f.Options {
			got = append(got, f.Name+" "+o.Value+" "+itoa(o.Count))
		}
	}
	want := "source 2 1, source shared 1, flag plan 1, flag reported 1" // all are of one kind, and all in a
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("filters: %s, want %s", text, want)
	}
}

// Beyond eight sources, those that tell least share the last lane.
func TestManyLanes(t *testing.T) {
	var text strings.Builder
	for i := range 11 {
		text.WriteString("-- content/articles/a" + itoa(10+i) + ".md --\n")
		for j := range 1 + i%4 {
			text.WriteString("[Event " + itoa(j) + "]{date=20" + itoa(10+i) + "-0" + itoa(j+1) + "} ")
		}
		text.WriteString("\n")
	}
	s := linked(t, files(text.String()))
	r := renderer(t, s)
	l := r.everything()
	var names []string
	for i := range l.articles {
		names = append(names, r.laneSource(s.Generated(site.KindTimeline), l, i).Short)
	}
	if got, want := strings.Join(names, " "), "a11 a12 a13 a15 a16 a17 a20 "+r.words.OtherSources; got != want {
		t.Errorf("lanes %s, want %s", got, want)
	}
	if l.columns() != 0 {
		t.Errorf("%d columns", l.columns())
	}
	if d := r.drawing(s.Generated(site.KindTimeline), l); len(d.Lanes) != maxLanes || len(d.Events) != len(s.Events) {
		t.Errorf("%d lanes, %d events of %d", len(d.Lanes), len(d.Events), len(s.Events))
	}
}
