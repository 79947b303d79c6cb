package render

import (
	"net/url"
	"path"
	"strings"

	"gloss/internal/site"
)

// Addresser decides what addresses and ids look like in an edition of the site.
type Addresser interface {
	// URL returns the address of a place as seen from a page.
	URL(from site.PageID, to site.Addr) string
	// File returns the address of an output file that is not a page.
	File(from site.PageID, out string) string
	// ID returns the id under which an id of a page stands in this edition.
	ID(page site.PageID, id string) string
}

// Relative addresses every place relative to the page it is seen from and names files, so
// that the same bytes work at "/", under any path, and from a disk. A server shows 404.html
// for addresses at any depth, so that page needs the site's own where it is known.
type Relative struct{ Site *site.Site }

// URL implements [Addresser].
func (r Relative) URL(from site.PageID, to site.Addr) string {
	switch {
	case to.Frag == "":
		return r.File(from, r.Site.Pages[to.Page].Out)
	case from == to.Page:
		return "#" + escapeURL(to.Frag)
	}
	return r.File(from, r.Site.Pages[to.Page].Out) + "#" + escapeURL(to.Frag)
}

// File implements [Addresser].
func (r Relative) File(from site.PageID, out string) string {
	p := r.Site.Pages[from]
	if p.Kind == site.KindNotFound && r.Site.Config.URL != "" {
		if u, err := url.Parse(r.Site.Config.URL); err == nil { // content has checked it
			return escapeURL(path.Join("/", u.Path, out))
		}
	}
	return escapeURL(relative(p.Out, out))
}

// ID implements [Addresser].
func (Relative) ID(_ site.PageID, id string) string { return id }

// relative returns the path of file to as seen from file from; both are relative to the
// same root.
func relative(from, to string) string {
	common := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			common = i + 1
		}
	}
	rel := strings.Repeat("../", strings.Count(from[common:], "/")) + to[common:]
	if first, _, _ := strings.Cut(rel, "/"); strings.Contains(first, ":") {
		return "./" + rel // else the part before the colon would be a scheme
	}
	return rel
}

// escapeURL percent-encodes what may not stand in a URL or would end its path or
// fragment. Letters of all scripts stay legible, as the URL standard allows.
func escapeURL(s string) string { return escape(s, " \"#%<>?[\\]^`{|}&'") }

// escapeQuery encodes what may not stand in a query. What is encoded already stays so.
func escapeQuery(s string) string { return escape(s, " \"#<>[\\]^`{|}'") }

func escape(s, special string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || strings.ContainsRune(special, r) }) {
		return s
	}
	const hex = "0123456789ABCDEF"
	var sb strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || strings.IndexByte(special, c) >= 0 {
			sb.WriteByte('%')
			sb.WriteByte(hex[c>>4])
			sb.WriteByte(hex[c&15])
		} else {
			sb.WriteByte(c)
		}
	}
	return sb.String()
}
