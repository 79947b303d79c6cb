package content

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A "#" that begins a comment by accident is told from a comment.
func TestComments(t *testing.T) {
	const says = ` [yaml-comment] -> put the whole value in quotes, or a space behind the "#" of a comment`
	for _, tt := range []struct{ front, want string }{
		{"summary: #1 in sales\n", `2:10: warning: the value of "summary" is a YAML comment, so it is empty` + says},
		{"title: é #1\nsummary:   #é\n", `2:11: warning: "#" begins a YAML comment, so the value ends before it` + says + "\ncontent/articles/a.md:" +
			`3:12: warning: the value of "summary" is a YAML comment, so it is empty` + says},
		{"source: {publisher: A}\nshort: C  #sharp\n", `3:11: warning: "#" begins a YAML comment, so the value ends before it` + says},
		{"source:\n  title: The #1 reason\n", `3:14: warning: "#" begins a YAML comment, so the value ends before it` + says},
		{"by:\n  x: Ann #2\n", `3:10: warning: "#" begins a YAML comment, so the value ends before it` + says},
		{"color: #a30\n", `2:1: error: "color" has no value [front-matter] -> put it in quotes: "#" begins a comment`},
		{"summary: # in sales\ntitle: x # y\nshort: #\nlang:\n#one\nupdated: 2025 ## x\n", ""},
		{"summary: C#\ntitle: a#b\nshort: \"x #y\"\n", ""},
		{"summary: >-\n  the #1\n  and #2\ntitle: 'x' #y\n", ""},
	} {
		_, diags := Parse("articles/a.md", []byte("---\n"+tt.front+"---\nx\n"))
		want := tt.want
		if want != "" {
			want = "content/articles/a.md:" + want
		}
		if d := cmp.Diff(want, show(diags)); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.front, d)
		}
	}
	_, diags := ParseConfig("gloss.yaml", []byte("title: The #1\n"))
	if d := cmp.Diff(`gloss.yaml:1:12: warning: "#" begins a YAML comment, so the value ends before it`+says, show(diags)); d != "" {
		t.Error(d)
	}
}

// A file with nothing in it is told of, and so is a folder without pages; a front matter
// alone or a draft will do.
func TestEmpty(t *testing.T) {
	for in, want := range map[string]string{
		"":           "content/a.md: warning: the file is empty [file-empty] -> write something in it, or remove it",
		"\ufeff":     "content/a.md: warning: the file is empty [file-empty] -> write something in it, or remove it",
		" \r\n\t\n":  "content/a.md: warning: the file is empty [file-empty] -> write something in it, or remove it",
		"---\n---\n": "",
		"\xff\xfe":   "content/a.md:1:1: error: the file is UTF-16 [encoding] -> save the file as UTF-8",
	} {
		if _, diags := Parse("a.md", []byte(in)); show(diags) != want {
			t.Errorf("%q: %s", in, show(diags))
		}
	}
	_, diags := load(t, site("content/.keep", "content/map.png"), Options{})
	const want = `content: error: there is no page in folder "content" [content-empty] -> write one: content/index.md is the home page, a file in content/articles/ an article`
	if show(diags) != want {
		t.Error(show(diags))
	}
}
