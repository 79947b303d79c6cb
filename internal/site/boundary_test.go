package site

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// The quick decisions agree with UAX #29, over texts longer than the window as well. The
// colon is told to uniseg as a character that joins nothing.
func TestBoundaries(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	pieces := strings.Split("a|b|A|1|2|_|.|,|;|'|’|:|-|&|/|(|é|и|א|ا|\u200d|\u00ad|\u0301|中|の|カ|ン|한|ไ|٣|·|。|，|🚀|🇮|🇷|\u00a0| | |x|y|z", "|")
	for range 4000 {
		var sb strings.Builder
		for range 1 + r.IntN(50) {
			sb.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := sb.String()
		m := matcher{html: []byte(text), end: len(text)}
		want := map[int]bool{}
		rest, state, at := []byte(strings.ReplaceAll(text, ":", "/")), -1, 0
		for len(rest) > 0 {
			var w []byte
			w, rest, state = uniseg.FirstWord(rest, state)
			want[at] = true
			at += len(w)
		}
		for i, c := range text {
			if i == 0 || unicode.In(c, unicode.M, unicode.Cf) || c == ' ' {
				continue // no name begins with these, and whether one ends before them shows at what follows
			}
			if before, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.In(before, unicode.M, unicode.Cf) && m.html[i] < utf8.RuneSelf {
				continue // what such a character belongs to is asked at the place before it
			}
			if m.boundary(i) != want[i] {
				t.Fatalf("boundary(%d) in %q before %q is %v", i, text, c, !want[i])
			}
		}
	}
}

// Where a window cuts a text that nothing ends for long, it is still right.
func TestBoundaryFarFromSpaces(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int // in runes
		want bool
	}{
		{strings.Repeat("伊朗", 100), 101, true},
		{strings.Repeat("и", 100), 50, false},
		{strings.Repeat("한", 100), 50, false},
		{strings.Repeat("カ", 100), 50, false},
		{strings.Repeat("。", 100) + "N", 100, true},
		{strings.Repeat("é", 100) + "’" + strings.Repeat("é", 100), 100, false},
	} {
		i := len(string([]rune(c.text)[:c.at]))
		m := matcher{html: []byte(c.text), end: len(c.text)}
		if got := m.boundary(i); got != c.want {
			t.Errorf("boundary(%d) in %.20q… is %v", i, c.text, got)
		}
	}
}
