package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	v := GlossaryView{Base: b, Count: len(r.site.Index)}
	part := r.site.Part(id)
	for _, i := range r.site.Index[part.From:part.To] {
		t := r.termView(id, i)
		t.ID = r.site.IndexAddr(i).Frag
		frag, letter := initial(r.site.Terms[i].Sort)
		if n := len(v.Groups); n == 0 || v.Groups[n-1].ID != frag {
			v.Groups = append(v.Groups, Group{ID: frag, URL: r.url(id, site.Addr{Page: id, Frag: frag}), Letter: letter})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Terms = append(g.Terms, t)
	}
	return v
}

// initial returns the letter a name is filed under and the id of its group; what begins
// with no letter is under "#".
func initial(name string) (id, letter string) {
	c, _ := utf8.DecodeRuneInString(site.IndexKey(name))
	if !unicode.IsLetter(c) {
		return "gloss/other", "#"
	}
	return "gloss/" + string(c), strings.ToUpper(string(c))
}
