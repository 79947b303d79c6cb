package e2e

import (
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// arrives wants every address of the page, as the browser understands it, to be that of a file of
// the site, in the very letters, with the place that is meant in it. That holds on every page, see
// TestServed and TestMovedFolder of package build; here the browser has its say on each kind.
func (tb *tab) arrives(s *site) {
	tb.t.Helper()
	refs := eval[[]string](tb, `[...new Set([...document.querySelectorAll('[href], [src]')].map(e => new URL(e.getAttribute('href') ?? e.getAttribute('src'), document.baseURI).href))]`)
	if len(refs) < 10 {
		tb.t.Errorf("%d addresses", len(refs))
	}
	for _, ref := range refs {
		path, inside := strings.CutPrefix(ref, tb.from)
		if !inside {
			if !strings.HasPrefix(ref, "https://") && !strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, s.server.URL) {
				tb.t.Errorf("%s leads out of the site", ref)
			}
			continue
		}
		path, frag, _ := strings.Cut(path, "#")
		path, _, _ = strings.Cut(path, "?")
		name, err1 := url.PathUnescape(path)
		id, err2 := url.PathUnescape(frag)
		switch ids, err := s.idsOf(name); {
		case err1 != nil || err2 != nil:
			tb.t.Errorf("%s is badly encoded", ref)
		case err != nil:
			tb.t.Errorf("%s: %v", ref, err)
		case id != "" && strings.HasSuffix(name, ".html") && !ids[id]:
			tb.t.Errorf("%s: there is no such place", ref)
		}
	}
}

// known are the ids of the pages that have been asked for, by site and name.
var known sync.Map

// idsOf returns the ids of a page, nil for other files of the site.
func (s *site) idsOf(name string) (map[string]bool, error) {
	key := s.name + "/" + name
	if ids, ok := known.Load(key); ok {
		return ids.(map[string]bool), nil
	}
	data, err := fs.ReadFile(os.DirFS(s.dir), name) // a folder is none
	if err != nil || !strings.HasSuffix(name, ".html") {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(string(data)))
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
	known.Store(key, ids)
	return ids, nil
}
