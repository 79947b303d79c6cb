package e2e

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gloss/internal/build"
	"gloss/internal/pack"
)

// packed is a folder with the editions of the sample: russia-and-iran.html, and the archive
// unpacked as it unpacks.
var packed = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(filepath.Dir(sample.dir), "packed")
	var b build.Builder
	result, _, err := b.Build(os.DirFS(".."), build.Options{})
	if err != nil {
		return "", err
	}
	for _, f := range pack.Formats {
		path, _, err := f.Write(dir, result, 50e6)
		if err != nil {
			return "", err
		}
		if f.Ext == ".zip" {
			if err := unpack(path, dir); err != nil {
				return "", err
			}
		}
	}
	return dir, nil
})

func unpack(name, dir string) error {
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, fs.FileMode(0o644)); err != nil {
			return err
		}
	}
	return nil
}

// fromDisk is a view of what gloss pack has written.
func fromDisk(t *testing.T, v view) view {
	t.Helper()
	dir, err := packed()
	if err != nil {
		t.Fatal(err)
	}
	v.site, v.under = &site{name: "packed", dir: dir}, "file:"
	return v
}

const (
	one     = "russia-and-iran.html"
	onePage = "[...document.querySelectorAll('main')].filter(m => m.checkVisibility())"
)

// reads wants exactly one page to be shown, and scripts and window to know which.
func (tb *tab) reads(id string) {
	tb.t.Helper()
	tb.wait(onePage + ".map(m => m.id).join() === " + quote(id) + " && document.querySelector('main:not([hidden])').id === " + quote(id))
	tb.check("document.title === document.querySelector('main:not([hidden])').dataset.head")
}

// quiet wants nothing to have been asked for but the file itself.
func (tb *tab) quiet() {
	tb.t.Helper()
	asked := slices.DeleteFunc(tb.requests(), func(u string) bool {
		return strings.HasPrefix(u, "data:") || strings.HasPrefix(u, tb.from+one)
	})
	if len(asked) > 0 {
		tb.t.Errorf("the file asks for %v", asked)
	}
}

// The archive, unpacked, is the site: opened from its folder, everything works.
func TestZipFromDisk(t *testing.T) {
	t.Parallel()
	for _, v := range []view{desk, phone} {
		tb := visit(t, "russia-and-iran/index.html", fromDisk(t, v))
		tb.script("document.querySelector('.card h3 a').click()")
		tb.wait("location.pathname.endsWith('/articles/newsweek.html') && document.readyState === 'complete'")
		tb.fits()
		tb.focus(".prose a.term")
		tb.press("Enter")
		tb.wait(opened)
		tb.press("Escape")
		tb.script("document.querySelector('a[rel=search]').click()")
		tb.wait("location.pathname.endsWith('/search.html') && document.activeElement.matches(" + quote(field) + ")")
		tb.write("drones")
		tb.answered("drones")
	}
}

// One file turns from page to page as the site does, and back to where one was.
func TestOneFileTurns(t *testing.T) {
	t.Parallel()
	for _, v := range []view{desk, phone} {
		tb := visit(t, one, fromDisk(t, v))
		tb.reads("index")
		if v.touch {
			tb.tap(".masthead .menu summary")
			tb.tap(".masthead .menu a[href='#articles/icds']")
		} else {
			tb.click(".masthead .wide-only a[href='#articles/icds']")
		}
		tb.reads("articles/icds")
		tb.check("scrollY === 0 && document.querySelector('.masthead [aria-current]').hash === '#articles/icds'")
		tb.check("document.documentElement.lang === 'en' && getComputedStyle(document.querySelector(':target')).backgroundColor === 'rgba(0, 0, 0, 0)'")
		tb.fits()
		tb.scroll(900)
		tb.wait("scrollY === 900")
		tb.script("document.querySelector('[id=\"articles/icds\"] .when').click()")
		tb.reads("timeline")
		tb.wait("(() => { const r = document.querySelector(':target').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()")
		tb.fits()
		tb.script("history.back()")
		tb.reads("articles/icds")
		tb.wait("scrollY === 900")
		tb.open(one + "#nowhere") // what is not there leaves the reader where one is
		tb.wait("location.hash === '#nowhere'")
		tb.reads("index")
		tb.quiet()
	}
}

// A link into the file shows its place at once.
func TestOneFileOpensAtPlace(t *testing.T) {
	t.Parallel()
	tb := visit(t, one+"#articles/icds:note-parts", fromDisk(t, wide))
	tb.reads("articles/icds")
	tb.wait("document.querySelector('.in-margin')?.closest('main').id === 'articles/icds'")
	tb.wait("(() => { const r = document.querySelector(':target').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()")
	tb.check("document.querySelectorAll('[id=\"articles/icds\"] .contents .wide-only [aria-current]').length <= 1")
	tb.quiet()
}

