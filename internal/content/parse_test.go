package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
)

// show prints diagnostics as an author sees them, hints after an arrow.
func show(diags []diag.Diag) string {
	var lines []string
	for _, d := range diags {
		line := d.String()
		if d.Hint != "" {
			line += " -> " + d.Hint
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestParseEveryKey(t *testing.T) {
	tests := []struct {
		path, front string
		want        Front
	}{
		{"articles/icds.md", article, Front{
			Title: "Iran's drones and the price of a treaty", Short: "ICDS",
			Summary: "What the treaty between Russia and Iran says, what it leaves out, and who gains.",
			Lang:    "en", Draft: true, Updated: "2025-04-28",
			RedirectFrom: []string{"old/icds.html", "older/index.html"},
			Terms:        ScopePage, Order: 2, Color: "oklch(46% .12 245)",
			By: []Speaker{{"baklanov", "Andrey Baklanov"}, {"grajewski", "Nicole Grajewski"}},
			Corrections: []Correction{
				{"2025-05-02", "The price of a drone was given as $139,000; it is $193,000."},
				{"2025", "Spelling."},
			},
			Source: Original{
				Publisher: "International Centre for Defence and Security", Title: "Iran and Russia",
				Author: "Someone Else", Date: "[2025-02-25..2025-03-03]",
				URL: "https://icds.ee/en/iran-and-russia/", Kind: "analysis", Accessed: "2025-11",
				Note: "The article has no date line; dated from what it tells.", Locator: Page, Length: 24,
			},
		}},
		{"glossary/jcpoa.md", everyTermKey, Front{
			Title: "The treaty", Term: "JCPOA", Expansion: "Joint Comprehensive Plan of Action",
			Aliases: []string{"Iran deal", "2015 deal"}, Kind: "treaty",
			See: []string{"iaea", "snapback"}, Match: MatchExact, Auto: On,
		}},
		{"glossary/putin.md", "term: Putin\nauto: false\n", Front{Term: "Putin", Auto: Off}},
		{"guide.md", "title: Guide\ndraft: false\nterms: off\n", Front{Title: "Guide", Terms: ScopeOff}},
		{"timeline.md", everyTimelineKey, Front{
			Title:  "Timeline",
			Events: []Event{{"treaty", "The treaty is signed", "treaty"}, {"attack", "An attack: the first", ""}},
		}},
	}
	for _, tt := range tests {
		// The full reader must find the same: a comment's "\" turns the quick one away.
		for _, front := range []string{tt.front, "# \\\n" + tt.front, strings.ReplaceAll(tt.front, "\n", "\r\n")} {
			s, diags := Parse(tt.path, []byte("---\n"+front+"---\n"))
			if len(diags) > 0 {
				t.Errorf("%s:\n%s", tt.path, show(diags))
			}
			if d := cmp.Diff(tt.want, s.Front); d != "" {
				t.Errorf("%s (-want +got):\n%s", tt.path, d)
			}
		}
	}
}

// TestScalarsStayLiteral: a date, a number or a truth value is text where text is
// wanted, through both readers.
func TestScalarsStayLiteral(t *testing.T) {
	for _, want := range []string{
		"2015", "2025-04-28", "2025-04", "2022-02?", "2022~", "202X", "2025-21", "2023-06/2024-09", "2015/..",
		"/2025-09", "007", "1.10", "0x1F", "1_000", "true", "yes", "1e3", "2025-04-28T10:00:00Z", "12:30", "+5",
	} {
		for _, prefix := range []string{"", "# \\\n"} {
			s, diags := Parse("articles/x.md", []byte("---\n"+prefix+"source:\n  date: "+want+"\n---\n"))
			if got := s.Front.Source.Date; got != want || len(diags) > 0 {
				t.Errorf("date: %s gave %q %s", want, got, show(diags))
			}
		}
	}
}

func TestParseSplits(t *testing.T) {
	tests := []struct{ name, in, title, body string }{
		{"no front matter", "# Hello\n", "", "# Hello\n"},
		{"nothing but front matter", "---\ntitle: x\n---\n", "x", ""},
		{"no last line end", "---\ntitle: x\n---", "x", ""},
		{"empty front matter", "---\n---\nBody\n", "", "Body\n"},
		{"a comment alone", "---\n# title: x\n---\nBody\n", "", "Body\n"},
		{"byte order mark", "\ufeff---\ntitle: x\n---\nBody\n", "x", "Body\n"},
		{"CRLF", "---\r\ntitle: x\r\n---\r\nBody\r\n", "x", "Body\r\n"},
		{"spaces after the fences", "---  \ntitle: x\n--- \t\nBody\n", "x", "Body\n"},
		{"dots", "---\ntitle: x\n...\nBody\n", "x", "Body\n"},
		{"only the first end counts", "---\ntitle: x\n---\n---\nBody\n", "x", "---\nBody\n"},
		{"four dashes", "----\ntitle: x\n", "", "----\ntitle: x\n"},
		{"a rule later", "Text\n\n---\n\ntitle: x\n", "", "Text\n\n---\n\ntitle: x\n"},
		{"a rule after blank lines", "\n---\n\nText: x\n", "", "\n---\n\nText: x\n"},
		{"null", "---\ntitle:\nsummary: ~\n---\nBody\n", "", "Body\n"},
		{"folded text", "---\ntitle: >-\n  a\n  b\n---\nBody\n", "a b", "Body\n"},
		{"text that goes on", "---\ntitle: a\n  b\n---\nBody\n", "a b", "Body\n"},
	}
	for _, tt := range tests {
		s, diags := Parse("x.md", []byte(tt.in))
		if len(diags) > 0 || s.Front.Title != tt.title || string(s.Data[s.Body:]) != tt.body {
			t.Errorf("%s: title %q, body %q\n%s", tt.name, s.Front.Title, s.Data[s.Body:], show(diags))
		}
	}
}

func TestClassify(t *testing.T) {
	tests := []struct {
		path string
		kind Kind
		name string
		out  string
	}{
		{"index.md", KindPage, "index", "index.html"},
		{"guide.md", KindPage, "guide", "guide.html"},
		{"x/index.md", KindPage, "x/index", "x/index.html"},
		{"articles.md", KindPage, "articles", "articles.html"},
		{"articles/icds.md", KindArticle, "icds", "articles/icds.html"},
		{"articles/2025/x.md", KindArticle, "2025/x", "articles/2025/x.html"},
		{"articles/2025/index.md", KindArticle, "2025/index", "articles/2025/index.html"},
		{"articles/index.md", KindPage, "articles/index", "articles/index.html"},
		{"glossary/jcpoa.md", KindTerm, "jcpoa", "glossary/jcpoa.html"},
		{"glossary/index.md", KindPage, "glossary/index", "glossary/index.html"},
		{"articles/cafe\u0301.md", KindArticle, "caf\u00e9", "articles/caf\u00e9.html"},
	}
	for _, tt := range tests {
		s, _ := Parse(tt.path, nil)
		if s.Kind != tt.kind || s.Name != tt.name || s.Out != tt.out || s.Path != tt.path || s.File != "content/"+tt.path {
			t.Errorf("%s: %+v", tt.path, s)
		}
	}
}

func TestOriginal(t *testing.T) {
	s, _ := Parse("articles/x.md", []byte("---\nsource:\n---\n"))
	if s.Front.Source.IsSet() || s.Front.Source.Locator != "" {
		t.Errorf("empty: %+v", s.Front.Source)
	}
	s, _ = Parse("articles/x.md", []byte("---\nsource: {publisher: ICDS}\n---\n"))
	if !s.Front.Source.IsSet() || s.Front.Source.Locator != Paragraph {
		t.Errorf("set: %+v", s.Front.Source)
	}
}

func TestAt(t *testing.T) {
	const in = "---\n" +
		"title: \"é\"\n" + // 2
		"é: é\n" + // 3: unknown, and two bytes wide
		"source:\n" + // 4
		"    date:   2025\n" + // 5
		"    note: |\n      text\n" + // 6, 7
		"    kind:\n" + // 8
		"by: {é: Ü, b: c}\n" + // 9
		"corrections:\n" + // 10
		"- date: 2025\n" + // 11
		"  text: x\n" + // 12
		"redirect_from: [ a.html , b.html ]\n" + // 13
		"summary: x  \n" + // 14
		"---\n"
	for _, text := range []string{in, "\ufeff" + in, strings.ReplaceAll(in, "\n", "\r\n")} {
		s, _ := Parse("articles/x.md", []byte(text))
		tests := []struct{ path, want string }{
			{"title", "2:8"},
			{"é", "3:5"},
			{"source", "4:1"},
			{"source/date", "5:13"},
			{"source/note", "6:11"},
			{"source/kind", "8:5"},
			{"source/url", "4:1"},
			{"by", "9:5"},
			{"by/é", "9:10"},
			{"by/b", "9:17"},
			{"corrections", "10:1"},
			{"corrections/0", "11:3"},
			{"corrections/0/date", "11:9"},
			{"corrections/0/text", "12:9"},
			{"corrections/7", "10:1"},
			{"corrections/x", "10:1"},
			{"redirect_from/0", "13:18"},
			{"redirect_from/1", "13:27"},
			{"summary", "14:10"},
			{"nothing", "1:1"},
			{"", "1:1"},
		}
		for _, tt := range tests {
			var path []string
			if tt.path != "" {
				path = strings.Split(tt.path, "/")
			}
			if got := s.At(path...).String(); got != "content/articles/x.md:"+tt.want {
				t.Errorf("At(%q) = %s, want %s", path, got, tt.want)
			}
		}
	}
}
