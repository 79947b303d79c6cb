package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/output"
)

type buildCommand struct {
	Out string `short:"o" placeholder:"DIR" default:"public" help:"Folder to write to, relative to the site root."`
}

func (a *App) build(c *commands) int {
	start := a.Now()
	out := c.output(c.Build.Out)
	sources := []string{filepath.Join(c.Site, "content"), filepath.Join(c.Site, "layouts"), filepath.Join(c.Site, cmp.Or(c.Config, "gloss.yaml"))}
	if err := output.CheckDir(out, sources...); err != nil {
		return a.fail(err)
	}
	if output.HasStamp(out) {
		if key, err := build.Stamp(program(), os.DirFS(c.Site), c.options()); err == nil {
			if note, files, ok := output.ReadStamp(out, key); ok {
				a.built(c, output.Stats{Unchanged: files}, note, start)
				return exitDone
			}
		}
	}
	progress := a.progress(c)
	result, diags, err := a.load(c, progress)
	if err != nil {
		return a.fail(err)
	}
	if failed := a.print(diags, c); failed {
		return a.unwritten(diags, c)
	}
	stats, err := output.Sync(out, result.Output())
	progress.erase()
	if d, ok := build.Mistake(err); ok {
		a.print([]diag.Diag{d}, c)
		return a.unwritten([]diag.Diag{d}, c)
	}
	if err != nil {
		return a.fail(err)
	}
	stamp := output.Stamp{}
	if len(diags) == 0 { // what there is to say is said by every build
		key, err := result.Stamp(program(), c.options())
		if err != nil {
			return a.fail(err)
		}
		stamp = output.Stamp{Key: key, Note: result.Summary()}
	}
	if err := output.WriteStamp(out, stamp, stats); err != nil {
		return a.fail(err)
	}
	a.built(c, stats, result.Summary(), start)
	return exitDone
}

// built says what a build has done.
func (a *App) built(c *commands, stats output.Stats, summary string, start time.Time) {
	if c.Verbose {
		fmt.Fprintf(a.Stderr, "%d written, %d unchanged, %d removed\n", stats.Written, stats.Unchanged, stats.Removed)
	}
	if !c.Quiet && c.Format == formatText {
		fmt.Fprintln(a.Stderr, summary+fmt.Sprintf(" in %.2fs -> %s", a.Now().Sub(start).Seconds(), c.Build.Out))
	}
}

// program names this very program: a version says too little of one that is being worked on.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return Version()
	}
	f, err := os.Open(name)
	if err != nil {
		return Version()
	}
	defer f.Close()
	h := xxhash.New()
	if _, err := io.Copy(h, f); err != nil {
		return Version()
	}
	return fmt.Sprintf("%s %016x", Version(), h.Sum64())
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
