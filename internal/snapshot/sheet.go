package snapshot

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"gloss/internal/annotate"
)

//go:embed sheet.css
var sheetStyle string

// Sheet writes the fact-check sheet: one HTML page, which needs nothing but itself, with
// each statement beside the paragraphs it rests on. It holds the sources' text and is for
// the editor alone. The same check gives the same bytes.
func (r *Report) Sheet(w io.Writer) error {
	s := sheet{Report: r, Writer: bufio.NewWriter(w)}
	title := "Fact-check sheet: " + r.site.Config.Title
	hash := sha256.Sum256([]byte("\n" + sheetStyle))
	s.printf(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<main>
<h1>%[2]s</h1>
`, base64.StdEncoding.EncodeToString(hash[:]), esc(title), sheetStyle)
	s.introduction()
	for i := 0; i < len(r.statements); {
		j := i
		for j < len(r.statements) && r.statements[j].page == r.statements[i].page {
			j++
		}
		s.page(r.statements[i:j])
		i = j
	}
	s.uncitedParagraphs()
	s.printf("</main>\n</body>\n</html>\n")
	return s.Flush()
}

type sheet struct {
	*Report
	*bufio.Writer
}

func (s *sheet) printf(format string, args ...any) { fmt.Fprintf(s.Writer, format, args...) }

var esc = html.EscapeString

// introduction counts what was looked for, explains the marks and lists what is wrong.
func (s *sheet) introduction() {
	var looked, found [aCopy + 1]int
	for _, st := range s.statements {
		for _, f := range st.finds {
			looked[f.kind]++
			if f.found {
				found[f.kind]++
			}
		}
	}
	s.printf("<p>For checking only: this page holds the text of the sources and is not to be published.</p>\n")
	s.printf("<p>Quotations found: %d of %d. Figures found: %d of %d. Passages that are the source’s word for word: %d.</p>\n",
		found[aQuotation], looked[aQuotation], found[aFigure], looked[aFigure], looked[aCopy])
	s.printf(`<p>What was found is <mark class="found">underlined</mark>, in the source too. What was not is <mark class="lost">framed</mark>, and so is what is <mark class="copied">copied</mark>. What the author knows or worked out is <span class="own">in italics</span>; it was not looked for.</p>` + "\n")
	if len(s.Diags) == 0 {
		return
	}
	s.printf("<h2>To do</h2>\n<ul>\n")
	for _, d := range s.Diags {
		hint := ""
		if d.Hint != "" {
			hint = "<br><small>" + esc(d.Hint) + "</small>"
		}
		s.printf("<li>%s: %s%s</li>\n", esc(d.Pos.String()), esc(strings.TrimPrefix(d.String(), d.Pos.String()+": ")), hint)
	}
	s.printf("</ul>\n")
}

// page writes the statements of one page. One that rests on nothing and quotes nothing has
// no place in a fact-check.
func (s *sheet) page(statements []statement) {
	p := s.site.Pages[statements[0].page]
	open := false
	var row []part
	for i := range statements {
		st := &statements[i]
		if len(st.finds) == 0 && (!st.sound || st.block < 0) {
			continue
		}
		if !open {
			open = true
			s.printf("<h2>%s <small>%s</small></h2>\n<table>\n<thead><tr><th scope=\"col\">Line</th><th scope=\"col\">We say</th><th scope=\"col\">The source says</th></tr></thead>\n<tbody>\n",
				esc(p.Title), esc(p.Source.File))
		}
		if st.block >= 0 && p.Doc.Blocks[st.block].Kind == annotate.HeadingBlock {
			s.row(row)
			row = nil
			s.printf("<tr><td>%d</td><th scope=\"colgroup\" colspan=\"2\">%s</th></tr>\n", st.pos.Line, st.show(extent{0, len(st.text)}))
			continue
		}
		for _, part := range st.parts(s.site) {
			if len(row) > 0 && !s.together(row[0], part) {
				s.row(row)
				row = nil
			}
			row = append(row, part)
		}
	}
	s.row(row)
	if open {
		s.printf("</tbody>\n</table>\n")
	}
}

// together reports whether two parts are cells of one table that rest on the same.
func (s *sheet) together(a, b part) bool {
	blocks := s.site.Pages[a.st.page].Doc.Blocks
	return a.st.block >= 0 && b.st.block >= 0 && blocks[a.st.block].Kind == annotate.Cell &&
		blocks[a.st.block].Parent == blocks[b.st.block].Parent && equalCites(a.cites, b.cites)
}

// row writes parts of statements that rest on the same beside what they rest on.
func (s *sheet) row(parts []part) {
	if len(parts) == 0 {
		return
	}
	first := parts[0]
	s.printf("<tr><td>%d</td><td>", s.files.place(first.st, first.extent).Line)
	if what := first.st.what; what != "" {
		s.printf("<small>%s:</small> ", esc(what))
	}
	for i, part := range parts {
		if i > 0 {
			s.printf(" | ")
		}
		s.printf("%s", part.st.show(part.extent))
	}
	s.printf("</td><td>")
	ps, _ := s.library.cited(first.cites)
	for _, part := range parts {
		for _, f := range part.finds() {
			for _, p := range f.where {
				if !slices.Contains(ps, p) {
					ps = append(ps, p)
				}
			}
		}
	}
	for _, p := range ps {
		s.paragraph(p, parts)
	}
	for _, c := range first.cites {
		if s.library.of[c.Article] == nil {
			s.printf("<p><small>no copy of %s</small></p>", esc(s.site.Articles[c.Article].Short))
		}
	}
	if ps == nil && first.cites == nil {
		s.printf("<small>rests on no paragraph</small>")
	}
	s.printf("</td></tr>\n")
}

// paragraph writes a paragraph of a source with what was found in it.
func (s *sheet) paragraph(p *paragraph, parts []part) {
	classes := make([]string, len(p.text))
	for _, part := range parts {
		for _, f := range part.finds() {
			class := "found"
			if f.kind == aCopy {
				class = "copied"
			}
			for _, e := range f.in(p, part.st) {
				fill(classes, e, class)
			}
		}
	}
	s.printf("<p><b>%s ¶%d</b> %s</p>", esc(s.site.Articles[p.of.article].Short), p.number, withClasses(p.text, classes))
}

// uncitedParagraphs lists the paragraphs that nobody cites.
func (s *sheet) uncitedParagraphs() {
	for i, list := range s.uncited {
		if len(list) == 0 {
			continue
		}
		s.printf("<h2>%s: paragraphs that nothing rests on</h2>\n", esc(s.site.Articles[i].Short))
		for _, n := range list {
			s.printf("<p><b>¶%d</b> %s</p>\n", n, esc(s.library.of[i].Paragraphs[n-1]))
		}
	}
}
