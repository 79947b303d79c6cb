package annotate

import (
	"html"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark/ast"
)

// maxHighlight is the size of code past which it is shown plain: some lexers take time
// out of proportion.
const maxHighlight = 64 << 10

// codeBlock renders code, highlighted with chroma's classes where the language is known.
func (r *renderer) codeBlock(n ast.Node, language string) {
	var code []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		code = append(code, s.Value(r.source())...)
	}
	language = unescape([]byte(language))
	a := attrsOf(n)
	b := r.openBlock(Code, n, a)
	r.startTag("pre", "", b, a)
	r.str("<code")
	if language != "" {
		r.str(` class="language-` + html.EscapeString(language) + `"`)
	}
	r.str(">")
	if r.opts.Literal || language == "" || len(code) > maxHighlight || !r.highlight(string(code), language) {
		r.out = appendEscaped(r.out, code)
	}
	r.str("</code>")
	r.endContent(b, a)
	r.str("</pre>\n")
	r.closeBlock(b)
	r.lineOfLocators(b)
}

// highlight writes code as spans with chroma's classes and reports whether it could.
func (r *renderer) highlight(code, language string) bool {
	lexer := lexers.Get(language)
	if lexer == nil {
		return false
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return false
	}
	for t := tokens(); t != chroma.EOF; t = tokens() {
		class := tokenClass(t.Type)
		if class == "" {
			r.out = appendEscaped(r.out, []byte(t.Value))
			continue
		}
		r.str(`<span class="` + class + `">`)
		r.out = appendEscaped(r.out, []byte(t.Value))
		r.str("</span>")
	}
	return true
}

// tokenClass returns chroma's CSS class of a token type, that of the nearest ancestor
// when it has none itself.
func tokenClass(t chroma.TokenType) string {
	for ; t != 0; t = t.Parent() {
		if c, ok := chroma.StandardTypes[t]; ok {
			return c
		}
	}
	return ""
}

// HighlightCSS returns the style sheets for highlighted code in the light and the dark
// theme, without a background of their own.
func HighlightCSS(light, dark string) (string, string, error) {
	css := func(name string) (string, error) {
		var sb strings.Builder
		style, err := styles.Get(name).Builder().Add(chroma.Background, "bg:").Build()
		if err != nil {
			return "", err
		}
		err = chromahtml.New(chromahtml.WithClasses(true), chromahtml.WithCSSComments(false)).WriteCSS(&sb, style)
		return sb.String(), err
	}
	l, err := css(light)
	if err != nil {
		return "", "", err
	}
	d, err := css(dark)
	return l, d, err
}
