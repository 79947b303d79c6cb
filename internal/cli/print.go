package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"gloss/internal/diag"
)

type fsReader = fs.FS

// maxPrinted is how many diagnostics are printed before the rest is only counted.
const maxPrinted = 100

// printer prints diagnostics with the line they are about.
type printer struct {
	w       io.Writer
	fsys    fs.FS
	printed int
	left    int
	file    string // whose lines are held
	lines   [][]byte
}

func (p *printer) print(d diag.Diag) {
	if p.printed >= maxPrinted {
		p.left++
		return
	}
	p.printed++
	fmt.Fprintln(p.w, d)
	if line := p.line(d.Pos); line != nil {
		p.frame(d.Pos, line)
	}
	if d.Hint != "" {
		fmt.Fprintf(p.w, "   hint: %s\n", d.Hint)
	}
}

func (p *printer) close() {
	if p.left > 0 {
		fmt.Fprintf(p.w, "… and %d more\n", p.left)
	}
}

// line returns the line a diagnostic is about, nil when there is none.
func (p *printer) line(pos diag.Pos) []byte {
	if pos.File == "" || pos.Line == 0 {
		return nil
	}
	if p.file != pos.File {
		data, err := fs.ReadFile(p.fsys, pos.File)
		if err != nil {
			data = nil
		}
		p.file, p.lines = pos.File, bytes.Split(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("\n"))
	}
	if pos.Line > len(p.lines) {
		return nil
	}
	return bytes.TrimRight(p.lines[pos.Line-1], "\r")
}

// frame prints the line with a caret under the column; a long line is cut around it.
func (p *printer) frame(pos diag.Pos, line []byte) {
	const before, after = 60, 40 // runes kept around the caret
	col := min(max(pos.Col-1, 0), len(line))
	head := []rune(string(bytes.ToValidUTF8(line[:col], []byte("?"))))
	tail := []rune(string(bytes.ToValidUTF8(line[col:], []byte("?"))))
	if len(head) > before {
		head = append([]rune("…"), head[len(head)-before:]...)
	}
	if len(tail) > after {
		tail = append(tail[:after:after], '…')
	}
	text := strings.ReplaceAll(string(head)+string(tail), "\t", " ")
	number := fmt.Sprintf("%5d", pos.Line)
	fmt.Fprintf(p.w, "%s | %s\n%s | %s^\n", number, text, strings.Repeat(" ", utf8.RuneCountInString(number)), strings.Repeat(" ", len(head)))
}

// count says "2 errors and 1 warning".
func count(n int, one string, m int, other string) string {
	s := plural(n, one)
	if m > 0 {
		s += " and " + plural(m, other)
	}
	return s
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
