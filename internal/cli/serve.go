package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"gloss/internal/build"
	"gloss/internal/diag"
	"gloss/internal/serve"
)

type serveCommand struct {
	Addr string   `placeholder:"ADDR" help:"Address to serve at, host:port or a port (default: the first free port of this machine from 8080)."`
	Open bool     `help:"Show the site in a browser."`
	Poll bool     `help:"Look at the files again and again, for file systems that do not tell of changes, as those of networks."`
	Host []string `placeholder:"NAME" help:"A further name by which browsers may ask for the site."`
}

// serve serves the site until the program is asked to stop.
func (a *App) serve(c *commands) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // who asks twice means it
	err := serve.Run(ctx, serve.Options{
		Root: c.Site, Rebuild: a.rebuild(c), Watched: watched(c, build.Folders()), Report: &reporter{app: a, c: c},
		Addr: c.Serve.Addr, Hosts: c.Serve.Host, Poll: c.Serve.Poll, Open: c.Serve.Open,
		ReadFile: c.readFile, Mistake: build.Mistake, Edit: serve.ThisDesktop.Edit,
	})
	if err != nil {
		return a.fail(err)
	}
	return exitDone
}

// served is a site as the server sees it.
type served struct {
	*build.Result
	c *commands
}

func (s served) Watched() serve.Watched { return watched(s.c, s.Folders()) }

func watched(c *commands, folders []string) serve.Watched {
	o := c.options()
	return serve.Watched{Folders: folders, Files: []string{o.ConfigName()}, Ignored: build.Ignored}
}

// rebuild returns what rebuilds the site. After a panic nothing is left of the builder.
func (a *App) rebuild(c *commands) serve.Rebuild {
	b := new(build.Builder)
	return func(changes serve.Changes) (serve.Site, []diag.Diag, error) {
		sound := false
		defer func() {
			if !sound {
				b = new(build.Builder)
			}
		}()
		progress := a.progress(c)
		defer progress.erase()
		o := c.options()
		o.Changed, o.Progress, o.LastLayouts = changes, progress.tell, true
		r, diags, err := b.Build(os.DirFS(c.Site), o)
		sound = true
		if err != nil {
			return nil, nil, err
		}
		return served{r, c}, diags, nil
	}
}

// reporter prints what happens to a site that is served.
type reporter struct {
	app   *App
	c     *commands
	diags []diag.Diag // printed last
}

func (r *reporter) Serving(url string) {
	if !r.c.Quiet {
		fmt.Fprintf(r.app.Stderr, "Serving %s – stop with Ctrl-C\n", url)
	}
}

func (r *reporter) Warn(message string) {
	fmt.Fprintf(r.app.Stderr, "gloss: warning: %s\n", message)
}

// Built prints the diagnostics when they are others than before, and a line in any case.
func (r *reporter) Built(b serve.Report) {
	if b.Err != nil {
		fmt.Fprintf(r.app.Stderr, "gloss: %s\n", b.Err)
		return
	}
	if !slices.Equal(b.Diags, r.diags) {
		r.app.print(b.Diags, r.c)
		r.diags = b.Diags
	}
	if r.c.Quiet || r.c.Format != formatText {
		return
	}
	line := b.Site.(served).Summary()
	if errs, warnings := diag.Count(b.Diags, diag.Error), diag.Count(b.Diags, diag.Warning); errs+warnings > 0 {
		line = count(errs, warnings)
	}
	if what := changed(b.Changes); what != "" {
		line = what + ": " + line
	}
	fmt.Fprintf(r.app.Stderr, "%s  %s in %d ms\n", r.app.Now().Format(time.TimeOnly), line, b.Took.Milliseconds())
}

// changed names what has changed, if that is little.
func changed(c serve.Changes) string {
	const most = 3
	if len(c) > most {
		return fmt.Sprintf("%d files", len(c))
	}
	return strings.Join(c, ", ")
}
