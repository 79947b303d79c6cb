package snapshot

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/site"
)

// The articles of these tests are invented, and so is everything in them.

// harbour and canal are the copies of two sources.
const harbour = `The port of Ostrand opened its third basin on March 3, after years of quarrels about who should pay for
the dredging. “We never doubted that the money would come, and it did,” said Ada Merrin, who directs the harbour board.

The basin cost $1.75 billion, almost twice the 900 million first announced. Some 70% of the sum came from the state;
merchants in the old town paid another 30 000 dollars each.

In 2017-18 the board had dismissed two directors. The first nine months of 2024 brought 12 500 ships, twenty-one
of them from Velden, whose fleet of KR-7 tugs was built in the 1990s. Last June the board signed a second contract.

Nobody in the old town expects the quarrel to end before the next election, and few of them would like it to.
`

const canal = `Velden's canal was closed for repairs between 20 January and 25 February 2023, the council says.
Three hundred and fifty barges lay idle.

“The lock-keepers went home — and stayed there,” one captain recalls.

A toll of 15 to 20 million crowns a year is what the council hopes for by October.
`

// sound is a site whose digests keep to their sources.
var sound = map[string]string{
	"gloss.yaml": "title: Test\n",
	"content/articles/harbour.md": `---
title: A basin at last
summary: How Ostrand came by its third basin, and what the board said.
source: {publisher: The Ostrand Courier, date: 2025-03-10, length: 4}
by: {merrin: Ada Merrin}
---

Ostrand's third basin was opened [on 3 March 2025]{date=2025-03-03}. Its director speaks of money that "would come,
and it did". {p=1} It cost 1,750 million dollars instead of [$900 million]{#cost}; the state bore seventy per cent. {p=2}

Two directors went in 2017 and 2018. From January to September 2024, 12,500 ships called, 21 of them from Velden
with its KR-7s of the 1990s. A contract was signed in June 2024. {p=3} That is [13 ships]{.derived} more than
[the 8 of 1950]{.background} would suggest. {p=3}

| Who | Paid |
|---|---|
| each merchant | $30,000 |

{p=2}

Few want the quarrel to end.[^end] {p=4}

[^end]: "Nobody in the old town expects […] to [stop] before the next election", the article says, four days on.
`,
	"content/articles/canal.md": `---
title: The canal
source: {publisher: Velden Gazette, date: 2023-04}
---

For five weeks from 20 January 2023 the canal was shut, until 25 February; [350 barges waited]{date=2023 event=barges}. {p=1} "The lock-keepers
went home – and stayed there", says a captain. {p=2} The toll is to bring 15 million crowns, or 20 million, by
October 2023. {p=3} [Ostrand spent more](harbour.md#cost){rel=extends why="They are two accounts of money."}.
`,
	"content/timeline.md": `---
title: Dates
events:
  barges: {title: Some 350 barges wait}
---
`,
	"content/index.md": `---
title: Two waters
---

- Ostrand has its basin, for $1.75bn. {p="harbour:2"}
- Velden had its barges idle in January. {p="canal:1"}
`,
	"content/glossary/velden.md": `---
term: Velden
---

The town whose canal was closed in early 2023 and whose captains "went home". {p="canal:1-2"}
`,
	"content/guide.md": `---
title: Guide
---

By "between two words of ours" we mean 99 things, on no source's word.
`,
}

// checkFiles checks a site against copies of its sources.
func checkFiles(t testing.TB, files, copies map[string]string) *Report {
	t.Helper()
	r := linked(t, files)
	snapshots := fstest.MapFS{}
	for name, text := range copies {
		snapshots[name] = &fstest.MapFile{Data: []byte(text)}
	}
	sources, diags, err := Load(snapshots, "copies")
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	return Check(r.Site, sources, r.ReadFile)
}

// linked builds a site without mistakes.
func linked(t testing.TB, files map[string]string) *build.Result {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var b build.Builder
	r, diags, err := b.Build(fsys, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Fatalf("the test's files are not in order: %v", d)
		}
	}
	return r
}

func copies() map[string]string {
	return map[string]string{"harbour.txt": harbour, "canal.txt": canal}
}

// says returns diagnostics as they are printed, each with its hint behind it, but without
// columns.
func says(ds []diag.Diag) []string {
	var lines []string
	for _, d := range ds {
		d.Pos.Col = 0
		lines = append(lines, strings.TrimPrefix(d.String(), "content/")+" | "+d.Hint)
	}
	return lines
}

