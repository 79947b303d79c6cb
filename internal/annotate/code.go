package annotate

import (
	"html"

	"github.com/yuin/goldmark/ast"

	"gloss/internal/highlight"
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
	known := r.coloured(code, language)
	class := ""
	if known != nil {
		class = "chroma "
	}
	r.str("<code")
	if language != "" {
		r.str(` class="` + class + "language-" + html.EscapeString(language) + `"`)
	}
	r.str(">")
	if known != nil {
		r.highlight(known, code)
	} else {
		r.out = appendEscaped(r.out, code)
	}
	r.str("</code>")
	r.endContent(b, a)
	r.str("</pre>\n")
	r.closeBlock(b)
	r.lineOfLocators(b)
}

// coloured returns the language in which code is to be highlighted, or nil where it is to
// be shown plain.
func (r *renderer) coloured(code []byte, name string) *highlight.Language {
	if r.opts.Literal || name == "" || len(code) > r.opts.Limits.Highlight {
		return nil
	}
	return highlight.Of(name)
}

// highlight writes code as spans with the classes of highlight.
func (r *renderer) highlight(l *highlight.Language, code []byte) {
	for class, text := range l.Pieces(string(code)) {
		if class == "" {
			r.out = appendEscaped(r.out, []byte(text))
			continue
		}
		r.str(`<span class="` + class + `">`)
		r.out = appendEscaped(r.out, []byte(text))
		r.str("</span>")
	}
}
