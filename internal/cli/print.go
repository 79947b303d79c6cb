package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"gloss/internal/diag"
)

// maxPrinted is how many diagnostics are printed before the rest is only counted.
const maxPrinted = 100

// printer prints diagnostics with the lines they are about.
type printer struct {
	w      io.Writer
	colour bool
	read   func(file string) ([]byte, error) // of the site; an error leaves out the line
	file   string                            // whose lines are held
	lines  [][]byte
}

// print prints sorted diagnostics. Where there are too many, the graver ones are printed.
func (p *printer) print(diags []diag.Diag) {
	shown := diags
	if len(diags) > maxPrinted {
		shown = slices.SortedStableFunc(slices.Values(diags), func(a, b diag.Diag) int { return cmp.Compare(a.Severity, b.Severity) })
		shown = diag.Sort(shown[:maxPrinted])
	}
	for _, d := range shown {
		p.headline(d)
		if line := p.line(d.Pos); len(line) > 0 {
			p.frame(d, line)
		}
		if d.Hint != "" {
			fmt.Fprintln(p.w, "   hint: "+visible(d.Hint))
		}
	}
	if n := len(diags) - len(shown); n > 0 {
		fmt.Fprintf(p.w, "… and %d more\n", n)
	}
}

// headline prints what diag.Diag.String says, with the severity in its colour.
func (p *printer) headline(d diag.Diag) {
	place, text := "", visible(d.String())
	if d.Pos != (diag.Pos{}) {
		place = visible(d.Pos.String()) + ": "
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

// line returns the line a diagnostic is about, nil when there is none.
func (p *printer) line(pos diag.Pos) []byte {
	if pos.File == "" || pos.Line == 0 {
		return nil
	}
	if p.file != pos.File {
		data, err := p.read(pos.File)
		if err != nil {
			data = nil // the place is all there is to say
		}
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		p.file, p.lines = pos.File, bytes.Split(bytes.ReplaceAll(data, []byte("\r"), []byte("\n")), []byte("\n"))
	}
	if pos.Line > len(p.lines) {
		return nil
	}
	return p.lines[pos.Line-1]
}

// frame prints the line with a caret under the column; a long line is cut around it.
func (p *printer) frame(d diag.Diag, line []byte) {
	pos := d.Pos
	const before, after = 60, 40 // characters kept around the caret
	col := min(max(pos.Col-1, 0), len(line))
	head, tail := characters(line[:col]), characters(line[col:])
	if len(head) > before {
		head = append([]string{"…"}, head[len(head)-before:]...)
	}
	if len(tail) > after {
		tail = append(tail[:after:after], "…")
	}
	fmt.Fprintf(p.w, "%5d | %s\n", pos.Line, strings.Join(append(head[:len(head):len(head)], tail...), ""))
	if pos.Col > 0 {
		fmt.Fprintf(p.w, "      | %s%s\n", strings.Repeat(" ", uniseg.StringWidth(strings.Join(head, ""))), p.paint(d.Severity, "^"))
	}
}

// characters splits a piece of a line into what a reader takes for characters, made
// visible.
func characters(b []byte) []string {
	var list []string
	text, state := visible(string(b)), -1
	for text != "" {
		var c string
		c, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		list = append(list, c)
	}
	return list
}

// visible returns a text as a terminal may print it: a tab is a space, and characters that
// would move the cursor, change colours or turn the direction of writing are replaced.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
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
