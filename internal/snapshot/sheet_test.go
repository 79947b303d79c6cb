package snapshot

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/crawl"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// flawed is the sound site with one flaw of each kind, and with text that is no HTML.
func flawed() (files, sources map[string]string) {
	files, sources = maps.Clone(sound), copies()
	h := strings.NewReplacer(
		"it did\". {p=1}", "it does\". {p=1}",
		"12,500 ships", "12,501 ships",
		"[^end]: ", "[^end]: Of 350 barges, ",
		"| Who |", "## What it cost\n\n| Who |",
		"\n{p=2}\n", "\n{p=2}\n\n| Where | When |\n|---|---|\n| in town | late |\n\n{p=2}\n\n| Near {p=1} | Far {p=2} |\n|---|---|\n\nThat is all. {p=none}\n",
		"Few want the quarrel to end.", "Few of them expect the quarrel to end before the next election.",
		"A basin at last", "<b>A basin</b> & no end",
	).Replace(files["content/articles/harbour.md"])
	files["content/articles/harbour.md"] = h
	files["content/glossary/velden.md"] = strings.Replace(files["content/glossary/velden.md"], `"went home"`, `"went home - and stayed"`, 1)
	files["content/index.md"] = strings.Replace(files["content/index.md"], `{p="harbour:2"}`, `{p="harbour:2"} Its keepers left. {p="canal:2"}`, 1)
	sources["harbour.txt"] = strings.Replace(harbour, "the harbour board.", "the <script>harbour</script> & board.", 1) + "\nAn “epilogue” & <more>.\n"
	files["content/articles/harbour.md"] = strings.Replace(h, "length: 4", "length: 5", 1)
	return files, sources
}

func sheetOf(t *testing.T, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Sheet(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSheet(t *testing.T) {
	files, sources := flawed()
	got := sheetOf(t, checkFiles(t, files, sources))
	const golden = "testdata/sheet.html"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got; -update rewrites %s)\n%s", golden, diff)
	}
	if again := sheetOf(t, checkFiles(t, files, sources)); !bytes.Equal(got, again) {
		t.Error("another sheet from the same check")
	}
	for _, p := range crawl.Check(func(yield func(string, []byte) bool) { yield("index.html", got) }, crawl.Options{Base: "http://localhost/"}) {
		switch p.Msg {
		case "a style sheet in the page, which the policy refuses": // its hash is in the policy
		case "the first link does not skip to <main>": // there is none
		default:
			t.Error(p)
		}
	}
	for _, not := range []string{"<script", "<b>A basin", "http://", "https://"} {
		if bytes.Contains(got, []byte(not)) {
			t.Errorf("the sheet has %s", not)
		}
	}
}

// Where there is no copy, the sheet says so instead of showing nothing.
func TestSheetLacking(t *testing.T) {
	sources := copies()
	delete(sources, "canal.txt")
	got := string(sheetOf(t, checkFiles(t, sound, sources)))
	for _, want := range []string{"no copy of Velden Gazette", `<mark class="found">would come, and it did</mark>`} {
		if !strings.Contains(got, want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
	if strings.Contains(got, "no copy of Velden Gazette</small></p><small>rests on no paragraph") {
		t.Error("what rests on a source without a copy is said to rest on nothing")
	}
}

// An element without an end tag holds nothing.
func TestEnter(t *testing.T) {
	around := enter([]mark{0}, `span class="x derived"`)
	for _, tag := range []string{"br", "hr", "img src=x", "input type=checkbox", "wbr"} {
		if got := enter(around, tag); len(got) != len(around) {
			t.Errorf("<%s> is taken for an element that has an end", tag)
		}
	}
	if got := enter(around, "/span"); len(got) != 1 || got[0] != 0 {
		t.Errorf("behind the element: %v", got)
	}
}
