package search_test

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"gloss/internal/annotate"
	"gloss/internal/search"
	"gloss/internal/search/lookup"
	"gloss/internal/site"
)

// site of a few pages, in which "snapback" stands in a title, a heading, a name and texts.
var small = fstest.MapFS{
	"gloss.yaml":               {Data: []byte("title: A briefing\n")},
	"content/articles/a.md":    {Data: []byte("---\ntitle: Talks in Muscat\nshort: ICDS\nsource: {publisher: Centre, date: 2025-04-28}\n---\n\nThe snapback is near. Nothing else is.\n\n## What the snapback does\n\nIt brings all sanctions back.\n")},
	"content/articles/b.md":    {Data: []byte("---\ntitle: The snapback explained\nshort: News\nsummary: A standfirst.\nsource: {publisher: Weekly, date: 2025-03-03}\n---\n\nWhat it is is told here.[^n]\n\n[^n]: A note on the *price* & \\<more>.\n")},
	"content/articles/c.md":    {Data: []byte("---\ntitle: Plain\nsource: {publisher: Daily, date: 2025-05-01}\n---\n\nOnly the text has snapback. It [was signed in Tehran]{date=2025-01-17 event=treaty title=\"The great treaty\"}.\n")},
	"content/glossary/snap.md": {Data: []byte("---\nterm: return clause\naliases: [snapback clause]\nkind: concept\n---\n\nIt reimposes what was lifted.\n")},
	"content/guide.md":         {Data: []byte("# Guide\n\n| name | price |\n|---|---|\n| Shahed | $193,000 |\n\n~~~\nfirst line\nsecond line\n~~~\n")},
	"content/ru.md":            {Data: []byte("---\ntitle: Договор\nlang: ru\n---\n\nЕщё один текст о санкциях.\n")},
	"content/ar.md":            {Data: []byte("---\ntitle: الاتفاق\nlang: ar\n---\n\nوقّعت إيران الاتفاقيّة في طهران.\n")},
	"content/fa.md":            {Data: []byte("---\ntitle: توافق\nlang: fa\n---\n\nایران می‌خواهد کتاب‌ها را بخواند.\n")},
	"content/zh.md":            {Data: []byte("---\ntitle: 条约\nlang: zh\n---\n\n伊朗和俄罗斯签署了二十年的条约。第二句话。\n")},
	"content/draft.md":         {Data: []byte("---\ntitle: Hidden snapback\ndraft: true\n---\n\nUnpublished.\n")},
}

func urls(results []lookup.Result) []string {
	var list []string
	for _, r := range results {
		list = append(list, r.URL)
	}
	return list
}

