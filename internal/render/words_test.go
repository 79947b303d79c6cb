package render

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"gloss/internal/edtf"
	"gloss/layouts"
)

// A site's own words replace the built-in ones key by key, wherever they stand.
func TestOwnWords(t *testing.T) {
	out, err := renderWith(t, layout("words.yaml", `
lang: de
notes: Anmerkungen
terms_here: Begriffe & "Namen"
glossary: Glossar
timeline: Zeitleiste
back: Zurück zur Stelle {n}
cited_from: Zitiert <in> {page}
and: " und "
tally: Die Quellen {relations}!
digest_of: "{article}, in unseren Worten"
background: 'Hinter"grund.'
count_notes: {other: "{n} Vermerke"}
units:
  paragraph: {one: Absatz, other: Absätze}
relations:
  contradicts:
    name: Widerspruch
    here: Widerspruch & mehr
    said: "{object}: dem widerspricht {subject}"
flags: {plan: geplant}
precision: {day: auf den Tag, uncertain: "{precision}, unsicher"}
`))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Builder{}
	for _, page := range out {
		all.WriteString(page)
	}
	for _, want := range []string{
		`<h2 id="gloss/notes" lang="de">Anmerkungen</h2>`,
		`<h2 id="gloss/terms" lang="de">Begriffe &amp; &#34;Namen&#34;</h2>`,
		`<h3>Coverage</h3>`, // not replaced
		`<a href="timeline.html">Zeitleiste</a>`,
		`aria-label="Zurück zur Stelle 1"`,
		`Zitiert &lt;in&gt; <a class="cited-from"`,
		`<p class="tally">Die Quellen <a href="compare.html`,
		`</a> und <a href="`,
		`</a>!</p>`,
		`, in unseren Worten, `,
		`content: "Hinter\"grund. "`,
		`2 Vermerke`, `1 dated statement<`, // the one is replaced, the other not
		`aria-label="source Absatz `, `source Absätze 3, 5–6`,
		`<span>Widerspruch <small>`,
		`<span class="rel"> (Widerspruch &amp; mehr)</span>`,
		`">This digest</a>: dem widerspricht `, `: dem widerspricht <a href="`,
		`auf den Tag`,
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no page has %s", want)
		}
	}
	for _, gone := range []string{"Terms on this page", "Our digest of", "Cited from", "to the day", "Background.", `>disagrees<`} {
		if strings.Contains(all.String(), gone) {
			t.Errorf("a page has %q still", gone)
		}
	}
}

// A mistake in the words is the author's, at its line, and all of them are named.
func TestWordMistakes(t *testing.T) {
	for _, tc := range []struct{ text, want, hint string }{
		{"note: N\nnotez: X", `layouts/words.yaml:2:1: error: unknown key "notez" [key-unknown]`, `did you mean "note"?`},
		{"wholly_other: X", `layouts/words.yaml:1:1: error: unknown key "wholly_other" [key-unknown]`, `the built-in layouts/words.yaml has all keys`},
		{"units:\n  page:\n    uno: X", `layouts/words.yaml:3:5: error: unknown key "uno" [key-unknown]`, `the built-in layouts/words.yaml has all keys`},
		{"notes: [a, b]", `layouts/words.yaml:1:8: error: "notes" wants text, not a list [words]`, `if the brackets are part of the text, put it in quotes`},
		{"lang: Deutsch!", `layouts/words.yaml:1:7: error: "Deutsch!" is not a language tag [words]`, `write a tag like "en", "de-AT" or "zh-Hant"`},
		{"notes:", `layouts/words.yaml:1:1: error: "notes" wants text, not nothing [words]`, ``},
		{"units: metres", `layouts/words.yaml:1:8: error: "units" wants keys and values, not "metres" [words]`, ``},
		{"notes: a\nnotes: b", `layouts/words.yaml:2:1: error: "notes" is set twice [words]`, `it is first set at layouts/words.yaml:1:1`},
		{"notes: 'a", `layouts/words.yaml:1:8: error: `, ``},
		{"- notes", `layouts/words.yaml:1:1: error: "key: value" lines are wanted here, not a list [words]`, ``},
		{"back: Zurück zu {nn}", `layouts/words.yaml:1:7: error: nothing is filled in for "{nn}" [words]`, `here it can be {n}`},
		{"notes: Notes {n}", `layouts/words.yaml:1:8: error: nothing is filled in for "{n}" [words]`, ``},
		{"cited_from: Zitiert", `layouts/words.yaml:1:13: error: "{page}" is missing [words]`, `the built-in text is "Cited from {page}"`},
		{"cited_from: Von {page} {page}", `layouts/words.yaml:1:13: error: "{page}" stands twice [words]`, ``},
	} {
		_, err := renderWith(t, layout("words.yaml", tc.text))
		var e *LayoutError
		if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), tc.want) || tc.hint != e.Hint && tc.hint != "" {
			t.Errorf("%q: error %v, want %s (%s)", tc.text, err, tc.want, tc.hint)
		}
	}
	_, err := renderWith(t, layout("words.yaml", "notez: X\nback: '{m}'\nnotes: [a]"))
	want := "layouts/words.yaml:1:1: error: unknown key \"notez\" [key-unknown]\n" +
		"layouts/words.yaml:2:7: error: nothing is filled in for \"{m}\" [words]\n" +
		"layouts/words.yaml:3:8: error: \"notes\" wants text, not a list [words]"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant %s", err, want)
	}
}

