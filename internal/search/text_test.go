package search

import (
	"encoding/json"
	"strings"
	"testing"

	"gloss/internal/annotate"
)

func TestTextOf(t *testing.T) {
	for _, c := range []struct{ markdown, text string }{
		{"One. Two *stressed* words.\nThree", "One.\nTwo stressed words.\nThree"},
		{"a `\"` and \\\\ b", "a \" and \\ b"},
		{"a & b < c \"d\"", "a & b < c “d”"},
		{"- one\n- two\n\n  three", "one\ntwo\nthree"},
		{"| a | b |\n|---|---|\n| 1. x | 2 |", "a · b\n1. x · 2"},
		{"~~~go\nfunc a() {\n\treturn\n}\n~~~", "func a() {\nreturn\n}"},
		{"line  \nbreak, `co<de>`", "line break, co<de>"},
		{"一。二。", "一。\n二。"},
		{"[a claim]{#c}. [X](y.md)[^n]\n\n[^n]: note", "a claim.\nX"},
	} {
		d := annotate.Parse([]byte(c.markdown), annotate.Options{File: "x.md"})
		if got := unescaped(textOf(nil, d, d.Body)); got != c.text {
			t.Errorf("%q: %q, want %q", c.markdown, got, c.text)
		}
	}
}

func unescaped(text []byte) (s string) {
	if err := json.Unmarshal([]byte(`"`+string(text)+`"`), &s); err != nil {
		panic(err)
	}
	return s
}

// Nothing of a text is lost, and nothing is added but what parts it.
func FuzzTextOf(f *testing.F) {
	for _, s := range []string{"One. Two *stressed*.", "- a\n  - b\n", "| a | b |\n|---|---|\n| 1 | 2 |", "~~~\n<x> & y\n~~~", "> q\n\n![alt](x.png \"t\")", "&copy; &lt; \\<", "a<br>b", "\x14"} {
		f.Add(s)
	}
	bare := func(s string) string {
		return strings.Map(func(c rune) rune {
			if c <= ' ' || c == '·' {
				return -1
			}
			return c
		}, s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "") // as files are
		d := annotate.Parse([]byte(s), annotate.Options{File: "x.md"})
		got := unescaped(textOf(nil, d, d.Body))
		if want := annotate.PlainText(d.HTML[:d.Body.End]); bare(got) != bare(want) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
		if strings.Contains(got, "\n\n") || strings.HasPrefix(got, "\n") || strings.HasSuffix(got, "\n") {
			t.Fatalf("%q: an empty line in %q", s, got)
		}
	})
}
