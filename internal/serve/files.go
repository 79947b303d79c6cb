package serve

import (
	"os"
	"path"
	"path/filepath"
	"strings"
)

// halfway reports whether a text seems not to be written yet: many programs empty a file
// before they write it.
func (s *server) halfway(name string) bool {
	switch path.Ext(name) {
	case ".md", ".yaml", ".html", ".css", ".js":
		info, err := os.Stat(filepath.Join(s.o.Root, filepath.FromSlash(name)))
		return err == nil && info.Mode().IsRegular() && info.Size() == 0
	}
	return false
}

// copied returns where the site has the files that are copied to it, of those that have
// changed.
func copied(c Changes) []string {
	out := []string{}
	for _, name := range c {
		if rest, ok := strings.CutPrefix(name, "content/"); ok && path.Ext(name) != ".md" {
			out = append(out, rest)
		}
	}
	return out
}
