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
type Relative struct {
	outs []string    // by page: its output path, escaped
	lost site.PageID // 404.html
	root string      // of the site on its server, escaped; empty when it is not known
}

// NewRelative returns the addresser of a site's web edition.
func NewRelative(s *site.Site) Relative {
	r := Relative{outs: make([]string, len(s.Pages)), lost: site.None}
	for i, p := range s.Pages {
		r.outs[i] = escapeURL(p.Out)
		if p.Kind == site.KindNotFound {
			r.lost = site.PageID(i)
		}
	}
	if u, err := url.Parse(s.Config.URL); err == nil && s.Config.URL != "" { // content has checked it
		r.root = escapeURL(strings.TrimSuffix(path.Join("/", u.Path), "/") + "/")
	}
	return r
}

// URL implements [Addresser].
func (r Relative) URL(from site.PageID, to site.Addr) string {
	switch {
	case to.Frag == "":
		return r.file(from, r.outs[to.Page], "")
	case from == to.Page:
		return "#" + escapeURL(to.Frag)
	}
	return r.file(from, r.outs[to.Page], escapeURL(to.Frag))
}

// File implements [Addresser].
func (r Relative) File(from site.PageID, out string) string {
	return r.file(from, escapeURL(out), "")
}

func (r Relative) file(from site.PageID, out, frag string) string {
	hash := ""
	if frag != "" {
		hash = "#"
	}
	if from == r.lost && r.root != "" {
		return r.root + out + hash + frag
	}
	up, rel := relative(r.outs[from], out)
	return up + rel + hash + frag
}

// ID implements [Addresser].
func (Relative) ID(_ site.PageID, id string) string { return id }

// relative returns the path of file to as seen from file from, in two parts; both are
// relative to the same root.
func relative(from, to string) (up, rel string) {
	common := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			common = i + 1
		}
	}
	rel = to[common:]
	if n := strings.Count(from[common:], "/"); n > 0 {
		return strings.Repeat("../", n), rel
	}
	if first, _, _ := strings.Cut(rel, "/"); strings.Contains(first, ":") {
		return "./", rel // else the part before the colon would be a scheme
	}
	return "", rel
}

// escapeURL percent-encodes what may not stand in a URL or would end its path or
// fragment. Letters of all scripts stay legible, as the URL standard allows.
func escapeURL(s string) string { return escape(s, " \"#%<>?[\\]^`{|}&'") }

// escapeQuery encodes what may not stand in a query. What is encoded already stays so.
func escapeQuery(s string) string { return escape(s, " \"#<>[\\]^`{|}'") }

// escape percent-encodes control characters and the special ones.
func escape(s, special string) string {
	const hex = "0123456789ABCDEF"
	var sb strings.Builder
	from := 0
	for i := range len(s) {
		if c := s[i]; c >= 'a' && c <= 'z' || c >= ' ' && strings.IndexByte(special, c) < 0 {
			continue
		}
		sb.WriteString(s[from:i])
		sb.WriteString("%" + hex[s[i]>>4:s[i]>>4+1] + hex[s[i]&15:s[i]&15+1])
		from = i + 1
	}
	if from == 0 {
		return s
	}
	return sb.String() + s[from:]
}
