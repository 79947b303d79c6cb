package render

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/content"
	"gloss/internal/site"
)

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{
		"": "ltr", "en": "ltr", "de-AT": "ltr", "fa": "rtl", "FA-IR": "rtl", "he": "rtl", "ar-Latn": "ltr", "az-Arab": "rtl", "uz-Arab-AF": "rtl",
		"ckb": "rtl", "sr-Latn": "ltr", "zh-Hant-HK": "ltr", "yi": "rtl", "ar-001": "rtl", "de-1996": "ltr", "dv": "rtl",
	} {
		if got := Direction(lang); got != want {
			t.Errorf("Direction(%q) = %s", lang, got)
		}
	}
}

// Titles are filed where a reader looks: case, accents of the Latin script and quotes count
// for nothing.
func TestIndexOrder(t *testing.T) {
	titles := []string{"éclair", "Zebra", "“Axis”", "apple", "Éire", "1929", "Й", "И", "Äpfel", "eel", "日本", "…"}
	slices.SortFunc(titles, func(a, b string) int { return strings.Compare(site.IndexKey(a), site.IndexKey(b)) })
	var filed []string
	for _, title := range titles {
		_, letter := initial(title)
		filed = append(filed, letter+" "+title)
	}
	want := "# 1929, # …, A Äpfel, A apple, A “Axis”, E éclair, E eel, E Éire, Z Zebra, И И, Й Й, 日 日本"
	if got := strings.Join(filed, ", "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// A term is shown as it is called and filed as its entry says.
func TestSort(t *testing.T) {
	s := linked(t, files(`
-- content/articles/a.md --
Zoe Ames met Ann Bell.
-- content/glossary/ames.md --
---
term: Zoe Ames
sort: Ames, Zoe
---

Someone.
-- content/glossary/bell.md --
---
term: Ann Bell
---

Someone else.
`))
	id := pageOf(t, s, "glossary/index.html")
	var filed []string
	for _, g := range renderer(t, s).glossary(id, Base{}).Groups {
		for _, term := range g.Terms {
			filed = append(filed, g.Letter+" "+term.Title)
		}
	}
	if got := strings.Join(filed, ", "); got != "A Zoe Ames, A Ann Bell" {
		t.Errorf("filed as %s", got)
	}
}

func TestTally(t *testing.T) {
	w := builtIn(t).words
	for _, tc := range []struct {
		rel  string
		n    int
		want string
	}{
		{"contradicts", 1, "disagree on 1 point"},
		{"extends", 11, "add to each other on 11 points"},
		{"reframes", 3, "see 3 points differently"},
		{sameEvent, 1, "tell of the same event once"},
		{sameEvent, 2, "tell of the same event twice"},
		{sameEvent, 9, "tell of the same event 9 times"},
	} {
		if got := w.tally(tc.rel, tc.n); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

// A locator says whose it is outside its own article, and its name holds what is seen.
func TestDescribe(t *testing.T) {
	w := builtIn(t).words
	s := &site.Site{Articles: []site.Article{{Page: 0, Name: "2025/x", Short: "X"}}}
	for _, tc := range []struct {
		unit   content.Locator
		ranges []site.Range
		from   site.PageID
		want   string
	}{
		{content.Paragraph, []site.Range{{From: 8, To: 8}}, 0, "¶8|source paragraph 8|8"},
		{content.Paragraph, []site.Range{{From: 8, To: 9}}, 0, "¶8–9|source paragraphs 8–9|8-9"},
		{content.Page, []site.Range{{From: 3, To: 3}}, 1, "X page 3|X page 3|2025/x:3"},
		{content.Page, []site.Range{{From: 3, To: 3}, {From: 5, To: 6}, {From: 9, To: 9}}, 1, "X pages 3, 5–6, 9|X pages 3, 5–6, 9|2025/x:3,5-6,9"},
		{content.Section, []site.Range{{From: 2, To: 4}}, 0, "§2–4|source sections 2–4|2-4"},
		{content.Paragraph, []site.Range{{From: 4, To: 4}, {From: 8, To: 10}}, 1, "X ¶4, 8–10|source paragraphs: X 4, 8–10|2025/x:4,8-10"},
		{content.Minute, []site.Range{{From: 1, To: 1}}, 0, "minute 1|minute 1|1"},
		{"", []site.Range{{From: 1, To: 1}}, 0, "¶1|source paragraph 1|1"},
	} {
		s.Pages = []*site.Page{{Source: &content.Source{Front: content.Front{Source: content.Original{Locator: tc.unit}}}}, {}}
		l := w.describe(s, tc.from, site.Cite{Ranges: tc.ranges})
		if got := l.Text + "|" + l.Name + "|" + l.Data; got != tc.want {
			t.Errorf("%s, want %s", got, tc.want)
		}
	}
}

// What stands on every page does not grow with the site.
func TestBounds(t *testing.T) {
	fsys := fstest.MapFS{"gloss.yaml": {Data: []byte("title: T\n")}}
	for _, n := range strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z") {
		fsys["content/articles/"+n+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Article " + n + "\n---\n\nX.\n")}
		fsys["content/page-"+n+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Page " + n + "\n---\n\nX.\n")}
	}
	s := linked(t, fsys)
	r := renderer(t, s)
	v := r.home(s.Generated(site.KindHome), Base{})
	if len(r.head) > 6 || len(r.foot) > maxFoot || len(v.Cards) != maxCards || v.More == nil || v.More.Text != "All 26 articles" {
		t.Errorf("%d links in the masthead, %d in the foot, %d cards, more: %v", len(r.head), len(r.foot), len(v.Cards), v.More)
	}
}
