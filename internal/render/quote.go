package render

import (
	"bytes"
	"cmp"
	"html/template"
	"unicode"
	"unicode/utf8"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// Excerpt is a passage outside its own place: without ids, links and markers.
type Excerpt struct {
	Text  template.HTML
	Block bool // Text is blocks, not phrases that stand in a paragraph
}

// quote splices a passage of phrases on another page.
func (r *Renderer) quote(on site.PageID, p site.Passage) template.HTML {
	return r.inLanguage(on, p.Page, r.splice(p, quoted(on)), false)
}

// inLanguage marks what was written in another language than that of the page where it is shown.
func (r *Renderer) inLanguage(on, from site.PageID, text template.HTML, block bool) template.HTML {
	lang := r.lang(from)
	if lang == r.lang(on) || text == "" {
		return text
	}
	tag := "span"
	if block {
		tag = "div"
	}
	return template.HTML("<"+tag+` lang="`+template.HTMLEscapeString(lang)+`" dir="`+Direction(lang)+`">`) + text + template.HTML("</"+tag+">")
}

// lang returns the language of a page.
func (r *Renderer) lang(id site.PageID) string { return cmp.Or(r.site.Pages[id].Lang, "en") }

// excerpt splices any passage on another page. One that begins within a sentence says so;
// an empty one, where nothing can be quoted by itself, is the block around it.
func (r *Renderer) excerpt(on site.PageID, p site.Passage) Excerpt {
	d := r.site.Pages[p.Page].Doc
	if p.Off == p.End {
		p.Span = around(d, p.Off)
	}
	start, end := wrapping(d, p.Span)
	show := quoted(on)
	show.Trace = r.trace
	text := Splice([]byte(start), r.site, p, show, r.addr)
	text = append(text, end...)
	e := Excerpt{Text: template.HTML(text), Block: start != "" || hasBlock(text)}
	if first, _ := utf8.DecodeRuneInString(r.plain(p)); !e.Block && unicode.IsLower(first) {
		e.Text = "… " + e.Text
	}
	e.Text = r.inLanguage(on, p.Page, e.Text, e.Block)
	return e
}

// around returns the innermost block of phrases around an offset.
func around(d *annotate.Doc, off uint32) annotate.Span {
	var s annotate.Span
	for i := range d.Blocks {
		switch b := &d.Blocks[i]; b.Kind {
		case annotate.Paragraph, annotate.Item, annotate.HeadingBlock, annotate.Cell:
			if b.Span.Off <= off && off <= b.Span.End {
				s = b.Span // those inside it come later
			}
		}
	}
	return s
}

// wrapping returns the tags around the content of a block that means nothing without them.
func wrapping(d *annotate.Doc, s annotate.Span) (start, end string) {
	for i := range d.Blocks {
		if d.Blocks[i].Span != s {
			continue
		}
		name := ""
		switch d.Blocks[i].Kind {
		case annotate.Table:
			name = "table"
		case annotate.Quote:
			name = "blockquote"
		case annotate.Code:
			name = "pre"
		case annotate.Figure:
			name = "figure"
		case annotate.List:
			name = "ul"
			if ordered(d, int32(i)) {
				name = "ol"
			}
		default:
			continue
		}
		return "<" + name + ">", "</" + name + ">"
	}
	return "", ""
}

// blockTags are the elements that may not stand in a paragraph.
var blockTags = map[string]bool{
	"p": true, "ul": true, "ol": true, "li": true, "dl": true, "pre": true, "table": true, "blockquote": true, "figure": true, "div": true, "hr": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "details": true, "section": true, "article": true, "aside": true,
	"header": true, "footer": true, "address": true, "nav": true, "main": true, "form": true, "fieldset": true,
}

// hasBlock reports whether HTML that annotate wrote holds more than phrases.
func hasBlock(h []byte) bool {
	for {
		i := bytes.IndexByte(h, '<')
		if i < 0 {
			return false
		}
		h = h[i+1:]
		if n := bytes.IndexAny(h, " \n/>"); n > 0 && blockTags[string(h[:n])] {
			return true
		}
	}
}
