package serve

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"gloss/internal/diag"
)

// Only pages of this server can have files opened, and only those of the site.
func TestEdit(t *testing.T) {
	f := newFake(t, fakeSite{"index.html": page1, "panic.html": "panic"})
	f.diags = []diag.Diag{diag.Errorf(diag.Pos{File: "content/index.md", Line: 2}, "code", "wrong")}
	if err := f.rebuild(nil); err != nil {
		t.Fatal(err)
	}
	site := folder{t, f.o.Root}
	site.write("gloss.yaml", "title: T\n")
	site.write("secret", "x")
	site.write("content/index.md", "x")
	opened := ""
	f.o.Edit = func(file string, line, col int) error {
		rel, _ := filepath.Rel(f.o.Root, file)
		opened = fmt.Sprintf("%s:%d:%d", filepath.ToSlash(rel), line, col)
		return nil
	}
	ask := func(method, body string, header ...string) (int, string) {
		r := httptest.NewRequest(method, "http://127.0.0.1:8080/_gloss/edit", strings.NewReader(strings.ReplaceAll(body, "TOKEN", f.token)))
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		opened = ""
		f.ServeHTTP(w, r)
		return w.Code, opened
	}
	for _, c := range []struct {
		body   string
		status int
		opened string
	}{
		{`{"token":"TOKEN","path":"/","element":0}`, 204, "gloss.yaml:3:5"},
		{`{"token":"TOKEN","path":"/index.html","element":0}`, 204, "gloss.yaml:3:5"},
		{`{"token":"TOKEN","place":"content/index.md:2"}`, 204, "content/index.md:2:1"},
		{`{"token":"TOKEN","path":"/","element":1}`, 200, ""}, // out of the site
		{`{"token":"TOKEN","path":"/","element":2}`, 200, ""},
		{`{"token":"TOKEN","path":"/none.html","element":0}`, 200, ""},
		{`{"token":"TOKEN","path":"/panic.html","element":0}`, 200, ""},
		{`{"token":"TOKEN","place":"secret:1"}`, 200, ""}, // no problem is there
		{`{"token":"x","path":"/","element":0}`, 403, ""},
		{`{"path":"/","element":0}`, 403, ""},
		{`nonsense`, 400, ""},
		{`{"token":"` + strings.Repeat("x", 1<<17) + `"}`, 400, ""},
	} {
		if status, opened := ask("POST", c.body); status != c.status || opened != c.opened {
			t.Errorf("%.60s: %d, opened %q", c.body, status, opened)
		}
	}
	good := `{"token":"TOKEN","path":"/","element":0}`
	if status, opened := ask("GET", good); status != http.StatusMethodNotAllowed || opened != "" {
		t.Errorf("GET: %d, opened %q", status, opened)
	}
	if status, opened := ask("POST", good, "Origin", "http://evil.example"); status != 403 || opened != "" {
		t.Errorf("of another origin: %d, opened %q", status, opened)
	}
	if status, opened := ask("POST", good, "Origin", "http://127.0.0.1:8080"); status != 204 || opened == "" {
		t.Errorf("of this origin: %d, opened %q", status, opened)
	}
}
