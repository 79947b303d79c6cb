package annotate

import (
	"bytes"
	"slices"
	"strings"

	"gloss/internal/diag"
)

// attrs is a parsed attribute list: `{#id .class key=value key="quoted"}`. Offsets are
// in the file, so that a diagnostic can point at a key or a value. A nil *attrs is an
// empty list.
type attrs struct {
	id      attr // Val is the id
	classes []attr
	pairs   []attr
	off     int // of the opening brace
}

type attr struct {
	key, val string
	off      int // of the key, or of '#' or '.'
	valOff   int // of the value
}

// attrKeys are the keys an attribute list may have (DESIGN §3).
var attrKeys = []string{"term", "date", "event", "title", "kind", "rel", "why", "p", "by", "lang"}

// attrClasses are the classes with a meaning; others are passed on to the HTML.
var attrClasses = []string{"background", "derived", "plan", "deadline", "reported", "inferred", "disputed"}

// get returns the value of a key, and whether it is there.
func (a *attrs) get(key string) (attr, bool) {
	if a == nil {
		return attr{}, false
	}
	for _, p := range a.pairs {
		if p.key == key {
			return p, true
		}
	}
	return attr{}, false
}

// value returns the value of a key, or "".
func (a *attrs) value(key string) string {
	p, _ := a.get(key)
	return p.val
}

func (a *attrs) has(key string) bool {
	_, ok := a.get(key)
	return ok
}

func (a *attrs) class(name string) bool {
	return a != nil && slices.ContainsFunc(a.classes, func(c attr) bool { return c.val == name })
}

// named returns the id, or "".
func (a *attrs) named() string {
	if a == nil {
		return ""
	}
	return a.id.val
}

// classList joins the classes for an HTML attribute.
func (a *attrs) classList() string {
	if a == nil {
		return ""
	}
	names := make([]string, len(a.classes))
	for i, c := range a.classes {
		names[i] = c.val
	}
	return strings.Join(names, " ")
}

// onlyLocator reports whether the list says nothing but p=.
func (a *attrs) onlyLocator() bool {
	return a.id.val == "" && len(a.classes) == 0 && len(a.pairs) == 1 && a.pairs[0].key == "p"
}

// known reports whether any part of the list is in the vocabulary, so that braces that
// happen to parse (`{x=1}` in prose) are told from a misplaced list.
func (a *attrs) known() bool {
	return a.id.val != "" ||
		slices.ContainsFunc(a.pairs, func(p attr) bool { return slices.Contains(attrKeys, strings.ToLower(p.key)) }) ||
		slices.ContainsFunc(a.classes, func(c attr) bool { return slices.Contains(attrClasses, c.val) })
}

// checkAttrs reports unknown keys and near misses of known classes.
func (p *parsing) checkAttrs(a *attrs) {
	for _, kv := range a.pairs {
		if slices.Contains(attrKeys, kv.key) {
			continue
		}
		d := diag.Errorf(p.pos(kv.off), "attr-key", "unknown attribute %q", kv.key)
		if h := diag.DidYouMean(kv.key, attrKeys); h != "" {
			d = d.WithHint("%s", h)
		} else {
			d = d.WithHint(`the attributes are %s; a literal brace is written \{`, strings.Join(attrKeys, ", "))
		}
		p.report(d)
	}
	for _, c := range a.classes {
		if slices.Contains(attrClasses, c.val) {
			continue
		}
		if s := diag.Suggest(c.val, attrClasses); s != "" {
			p.report(diag.Warnf(p.pos(c.off), "attr-class", "class %q has no meaning here", c.val).WithHint("did you mean %q?", "."+s))
		}
	}
}

// attrError reports an attribute list that does not parse.
func (p *parsing) attrError(err *attrError) {
	d := diag.Errorf(p.pos(err.off), "attr-syntax", "%s", err.msg)
	if err.hint != "" {
		d = d.WithHint("%s", err.hint)
	}
	p.report(d)
}

// posIn returns the place of the byte at off in a value: the start of the value when there
// is an escape before it.
func (p *parsing) posIn(v attr, off int) diag.Pos {
	src, at := p.source(), v.valOff
	if off = min(off, len(v.val)); bytes.HasPrefix(src[min(at, len(src)):], []byte(v.val[:off])) {
		return p.pos(at + off)
	}
	for i := range off {
		switch {
		case at < len(src) && src[at] == v.val[i]:
			at++
		case at < len(src) && src[at] == '\n' && v.val[i] == ' ':
			for at++; at < len(src) && strings.IndexByte(" \t>", src[at]) >= 0; { // of what is around
				at++
			}
		default:
			return p.pos(v.valOff)
		}
	}
	return p.pos(at)
}

// refuse reports attributes that have no meaning where they stand; "#" stands for the id.
func (r *renderer) refuse(a *attrs, where string, keys ...string) {
	if a == nil {
		return
	}
	if a.id.val != "" && slices.Contains(keys, "#") {
		r.report(diag.Errorf(r.pos(a.id.off), "attr-place", "%s takes no id", where).
			WithHint("put a claim around it: [… the words …]{#%s}", a.id.val))
	}
	for _, kv := range a.pairs {
		if slices.Contains(keys, kv.key) {
			r.report(diag.Errorf(r.pos(kv.off), "attr-place", "%s= has no meaning on %s", kv.key, where).
				WithHint("%s", placeOf[kv.key]))
		}
	}
}

// placeOf says where an attribute belongs.
var placeOf = map[string]string{
	"term":  "write [the words]{term=name}",
	"date":  "write [the words]{date=2025-01-17}",
	"event": "write [the words]{date=2025-01-17 event=name}",
	"kind":  "kind= goes with date=, or in a glossary entry's front matter",
	"rel":   "write [the words](other.md#claim){rel=contradicts}",
	"why":   "why= explains rel=: [the words](other.md#claim){rel=contradicts why=\"…\"}",
	"title": "title= names an event (with date=) or the question at issue (with rel=)",
	"by":    "by= says who speaks in a claim: [the words]{#name by=speaker}",
	"p":     "p= goes at the end of a block or behind [a passage]",
}

// attributes writes the class and language of an attribute list.
func (r *renderer) attributes(a *attrs) {
	if c := a.classList(); c != "" {
		r.str(` class="` + c + `"`) // identifiers only: nothing to escape
	}
	r.language(a)
}

// language writes lang and, because the direction may differ with it, dir.
func (r *renderer) language(a *attrs) {
	if l := r.lang(a); l != "" {
		r.str(` lang="` + l + `" dir="auto"`)
	}
}

// lang returns the language of an attribute list, or "" when there is none or it is no
// language tag, which it reports.
func (r *renderer) lang(a *attrs) string {
	v, ok := a.get("lang")
	if ok && !validLang(v.val) {
		r.report(diag.Errorf(r.pos(v.valOff), "attr-value", "%q is not a language tag", v.val).WithHint(`write lang=fa or lang=de-AT`))
		return ""
	}
	return v.val
}

// validLang reports whether s has the form of a BCP 47 tag.
func validLang(s string) bool {
	if len(s) < 2 || len(s) > 35 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c != '-' && !isASCIIWord(c) || c == '_' {
			return false
		}
	}
	return s[0] != '-' && s[len(s)-1] != '-'
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