func TestQuery(t *testing.T) {
	entry, files := indexed(t, linked(t, small))
	x := opened(t, entry, files)
	for _, c := range []struct{ query, want string }{
		// ranked: title, heading, name, text
		{"snapback", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		// a word that begins with it counts less than the word
		{"snapb", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		// one letter too few, too many, another, two exchanged
		{"snpback", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		{"snappback", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		{"snapbaxk", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		{"snabpack", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		{"nsapback", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		{"xyapback", ""}, // two letters
		{"snapbx", "articles/b.html articles/a.html glossary/snap.html articles/c.html"}, // begins so, but for one letter
		// all words, else the most
		{"snapback tehran", "articles/c.html"},
		{"snapback zzzzzz", "articles/b.html articles/a.html glossary/snap.html articles/c.html"},
		// names of a source
		{"icds", "articles/a.html"},
		{"weekly", "articles/b.html"},
		// what an alias, an expansion, a heading, a note, a cell, code and an event say
		{"return clause", "glossary/snap.html"},
		{"explained price", "articles/b.html"},
		{"193,000", "guide.html"},
		{"second line", "guide.html"},
		{"great treaty", "timeline.html#event-treaty"},
		{"january 2025", "timeline.html#event-treaty"},
		// scripts
		{"еще", "ru.html"},
		{"САНКЦИ", "ru.html"},
		{"الاتفاقية", "ar.html"},
		{"ايران", "ar.html fa.html"},
		{"ایران", "ar.html fa.html"},
		{"میخواهد", "fa.html"},
		{"کتابها", "fa.html"},
		{"俄罗斯", "zh.html"},
		{"条", "zh.html"},
		{"约", "zh.html"},
		// nothing
		{"", ""},
		{"?!", ""},
		{"zzzzzz", ""},
		{"hidden", ""},
		{"unpublished", ""},
	} {
		got, all := x.Query(c.query)
		if s := strings.Join(urls(got), " "); s != c.want {
			t.Errorf("%q finds %q, want %q", c.query, s, c.want)
		}
		if all != len(got) {
			t.Errorf("%q finds %d, shows %d", c.query, all, len(got))
		}
	}
}

// A record holds what a result shows.
func TestRecord(t *testing.T) {
	entry, files := indexed(t, linked(t, small))
	if len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
	x := opened(t, entry, files)
	got := map[string]lookup.Record{}
	for _, q := range []string{"explained", "193", "treaty great", "return clause"} {
		results, _ := x.Query(q)
		got[results[0].URL] = results[0].Record
	}
	want := map[string]lookup.Record{
		"articles/b.html": {Kind: "a", URL: "articles/b.html", Title: "The snapback explained", Short: "News", Hue: 1, Shape: 0, Parts: []lookup.Part{
			{Text: "A standfirst."}, {Text: "What it is is told here."}, {ID: "note-n", Heading: "note", Text: "A note on the price & <more>."},
		}},
		"guide.html": {Kind: "p", URL: "guide.html", Title: "Guide", Parts: []lookup.Part{
			{Text: "name · price\nShahed · $193,000\nfirst line\nsecond line"},
		}},
		"timeline.html#event-treaty": {Kind: "e", URL: "timeline.html#event-treaty", Title: "The great treaty", Short: "Daily", Hue: 3, Shape: 2, Aside: "17 January 2025"},
		"glossary/snap.html":         {Kind: "t", URL: "glossary/snap.html", Title: "Return clause", Parts: []lookup.Part{{Text: "It reimposes what was lifted."}}},
	}
	for url := range want {
		if g, w := fmt.Sprintf("%+v", got[url]), fmt.Sprintf("%+v", want[url]); g != w {
			t.Errorf("%s:\n got %s\nwant %s", url, g, w)
		}
	}
}

// Whatever the processors do, the bytes are the same.
func TestDeterminism(t *testing.T) {
	s := large(t, 60)
	entry, files := indexed(t, s)
	for _, procs := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(procs)
		e, f := indexed(t, s)
		runtime.GOMAXPROCS(old)
		if e != entry || !maps.EqualFunc(f, files, slices.Equal) {
			t.Errorf("with %d processors the files differ", procs)
		}
	}
}

// No file is larger than it may be, however large the site; and a query loads few, whatever
// is asked.
func TestBounds(t *testing.T) {
	s := large(t, 400)
	entry, files := indexed(t, s)
	words := 0
	for path, data := range files {
		limit := search.RecordShard
		switch {
		case path == entry:
			limit = 16 << 10
		case strings.HasPrefix(string(data), `glossSearch("words"`):
			limit = search.WordShard + 16<<10
			words++
		case strings.HasPrefix(string(data), `glossSearch("common"`):
			limit = search.CommonWords
		}
		if len(data) > limit {
			t.Errorf("%s has %d bytes, more than %d", path, len(data), limit)
		}
	}
	if words < 4 {
		t.Fatalf("%d shards of words: the site is too small to show anything", words)
	}
	for _, q := range []string{"t", "th", "treaty", "the treaty of the government", "gover" + "ment", "gov", "zzzz", "a b c d e f g h", "1", "$193,000"} {
		x := opened(t, entry, files)
		results, all := x.Query(q)
		sum := 0
		for path, size := range x.Loaded {
			if path != entry {
				sum += size
			}
		}
		n := len(strings.Fields(q))
		if limit := n*3*(search.WordShard+16<<10) + search.CommonWords + lookup.PerPage*search.RecordShard; sum > limit {
			t.Errorf("%q loads %d bytes, more than %d", q, sum, limit)
		}
		if all == 0 && q != "zzzz" {
			t.Errorf("%q finds nothing", q)
		}
		t.Logf("%-32q %6d found, %3d KB in %2d files: %s", q, all, sum>>10, len(x.Loaded)-1, strings.Join(urls(results[:min(len(results), 2)]), " "))
	}
}

// Every word of every page finds that page: the index agrees with one made in the plainest way.
func TestIndexAgainstNaive(t *testing.T) {
	s := large(t, 40)
	entry, files := indexed(t, s)
	x := opened(t, entry, files)
	have := x.Postings()
	for id, p := range s.Pages {
		if p.Kind != site.KindArticle && p.Kind != site.KindTerm {
			continue
		}
		text := p.Title + " " + annotate.PlainText(spaced(p.Doc.HTML))
		for w := range search.Words(text) {
			if !have[w][p.Out] {
				t.Fatalf("%q of page %d, %s, is not in the index", w, id, p.Out)
			}
		}
	}
	for w := range have {
		if r := []rune(w); !unicode.IsLetter(r[0]) && !unicode.IsNumber(r[0]) {
			t.Errorf("%q is a word", w)
		}
	}
}

// spaced puts space at the edges of blocks, where words end.
func spaced(html []byte) []byte {
	s := string(html)
	for _, tag := range []string{"p", "h2", "li", "td", "th", "pre", "blockquote", "tr"} {
		s = strings.ReplaceAll(s, "</"+tag+">", " </"+tag+">")
	}
	return []byte(s)
}
