package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"gloss/internal/diag"
)

// maxPrinted is how many diagnostics are printed before the rest is only counted.
const maxPrinted = 100

// printer prints diagnostics with the lines they are about.
type printer struct {
	w      io.Writer
	colour bool
	lines  diag.Lines
}

// print prints sorted diagnostics. Where there are too many, the graver ones are printed.
func (p *printer) print(diags []diag.Diag) {
	shown := diag.Gravest(diags, maxPrinted)
	for _, d := range shown {
		p.headline(d)
		if f := p.lines.Frame(d.Pos); f != (diag.Frame{}) {
			p.frame(d, f)
		}
		if d.Hint != "" {
			fmt.Fprintln(p.w, "   hint: "+diag.Visible(d.Hint))
		}
	}
	if n := len(diags) - len(shown); n > 0 {
		fmt.Fprintf(p.w, "… and %d more\n", n)
	}
}

// headline prints what diag.Diag.String says, with the severity in its colour.
func (p *printer) headline(d diag.Diag) {
	place, text := "", diag.Visible(d.String())
	if d.Pos != (diag.Pos{}) {
		place = diag.Visible(d.Pos.String()) + ": "
	}
	word := d.Severity.String()
	fmt.Fprintln(p.w, place+p.paint(d.Severity, word)+text[len(place)+len(word):])
}

// paint gives a text the colour of a severity.
func (p *printer) paint(s diag.Severity, text string) string {
	if !p.colour {
		return text
	}
	return colours[s] + text + plain
}

// frame prints the line with a caret under the column.
func (p *printer) frame(d diag.Diag, f diag.Frame) {
	fmt.Fprintf(p.w, "%5d | %s%s\n", d.Pos.Line, f.Before, f.After)
	if d.Pos.Col > 0 {
		fmt.Fprintf(p.w, "      | %s%s\n", strings.Repeat(" ", uniseg.StringWidth(f.Before)), p.paint(d.Severity, "^"))
	}
}

// count says "2 errors and 1 warning".
func count(errs, warnings int) string {
	var parts []string
	if errs > 0 {
		parts = append(parts, plural(errs, "error"))
	}
	if warnings > 0 {
		parts = append(parts, plural(warnings, "warning"))
	}
	return strings.Join(parts, " and ")
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
