package render

import (
	"strings"
	"testing"
)

// Every page with a file offers to change it and to report a mistake, at the forge that the
// repository is on. An address that needs more than is known is left out.
func TestMend(t *testing.T) {
	const file, title = "content/guide.md", "How&#43;to&#43;read&#43;%26&#43;write" // as the attribute has it
	for _, tc := range []struct{ repository, edit, report string }{
		{"https://github.com/me/hallen", "https://github.com/me/hallen/edit/HEAD/" + file, "https://github.com/me/hallen/issues/new?title=" + title},
		{"https://github.com/me/hallen/", "https://github.com/me/hallen/edit/HEAD/" + file, "https://github.com/me/hallen/issues/new?title=" + title},
		{"https://github.com/me/hallen/tree/main/site", "https://github.com/me/hallen/edit/main/site/" + file, "https://github.com/me/hallen/issues/new?title=" + title},
		{"https://gitlab.com/we/all/hallen", "https://gitlab.com/we/all/hallen/-/edit/HEAD/" + file, "https://gitlab.com/we/all/hallen/-/issues/new?issue%5Btitle%5D=" + title},
		{"https://git.example/we/hallen/-/tree/main", "https://git.example/we/hallen/-/edit/main/" + file, "https://git.example/we/hallen/-/issues/new?issue%5Btitle%5D=" + title},
		{"https://codeberg.org/me/hallen", "", "https://codeberg.org/me/hallen/issues/new?title=" + title},
		{"https://codeberg.org/me/hallen/src/branch/main", "https://codeberg.org/me/hallen/_edit/main/" + file, "https://codeberg.org/me/hallen/issues/new?title=" + title},
		{"", "", ""},
	} {
		page := rendered(t, files("-- gloss.yaml --\ntitle: T\nrepository: \""+tc.repository+"\"\n-- "+file+" --\n---\ntitle: How to read & write\n---\n\nText.\n"), "guide.html")
		for _, want := range []string{tc.edit, tc.report} {
			if want != "" && !strings.Contains(page, `href="`+want+`"`) {
				t.Errorf("%s: the page does not lead to %s", tc.repository, want)
			}
		}
		if got, want := strings.Count(page, "me/hallen/")+strings.Count(page, "we/hallen/")+strings.Count(page, "all/hallen/"), min(1, len(tc.edit))+min(1, len(tc.report)); got != want {
			t.Errorf("%s: %d links, want %d", tc.repository, got, want)
		}
	}
}

// What is kept elsewhere, or has no file, cannot be changed there.
func TestMendNothing(t *testing.T) {
	site := files("-- gloss.yaml --\ntitle: T\nrepository: https://github.com/me/hallen\nglossary: ../shared\n-- content/articles/a.md --\nThe toll.\n-- content/glossary/toll.md --\nA price.\n")
	for page, want := range map[string]int{"articles/a.html": 2, "glossary/toll.html": 0, "search.html": 0, "glossary/index.html": 0} {
		if got := strings.Count(rendered(t, site, page), "github.com/me/hallen"); got != want {
			t.Errorf("%s has %d links to the repository, want %d", page, got, want)
		}
	}
}
