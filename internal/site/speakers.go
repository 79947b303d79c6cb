package site

import (
	"strings"

	"gloss/internal/diag"
)

// speaker returns the name of who speaks in a claim: from the article's by:, from a term,
// or as it is written. It reports false when that is a key which nothing explains.
func (l *linker) speaker(page PageID, by string) (string, bool) {
	if by == "" {
		return "", true
	}
	if src := l.Pages[page].Source; src != nil {
		for _, s := range src.Front.By {
			if s.Key == by {
				return s.Name, true
			}
		}
	}
	if t, ok := l.terms[by]; ok {
		return l.Terms[t].Title, true
	}
	return by, strings.ContainsRune(by, ' ') || strings.ToLower(by) != by
}

// checkSpeakers reports claims that give the floor to someone nobody has introduced.
func (l *linker) checkSpeakers() {
	for _, id := range l.order {
		p := l.Pages[id]
		for i := range p.Doc.Claims {
			c := &p.Doc.Claims[i]
			if _, ok := l.speaker(id, c.By); ok {
				continue
			}
			var keys []string
			for _, s := range p.Source.Front.By {
				keys = append(keys, s.Key)
			}
			hint := "write the whole name, by=\"…\", or give them an entry: content/glossary/%s.md"
			if p.Kind == KindArticle {
				hint = "introduce them in the front matter, by: {%s: …}, or write the whole name: by=\"…\""
			}
			l.report(l.hints.didYouMean(diag.Errorf(p.Doc.At(c.Pos), "speaker-unknown", "unknown speaker %q", c.By), c.By, append(keys, l.termNames()...), hint, c.By))
		}
	}
}
