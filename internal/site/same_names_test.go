package site

import (
	"testing"

	"gloss/internal/content"
)

func TestSameNames(t *testing.T) {
	entry := func(text string) *content.Source {
		src, _ := content.Parse("glossary/gate.md", []byte(text))
		return src
	}
	was := entry("---\nterm: gate\naliases: [lock]\n---\n\nA word.\n")
	if !SameNames(was, entry("---\nterm: gate\naliases: [lock]\n---\n\nOther words.\n")) {
		t.Error("other words are other names")
	}
	for _, text := range []string{
		"---\nterm: gates\naliases: [lock]\n---\n\nA word.\n", "---\nterm: gate\naliases: [lock, bar]\n---\n\nA word.\n", "---\nterm: gate\n---\n\nA word.\n",
		"---\nterm: gate\naliases: [lock]\nauto: false\n---\n\nA word.\n", "---\nterm: gate\naliases: [lock]\nmatch: exact\n---\n\nA word.\n",
		"---\nkind: weapon\nterm: gate\naliases: [lock]\n---\n\nA word.\n", // on another line
	} {
		if SameNames(was, entry(text)) {
			t.Errorf("the same names:\n%s", text)
		}
	}
}
