package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/output"
	"gloss/internal/publish"
)

type publishCommand struct {
	Out     string `short:"o" placeholder:"DIR" default:"public" help:"Folder that was built, relative to the site root."`
	Remote  string `placeholder:"NAME" default:"origin" help:"Remote to publish to."`
	Branch  string `placeholder:"NAME" default:"gh-pages" help:"Branch of the remote to publish to."`
	Replace bool   `help:"Also put the site in the place of what gloss did not publish there."`
}

func (a *App) publish(c *commands) int {
	dir := c.output(c.Publish.Out)
	files, err := output.Files(dir)
	if err != nil {
		return a.fail(err)
	}
	if len(files) == 0 {
		return a.failWith(fmt.Sprintf("there is no site in %q", c.Publish.Out), "build it first: gloss build")
	}
	current, failed, err := a.current(c, dir)
	switch {
	case err != nil:
		return a.fail(err)
	case failed:
		return exitContent
	case !current:
		return a.failWith(fmt.Sprintf("%q is not what content/ says now", c.Publish.Out), "build it again, with the same flags as here: gloss build")
	}
	done, err := publish.Publish(publish.Options{
		Repository: c.Site, Dir: dir, Files: append(files, output.Manifest), Mark: output.Manifest,
		Remote: c.Publish.Remote, Branch: c.Publish.Branch, Replace: c.Publish.Replace,
	})
	if e, ok := errors.AsType[*publish.Error](err); ok {
		return a.failWith(e.Msg, e.Hint)
	}
	if err != nil {
		return a.fail(err)
	}
	if c.Quiet {
		return exitDone
	}
	to := fmt.Sprintf("%s of %s (%s)", c.Publish.Branch, c.Publish.Remote, done.Address)
	if !done.Changed {
		fmt.Fprintf(a.Stderr, "nothing to publish: %s has this site already\n", to)
		return exitDone
	}
	fmt.Fprintf(a.Stderr, "%s -> %s, commit %s\n", plural(len(files), "file"), to, done.Commit)
	if done.First {
		fmt.Fprintf(a.Stderr, "the branch is new: at GitHub choose it under Settings > Pages > Deploy from a branch\n")
	}
	return exitDone
}

// output is the folder of the output as the system finds it.
func (c *commands) output(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.Site, name)
}

// current reports whether a folder is what a build would make of it now. failed says that a build
// would make nothing; why, has been printed.
func (a *App) current(c *commands, dir string) (is, failed bool, err error) {
	if output.HasStamp(dir) {
		if key, err := build.Stamp(program(), os.DirFS(c.Site), c.options()); err == nil {
			if _, _, ok := output.ReadStamp(dir, key); ok {
				return true, false, nil
			}
		}
	}
	p := a.progress(c)
	defer p.erase()
	result, diags, err := a.load(c, p)
	if err != nil {
		return false, false, err
	}
	if broken := diag.Count(diags, diag.Error) > 0 || c.Strict && diag.Count(diags, diag.Warning) > 0; broken {
		a.print(diags, c)
		return false, true, nil
	}
	is, err = output.Current(dir, result.Output())
	return is, false, err
}
