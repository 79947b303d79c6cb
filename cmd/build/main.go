// Command build is the gloss binary: it turns a folder of Markdown digests into an
// annotated briefing.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"gloss/internal/cli"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(cli.GCPercent)
	}
	app := cli.App{Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now}
	app.Terminal, app.Colour = cli.Terminal(os.Stderr, os.Getenv)
	os.Exit(app.Run(os.Args[1:]))
}
