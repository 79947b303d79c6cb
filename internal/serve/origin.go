package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"gloss/internal/diag"
)

// wish is what a page asks the server to show in the author's editor: where an element of a
// page was written, or a problem.
type wish struct {
	Token   string `json:"token"`
	Path    string `json:"path"`    // of the page, as in its address
	Element int    `json:"element"` // as it counts those in the page's body, from 0
	Place   string `json:"place"`   // of a problem, "content/index.md:3:5"; "" for an element
}

// serveEdit opens the editor. What can be opened are files of the site, at places that the
// server finds itself.
func (s *server) serveEdit(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "A page asks for this with POST.", http.StatusMethodNotAllowed)
		return
	}
	var want wish
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&want); err != nil {
		http.Error(w, "This is no question of a page.", http.StatusBadRequest)
		return
	}
	if !s.knows(want.Token) || !sameOrigin(r) {
		http.Error(w, "The token is not that of this server.", http.StatusForbidden)
		return
	}
	if err := s.edit(want); err != nil { // the page says so; it is no fault that browsers should log
		w.Header().Set("Content-Type", types[".txt"])
		_, _ = io.WriteString(w, err.Error())
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) edit(want wish) error {
	pos, err := s.find(want)
	if err != nil {
		return err
	}
	file, err := s.sourceFile(pos.File)
	if err != nil {
		return err
	}
	return s.o.Edit(file, max(pos.Line, 1), max(pos.Col, 1))
}

// sameOrigin reports whether a request comes from a page of this server; browsers say of
// every POST where it is from.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host
}

// find returns the place that a page asks for.
func (s *server) find(want wish) (diag.Pos, error) {
	st, _ := s.latest.get()
	if want.Place == "" {
		pos, err := s.origin(st, pageName(want.Path), want.Element)
		if errors.Is(err, fs.ErrNotExist) {
			err = errors.New("there is no such page any more")
		}
		return pos, err
	}
	for _, d := range st.all() {
		if d.Pos.String() == want.Place {
			return d.Pos, nil
		}
	}
	return diag.Pos{}, errors.New("this has been mended meanwhile")
}

// origin asks the site; a panic is an error.
func (s *server) origin(st *state, name string, element int) (pos diag.Pos, err error) {
	defer recovered(&err)
	return st.site.Origin(name, element)
}

// sourceFile returns the path of a file of the site as the system names it. Whatever a site
// says, nothing else is opened.
func (s *server) sourceFile(name string) (string, error) {
	st, _ := s.latest.get()
	watched := st.site.Watched()
	file := filepath.Join(s.o.Root, filepath.FromSlash(name))
	if rel, err := filepath.Rel(s.o.Root, file); err != nil || !watched.covers(filepath.ToSlash(rel)) {
		return "", fmt.Errorf("%s is no file of this site", name)
	}
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not there any more", name)
	}
	return file, nil
}

// pageName returns the output path of the page at an address.
func pageName(path string) string {
	name := strings.TrimPrefix(path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}
