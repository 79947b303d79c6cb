package highlight

import "github.com/dlclark/regexp2/v2/syntax"

// simple is a pattern that is one character after another and, at most at its end, a run of
// characters: white space, names, punctuation. That is what most of code is made of, and it
// can be matched without the engine, which would have nothing to go back to.
type simple struct {
	chars []chars
	run   *chars // at the end, greedy; nil for none
	min   int    // how long the run is at least
	max   int    // and at most
}

// chars are the characters that may stand at a place.
type chars struct {
	one rune            // this one
	not bool            // or any but this one
	set *syntax.CharSet // or those of a set
}

func (c *chars) match(r rune) bool {
	if c.set != nil {
		return c.set.CharIn(r)
	}
	return (r == c.one) != c.not
}

// simpleOf returns the simple form of a pattern, or nil if it has none.
func simpleOf(tree *syntax.RegexTree) *simple {
	n := tree.Root
	for (n.T == syntax.NtCapture || n.T == syntax.NtGroup || n.T == syntax.NtAtomic) && len(n.Children) == 1 {
		n = n.Children[0]
	}
	parts := []*syntax.RegexNode{n}
	if n.T == syntax.NtConcatenate {
		parts = n.Children
	}
	s := &simple{}
	for i, p := range parts {
		if p.Options&(syntax.RightToLeft|syntax.IgnoreCase) != 0 {
			return nil
		}
		c := chars{one: p.Ch, set: p.Set}
		switch p.T {
		case syntax.NtOne, syntax.NtSet:
			s.chars = append(s.chars, c)
		case syntax.NtNotone:
			c.not = true
			s.chars = append(s.chars, c)
		case syntax.NtMulti:
			for _, r := range p.Str {
				s.chars = append(s.chars, chars{one: r})
			}
		case syntax.NtOneloop, syntax.NtOneloopatomic, syntax.NtSetloop, syntax.NtSetloopatomic,
			syntax.NtNotoneloop, syntax.NtNotoneloopatomic:
			if i < len(parts)-1 {
				return nil
			}
			c.not = p.T == syntax.NtNotoneloop || p.T == syntax.NtNotoneloopatomic
			s.run, s.min, s.max = &c, p.M, p.N
		default:
			return nil
		}
	}
	return s
}

// match returns how long the match at the start of text is, -1 if there is none.
func (s *simple) match(text []rune) int {
	if len(text) < len(s.chars) {
		return -1
	}
	for i := range s.chars {
		if !s.chars[i].match(text[i]) {
			return -1
		}
	}
	if s.run == nil {
		return len(s.chars)
	}
	rest, n := text[len(s.chars):], 0
	for n < len(rest) && n < s.max && s.run.match(rest[n]) {
		n++
	}
	if n < s.min {
		return -1
	}
	return len(s.chars) + n
}
