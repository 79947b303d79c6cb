package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// own is where the server answers by itself. A site has nothing there.
const own = "/_gloss/"

// ServeHTTP answers with files of the site, and with those of the server below [own].
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin") // other sites may not even show it
	h.Set("Cache-Control", "no-cache")
	if !s.mayAsk(r) {
		http.Error(w, fmt.Sprintf("This server does not answer to the name %q. If you want it to, start it with --host %s.", hostName(r.Host), hostName(r.Host)), http.StatusForbidden)
		return
	}
	if strings.HasPrefix(r.URL.Path, own) {
		s.serveOwn(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "Files can only be read here.", http.StatusMethodNotAllowed)
		return
	}
	s.serveSite(w, r)
}

// serveSite answers with an output file. Nothing else can be asked for: a path is looked
// up among those of the site, as it is.
func (s *server) serveSite(w http.ResponseWriter, r *http.Request) {
	st, _ := s.latest.get()
	name := pageName(r.URL.Path)
	if path.Ext(name) == ".html" {
		s.servePage(w, r, st, name)
		return
	}
	data, err := s.file(st, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := s.page(st, name+"/index.html"); err == nil {
			http.Redirect(w, r, (&url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}).String(), http.StatusFound)
			return
		}
		s.serveLost(w, r, st)
	case err != nil:
		s.complain(st, name, err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
	default:
		serveBytes(w, r, name, newPage(data))
	}
}

// servePage answers with a page and the script that keeps it up to date.
func (s *server) servePage(w http.ResponseWriter, r *http.Request, st *state, name string) {
	p, err := s.page(st, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.serveLost(w, r, st)
	case err != nil:
		s.serveFailed(w, st, name)
	default:
		serveBytes(w, r, name, page{s.live(st, p), p.hash})
	}
}

// serveLost answers where the site has nothing.
func (s *server) serveLost(w http.ResponseWriter, r *http.Request, st *state) {
	data, err := st.site.Lost()
	if err != nil {
		s.complain(st, "404.html", err)
		data = fmt.Appendf(nil, barePage, "Page not found", "There is nothing at this address.")
	}
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(s.live(st, newPage(data)))
}

// barePage stands for pages that cannot be made. What is wrong, the script shows.
const barePage = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>%[1]s</title></head>\n<body><main><h1>%[1]s</h1><p>%[2]s</p></main></body>\n</html>\n"

func (s *server) serveFailed(w http.ResponseWriter, st *state, name string) {
	data := fmt.Appendf(nil, barePage, html.EscapeString(name)+" cannot be made", "It appears here as soon as what is wrong is mended.")
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = w.Write(s.live(st, newPage(data)))
}

// live adds the script to a page, before all others: it has to see the page as it came. It
// is told what the page is of, and the word that opens the server's own addresses.
func (s *server) live(st *state, p page) []byte {
	script := fmt.Sprintf(`<script src="%slive.js" data-token="%s" data-build="%d" data-page="%s" data-frame="%s" defer></script>`,
		own, s.token, st.number, p.hash, html.EscapeString(st.site.Frame()))
	at := 0
	for _, tag := range []string{"<head>", "<body"} {
		if i := bytes.Index(p.data, []byte(tag)); i >= 0 {
			if tag == "<head>" {
				i += len(tag)
			}
			at = i
			break
		}
	}
	return bytes.Join([][]byte{p.data[:at], []byte(script), p.data[at:]}, nil)
}

// serveBytes answers with a file, or says that the browser has it.
func serveBytes(w http.ResponseWriter, r *http.Request, name string, p page) {
	w.Header().Set("Content-Type", typeOf(name))
	w.Header().Set("ETag", `"`+p.hash+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(p.data))
}

// types are the media types of what sites are made of, the same on every machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".xml": "application/xml", ".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
	".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf",
	".woff2": "font/woff2", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm", ".zip": "application/zip", ".epub": "application/epub+zip",
}

func typeOf(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}
