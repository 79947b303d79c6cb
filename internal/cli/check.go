package cli

import (
	"fmt"

	"gloss/internal/build"
	"gloss/internal/diag"
)

type checkCommand struct {
	Snapshots string `placeholder:"DIR" help:"Also check quotations, figures and copying against the sources: DIR, relative to the site root, holds ARTICLE.txt."`
	Sheet     string `placeholder:"FILE" help:"With --snapshots: write a fact-check sheet to FILE, relative to the site root."`
}

func (a *App) check(c *commands) int {
	f, err := a.findings(c)
	if err != nil {
		return a.fail(err)
	}
	failed := a.print(f.diags, c)
	if !c.Quiet && c.Format == formatText {
		f.summarise(a)
		if c.Check.Sheet != "" {
			fmt.Fprintf(a.Stderr, "fact-check sheet -> %s\n", c.Check.Sheet)
		}
	}
	if failed {
		return exitContent
	}
	return exitDone
}

// findings are what there is to say about a site.
type findings struct {
	site  *build.Result
	diags []diag.Diag // sorted
	pages int         // read as rendered; none when a build would write none
}

// findings gathers everything there is to say about a site. Its pages are read only if
// they would be written.
func (a *App) findings(c *commands) (f findings, err error) {
	progress := a.progress(c)
	if f.site, f.diags, err = a.load(c, progress); err != nil {
		return f, err
	}
	broken := diag.Count(f.diags, diag.Error) > 0
	facts, err := a.against(c, f.site)
	if err != nil {
		return f, err
	}
	f.diags = diag.Sort(append(f.diags, facts...))
	if broken {
		return f, nil
	}
	more, pages, err := f.site.Check()
	progress.erase()
	if d, ok := build.Mistake(err); ok {
		more, err = []diag.Diag{d}, nil
	}
	f.diags, f.pages = diag.Sort(append(f.diags, more...)), pages
	return f, err
}

// summarise says how far the sources are covered, and counts.
func (f *findings) summarise(a *App) {
	site := f.site.Site
	for _, c := range site.Coverage {
		fmt.Fprintf(a.Stderr, "%s: %s\n", site.Articles[c.Article].Name, f.site.Renderer.Coverage(c))
	}
	pages := "no pages checked, since none would be written"
	if f.pages > 0 {
		pages = plural(f.pages, "page") + " checked"
	}
	fmt.Fprintf(a.Stderr, "%s: %s, %s, %s\n", pages, plural(diag.Count(f.diags, diag.Error), "error"),
		plural(diag.Count(f.diags, diag.Warning), "warning"), plural(diag.Count(f.diags, diag.Note), "note"))
}
