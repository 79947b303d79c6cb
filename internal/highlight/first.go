package highlight

import (
	"strings"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// first says with which characters a match of a pattern may begin.
type first struct {
	any   bool // with any, or with none: the pattern may match nothing
	ascii [2]uint64
	set   *syntax.CharSet // of all
	fold  bool            // set has the lower-case letters alone
}

// analyse looks at a pattern as chroma compiles it: behind \G, which holds it where the
// match is to begin. The analysis is that of the engine that matches, regexp2.
func analyse(pattern string) (first, *simple) {
	pattern = strings.TrimPrefix(pattern, `\G`)
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return first{any: true}, nil
	}
	simple := simpleOf(tree)
	code, err := syntax.Write(tree)
	if err != nil || code.FcPrefix == nil || code.RightToLeft {
		return first{any: true}, simple
	}
	f := first{set: &code.FcPrefix.PrefixSet, fold: code.FcPrefix.CaseInsensitive}
	for c := range rune(unicode.MaxASCII + 1) {
		if f.in(c) {
			f.ascii[c>>6] |= 1 << (c & 63)
		}
	}
	return f, simple
}

// may reports whether a match may begin with c.
func (f *first) may(c rune) bool {
	if f.any {
		return true
	}
	if c <= unicode.MaxASCII {
		return f.ascii[c>>6]>>(c&63)&1 != 0
	}
	return f.in(c)
}

func (f *first) in(c rune) bool {
	return f.set.CharIn(c) || f.fold && f.set.CharIn(unicode.ToLower(c))
}
