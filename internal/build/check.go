package build

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io/fs"
	"slices"
	"strings"

	"gloss/internal/content"
	"gloss/internal/crawl"
	"gloss/internal/diag"
)

// nowhere is the address at which a site without one is read: below a folder, so that a
// link out of it shows, and one that no link can mean.
const nowhere = "https://gloss.invalid/briefing/"

// Check looks closer than a build does: it renders the site, in memory, and reads every
// page as a browser would, also the HTML that is copied, and surveys what the articles
// use. The diagnostics are sorted, and come besides those of [Builder.Build], which must
// not hold an error. pages is how many pages were read.
func (r *Result) Check() (diags []diag.Diag, pages int, err error) {
	c := checker{Result: r, origins: r.origins(), seen: map[finding]int{}}
	problems := crawl.Check(func(yield func(string, []byte) bool) {
		for f, fileErr := range r.Files() {
			if err = fileErr; err != nil {
				return
			}
			if strings.HasSuffix(f.Path, ".html") {
				pages++
			}
			if !yield(f.Path, f.Data) {
				return
			}
		}
	}, crawl.Options{Base: cmp.Or(r.Site.Config.URL, nowhere), External: func(string, string) bool { return true }})
	if err != nil {
		return nil, 0, err
	}
	for _, p := range problems {
		c.report(p)
	}
	for i, n := range c.others {
		switch {
		case n == 1:
			c.diags[i].Msg += " (and so on 1 more page)"
		case n > 1:
			c.diags[i].Msg += fmt.Sprintf(" (and so on %d more pages)", n)
		}
	}
	relocate(c.diags, r.fsys, r.shared)
	return diag.Sort(append(c.diags, r.Site.Survey(r.text)...)), pages, nil
}

// text reads a file again whose bytes were let go of when it had been parsed.
func (r *Result) text(src *content.Source) []byte {
	data, err := fs.ReadFile(r.fsys, src.File)
	if err != nil {
		return nil // it has gone meanwhile
	}
	return bytes.TrimPrefix(data, []byte("\ufeff"))
}

// checker turns what is wrong with pages into diagnostics about the files they come from.
type checker struct {
	*Result
	origins map[string]origin
	diags   []diag.Diag
	others  []int           // by diagnostic: on how many further pages the same was found
	seen    map[finding]int // by what was found: its diagnostic
}

// origin is where an output comes from; the zero value is a page that has no file.
type origin struct {
	file   string
	copied bool
}

// finding is what makes two problems of different pages one.
type finding struct {
	code string
	pos  diag.Pos // where it is written, if that is known
	what string   // else
}

// origins returns the file that each output comes from.
func (r *Result) origins() map[string]origin {
	m := map[string]origin{}
	for _, a := range r.assets {
		m[a.Out] = origin{a.File, true}
	}
	for _, p := range r.Site.Pages {
		if p.Source == nil {
			continue
		}
		m[p.Out] = origin{p.Source.File, false}
		for _, from := range p.Source.Front.RedirectFrom {
			m[from] = origin{p.Source.File, false}
		}
	}
	return m
}

// report enters one problem. Of a copied page only the links are looked at: how its maker
// wrote it is none of our business. Nor is a page that nothing links to, or HTML that we
// would not write, which only the author's own layouts and raw HTML can bring about.
func (c *checker) report(p crawl.Problem) {
	from := c.origins[p.File]
	if from.copied && p.Kind == crawl.Markup || p.Kind == crawl.Orphan || p.Kind == crawl.House {
		return
	}
	if p.Kind == crawl.Link && strings.Contains(p.Ref, "://") {
		return // below the site's address, but perhaps of another site: https://me.github.io/other/
	}
	pos, known := c.locate(from.file, p.Ref)
	if !known {
		pos = diag.Pos{File: cmp.Or(from.file, p.File)}
	}
	var d diag.Diag
	switch p.Kind {
	case crawl.Link:
		d = diag.Errorf(pos, "site-link", "%s", p.Msg).WithHint("an address in HTML is relative to its page, here %q, and names what is written to public/", p.File)
	case crawl.Fragment:
		d = diag.Errorf(pos, "site-fragment", "%s", p.Msg).WithHint("give the passage that id, or correct the link on %q", p.File)
	default:
		d = diag.Warnf(pos, "site-markup", "%s", p.Msg).WithHint("see %q: raw HTML or a layout of your own is the cause", p.File)
	}
	f := finding{code: d.Code, what: cmp.Or(p.To, p.Msg)}
	if known {
		f.pos, f.what = pos, ""
	}
	if i, ok := c.seen[f]; ok {
		c.others[i]++
		return
	}
	c.seen[f] = len(c.diags)
	c.diags, c.others = append(c.diags, d), append(c.others, 0)
}

// locate looks for a reference in the file a page comes from, else in the site's own
// layouts. It need not be there as the page has it.
func (c *checker) locate(file, ref string) (diag.Pos, bool) {
	if ref == "" {
		return diag.Pos{}, false
	}
	var files []string
	if file != "" {
		files = append(files, file)
	}
	own, _ := fs.Glob(c.fsys, "layouts/*.html")
	for _, name := range append(files, own...) {
		data, err := fs.ReadFile(c.fsys, name)
		if err != nil {
			continue // the place is a help, no more
		}
		for _, form := range slices.Compact([]string{ref, html.EscapeString(ref)}) {
			for _, quoted := range []string{`"` + form + `"`, `'` + form + `'`, form} {
				if i := bytes.Index(data, []byte(quoted)); i >= 0 {
					i += strings.Index(quoted, form)
					return diag.Pos{File: name, Line: bytes.Count(data[:i], []byte("\n")) + 1, Col: i - bytes.LastIndexByte(data[:i], '\n')}, true
				}
			}
		}
	}
	return diag.Pos{}, false
}
