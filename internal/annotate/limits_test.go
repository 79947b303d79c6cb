package annotate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/internal/diag"
)

// What goes beyond a limit is reported where it does, and read as text.
func TestLimits(t *testing.T) {
	limits := Limits{Nesting: 2, Lines: 4, Delimiters: 6, Links: 1, Attributes: 10, Notes: 1, Definitions: 2, Cells: 6, Highlight: 4}
	for _, c := range []struct{ in, want, text string }{
		{"> > a", "", "a"},
		{"> > > a", "1:5 2 nesting", "> a"},
		{"- a\n  - b\n    - c", "3:5 2 nesting", "a b - c"},
		{"> - a\n>   - b", "2:5 2 nesting", "a - b"},
		{"[^a]: > > b", "1:9 2 nesting", "> b"},
		{"> > [^a]: b", "1:5 2 nesting", ""}, // a reference's definition now
		{"> - a\n> * b\n\n1. c\n2) d", "", "a b c d"},
		{"[[a]{.x}]{.y}", "", "a"},
		{"[[[a]]]", "1:3 2 nesting", "[[[a]]]"},
		{"*a* *b* *c*", "", "a b c"},
		{"*a* *b* *c* *d*", "1:13 6 delimiters", "a b c *d*"},
		{"[a](x.md) [b](x.md) [c](x.md) [d](x.md)\n\n*e*", "1:31 6 delimiters", "a b c [d](x.md) e"},
		{"[^a]: b\n[^c]: d", "2:3 1 notes", "b : d"}, // goes on with the first,
		{"> a\n> b\n> c\n> d\n> e", "", "a b c d e"},
		{"> a\n> b\n> c\n> d\n> e\n> f\n> g", "6:1 4 lines", "a b c d e > f > g"},
		{"> - a\n>   b\n>   c\n> d", "4:1 4 lines", "a b c > d"},
		{"- a\n\n\n\n\n\n\n- b", "6:1 4 lines", "a - b"},
		{"[^a]: b\n\n    c\n\n    d\n\n    e", "6:1 4 lines", "e b c d"},
		{"[a](b c) x\n\n[d](e f)", "", "[a](b c) x [d](e f)"},
		{"[a](b c) [d](e f) [g](h.md)", "1:12 1 links", "[a](b c) [d](e f) [g](h.md)"},
		{"[a]: b\n[c]: d\n\n[a]", "", "a"},
		{"[a]: b\n\n[c]: d\n\n[e]: f\n\n[a] [e]", "5:1 2 definitions", "[e]: f a [e]"},
		{"[a]: b\n[c]: d\n[e]: f\n\n[a]", "3:1 2 definitions", "[a]: b [c]: d [e]: f [a]"},
		{"|a|b|\n|-|-|\n|c|d|", "", "a b c d"},
		{"|a|b|\n|-|-|\n|c|d|\n\n|a|b|\n|-|-|\n|c|d|", "5:1 6 cells", "a b c d |a|b| |-|-| |c|d|"},
		{"|a|b|\n|:|\n|-|-|\n|c|d|\n|e|\n|f|\n|g|", "1:1 6 cells", "|a|b| |:| |-|-| |c|d| |e| |f| |g|"},
		{"[a]: b\n\n[c\nd]: e\n\n[e]: f\n\n[a]", "6:1 2 definitions", "[e]: f a"},
		{"|a|b|\n|-|-|\n|c|d|\n|e|\n|f|", "1:1 6 cells", "|a|b| |-|-| |c|d| |e| |f|"},
		{"```go\nvar x int\n```", "1:1 4 highlight", "var x int"},
		{"```nosuch\nvar x int\n```", "", "var x int"},
	} {
		d := Parse([]byte(c.in), Options{File: "x.md", Limits: limits})
		got := ""
		for _, x := range d.Diags {
			if x.Code == "limit" && got == "" {
				var n int
				_, more, _ := strings.Cut(x.Msg, "more than ")
				fmt.Sscanf(more, "%d", &n)
				_, key, _ := strings.Cut(x.Hint, `"`)
				key, _, _ = strings.Cut(key, `"`)
				got = fmt.Sprintf("%d:%d %d %s", x.Pos.Line, x.Pos.Col, n, key)
			}
		}
		text := PlainText(d.HTML)
		if got != c.want || text != c.text {
			t.Errorf("%q\n got %q, %q\nwant %q, %q", c.in, got, text, c.want, c.text)
		}
		if strings.Contains(string(d.HTML), "<span class=\"kd\"") {
			t.Errorf("%q is highlighted", c.in)
		}
	}
}

