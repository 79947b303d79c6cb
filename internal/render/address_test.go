package render

import (
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"gloss/internal/content"
	"gloss/internal/site"
)

func TestRelative(t *testing.T) {
	for _, tc := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "articles/a.html", "articles/a.html"},
		{"articles/a.html", "index.html", "../index.html"},
		{"articles/a.html", "articles/b.html", "b.html"},
		{"articles/a.html", "glossary/a.html", "../glossary/a.html"},
		{"articles/2025/a.html", "articles/a.html", "../a.html"},
		{"articles/a.html", "articles/a/b.html", "a/b.html"},
		{"articles/a/b.html", "articles/a.html", "../a.html"},
		{"ab/x.html", "a/x.html", "../a/x.html"},
		{"a/b/c/d.html", "x.css", "../../../x.css"},
		{"index.html", "a:b.html", "./a:b.html"}, // "a:" would be a scheme
		{"a:b/c.html", "a:b/d:e.html", "./d:e.html"},
		{"x/c.html", "a:b.html", "../a:b.html"},
	} {
		if up, rel := relative(tc.from, tc.to); up+rel != tc.want {
			t.Errorf("relative(%q, %q) = %q, want %q", tc.from, tc.to, up+rel, tc.want)
		}
	}
}

func TestEscapeURL(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"articles/käse-ñ-日本.html", "articles/käse-ñ-日本.html"},
		{"100% sure.html", "100%25%20sure.html"},
		{"a?b#c.html", "a%3Fb%23c.html"},
		{`"'<>&`, "%22%27%3C%3E%26"},
		{"[1]{2}^`|\\", "%5B1%5D%7B2%7D%5E%60%7C%5C"},
		{"tab\there", "tab%09here"},
		{"gloss/notes", "gloss/notes"},
	} {
		if got := EscapeURL(tc.in); got != tc.want {
			t.Errorf("EscapeURL(%q) = %q, want %q", tc.in, got, tc.want)
		}
	}
}

// A browser that follows the address from one file arrives at the other, whatever their
// names and wherever the site stands.
func TestRelativeArrives(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", "b", "a:b", "ä ö", "100%", "%41", "x?y#z", "a&b;c=d", "..x", "it's", `q"q`, "日本", "a+b", "~", "[x]", "d.html"}
	name := func() string {
		n := make([]string, 1+rnd.IntN(4))
		for i := range n {
			n[i] = parts[rnd.IntN(len(parts))]
		}
		return strings.Join(n, "/") + ".html"
	}
	for range 20000 {
		from, to, frag := name(), name(), parts[rnd.IntN(len(parts))]
		base := url.URL{Scheme: "https", Host: "site.example", Path: "/re po/" + from}
		up, rel := relative(from, to)
		href := EscapeURL(up+rel) + "#" + EscapeURL(frag)
		ref, err := url.Parse(href)
		if err != nil {
			t.Fatalf("%q to %q: %v", from, to, err)
		}
		got := base.ResolveReference(ref)
		if got.Scheme != "https" || got.Host != "site.example" || got.Path != "/re po/"+to || got.Fragment != frag {
			t.Fatalf("from %q, %q leads to %q#%q, not to %q#%q", from, href, got.Path, got.Fragment, to, frag)
		}
	}
}

func TestRelativeAddresses(t *testing.T) {
	s := &site.Site{Pages: []*site.Page{
		{Kind: site.KindHome, Out: "index.html"}, {Kind: site.KindArticle, Out: "articles/a b.html"}, {Kind: site.KindNotFound, Out: "404.html"},
	}}
	const home, article, lost = 0, 1, 2
	for _, tc := range []struct {
		base string
		from site.PageID
		to   site.Addr
		want string
	}{
		{"", home, site.Addr{Page: home}, "index.html"},
		{"", home, site.Addr{Page: article}, "articles/a%20b.html"},
		{"", home, site.Addr{Page: article, Frag: "x y"}, "articles/a%20b.html#x%20y"},
		{"", article, site.Addr{Page: article}, "a%20b.html"},
		{"", article, site.Addr{Page: article, Frag: "ü"}, "#ü"},
		{"", article, site.Addr{Page: home}, "../index.html"},
		{"", lost, site.Addr{Page: article}, "articles/a%20b.html"},
		// shown at any depth, so only the site's own address leads home
		{"https://x.example/re%20po/", lost, site.Addr{Page: article, Frag: "z"}, "/re%20po/articles/a%20b.html#z"},
		{"https://x.example/", lost, site.Addr{Page: home}, "/index.html"},
		{"https://x.example/", lost, site.Addr{Page: lost, Frag: "z"}, "#z"},
		{"https://x.example/repo/", article, site.Addr{Page: home}, "../index.html"},
	} {
		s.Config = content.Config{URL: tc.base}
		if got := (NewRelative(s)).URL(tc.from, tc.to); got != tc.want {
			t.Errorf("with %q from %q to %v: %q, want %q", tc.base, s.Pages[tc.from].Out, tc.to, got, tc.want)
		}
	}
	if got := (NewRelative(s)).File(article, "assets/x.css"); got != "../assets/x.css" {
		t.Errorf("style sheet at %q", got)
	}
}
