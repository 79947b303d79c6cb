package site

import (
	"path"
	"slices"
	"strings"

	"gloss/internal/diag"
)

// hints finds what an author may have meant. Looking through a large site for each of many
// mistakes would take the square of its size, so in the end hints do without suggestions;
// nobody reads that many.
type hints struct {
	spent    int      // names looked at so far
	terms    []string // sorted, when wanted first
	articles []string
	paths    []string // of pages and assets
	assets   []string

	titled, undeclared []string // events
}

// maxCompared is how many names are looked at for suggestions in one Link.
const maxCompared = 1 << 21

// afford reports whether so many names may still be looked at.
func (h *hints) afford(n int) bool {
	if h.spent+n > maxCompared {
		return false
	}
	h.spent += n
	return true
}

// nearest returns the name that is closest to a word, or "".
func (h *hints) nearest(word string, names []string) string {
	if !h.afford(len(names)) {
		return ""
	}
	return diag.Suggest(word, names)
}

// didYouMean adds the closest name to a diagnostic, or else another hint.
func (h *hints) didYouMean(d diag.Diag, word string, names []string, format string, args ...any) diag.Diag {
	if s := h.nearest(word, names); s != "" {
		return d.WithHint("did you mean %q?", s)
	}
	return d.WithHint(format, args...)
}

func (l *linker) termNames() []string {
	if l.hints.terms == nil {
		l.hints.terms = sortedKeys(l.terms)
	}
	return l.hints.terms
}

func (l *linker) articleNames() []string {
	if l.hints.articles == nil {
		l.hints.articles = sortedKeys(l.named)
	}
	return l.hints.articles
}

func (l *linker) assetPaths() []string {
	if l.hints.assets == nil {
		l.hints.assets = sortedKeys(l.opt.Assets)
	}
	return l.hints.assets
}

// filePaths are the paths a link may name.
func (l *linker) filePaths() []string {
	if l.hints.paths == nil {
		l.hints.paths = append(sortedKeys(l.paths), l.assetPaths()...)
	}
	return l.hints.paths
}

// hintPath adds the file a page may have meant to a diagnostic about a missing one, as the
// page would name it: one of that name elsewhere, else one of a similar name, or another
// hint.
func (l *linker) hintPath(d diag.Diag, p *Page, file string, paths []string, hint string) diag.Diag {
	if !l.hints.afford(len(paths)) {
		return d.WithHint("%s", hint)
	}
	dir, base := path.Split(file)
	var beside, names []string // the base names in the same folder, and all
	for _, f := range paths {
		other, name := path.Split(f)
		if name == base {
			return d.WithHint("there is %q", relativeTo(p, f))
		}
		if other == dir {
			beside = append(beside, name)
		}
		names = append(names, name)
	}
	if s := diag.Suggest(base, beside); s != "" {
		return d.WithHint("did you mean %q?", relativeTo(p, dir+s))
	}
	if s := diag.Suggest(base, names); s != "" {
		return d.WithHint("did you mean %q?", relativeTo(p, paths[slices.Index(names, s)]))
	}
	return d.WithHint("%s", hint)
}

// relativeTo writes a path below content/ as a page names it.
func relativeTo(p *Page, file string) string {
	dir := path.Dir(p.Source.Path)
	up := ""
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	if dir == "." {
		return up + file
	}
	return up + file[len(dir)+1:]
}
