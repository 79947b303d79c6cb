package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// fakeEditor is an editor that writes down what it was told.
type fakeEditor struct {
	t   *testing.T
	log string
}

func newFakeEditor(t *testing.T) (e fakeEditor, env string) {
	t.Helper()
	dir := t.TempDir()
	e = fakeEditor{t, filepath.Join(dir, "log")}
	program := filepath.Join(dir, "my editor")
	script := "#!/bin/sh\nfor a in \"$@\"; do printf '%s|' \"$a\"; done >> '" + e.log + "'\necho >> '" + e.log + "'\n"
	if err := os.WriteFile(program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(dir, "code")); err != nil {
		t.Fatal(err)
	}
	return e, "GLOSS_EDITOR=" + filepath.Join(dir, "code")
}

// opens waits until the editor has been told of a place, and of no other.
func (e fakeEditor) opens(place string) {
	e.t.Helper()
	var data []byte
	for end := time.Now().Add(patience); time.Now().Before(end) && !strings.HasSuffix(string(data), "\n"); <-time.After(10 * time.Millisecond) {
		data, _ = os.ReadFile(e.log)
	}
	want := place + ":"
	if got := string(data); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "--goto|") || !strings.Contains(got, want) {
		e.t.Errorf("the editor was told %q, want %q", got, want)
	}
	_ = os.Remove(e.log)
}

// altClick clicks in the middle of an element with Alt held.
func (tb *tab) altClick(selector string) {
	tb.t.Helper()
	x, y := tb.middle(selector)
	tb.do(chromedp.MouseClickXY(x, y, chromedp.ButtonModifiers(chromedp.ModifierAlt)))
}

// From what is shown one gets to the line it was written on, whoever shows it: the page, its
// margin, its list of terms, another article's comparison.
func TestServeOpensEditor(t *testing.T) {
	t.Parallel()
	editor, env := newFakeEditor(t)
	d := work(t, briefing(), env)
	tb := d.visit("articles/a.html", wide)
	place := func(name, line string) string { return d.path(name) + ":" + line }

	tb.altClick(".prose p:nth-of-type(3)")
	editor.opens(place("content/articles/a.md", "12"))
	tb.altClick(".note") // which a script has moved into the margin
	editor.opens(place("content/articles/a.md", "52"))
	tb.altClick("#term-toll + dd")
	editor.opens(place("content/glossary/toll.md", "5"))
	tb.check("kept") // no link was followed

	// with the keyboard: what has the focus
	tb.script("document.documentElement.dataset.marks = 'all'; document.querySelector('.prose p:nth-of-type(5) a.loc').focus()")
	tb.press("e")
	editor.opens(place("content/articles/a.md", "16"))
	// what was clicked last
	tb.script("document.activeElement.blur()")
	tb.click(".prose p:nth-of-type(6)")
	tb.press("e")
	editor.opens(place("content/articles/a.md", "18"))
	// what stands at the top
	tb.script("document.querySelector('.prose p:nth-of-type(16)').scrollIntoView({ block: 'start', behavior: 'instant' })")
	tb.wait("document.querySelector('.prose p:nth-of-type(6)').getBoundingClientRect().bottom < 0")
	tb.press("e")
	editor.opens(place("content/articles/a.md", eval[string](tb, `String(8 + 2 * [...document.querySelectorAll('.prose p')].findIndex(p => p.getBoundingClientRect().top >= 0))`)))

	// lines move with what is written above
	d.edit("content/articles/a.md", "## One\n", "## One\n\nQuite new. {p=40}\n")
	tb.wait("document.querySelector('.prose p').textContent.startsWith('Quite new.')")
	tb.altClick(".prose p:nth-of-type(4)")
	editor.opens(place("content/articles/a.md", "14"))

	// a problem, from the list of them
	d.edit("content/articles/a.md", "The last one.[^n]", "The last one.[^n][^m]")
	tb.wait("document.querySelector('gloss-problems')?.shadowRoot.querySelector('.where')")
	tb.script("document.querySelector('gloss-problems').shadowRoot.querySelector('.where').click()")
	editor.opens(place("content/articles/a.md", "52"))

	// typing is not asking
	d.edit("content/articles/a.md", "[^m]", "")
	tb.open("search.html")
	tb.write("e")
	tb.altClick("h1")
	tb.wait("document.querySelector('gloss-problems')?.shadowRoot.querySelector('.said')?.textContent.includes('no line of yours')")
	if data, err := os.ReadFile(editor.log); err == nil {
		t.Errorf("the editor was told %q", data)
	}
}
