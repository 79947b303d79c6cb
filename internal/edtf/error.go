package edtf

import (
	"fmt"
	"unicode/utf8"
)

// Error says why a string is not a date that [Parse] reads.
type Error struct {
	Input string // as given to Parse
	Msg   string // what is wrong; lower case, no full stop
	Hint  string // what to write instead; never empty
	Off   int    // where in Input the trouble begins, in bytes
}

// Error returns the input and what is wrong with it, without the hint.
func (e *Error) Error() string {
	in := e.Input
	if len(in) > 60 {
		n := 60
		for n > 0 && !utf8.RuneStart(in[n]) {
			n--
		}
		in = in[:n] + "…"
	}
	return fmt.Sprintf("date %q: %s", in, e.Msg)
}

// problem is an Error in the making, while only a part of the input is in view.
type problem struct {
	off  int    // within the part
	msg  string // as in Error
	hint string // empty: to be worked out from the input, then from the part
	part string // the date at fault; empty for the whole input
}

// at moves a problem from a part to the text that holds it at off.
func (p *problem) at(off int) *problem {
	p.off += off
	return p
}
