package e2e

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var picturesDir = flag.String("pictures", "", "the folder into which TestPictures writes what it takes")

// pictures are those of the README and the docs; each is of the sample as a reader sees it.
var pictures = []struct {
	name, page string
	view       view
	first      func(tb *tab) // what the reader does before
}{
	{"article", "articles/icds.html", view{w: 1440, h: 960, scale: 1}, func(tb *tab) {
		tb.script("document.querySelector('#drones-for-the-war-in-ukraine').scrollIntoView({ behavior: 'instant' })")
		tb.scroll(0) // the page has been told, and nothing stops the card from opening
		tb.hover(".prose a.term[href='#term-alabuga']")
		tb.wait(opened)
	}},
	{"phone", "articles/newsweek.html", view{w: 390, h: 844, touch: true, scale: 2}, func(tb *tab) {
		tb.tap(".prose a.term[href='#term-jcpoa']")
		tb.wait(opened)
	}},
	{"dark", "articles/newsweek.html", view{w: 1440, h: 960}.dark(), func(tb *tab) {
		tb.hover(".in-margin a.xref")
		tb.wait(opened)
	}},
	{"home", "index.html", view{w: 1440, h: 960}, nil},
	{"glossary", "glossary/snapback.html", view{w: 1440, h: 960}, nil},
	{"timeline", "timeline.html", view{w: 1440, h: 960}, nil},
	{"compare", "compare.html", view{w: 1440, h: 960}, nil},
}

// TestPictures takes the pictures; make screenshots keeps them.
func TestPictures(t *testing.T) {
	t.Parallel()
	for _, p := range pictures {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			tb := visit(t, p.page, p.view.with("prefers-reduced-motion", "reduce"))
			tb.script("document.documentElement.style.scrollbarWidth = 'none'")
			eval[bool](tb, "document.fonts.ready.then(() => true)")
			if p.first != nil {
				p.first(tb)
			}
			data := tb.picture()
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if w := int64(img.Bounds().Dx()); w < p.view.w || len(data) < 20_000 {
				t.Errorf("%d px wide, %d bytes: not what a page looks like", w, len(data))
			}
			if *picturesDir == "" {
				return
			}
			if err := os.WriteFile(filepath.Join(*picturesDir, p.name+".png"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}
