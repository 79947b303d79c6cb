package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/diag"
	"gloss/internal/highlight"
	"gloss/internal/site"
	"gloss/internal/tmpl"
)

// Layouts are the parsed layouts and assets of a site: the embedded ones, each replaced
// by the site's own file of the same name where there is one. They are immutable.
type Layouts struct {
	pages   map[string]*template.Template
	words   *Words
	assets  [len(bundles)]asset
	icon    []byte
	picture []byte          // of the icon; nil when the site's icon has none
	own     map[string]bool // names of the site's own files
	hash    uint64          // of all files read
	frame   uint64          // of those that are more than style

	programs programs
}

// layoutDir is the site's folder of layouts, as diagnostics name it.
const layoutDir = "layouts"

// layoutNames are the pages' layouts; each defines "main" inside base.html.
var layoutNames = []string{"page", "article", "term", "home", "articles", "glossary", "timeline", "compare", "sources", "404", "search"}

// LoadLayouts reads and parses the layouts. override may be nil; it is the site's layouts
// folder. old may be nil; it is returned when no file has changed since. Mistakes in the
// site's files are *[LayoutError] values, joined where there are several.
func LoadLayouts(embedded, override fs.FS, old *Layouts) (*Layouts, error) {
	l := &Layouts{pages: map[string]*template.Template{}, own: map[string]bool{}, programs: programs{done: map[programKey]*tmpl.Program{}}}
	files, unknown, err := l.read(embedded, override)
	if err != nil {
		return nil, err
	}
	if old != nil && old.hash == l.hash && unknown == nil {
		return old, nil
	}
	broken := append(unknown, l.parse(files)...)
	if err := errors.Join(append(broken, l.readWords(files)...)...); err != nil {
		return nil, err
	}
	code, err := highlight.CSS("github", "github-dark")
	if err != nil {
		return nil, fmt.Errorf("style highlighted code: %w", err)
	}
	files[codeFile] = []byte("@layer code{" + code + "}")
	files["style.css"] = l.worded(files["style.css"])
	l.icon = files[iconPath]
	if l.own[picturePath] || !l.own[iconPath] { // else it is not of the same drawing
		l.picture = files[picturePath]
	}
	l.bundle(files)
	return l, nil
}

