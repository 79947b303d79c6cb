package render

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/annotate"
)

// Layouts are the parsed layouts and assets of a site: the embedded ones, each replaced
// by the site's own file of the same name where there is one.
type Layouts struct {
	pages  map[string]*template.Template
	style  []byte
	stylet string // its output path
}

// layoutNames are the pages' layouts; each defines "main" inside base.html.
var layoutNames = []string{"page", "article", "term", "home", "articles", "glossary", "timeline", "compare", "sources", "404"}

// LoadLayouts parses the layouts. override may be nil; it is the site's layouts folder.
func LoadLayouts(embedded, override fs.FS) (*Layouts, error) {
	read := func(name string) ([]byte, string, error) {
		if override != nil {
			b, err := fs.ReadFile(override, name)
			if err == nil {
				return b, "layouts/" + name, nil
			}
			if !errors.Is(err, fs.ErrNotExist) {
				return nil, "", fmt.Errorf("read layout %q: %w", "layouts/"+name, err)
			}
		}
		b, err := fs.ReadFile(embedded, name)
		return b, name, err
	}
	l := &Layouts{pages: map[string]*template.Template{}}
	base := template.New("layouts").Option("missingkey=error")
	for _, name := range []string{"base.html", "parts.html"} {
		b, file, err := read(name)
		if err != nil {
			return nil, err
		}
		if _, err := base.New(file).Parse(string(b)); err != nil {
			return nil, fmt.Errorf("parse layout: %w", err)
		}
	}
	for _, name := range layoutNames {
		b, file, err := read(name + ".html")
		if err != nil {
			return nil, err
		}
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if _, err := t.New(file).Parse(string(b)); err != nil {
			return nil, fmt.Errorf("parse layout: %w", err)
		}
		l.pages[name] = t
	}
	css, _, err := read("style.css")
	if err != nil {
		return nil, err
	}
	light, dark, err := annotate.HighlightCSS("github", "github-dark")
	if err != nil {
		return nil, fmt.Errorf("style highlighted code: %w", err)
	}
	l.style = fmt.Appendf(nil, "%s@layer code{%s@media (prefers-color-scheme:dark){%s}}\n", css, light, dark)
	l.stylet = fmt.Sprintf("assets/style-%016x.css", xxhash.Sum64(l.style))
	return l, nil
}

// StylePath is the output path of the style sheet; its name holds a hash of its content.
func (l *Layouts) StylePath() string { return l.stylet }

// Assets returns the files every page refers to, by output path.
func (l *Layouts) Assets() map[string][]byte { return map[string][]byte{l.stylet: l.style} }

func (l *Layouts) execute(w io.Writer, name string, view any) error {
	t := l.pages[name]
	if t == nil {
		return fmt.Errorf("no layout %q", path.Clean(name))
	}
	return t.ExecuteTemplate(w, "base", view)
}
