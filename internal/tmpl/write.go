package tmpl

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

var (
	htmlType = reflect.TypeFor[template.HTML]()
	attrType = reflect.TypeFor[template.HTMLAttr]()
)

// The chains of escapers that html/template puts behind a value, by where it stands.
const (
	inText     = "_html_template_htmlescaper "
	inTitle    = "_html_template_rcdataescaper "
	inAttr     = "_html_template_attrescaper "
	inTag      = "_html_template_htmlnamefilter "
	startsURL  = "_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper "
	inURL      = "_html_template_urlnormalizer _html_template_attrescaper "
	afterQuery = "_html_template_urlescaper _html_template_attrescaper "
	inMetaURL  = "_html_template_urlfilter _html_template_attrescaper "
)

// write compiles a value that is written, escaped as html/template would.
func (s *scope) write(n parse.Node, x expr, chain string) stmt {
	switch {
	case x.typ == htmlType && chain == inText, x.typ == attrType && chain == inTag:
		return func(e *env, dot reflect.Value) { e.out = append(e.out, x.eval(e, dot).String()...) }
	case x.typ.Kind() == reflect.Int && (chain == inText || chain == inAttr || chain == inTitle):
		return func(e *env, dot reflect.Value) { e.out = strconv.AppendInt(e.out, x.eval(e, dot).Int(), 10) }
	case x.typ != stringType:
		panic(unsup(n, "writes a "+x.typ.String()))
	}
	switch chain {
	case inText, inTitle, inAttr:
		return func(e *env, dot reflect.Value) { e.out = appendEscaped(e.out, x.eval(e, dot).String()) }
	case startsURL, inURL, afterQuery, inMetaURL:
		slow := urlContexts[chain]
		return func(e *env, dot reflect.Value) { e.out = appendURL(e.out, x.eval(e, dot).String(), slow) }
	}
	panic(unsup(n, "escaped by "+chain))
}

// appendEscaped escapes what html/template escapes in text and in quoted attributes.
func appendEscaped(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		esc := ""
		switch s[i] {
		case 0:
			esc = "\uFFFD"
		case '"':
			esc = "&#34;"
		case '&':
			esc = "&amp;"
		case '\'':
			esc = "&#39;"
		case '+':
			esc = "&#43;"
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), esc...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// urlContext is a place in an attribute of an address, as a template of html/template.
type urlContext struct {
	before, after string
	delimiters    bool // "/", "#" and the like may stand in it
	tmpl          *template.Template
}

var urlContexts = map[string]*urlContext{
	startsURL:  newURLContext(`<a href="`, `">`),
	inURL:      newURLContext(`<a href="/`, `">`),
	afterQuery: newURLContext(`<a href="/?`, `">`),
	inMetaURL:  newURLContext(`<meta http-equiv="refresh" content="0; url=`, `">`),
}

func newURLContext(before, after string) *urlContext {
	return &urlContext{before, after, !strings.Contains(before, "?"), template.Must(template.New("url").Parse(before + "{{.}}" + after))}
}

// appendURL writes an address. Most need no escaping in any context; html/template is
// asked about the others.
func appendURL(dst []byte, s string, c *urlContext) []byte {
	if plainURL(s, c.delimiters) {
		return append(dst, s...)
	}
	var buf bytes.Buffer
	if err := c.tmpl.Execute(&buf, s); err != nil {
		panic("tmpl: internal error: " + err.Error())
	}
	return append(dst, strings.TrimSuffix(strings.TrimPrefix(buf.String(), c.before), c.after)...)
}

// plainURL reports whether an address is of letters, digits and other signs that are the
// same in every context; delimiters are not in a query.
func plainURL(s string, delimiters bool) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
		case delimiters && (c == '/' || c == '#' || c == '?' || c == '=' || c == ','):
		default:
			return false
		}
	}
	return true
}
