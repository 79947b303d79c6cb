package site

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// indexTerms orders the terms by what the index files them under.
func (l *linker) indexTerms() {
	order, keys := make([]int32, len(l.Terms)), make([]string, len(l.Terms))
	for i := range order {
		order[i], keys[i] = int32(i), IndexKey(l.Terms[i].Sort)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(l.Terms[a].Title, l.Terms[b].Title), cmp.Compare(a, b))
	})
	var drafts []int32
	for _, t := range order {
		if l.Published(l.Terms[t].Page) {
			l.Index = append(l.Index, t)
		} else {
			drafts = append(drafts, t)
		}
	}
	l.rank = make([]int32, len(order))
	for i, t := range append(slices.Clip(l.Index), drafts...) {
		l.rank[t] = int32(i)
	}
}

// IndexKey is what a name is sorted by: without case, without what stands before its
// first letter or digit, and in the Latin script without accents. A key that begins with
// no letter begins with a zero byte, and so comes first.
func IndexKey(title string) string {
	isWord := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
	if i := strings.IndexFunc(title, isWord); i > 0 {
		title = title[i:]
	}
	var sb strings.Builder
	if c, _ := utf8.DecodeRuneInString(title); !unicode.IsLetter(c) {
		sb.WriteByte(0)
	}
	latin := false
	for _, c := range norm.NFD.String(title) {
		if unicode.Is(unicode.Mn, c) && latin {
			continue
		}
		latin = unicode.Is(unicode.Latin, c)
		sb.WriteRune(unicode.ToLower(c))
	}
	return norm.NFC.String(sb.String())
}
