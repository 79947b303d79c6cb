package snapshot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/internal/annotate"
)

func TestQuotations(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"He said “yes” and “no, never”.", "yes|no, never"},
		{"“The ‘axis’ holds”", "The ‘axis’ holds"},
		{"‘It’s Iran’s’, he said", "It’s Iran’s"},
		{"the sailors’ ship and the ’90s", ""},
		{"„so“ «ainsi» »so«", "so|ainsi|so"},
		{"“so”and “then”", "so|then"},
		{"‘in the ’90s’, he said", "in the ’90s"},
		{"an “unclosed one", ""},
		{"", ""},
	} {
		var got []string
		for _, q := range quotations(tc.text) {
			got = append(got, tc.text[q.off:q.end])
		}
		if g := strings.Join(got, "|"); g != tc.want {
			t.Errorf("%s: %s, want %s", tc.text, g, tc.want)
		}
	}
}

func TestFind(t *testing.T) {
	const source = "We never doubted — not once — that the state-run fleet’s money would come. It did; the “old” harbour, he adds, develops."
	for _, tc := range []struct {
		quote string
		want  bool
	}{
		{"never doubted", true},
		{"Never doubted", true},
		{"never Doubted", false},
		{"never doubted - not once – that", true},
		{"fleet's money would come.", true},
		{"money would come, It did", false},
		{"the 'old' harbour, he adds,", true},
		{"never … money would come", true},
		{"never […] money . . . come", true},
		{"money … never", false},
		{"[They] never doubted", true},
		{"never doubted [at all] that", true},
		{"the [harbour] develops", true},
		{"we never doubted that [it]", false},
		{"[w]e never doubted", true},
		{"the harbour[s], he adds", false},
		{"the “old” harb[o]ur, he adds", true},
		{"he adds, develop[ed].", true},
		{"he adds, [un]develops", true},
		{"he adds [sic], develops", true},
		{"state-run fleet", true},
		{"state run fleet", false},
		{"…", false},
		{"– we never doubted", true},
		{"we never [doubted", true},
		{"never [… as they say] money", false},
		{"doubted —[they] not once", true},
		{"[w]as never doubted", false},
		{"xe never doubted", false},
		{"he adds, destroy[ed].", false},
		{"the xarb[o]ur, he adds", false},
		{"the harb[o]xx, he adds", false},
		{"he adds, [t]s.", false}, // too much for square brackets
		{"the … fleet’s money", true},
		{"doubted. money", false},
		{"doubted -- not once", true},
		{"doubted − not once", true},
		{"never \u2060 dou\u00adbted", true},
		{"fleetʼs money would", true},
		{"fleet‘s money would", true},
	} {
		_, _, ok := patternOf(tokens(tc.quote)).find(tokens(source))
		if ok != tc.want {
			t.Errorf("%q: %v", tc.quote, ok)
		}
	}
}

// Letters are the same however they are composed.
func TestComposed(t *testing.T) {
	if _, _, ok := patternOf(tokens("a cafe\u0301 in town")).find(tokens("There is a café in town.")); !ok {
		t.Error("a decomposed letter is not found")
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "state-run fleet": 2, "no, never": 2, "a – b c": 3, "-run fleet": 2, "in 24 days": 3, "one- two": 2, "a.b": 2, "end -to": 2,
	} {
		if got := countWords(tokens(text)); got != want {
			t.Errorf("%q has %d words, not %d", text, want, got)
		}
	}
	if ts := within(tokens("a"), extent{5, 6}); len(ts) != 0 {
		t.Errorf("behind the text stands %v", ts)
	}
}

// What is cut out of a text is a quotation of it, and what is read of any text lies within it.
func FuzzText(f *testing.F) {
	f.Add(harbour, uint16(3), uint16(20))
	f.Add(canal, uint16(0), uint16(200))
	f.Add("“a ‘b’ … c” [d]e – 1 000.5 % 2017-18 ’90s . . . \u00ad$1.75bn, 4–6 Jan. 2025 17.1.2025", uint16(1), uint16(9))
	f.Add("half a ... a dozen twenty-", uint16(0), uint16(5))
	f.Fuzz(func(t *testing.T, text string, from, n uint16) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			return
		}
		ts := tokens(text)
		end := 0
		for _, tok := range ts {
			if tok.off < end || tok.end <= tok.off || tok.end > len(text) {
				t.Fatalf("token %+v behind %d", tok, end)
			}
			end = tok.end
		}
		for _, fig := range figures(ts) {
			if fig.off >= fig.end || fig.end > len(text) || fig.from >= fig.to {
				t.Errorf("figure %+v", fig)
			}
		}
		for _, q := range quotations(text) {
			if q.off > q.end || !utf8.ValidString(text[q.off:q.end]) {
				t.Errorf("quotation %+v", q)
			}
		}
		factsOf(ts, period{})
		if len(ts) == 0 || strings.ContainsAny(text, "[]") {
			return
		}
		i := int(from) % len(ts)
		j := min(len(ts), i+int(n)%30+1)
		cut := text[ts[i].off:ts[j-1].end]
		p := patternOf(tokens(cut))
		if _, _, ok := p.find(ts); !ok && len(p) > 0 {
			t.Errorf("%q is not found in its own text %q", cut, text)
		}
	})
}

// The text of a piece of HTML remembers where it comes from.
func FuzzProse(f *testing.F) {
	f.Add("One [two]{.derived} `three` [**f&amp;ur** \"five\"]{#x .background}\n<br> six. {p=3}\n\n- a\n  b {.derived}")
	f.Fuzz(func(t *testing.T, md string) {
		doc := annotate.Parse([]byte(md), annotate.Options{})
		for i, b := range doc.Blocks {
			if !isLeaf(doc, i) {
				continue
			}
			p := proseOf(doc.HTML, b.Span, 0)
			if len(p.at) != len(p.text) || len(p.marks) != len(p.text) {
				t.Fatalf("%d bytes, %d places, %d marks", len(p.text), len(p.at), len(p.marks))
			}
			want := annotate.PlainText(doc.HTML[b.Span.Off:b.Span.End])
			if got := strings.TrimRight(p.text, " "); got != want {
				t.Errorf("%q, want %q", got, want)
			}
			for j, at := range p.at {
				if at < b.Span.Off || at >= b.Span.End || j > 0 && at < p.at[j-1] {
					t.Errorf("byte %d comes from %d, outside %v or out of order", j, at, b.Span)
				}
			}
		}
	})
}
