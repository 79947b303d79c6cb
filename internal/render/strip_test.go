package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/site"
)

// The strip shows the last years, each as high as it has events.
func TestStrip(t *testing.T) {
	var text strings.Builder
	for year := 2001; year <= 2015; year++ {
		text.WriteString("[Something in " + itoa(year) + "]{date=" + itoa(year) + "}.\n\n")
	}
	text.WriteString("[More]{date=2015-03}. [When?]{event=e title=E}\n")
	s := linked(t, files("-- content/articles/a.md --\n"+text.String()))
	bars := renderer(t, s).strip(s.Generated(site.KindHome))
	if len(bars) != maxYears || bars[0].Text != "2004" {
		t.Fatalf("%d years from %s", len(bars), bars[0].Text)
	}
	want := YearBar{Link: Link{Text: "2015", URL: "timeline.html#event-" + s.Events[14].ID}, Count: "2 events", Top: 0, High: 2, Full: 2}
	if diff := cmp.Diff(want, bars[maxYears-1]); diff != "" {
		t.Error(diff)
	}
	if b := bars[0]; b.Count != "1 event" || b.Top != 1 || b.High != 1 {
		t.Errorf("%+v", b)
	}
}
