package annotate

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"gloss/internal/diag"
)

// Raw HTML is dropped with a warning unless the site asks for it, and even then made
// safe: no scripts, no styles, no event handlers, no unsafe URLs; and well-formed, since
// every piece of a Doc must be quotable by itself.

// enter begins an element that raw HTML inside it cannot end, and returns what leave needs.
func (r *renderer) enter() (outer int) {
	outer, r.rawBase = r.rawBase, len(r.raw)
	return outer
}

// leave closes the raw elements opened since enter.
func (r *renderer) leave(outer int) {
	for len(r.raw) > r.rawBase {
		r.closeRaw()
	}
	r.rawBase = outer
}

func (r *renderer) closeRaw() {
	last := len(r.raw) - 1
	r.tag("</" + r.raw[last] + ">")
	r.raw = r.raw[:last]
}

func (r *renderer) rawHTML(n *ast.RawHTML) {
	r.raws(n.Segments.Sliced(0, n.Segments.Len()), true)
}

func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	segs := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		segs = append(segs[:len(segs):len(segs)], n.ClosureLine)
	}
	r.raws(segs, false)
}

// raws writes a piece of raw HTML, or reports that it was dropped.
func (r *renderer) raws(segs []text.Segment, inline bool) {
	var b []byte
	for _, s := range segs {
		b = append(b, s.Value(r.source())...)
	}
	if r.opts.Trusting {
		r.tag(string(b))
		return
	}
	if r.quiet {
		return
	}
	r.brk = true
	b = r.comments(b, segs)
	pos := r.pos(segs[0].Start)
	shown := bytes.TrimSpace(b)
	switch {
	case len(shown) == 0:
	case r.opts.HTML:
		r.sanitise(b, pos, inline)
	case bytes.HasPrefix(shown, []byte("</")) && bytes.IndexByte(shown, '>') == len(shown)-1:
		// its start tag has been reported
	default:
		r.report(droppedHTML(pos, shown, inline))
	}
}

// droppedHTML reports raw HTML that is left out; of a block the words in it are, too.
func droppedHTML(pos diag.Pos, b []byte, inline bool) diag.Diag {
	switch {
	case inline:
		return diag.Warnf(pos, "html-dropped", "raw HTML is dropped: %s", firstTag(b)).
			WithHint(`set "html: true" in gloss.yaml to keep it, or write \<`)
	case PlainText(b) == "":
		return diag.Warnf(pos, "html-dropped", "raw HTML is dropped: %s", firstTag(b)).
			WithHint(`set "html: true" in gloss.yaml to keep it`)
	}
	return diag.Warnf(pos, "html-dropped", "raw HTML is dropped with the words in its block: %s", firstTag(b)).
		WithHint(`write the words in Markdown, or set "html: true" in gloss.yaml to keep them`)
}

// comments returns b without its comments, and reports those that are notes to oneself.
func (r *renderer) comments(b []byte, segs []text.Segment) []byte {
	var rest []byte
	place := placer{segs: segs}
	for at := 0; ; {
		start := bytes.Index(b[at:], []byte("<!--"))
		if start < 0 {
			return append(rest, b[at:]...)
		}
		start += at
		rest = append(rest, b[at:start]...)
		end := bytes.Index(b[start+2:], []byte("-->")) // "<!-->" is a whole comment
		if end < 0 {
			r.report(diag.Errorf(r.pos(place.of(start)), "html-comment", "comment is never closed, so all that follows is left out").WithHint("end it with -->"))
			return rest
		}
		end += start + 2
		words := strings.Fields(string(b[min(start+4, end):end]))
		if len(words) > 0 && strings.EqualFold(strings.TrimRight(words[0], ":"), "todo") {
			r.report(diag.Warnf(r.pos(place.of(start)), "todo", "%s", strings.Join(words, " ")))
		}
		at = end + len("-->")
	}
}

// placer finds the places of bytes in the joined text of segments, one behind the other.
type placer struct {
	segs []text.Segment // from the one of the last place on
	base int            // of which in the text
}

// of returns goldmark's offset of the byte at off, which must not be before the last one.
func (p *placer) of(off int) int {
	for len(p.segs) > 1 && off-p.base >= p.segs[0].Padding+p.segs[0].Len() {
		p.base += p.segs[0].Padding + p.segs[0].Len()
		p.segs = p.segs[1:]
	}
	return p.segs[0].Start + max(off-p.base-p.segs[0].Padding, 0)
}

func firstTag(b []byte) string {
	s := string(b)
	if i := strings.IndexAny(s, "\n>"); i >= 0 && s[i] == '>' {
		return s[:i+1]
	} else if i >= 0 {
		return s[:i] + " …"
	}
	return s
}

