package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/site"
)

// Group is a part of the glossary's index under one letter.
type Group struct {
	ID, URL string
	Letter  string
	Terms   []TermView
}

// GlossaryView is the index of terms.
type GlossaryView struct {
	Base
	Groups []Group
	Count  int
}

func (r *Renderer) glossary(id site.PageID, b Base) GlossaryView {
	v := GlossaryView{Base: b}
	var order []int32
	for i, t := range r.site.Terms {
		if r.site.Published(t.Page) {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := r.site.Terms[a].Title, r.site.Terms[b].Title
		return cmp.Or(cmp.Compare(indexKey(x), indexKey(y)), cmp.Compare(x, y), cmp.Compare(a, b))
	})
	for _, i := range order {
		t := r.termView(id, i)
		t.ID = indexID(&r.site.Terms[i])
		frag, letter := initial(t.Title)
		if n := len(v.Groups); n == 0 || v.Groups[n-1].ID != frag {
			v.Groups = append(v.Groups, Group{ID: frag, URL: r.url(id, site.Addr{Page: id, Frag: frag}), Letter: letter})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Terms = append(g.Terms, t)
	}
	v.Count = len(order)
	return v
}

// indexID is the id of a term's entry in the index.
func indexID(t *site.Term) string { return "gloss-" + site.IDName(t.Name) }

// indexKey is what a title is sorted by: without case, without what stands before its
// first letter or digit, and in the Latin script without accents. A key that begins with
// no letter begins with a zero byte, and so comes first.
func indexKey(title string) string {
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

// initial returns the letter a title is filed under and the id of its group; what begins
// with no letter is under "#".
func initial(title string) (id, letter string) {
	c, _ := utf8.DecodeRuneInString(indexKey(title))
	if !unicode.IsLetter(c) {
		return "gloss/other", "#"
	}
	return "gloss/" + string(c), strings.ToUpper(string(c))
}