// An attribute list longer than the limit is none, wherever it ends.
func TestLongLists(t *testing.T) {
	for _, c := range []struct{ in, want, text string }{
		{"[a]{p=1 .b}", "", "a"},
		{"[a]{p=1 .bc}", "1:4 error", "[a]{p=1 .bc}"},
		{"[a]{p=1\n.b}", "", "a"},
		{"[a]{p=1\n.bc}", "1:4 error", "[a]{p=1 .bc}"},
		{"[a]{p=\"1234567890\"}", "1:4 error", "[a]{p=“1234567890”}"},
		{"a {p=1 .b}", "", "a"},
		{"a {p=1 .bc}", "1:3 warning", "a {p=1 .bc}"},
		{"a {x=1 .bc}", "", "a {x=1 .bc}"},
	} {
		d := Parse([]byte(c.in), Options{File: "x.md", Limits: Limits{Attributes: 8}})
		got := ""
		for _, x := range d.Diags {
			if strings.Contains(x.Msg, "does not end within 8 bytes") && strings.Contains(x.Hint, `"attributes"`) {
				got = fmt.Sprintf("%d:%d %s", x.Pos.Line, x.Pos.Col, x.Severity)
			}
		}
		if text := PlainText(d.HTML); got != c.want || text != c.text {
			t.Errorf("%q\n got %q, %q\nwant %q, %q", c.in, got, text, c.want, c.text)
		}
	}
}

// A limit that is exceeded over and over on a line is reported once for each line.
func TestLimitOncePerLine(t *testing.T) {
	d := Parse([]byte("[[[[[\n[[[[[\n"), Options{File: "x.md", Limits: Limits{Nesting: 2}})
	if len(d.Diags) != 2 {
		t.Errorf("%v", d.Diags)
	}
}

// Code that keeps the rules of its language busy is shown plain, and nothing is published.
func TestSlowCode(t *testing.T) {
	t.Parallel()
	src := "```rust\n" + strings.Repeat("r#\"\n", 15_000) + "```\n\n```go\nvar x int\n```\n"
	d := Parse([]byte(src), Options{File: "x.md"})
	if len(d.Diags) != 1 || d.Diags[0].Severity != diag.Error || d.Diags[0].Pos.Line != 1 || d.Diags[0].Code != "limit" {
		t.Errorf("%v", d.Diags)
	}
	if n := strings.Count(PlainText(d.HTML), "r#"); n != 15_000 {
		t.Errorf("%d of 15000 lines are shown", n)
	}
	if strings.Contains(string(d.HTML), `<span class="kd"`) {
		t.Error("it goes on with the next")
	}
}

