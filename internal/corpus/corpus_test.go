package corpus_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/build"
	"gloss/internal/corpus"
	"gloss/internal/diag"
)

func files(o corpus.Options) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range corpus.Files(o) {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

// The same options make the same bytes, and another seed others.
func TestDeterministic(t *testing.T) {
	o := corpus.Options{Articles: 20, Terms: 30}
	same := func(a, b *fstest.MapFile) bool { return string(a.Data) == string(b.Data) }
	if !maps.EqualFunc(files(o), files(o), same) {
		t.Error("two runs differ")
	}
	other := o
	other.Seed = 1
	if maps.EqualFunc(files(o), files(other), same) {
		t.Error("the seed has no effect")
	}
}

// A site of any size builds without a word from Gloss.
func TestBuilds(t *testing.T) {
	for _, o := range []corpus.Options{
		{Articles: 1, Terms: 1},
		{Articles: 2},
		{Articles: 3, Events: 100},
		{Articles: 60, Terms: 60, Events: 150},
		{Articles: 20, Words: 300, Seed: 7},
		{Articles: 1, Terms: 3000},
		{},
	} {
		t.Run(fmt.Sprintf("%+v", o), func(t *testing.T) {
			var b build.Builder
			r, diags, err := b.Build(files(o), build.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range diags[:min(len(diags), 5)] {
				t.Errorf("%v (%s)", d, d.Hint)
			}
			for _, err := range r.Files() {
				if err != nil {
					t.Fatal(err)
				}
			}
			t.Log(r.Summary())
		})
	}
}

// An article is as long as was asked and has each sort of mark.
func TestArticle(t *testing.T) {
	fsys := files(corpus.Options{})
	text := string(fsys["content/articles/2000/a000042.md"].Data)
	if n := len(strings.Fields(text)); n < 1400 || n > 1800 {
		t.Errorf("%d words, markup and all, want about 1,500", n)
	}
	for what, mark := range map[string]string{
		"a heading": "\n## ", "a table": "\n|---", "code": "\n~~~", "a list": "\n- ", "a quotation": "\n> ", "emphasis": " *",
		"a locator": " {p=", "a note": "\n[^figure]: ", "a marker": "[^figure] ", "another's note": "[^2000/a0000",
		"a claim": "]{#finding}", "a speaker": "by=speaker}", "a date": "]{date=", "an event": " event=e", "a relation": "{rel=",
		"a term by hand": "]{term=", "background": "{.background}",
	} {
		if !strings.Contains(text, mark) {
			t.Errorf("no %s in\n%s", what, text)
		}
	}
}

// A survey builds without an error, whatever its span.
func TestSurveyBuilds(t *testing.T) {
	for _, o := range []corpus.Survey{
		{Articles: 6, Events: 150, Relations: 120, From: "2001-01-01", To: "2025-10-31"},
		{Articles: 3, Events: 30, Relations: 10, From: "2025-03-03", To: "2025-03-09"},
		{Articles: 4, Events: 90, Relations: 20, From: "1700-01-01", To: "1999-12-31"},
	} {
		t.Run(fmt.Sprintf("%+v", o), func(t *testing.T) {
			var b build.Builder
			_, diags, err := b.Build(o.Site(), build.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range diags {
				if d.Severity == diag.Error {
					t.Errorf("%v (%s)", d, d.Hint)
				}
			}
		})
	}
}
