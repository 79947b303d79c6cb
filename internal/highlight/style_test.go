package highlight

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What is highlighted has a colour in both themes, and nothing else changes with the theme.
func TestCSS(t *testing.T) {
	css, err := CSS("github", "github-dark")
	if err != nil {
		t.Fatal(err)
	}
	var used []string
	for class := range Of("go").Pieces("func f() string { return \"x\" } // y\n", ample()) {
		used = append(used, class)
	}
	for _, class := range []string{"kd", "s", "c1"} {
		rule := regexp.MustCompile(`\.chroma \.` + class + `[,{]`)
		if !slices.Contains(used, class) || !rule.MatchString(css) {
			t.Errorf("class %q has no look in %q\n%s", class, used, css)
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
	if again, _ := CSS("github", "github-dark"); again != css {
		t.Error("called twice, it differs")
	}
	if _, err := CSS("github", "no-such-style"); err == nil {
		t.Error("an unknown style is no error")
	}
}
