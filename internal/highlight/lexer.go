package highlight

import (
	"iter"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// A lexer applies the rules of a chroma lexer as chroma does: at each place the first rule
// of the current state that matches. Chroma tries the rules one after the other, and each
// try costs it an allocation and a run of the matcher, nearly all of which fail at the
// first character. A lexer knows from the patterns with which characters a match may begin,
// and tries only the rules that have a chance. It yields just what chroma does.
type lexer struct {
	of      *chroma.RegexLexer
	compile func() (chroma.CompiledRules, error)

	mu     sync.RWMutex
	states map[string][]rule
}

// rule is a rule of a state, and where it has a chance.
type rule struct {
	*chroma.CompiledRule
	first  first
	simple *simple // nil where it takes the engine
	whole  bool    // only the whole match is of interest, no group in it
}

func newRule(r *chroma.CompiledRule) rule {
	_, whole := r.Type.(chroma.TokenType)
	if m, ok := r.Mutator.(chroma.SerialisableMutator); ok {
		whole = whole && (m.MutatorKind() == "push" || m.MutatorKind() == "pop")
	} else if r.Mutator != nil {
		whole = false
	}
	first, simple := analyse(r.Regexp.String())
	if !whole {
		simple = nil
	}
	return rule{r, first, simple, whole}
}

// startState is where every lexer of chroma begins.
const startState = "root"

func newLexer(of *chroma.RegexLexer) *lexer {
	return &lexer{of: of, states: map[string][]rule{}, compile: sync.OnceValues(func() (chroma.CompiledRules, error) {
		return compiled(of)
	})}
}

// compiled returns the compiled rules of a lexer. Chroma keeps them to itself but shows
// them to a rule that changes rules, so they are compiled once more with such a one.
func compiled(of *chroma.RegexLexer) (chroma.CompiledRules, error) {
	rules, err := of.Rules()
	if err != nil {
		return nil, err
	}
	show := &shown{}
	rules = rules.Clone()
	rules["\x00"] = []chroma.Rule{{Mutator: show}}
	twin, err := chroma.NewLexer(of.Config(), func() chroma.Rules { return rules })
	if err != nil {
		return nil, err
	}
	if _, err := twin.Rules(); err != nil {
		return nil, err
	}
	return show.rules, nil
}

// mostIdle is how many rules in a row may match nothing: some go round for ever.
const mostIdle = 1000

// shown is a mutator that remembers the rules it is shown, and is gone.
type shown struct{ rules chroma.CompiledRules }

// MutateLexer implements chroma.LexerMutator.
func (s *shown) MutateLexer(rules chroma.CompiledRules, state string, _ int) error {
	s.rules = rules
	delete(rules, state)
	return nil
}

// Mutate implements chroma.Mutator.
func (*shown) Mutate(*chroma.LexerState) error { return nil }

// rulesOf returns the rules of a state.
func (l *lexer) rulesOf(all chroma.CompiledRules, state string) []rule {
	l.mu.RLock()
	rules, ok := l.states[state]
	l.mu.RUnlock()
	if ok {
		return rules
	}
	rules = make([]rule, len(all[state]))
	for i, r := range all[state] {
		rules[i] = newRule(r)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.states[state] = rules
	return rules
}

// run is the lexing of one text.
type run struct {
	*lexer
	chroma.LexerState
	watch watch
	idle  int    // rules in a row that matched nothing
	code  string // of ASCII alone: then a place in it is one in Text; else ""
}

// tokens yields the tokens of code. Where a rule fails, or nothing is left of the time, the
// rest is one token of text.
func (l *lexer) tokens(code string, left *time.Duration) iter.Seq2[chroma.TokenType, string] {
	return func(yield func(chroma.TokenType, string) bool) {
		all, err := l.compile()
		if err != nil {
			yield(chroma.Text, code)
			return
		}
		code = strings.ReplaceAll(strings.ReplaceAll(code, "\r\n", "\n"), "\r", "\n")
		added := l.of.Config().EnsureNL && !strings.HasSuffix(code, "\n")
		if added {
			code += "\n"
		}
		r := &run{lexer: l, LexerState: chroma.LexerState{
			Lexer: l.of, Registry: lexers.GlobalLexerRegistry, Text: []rune(code), Rules: all,
			Stack: []string{startState}, MutatorContext: map[any]any{},
		}, watch: watch{left: left}}
		defer r.watch.stop()
		if len(r.Text) == len(code) {
			r.code = code
		}
		end := len(r.Text)
		if added {
			end--
		}
		for r.Pos < end && len(r.Stack) > 0 {
			if r.watch.late() || r.idle > mostIdle {
				yield(chroma.Text, r.text(r.Pos, len(r.Text)))
				return
			}
			if !r.step(yield) {
				return
			}
		}
		if r.Pos < len(r.Text) && len(r.Stack) == 0 {
			yield(chroma.Error, r.text(r.Pos, len(r.Text)))
		}
	}
}

// text returns a part of the text.
func (r *run) text(from, to int) string {
	if r.code != "" {
		return r.code[from:to]
	}
	return string(r.Text[from:to])
}

// step applies the rule that matches and yields its tokens, or one character that no rule
// knows. It reports whether to go on.
func (r *run) step(yield func(chroma.TokenType, string) bool) bool {
	r.State = r.Stack[len(r.Stack)-1]
	from := r.Pos
	rule := r.match()
	if rule == nil {
		// as Pygments: a line that cannot be understood does not spoil the next
		if r.Text[from] == '\n' && r.State != startState {
			r.Stack = append(r.Stack[:0], startState)
			return true
		}
		r.Pos++
		return yield(chroma.Error, r.text(from, r.Pos))
	}
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(&r.LexerState); err != nil {
			r.Pos = len(r.Text)
			return yield(chroma.Text, r.text(from, r.Pos))
		}
	}
	switch emit := rule.Type.(type) {
	case nil:
		return true
	case chroma.TokenType: // nearly all
		return yield(emit, r.Groups[0])
	default:
		next := emit.Emit(r.Groups, &r.LexerState)
		for t := next(); t != chroma.EOF; t = next() {
			if t.Type != chroma.Ignore && !yield(t.Type, t.Value) {
				return false
			}
		}
		return true
	}
}

// match finds the first rule of the state that matches, and goes behind what it matched.
func (r *run) match() *rule {
	rules := r.rulesOf(r.Rules, r.State)
	for i := range rules {
		rule := &rules[i]
		if !rule.first.may(r.Text[r.Pos]) {
			continue
		}
		var m *regexp2.Match
		n := -1
		if rule.simple != nil {
			n = rule.simple.match(r.Text[r.Pos:])
		} else if found, err := rule.Regexp.FindRunesMatchStartingAt(r.Text, r.Pos); err != nil {
			r.watch.stop() // chroma lets the engine go back and forth for a quarter of a second
		} else if found != nil && found.RuneIndex == r.Pos {
			m, n = found, found.RuneLength
		}
		if n < 0 {
			continue
		}
		r.Rule, r.Groups, r.NamedGroups = i, append(r.Groups[:0], r.text(r.Pos, r.Pos+n)), nil
		if r.Pos += n; n > 0 {
			r.idle = 0
		} else {
			r.idle++
		}
		if !rule.whole {
			r.groups(m)
		}
		return rule
	}
	return nil
}

// groups keeps the groups of a match.
func (r *run) groups(m *regexp2.Match) {
	all := m.Groups()
	r.Groups, r.NamedGroups = make([]string, len(all)), make(map[string]string, len(all))
	for i, g := range all {
		r.Groups[i] = g.String()
		r.NamedGroups[g.Name] = r.Groups[i]
	}
}
