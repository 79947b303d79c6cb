package pages

import (
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func TestHandler(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"index.html", "404.html", "a.html", "dir/index.html", "dir/b é.html", "x.json", ".well-known/y"} {
		files[name] = &fstest.MapFile{Data: []byte(name)}
	}
	for _, tc := range []struct {
		url    string
		status int
		want   string // the body, or where it leads
	}{
		{"/repo/", 200, "index.html"},
		{"/repo/index.html", 200, "index.html"},
		{"/repo", 301, "/repo/"},
		{"/repo/a.html", 200, "a.html"},
		{"/repo/a", 200, "a.html"},
		{"/repo/a/", 404, "404.html"},
		{"/repo/a.html/", 404, "404.html"},
		{"/repo/A.html", 404, "404.html"},
		{"/repo/dir", 301, "/repo/dir/"},
		{"/repo/dir/", 200, "dir/index.html"},
		{"/repo/dir/b%20%C3%A9.html", 200, "dir/b é.html"},
		{"/repo/none/at/all/", 404, "404.html"},
		{"/repo/x.json", 200, "x.json"},
		{"/repo/.well-known/y", 200, ".well-known/y"},
		{"/", 404, "another site\n"},
		{"/other/a.html", 404, "another site\n"},
	} {
		w := httptest.NewRecorder()
		Handler(files, "/repo/").ServeHTTP(w, httptest.NewRequest("GET", tc.url, nil))
		got := w.Body.String()
		if w.Code == 301 {
			got = w.Header().Get("Location")
		}
		if w.Code != tc.status || got != tc.want {
			t.Errorf("%s: %d %q, want %d %q", tc.url, w.Code, got, tc.status, tc.want)
		}
	}
}
