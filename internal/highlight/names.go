package highlight

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// named holds chroma's lexers by name, alias and ending of files, in lower case: what
// [lexers.Get] finds, which takes milliseconds to say that there is none.
var named = sync.OnceValue(func() map[string]chroma.Lexer {
	m := map[string]chroma.Lexer{}
	add := func(name string, l chroma.Lexer) {
		if name = strings.ToLower(name); m[name] == nil {
			m[name] = l
		}
	}
	all := slices.Clone(lexers.GlobalLexerRegistry.Lexers)
	for _, l := range all {
		add(l.Config().Name, l)
	}
	for _, l := range all {
		for _, alias := range l.Config().Aliases {
			add(alias, l)
		}
	}
	slices.SortFunc(all, func(a, b chroma.Lexer) int {
		return cmp.Or(cmp.Compare(priority(b), priority(a)), strings.Compare(strings.ToLower(a.Config().Name), strings.ToLower(b.Config().Name)))
	})
	for _, l := range all {
		for _, pattern := range l.Config().Filenames {
			if ending, ok := strings.CutPrefix(pattern, "*."); ok && !strings.ContainsAny(ending, ".*?[") {
				add(ending, l)
			}
		}
	}
	return m
})

// priority is what decides between lexers for files of one ending.
func priority(l chroma.Lexer) float32 { return cmp.Or(l.Config().Priority, 1) }
