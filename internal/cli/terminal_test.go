package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/internal/diag"
)

// clock goes on by a step each time someone looks at it.
func clock(step time.Duration) func() time.Time {
	var mu sync.Mutex
	now := time.Date(2025, 1, 17, 0, 0, 0, 0, time.UTC)
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(step)
		return now
	}
}

// A long build says on a terminal how far it has come, and takes the line away before it
// prints anything else. A short build, a pipe, a program and -q are spared.
func TestProgressIsShown(t *testing.T) {
	files := map[string]string{"gloss.yaml": "title: T\n", "content/index.md": "Text.[^n]\n\n[^n]: x\n[^unused]: x\n"}
	for i := range 9 {
		files["content/"+strconv.Itoa(i)+".md"] = "Text.\n"
	}
	dir := write(t, files)
	for _, tc := range []struct {
		name  string
		app   App
		args  string
		shown bool
	}{
		{"a long build", App{Terminal: true, Now: clock(time.Second)}, "", true},
		{"a long check", App{Terminal: true, Now: clock(time.Second)}, "check", true},
		{"a short build", App{Terminal: true, Now: clock(time.Millisecond)}, "", false},
		{"a pipe", App{Now: clock(time.Second)}, "", false},
		{"quiet", App{Terminal: true, Now: clock(time.Second)}, "-q", false},
		{"for a program", App{Terminal: true, Now: clock(time.Second)}, "--format json", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var out, err strings.Builder
			tc.app.Stdout, tc.app.Stderr = &out, &err
			if status := tc.app.Run(append(strings.Fields(tc.args), "-C", dir)); status != exitDone {
				t.Fatalf("status %d: %s", status, err.String())
			}
			lines := screen(err.String())
			text := strings.Join(lines, "\n")
			for _, want := range []string{eraseLine + "parsed 10 of 10 files", eraseLine + "rendered 12 of 12 pages" + eraseLine} {
				if strings.Contains(err.String(), want) != tc.shown {
					t.Errorf("shown is not %v: %q in %q", tc.shown, want, err.String())
				}
			}
			if strings.Contains(text, "parsed") || strings.Contains(text, "rendered") || strings.Contains(text, "\x1b") {
				t.Errorf("progress stays on the screen:\n%s", text)
			}
		})
	}
}

// screen is what is left to see of some output.
func screen(s string) []string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if at := strings.LastIndex(l, eraseLine); at >= 0 {
			lines[i] = l[at+len(eraseLine):]
		}
	}
	return lines
}

// A line changes ten times a second, no more.
func TestProgressIsSeldom(t *testing.T) {
	var sb strings.Builder
	app := App{Stderr: &sb, Terminal: true, Now: clock(10 * time.Millisecond)}
	p := app.progress(&commands{Format: formatText})
	for i := range 300 {
		p.tell("parsed", i, 12345)
	}
	p.erase()
	if n := strings.Count(sb.String(), "\r"); n != 22 || !strings.HasPrefix(sb.String(), eraseLine+"parsed 99 of 12,345 files"+eraseLine) {
		t.Errorf("%d changes: %q", n, sb.String())
	}
	p.erase()
	if strings.HasSuffix(sb.String(), eraseLine+eraseLine) {
		t.Error("nothing is erased twice")
	}
}

// Colours are for terminals whose user has not declined them.
func TestTerminal(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if terminal, colour := Terminal(f, func(string) string { return "" }); terminal || colour {
		t.Error("a file is no terminal")
	}
	for _, tc := range []struct {
		env             string
		changes, colour bool
	}{{"", true, true}, {"TERM=xterm", true, true}, {"NO_COLOR=1", true, false}, {"TERM=dumb", false, false}} {
		name, value, _ := strings.Cut(tc.env, "=")
		changes, colour := abilities(true, func(key string) string {
			if key == name {
				return value
			}
			return ""
		})
		if changes != tc.changes || colour != tc.colour {
			t.Errorf("with %q: changing lines %v, colours %v", tc.env, changes, colour)
		}
	}
}

// The severity and the caret have its colour, and what an author wrote cannot change it.
func TestColours(t *testing.T) {
	var sb strings.Builder
	p := printer{w: &sb, colour: true, lines: diag.Lines{Read: func(string) ([]byte, error) { return []byte("a\x1b[5mb\n"), nil }}}
	p.print([]diag.Diag{
		diag.Errorf(diag.Pos{}, "c", "error in a.md").WithHint("h"),
		diag.Warnf(diag.Pos{File: "warning\x1b: x.md", Line: 1, Col: 1}, "c", "m"),
		diag.Notef(diag.Pos{File: "a.md"}, "c", "m"),
	})
	want := "\x1b[1;31merror\x1b[m: error in a.md [c]\n   hint: h\n" +
		"warning\uFFFD: x.md:1:1: \x1b[33mwarning\x1b[m: m [c]\n    1 | a\uFFFD[5mb\n      | \x1b[33m^\x1b[m\n" +
		"a.md: \x1b[36mnote\x1b[m: m [c]\n"
	if sb.String() != want {
		t.Errorf("%q, want %q", sb.String(), want)
	}
}
