package annotate

import (
	"html"
	"time"

	"github.com/yuin/goldmark/ast"

	"gloss/internal/diag"
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
	known := r.coloured(code, language, r.pos(startOf(n)))
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
		r.highlight(known, code, r.pos(startOf(n)))
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
func (r *renderer) coloured(code []byte, name string, pos diag.Pos) *highlight.Language {
	if r.opts.Literal || name == "" || r.patience <= 0 {
		return nil
	}
	l := highlight.Of(name)
	if limit := r.opts.Limits.Highlight; l != nil && len(code) > limit {
		r.report(diag.Notef(pos, "limit", "code of more than %d bytes is shown without colours", limit).
			WithHint(`split it, or raise "highlight" under limits: in gloss.yaml`))
		return nil
	}
	return l
}

// patience is how long the code of one file may take to be highlighted. That it runs out
// is an error, so that nothing is published whose look hangs on how fast the machine is.
const patience = 1500 * time.Millisecond

// highlight writes code as spans with the classes of highlight.
func (r *renderer) highlight(l *highlight.Language, code []byte, pos diag.Pos) {
	for class, text := range l.Pieces(string(code), &r.patience) {
		if class == "" {
			r.out = appendEscaped(r.out, []byte(text))
			continue
		}
		r.str(`<span class="` + class + `">`)
		r.out = appendEscaped(r.out, []byte(text))
		r.str("</span>")
	}
	if r.patience <= 0 {
		r.report(diag.Errorf(pos, "limit", "it takes too long to find the colours of this code").
			WithHint("write text as its language, or split it"))
	}
}
