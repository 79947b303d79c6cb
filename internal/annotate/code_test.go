package annotate

import (
	"regexp"
	"strings"
	"testing"
)

// What is highlighted has a colour in both themes, and nothing else changes with the theme.
func TestHighlightCSS(t *testing.T) {
	css, err := HighlightCSS("github", "github-dark")
	if err != nil {
		t.Fatal(err)
	}
	html := string(Parse([]byte("``` go\nfunc f() string { return \"x\" } // y\n```\n"), Options{}).HTML)
	if !strings.Contains(html, `<code class="chroma language-go">`) {
		t.Errorf("no scope for the style sheet: %s", html)
	}
	for _, class := range []string{"kd", "s", "c1"} {
		rule := regexp.MustCompile(`\.chroma \.` + class + `[,{]`)
		if !strings.Contains(html, `<span class="`+class+`">`) || !rule.MatchString(css) {
			t.Errorf("class %q has no look in\n%s\n%s", class, html, css)
		}
	}
	for _, color := range regexp.MustCompile(`[{;]color:[^;}]*`).FindAllString(css, -1) {
		if !strings.HasPrefix(color[1:], "color:light-dark(") {
			t.Errorf("a colour is the same in both themes: %s", color)
		}
	}
	if strings.Contains(css, "background") {
		t.Error("the style sheet brings a background of its own")
	}
	if again, _ := HighlightCSS("github", "github-dark"); again != css {
		t.Error("called twice, it differs")
	}
	if _, err := HighlightCSS("github", "no-such-style"); err == nil {
		t.Error("an unknown style is no error")
	}
}
