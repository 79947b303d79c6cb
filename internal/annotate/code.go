package annotate

import (
	"html"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

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
	focusable := ` tabindex="0"` // what may scroll must be reachable by keyboard (WCAG 2.1.1)
	if r.opts.Literal {
		focusable = ""
	}
	r.startTag("pre", focusable, b, a)
	tokens := r.tokens(string(code), language)
	class := ""
	if tokens != nil {
		class = "chroma "
	}
	r.str("<code")
	if language != "" {
		r.str(` class="` + class + "language-" + html.EscapeString(language) + `"`)
	}
	r.str(">")
	if tokens != nil {
		r.highlight(tokens)
	} else {
		r.out = appendEscaped(r.out, code)
	}
	r.str("</code>")
	r.endContent(b, a)
	r.str("</pre>\n")
	r.closeBlock(b)
	r.lineOfLocators(b)
}

// tokens returns the parts of code to be highlighted, or nil where it is to be shown plain.
func (r *renderer) tokens(code, language string) chroma.Iterator {
	if r.opts.Literal || language == "" || len(code) > r.opts.Limits.Highlight {
		return nil
	}
	lexer := lexers.Get(language)
	if lexer == nil {
		return nil
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return nil
	}
	return tokens
}

// highlight writes code as spans with chroma's classes.
func (r *renderer) highlight(tokens chroma.Iterator) {
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
}

// tokenClass returns chroma's CSS class of a token type, that of the nearest ancestor
// when it has none itself, and none for what has no look: space, and what the lexer does
// not know.
func tokenClass(t chroma.TokenType) string {
	if t == chroma.TextWhitespace {
		return ""
	}
	for ; t > 0; t = t.Parent() {
		if c, ok := chroma.StandardTypes[t]; ok {
			return c
		}
	}
	return ""
}
