package render

import (
	"fmt"
	"html/template"

	"gloss/internal/site"
)

// marks say in which hue and with which shape an article is shown: one of four hues, or the
// colour that its front matter gives.
type marks struct {
	own   []int // by article: its own colour's number, from 1; 0 for none. Nil when none has any
	sheet asset // says what those colours are
}

// maxColors bounds the style sheet that every page loads; further colours count as none.
const maxColors = 64

var shapes = [...]string{"circle", "square", "triangle", "diamond"}

// hues are the attributes of each hue and shape.
var hues = func() (m [4][len(shapes)]template.HTMLAttr) {
	for hue := range m {
		for shape, name := range shapes {
			m[hue][shape] = template.HTMLAttr(` data-hue="` + itoa(hue+1) + `" data-shape="` + name + `"`)
		}
	}
	return m
}()

// newMarks gathers the articles' own colours. Whatever the author has chosen is brought to a
// lightness at which it can be read on the background of either theme. The front matter lets
// nothing through but a colour, so that it can stand in a style sheet.
func newMarks(s *site.Site) (m marks) {
	var css []byte
	number := map[string]int{}
	for i := range s.Articles {
		color := s.Pages[s.Articles[i].Page].Source.Front.Color
		if color == "" || number[color] == 0 && len(number) == maxColors {
			continue
		}
		if number[color] == 0 {
			number[color] = len(number) + 1
			css = fmt.Appendf(css, "[data-color=\"%d\"]{--src:light-dark(oklch(from %[2]s min(l,.52) c h),oklch(from %[2]s max(l,.76) min(c,.14) h))}\n", number[color], color)
		}
		if m.own == nil {
			m.own = make([]int, len(s.Articles))
		}
		m.own[i] = number[color]
	}
	if css != nil {
		m.sheet = newAsset("colors", ".css", append([]byte("@layer base{\n"), append(css, "}\n"...)...))
	}
	return m
}

// of returns the marks of an article as attributes.
func (m *marks) of(article int32, a *site.Article) template.HTMLAttr {
	attrs := hues[a.Hue-1][a.Shape]
	if m.own != nil && m.own[article] > 0 {
		attrs += template.HTMLAttr(` data-color="` + itoa(m.own[article]) + `"`)
	}
	return attrs
}
