package annotate

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"gloss/internal/diag"
)

// link renders a link: to elsewhere as it is, inside the site as a pair of holes.
func (r *renderer) link(n *ast.Link) {
	if r.quiet {
		r.inlines(n)
		return
	}
	dest, a, pos := unescape(n.Destination), attrsOf(n), r.pos(n.Pos())
	scheme := urlScheme(dest)
	switch {
	case r.opts.Trusting:
		r.outerLink(n, nil)
	case r.inLink != "":
		r.report(diag.Errorf(pos, "link-nested", "a link cannot stand inside %s", r.inLink).WithHint("put one behind the other"))
		r.inlines(n)
	case !safeScheme(scheme):
		r.report(unsafeURL(pos, scheme))
		r.inlines(n)
	case scheme == "" && !strings.HasPrefix(dest, "//"):
		r.innerLink(n, a, dest, pos)
	default:
		r.refuse(a, "a link to another site", "#", "rel", "why", "term", "date", "event", "kind", "title", "by", "p")
		r.outerLink(n, a)
	}
}

// unsafeURL reports an address that a browser would run, or that leads nowhere elsewhere.
func unsafeURL(pos diag.Pos, scheme string) diag.Diag {
	d := diag.Errorf(pos, "url-unsafe", "links to %q are refused", scheme+":")
	if scheme == "file" {
		return d.WithHint("readers do not have your files: put it below content/ and link to it there, [words](notes.pdf)")
	}
	return d.WithHint("link to an address that begins with https://, or put it between backquotes to show it")
}

// outerLink writes a link to elsewhere.
func (r *renderer) outerLink(n *ast.Link, a *attrs) {
	r.tag(`<a href="`)
	r.out = append(r.out, util.EscapeHTML(util.URLEscape(n.Destination, true))...)
	r.str(`"`)
	if n.Title != nil {
		r.str(` title="`)
		r.out = appendEscaped(r.out, []byte(unescape(n.Title)))
		r.str(`"`)
	}
	r.attributes(a)
	r.str(">")
	r.linkText(n)
	r.tag("</a>")
}

// linkText writes the words of a link, in which there are no terms and no other links.
func (r *renderer) linkText(n *ast.Link) {
	saved := r.enter()
	r.noRun++
	r.inLink = "a link"
	r.inlines(n)
	r.inLink = ""
	r.noRun--
	r.leave(saved)
}

// innerLink renders a link inside the site.
func (r *renderer) innerLink(n *ast.Link, a *attrs, dest string, pos diag.Pos) {
	l := Link{Dest: dest, Title: unescape(n.Title), Class: a.classList(), Lang: r.lang(a), Why: a.value("why"), Question: a.value("title")}
	r.refuse(a, "a link", "#", "term", "date", "event", "kind", "by", "p")
	if v, ok := a.get("rel"); !ok {
		r.refuse(a, "a link without rel=", "why", "title")
	} else if slices.Contains(Relations, v.val) {
		l.Rel = v.val
	} else {
		r.report(unknownRelation(r.pos(v.valOff), v.val))
	}
	i := int32(len(r.doc.Links))
	r.doc.Links = append(r.doc.Links, l)
	ref := r.ref(Ref{Kind: RefLink, Index: i, Pos: pos.Place()})
	r.hole(ref, Open)
	start := r.off()
	r.linkText(n)
	r.doc.Links[i].Span = Span{start, r.off()}
	r.hole(ref, Close)
}

// Relations are the values of rel= (DESIGN §3): the target RELs the near passage.
var Relations = []string{"corroborates", "extends", "qualifies", "contradicts", "updates", "reframes"}

func unknownRelation(pos diag.Pos, rel string) diag.Diag {
	d := diag.Errorf(pos, "rel-unknown", "unknown relation %q", rel)
	if h := diag.DidYouMean(rel, Relations); h != "" {
		return d.WithHint("%s", h)
	}
	return d.WithHint("the relations are %s", strings.Join(Relations, ", "))
}

// autoLink renders a bare address; inside a link or a term it is only text.
func (r *renderer) autoLink(n *ast.AutoLink) {
	url := n.URL(r.source())
	label := util.EscapeHTML(n.Label(r.source()))
	scheme := urlScheme(string(url))
	mail := n.AutoLinkType == ast.AutoLinkEmail && scheme != "mailto"
	r.prev = 'x'
	switch {
	case r.quiet || r.inLink != "" && !r.opts.Trusting:
		r.out = append(r.out, label...)
		return
	case !r.opts.Trusting && !mail && !safeScheme(scheme):
		r.report(unsafeURL(r.pos(n.Pos()), scheme))
		r.out = append(r.out, label...)
		return
	}
	r.tag(`<a href="`)
	if mail {
		r.str("mailto:")
	}
	r.out = append(r.out, util.EscapeHTML(util.URLEscape(url, false))...)
	r.str(`">`)
	r.out = append(r.out, label...)
	r.tag("</a>")
}

// urlScheme returns the scheme of a URL in lower case, or "". Like a browser it looks
// past tabs and line breaks anywhere and past spaces and control characters in front
// (WHATWG URL, basic URL parser).
func urlScheme(url string) string {
	url = strings.TrimLeftFunc(url, func(c rune) bool { return c <= ' ' })
	if strings.ContainsAny(url, "\t\n\r") {
		url = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(url)
	}
	for i := range len(url) {
		switch c := url[i] | 0x20; {
		case c >= 'a' && c <= 'z':
		case i > 0 && (url[i] >= '0' && url[i] <= '9' || url[i] == '+' || url[i] == '-' || url[i] == '.'):
		case i > 1 && url[i] == ':': // one letter is a drive, not a scheme
			return strings.ToLower(url[:i])
		default:
			return ""
		}
	}
	return ""
}

// safeSchemes are those a link may have; an allow-list, because what browsers run grows.
var safeSchemes = []string{"", "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "geo", "doi", "urn", "xmpp", "irc", "ircs", "matrix", "news", "gemini", "magnet"}

func safeScheme(s string) bool { return slices.Contains(safeSchemes, s) }
