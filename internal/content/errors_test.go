package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestParseErrors gives the front matter (or, with a leading newline, the whole
// file) and what an author reads, without the file's name.
func TestParseErrors(t *testing.T) {
	long := strings.Repeat("summary: x\n", 7000)
	tests := []struct{ path, in, want string }{
		// Structure.
		{"x.md", "\n---\ntitle: x\n", `1:1: error: the front matter is not closed [front-matter] -> end it with a line "---"; a rule across the page is written "***"`},
		{"x.md", "\n\n\n---\ntitle: x\n---\n", `3:1: error: front matter must begin on the first line [front-matter] -> remove what is before it`},
		{"x.md", "\n+++\ntitle = 1\n+++\n", `1:1: error: TOML front matter is not supported [front-matter] -> write YAML between lines "---"`},
		{"x.md", long, `1:1: error: the front matter is longer than 64 KB [front-matter]`},
		{"x.md", "title:x\n", `2:1: error: "title:x" is not a line "key: value" [front-matter] -> a space comes after the colon`},
		{"x.md", "- title\n", `2:1: error: "key: value" lines are wanted here, not a list [front-matter]`},
		{"x.md", "title: a\nlang: en\ntitle: b\n", `4:1: error: "title" is set twice [front-matter] -> it is first set at content/x.md:2:1`},

		// Encoding.
		{"x.md", "\n---\ntitle: caf\xe9\n---\n", `2:11: error: byte 0xe9 is not UTF-8 [encoding] -> save the file as UTF-8`},
		{"x.md", "\nA\nbé \xff\xfe\n", `2:5: error: byte 0xff is not UTF-8 [encoding] -> save the file as UTF-8`},
		{"x.md", "\n\xff\xfe-\x00", `1:1: error: the file is UTF-16 [encoding] -> save the file as UTF-8`},

		// Syntax, in our words.
		{"x.md", "title: Iran: a deal\n", `2:12: error: a second ": " in one value [front-matter] -> put the value in quotes`},
		{"x.md", "title: Iran\n  summary: x\n", `3:10: error: a ": " in the value that begins on line 2 [front-matter] -> check the indentation of this line, or put the value in quotes`},
		{"x.md", "title: é: a\n", `2:10: error: a second ": " in one value [front-matter] -> put the value in quotes`},
		{"x.md", "title: @x\n", "2:8: error: an unquoted value cannot begin with \"@\" or \"`\" [front-matter] -> put the value in quotes"},
		{"x.md", "title: \"x\n", `2:8: error: the quote " is not closed [front-matter] -> inside "…" a quote is written \"`},
		{"x.md", "title: 'it's'\n", `2:12: error: text after the end of the value [front-matter] -> put the whole value in quotes; inside '…' an apostrophe is written twice`},
		{"x.md", "title:\n\tx: y\n", `3:1: error: a tab in the indentation [front-matter] -> indent with spaces`},
		{"x.md", "title: [a\n", `2:8: error: "[" is not closed [front-matter]`},
		{"x.md", "title: x\nccc\n", `3:1: error: a line without "key: value" [front-matter] -> a space comes after the colon; text that goes on is indented`},
		{"x.md", "[a]: b\n", `2:4: error: not valid YAML: found an invalid key for this map [front-matter]`},
		{"x.md", "title: x\n--- y\n", `3:1: error: a second YAML document begins here [front-matter]`},

		// What is refused for safety.
		{"x.md", "title: &a [x]\nsummary: [*a, *a]\n", `2:8: error: YAML anchors ("&") are not supported [front-matter] -> put the value in quotes if it begins with this character`},
		{"x.md", "title: *Important*\n", `2:8: error: YAML aliases ("*") are not supported [front-matter] -> put the value in quotes if it begins with this character`},
		{"x.md", "title: !!str x\n", `2:8: error: YAML tags ("!") are not supported [front-matter] -> put the value in quotes if it begins with this character`},
		{"x.md", "<<: {title: x}\n", `2:1: error: YAML merge keys ("<<") are not supported [front-matter] -> write the keys out`},
		{"x.md", "? title\n: x\n", `2:1: error: YAML complex keys ("?") are not supported [front-matter] -> put the value in quotes if it begins with this character`},
		{"x.md", "title: " + strings.Repeat("[", 60_000) + "\n", `2:24: error: lists and keys are nested more than 16 deep [front-matter]`},
		{"x.md", strings.Repeat("- ", 30_000) + "x\n", `2:33: error: lists and keys are nested more than 16 deep [front-matter]`},
		{"x.md", staircase(18), `18:17: error: lists and keys are nested more than 16 deep [front-matter]`},

		// Keys.
		{"x.md", "titel: x\n", `2:1: error: unknown key "titel" [key-unknown] -> did you mean "title"?`},
		{"x.md", "tags: [a]\n", `2:1: error: unknown key "tags" [key-unknown] -> the keys here are title, summary, lang, draft, updated, redirect_from, terms`},
		{"glossary/x.md", "sort: [Ames, Ann]\n", `2:7: error: "sort" wants text, not a list [front-matter] -> if the brackets are part of the text, put it in quotes`},
		{"glossary/x.md", "sort: \"\"\n", `2:7: error: "sort" wants text, not nothing [front-matter]`},
		{"glossary/x.md", "sort: \", \"\n", `2:7: error: "," cannot be sorted by [front-matter] -> write it as an index has it: "Ames, Ann"`},
		{"articles/x.md", "sort: Ames, Ann\n", `2:1: error: unknown key "sort" [key-unknown] -> "sort" belongs in content/glossary/`},
		{"articles/x.md", "expansion: x\n", `2:1: error: unknown key "expansion" [key-unknown] -> "expansion" belongs in content/glossary/`},
		{"articles/x.md", "publisher: x\n", `2:1: error: unknown key "publisher" [key-unknown] -> "publisher" belongs in "source"`},
		{"articles/x.md", "source:\n  publsher: x\n", `3:3: error: unknown key "publsher" [key-unknown] -> did you mean "publisher"?`},
		{"articles/index.md", "short: x\n", `2:1: error: unknown key "short" [key-unknown] -> "short" belongs in content/articles/`},
		{"glossary/x.md", "url: x\n", `2:1: error: unknown key "url" [key-unknown] -> "url" belongs in gloss.yaml`},
		{"x/timeline.md", "events: {}\n", `2:1: error: unknown key "events" [key-unknown] -> "events" belongs in content/timeline.md`},
		{"timeline.md", "events: {the talks: {title: x}, ok_1-é: {title: x}}\n", `2:10: error: "the talks" is not the name of an event [front-matter] -> use letters, digits, "_" and "-"; what readers see is its title`},
		{"timeline.md", "events: {a.b: {title: x}}\n", `2:10: error: "a.b" is not the name of an event [front-matter] -> use letters, digits, "_" and "-"; what readers see is its title`},
		{"timeline.md", "events: {a: {titel: x}}\n", `2:14: error: unknown key "titel" [key-unknown] -> did you mean "title"?`},

		// Types.
		{"x.md", "title: [a, b]\n", `2:8: error: "title" wants text, not a list [front-matter] -> if the brackets are part of the text, put it in quotes`},
		{"x.md", "title:\n  - a\n", `2:1: error: "title" wants text, not a list [front-matter]`},
		{"x.md", "title: {a: b}\n", `2:8: error: "title" wants text, not keys and values [front-matter] -> if the brackets are part of the text, put it in quotes`},
		{"x.md", "draft: yes\n", `2:8: error: "draft" wants true or false, not "yes" [front-matter]`},
		{"x.md", "draft: \"true\"\n", `2:8: error: "draft" wants true or false, not the text "true" [front-matter]`},
		{"x.md", "lang: English language\n", `2:7: error: "English language" is not a language tag [front-matter] -> write a tag like "en", "de-AT" or "zh-Hant"`},
		{"x.md", "terms: sections\n", `2:8: error: "terms" wants section, page, all or off, not "sections" [front-matter] -> did you mean "section"?`},
		{"x.md", "redirect_from: {a: b}\n", `2:16: error: "redirect_from" wants a list, not keys and values [front-matter] -> write [a, b], or each item on a line after "- "`},
		{"x.md", "redirect_from: ../x.html\n", `2:16: error: "../x.html" cannot redirect here [front-matter] -> write the old path from the site's root: "old/page.html"`},
		{"x.md", "redirect_from: [old/x]\n", `2:17: error: "old/x" cannot redirect here [front-matter] -> a page ends in ".html", a folder in "/"`},
		{"x.md", "redirect_from: 'https://x.org/y'\n", `2:16: error: "https://x.org/y" cannot redirect here [front-matter] -> write the old path below the site, without its address`},
		{"x.md", "redirect_from: con.html\n", `2:16: error: "con.html" cannot redirect here [front-matter] -> a file of that name is a device on Windows`},
		{"articles/x.md", "order: 1.5\n", `2:8: error: "order" wants a whole number, not "1.5" [front-matter]`},
		{"articles/x.md", "color: #a30\n", `2:1: error: "color" has no value [front-matter] -> put it in quotes: "#" begins a comment`},
		{"articles/x.md", "color: red;x\n", `2:8: error: "red;x" is not a colour [front-matter] -> write a CSS colour like "#a03020" or oklch(52% .17 30)`},
		{"articles/x.md", "by: [baklanov]\n", `2:5: error: "by" wants keys and values, not a list [front-matter]`},
		{"articles/x.md", "by: {a: }\n", `2:6: error: "a" wants text, not nothing [front-matter]`},
		{"articles/x.md", "corrections:\n- x\n", `3:3: error: an item here wants keys and values, not "x" [front-matter]`},
		{"articles/x.md", "corrections:\n- date: 2025\n", `3:3: error: correction 1 has no "text" [front-matter]`},
		{"articles/x.md", "source: ICDS\n", `2:9: error: "source" wants keys and values, not "ICDS" [front-matter]`},
		{"articles/x.md", "source: {length: 10001}\n", `2:18: error: an original has at most 10000 of what its locators count, not 10001 [front-matter] -> count something larger: locator: page, or section`},
		{"articles/x.md", "source: {length: -1}\n", `2:18: error: "length" wants a number from 0 up, not "-1" [front-matter]`},
		{"articles/x.md", "source: {locator: line}\n", `2:19: error: "locator" wants paragraph, page, section or minute, not "line" [front-matter]`},
		{"articles/x.md", "source: {url: icds.ee}\n", `2:15: error: "icds.ee" is not a web address: it does not begin with https:// or http:// [front-matter] -> write it whole: "https://example.org/page"`},
		{"articles/x.md", "source: {url: 'javascript:alert(1)'}\n", `2:15: error: "javascript:alert(1)" is not a web address: it does not begin with https:// or http:// [front-matter] -> write it whole: "https://example.org/page"`},
		{"glossary/x.md", "aliases: A\n", `2:10: error: "aliases" wants a list, not "A" [front-matter] -> write [a, b], or each item on a line after "- "`},
		{"glossary/x.md", "aliases: [A, '']\n", `2:14: error: an item here wants text, not nothing [front-matter]`},
		{"glossary/x.md", "aliases: [A: B]\n", `2:11: error: an item here wants text, not keys and values [front-matter]`},
		{"glossary/x.md", "auto: maybe\n", `2:7: error: "auto" wants true or false, not "maybe" [front-matter]`},
		{"glossary/x.md", "match: folded\n", `2:8: error: "match" wants exact or fold, not "folded" [front-matter] -> did you mean "fold"?`},
	}
	for _, tt := range tests {
		in, whole := strings.CutPrefix(tt.in, "\n")
		if !whole {
			in = "---\n" + in + "---\nBody\n"
		}
		_, diags := Parse(tt.path, []byte(in))
		if d := cmp.Diff("content/"+tt.path+":"+tt.want, show(diags)); d != "" {
			t.Errorf("%.80q (-want +got):\n%s", tt.in, d)
		}
	}
}

// staircase is n keys, each inside the one before.
func staircase(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "k:\n")
	}
	return b.String()
}

// TestErrorsAreCollected: one mistake does not hide the next, nor what is right.
func TestErrorsAreCollected(t *testing.T) {
	s, diags := Parse("articles/x.md", []byte("---\ntitle: Right\norder: x\nfoo: y\ndraft: 5\n---\n"))
	if len(diags) != 3 || s.Front.Title != "Right" {
		t.Errorf("title %q\n%s", s.Front.Title, show(diags))
	}
}
