package highlight

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

// CSS returns the style sheet for highlighted code, without a background: the colours
// of a light and of a dark style of chroma, with light-dark(), and weights and slants of the
// light one, so that the colours alone change with the theme.
func CSS(light, dark string) (string, error) {
	l, err := codeStyle(light)
	if err != nil {
		return "", err
	}
	d, err := codeStyle(dark)
	if err != nil {
		return "", err
	}
	both := map[string]codeLook{}
	for _, class := range chroma.StandardTypes {
		look := l[class]
		if day, night := look.color, d[class].color; day != "" || night != "" {
			look.color = "light-dark(" + cmp.Or(day, "currentColor") + "," + cmp.Or(night, "currentColor") + ")"
		}
		if look != (codeLook{}) {
			both[class] = look
		}
	}
	return codeCSS(both), nil
}

// codeLook is how a kind of token looks; empty fields say nothing.
type codeLook struct{ color, weight, style string }

// codeStyle returns the looks of a chroma style by class.
func codeStyle(name string) (map[string]codeLook, error) {
	style := styles.Registry[name]
	if style == nil {
		return nil, fmt.Errorf("no chroma style %q", name)
	}
	base := style.Get(chroma.Text)
	looks := map[string]codeLook{}
	for t, class := range chroma.StandardTypes {
		if t <= 0 || class == "" || t == chroma.TextWhitespace {
			continue
		}
		var look codeLook
		e := style.Get(t)
		if e.Colour.IsSet() && e.Colour != base.Colour {
			look.color = e.Colour.String()
		}
		if e.Bold == chroma.Yes {
			look.weight = "bold"
		}
		if e.Italic == chroma.Yes {
			look.style = "italic"
		}
		if look != (codeLook{}) {
			looks[class] = look
		}
	}
	return looks, nil
}

// codeCSS writes looks as rules, the classes that share one together.
func codeCSS(looks map[string]codeLook) string {
	rules := map[string][]string{} // selectors by declarations
	for class, look := range looks {
		var decl []string
		for _, p := range [][2]string{{"color", look.color}, {"font-weight", look.weight}, {"font-style", look.style}} {
			if p[1] != "" {
				decl = append(decl, p[0]+":"+p[1])
			}
		}
		d := strings.Join(decl, ";")
		rules[d] = append(rules[d], ".chroma ."+class)
	}
	var sb strings.Builder
	for _, d := range slices.Sorted(maps.Keys(rules)) {
		slices.Sort(rules[d])
		sb.WriteString(strings.Join(rules[d], ",") + "{" + d + "}\n")
	}
	return sb.String()
}
