package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestConfig(t *testing.T) {
	full := Config{
		File: "gloss.yaml", Title: "Drones", Short: "D", Summary: "Two articles.",
		URL: "https://example.org/briefing/", Lang: "de-AT", AsOf: "2025", By: "The editors",
		Licence: "CC BY 4.0", Repository: "https://example.org/repo", Terms: ScopeAll,
		Glossary: "../glossary", HTML: true,
		Limits: Limits{FileSize: 1000, Nesting: 1, Lines: 2, Delimiters: 3, Links: 4, Attributes: 5, Notes: 6, Definitions: 7, Cells: 8, Highlight: 9},
	}
	bare := Config{File: "gloss.yaml", Title: "Drones", Lang: "en", Terms: ScopeSection, Offline: true}
	untitled := bare
	untitled.Title = "Briefing"
	const note = ` note: the briefing has no title [config] -> write "title: …" in gloss.yaml`
	tests := []struct {
		in    string
		want  Config
		diags string
	}{
		{everyConfigKey, full, ""},
		{"title: Drones\n", bare, ""},
		{"\ufeff---\r\ntitle: Drones\r\n", bare, ""},
		{"# all default\ntitle: Drones\nlimits:\nurl: ''\n", bare, ""},
		{"", untitled, "gloss.yaml:1:1:" + note},
		{"lang: en\n", untitled, "gloss.yaml:1:1:" + note},
		{"title:\n", untitled, "gloss.yaml:1:1:" + note},
		{"titel: Drones\n", untitled, `gloss.yaml:1:1: error: unknown key "titel" [key-unknown] -> did you mean "title"?`},
		{"title: Drones\ndraft: true\n", bare, `gloss.yaml:2:1: error: unknown key "draft" [key-unknown] -> "draft" belongs in the front matter of a file`},
		{"title: Drones\norder: 1\n", bare, `gloss.yaml:2:1: error: unknown key "order" [key-unknown] -> "order" belongs in content/articles/`},
		{"title: Drones\nlimits: {depth: 1}\n", bare, `gloss.yaml:2:10: error: unknown key "depth" [key-unknown] -> the keys here are file_size, nesting, lines, delimiters, links, attributes, notes, definitions, cells, highlight`},
		{"title: Drones\nlimits: {notes: -1}\n", bare, `gloss.yaml:2:17: error: "notes" wants a number from 0 up, not "-1" [config]`},
		{"title: Drones\nhtml: 1\n", bare, `gloss.yaml:2:7: error: "html" wants true or false, not "1" [config]`},
		{"title: Drones\nurl: example.org\n", bare, `gloss.yaml:2:6: error: "example.org" is not a site's address: it does not begin with https:// or http:// [config] -> write it whole: "https://example.org/briefing/"`},
		{"title: Drones\nrepository: git@example.org:x\n", bare, `gloss.yaml:2:13: error: "git@example.org:x" is not a web address: first path segment in URL cannot contain colon [config] -> write it whole: "https://example.org/page"`},
		{"title: a\n" + strings.Repeat("#\n", 40_000), untitled, `gloss.yaml:1:1: error: the configuration is longer than 64 KB [config]`},
		{"- a\n", untitled, `gloss.yaml:1:1: error: "key: value" lines are wanted here, not a list [config]`},
		{"title: a: b\n", untitled, `gloss.yaml:1:9: error: a second ": " in one value [config] -> put the value in quotes`},
		{"title: caf\xe9\n", func() Config { c := bare; c.Title = "caf\ufffd"; return c }(), `gloss.yaml:1:11: error: byte 0xe9 is not UTF-8 [encoding] -> save the file as UTF-8`},
	}
	for _, tt := range tests {
		got, diags := ParseConfig("gloss.yaml", []byte(tt.in))
		if d := cmp.Diff(tt.want, got, cmpopts.IgnoreUnexported(Config{})); d != "" {
			t.Errorf("%.80q (-want +got):\n%s", tt.in, d)
		}
		if d := cmp.Diff(tt.diags, show(diags)); d != "" {
			t.Errorf("%.80q (-want +got):\n%s", tt.in, d)
		}
	}
}

func TestConfigAt(t *testing.T) {
	c, _ := ParseConfig("site/gloss.yaml", []byte(everyConfigKey))
	for path, want := range map[string]string{"as_of": "6:8", "limits": "14:1", "nothing": "1:1"} {
		if got := c.At(path).String(); got != "site/gloss.yaml:"+want {
			t.Errorf("At(%q) = %s, want %s", path, got, want)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org":           "https://example.org/",
		"http://example.org/a/":         "http://example.org/a/",
		"https://example.org:8080/a/b":  "https://example.org:8080/a/b/",
		"https://example.org/caf%C3%A9": "https://example.org/caf%C3%A9/",
		"https://example.org/?q":        "",
		"https://example.org/#x":        "",
		"https://example.org/#":         "",
		"ftp://example.org/":            "",
		"//example.org/":                "",
		"/briefing/":                    "",
		"https:///x":                    "",
		"https://exa mple.org":          "",
	} {
		got, err := BaseURL(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("BaseURL(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}
