// Package cli is the command line: flags, wiring, exit codes, and the printing of
// diagnostics. Nothing below it prints or exits.
package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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

// GCPercent is what Go's collector of garbage is set to unless GOGC says otherwise. With
// 10,000 articles it is a twentieth less memory than 35 for a twentieth more processor
// time.
const GCPercent = 25

// App is a run of the program, with everything it touches of the outside.
type App struct {
	Stdout, Stderr io.Writer
	Now            func() time.Time // for the time a build took; never for output
	Terminal       bool             // Stderr is a terminal, on which progress can be shown
	Colour         bool             // and one whose user has nothing against colours
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
	Serve   serveCommand   `cmd:"" help:"Build in memory, serve, watch the files, and show every change in the browser at once."`
	Check   checkCommand   `cmd:"" help:"Say all that a build would say, and what a closer look finds; write nothing."`
	Publish publishCommand `cmd:"" help:"Publish public/ to a branch of a git remote."`
	Init    initCommand    `cmd:"" help:"Begin a new briefing, which builds at once, in a folder."`
	New     newCommand     `cmd:"" help:"Begin a new article or term."`
	Pack    packCommand    `cmd:"" help:"Write editions to carry and to send: the site as a zip, and everything in one HTML file."`
	Version versionCommand `cmd:"" help:"Print the version."`

	Completion completionCommand `cmd:"" help:"Print a script that completes commands and flags in a shell."`
	Candidates candidatesCommand `cmd:"" hidden:""`
}

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
		return a.failWith(err.Error(), "gloss --help lists the commands and flags")
	}
	switch ctx.Command() {
	case "version":
		fmt.Fprintln(a.Stdout, "gloss "+Version())
		return exitDone
	case "completion <shell>":
		return a.completion(&c)
	case "candidates", "candidates <words>":
		return a.candidates(&c, parser.Model.Node)
	case "serve":
		return a.serve(&c)
	case "check":
		return a.check(&c)
	case "publish":
		return a.publish(&c)
	case "init <dir>":
		return a.init(&c)
	case "new article <name>":
		return a.create(&c, "article", c.New.Article.Name)
	case "new term <name>":
		return a.create(&c, "term", c.New.Term.Name)
	case "pack":
		return a.pack(&c)
	default:
		return a.build(&c)
	}
}

// fail prints what is not the author's doing.
func (a *App) fail(err error) int {
	var refusal *output.Refusal
	if errors.As(err, &refusal) {
		return a.failWith(refusal.Msg, refusal.Hint)
	}
	fmt.Fprintf(a.Stderr, "gloss: %s\n", err)
	return exitUsage
}

// failWith prints what is not the author's doing, and what to do.
func (a *App) failWith(msg, hint string) int {
	fmt.Fprintf(a.Stderr, "gloss: %s\n  hint: %s\n", msg, hint)
	return exitUsage
}

// load builds the site, so far that nothing but rendering is left.
func (a *App) load(c *commands, p *progress) (*build.Result, []diag.Diag, error) {
	var b build.Builder
	defer p.erase()
	o := c.options()
	o.Progress = p.tell
	return b.Build(os.DirFS(c.Site), o)
}

// options are what a build depends on besides the files.
func (c *commands) options() build.Options {
	return build.Options{
		ConfigFile: c.Config, URL: c.URL, Drafts: c.Drafts,
		Open: func(path string) (fs.FS, error) {
			return os.DirFS(filepath.Join(c.Site, filepath.FromSlash(path))), nil
		},
	}
}

// readFile reads a file that a diagnostic names.
func (c *commands) readFile(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(c.Site, filepath.FromSlash(name)))
}

// print prints the diagnostics and reports whether they fail the command.
func (a *App) print(diags []diag.Diag, c *commands) bool {
	failed := diag.Count(diags, diag.Error) > 0 || c.Strict && diag.Count(diags, diag.Warning) > 0
	if c.Quiet {
		diags = slices.DeleteFunc(slices.Clone(diags), func(d diag.Diag) bool {
			return d.Severity != diag.Error && !(c.Strict && d.Severity == diag.Warning)
		})
	}
	switch c.Format {
	case formatJSON:
		printJSON(a.Stderr, diags)
	case formatGitHub:
		printGitHub(a.Stderr, diags)
	default:
		p := printer{w: a.Stderr, colour: a.Colour, lines: diag.Lines{Read: c.readFile}}
		p.print(diags)
	}
	return failed
}