// Terms, notes and passages open beside the text, on every page of the file.
func TestOneFileCards(t *testing.T) {
	t.Parallel()
	const article = "[id='articles/newsweek'] "
	tb := visit(t, one+"#articles/newsweek", fromDisk(t, desk))
	tb.reads("articles/newsweek")
	tb.wait("document.querySelector(" + quote(article+".in-margin") + ")")
	tb.check("getComputedStyle(document.querySelector(" + quote(article+".in-margin li") + ")).position === 'absolute'")
	tb.hover(article + ".prose a.term")
	tb.wait(opened)
	tb.onScreen()
	tb.inColumn()
	tb.press("Escape")
	tb.hover(article + ".prose a.xref")
	tb.wait(opened + " && " + opened + ".querySelector('.passage')")
	tb.onScreen()
	tb.script(opened + ".querySelector('.popover-foot a').click()")
	tb.reads("articles/icds")
	tb.check(closed)
	tb.wait("document.querySelector(\"[id='articles/icds'] .in-margin\")")

	tb = visit(t, one+"#articles/newsweek", fromDisk(t, phone))
	tb.reads("articles/newsweek")
	tb.tap(article + ".prose a.noteref")
	tb.wait(opened + "?.classList.contains('sheet')")
	tb.onScreen()
	tb.tap(".popover-close")
	tb.wait(closed)
	tb.tap(article + ".prose a.term")
	tb.wait(opened)
	tb.script(opened + ".querySelector('.popover-foot a').click()")
	tb.wait("location.hash.startsWith('#glossary/')")
	tb.check(closed + " && document.querySelector('main:not([hidden]) .definition')")
	tb.quiet()
}

// What is searched for is found in the file and leads to its place; the key / leads to the field.
func TestOneFileSearch(t *testing.T) {
	t.Parallel()
	for _, v := range []view{desk, phone} {
		tb := visit(t, one+"#articles/newsweek", fromDisk(t, v))
		tb.reads("articles/newsweek")
		if v.touch {
			tb.tap("a[rel=search]")
		} else {
			tb.press("/")
		}
		tb.reads("search")
		tb.wait("document.activeElement.matches(" + quote(field) + ")")
		tb.write("snapback")
		tb.answered("snapback")
		tb.wait("location.search === '?q=snapback' && location.hash === '#search'")
		tb.fits()
		tb.script("[...document.querySelectorAll('.hit .place')].find(a => a.hash.includes(':section-') || a.hash.includes(':')).click()")
		tb.wait("location.hash.includes(':')")
		tb.check("document.querySelector(':target').closest('main') === " + onePage + "[0]")
		tb.script("history.back()")
		tb.reads("search")
		tb.check("document.querySelector(" + quote(field) + ").value === 'snapback' && document.querySelectorAll('.hit').length > 1")
		tb.quiet()
	}
}

// The filters of the timeline and of the comparison work in the file, each on its own page.
func TestOneFileFilters(t *testing.T) {
	t.Parallel()
	for _, v := range []view{wide, phone, {w: 1366, h: 768, noScript: true}} {
		tb := visit(t, one+"#timeline", fromDisk(t, v))
		all := eval[int](tb, shown("#timeline .event"))
		tb.script("document.querySelector('#timeline .filters').open = true")
		tb.click("#timeline [name=source][value='1']")
		if some := eval[int](tb, shown("#timeline .event")); some == 0 || some >= all {
			t.Errorf("%d of %d events are shown", some, all)
		}
		tb.open(one + "#compare")
		if n := eval[int](tb, shown("#compare .relation")); n < 10 {
			t.Errorf("%d relations are shown", n)
		}
		tb.fits()
	}
}

// Without scripts a page is shown when a link leads to it or into it.
func TestOneFileWithoutScripts(t *testing.T) {
	t.Parallel()
	tb := visit(t, one, fromDisk(t, view{noScript: true}))
	tb.check(onePage + ".map(m => m.id).join() === 'index'")
	for _, id := range []string{"articles/icds", "glossary/jcpoa", "timeline"} {
		tb.open(one + "#" + id)
		tb.check(onePage + ".map(m => m.id).join() === " + quote(id))
	}
	tb.open(one + "#articles/icds:note-parts")
	tb.check(onePage + ".map(m => m.id).join() === 'articles/icds'")
	tb.check("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
}

// Nobody is kept from reading the file.
func TestOneFileAxe(t *testing.T) {
	t.Parallel()
	tb := visit(t, one, fromDisk(t, wide))
	for _, id := range []string{"index", "articles/icds", "timeline", "glossary/jcpoa", "search"} {
		tb.open(one + "#" + id)
		tb.reads(id)
		tb.axe()
	}
	tb = visit(t, one+"#articles/newsweek", fromDisk(t, view{w: 375, h: 812, touch: true}.dark()))
	tb.reads("articles/newsweek")
	tb.axe()
}

// On paper the file is a booklet: title page and contents, the articles with their notes, the
// glossary, the sources.
func TestOneFileOnPaper(t *testing.T) {
	t.Parallel()
	tb := visit(t, one+"#timeline", fromDisk(t, wide.dark()))
	tb.reads("timeline")
	text := strings.Join(strings.Fields(tb.onPaper()), " ")
	at := 0
	for _, want := range []string{
		"Annotated briefing", "Russia and Iran after", "Contents", "ICDS: Why Russia might let Iran go", "The treaty promises no defence",
		"Three views of Moscow’s stake in Iran", "Notes", "Why Russia might let Iran go", "Notes", "The leak is described in two ways",
		"Timeline", "Glossary", "JCPOA", "snapback", "Sources", "41 paragraphs",
	} {
		n := strings.Index(strings.ToLower(text[at:]), strings.ToLower(want))
		if n < 0 {
			t.Errorf("%q is not on paper, or not behind what should be before it", want)
			continue
		}
		at += n
	}
	for _, not := range []string{"Skip to the text", "Open in glossary", "Search this briefing", "Dated statements", "Where it is named", "As the device"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is on paper", not)
		}
	}
}
