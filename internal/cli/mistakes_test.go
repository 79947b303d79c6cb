package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// soundSite is a site without mistakes, into which one is put at a time.
var soundSite = map[string]string{
	"gloss.yaml":               "title: T\n",
	"content/index.md":         "Text.\n",
	"content/articles/a.md":    "---\ntitle: A\nsource: {publisher: P, length: 9}\n---\n\n[A claim]{#x} of a toll.[^n] {p=1}\n\n[^n]: A note.\n",
	"content/articles/b.md":    "---\ntitle: B\n---\n\n[Another]{#y}.\n",
	"content/glossary/toll.md": "What ships pay.\n",
}

// With a mistake nothing is written: the message names its place, and the last good site
// stays to the byte and the minute.
func TestNothingIsWrittenOnError(t *testing.T) {
	const a = "content/articles/a.md"
	for _, tc := range []struct{ name, file, text, want string }{
		{"term", a, "\nThe [toll]{term=tol}.{p=1}\n", a + `:10:17: error: unknown term "tol" [term-unknown]`},
		{"note", a, "\nNo such note.[^m] {p=1}\n", a + `:10:16: error: unknown note "m" [note-unknown]`},
		{"note elsewhere", a, "\nNo such note.[^b:m] {p=1}\n", a + `:10:16: error: unknown note "m" in article "b" [note-unknown]`},
		{"article", a, "\nNo such article.[^c:m] {p=1}\n", a + `:10:19: error: unknown article "c" [article-unknown]`},
		{"anchor", a, "\n[words](b.md#z) {p=1}\n", a + `:10:1: error: no "#z" in "content/articles/b.md" [anchor-unknown]`},
		{"dead link", a, "\n[words](c.md) {p=1}\n", a + `:10:1: error: no file "c.md" [link-dead]`},
		{"date", a, "\n[words]{date=2025-13 event=e title=\"E\"} {p=1}\n", a + `:10:19: error: 13 is neither a month (01–12) nor a season (21–24) [date]`},
		{"attribute list", a, "\n[words]{colour=red} {p=1}\n", a + `:10:9: error: unknown attribute "colour" [attr-key]`},
		{"relation", a, "\n[words](b.md#y){rel=denies} {p=1}\n", a + `:10:21: error: unknown relation "denies"`},
		{"duplicate id", a, "\n[words]{#x} {p=1}\n", a + `:10:9: error: id "x" stands twice on this page [id-duplicate]`},
		{"event without a title", a, "\n[words]{date=2025 event=e} {p=1}\n", a + `:10:1: error: event "e" has no title [event-untitled]`},
		{"locator", a, "\nWords. {p=10}\n", a + `:10:11: error: paragraph 10 is beyond the end of the source, which has 9 [locator-range]`},
		{"image", a, "\n![words](no.png) {p=1}\n", a + `:10:1: error: no image "no.png" [image-missing]`},
		{"front matter", "content/new.md", "---\ntitel: T\n---\n", `content/new.md:2:1: error: unknown key "titel" [key-unknown]`},
		{"yaml", "content/new.md", "---\ntitle: [\n---\n", `content/new.md:`},
		{"configuration", "gloss.yaml", "terms: sometimes\n", `gloss.yaml:2:8: error: `},
		{"output twice", "content/Index.md", "Text.\n", `content/Index.md: error: output "Index.html" is also that of the generated "index.html" [output-duplicate]`},
		{"alias twice", "content/glossary/dues.md", "---\naliases: [toll]\n---\n\nWords.\n", `content/glossary/`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := write(t, soundSite)
			public := filepath.Join(dir, "public")
			if status, _, stderr := run("-C", dir); status != exitDone {
				t.Fatalf("the sound site: status %d: %s", status, stderr)
			}
			old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
			if err := os.Chtimes(filepath.Join(public, "index.html"), old, old); err != nil {
				t.Fatal(err)
			}
			before, err := readTree(public)
			if err != nil {
				t.Fatal(err)
			}
			appendTo(t, filepath.Join(dir, filepath.FromSlash(tc.file)), tc.text)
			appendTo(t, filepath.Join(dir, "content", "index.md"), "\nThis would change the front page.\n")
			status, _, stderr := run("-C", dir)
			if status != exitContent {
				t.Errorf("status %d, want %d", status, exitContent)
			}
			if !slices.ContainsFunc(strings.Split(stderr, "\n"), func(l string) bool { return strings.HasPrefix(l, tc.want) }) {
				t.Errorf("no %s in\n%s", tc.want, stderr)
			}
			if !strings.HasSuffix(stderr, "; nothing was written\n") {
				t.Errorf("the end is not told: %s", stderr)
			}
			after, err := readTree(public)
			if err != nil {
				t.Fatal(err)
			}
			if diff := before.diff(after); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func appendTo(t *testing.T, file, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(data, text...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Twenty mistakes in five files of the sample, no two of a kind, are twenty messages, each
// at its place, and the site that was built before them stays as it is.
func TestTwentyMistakes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := run("-C", dir, "-q"); status != exitDone {
		t.Fatalf("the sample: status %d: %s", status, stderr)
	}
	before, err := readTree(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	// « marks the place that the message must name
	mistakes := map[string][]struct{ text, message string }{
		"articles/newsweek.md": {
			{"A term [here]{term=«jcpoe}. {p=1}", `unknown term "jcpoe" [term-unknown]`},
			{"Ünïcödé before a note.[^«icds:prize] {p=1}", `unknown note "prize" in article "icds" [note-unknown]`},
			{"A day [that never was]{date=2025-02-«30 event=treaty}. {p=1}", `February has 28 days in 2025 [date]`},
			{"Beyond the end. {p=«42}", `paragraph 42 is beyond the end of the source, which has 41 [locator-range]`},
			{"| a | b |\n|---|---|\n| c | [d]{lang=«no_such} |\n\n{p=1}", `"no_such" is not a language tag [attr-value]`},
		},
		"articles/icds.md": {
			{"A link «[to nowhere](newsweak.md). {p=1}", `no file "newsweak.md" [link-dead]`},
			{"A link «[to no place](newsweek.md#nowhere). {p=1}", `no "#nowhere" in "content/articles/newsweek.md" [anchor-unknown]`},
			{"A relation [of no kind](newsweek.md#destroyed){rel=«refutes}. {p=1}", `unknown relation "refutes" [rel-unknown]`},
			{"- an item {p=1}\n- a [twin]{#price-twin} {p=1}\n- [twins]{«#price-twin} {p=1}", `id "price-twin" stands twice on this page [id-duplicate]`},
			{"A list [unfinished]{#ok «.}. {p=1}", `"." needs a name of letters, digits, "_" and "-" [attr-syntax]`},
		},
		"glossary/jcpoa.md": {
			{"A picture: «![words](none.png)", `no image "none.png" [image-missing]`},
			{"> quoted [words]{«foo=1}", `unknown attribute "foo" [attr-key]`},
			{"Of another: [^«nobody:x]", `unknown article "nobody" [article-unknown]`},
		},
		"index.md": {
			{"An image «![from elsewhere](https://x.example/a.png).", `image "https://x.example/a.png" is on another site [image-foreign]`},
			{"«[It happened]{date=2020 event=unheard-of}.", `event "unheard-of" has no title [event-untitled]`},
			{"Rests on nothing named. {p=«3}", `a locator outside the articles must name one [locator]`},
			{"A «[program](javascript:alert) by its address", `links to "javascript:" are refused [url-unsafe]`},
		},
		"sources.md": {
			{"A [claim]{«#note-x}.", `id "note-x" begins with a prefix that gloss keeps for itself [id-reserved]`},
			{"«[Signed]{date=2025-01-17 event=treaty title=\"Another title\"}.", `event "treaty" has two titles [event-title]`},
			{"[Words]{«by=x} of nobody.", `by= has no meaning on a bracketed span without an id [attr-place]`},
		},
	}
	want := plant(t, dir, mistakes)
	status, _, stderr := run("-C", dir, "-q")
	if status != exitContent {
		t.Errorf("status %d", status)
	}
	var got []string
	place := regexp.MustCompile(`^content/\S+:\d+:\d+: error: `)
	for l := range strings.Lines(stderr) {
		if place.MatchString(l) {
			got = append(got, strings.TrimSuffix(l, "\n"))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	kinds := map[string]bool{}
	for _, w := range want {
		kinds[w[strings.LastIndex(w, "["):]] = true
	}
	if len(mistakes) != 5 || len(want) != 20 || len(kinds) != 20 {
		t.Errorf("%d mistakes of %d kinds in %d files", len(want), len(kinds), len(mistakes))
	}
	after, err := readTree(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := before.diff(after); diff != "" {
		t.Error(diff)
	}
}

// plant puts mistakes into files below content/, a paragraph each, ahead of any notes that
// would swallow them, and returns the lines that must be printed.
func plant(t *testing.T, dir string, mistakes map[string][]struct{ text, message string }) (want []string) {
	t.Helper()
	for file, list := range mistakes {
		name := filepath.Join(dir, "content", filepath.FromSlash(file))
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.TrimRight(string(data), "\n") + "\n"
		cut := strings.Index(text, "\n[^")
		if cut < 0 {
			cut = len(text)
		}
		head, tail := text[:cut]+"\n\n", text[cut:]
		for _, m := range list {
			before, after, _ := strings.Cut(m.text, "«")
			at := head + before
			line := strings.Count(at, "\n") + 1
			col := len(at) - strings.LastIndex(at, "\n")
			want = append(want, fmt.Sprintf("content/%s:%d:%d: error: %s", file, line, col, m.message))
			head += before + after + "\n\n"
		}
		if err := os.WriteFile(name, []byte(head+tail), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return want
}