// The words are parsed anew when they change, the site's own and only they.
func TestWordsAreWatched(t *testing.T) {
	load := func(own fs.FS, old *Layouts) *Layouts {
		l, err := LoadLayouts(layouts.FS, own, old)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	first := load(layout("words.yaml", "notes: A"), nil)
	if load(layout("words.yaml", "notes: A"), first) != first {
		t.Error("the same words are parsed twice")
	}
	if l := load(layout("words.yaml", "notes: B"), first); l.words.Notes != "B" || l.words.Contents != "Contents" {
		t.Errorf("notes are %q, contents %q", l.words.Notes, l.words.Contents)
	}
}

// Package edtf says how closely a date is stated in no other words than these.
func TestPrecisionWords(t *testing.T) {
	w := builtIn(t).words
	for _, text := range []string{
		"2015-07-14", "2015-07", "2025-21", "2015", "202X", "20XX", "2015-07-14~", "2015-07~", "2015~", "2022-02?", "2022-02%", "2025-21~",
		"2017/2018", "2015/..", "2015/", "../2015", "/2025-09", "[..2022]", "[2022..]", "[2015]", "[1667,1668]", "[2025-01-20..2025-02-25]",
	} {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		label := d.PrecisionLabel()
		if _, ok := w.precise[strings.TrimSuffix(label, ", uncertain")]; !ok || w.precision(d) != label {
			t.Errorf("%s is %q, %q", text, label, w.precision(d))
		}
	}
}

// A layout has no words of its own: it would not be translated.
func TestLayoutsHaveNoWords(t *testing.T) {
	action, tag, attr := regexp.MustCompile(`(?s)\{\{.*?\}\}`), regexp.MustCompile(`(?s)<[^>]*>`), regexp.MustCompile(`(?:aria-label|title|alt)="([^"]*)"`)
	names, err := fs.Glob(layouts.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(layouts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		text := action.ReplaceAllString(string(data), "")
		said := []string{tag.ReplaceAllString(text, "")}
		for _, m := range attr.FindAllStringSubmatch(text, -1) {
			said = append(said, m[1])
		}
		for _, s := range said {
			if word := regexp.MustCompile(`\pL+`).FindString(s); word != "" {
				t.Errorf("%s: the word %q belongs in words.yaml", name, word)
			}
		}
	}
}

// Every word is used by a layout or by this package.
func TestWordsAreUsed(t *testing.T) {
	sources, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, name := range sources {
		if !strings.HasSuffix(name, "_test.go") {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(data)
		}
	}
	names, _ := fs.Glob(layouts.FS, "*.html")
	for _, name := range names {
		data, err := fs.ReadFile(layouts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(data)
	}
	used := map[string]bool{}
	for _, m := range fieldUses.FindAllStringSubmatch(text.String(), -1) {
		used[keyOf(m[1])] = true
	}
	for key := range builtIn(t).words.fields() {
		parts := strings.Split(key, ".")
		if parts[0] == "precision" { // looked up by what it says
			continue
		}
		if !used[parts[len(parts)-1]] {
			t.Errorf("nothing uses %q", key)
		}
	}
}

var fieldUses = regexp.MustCompile(`\.([A-Z]\w*)`)
