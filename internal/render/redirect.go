package render

import (
	"cmp"
	"errors"
	"fmt"

	"gloss/internal/site"
)

// RedirectView is the page at a former address.
type RedirectView struct {
	Title, Lang, Dir string
	URL              string
	Canonical        string // the page's address on the web; "" without one
	Words            *Words
	MovedTo          Phrase // "It is now at" the page
}

// Redirect renders the page that stands at a former address of a page, an output path, and
// sends readers on: by a refresh, since the site must work without a server's help.
func (r *Renderer) Redirect(from string, to site.PageID) ([]byte, error) {
	p := r.site.Pages[to]
	lang := cmp.Or(p.Lang, "en")
	up, rel := relative(from, p.Out)
	v := RedirectView{Title: p.Title, Lang: lang, Dir: Direction(lang), URL: EscapeURL(up + rel), Words: r.words, MovedTo: phrase(r.words.MovedTo, "page", p.Title)}
	if r.public != nil {
		v.Canonical = r.public.URL(to, site.Addr{Page: to})
	}
	if !r.layouts.defines("page", "redirect") {
		return nil, r.layouts.mistake("base.html", errors.New(`it does not define "redirect", which redirect_from needs`))
	}
	page, err := r.layouts.execute(nil, "page", "redirect", v)
	if err != nil {
		return nil, fmt.Errorf("render %q: %w", from, err)
	}
	return page, nil
}
