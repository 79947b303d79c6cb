package render

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/site"
	"gloss/layouts"
)

// renderWith renders the small site with layouts of its own and returns its pages, or what
// is wrong with the layouts.
func renderWith(t *testing.T, own fs.FS) (map[string]string, error) {
	t.Helper()
	s := linked(t, files(readSite(t)))
	l, err := LoadLayouts(layouts.FS, own, nil)
	if err != nil {
		return nil, err
	}
	r, out := New(s, l), map[string]string{}
	for name, data := range r.Assets() {
		out[name] = string(data)
	}
	for id, p := range s.Pages {
		data, err := r.Page(site.PageID(id))
		if err != nil {
			return nil, err
		}
		out[p.Out] = string(data)
	}
	return out, nil
}

func layout(name, text string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(text)}} }

// A site replaces layouts one by one; the others stay.
func TestOwnLayouts(t *testing.T) {
	builtIn, err := renderWith(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ file, text, page, want, same string }{
		{"page.html", `{{define "main"}}MINE {{.Title}} {{.Body}}{{end}}`, "guide.html", "MINE How to read this <p>See", "index.html"},
		{"parts.html", "", "", "", ""},
		{"base.html", `{{define "base"}}<p>{{template "main" .}}</p>{{end}}{{define "nav"}}{{end}}`, "guide.html", "<p><h1>How to read", ""},
		{"README.md", "notes to myself", "", "", "index.html"},
	} {
		if tc.file == "parts.html" { // all that the built-in ones use, and one changed
			b, err := fs.ReadFile(layouts.FS, tc.file)
			if err != nil {
				t.Fatal(err)
			}
			tc.text, tc.page, tc.want = strings.Replace(string(b), "{{.Words.TermsHere}}", "WORDS", 1), "articles/post.html", "WORDS"
		}
		out, err := renderWith(t, layout(tc.file, tc.text))
		if err != nil {
			t.Errorf("%s: %v", tc.file, err)
			continue
		}
		if !strings.Contains(out[tc.page], tc.want) {
			t.Errorf("%s: page %s", tc.file, out[tc.page])
		}
		if out[tc.same] != builtIn[tc.same] {
			t.Errorf("%s changes %s", tc.file, tc.same)
		}
	}
}

// A mistake in a layout is the author's, at its file and line, whether it is found when the
// layouts are read or when a page is rendered.
func TestLayoutMistakes(t *testing.T) {
	for _, tc := range []struct{ file, text, want, hint string }{
		{"page.html", "{{define \"main\"}}\n{{if .Title}}x{{end}", `layouts/page.html:2: error: bad character U+007D '}' [layout]`, ""},
		{"page.html", "{{define \"main\"}}\n{{end}}{{end}}", `layouts/page.html:2: error: unexpected {{end}} [layout]`, ""},
		{"page.html", "{{define \"main\"}}{{shout .Title}}{{end}}", `layouts/page.html:1: error: function "shout" not defined [layout]`, ""},
		{"page.html", "nothing", `layouts/page.html:1: error: it does not define "main" [layout]`, ""},
		{"base.html", "nothing", `layouts/base.html:1: error: it does not define "base" [layout]`, ""},
		{"page.html", "{{define \"main\"}}\n\n  {{.Titel}}{{end}}", `layouts/page.html:3:5: error: <.Titel>: can't evaluate field Titel in type render.PageView [layout]`, ""},
		{"article.html", "{{define \"main\"}}{{range .Cited}}\n{{.Whi}}{{end}}{{end}}", `layouts/article.html:2:3: error: <.Whi>: can't evaluate field Whi in type render.RelationView [layout]`, ""},
		{"page.html", "{{define \"main\"}}\n{{template \"nosuch\" .}}{{end}}", `layouts/page.html:2:12: error: no such template "nosuch" [layout]`, ""},
		{"page.html", "{{define \"main\"}}\n<a href=\"{{if .Title}}\"{{end}}>x</a>{{end}}", `layouts/page.html:2:15: error: {{if}} branches end in different contexts`, ""},
		{"parts.html", "{{define \"notes\"}}{{end}}", `layouts/parts.html: error: it does not fit the built-in "base.html", line 31: no such template "passages" [layout]`, ""},
		{"articel.html", "", `layouts/articel.html: error: unknown layout "articel.html" [layout-unknown]`, `did you mean "article.html"?`},
		{"popup.js", "", `layouts/popup.js: error: unknown layout "popup.js" [layout-unknown]`, `a file in layouts/ replaces the built-in one of the same name`},
	} {
		_, err := renderWith(t, layout(tc.file, tc.text))
		var e *LayoutError
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v, want %s", tc.file, err, tc.want)
		} else if !strings.HasPrefix(e.Error(), tc.want) || e.Hint != tc.hint {
			t.Errorf("%s: error %s (%s), want %s (%s)", tc.file, e.Error(), e.Hint, tc.want, tc.hint)
		}
	}
}

// Every layout with a mistake is told of, not the first alone.
func TestSeveralLayoutMistakes(t *testing.T) {
	for _, tc := range []struct {
		own  fstest.MapFS
		want string
	}{
		{
			fstest.MapFS{"articel.html": {}, "popup.js": {}, "page.html": {}},
			"layouts/articel.html: error: unknown layout \"articel.html\" [layout-unknown]\nlayouts/popup.js: error: unknown layout \"popup.js\" [layout-unknown]\nlayouts/page.html:1: error: it does not define \"main\" [layout]",
		},
		{
			fstest.MapFS{"article.html": {Data: []byte("x")}, "base.html": {Data: []byte("\n{{end}}")}, "term.html": {Data: []byte("{{if}}")}},
			"layouts/base.html:2: error: unexpected {{end}} [layout]\nlayouts/article.html:1: error: it does not define \"main\" [layout]\nlayouts/term.html:1: error: missing value for if [layout]",
		},
	} {
		if _, err := renderWith(t, tc.own); err == nil || err.Error() != tc.want {
			t.Errorf("error %v\nwant %s", err, tc.want)
		}
	}
}

// A base layout of one's own needs to know of redirects only where there are any.
func TestRedirectNeedsLayout(t *testing.T) {
	l, err := LoadLayouts(layouts.FS, layout("base.html", `{{define "base"}}<p>{{template "main" .}}</p>{{end}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = New(linked(t, files(readSite(t))), l).Redirect("old.html", 0)
	var e *LayoutError
	if !errors.As(err, &e) || e.Error() != `layouts/base.html: error: it does not define "redirect", which redirect_from needs [layout]` {
		t.Errorf("error %v", err)
	}
}

// A folder that cannot be read is not the author's mistake.
func TestLayoutsUnreadable(t *testing.T) {
	_, err := renderWith(t, unreadable{})
	var e *LayoutError
	if err == nil || errors.As(err, &e) || !strings.Contains(err.Error(), `read folder "layouts": permission denied`) {
		t.Errorf("error %v", err)
	}
}

type unreadable struct{}

func (unreadable) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}
