// Package diag describes what is wrong with an author's input: where, what, and
// what to do about it. It knows nothing of the rest of Gloss; every stage
// returns values of [Diag], and the command line prints them once, sorted.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says what a diagnostic does to a build.
type Severity uint8

const (
	Error   Severity = iota + 1 // nothing is written
	Warning                     // printed; fails the build under --strict
	Note                        // printed; never fails
)

// String returns the word printed before the message.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return fmt.Sprintf("severity(%d)", uint8(s))
}

// Pos is a place in an input file. The zero Pos means "no particular place".
type Pos struct {
	File string // slash-separated, relative to the site root: "content/articles/icds.md"
	Line int    // 1-based; 0 when only the file is known
	Col  int    // 1-based, in bytes
}

// Place is a Pos without its file, for what is kept many thousand times and knows its file
// from elsewhere.
type Place struct {
	Line, Col uint32 // as in Pos
}

// In returns the place in a file.
func (p Place) In(file string) Pos { return Pos{file, int(p.Line), int(p.Col)} }

// Place returns the place without its file.
func (p Pos) Place() Place { return Place{uint32(p.Line), uint32(p.Col)} }

// String formats the place as editors understand it, "file:line:col".
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Diag is one thing an author should know. It is a plain value: stages collect
// them, nobody mutates them.
type Diag struct {
	Pos      Pos
	Severity Severity
	Code     string // stable, kebab-case: "note-unknown"
	Msg      string // lower case, no full stop, input quoted
	Hint     string // what to do; may be empty
}

// String formats the diagnostic on one line, without its hint.
func (d Diag) String() string {
	s := fmt.Sprintf("%s: %s [%s]", d.Severity, d.Msg, d.Code)
	if d.Pos == (Pos{}) {
		return s
	}
	return d.Pos.String() + ": " + s
}

// Errorf returns an error-level diagnostic.
func Errorf(pos Pos, code, format string, args ...any) Diag {
	return Diag{Pos: pos, Severity: Error, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// Warnf returns a warning.
func Warnf(pos Pos, code, format string, args ...any) Diag {
	return Diag{Pos: pos, Severity: Warning, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// Notef returns a note.
func Notef(pos Pos, code, format string, args ...any) Diag {
	return Diag{Pos: pos, Severity: Note, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// WithHint returns d with a hint.
func (d Diag) WithHint(format string, args ...any) Diag {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// Sort orders diagnostics by file, line, column, then severity, code and message,
// and drops exact repetitions. It sorts in place and returns the shortened slice.
func Sort(ds []Diag) []Diag {
	slices.SortFunc(ds, func(a, b Diag) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Msg, b.Msg), cmp.Compare(a.Hint, b.Hint))
	})
	return slices.Compact(ds)
}

// Count returns how many of ds have the severity.
func Count(ds []Diag, s Severity) int {
	n := 0
	for _, d := range ds {
		if d.Severity == s {
			n++
		}
	}
	return n
}
