package search

import (
	"strings"
	"testing"

	"gloss/internal/annotate"
)

func TestTextOf(t *testing.T) {
	for _, c := range []struct{ markdown, text string }{
		{"One. Two *stressed* words.\nThree", "One.\nTwo stressed words.\nThree"},
		{"a & b < c \"d\"", "a & b < c “d”"},
		{"- one\n- two\n\n  three", "one\ntwo\nthree"},
		{"| a | b |\n|---|---|\n| 1. x | 2 |", "a · b\n1. x · 2"},
		{"~~~go\nfunc a() {\n\treturn\n}\n~~~", "func a() {\nreturn\n}"},
		{"line  \nbreak, `co<de>`", "line break, co<de>"},
		{"一。二。", "一。\n二。"},
		{"[a claim]{#c}. [X](y.md)[^n]\n\n[^n]: note", "a claim.\nX"},
	} {
		d := annotate.Parse([]byte(c.markdown), annotate.Options{File: "x.md"})
		if got := string(textOf(nil, d, d.Body)); got != c.text {
			t.Errorf("%q: %q, want %q", c.markdown, got, c.text)
		}
	}
}

// Nothing of a text is lost, and nothing is added but what parts it.
func FuzzTextOf(f *testing.F) {
	for _, s := range []string{"One. Two *stressed*.", "- a\n  - b\n", "| a | b |\n|---|---|\n| 1 | 2 |", "~~~\n<x> & y\n~~~", "> q\n\n![alt](x.png \"t\")", "&copy; &lt; \\<", "a<br>b"} {
		f.Add(s)
	}
	bare := strings.NewReplacer(" ", "", "\n", "", "\t", "", "\r", "", "·", "").Replace
	f.Fuzz(func(t *testing.T, s string) {
		d := annotate.Parse([]byte(s), annotate.Options{File: "x.md"})
		got := string(textOf(nil, d, d.Body))
		if want := annotate.PlainText(d.HTML[:d.Body.End]); bare(got) != bare(want) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
		if strings.Contains(got, "\n\n") || strings.HasPrefix(got, "\n") || strings.HasSuffix(got, "\n") {
			t.Fatalf("%q: an empty line in %q", s, got)
		}
	})
}
