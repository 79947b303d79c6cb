package render

import (
	"testing"
	"testing/fstest"

	"gloss/internal/site"
)

// References that nothing answers are marked where they stand; where they are quoted, their
// words stand alone, as those of others do.
func TestUnresolved(t *testing.T) {
	for _, tc := range []struct{ name, markdown, own, quoted string }{
		{"link", "[X *y*](nope.md).", `<mark class="unresolved">X <em>y</em></mark>.`, "X <em>y</em>."},
		{"typed link", "[X](b.md#nope){rel=extends}.", `<mark class="unresolved">X</mark>.`, "X."},
		{"term", "[X]{term=nope}.", `<mark class="unresolved">X</mark>.`, "X."},
		{"note", "X.[^nope]", `X.<mark class="unresolved">[^nope]</mark>`, "X."},
		{"foreign note", "X.[^b:nope]", `X.<mark class="unresolved">[^b:nope]</mark>`, "X."},
		{"image", "X ![a <b](nope.png) y.", `X <mark class="unresolved">a &lt;b</mark> y.`, `X <mark class="unresolved">a &lt;b</mark> y.`},
	} {
		fsys := files(neighbours)
		fsys["content/articles/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\n---\n\n" + tc.markdown + "\n")}
		s, diags := link(t, fsys)
		if len(diags) == 0 {
			t.Errorf("%s: no diagnostic", tc.name)
		}
		id := pageOf(t, s, "articles/a.html")
		p := site.Passage{Page: id, Span: s.Pages[id].Doc.Sentences[0]}
		r := renderer(t, s)
		if own := string(r.own(p, false)); own != tc.own {
			t.Errorf("%s: %s\nwant %s", tc.name, own, tc.own)
		}
		if got := string(Splice(nil, s, p, quoted(0), r.addr)); got != tc.quoted {
			t.Errorf("%s: quoted: %s\nwant %s", tc.name, got, tc.quoted)
		}
	}
}
