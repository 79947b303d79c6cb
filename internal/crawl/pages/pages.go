// Package pages serves a folder as GitHub Pages does, for tests: what is found there is found by
// readers, and what is not is not.
package pages

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// Handler serves files below a path, "/" or "/repo/". Names are case-sensitive. "/x" is the file
// x, else x.html; where x is a folder it leads to "/x/". "/x/" is the index of a folder, and
// never a file. Whatever is not there is answered by 404.html, at any depth, with status 404; what
// lies outside of the path is not of this site.
func Handler(files fs.FS, base string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, base)
		switch {
		case !ok && r.URL.Path+"/" == base:
			http.Redirect(w, r, base, http.StatusMovedPermanently)
			return
		case !ok:
			http.Error(w, "another site", http.StatusNotFound)
			return
		case name == "" || strings.HasSuffix(name, "/"):
			name += "index.html"
		case isFolder(files, name):
			http.Redirect(w, r, (&url.URL{Path: r.URL.Path + "/"}).String(), http.StatusMovedPermanently)
			return
		}
		for _, file := range []string{name, name + ".html"} {
			if data, err := fs.ReadFile(files, file); err == nil {
				http.ServeContent(w, r, path.Base(file), time.Time{}, bytes.NewReader(data))
				return
			}
		}
		lost, err := fs.ReadFile(files, "404.html")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(lost) // a reader who has left does not mind
	})
}

func isFolder(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.IsDir()
}
