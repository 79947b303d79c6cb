package render

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

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
		r.outs[i] = EscapeURL(p.Out)
		if p.Kind == site.KindNotFound {
			r.lost = site.PageID(i)
		}
	}
	if u, err := url.Parse(s.Config.URL); err == nil && s.Config.URL != "" { // content has checked it
		r.root = EscapeURL(strings.TrimSuffix(path.Join("/", u.Path), "/") + "/")
	}
	return r
}

// URL implements [Addresser].
func (r Relative) URL(from site.PageID, to site.Addr) string {
	switch {
	case to.Frag == "":
		return r.file(from, r.outs[to.Page], "")
	case from == to.Page:
		return "#" + EscapeURL(to.Frag)
	}
	return r.file(from, r.outs[to.Page], EscapeURL(to.Frag))
}

// File implements [Addresser].
func (r Relative) File(from site.PageID, out string) string {
	return r.file(from, EscapeURL(out), "")
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

// Absolute addresses every place by its address on the web, from wherever it is seen: for what
// leaves the site, such as feeds, and for what names a page to others. The index of a folder is
// named by the folder. It needs a site whose own address is known.
type Absolute struct {
	base string   // in ASCII, ending in "/"
	outs []string // by page: its output path, in ASCII
}

// NewAbsolute returns the addresser of a site with an address.
func NewAbsolute(s *site.Site) Absolute {
	a := Absolute{s.Config.URL, make([]string, len(s.Pages))}
	for i, p := range s.Pages {
		out := p.Out
		if out == "index.html" || strings.HasSuffix(out, "/index.html") {
			out = strings.TrimSuffix(out, "index.html")
		}
		a.outs[i] = escapeASCII(out)
	}
	return a
}

// URL implements [Addresser].
func (a Absolute) URL(_ site.PageID, to site.Addr) string {
	if to.Frag == "" {
		return a.base + a.outs[to.Page]
	}
	return a.base + a.outs[to.Page] + "#" + escapeASCII(to.Frag)
}

// File implements [Addresser].
func (a Absolute) File(_ site.PageID, out string) string { return a.base + escapeASCII(out) }

// ID implements [Addresser].
func (Absolute) ID(_ site.PageID, id string) string { return id }

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

// EscapeURL percent-encodes what may not stand in a URL or would end its path or
// fragment. Letters of all scripts stay legible, as the URL standard allows.
func EscapeURL(s string) string { return escape(s, " \"#%<>?[\\]^`{|}&'") }

// escapeQuery encodes what may not stand in a query. What is encoded already stays so.
func escapeQuery(s string) string { return escape(s, " \"#<>[\\]^`{|}'") }

// escapeASCII is escapeURL for readers that know no other letters (RFC 3986 §2).
func escapeASCII(s string) string {
	return escapeBytes(EscapeURL(s), func(c byte) bool { return c < utf8.RuneSelf })
}

// escape percent-encodes control characters and the special ones.
func escape(s, special string) string {
	return escapeBytes(s, func(c byte) bool { return c >= 'a' && c <= 'z' || c >= ' ' && strings.IndexByte(special, c) < 0 })
}

// escapeBytes percent-encodes the bytes that may not stay.
func escapeBytes(s string, stays func(byte) bool) string {
	const hex = "0123456789ABCDEF"
	var sb strings.Builder
	from := 0
	for i := range len(s) {
		if stays(s[i]) {
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
