package annotate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gloss/internal/diag"
)

func TestFoldLabel(t *testing.T) {
	for in, want := range map[string]string{
		"price":        "price",
		"Unit-Price_1": "unit-price_1",
		"GRÖSSE":       "grösse",
		"gro\u0308sse": "grösse",  // decomposed
		"Straße":       "strasse", // full folding: ß and ss are one
		"STRASSE":      "strasse",
		"ΣΊΣΥΦΟΣ":      "σίσυφοσ", // no final sigma
		"İ":            "i\u0307", // whatever the locale
		"ﬁ":            "fi",      // a ligature folds
		"日本":           "日本",
		"\u1e9b\u0323": FoldLabel("\u1e61\u0323"), // folding can denormalise
		"A\u0301":      FoldLabel("\u00e1"),
		"\u212a":       "k",                 // the Kelvin sign
		"\u0345":       FoldLabel("\u0399"), // iota subscript
		"नोट":          "नोट",
		"-":            "-",
		"":             "",
		"ABC\u200d":    FoldLabel("abc") + "\u200d", // joiners are not ours to drop
	} {
		if got := FoldLabel(in); got != want {
			t.Errorf("FoldLabel(%q) = %q, want %q", in, got, want)
		}
		if once := FoldLabel(in); FoldLabel(once) != once {
			t.Errorf("FoldLabel(%q) = %q folds once more to %q", in, once, FoldLabel(once))
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"A Drone-based Partnership":   "a-drone-based-partnership",
		"Moscow’s Way Out":            "moscows-way-out",
		"Iran's":                      "irans",
		"  A  --  Stab in the Back? ": "a-stab-in-the-back",
		"5.5 times":                   "5-5-times",
		"snake_case":                  "snake_case",
		"A ‘Golden Age’":              "a-golden-age",
		"Größe & Straße":              "größe-straße",
		"gro\u0308ße":                 "größe",
		"نقض پیمان":                   "نقض-پیمان",
		"می\u200cخواهم":               "میخواهم",
		"हिन्दी":                      "हिन्दी",
		"日本 語":                        "日本-語",
		"٣ شروط":                      "٣-شروط",
		"!?":                          "section",
		"":                            "section",
		"🚀 Launch":                    "launch",
		"C++/C#":                      "c-c",
		"<b>":                         "b",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
		if identLen([]byte(Slug(in))) != len(Slug(in)) {
			t.Errorf("Slug(%q) = %q is no id", in, Slug(in))
		}
	}
}

func TestURLScheme(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org":     "https",
		"HTTPS://example.org":     "https",
		"mailto:a@b.c":            "mailto",
		"tel:+49":                 "tel",
		"javascript:alert(1)":     "javascript",
		"JaVaScRiPt:alert(1)":     "javascript",
		" javascript:x":           "javascript",
		"\x01\x1f javascript:x":   "javascript",
		"java\nscript:x":          "javascript",
		"java\tscr\r\nipt\t:x":    "javascript",
		"java script:x":           "", // a browser does not look past a space here
		"java\x00script:x":        "",
		"\u00a0javascript:x":      "",
		"data:text/html,x":        "data",
		"a+b-c.d:x":               "a+b-c.d",
		"svn+ssh://x":             "svn+ssh",
		"x:y":                     "", // a drive
		"icds.md":                 "",
		"icds.md#a:b":             "",
		"a/b:c":                   "",
		"?a:b":                    "",
		"#a":                      "",
		"//example.org":           "",
		"1a:b":                    "",
		"-a:b":                    "",
		":a":                      "",
		"my notes: one.md":        "",
		"größe:x":                 "",
		"":                        "",
		"http":                    "",
		"javascript&colon;x":      "", // entities are resolved before
		"view-source:javascript:": "view-source",
	} {
		if got := urlScheme(in); got != want {
			t.Errorf("urlScheme(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseCites(t *testing.T) {
	one := func(name string, from, to int) Cite { return Cite{Name: name, From: from, To: to} }
	for _, c := range []struct {
		in   string
		want []Cite
		none bool
		col  int // of the error, 0 for none
	}{
		{"8", []Cite{one("", 8, 8)}, false, 0},
		{"8-9", []Cite{one("", 8, 9)}, false, 0},
		{"8–9", []Cite{one("", 8, 9)}, false, 0},
		{"3,5-7", []Cite{one("", 3, 3), one("", 5, 7)}, false, 0},
		{"8 icds:11", []Cite{one("", 8, 8), one("icds", 11, 11)}, false, 0},
		{"  8   icds:11,12 ", []Cite{one("", 8, 8), one("icds", 11, 11), one("icds", 12, 12)}, false, 0},
		{"2025/x:1–2", []Cite{one("2025/x", 1, 2)}, false, 0},
		{"a:b:3", []Cite{one("a:b", 3, 3)}, false, 0},
		{"gro\u0308sse:1", []Cite{one("grösse", 1, 1)}, false, 0},
		{"1000000", []Cite{one("", 1_000_000, 1_000_000)}, false, 0},
		{"none", nil, true, 0},
		{"", nil, false, 1},
		{"  ", nil, false, 1},
		{"None", nil, false, 1},
		{"0", nil, false, 1},
		{"1000001", nil, false, 1},
		{"99999999999999999999", nil, false, 1},
		{"-3", nil, false, 1},
		{"3-", nil, false, 1},
		{"3--4", nil, false, 1},
		{"3—4", nil, false, 1},
		{"9-8", nil, false, 1},
		{"3,", nil, false, 3},
		{"3,x", nil, false, 3},
		{"3 x", nil, false, 3},
		{"3 icds:4,x", nil, false, 10},
		{"٣", nil, false, 1},
		{"0x3", nil, false, 1},
		{"1e3", nil, false, 1},
		{"1_0", nil, false, 1},
	} {
		p := &parsing{src: []byte(c.in), lines: []int{0}}
		got, none := p.parseCites(attr{val: c.in})
		col := 0
		if len(p.diags) > 0 {
			col = p.diags[0].Pos.Col
		}
		for i := range got {
			got[i].Pos, got[i].Last = diag.Place{}, 0 // see TestPlacesOfCites
		}
		if !reflect.DeepEqual(got, c.want) || none != c.none || col != c.col || len(p.diags) > 1 {
			t.Errorf("parseCites(%q) = %v, %t, %v; want %v, %t, error in column %d", c.in, got, none, p.diags, c.want, c.none, c.col)
		}
	}
}

// Every cite knows where it begins and where its last number stands.
func TestPlacesOfCites(t *testing.T) {
	for in, want := range map[string]string{
		`8`:                       "1 1",
		`8-19`:                    "1 3",
		`8–19`:                    "1 5",
		`3,5-7,9`:                 "1 1, 3 5, 7 7",
		`  8   icds:11,2-12`:      "3 3, 7 12, 7 17",
		"gro\u0308sse:1 2025/x:4": "1 10, 12 19",
	} {
		p := &parsing{src: []byte(in), lines: []int{0}}
		cites, _ := p.parseCites(attr{val: in})
		var got []string
		for _, c := range cites {
			got = append(got, fmt.Sprintf("%d %d", c.Pos.Col, c.PosOfTo().Col))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("parseCites(%q): names and numbers stand at %s, want %s", in, s, want)
		}
	}
	d := Parse([]byte("x {p=\"8\n icds:9\"}\n"), Options{})
	if c := d.Cites(&d.Locators[0]); c[1].Pos.Line != 2 || c[1].Pos.Col != 2 {
		t.Errorf("a cite on the second line of a value is placed at %v", c[1].Pos)
	}
}

func TestEndsSentence(t *testing.T) {
	for _, c := range []struct {
		token, after string
		want         bool
	}{
		{"it.", "The", true},
		{"it.", "", true},
		{"it", "The", false},
		{"it,", "The", false},
		{"it.", "the", false},
		{"it!", "the", false},
		{"it.", "“the", false},
		{"it.", "<em>the</em>", false},
		{"it.", "(The", true},
		{"it!", "The", true},
		{"it?", "The", true},
		{"it…", "The", true},
		{"it?!", "The", true},
		{"it.”", "The", true},
		{"it.)", "The", true},
		{"it&quot;", "The", false},
		{"it.&quot;", "The", true},
		{"it.&quot;", "&quot;The", true},
		{"it.&quot;", "&quot;the", false},
		{"U.N.", "The", false},
		{"(U.N.", "The", false},
		{"e.g.", "Iran", false},
		{"E.g.", "Iran", false},
		{"A.", "Korybko", false},
		{"U.N.)", "The", false},
		{"Dr.", "No", false},
		{"“Dr.", "No", false},
		{"etc.", "The", false},
		{"Drs.", "No", true},
		{"No.", "5", false},
		{"no.", "The", true},
		{"Jan.", "17", false},
		{"Jan.", "The", true},
		{"p.", "8", false},
		{"P.", "The", false},
		{"2024.", "The", true},
		{"5.5.", "The", true},
		{"3.", "The", true},
		{"...", "The", true},
		{".", "The", true},
		{"।", "अ", true},
		{"؟", "نعم", true},
		{"۔", "نعم", true},
		{"。", "次", true},
		{"٣.", "نعم", true},
		{"", "The", false},
		{"”", "The", false},
		{"Ö.", "Der", false},
	} {
		if got := endsSentence([]byte(c.token), []byte(c.after)); got != c.want {
			t.Errorf("%q before %q ends a sentence: %t, want %t", c.token, c.after, got, c.want)
		}
	}
}

// The reading time counts the words of the body, not of its markup and notes.
func TestWords(t *testing.T) {
	for in, want := range map[string]int{
		"":                            0,
		"One two\nthree.":             3,
		"*One*two [three](x.md){.x}":  2,
		"One  \ntwo\\\nthree":         3,
		"- a\n- b\n\n> c\n\n# d":      4,
		"| a | b |\n|---|---|\n| c |": 3,
		"a[^n]\n\n[^n]: b c":          1,
		"![alt text](x.png) {p=3}":    0,
		"```\na b\nc\n```":            3,
		"[a b]{date=2025} \\< c > d":  6, // as a typesetter counts
	} {
		if got := Parse([]byte(in), Options{}).Words; got != want {
			t.Errorf("%q has %d words, want %d", in, got, want)
		}
	}
}

// A quotation takes along the markers behind its last word and leaves its neighbours'.
func TestHolesIn(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string // the holes of each sentence
	}{
		{"One.[^a] Two[^b].", []string{"note a", "note b"}},
		{"[^a]One. [^b]Two.", []string{"note a", "note b"}},
		{"一。[^a]二。", []string{"note a", ""}},
		{"[一。](x.md)[二](y.md)。", []string{"link 0,/link", "link 1,/link"}},
		{"One. [![i](i.png)](x.md)", []string{""}}, // no words, no sentence
		{"One [![i](i.png)](x.md)", []string{"link 0,image 0,/link"}},
		{"One {p=3}", []string{"p 3"}},
	} {
		d := Parse([]byte(c.in), Options{})
		var got []string
		for _, s := range d.Sentences {
			var names []string
			for _, h := range d.HolesIn(s) {
				names = append(names, strings.Trim(dumpHole(d, h), "⟦⟧"))
			}
			got = append(got, strings.Join(names, ","))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTypography(t *testing.T) {
	for in, want := range map[string]string{
		"Trump's Moscow Pivot": "Trump’s Moscow Pivot",
		`"Quoted" -- said...`:  "“Quoted” – said…",
		`a\"b\* <b>it's</b>`:   `a\”b\* <b>it’s</b>`,
		"R&D's &amp; &lt;":     "R&D’s &amp; &lt;",
		"*no* [markup](x)":     "*no* [markup](x)",
		"":                     "",
	} {
		if got := Typography(in); got != want {
			t.Errorf("Typography(%q) = %q, want %q", in, got, want)
		}
	}
}
