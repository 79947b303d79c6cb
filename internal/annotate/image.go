package annotate

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"gloss/internal/diag"
)

// image renders an image as a hole: its address and size depend on where it is shown.
func (r *renderer) image(n *ast.Image, figure bool) {
	alt := r.plain(n)
	r.prev = 'x'
	if r.quiet {
		r.out = appendEscaped(r.out, []byte(alt))
		return
	}
	a := attrsOf(n)
	dest, pos := unescape(n.Destination), r.pos(n.Pos())
	r.refuse(a, "an image", "#", "term", "date", "event", "kind", "rel", "why", "title", "by", "p")
	if s := urlScheme(dest); !r.opts.Trusting && s != "" && s != "https" && s != "http" {
		r.report(diag.Errorf(pos, "url-unsafe", "images from %q are refused", s+":").
			WithHint("put the file below content/ and name it relative to this one: ![what it shows](map.png)"))
		return
	}
	if alt == "" {
		r.report(diag.Warnf(pos, "image-alt", "image %q has no alternative text", dest).
			WithHint("say in the brackets what it shows: ![a map of the canal](%s)", dest))
	}
	r.doc.Images = append(r.doc.Images, Image{Dest: dest, Alt: alt, Title: unescape(n.Title), Class: a.classList(), Lang: r.lang(a), Figure: figure})
	r.hole(r.ref(Ref{Kind: RefImage, Index: int32(len(r.doc.Images) - 1), Pos: pos.Place()}), Point)
}

// plain returns the plain text of an inline's children, as for alt texts.
func (r *renderer) plain(n ast.Node) string {
	quiet, prev, start := r.quiet, r.prev, len(r.out)
	r.quiet, r.prev, r.trimmed = true, 0, false
	r.inlines(n)
	s := PlainText(r.out[start:])
	r.quiet, r.prev, r.trimmed, r.out = quiet, prev, false, r.out[:start]
	return s
}

// loneFigure returns the image of a paragraph that holds nothing else and whose image
// has a title: such a paragraph is a figure, and the title its caption.
func loneFigure(n *ast.Paragraph, source []byte) *ast.Image {
	img, ok := n.FirstChild().(*ast.Image)
	if !ok || len(img.Title) == 0 {
		return nil
	}
	next := img.NextSibling()
	if t, ok := next.(*ast.Text); ok && len(bytes.TrimSpace(t.Segment.Value(source))) == 0 {
		next = t.NextSibling()
	}
	if next == nil {
		return img
	}
	if l, ok := next.(*listNode); ok && l.last {
		return img
	}
	return nil
}

func (r *renderer) figure(n *ast.Paragraph, img *ast.Image) {
	a := listAttrs(n, lastList(n))
	b := r.openBlock(Figure, n, a)
	r.startTag("figure", "", b, a)
	r.image(img, true)
	r.str("\n<figcaption>")
	r.brk, r.prev = true, 0
	start, holes := r.off(), len(r.doc.Holes)
	caption := bytes.ReplaceAll(img.Title, []byte(`\"`), []byte(`"`)) // escaped for the sake of the quotes around it
	r.run(func() { r.smart(caption, nil) })
	r.sentences(start, holes)
	r.str("</figcaption>")
	r.endContent(b, a)
	r.str("</figure>\n")
	r.closeBlock(b)
	r.lineOfLocators(b)
}
