package render

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWithoutYear(t *testing.T) {
	for _, c := range [][3]string{
		{"17 January 2025", "2025", "17 January"},
		{"January 2025", "2025", "January"},
		{"2025", "2025", "in the year"},
		{"by September 2025", "2025", "by September"},
		{"between 20 January and 25 February 2025", "2025", "between 20 January and 25 February"},
		{"winter 2025", "2025", "winter"},
		{"c. February 2022", "2022", "c. February"},
		{"c. 2022", "2022", "c. 2022"},
		{"by 2022", "2022", "by 2022"},
		{"c. 2011 to December 2024", "2011", "c. 2011 to December 2024"},
		{"2017 to 2018", "2017", "2017 to 2018"},
		{"2015 onwards", "2015", "2015 onwards"},
		{"12025", "2025", "12025"},
	} {
		if got := builtIn(t).words.withoutYear(c[0], c[1]); got != c[2] {
			t.Errorf("withoutYear(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// An article lists what it dates as the timeline does, whatever the order of its sentences.
func TestDatedStatements(t *testing.T) {
	s := linked(t, files(`
-- content/articles/a.md --
---
title: A
source: {publisher: P, date: 2025-04-28, length: 1}
---

[In 2022]{date=2022}, [in 2015]{date=2015}, [in January 2022]{date=2022-01}, [once]{event=e title=E}, [before that]{date="[..2025-04-28]"}, [from 2022]{date=2022/..} and [in 2022 again]{date=2022}. {p=1}
`))
	r := renderer(t, s)
	var got []string
	for _, d := range r.dated(pageOf(t, s, "articles/a.html")) {
		got = append(got, d.Text)
	}
	if want := "In 2015, in January 2022, In 2022, in 2022 again, from 2022, before that, once"; !strings.EqualFold(strings.Join(got, ", "), want) {
		t.Errorf("the order is %q, want %q", strings.Join(got, ", "), want)
	}
}

// A term's page says once how many events it leaves out.
func TestMoreEvents(t *testing.T) {
	text := "---\ntitle: A\n---\n\n"
	for i := range maxTermEvents + 12 {
		text += fmt.Sprintf("[The toll rose]{date=%d event=e%d title=\"Rise %d\"}.\n\n", 1700+i, i, i)
	}
	s := linked(t, fstest.MapFS{
		"content/articles/a.md":    {Data: []byte(text)},
		"content/glossary/toll.md": {Data: []byte("---\nterm: toll\n---\n\nA price.\n")},
	})
	page, err := renderer(t, s).Page(pageOf(t, s, "glossary/toll.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), ">and 12 more<") || strings.Count(string(page), " more<") != 1 {
		t.Errorf("page %s", page[max(0, len(page)-900):])
	}
}
