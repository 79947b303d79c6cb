package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
	"time"

	"golang.org/x/term"

	"gloss/internal/diag"
)

// Terminal reports what a file, as standard error, can show: a line that changes, and
// colours, which their user may have declined with NO_COLOR (no-color.org).
func Terminal(f *os.File, getenv func(string) string) (terminal, colour bool) {
	return abilities(term.IsTerminal(int(f.Fd())), getenv)
}

func abilities(terminal bool, getenv func(string) string) (changes, colour bool) {
	changes = terminal && getenv("TERM") != "dumb"
	return changes, changes && getenv("NO_COLOR") == ""
}

// Control sequences of terminals (ECMA-48).
const (
	eraseLine = "\r\x1b[K"
	plain     = "\x1b[m"
)

// colours are how the severities look, and the carets with them.
var colours = map[diag.Severity]string{diag.Error: "\x1b[1;31m", diag.Warning: "\x1b[33m", diag.Note: "\x1b[36m"}

// Progress is shown of what takes longer than patience, and changes every beat.
const (
	patience = time.Second
	beat     = 100 * time.Millisecond
)

// progress is a line that says how far a command has come. It is safe for concurrent use.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil shows nothing
	now   func() time.Time
	next  time.Time // when to show something, or something else
	shown bool
}

// progress returns the progress of a command that begins now.
func (a *App) progress(c *commands) *progress {
	if !a.Terminal || c.Quiet || c.Format != formatText {
		return &progress{}
	}
	return &progress{w: a.Stderr, now: a.Now, next: a.Now().Add(patience)}
}

// units are what a stage of a build counts.
var units = map[string]string{"parsed": "files", "rendered": "pages"}

// tell shows how far a stage has come.
func (p *progress) tell(stage string, done, total int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next, p.shown = now.Add(beat), true
	fmt.Fprintf(p.w, "%s%s %s of %s %s", eraseLine, stage, thousands(done), thousands(total), units[stage])
}

// erase takes the line away, so that something else can be printed.
func (p *progress) erase() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, eraseLine)
		p.shown = false
	}
}

// thousands writes a number with commas: "10,000".
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
