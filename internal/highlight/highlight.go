// Package highlight cuts code into pieces and says how each looks: it is given code and the
// name of a language, and yields the pieces with chroma's CSS classes. The languages are
// chroma's, their rules applied several times faster than chroma does: see lexer.
package highlight

import (
	"iter"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
)

// A Language knows the rules of one language. It is safe for concurrent use.
type Language struct {
	lexer chroma.Lexer
	rules *lexer      // nil where the language is left to chroma
	alone *sync.Mutex // for what rules that are programs may share; nil where there are none
}

// languages holds those asked for, by name: a *Language, or nil for a name that is none.
var languages sync.Map

// Of returns the language of that name or alias ("go", "golang"), or nil.
func Of(name string) *Language {
	if l, ok := languages.Load(name); ok {
		return l.(*Language)
	}
	var l *Language
	if known := named()[strings.ToLower(name)]; known != nil {
		l = newLanguage(known)
	}
	if l == nil {
		return nil // not kept: of names that are none there may be any number
	}
	kept, _ := languages.LoadOrStore(name, l)
	return kept.(*Language)
}

// newLanguage leaves to chroma what it puts together of several lexers, and what has rules
// that are programs: Raku's rewrite the rules of all who use them.
func newLanguage(of chroma.Lexer) *Language {
	plain, ok := of.(*chroma.RegexLexer)
	if !ok {
		return &Language{lexer: of}
	}
	rules, err := plain.Rules()
	if err != nil {
		return nil
	}
	for _, state := range rules {
		for _, r := range state {
			if _, ok := r.Mutator.(chroma.MutatorFunc); ok {
				return &Language{lexer: of, alone: &sync.Mutex{}}
			}
		}
	}
	return &Language{lexer: of, rules: newLexer(plain)}
}

// Pieces yields the code in pieces, each with its class, "" for what has no look of its
// own. Neighbours of one class are one piece. When the rules of a language fail, the rest
// of the code has no class. Nor has it when the rules take longer than is left: there is
// code that keeps them busy for minutes. What they take is taken off, and nothing is left
// when they were not done.
func (l *Language) Pieces(code string, left *time.Duration) iter.Seq2[string, string] {
	return func(yield func(class, text string) bool) {
		class, text := "", ""
		for t, value := range l.tokens(code, left) {
			if value == "" {
				continue
			}
			c := classOf(t)
			if c == class {
				text += value
				continue
			}
			if text != "" && !yield(class, text) {
				return
			}
			class, text = c, value
		}
		if text != "" {
			yield(class, text)
		}
	}
}

// tokens yields what the lexer makes of the code.
func (l *Language) tokens(code string, left *time.Duration) iter.Seq2[chroma.TokenType, string] {
	if l.rules != nil {
		return l.rules.tokens(code, left)
	}
	return func(yield func(chroma.TokenType, string) bool) {
		if l.alone != nil {
			l.alone.Lock()
			defer l.alone.Unlock()
		}
		next, err := l.lexer.Tokenise(nil, code)
		if err != nil {
			yield(chroma.Text, code)
			return
		}
		watch := watch{left: left}
		defer watch.stop()
		for at := 0; ; {
			t := next()
			if at += len(t.Value); t == chroma.EOF || !yield(t.Type, t.Value) {
				return
			}
			if watch.late() {
				yield(chroma.Text, code[min(at, len(code)):])
				return
			}
		}
	}
}

// classOf returns chroma's CSS class of a token type, that of the nearest ancestor when it
// has none itself, and none for what has no look: space, and what the lexer does not know.
func classOf(t chroma.TokenType) string {
	if t == chroma.TextWhitespace {
		return ""
	}
	for ; t > 0; t = t.Parent() {
		if c, ok := chroma.StandardTypes[t]; ok {
			return c
		}
	}
	return ""
}
