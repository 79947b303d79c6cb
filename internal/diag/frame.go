package diag

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Lines reads the lines that diagnostics are about. It keeps the last file, since sorted
// diagnostics are about one after the other.
type Lines struct {
	Read  func(file string) ([]byte, error) // of the site; an error leaves out the line
	file  string                            // whose lines are held
	lines [][]byte
}

// Frame is a line of a file, cut at the place of a diagnostic and shortened around it, as
// it can be shown.
type Frame struct {
	Before, After string
}

// Frame returns the line at a place; the zero Frame when there is none.
func (l *Lines) Frame(pos Pos) Frame {
	if pos.File == "" || pos.Line == 0 {
		return Frame{}
	}
	if l.file != pos.File {
		data, err := l.Read(pos.File)
		if err != nil {
			data = nil // the place is all there is to say
		}
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		l.file, l.lines = pos.File, bytes.Split(bytes.ReplaceAll(data, []byte("\r"), []byte("\n")), []byte("\n"))
	}
	if pos.Line > len(l.lines) {
		return Frame{}
	}
	return newFrame(l.lines[pos.Line-1], pos.Col)
}

// newFrame cuts a line at a column, 1-based in bytes.
func newFrame(line []byte, col int) Frame {
	const before, after = 60, 40 // characters kept around the place
	at := min(max(col-1, 0), len(line))
	from, to := max(at-near, 0), min(at+near, len(line))
	for ; from > 0 && from < at && !utf8.RuneStart(line[from]); from++ {
	}
	for ; to < len(line) && to > at && !utf8.RuneStart(line[to]); to-- {
	}
	head, tail := characters(line[from:at]), characters(line[at:to])
	if len(head) > before || from > 0 {
		head = append([]string{"…"}, head[max(len(head)-before, 0):]...)
	}
	if len(tail) > after || to < len(line) {
		tail = append(tail[:min(len(tail), after):min(len(tail), after)], "…")
	}
	return Frame{strings.Join(head, ""), strings.Join(tail, "")}
}

// near is how many bytes around a place are looked at: lines can be as long as files.
const near = 2048

// characters splits a piece of a line into what a reader takes for characters, made
// visible.
func characters(b []byte) []string {
	var list []string
	text, state := Visible(string(b)), -1
	for text != "" {
		var c string
		c, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		list = append(list, c)
	}
	return list
}

// Visible returns a text as it may be shown: a tab is a space, and characters that would
// move a cursor, change colours or turn the direction of writing are replaced.
func Visible(s string) string {
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

// Gravest returns at most n of sorted diagnostics, the gravest, sorted.
func Gravest(ds []Diag, n int) []Diag {
	if len(ds) <= n {
		return ds
	}
	grave := slices.SortedStableFunc(slices.Values(ds), func(a, b Diag) int { return cmp.Compare(a.Severity, b.Severity) })
	return Sort(grave[:n])
}
