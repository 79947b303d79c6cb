package render

import (
	"bytes"
	"compress/gzip"
	"os"
	"regexp"
	"strings"
	"testing"

	made "gloss/internal/corpus"
	"gloss/internal/site"
)

// The pages of the sample that survey it stay light: with their style and scripts well below
// the 45 KB that an article's first view may weigh (DESIGN §7).
func TestWeightOfSurveys(t *testing.T) {
	s := linked(t, os.DirFS("../.."))
	r := renderer(t, s)
	for _, kind := range []site.Kind{site.KindTimeline, site.KindCompare, site.KindSources} {
		page := s.Generated(kind)
		html, err := r.Page(page)
		if err != nil {
			t.Fatal(err)
		}
		base, err := r.base(page, layoutOf(kind))
		if err != nil {
			t.Fatal(err)
		}
		weight := zipped(t, html)
		assets := r.Assets()
		for _, a := range append(append([]string{base.Early}, base.Styles...), base.Scripts...) {
			weight += zipped(t, assets[a])
		}
		if limit := 45 << 10; weight > limit {
			t.Errorf("%s weighs %d bytes with its assets, more than %d", s.Pages[page].Out, weight, limit)
		}
	}
}

func zipped(t *testing.T, data []byte) int {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Len()
}

// A timeline with a page a year draws on each page only what that lists, and on the first
// page nothing but bars.
func TestYearPagesDrawTheirOwn(t *testing.T) {
	s := linked(t, made.Survey{Articles: 12, Events: 900, Relations: 1, From: "1990-01-01", To: "2025-10-31"}.Site())
	r := renderer(t, s)
	first := s.Generated(site.KindTimeline)
	if len(s.Parts(first)) < 20 {
		t.Fatalf("%d pages", len(s.Parts(first)))
	}
	href := regexp.MustCompile(`<a class="drawn[^>]* href="([^"]*)"`)
	for _, part := range s.Parts(first) {
		page, err := r.Page(part.Page)
		if err != nil {
			t.Fatal(err)
		}
		drawn := href.FindAllStringSubmatch(string(page), -1)
		if len(drawn) > part.To-part.From {
			t.Errorf("%s draws %d events of %d", s.Pages[part.Page].Out, len(drawn), part.To-part.From)
		}
		for _, m := range drawn {
			if !strings.HasPrefix(m[1], "#event-") {
				t.Errorf("%s draws %s", s.Pages[part.Page].Out, m[1])
			}
		}
		if n := strings.Count(string(page), `class="lane"`); n > maxLanes {
			t.Errorf("%s has %d lanes", s.Pages[part.Page].Out, n)
		}
		if bars := strings.Contains(string(page), `class="bars"`); part.Page == first && !bars {
			t.Error("the first page has no bars")
		}
	}
}