// read reads the embedded files and the site's own, and reports those that nothing uses.
func (l *Layouts) read(embedded, override fs.FS) (files map[string][]byte, unknown []error, err error) {
	names, err := layoutFiles(embedded)
	if err != nil {
		return nil, nil, err
	}
	var own []string
	if override != nil {
		if own, err = layoutFiles(override); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("read folder %q: %w", layoutDir, cause(err))
		}
	}
	for _, name := range own {
		if !slices.Contains(names, name) {
			hint := cmp.Or(diag.DidYouMean(name, names), "a file in layouts/ replaces the built-in one of the same name")
			unknown = append(unknown, &LayoutError{diag.Errorf(diag.Pos{File: path.Join(layoutDir, name)}, "layout-unknown", "unknown layout %q", name).WithHint("%s", hint)})
			continue
		}
		l.own[name] = true
	}
	h, frame := xxhash.New(), xxhash.New()
	files = map[string][]byte{}
	read := func(fsys fs.FS, name, as string) error {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read layout %q: %w", path.Join(layoutDir, name), cause(err))
		}
		sums := io.Writer(h)
		if ext := path.Ext(name); ext != ".css" && ext != ".svg" && ext != ".png" {
			sums = io.MultiWriter(h, frame)
		}
		fmt.Fprintf(sums, "%q %t %d\n%s", as, l.own[name], len(data), data)
		files[as] = data
		return nil
	}
	for _, name := range names {
		switch {
		case !l.own[name]:
			err = read(embedded, name, name)
		case name == wordsFile: // its words are laid over the built-in ones
			err = cmp.Or(read(embedded, name, name), read(override, name, path.Join(layoutDir, name)))
		default:
			err = read(override, name, name)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	l.hash, l.frame = h.Sum64(), frame.Sum64()
	return files, unknown, nil
}

// worded puts the one word that a style sheet shows in its place, as a string of CSS.
func (l *Layouts) worded(style []byte) []byte {
	word := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `).Replace(l.words.Background)
	return bytes.ReplaceAll(style, []byte("{background}"), []byte(word))
}

// Frame identifies the layouts, scripts and words, without the styles: what a browser that
// shows a page cannot change in its place.
func (l *Layouts) Frame() string { return strconv.FormatUint(l.frame, 36) }

// Words are the words of the interface.
func (l *Layouts) Words() *Words { return l.words }

// Titles are the titles of generated pages that no file introduces.
func (l *Layouts) Titles() map[site.Kind]string {
	w := l.words
	return map[site.Kind]string{
		site.KindArticles: w.Articles, site.KindGlossary: w.Glossary, site.KindTimeline: w.Timeline,
		site.KindCompare: w.Compare, site.KindSources: w.Sources, site.KindNotFound: w.NotFound, site.KindSearch: w.Search,
	}
}

// layoutFiles lists the layouts, style sheets, scripts, drawings and words in a folder.
func layoutFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	var names []string
	for _, e := range entries {
		switch ext := path.Ext(e.Name()); {
		case e.IsDir():
		case ext == ".html", ext == ".css", ext == ".js", ext == ".svg", ext == ".png", ext == ".yaml":
			names = append(names, e.Name())
		}
	}
	return names, err
}

// cause is an error of a file system without the path, which the caller names.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// parse parses every layout, those behind a broken one too.
func (l *Layouts) parse(files map[string][]byte) (broken []error) {
	base := template.New("layouts").Option("missingkey=error")
	add := func(t *template.Template, name, defines string) error {
		file := name
		if l.own[name] {
			file = path.Join(layoutDir, name)
		}
		if _, err := t.New(file).Parse(string(files[name])); err != nil {
			return l.mistake(name, err)
		}
		if defines != "" && t.Lookup(defines) == nil {
			return l.mistake(name, fmt.Errorf("template: %s:1: it does not define %q", file, defines))
		}
		return nil
	}
	broken = []error{add(base, "base.html", "base"), add(base, "parts.html", ""), add(base, "onefile.html", "onefile")}
	for _, name := range layoutNames {
		t, err := base.Clone()
		if err != nil {
			return append(broken, fmt.Errorf("copy layout %q: %w", "base.html", err))
		}
		broken = append(broken, add(t, name+".html", "main"))
		l.pages[name] = t
	}
	return broken // nil for those that are sound
}

// defines reports whether a page's layout defines a template.
func (l *Layouts) defines(name, tmpl string) bool { return l.pages[name].Lookup(tmpl) != nil }

// execute appends what a template of a page's layout makes of a view. Those that cannot be
// compiled, and those that go wrong, which html/template explains better, are left to it.
func (l *Layouts) execute(dst []byte, name, template string, view any) ([]byte, error) {
	if p := l.program(name, template, view); p != nil {
		if out, err := p.Execute(dst, view); err == nil {
			return out, nil
		}
	}
	buf := bytes.NewBuffer(dst)
	if err := l.pages[name].ExecuteTemplate(buf, template, view); err != nil {
		return dst, l.mistake(name+".html", err)
	}
	return buf.Bytes(), nil
}

// programs are templates compiled for views, nil for those that cannot be.
type programs struct {
	mu   sync.Mutex
	done map[programKey]*tmpl.Program
}

type programKey struct {
	layout, template string
	view             reflect.Type
}

// program returns the compiled form of a template, or nil.
func (l *Layouts) program(name, template string, view any) *tmpl.Program {
	key := programKey{name, template, reflect.TypeOf(view)}
	l.programs.mu.Lock()
	defer l.programs.mu.Unlock()
	p, ok := l.programs.done[key]
	if !ok {
		p, _ = tmpl.Compile(l.pages[name], template, key.view)
		l.programs.done[key] = p
	}
	return p
}
