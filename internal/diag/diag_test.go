package diag

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// A diagnostic is one line that editors can follow to its place.
func TestString(t *testing.T) {
	for _, tc := range []struct {
		d    Diag
		want string
	}{
		{Errorf(Pos{"a.md", 3, 7}, "note-unknown", "unknown note %q", "x"), `a.md:3:7: error: unknown note "x" [note-unknown]`},
		{Warnf(Pos{"a.md", 3, 0}, "w", "m").WithHint("do %s", "this"), "a.md:3: warning: m [w]"},
		{Notef(Pos{"a.md", 0, 0}, "n", "100%% m"), "a.md: note: 100% m [n]"},
		{Errorf(Pos{}, "e", "m"), "error: m [e]"},
		{Diag{Severity: 9, Msg: "m", Code: "c"}, "severity(9): m [c]"},
	} {
		if got := tc.d.String(); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

// Diagnostics come by place, the graver first, each once, in whatever order they were found.
func TestSort(t *testing.T) {
	want := []Diag{
		Errorf(Pos{}, "x", "nowhere"),
		Warnf(Pos{"a.md", 0, 0}, "x", "the file"),
		Errorf(Pos{"a.md", 2, 9}, "x", "m"),
		Errorf(Pos{"a.md", 10, 1}, "x", "m"),
		Warnf(Pos{"a.md", 10, 1}, "a", "m"),
		Warnf(Pos{"a.md", 10, 1}, "b", "l"),
		Warnf(Pos{"a.md", 10, 1}, "b", "m"),
		Warnf(Pos{"a.md", 10, 1}, "b", "m").WithHint("h"),
		Notef(Pos{"a.md", 10, 1}, "b", "m"),
		Errorf(Pos{"b.md", 1, 1}, "x", "m"),
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		ds := append(slices.Clone(want), want[rnd.IntN(len(want))])
		rnd.Shuffle(len(ds), func(i, j int) { ds[i], ds[j] = ds[j], ds[i] })
		if diff := cmp.Diff(want, Sort(ds)); diff != "" {
			t.Fatal(diff)
		}
	}
	if Sort(nil) != nil {
		t.Error("something out of nothing")
	}
	if n := Count(want, Warning); n != 5 {
		t.Errorf("%d warnings", n)
	}
}

func TestSuggest(t *testing.T) {
	for _, tc := range []struct {
		word, candidates, want string
	}{
		{"unit-prise", "guarantee unit-price vote", "unit-price"}, // a letter
		{"jcpao", "jcpoa snapback", "jcpoa"},                      // two letters exchanged
		{"snap-back", "jcpoa snapback", "snapback"},               // one too many
		{"sanctons", "sanctions", "sanctions"},                    // one missing
		{"JCPOA", "jcpoa", "jcpoa"},                               // case
		{"überall", "uberall", "uberall"},
		{"x", "y", "y"},  // one letter may be wrong in any word
		{"ab", "xy", ""}, // but not two
		{"abcdef", "abxyef abcxyz", "abxyef"},
		{"treaty", "iran-russia-treaty", ""}, // a part is not an edit
		{"note", "vote mote", "vote"},        // the first of equals
		{"anything", "", ""},
		{"", "a", "a"},
	} {
		if got := Suggest(tc.word, strings.Fields(tc.candidates)); got != tc.want {
			t.Errorf("for %q: %q, want %q", tc.word, got, tc.want)
		}
	}
	if got := DidYouMean("vots", []string{"vote"}); got != `did you mean "vote"?` {
		t.Errorf("hint %s", got)
	}
	if got := DidYouMean("vots", []string{"entirely"}); got != "" {
		t.Errorf("hint %s", got)
	}
}

// The distance is symmetric, zero for equals alone, and no more than the longer word.
func FuzzDistance(f *testing.F) {
	f.Add("jcpoa", "jcpao")
	f.Add("", "ü")
	f.Add("abc", "cab")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 50 || len(b) > 50 || !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		x, y := []rune(a), []rune(b)
		d := distance(x, y)
		if d != distance(y, x) || (d == 0) != (a == b) || d > max(len(x), len(y)) || d < max(len(x), len(y))-min(len(x), len(y)) {
			t.Errorf("distance(%q, %q) = %d, the other way round %d", a, b, d, distance(y, x))
		}
	})
}

// A frame costs the same however long the line is, and tells what it leaves out.
func TestFrameOfLongLine(t *testing.T) {
	for _, c := range []string{"a", "é", "日", "e\u0301", "👩‍👩‍👧"} {
		long := []byte(strings.Repeat(c, 100_000))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		newFrame(long, len(long)/2)
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<19 {
			t.Errorf("%q: %d bytes are allocated", c, n)
		}
		for _, col := range []int{0, 1, len(c) * 50_000, len(c)*50_000 + 1, len(long) + 1} {
			f := newFrame(long, col)
			if !utf8.ValidString(f.Before) && col%len(c) == 1 || strings.HasPrefix(f.Before, "…") != (col > 60*len(c)+1) || strings.HasSuffix(f.After, "…") != (col <= len(long)-40*len(c)) {
				t.Errorf("%q at %d: %q and %q", c, col, f.Before, f.After)
			}
		}
	}
}
