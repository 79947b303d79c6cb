package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// onPaper returns what stands on a printed page, as text.
func (tb *tab) onPaper() string {
	tb.t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		tb.t.Fatal("pdftotext is missing: run make e2e-tools, or install poppler-utils")
	}
	file := filepath.Join(tb.t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, tb.pdf(), 0o644); err != nil {
		tb.t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", file, "-").Output()
	if err != nil {
		tb.t.Fatal(err)
	}
	return string(out)
}

// On paper there is everything that can be read and nothing that can only be followed: notes as a
// list at the end, locators, terms; addresses are written out.
func TestPrint(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/icds.html", wide.dark())
	tb.wait("document.querySelector('.in-margin')")
	text := strings.Join(strings.Fields(tb.onPaper()), " ")
	for _, want := range []string{"Why Russia might let Iran go", "¶1–2", "Notes", "The leak is described in two ways", "Terms on this page", "Alabuga", "ICDS, 22 paragraphs", "Newsweek, note", "(Newsweek, ¶"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on paper", want)
		}
	}
	for _, not := range []string{"Display", "Skip to the text", "Open in glossary", "↩", "↗", "Menu"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is on paper", not)
		}
	}
	if strings.Index(text, "The leak is described") < strings.LastIndex(text, "Snapback as a way out") {
		t.Error("the notes are not at the end")
	}
}
