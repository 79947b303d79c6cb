package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/site"
)

// barsFor returns the bars of a site whose one article tells of something in each year.
func barsFor(t *testing.T, from, to int, more string) []YearBar {
	t.Helper()
	var text strings.Builder
	for year := from; year <= to; year++ {
		text.WriteString("[Something in " + itoa(year) + "]{date=" + itoa(year) + "}.\n\n")
	}
	s := linked(t, files("-- content/articles/a.md --\n"+text.String()+more+"\n-- content/articles/b.md --\nB.\n"))
	r := renderer(t, s)
	return r.bars(s.Generated(site.KindHome), r.everything()).Years
}

// A bar is a year, as long as it has events.
func TestBars(t *testing.T) {
	bars := barsFor(t, 2013, 2015, "[More]{date=2015-03}. [When?]{event=e title=E}")
	if len(bars) != 3 {
		t.Fatalf("%d bars", len(bars))
	}
	want := YearBar{
		Link: Link{Text: "2015", URL: "timeline.html#event-a.something-in-2015"}, Count: "2 events", N: 2, Full: 2,
		Parts: []BarPart{{Hue: 1, N: 2, From: "0%", Size: "100%", Top: "0%"}},
	}
	if diff := cmp.Diff(want, bars[2]); diff != "" {
		t.Error(diff)
	}
	if b := bars[0]; b.Count != "1 event" || b.N != 1 || b.Parts[0].Top != "50%" {
		t.Errorf("%+v", b)
	}
}

// For many years there is a bar for a decade, for very many one for a century.
func TestBarsOfManyYears(t *testing.T) {
	for _, c := range []struct {
		from, to    int
		first, last string
		n           int
	}{
		{2004, 2015, "2004", "2015", 12},
		{1998, 2015, "the 1990s", "the 2010s", 3},
		{1650, 1820, "the 17th century", "the 19th century", 3},
	} {
		bars := barsFor(t, c.from, c.to, "")
		if len(bars) != c.n || bars[0].Text != c.first || bars[len(bars)-1].Text != c.last {
			t.Errorf("%d to %d: %d bars from %q", c.from, c.to, len(bars), bars[0].Text)
		}
	}
}

// What several sources tell of is told apart from what only one does.
func TestBarParts(t *testing.T) {
	s := linked(t, files(`
-- content/articles/a.md --
[One]{date=2015 event=one title=One} [two]{date=2015-03}.
-- content/articles/b.md --
[One]{date=2015 event=one} [three]{date=2015-04} [four]{date=2015-05}.
`))
	r := renderer(t, s)
	bars := r.bars(s.Generated(site.KindHome), r.everything()).Years
	want := []BarPart{
		{Hue: 1, N: 1, From: "0%", Size: "25%", Top: "75%"},
		{Hue: 2, N: 2, From: "25%", Size: "50%", Top: "25%"},
		{Shared: true, N: 1, From: "75%", Size: "25%", Top: "0%"},
	}
	if len(bars) != 1 || !cmp.Equal(bars[0].Parts, want) {
		t.Errorf("%+v", bars)
	}
}
