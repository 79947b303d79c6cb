package pack

import (
	"io/fs"
	"strings"
	"testing"
)

func newTestJoiner(pages ...string) *joiner {
	j := &joiner{
		pages: map[string]bool{}, data: map[string]string{}, grow: func(int) error { return nil },
		file: func(name string) ([]byte, error) {
			if name == "images/map.png" || name == "fonts/x.woff2" || name == "files/a.pdf" {
				return []byte("hi"), nil
			}
			return nil, fs.ErrNotExist
		},
	}
	for _, p := range pages {
		j.pages[p] = true
	}
	return j
}

func TestJoin(t *testing.T) {
	j := newTestJoiner("index.html", "articles/icds.html", "articles/2025/x.html", "glossary/jcpoa.html", "a:b.html", "guide.html")
	for _, c := range []struct{ out, html, want string }{
		{"articles/icds.html", `<li id="note-x">`, `<li id="articles/icds:note-x">`},
		{"articles/icds.html", `<a class="noteref" href="#note-x">1</a>`, `<a class="noteref" href="#articles/icds:note-x">1</a>`},
		{"articles/icds.html", `<a href="../glossary/jcpoa.html">`, `<a href="#glossary/jcpoa">`},
		{"articles/icds.html", `<a href="2025/x.html#ref-1">`, `<a href="#articles/2025/x:ref-1">`},
		{"articles/2025/x.html", `<a href="../icds.html#%E4%BC%8A">`, `<a href="#articles/icds:伊">`},
		{"index.html", `<a href="./a:b.html#c">`, `<a href="#a%253Ab:c">`}, // not that of "b:c" on a page "a"
		{"a:b.html", `<p id="c">`, `<p id="a%3Ab:c">`},
		{"index.html", `<a href="https://example.org/x.html#y">`, `<a href="https://example.org/x.html#y">`},
		{"index.html", `<a href="mailto:a@b.c">`, `<a href="mailto:a@b.c">`},
		{"index.html", `<a href="//example.org/guide.html">`, `<a href="//example.org/guide.html">`},
		{"index.html", `<a href="gone.html#x">`, `<a href="gone.html#x">`},
		{"articles/icds.html", `<img src="../images/map.png" alt="a &amp; b">`, `<img src="data:image/png;base64,aGk=" alt="a &amp; b">`},
		{"index.html", `<a href="files/a.pdf#page=2">`, `<a href="data:application/pdf;base64,aGk=" download="a.pdf">`},
		{"timeline.html", `<section aria-labelledby="a b"><label for="q">`, `<section aria-labelledby="timeline:a timeline:b"><label for="timeline:q">`},
		{"timeline.html", `<rect fill="url(#gloss/hatch-1)" mask="url(#m)">`, `<rect fill="url(#timeline:gloss/hatch-1)" mask="url(#timeline:m)">`},
		{"index.html", `<div data-for="articles/icds.html#pays">`, `<div data-for="#articles/icds:pays">`},
		{"", `<button popovertarget="gloss/display"><a href="articles/icds.html"><a href="#gloss/content">`, `<button popovertarget="gloss/display"><a href="#articles/icds"><a href="#gloss/content">`},
		{"index.html", `<p title="id=&quot;x&quot;">id="x" href="#y" &lt;</p><!-- id="x" -->`, `<p title="id=&quot;x&quot;">id="x" href="#y" &lt;</p><!-- id="x" -->`},
		{"index.html", `<template><a href='guide.html'>x</a></template>`, `<template><a href="#guide">x</a></template>`},
	} {
		got, err := j.Join(c.out, []byte(c.html))
		if err != nil || string(got) != c.want {
			t.Errorf("on %q, %s is %s, want %s (%v)", c.out, c.html, got, c.want, err)
		}
	}
}

func TestCSS(t *testing.T) {
	j := newTestJoiner()
	for css, want := range map[string]string{
		`a{background:url(../images/map.png)}`:        `a{background:url("data:image/png;base64,aGk=")}`,
		`@font-face{src:url( '../fonts/x.woff2' )}`:   `@font-face{src:url("data:font/woff2;base64,aGk=")}`,
		`a{background:url("data:image/gif;base64,R")`: `a{background:url("data:image/gif;base64,R")`,
		`a{mask:url(#x)}`:                             `a{mask:url(#x)}`,
	} {
		if got, err := j.CSS([]byte(css)); err != nil || string(got) != want {
			t.Errorf("%s is %s, want %s (%v)", css, got, want, err)
		}
	}
}

// What is too large stops as soon as that is known.
func TestJoinStops(t *testing.T) {
	j := newTestJoiner()
	j.grow = func(n int) error {
		if n > 100 {
			return &TooLarge{100}
		}
		return nil
	}
	if _, err := j.Join("x.html", []byte(strings.Repeat("x", 101))); err == nil {
		t.Error("no error")
	}
}

func TestName(t *testing.T) {
	for title, want := range map[string]string{
		"Russia and Iran": "russia-and-iran", "  C++ & “Go”!": "c-go", "伊朗 2025": "伊朗-2025", "Über/../x": "über-x", "": "briefing", "…": "briefing",
		"CON": "con", strings.Repeat("word ", 30): strings.TrimSuffix(strings.Repeat("word-", 12), "-"),
	} {
		if got := Name(title); got != want {
			t.Errorf("Name(%q) is %q, want %q", title, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]int64{"50MB": 50e6, "1.5 gb": 1.5e9, "800K": 800e3, "20": 20, "0": 0, "-1MB": 0, "x": 0, "": 0, "inf": 0, "NaN": 0} {
		got, err := ParseSize(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("ParseSize(%q) is %d, %v; want %d", text, got, err, want)
		}
	}
	for n, want := range map[int64]string{999: "999 bytes", 1000: "1 KB", 386770: "387 KB", 1_400_000: "1.4 MB", 50e6: "50 MB"} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) is %q, want %q", n, got, want)
		}
	}
}