// sanitise writes raw HTML made safe.
func (r *renderer) sanitise(b []byte, pos diag.Pos, inline bool) {
	z := html.NewTokenizer(bytes.NewReader(b))
	dropped := "" // an element that is left out with its text
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if dropped == "" {
				r.out = appendEscaped(r.out, []byte(html.UnescapeString(string(z.Raw()))))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := belowTitle(z.Token())
			if dropped == "" && !r.openRaw(t, pos, inline) && opaqueTags[t.Data] && !inline && t.Type == html.StartTagToken {
				dropped = t.Data
			}
		case html.EndTagToken:
			if t := belowTitle(z.Token()); dropped == "" {
				r.endRaw(t.Data, pos, inline)
			} else if dropped == t.Data {
				dropped = ""
			}
		}
	}
}

// belowTitle makes a heading of the first level one of the second.
func belowTitle(t html.Token) html.Token {
	if t.Data == "h1" {
		t.Data = "h2"
	}
	return t
}

// opaqueTags are refused elements whose text is nothing to read.
var opaqueTags = set("script style template iframe noscript textarea select svg math title")

// phrasingTags may stand in a line of text, flowTags only on lines of their own; an
// allow-list, because what browsers do with others is past telling. Missing on purpose:
// p and a, which close themselves when nested and would break what stands around them.
var (
	phrasingTags = set(`abbr area audio b bdi bdo br cite code data del dfn em i img ins kbd map mark meter picture
		progress q rp rt ruby s samp small source span strong sub sup time track u var video wbr`)
	flowTags = set(`address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure
		footer h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol pre search section summary table tbody td tfoot th
		thead tr ul`)
	voidTags = set("area br col hr img input source track wbr")
)

// endsBefore names the elements that a start tag ends without an end tag.
var endsBefore = map[string]map[string]bool{
	"li": set("li"), "dt": set("dt dd"), "dd": set("dt dd"), "td": set("td th"), "th": set("td th"),
	"tr": set("td th tr"), "tbody": set("td th tr thead"), "tfoot": set("td th tr tbody thead"),
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// openRaw writes a start tag and reports whether the element may stand here.
func (r *renderer) openRaw(t html.Token, pos diag.Pos, inline bool) bool {
	switch {
	case phrasingTags[t.Data]:
	case !flowTags[t.Data]:
		r.report(diag.Warnf(pos, "html-unsafe", "raw <%s> is refused", t.Data).WithHint("remove it, or write in Markdown what it is for"))
		return false
	case inline:
		r.report(diag.Warnf(pos, "html-unsafe", "raw <%s> is refused in a line of text", t.Data).WithHint("put it on a line of its own"))
		return false
	}
	for ends := endsBefore[t.Data]; len(r.raw) > r.rawBase && ends[r.raw[len(r.raw)-1]]; {
		r.closeRaw()
	}
	r.str("<" + t.Data)
	seen := map[string]bool{}
	for _, a := range t.Attr {
		if why := unsafeAttr(a); why != "" {
			r.report(diag.Warnf(pos, "html-unsafe", "attribute %s of raw <%s> is refused: %s", a.Key, t.Data, why).WithHint("remove it"))
			continue
		}
		if !seen[a.Key] {
			seen[a.Key] = true
			r.str(" " + a.Key + `="`)
			r.out = appendEscaped(r.out, []byte(a.Val))
			r.str(`"`)
		}
	}
	r.tag(">")
	if !voidTags[t.Data] {
		r.raw = append(r.raw, t.Data)
	}
	return true
}

// unsafeAttr says why an attribute is refused, or "".
func unsafeAttr(a html.Attribute) string {
	for i := range len(a.Key) {
		if c := a.Key[i]; c != '-' && !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
			return "not an attribute name"
		}
	}
	switch k := a.Key; {
	case strings.HasPrefix(k, "on"):
		return "event handlers run code"
	case k == "style":
		return "the page's security policy forbids inline styles; use a class"
	case k == "id" || k == "name":
		return "ids are given with {#name}"
	case k == "href" || k == "src" || k == "cite" || k == "poster" || k == "data" || k == "action" || k == "formaction" || k == "background":
		if s := urlScheme(a.Val); s != "" && !safeScheme(s) {
			return "unsafe address"
		}
	case k == "srcset" || k == "is" || k == "slot" || k == "srcdoc" || k == "ping":
		return "not supported"
	}
	return ""
}

// optionalEnds are elements whose end tag may be missing.
var optionalEnds = set("li dt dd td th tr thead tbody tfoot caption colgroup")

// endRaw closes a raw element if it is the innermost one, leaving out of account those
// whose end tag may be missing.
func (r *renderer) endRaw(name string, pos diag.Pos, inline bool) {
	i := len(r.raw) - 1
	for i >= r.rawBase && r.raw[i] != name && optionalEnds[r.raw[i]] {
		i--
	}
	if i >= r.rawBase && r.raw[i] == name {
		for len(r.raw) > i {
			r.closeRaw()
		}
		return
	}
	if phrasingTags[name] && !voidTags[name] || flowTags[name] && !inline {
		r.report(diag.Warnf(pos, "html-unsafe", "raw </%s> closes nothing that is open here", name).WithHint("remove it, or put <%s> before it", name))
	}
}
