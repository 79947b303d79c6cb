package cli

import (
	"cmp"
	"fmt"
	"path/filepath"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/output"
)

type buildCommand struct {
	Out string `short:"o" placeholder:"DIR" default:"public" help:"Folder to write to, relative to the site root."`
}

func (a *App) build(c *commands) int {
	start := a.Now()
	out := c.Build.Out
	if !filepath.IsAbs(out) {
		out = filepath.Join(c.Site, out)
	}
	sources := []string{filepath.Join(c.Site, "content"), filepath.Join(c.Site, "layouts"), filepath.Join(c.Site, cmp.Or(c.Config, "gloss.yaml"))}
	if err := output.CheckDir(out, sources...); err != nil {
		return a.fail(err)
	}
	progress := a.progress(c)
	result, diags, err := a.load(c, progress)
	if err != nil {
		return a.fail(err)
	}
	if failed := a.print(diags, c); failed {
		return a.unwritten(diags, c)
	}
	stats, err := output.Sync(out, result.Files())
	progress.erase()
	if d, ok := build.Mistake(err); ok {
		a.print([]diag.Diag{d}, c)
		return a.unwritten([]diag.Diag{d}, c)
	}
	if err != nil {
		return a.fail(err)
	}
	if c.Verbose {
		fmt.Fprintf(a.Stderr, "%d written, %d unchanged, %d removed\n", stats.Written, stats.Unchanged, stats.Removed)
	}
	if !c.Quiet && c.Format == formatText {
		fmt.Fprintln(a.Stderr, result.Summary()+fmt.Sprintf(" in %.2fs -> %s", a.Now().Sub(start).Seconds(), c.Build.Out))
	}
	return exitDone
}

// unwritten ends a build that its diagnostics fail.
func (a *App) unwritten(diags []diag.Diag, c *commands) int {
	errs, warnings := diag.Count(diags, diag.Error), diag.Count(diags, diag.Warning)
	switch {
	case c.Format != formatText:
	case errs > 0:
		fmt.Fprintf(a.Stderr, "%s; nothing was written\n", count(errs, warnings))
	default:
		fmt.Fprintf(a.Stderr, "%s, which --strict does not let pass; nothing was written\n", count(errs, warnings))
	}
	return exitContent
}
