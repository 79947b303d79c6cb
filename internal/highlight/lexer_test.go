package highlight

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// examples are chroma's own, one or more for nearly every language, from where the module
// was fetched to.
func examples(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var files []string
	for _, pattern := range []string{"*.actual", "*/*.actual"} {
		found, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), "lexers", "testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	return files
}

// merged joins neighbours of one type, as chroma's Coalesce does.
func merged(next chroma.Iterator) (tokens []chroma.Token) {
	for t := next(); t != chroma.EOF; t = next() {
		tokens = add(tokens, t)
	}
	return tokens
}

func add(tokens []chroma.Token, t chroma.Token) []chroma.Token {
	if n := len(tokens); n > 0 && tokens[n-1].Type == t.Type {
		tokens[n-1].Value += t.Value
		return tokens
	}
	if t.Value == "" {
		return tokens
	}
	return append(tokens, t)
}

// tokensOf returns our tokens of a text, and chroma's.
func tokensOf(t *testing.T, l *Language, text string) (got, want []chroma.Token) {
	t.Helper()
	next, err := l.lexer.Tokenise(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	for typ, value := range l.tokens(text, ample()) {
		got = add(got, chroma.Token{Type: typ, Value: value})
	}
	return got, merged(next)
}

// Every token of every example is chroma's, in the language of the example and, as a text
// that is not quite of the language, in another one.
func TestAsChroma(t *testing.T) {
	tried, plain := 0, 0
	others := []string{"go", "python", "javascript", "rust", "yaml", "bash", "html", "sql"}
	files, least := examples(t), 400
	if testing.Short() {
		files, least = files[:len(files)/5], 80
	}
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".actual")
		if dir := filepath.Base(filepath.Dir(file)); dir != "testdata" {
			name = dir
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data = data[:min(len(data), 2000)] // some end in the middle of a construct, so much the better
		for _, name := range []string{name, others[i%len(others)]} {
			l := Of(name)
			if l == nil || l.rules == nil {
				continue
			}
			if got, want := tokensOf(t, l, string(data)); !slices.Equal(got, want) {
				// chroma gives up a match after 250 ms, which a busy machine can take over any
				if got, want = tokensOf(t, l, string(data)); !slices.Equal(got, want) {
					t.Errorf("%s as %s: %s", filepath.Base(file), name, difference(got, want))
				}
			}
			tried++
			if ascii(string(data)) {
				plain++
			}
		}
	}
	if tried < least || plain == 0 || plain == tried {
		t.Errorf("compared %d texts, %d of ASCII alone", tried, plain)
	}
}

func ascii(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) }

// difference tells where two lists of tokens part.
func difference(got, want []chroma.Token) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return "token " + got[i].GoString() + ", chroma has " + want[i].GoString()
		}
	}
	return "one is longer than the other"
}

// What chroma puts together of several lexers is highlighted too, and what is no language
// is none.
func TestOf(t *testing.T) {
	l := Of("php")
	if l == nil {
		t.Fatal("no PHP")
	}
	var classes []string
	text := ""
	for class, piece := range l.Pieces("<b><?php echo 1; ?></b>\n", ample()) {
		classes, text = append(classes, class), text+piece
	}
	if text != "<b><?php echo 1; ?></b>\n" || !slices.Contains(classes, "k") {
		t.Errorf("%q in classes %q", text, classes)
	}
	if Of("no such language") != nil || Of("") != nil {
		t.Error("a language of a name that is none")
	}
}

// Every name, alias and ending leads to the lexer that chroma chooses, and however many
// others there are, one of them costs no more than a look.
func TestNames(t *testing.T) {
	for name, l := range named() {
		if want := lexers.Get(name); want != nil && want != l {
			t.Errorf("%q: %q, want %q", name, l.Config().Name, want.Config().Name)
		}
	}
	for _, name := range []string{"go", "Go", "yml", "rs", "c++", "html", "text", "Markdown", "h"} {
		if named()[strings.ToLower(name)] != lexers.Get(name) {
			t.Errorf("%q is another", name)
		}
	}
	if n := testing.AllocsPerRun(10, func() { Of("no such language") }); n > 0 {
		t.Errorf("a name that is none takes %v allocations", n)
	}
}

// Neighbours of one class are one piece, and nothing is lost.
func TestPieces(t *testing.T) {
	var got []string
	for class, text := range Of("go").Pieces("x := (1)\r\n// ü", ample()) {
		got = append(got, class+":"+text)
	}
	want := []string{"nx:x", ": ", "o::=", ": ", "p:(", "mi:1", "p:)", ":\n", "c1:// ü"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkPieces(b *testing.B) {
	const code = "func find(rows []float64, limit int) (sum float64, err error) {\n\tfor i, v := range rows {\n\t\tif i >= 10 || v < 0 {\n\t\t\treturn 0, fmt.Errorf(\"rows: %v at %d\", v, i)\n\t\t}\n\t\tsum += v * float64(limit)\n\t}\n\treturn sum / 10, nil\n}\n"
	l := Of("go")
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range l.tokens(code, ample()) {
			}
		}
	})
	b.Run("chroma", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			next, _ := l.lexer.Tokenise(nil, code)
			for t := next(); t != chroma.EOF; t = next() {
			}
		}
	})
}

// ample is more time than any code of these tests takes.
func ample() *time.Duration {
	d := time.Hour
	return &d
}
