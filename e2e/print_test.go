package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// onPaper returns what stands on a printed page, as text: spaces keep columns apart, and a form
// feed ends a sheet.
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

// A note that was cut in the margin is whole on paper, and runs into no other.
func TestPrintedNotes(t *testing.T) {
	t.Parallel()
	tb := visit(t, "articles/newsweek.html", wide)
	tb.wait("document.querySelector('.cut')")
	tb.print(wide.w)
	tb.wait("[...document.querySelectorAll('.notes li')].every(li => li.scrollHeight <= li.clientHeight + 1)")
}

// The address of a link to another site is written out, wherever the link stands.
func TestPrintedAddresses(t *testing.T) {
	t.Parallel()
	for page, links := range map[string]string{
		"articles/third.html": "original prose note term",
		"sources.html":        "original",
	} {
		text := strings.Join(strings.Fields(visit(t, page, desk.of(traps)).onPaper()), "")
		for _, link := range strings.Fields(links) {
			if n := strings.Count(text, "https://"+link+".example/"); n != 1 {
				t.Errorf("%s: the address of the link %q is %d times on paper, want once", page, link, n)
			}
		}
	}
}

// On paper no sheet ends with a heading, and none has only the foot of the page.
func TestPrintedSheets(t *testing.T) {
	eachKind(t, func(t *testing.T, s *site, page string) {
		tb := visit(t, page, desk.of(s))
		headings := map[string]bool{} // but for those that stand beside what they head
		for _, h := range eval[[]string](tb, `[...document.querySelectorAll('main :is(h1, h2, h3, h4, .terms dt, .kicker, .verb)')].filter(e => !e.matches('.letter h2, .year > h2, .relation .verb')).map(e => e.innerText)`) {
			headings[strings.Join(strings.Fields(h), " ")] = true
		}
		foot := eval[string](tb, `document.querySelector('.foot p').innerText`)
		columns := regexp.MustCompile(` {2,}`)
		for i, sheet := range strings.Split(strings.TrimSuffix(tb.onPaper(), "\f"), "\f") {
			lines := strings.Split(strings.TrimSpace(sheet), "\n")
			lines = lines[:len(lines)-1] // the number of the sheet
			text := strings.TrimSpace(strings.Join(lines, "\n"))
			if strings.Join(strings.Fields(text), " ") == foot {
				t.Errorf("sheet %d has only the foot of the page", i+1)
			}
			for _, cell := range columns.Split(text[strings.LastIndexByte(text, '\n')+1:], -1) {
				if headings[cell] {
					t.Errorf("sheet %d ends with the heading %q", i+1, cell)
				}
			}
		}
	})
}