// What may stand anywhere behind a sign is looked for close by: a line can be as long as the
// file, and hold as many signs.
func TestLooksCloseBy(t *testing.T) {
	far := func(n int) string { return strings.Repeat("x", n) }
	if !isMarker([]byte("[^"+far(900)+"]")) || isMarker([]byte("[^"+far(1100)+"]")) {
		t.Error("the end of a marker is not looked for close by")
	}
	for _, c := range []struct{ in, want string }{
		{"[a](b c" + far(900) + ")", "space in it"},
		{"[a](b c" + far(1100) + ")", `the closing ")" is missing`},
		{"[a][" + far(900) + "]", "nothing defines"},
		{"[a][" + far(1100) + "]", ""},
		{"a![^" + far(900) + "]", "a![^"}, // a marker
		{"a![^" + far(1100) + "]", ""},
		{"a {date" + strings.Repeat(" ", 20) + "=2025", "shown as text"},
		{"a {date" + strings.Repeat(" ", 40) + "=2025", ""},
		{"a {p= " + far(4000) + "}", "has no value [attr-syntax]"},
		{"a {p= " + far(5000) + "}", "has no value, so the braces are shown as text"},
	} {
		got := ""
		d := Parse([]byte(c.in), Options{File: "x.md"})
		for _, x := range d.Diags {
			got = x.String()
		}
		if len(d.Refs) > 0 {
			got = "a![^"
		}
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%.20q of %d bytes: %q, want %q", c.in, len(c.in), got, c.want)
		}
	}
}

// The id of a long heading is made of its first words.
func TestLongSlugs(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{strings.Repeat("word ", 40), strings.Repeat("word-", 39) + "word"},
		{strings.Repeat("word ", 41), strings.Repeat("word-", 39) + "word"},
		{strings.Repeat("word ", 5000), strings.Repeat("word-", 39) + "word"},
		{strings.Repeat("w", 5000), strings.Repeat("w", 200)},
		{strings.Repeat("日", 5000), strings.Repeat("日", 66)},
		{strings.Repeat("w", 199) + " w", strings.Repeat("w", 199)},
		{strings.Repeat("w", 198) + " w", strings.Repeat("w", 198) + "-w"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("%.20q of %d bytes: %q, want %q", c.in, len(c.in), got, c.want)
		}
	}
}

// A sentence that does not end is cut between two words, and nowhere inside an element.
func TestLongSentences(t *testing.T) {
	words := strings.Repeat("word ", 1000)
	for _, c := range []struct {
		in   string
		want []int // lengths
	}{
		{words, []int{2004, 2004, 989}},
		{"It is. W" + words + "is. It is.", []int{6, 2000, 2004, 998, 6}},
		{"*" + words + "x* y " + words + "z.", []int{5010, 2001, 2004, 997}},
		{strings.Repeat("w", 5000) + " x y", []int{5000, 3}},
		{strings.Repeat("wörd ", 1000), []int{2003, 2003, 1991}},
	} {
		d := Parse([]byte(c.in), Options{})
		var got []int
		for _, s := range d.Sentences {
			got = append(got, int(s.End-s.Off))
			if _, err := tags(filled(d, s)); err != nil {
				t.Errorf("%.20q: %v", c.in, err)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%.20q of %d bytes: %v, want %v", c.in, len(c.in), got, c.want)
		}
	}
}

// An attribute list takes at most so many lines.
func TestTallLists(t *testing.T) {
	for lines, want := range map[int]int{maxAttrLines: 0, maxAttrLines + 1: 1} {
		d := Parse([]byte("[a]{p=1"+strings.Repeat("\n.background", lines-1)+"}"), Options{File: "x.md"})
		errs := diag.Count(d.Diags, diag.Error)
		if errs != want {
			t.Errorf("%d lines: %v, want %d errors", lines, d.Diags, want)
		}
	}
}

// What is longer than a link label may be (CommonMark §4.7) is not looked up as one.
func TestLongReferences(t *testing.T) {
	for n, link := range map[int]bool{990: true, 1100: false} {
		label := strings.Repeat("x", n)
		d := Parse([]byte("["+label+"]{.background}\n\n["+label+"]: y.md\n"), Options{File: "x.md"})
		if got := strings.Contains(string(d.HTML), `class="background"`); got == link {
			t.Errorf("a label of %d bytes: marked as background is %v\n%.200s", n, got, d.HTML)
		}
	}
}
