package content

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzzPaths are one of each kind of file, as their keys differ.
var fuzzPaths = []string{"guide.md", "articles/x.md", "glossary/x.md", "timeline.md"}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range seeds() {
		f.Add("---\n" + seed + "---\nBody\n")
		f.Add("\ufeff---\r\n" + strings.ReplaceAll(seed, "\n", "\r\n") + "...\r\n")
	}
	for _, seed := range []string{"", "---", "---\n", "---\n---", "+++\n+++\n", "\n---\ntitle: x\n---\n", "a\xffb", "\xff\xfea\x00", "---\ntitle: é: x\n---\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, path := range fuzzPaths {
			s, diags := Parse(path, []byte(text))
			if !utf8.Valid(s.Data) {
				t.Fatal("Data is not UTF-8")
			}
			if s.Body < 0 || s.Body > len(s.Data) {
				t.Fatalf("Body %d of %d", s.Body, len(s.Data))
			}
			if s.Body > 0 && s.Body < len(s.Data) && s.Data[s.Body-1] != '\n' {
				t.Fatalf("Body %d is not a line start", s.Body)
			}
			lines := bytes.Split(s.Data, []byte("\n"))
			for _, d := range diags {
				inside := d.Pos.Line == 0 && d.Code == "file-empty" || d.Pos.Line >= 1 && d.Pos.Line <= len(lines) && d.Pos.Col >= 1 && d.Pos.Col <= len(lines[d.Pos.Line-1])+1
				if !inside && d.Code != "encoding" { // whose column is in the bytes before they were replaced
					t.Fatalf("outside the file: %v", d)
				}
				if strings.ContainsAny(d.Msg+d.Hint, "\n\r") {
					t.Fatalf("more than a line: %q", d)
				}
			}
			again, diags2 := Parse(path, []byte(text))
			if !reflect.DeepEqual(s, again) || !reflect.DeepEqual(diags, diags2) {
				t.Fatal("differs the second time")
			}
		}
	})
}

// FuzzSimple: whatever the quick reader accepts, the library accepts too, and reads
// the same from the same places.
func FuzzSimple(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) || len(src) > maxYAML {
			t.Skip() // Parse has seen to both
		}
		src = trimLines(src)
		quick, ok := readSimple(src, 2)
		if !ok {
			t.Skip()
		}
		full, fault := readFull(src, 2)
		if fault != nil {
			t.Fatalf("the library refuses it: %v", fault)
		}
		if !reflect.DeepEqual(quick, full) {
			t.Fatalf("quick %+v\nfull  %+v", quick, full)
		}
	})
}

// seeds are documents of every shape, without fences.
func seeds() []string {
	return []string{
		article, everyTermKey, everyTimelineKey,
		"",
		"# a comment\n\ntitle: x\n  # another\nlang: en\n",
		"a:\n- b\n- c\nd: e\n",
		"a:\n  - b: c\n    d: e\n  -   f: g\n      h:\n        i: j\n  - [k, 'l', \"m\"]\n",
		"a: ''\nb: \"\"\nc: []\nd: ~\ne: null\nf:\ng: [ x ,y ]\n",
		"a: 2015\nb: 0x1F\nc: 1_000\nd: 007\ne: 1.10\nf: True\ng: 2025-01-01\nh: +5\ni: .5\nj: 1e3\nk: $5\n",
		"a: b:c\nb: http://x/y#z\nc: (d)\nd: é\né: f\n",
		"a: |\n  b\n\n  c\nd: >-\n  e\n  f\ng: h\n  i\n",
		"a: {b: c, d: [e]}\n",
		"a: 'it''s'\nb: \"\\u00e9\\n\"\n",
		"a: &b c\nd: *b\n", "!t a: b\n", "<<: a\n", "? a\n", "%YAML 1.2\n", "a: @b\n", "a: [\n", "a: b: c\n",
		"- - - - a\n", strings.Repeat("[", 20), "a:\tb\n", "\ta: b\n", "- a\n- b\n", "a\n", "a: b #c\n",
	}
}

// FuzzConfig: whatever gloss.yaml says is read without a fault of the program, every
// mistake has its place in it, and what is read is read the same twice.
func FuzzConfig(f *testing.F) {
	for _, seed := range append(seeds(), everyConfigKey, "limits: {nesting: -1, cells: 99999999999999999999}\n", "url: https://x/?y\nterms: sometimes\n") {
		f.Add(seed)
		f.Add("\ufeff---\r\n" + strings.ReplaceAll(seed, "\n", "\r\n"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, diags := ParseConfig("gloss.yaml", []byte(text))
		lines := strings.Split(string((&decoder{}).clean([]byte(text))), "\n")
		for _, d := range diags {
			inside := d.Pos.Line >= 1 && d.Pos.Line <= len(lines) && d.Pos.Col >= 1 && d.Pos.Col <= len(lines[d.Pos.Line-1])+1
			if !inside && d.Code != "encoding" { // whose column is in the bytes before they were replaced
				t.Fatalf("outside the file: %v", d)
			}
			if d.Code == "" || d.Msg == "" || strings.ContainsAny(d.Msg+d.Hint, "\n\r") {
				t.Fatalf("no diagnostic: %q", d)
			}
		}
		if c.Title == "" || c.Lang == "" || c.Terms == "" {
			t.Fatalf("a default is missing: %+v", c)
		}
		if c.URL != "" {
			if again, err := BaseURL(c.URL); err != nil || again != c.URL {
				t.Fatalf("url %q is none: %q, %v", c.URL, again, err)
			}
		}
		for _, n := range []int{c.Limits.FileSize, c.Limits.Nesting, c.Limits.Lines, c.Limits.Delimiters, c.Limits.Links, c.Limits.Attributes, c.Limits.Notes, c.Limits.Definitions, c.Limits.Cells, c.Limits.Highlight} {
			if n < 0 {
				t.Fatalf("a limit is negative: %+v", c.Limits)
			}
		}
		again, diags2 := ParseConfig("gloss.yaml", []byte(text))
		if !reflect.DeepEqual(c, again) || !reflect.DeepEqual(diags, diags2) {
			t.Fatal("differs the second time")
		}
	})
}
