package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"

	"gloss/internal/site"
)

// Joiner makes the addresses and ids of pages those of one file that holds them all.
type Joiner interface {
	// Page returns the id of a page's section, by its output path.
	Page(out string) string
	// URL returns the address of a place on a page; frag is empty for the page itself.
	URL(out, frag string) string
	// Join rewrites a piece of a page: its ids, what refers to them, and all addresses. What
	// stands around the pages belongs to none: its out is empty, its addresses are relative to
	// the site's root, and it keeps its ids.
	Join(out string, html []byte) ([]byte, error)
	// CSS rewrites the addresses in the style sheet, which are relative to the folder assets.
	CSS(css []byte) ([]byte, error)
}

// OneFileView is the whole site in one file.
type OneFileView struct {
	Site      SiteView
	Words     *Words
	Lang      string            // BCP 47
	Dir       string            // "ltr" or "rtl"
	Head      string            // of the window
	Policy    string            // what the browser may load and run: no more than is in the file
	WordsLang template.HTMLAttr // the language of the words, where that of the site is another
	Icon      template.URL
	Early     template.JS  // runs before the file is painted
	Style     template.CSS // all style sheets
	Scripts   []template.JS
	Masthead  template.HTML
	Footer    template.HTML
	Contents  []Link // the printed ones
	Sections  []Section
}

// Section is a page as a part of one file.
type Section struct {
	ID, Kind, Title, Lang, Dir string
	Head                       string // of the window, while the section is read
	Hidden                     bool   // until a link leads there
	Main                       template.HTML
	Passages                   template.HTML // for cards
}

// OneFile renders the pages, in this order, as one file: the first is what a reader sees first.
// index are the files of the search index, by path.
func (r *Renderer) OneFile(pages []site.PageID, index map[string][]byte, j Joiner) ([]byte, error) {
	home := r.site.Generated(site.KindHome)
	lang := cmp.Or(r.site.Pages[home].Lang, "en")
	v := OneFileView{Site: r.self, Words: r.words, Lang: lang, Dir: Direction(lang), WordsLang: r.words.langOn(lang), Head: r.self.Title}
	for i, id := range pages {
		s, err := r.asSection(id, j)
		if err != nil {
			return nil, err
		}
		s.Hidden = i > 0
		v.Sections = append(v.Sections, s)
		if p := r.site.Pages[id]; p.First == id && p.Kind != site.KindTerm && p.Kind != site.KindSearch && p.Kind != site.KindArticles {
			v.Contents = append(v.Contents, Link{Text: r.printedName(id), URL: j.URL(p.Out, "")})
		}
	}
	var err error
	if v.Masthead, v.Footer, err = r.around(home, "page"); err != nil {
		return nil, err
	}
	for _, part := range []*template.HTML{&v.Masthead, &v.Footer} {
		if *part, err = join(j, "", *part); err != nil {
			return nil, err
		}
	}
	if err := r.inline(&v, index, j); err != nil {
		return nil, err
	}
	return r.layouts.execute(nil, "page", oneFile, v)
}

// asSection renders a page as a section.
func (r *Renderer) asSection(id site.PageID, j Joiner) (Section, error) {
	p := r.site.Pages[id]
	name := layoutOf(p.Kind)
	base, err := r.base(id, name)
	if err != nil {
		return Section{}, fmt.Errorf("render %q: %w", p.Out, err)
	}
	s := Section{ID: j.Page(p.Out), Kind: base.Kind, Title: base.Title, Head: base.Head, Lang: base.Lang, Dir: base.Dir}
	view := r.view(id, base)
	for part, into := range map[string]*template.HTML{"main": &s.Main, "passages": &s.Passages} {
		if !r.layouts.defines(name, part) {
			continue // a parts.html of the site's own need not have it
		}
		html, err := r.layouts.execute(nil, name, part, view)
		if err == nil {
			*into, err = join(j, p.Out, template.HTML(html))
		}
		if err != nil {
			return Section{}, fmt.Errorf("render %q: %w", p.Out, err)
		}
	}
	return s, nil
}

func join(j Joiner, out string, html template.HTML) (template.HTML, error) {
	joined, err := j.Join(out, []byte(html))
	return template.HTML(joined), err
}

// printedName is what a page is called in the printed contents.
func (r *Renderer) printedName(id site.PageID) string {
	switch p := r.site.Pages[id]; {
	case p.Article >= 0:
		return r.site.Articles[p.Article].Short + ": " + p.Title
	default:
		return r.pageName(id)
	}
}

// inline puts all styles, scripts and the icon into the file, and allows these alone.
func (r *Renderer) inline(v *OneFileView, index map[string][]byte, j Joiner) error {
	var style []byte
	scripts := []string{indexScript(index)}
	for i, b := range bundles {
		switch data := r.layouts.assets[i].data; {
		case b.ext == ".css":
			style = append(style, data...)
		case b.name == "early":
			v.Early = template.JS(lines(data))
		case b.name == oneFile: // it says which page the others work on
			scripts = slices.Insert(scripts, 0, lines(data))
		case len(data) > 0:
			scripts = append(scripts, lines(data))
		}
	}
	style, err := j.CSS(append(style, r.marks.sheet.data...))
	if err != nil {
		return err
	}
	v.Style = template.CSS(lines(style))
	v.Icon = template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(r.layouts.icon))
	allowed := hashOf(string(v.Early))
	for _, s := range scripts {
		v.Scripts = append(v.Scripts, template.JS(s))
		allowed += " " + hashOf(s)
	}
	v.Policy = "default-src 'none'; style-src " + hashOf(string(v.Style)) + "; script-src " + allowed +
		"; img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'"
	return nil
}

// lines are the lines of a text as a browser reads them, on which the hash depends.
func lines(text []byte) string {
	return string(bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")))
}

// hashOf names a script or style in a policy (CSP level 2, §7.18).
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// indexScript is the files of the search index as functions by their paths, so that none is run
// before somebody searches.
func indexScript(files map[string][]byte) string {
	var sb strings.Builder
	sb.WriteString("window.glossIndex={\n")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// "<" stands in strings alone: there it must not end the element
		fmt.Fprintf(&sb, "%q:()=>{%s},\n", path.Clean(name), bytes.ReplaceAll(files[name], []byte("<"), []byte(`\u003c`)))
	}
	sb.WriteString("};\n")
	return sb.String()
}
