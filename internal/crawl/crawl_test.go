package crawl

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const head = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">` +
	`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">` +
	`<title>T</title></head><body><a href="#m">Skip</a><main id="m">`

const foot = `</main></body></html>`

// checked returns the problems of a site, a line each.
func checked(files map[string][]byte, o Options) []string {
	var lines []string
	for _, p := range Check(maps.All(files), o) {
		lines = append(lines, p.String())
	}
	return lines
}

// A checker that finds nothing is worth nothing: each kind of mistake is made once.
func TestFinds(t *testing.T) {
	for _, tc := range []struct{ name, body, want string }{
		{"nothing", `<h1>T</h1><p>x</p>`, ""},
		{"dead link", `<h1>T</h1><a href="no.html">x</a>`, `a.html: "no.html" leads to "no.html", which is not there`},
		{"case", `<h1>T</h1><a href="B.html">x</a>`, `a.html: "B.html" leads to "B.html", which is not there (there is "b.html")`},
		{"folder", `<h1>T</h1><a href="d/">x</a>`, `a.html: "d/" leads to "d/", which is not there (from a disk no index of a folder is found)`},
		{"dead fragment", `<h1>T</h1><a href="b.html#no">x</a>`, `a.html: "b.html#no": there is no id "no" in "b.html"`},
		{"named place", `<h1>T</h1><p>x <a name="old" href="#old">y</a> <a href="a.html#new">z</a></p>`, `a.html: "a.html#new": there is no id "new" in "a.html"`},
		{"too deep", strings.Repeat("<div>", 600) + "x" + strings.Repeat("</div>", 600), `a.html: html: open stack of elements exceeds 512 nodes`},
		{"places without an id", `<h1>T</h1><p><a href="#top">x</a> <a href="b.html#:~:text=B">y</a></p>`, ""},
		{"encoded fragment", `<h1 id="ä b">T</h1>`, `a.html: id "ä b" is not valid`},
		{"space", `<h1>T</h1><a href="b b.html">x</a>`, `a.html: "b b.html" is no valid address: it contains ' '`},
		{"elsewhere", `<h1>T</h1><a href="https://x.example/">x</a>`, `a.html: link "https://x.example/" leads elsewhere`},
		{"program", `<h1>T</h1><a href="JavaScript:void(0)">x</a>`, `a.html: link "JavaScript:void(0)" is a program, or leads into the reader's computer`},
		{"above", `<h1>T</h1><a href="../../x.html">x</a>`, `a.html: "../../x.html" leads out of the site`},
		{"request", `<h1>T</h1><img src="//x.example/a.png" alt="">`, `a.html: <img> asks for "//x.example/a.png", which is elsewhere`},
		{"image sources", `<h1>T</h1><img src="b.html" srcset="b.html 1x,c.png 2x, data:image/png;base64,AA== 3x, b.html, d.png" alt="x"><img src="data:image/png;base64,AA==" alt="x"><img src="a,b.png" alt="">`, "a.html: \"a,b.png\" leads to \"a,b.png\", which is not there\na.html: \"c.png\" leads to \"c.png\", which is not there\na.html: \"d.png\" leads to \"d.png\", which is not there"},
		{"base", `<h1>T</h1><base href="/x/"><a href="y.html">x</a><img src="z.png" alt="">`, `a.html: <base> has no place in a briefing`},
		{"script", `<h1>T</h1><script>1</script>`, `a.html: a script in the page, which the policy refuses`},
		{"handler", `<h1>T</h1><p onclick="x()">x</p>`, `a.html: <p> has a handler onclick, which the policy refuses`},
		{"style", `<h1>T</h1><p style="x">x</p>`, `a.html: <p> has a style of its own, which the policy refuses`},
		{"id twice", `<h1 id="x">T</h1><p id="x">x</p>`, `a.html: id "x" stands twice, at <h1> and <p>`},
		{"no heading", `<h2>T</h2>`, "a.html: 0 <h1>\na.html: <h2> \"T\" follows <h0>"},
		{"skipped level", `<h1>T</h1><h3>x</h3>`, `a.html: <h3> "x" follows <h1>`},
		{"label", `<h1>T</h1><section aria-labelledby="no">x</section>`, "a.html: <section> without a name\na.html: aria-labelledby of <section> names \"no\", which is not there"},
		{"role", `<h1>T</h1><p role="doc-noteref">x</p>`, `a.html: <p> has the role "doc-noteref"`},
		{"name on span", `<h1>T</h1><p><span aria-label="x">y</span></p>`, `a.html: <span> cannot be named "x"`},
		{"empty", `<h1>T</h1><div class="prose"></div>`, `a.html: <div class="prose"> is empty`},
		{"empty link", `<h1>T</h1><p>x <a href="#m"></a></p>`, `a.html: <a class=""> is empty`},
		{"list", `<h1>T</h1><ul><p>x</p></ul>`, `a.html: <p> in <ul>`},
		{"block in phrase", `<h1>T</h1><div><span><p>x</p></span></div>`, `a.html: <p> in <span>`},
		{"repaired", `<h1>T</h1><p>x<div>y</div></p>`, `a.html: a browser reads </p> where <div> is written, behind ["main" "h1" "/h1" "p"]`},
		{"unbalanced", `<h1>T</h1><p><em>x</p></em>`, `a.html: </p> ends what is open: ["html" "body" "main" "p" "em"]`},
		{"time", `<h1>T</h1><p><time datetime="2022~">x</time></p>`, `a.html: <time> has no valid datetime: "2022~"`},
		{"title", `<h1>T</h1><p><a href="#m" title="x">x</a></p>`, `a.html: <a> has the title "x", which says nothing more`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			files := map[string][]byte{"a.html": []byte(head + tc.body + foot), "b.html": []byte(head + `<h1>B</h1><a href="a.html">a</a>` + foot), "d/index.html": []byte(head + `<h1>D</h1>` + foot)}
			got := strings.Join(checked(files, Options{Base: "https://site.example/repo/", Unlinked: []string{"b.html", "d/index.html"}}), "\n")
			if strings.Contains(got, tc.want) && (tc.name == "unbalanced" || tc.name == "repaired") {
				return // more may follow from it
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestStyle(t *testing.T) {
	files := map[string][]byte{"x.css": []byte(`@import "y.css"; a{background:url("no.png")} b{background:url(https://x.example/a.png)} c{background:url(data:x)}`)}
	want := []string{
		`x.css: "no.png" leads to "no.png", which is not there`,
		`x.css: a style sheet imports another`,
		`x.css: the style sheet asks for "https://x.example/a.png", which is elsewhere`,
	}
	if diff := cmp.Diff(want, checked(files, Options{})); diff != "" {
		t.Error(diff)
	}
}

// Names with characters that an address has to encode, and a page shown at any address.
func TestAddresses(t *testing.T) {
	link := func(href string) []byte {
		return []byte(head + `<h1>T</h1><p><a href="` + href + `">x</a></p>` + foot)
	}
	files := map[string][]byte{"index.html": link("100%25%20%C3%A4.html#m"), "100% ä.html": link("index.html"), "404.html": link("/repo/index.html")}
	for _, base := range []string{"https://site.example/repo/", "file:///mnt/stick/"} {
		got := checked(files, Options{Base: base, NotFound: "deep/er/x"})
		var want []string
		if base == "file:///mnt/stick/" {
			want = []string{`404.html: "/repo/index.html" leads out of the site`}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", base, diff)
		}
	}
}

// Programs can tell a dead link from a missing id, and find either where it is written.
func TestProblem(t *testing.T) {
	files := map[string][]byte{
		"a/b.html": []byte(head + `<h1>T</h1><p><a href="../c.html?x=1&amp;y=2#z">x</a> <a href="../d.html#e">x</a> <a href="../d.html#e">x</a></p><h4>x</h4>` + foot),
		"d.html":   []byte(head + `<h1>T</h1>` + foot),
	}
	want := []Problem{
		{File: "a/b.html", Kind: Link, Ref: "../c.html?x=1&y=2#z", To: "c.html", Msg: `"../c.html?x=1&y=2#z" leads to "c.html", which is not there`},
		{File: "a/b.html", Kind: Fragment, Ref: "../d.html#e", To: "d.html#e", Msg: `"../d.html#e": there is no id "e" in "d.html"`},
		{File: "a/b.html", Kind: Markup, Msg: `<h4> "x" follows <h1>`},
		{File: "a/b.html", Kind: Orphan, Msg: "no other page links here"},
	}
	if diff := cmp.Diff(want, Check(maps.All(files), Options{})); diff != "" {
		t.Error(diff)
	}
}