func same(t testing.TB, want, got []string) {
	t.Helper()
	if len(want) == 0 && len(got) == 0 {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A sound site is passed without a word, so that whatever a planted flaw brings about is
// due to the flaw.
func TestSound(t *testing.T) {
	r := checkFiles(t, sound, copies())
	same(t, nil, says(r.Diags))
	found := map[findingKind]int{}
	for _, st := range r.statements {
		for _, f := range st.finds {
			if found[f.kind]++; !f.found {
				t.Errorf("%s: %q is not found", st.pos, st.text[f.off:f.end])
			}
		}
	}
	if found[aQuotation] != 3 || found[aFigure] != 24 {
		t.Errorf("%d quotations and %d figures were looked for", found[aQuotation], found[aFigure])
	}
}

// Paragraphs are counted as people count them, and what cannot be read is said.
func TestLoad(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":      {Data: []byte("\uFEFFOne,\n  in two lines.\n\t\n\nTwo.\r\n\r\nThree.")},
		"2025/b.txt": {Data: []byte("Only one.")},
		"e.txt":      {Data: []byte(" \n\n")},
		"l.txt":      {Data: []byte("caf\xe9")},
		"m.txt":      {Data: []byte("One.\r\rTwo.")},

		"old.txt/README.md": {Data: []byte("a folder")},
	}
	sources, diags, err := Load(fsys, "copies")
	if err != nil {
		t.Fatal(err)
	}
	want := []Source{
		{Article: "2025/b", File: "copies/2025/b.txt", Paragraphs: []string{"Only one."}},
		{Article: "a", File: "copies/a.txt", Paragraphs: []string{"One, in two lines.", "Two.", "Three."}},
		{Article: "m", File: "copies/m.txt", Paragraphs: []string{"One.", "Two."}},
	}
	if diff := cmp.Diff(want, sources); diff != "" {
		t.Error(diff)
	}
	same(t, []string{
		"copies/e.txt: error: the copy is empty [snapshot-unreadable] | write the source's paragraphs into it, with a blank line between them",
		"copies/l.txt: error: the copy is not UTF-8 [snapshot-unreadable] | save it as UTF-8 text",
	}, says(diags))
}

// Every code of this package is said by a test.
func TestCodes(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`diag\.(?:Error|Warn|Note)f\(.*?"([a-z]+-[a-z-]+)", "`)
	var codes, tests []string
	for _, name := range sources {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			tests = append(tests, string(text))
			continue
		}
		for _, m := range code.FindAllStringSubmatch(string(text), -1) {
			codes = append(codes, m[1])
		}
	}
	if len(codes) < 9 {
		t.Fatalf("only %d codes found", len(codes))
	}
	for _, c := range codes {
		if !strings.Contains(strings.Join(tests, "\n"), " ["+c+"] | ") {
			t.Errorf("no test says [%s]", c)
		}
	}
}

// A place is that of the very word: for every word of the sample's pages, which have all
// kinds of markup between them.
func TestPlaces(t *testing.T) {
	var b build.Builder
	r, _, err := b.Build(os.DirFS("../.."), build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files := files{r.Site, r.ReadFile, map[site.PageID][]byte{}}
	words := 0
	var lost []string
	for _, st := range statements(r.Site) {
		if st.block < 0 {
			continue
		}
		lines := strings.Split(string(files.of(st.page)), "\n")
		for _, tok := range st.tokens {
			if tok.kind != word && tok.kind != digits {
				continue
			}
			words++
			at := files.place(&st, extent{tok.off, tok.end})
			if line := lines[at.Line-1]; !strings.HasPrefix(foldWord(line[at.Col-1:]), strings.TrimSuffix(tok.text, "'s")) {
				lost = append(lost, fmt.Sprintf("%v is not the place of %q", at, tok.text))
			}
		}
	}
	// a few may be lost in markup that place does not know
	if words < 5000 || len(lost) > words/1000 {
		t.Errorf("of %d words:\n%s", words, strings.Join(lost, "\n"))
	}
}

// Whatever an author writes, a check ends, points into the file, and makes a sheet.
func FuzzCheck(f *testing.F) {
	for _, text := range sound {
		if _, body, ok := strings.Cut(text, "\n---\n"); ok {
			f.Add(body)
		}
	}
	for _, tc := range planted {
		f.Add(tc.new)
	}
	f.Add("“a … [b]c” {p=1} [$5 to 6 m]{.derived} *20*–[30 %]{date=2025} [x](y.md){why=\"Nobody in the old town\"} | a {p=2}")
	sources := []Source{{"a", "a.txt", split(harbour + "\n" + canal)}}
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) || len(body) > 3000 || strings.ContainsAny(body, "\r\x00") {
			return
		}
		file := "---\ntitle: T\nsource: {publisher: P, date: 2025-03}\n---\n" + body
		var b build.Builder
		r, _, err := b.Build(fstest.MapFS{"content/articles/a.md": {Data: []byte(file)}}, build.Options{})
		if err != nil {
			t.Fatal(err)
		}
		report := Check(r.Site, sources, r.ReadFile)
		lines := strings.Split(file, "\n")
		for _, d := range report.Diags {
			if d.Pos.Line < 1 || d.Pos.Line > len(lines) || d.Pos.Col < 1 || d.Pos.Col > len(lines[d.Pos.Line-1])+1 {
				t.Errorf("%v lies outside the file", d)
			}
		}
		if err := report.Sheet(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	r := linked(b, sound)
	sources := []Source{{"harbour", "harbour.txt", split(harbour)}, {"canal", "canal.txt", split(canal)}}
	for b.Loop() {
		Check(r.Site, sources, r.ReadFile)
	}
}
