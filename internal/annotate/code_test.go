package annotate

import (
	"regexp"
	"strings"
	"testing"
)

// What is highlighted has a colour in both themes, and the dark one leaves nothing of the
// light one behind.
func TestHighlightCSS(t *testing.T) {
	light, dark, err := HighlightCSS("github", "github-dark")
	if err != nil {
		t.Fatal(err)
	}
	html := string(Parse([]byte("``` go\nfunc f() string { return \"x\" } // y\n```\n"), Options{}).HTML)
	if !strings.Contains(html, `<code class="chroma language-go">`) {
		t.Errorf("no scope for the style sheet: %s", html)
	}
	for _, class := range []string{"kd", "s", "c1"} {
		rule := regexp.MustCompile(`\.chroma \.` + class + `[,{]`)
		if !strings.Contains(html, `<span class="`+class+`">`) || !rule.MatchString(light) || !rule.MatchString(dark) {
			t.Errorf("class %q has no look in\n%s\nlight %s\ndark %s", class, html, light, dark)
		}
	}
	for _, class := range regexp.MustCompile(`\.chroma \.\w+`).FindAllString(light, -1) {
		if !strings.Contains(dark, class+",") && !strings.Contains(dark, class+"{") {
			t.Errorf("%s looks in the dark as it does in the light", class)
		}
	}
	if strings.Contains(light+dark, "background") {
		t.Error("a style sheet brings a background of its own")
	}
	if again, _, _ := HighlightCSS("github", "github-dark"); again != light {
		t.Error("called twice, it differs")
	}
	if _, _, err := HighlightCSS("github", "no-such-style"); err == nil {
		t.Error("an unknown style is no error")
	}
}
