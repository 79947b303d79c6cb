// Package cli is the command line: flags, wiring, exit codes, and the printing of
// diagnostics. Nothing below it prints or exits.
package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"github.com/alecthomas/kong"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/output"
)

// Exit statuses.
const (
	exitDone    = 0
	exitContent = 1 // the content has errors
	exitUsage   = 2 // wrong usage, or I/O
)

// App is a run of the program, with everything it touches of the outside.
type App struct {
	Stdout, Stderr io.Writer
	Now            func() time.Time // for the time a build took; never for output
}

// commands are the flags and commands.
type commands struct {
	Site    string `short:"C" name:"site" placeholder:"DIR" default:"." help:"Root of the site: the folder that holds content/."`
	Config  string `placeholder:"FILE" help:"Configuration below the site root (default: gloss.yaml)."`
	URL     string `name:"url" placeholder:"URL" help:"Address the site is published at, instead of the one in gloss.yaml."`
	Drafts  bool   `help:"Publish drafts too."`
	Strict  bool   `help:"Fail on warnings."`
	Format  string `placeholder:"FORMAT" enum:"text,json,github" default:"text" help:"Form of the diagnostics: text, json (one object a line) or github (annotations)."`
	Quiet   bool   `short:"q" help:"Print nothing but errors."`
	Verbose bool   `short:"v" help:"Say what was written."`

	Build   buildCommand   `cmd:"" default:"withargs" help:"Render content/ into public/ (the default command)."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

type buildCommand struct {
	Out string `short:"o" placeholder:"DIR" default:"public" help:"Folder to write to, relative to the site root."`
}

type versionCommand struct{}

// exit carries a status out of kong, which would end the process itself.
type exit int

// Run runs the program with the arguments behind its name and returns the exit status.
func (a *App) Run(args []string) (status int) {
	defer func() {
		if r := recover(); r != nil {
			code, ok := r.(exit)
			if !ok {
				panic(r)
			}
			status = int(code)
		}
	}()
	var c commands
	parser, err := kong.New(&c, kong.Name("gloss"),
		kong.Description("Turn a folder of Markdown digests into an annotated briefing: a static site in which several articles can be read against each other."),
		kong.Writers(a.Stdout, a.Stderr), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		panic("cli: internal error: " + err.Error())
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(a.Stderr, "gloss: %s\n  hint: gloss --help lists the commands and flags\n", err)
		return exitUsage
	}
	switch ctx.Command() {
	case "version":
		fmt.Fprintln(a.Stdout, "gloss "+Version())
		return exitDone
	default:
		return a.build(&c)
	}
}

// version is set by the linker for releases.
var version string

// Version returns the version of the program.
func Version() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "devel " + s.Value[:12]
			}
		}
	}
	return "devel"
}

// fail prints what is not the author's doing.
func (a *App) fail(err error) int {
	var refusal *output.Refusal
	if errors.As(err, &refusal) {
		fmt.Fprintf(a.Stderr, "gloss: %s\n  hint: %s\n", refusal.Msg, refusal.Hint)
	} else {
		fmt.Fprintf(a.Stderr, "gloss: %s\n", err)
	}
	return exitUsage
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
	var b build.Builder
	fsys := os.DirFS(c.Site)
	result, diags, err := b.Build(fsys, build.Options{ConfigFile: c.Config, URL: c.URL, Drafts: c.Drafts, Open: func(path string) (fs.FS, error) {
		return os.DirFS(filepath.Join(c.Site, filepath.FromSlash(path))), nil
	}})
	if err != nil {
		return a.fail(err)
	}
	if failed := a.print(diags, c); failed {
		return exitContent
	}
	stats, err := output.Sync(out, result.Files())
	if d, ok := build.Mistake(err); ok {
		a.print([]diag.Diag{d}, c)
		return exitContent
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

// print prints the diagnostics and reports whether they fail the build.
func (a *App) print(diags []diag.Diag, c *commands) bool {
	errs, warnings := diag.Count(diags, diag.Error), diag.Count(diags, diag.Warning)
	failed := errs > 0 || c.Strict && warnings > 0
	if c.Quiet {
		diags = slices.DeleteFunc(slices.Clone(diags), func(d diag.Diag) bool {
			return d.Severity != diag.Error && !(c.Strict && d.Severity == diag.Warning)
		})
	}
	switch c.Format {
	case formatJSON:
		printJSON(a.Stderr, diags)
		return failed
	case formatGitHub:
		printGitHub(a.Stderr, diags)
		return failed
	}
	p := printer{w: a.Stderr, read: func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(c.Site, filepath.FromSlash(file))) }}
	p.print(diags)
	switch {
	case errs > 0:
		fmt.Fprintf(a.Stderr, "%s; nothing was written\n", count(errs, warnings))
	case failed:
		fmt.Fprintf(a.Stderr, "%s, which --strict does not let pass; nothing was written\n", count(errs, warnings))
	}
	return failed
}
