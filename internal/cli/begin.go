package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"gloss/internal/starter"
)

type initCommand struct {
	Dir   string `arg:"" help:"Folder of the new briefing; . is this one."`
	Empty bool   `help:"Leave out the example."`
}

type newCommand struct {
	Article newFile `cmd:"" help:"Begin a new article: content/articles/NAME.md."`
	Term    newFile `cmd:"" help:"Begin a new term: content/glossary/NAME.md."`
}

type newFile struct {
	Name string `arg:"" help:"Its title, which gives the name of the file; that of an article may be in a folder: \"2025/Second thoughts\"."`
}

// init begins a new briefing. Where it lies does not depend on -C, which is where a site is.
func (a *App) init(c *commands) int {
	files, err := starter.Init(c.Init.Dir, c.Init.Empty)
	if exists, ok := errors.AsType[*starter.ExistsError](err); ok {
		return a.failWith(exists.Error(), "gloss overwrites nothing: name another folder, or move the file away")
	}
	if err != nil {
		return a.fail(err)
	}
	if c.Verbose {
		for _, name := range files {
			fmt.Fprintln(a.Stderr, filepath.ToSlash(filepath.Join(c.Init.Dir, name)))
		}
	}
	if !c.Quiet {
		cd := ""
		if c.Init.Dir != "." {
			cd = " cd " + word(c.Init.Dir) + ", then"
		}
		fmt.Fprintf(a.Stderr, "a new briefing in %s: %s\nnext:%s gloss serve --open, and change what you see in content/\n", c.Init.Dir, plural(len(files), "file"), cd)
	}
	return exitDone
}

// create begins an article or a term, and prints the name of its file alone, so that an editor
// can be given it.
func (a *App) create(c *commands, kind, title string) int {
	name, err := starter.New(c.Site, kind, title)
	exists, existing := errors.AsType[*starter.ExistsError](err)
	switch {
	case errors.Is(err, starter.ErrNoSite):
		return a.failWith(err.Error(), "name the site's folder with -C DIR, or begin one with gloss init DIR")
	case existing:
		return a.failWith(exists.Error(), "gloss overwrites nothing: choose another name")
	case err != nil:
		return a.fail(err)
	}
	fmt.Fprintln(a.Stdout, filepath.Join(c.Site, filepath.FromSlash(name)))
	if !c.Quiet {
		fmt.Fprintf(a.Stderr, "a draft: remove its line \"draft: true\" to publish it\n")
	}
	return exitDone
}

// word is a word for the command line, in quotation marks where it needs them.
func word(s string) string {
	if strings.ContainsAny(s, " \t'\"$&()*;<>?[]`{|}~!#\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
