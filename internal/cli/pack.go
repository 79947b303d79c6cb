package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/output"
	"gloss/internal/pack"
)

type packCommand struct {
	As    []string `name:"as" placeholder:"FORMAT" enum:"zip,html" default:"zip,html" help:"Editions to make: zip (the site) and html (everything in one file), or both."`
	Out   string   `short:"o" placeholder:"DIR" default:"dist" help:"Folder to write to, relative to the site root."`
	Limit string   `placeholder:"SIZE" default:"50MB" help:"Size above which a file is not written."`
}

// pack writes editions of the site that are one file each.
func (a *App) pack(c *commands) int {
	limit, err := pack.ParseSize(c.Pack.Limit)
	if err != nil {
		return a.fail(fmt.Errorf("--limit: %w", err))
	}
	dir := c.Pack.Out
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(c.Site, dir)
	}
	if err := c.mayHold(dir); err != nil {
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
	for _, f := range pack.Formats {
		if !slices.Contains(c.Pack.As, strings.TrimPrefix(f.Ext, ".")) {
			continue
		}
		path, size, err := f.Write(dir, result, limit)
		progress.erase()
		if d, ok := build.Mistake(err); ok {
			a.print([]diag.Diag{d}, c)
			return a.unwritten([]diag.Diag{d}, c)
		}
		if _, ok := errors.AsType[*pack.TooLarge](err); ok {
			err = &output.Refusal{
				Msg:  fmt.Sprintf("%q would be larger than %s and was not written", filepath.ToSlash(path), pack.Size(limit)),
				Hint: "a higher limit: --limit 200MB; which edition: --as zip or --as html",
			}
		}
		if err != nil {
			return a.fail(err)
		}
		if !c.Quiet && c.Format == formatText {
			fmt.Fprintf(a.Stderr, "%s, %s\n", filepath.ToSlash(path), pack.Size(size))
		}
	}
	return exitDone
}

// mayHold refuses a folder whose files the site is made of: the next build would publish what is
// written there.
func (c *commands) mayHold(dir string) error {
	for _, name := range build.Folders() {
		rel, err := filepath.Rel(filepath.Join(c.Site, name), dir)
		if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(os.PathSeparator)) {
			return &output.Refusal{Msg: fmt.Sprintf("%q is part of the site's own sources", filepath.ToSlash(dir)), Hint: "write to another folder with -o"}
		}
	}
	return nil
}
