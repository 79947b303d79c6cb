package e2e

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"

	"gloss/internal/search"
	"gloss/internal/search/lookup"
)

const (
	field   = "main input[type=search]"
	chosen  = "document.querySelector('[role=option][aria-selected=true]')"
	options = "document.querySelectorAll('[role=option]')"
	status  = "document.querySelector('[role=status]').textContent"
)

// write types a text into the element that has the focus.
func (tb *tab) write(text string) {
	tb.t.Helper()
	tb.do(chromedp.KeyEvent(text))
}

// search opens the search page, in which a text is typed.
func searched(t *testing.T, v view, text string) *tab {
	t.Helper()
	tb := visit(t, "search.html", v)
	tb.wait("document.activeElement.matches(" + quote(field) + ")")
	tb.write(text)
	tb.answered(text)
	return tb
}

// answered waits until the answer to a query is there.
func (tb *tab) answered(text string) {
	tb.t.Helper()
	tb.wait("document.querySelector('[role=status]') && " + status + ".includes(" + quote("“"+text+"”") + ")")
}

// A reader finds and opens a passage with the keyboard alone, from the disk too, and comes back
// to the results.
func TestSearchByKeyboard(t *testing.T) {
	t.Parallel()
	for _, under := range []string{"/repo/", "file:"} {
		t.Run(strings.Trim(under, "/:"), func(t *testing.T) {
			t.Parallel()
			v := desk
			v.under = under
			tb := visit(t, "articles/icds.html", v)
			tb.press("/")
			tb.wait("location.pathname.endsWith('/search.html') && document.activeElement.matches(" + quote(field) + ")")
			tb.check("document.querySelectorAll('input[type=search]').length === 1")
			tb.write("snapback")
			tb.answered("snapback")
			tb.check(options + ".length > 3 && !" + chosen)
			tb.check("document.activeElement.getAttribute('aria-expanded') === 'true'")

			tb.press("ArrowDown", "ArrowDown")
			tb.check(chosen + " === " + options + "[1] && document.activeElement.getAttribute('aria-activedescendant') === " + chosen + ".id")
			tb.press("ArrowUp", "ArrowUp")
			tb.check("!" + chosen + " && !document.activeElement.hasAttribute('aria-activedescendant')")
			tb.press("ArrowUp")
			tb.check(chosen + " === [..." + options + "].at(-1)")
			tb.press("Escape")
			tb.check("!" + chosen + " && document.activeElement.value === 'snapback'")
			tb.press("ArrowDown", "ArrowDown")
			to := eval[string](tb, chosen+".href")
			tb.press("Enter")
			tb.wait("location.href === " + quote(to) + " && document.querySelector(':target')")

			tb.back()
			tb.wait("location.search === '?q=snapback'")
			tb.answered("snapback")
			tb.check("document.querySelector(" + quote(field) + ").value === 'snapback'")
			tb.focus(field)
			tb.press("Escape", "Escape") // what had been chosen may be chosen still
			tb.wait("document.querySelector(" + quote(field) + ").value === '' && location.search === '' && !" + options + ".length")
			tb.check("document.querySelector('.browse').getBoundingClientRect().height > 0")
		})
	}
}

// Enter goes to the first result, and makes the query one to come back to.
func TestSearchEnter(t *testing.T) {
	t.Parallel()
	tb := searched(t, desk, "drones")
	tb.press("Enter")
	tb.wait(chosen + " === " + options + "[0] && location.search === '?q=drones'")
	tb.script("document.querySelector(" + quote(field) + ").select()")
	tb.write("tre") // slowly: the address follows before the word is whole
	tb.wait("location.search === '?q=tre'")
	tb.write("aty")
	tb.answered("treaty")
	tb.press("Enter")
	tb.wait("location.search === '?q=treaty'")
	tb.back()
	tb.wait("location.search === '?q=drones'")
	tb.answered("drones")
}

// A result shows the sentence found with its words marked, and whose it is by hue and shape.
func TestSearchResult(t *testing.T) {
	t.Parallel()
	tb := searched(t, desk, "snapback provision")
	tb.check(`[...document.querySelectorAll('.hit')].some(h => h.dataset.hue === '2' && h.dataset.shape === 'square' && h.querySelector('.kicker').textContent === 'ICDS' &&
		[...h.querySelectorAll('.passage')].some(p => p.textContent.endsWith('.') && [...p.querySelectorAll('mark')].map(m => m.textContent).join() === 'snapback,provision'))`)
	tb.check(`getComputedStyle(document.querySelector('.hit[data-hue="2"] .kicker'), '::before').backgroundColor === getComputedStyle(document.querySelector('.hit[data-hue="2"] .kicker')).color`)
	tb.check("document.title.startsWith('snapback provision · Search')")
}

// What is typed need not be whole, nor spelt right, in any script.
func TestSearchForgives(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		site         *site
		typed, found string // the text of a mark
	}{
		{sample, "snapb", "snapback"},
		{sample, "snpaback", "snapback"},
		{sample, "Resolut" + "oin 2231", "Resolution"},
		{sample, "tehrna", "Tehran"},
		{traps, "پيمان", "پیمان"},  // with the yeh of Arabic
		{traps, "هيچيك", "هیچ‌یک"}, // without the joiner, with the kaf of Arabic
		{traps, "17 ژانویه", "۱۷"}, // other digits
		{traps, "الاتفاقيه", "الاتفاقيّة"},
		{traps, "平壤", "平壤"},
		{traps, "壤", "壤签"},
		{traps, "ДОГОВОР", "договора"},
		{traps, "ещё", "еще"},
		{traps, "zurich", "Zürich"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			t.Parallel()
			tb := searched(t, desk.of(c.site), c.typed)
			if !eval[bool](tb, "[...document.querySelectorAll('mark')].some(m => m.textContent === "+quote(c.found)+")") {
				t.Errorf("%q is not found: %s, marked %s", c.found, eval[string](tb, status), eval[string](tb, "[...document.querySelectorAll('mark')].map(m => m.textContent).join('|')"))
			}
		})
	}
}

// Where nothing is found the page says so and offers other ways.
func TestSearchInVain(t *testing.T) {
	t.Parallel()
	tb := searched(t, desk, "zzzz")
	tb.check(status + ".startsWith('Nothing') && document.querySelector('.results').hidden")
	tb.check("document.querySelector('.browse').getBoundingClientRect().height > 0")
	tb.axe()
}

// An index that cannot be loaded is said to be missing, and asked for again.
func TestSearchWithoutIndex(t *testing.T) {
	t.Parallel()
	v := desk
	v.lost = true
	v.before = "document.addEventListener('readystatechange', () => { document.querySelector('form.search').dataset.index = 'assets/none.js' })"
	tb := visit(t, "search.html", v)
	tb.wait("document.activeElement.matches(" + quote(field) + ")")
	tb.write("x")
	tb.wait(status + ".includes('cannot be loaded')")
}

// Without scripts there is no field that does nothing, but lists.
func TestSearchWithoutScripts(t *testing.T) {
	t.Parallel()
	tb := visit(t, "search.html", view{noScript: true})
	tb.check("getComputedStyle(document.querySelector('.search')).display === 'none'")
	tb.check("document.querySelector('.needs-scripts').getBoundingClientRect().height > 0")
	for _, page := range []string{"articles/index.html", "glossary/index.html", "timeline.html"} {
		tb.check("document.querySelector('main a[href=" + quote(page) + "]')")
	}
}

// Nobody is kept from searching, whatever the page shows.
func TestSearchAxe(t *testing.T) {
	t.Parallel()
	for _, v := range []view{wide, {w: 375, h: 812, touch: true}} {
		tb := searched(t, v, "drones")
		look := func() {
			tb.prefer(v)
			tb.axe()
			for _, v := range []view{v.dark(), v.with("forced-colors", "active")} {
				tb.prefer(v)
				tb.axeColours()
			}
		}
		look()
		tb.fits()
		tb.press("ArrowDown", "ArrowDown", "ArrowDown")
		look()
		for _, w := range []int64{320, 768} {
			tb.at(w, 800)
			tb.fits()
		}
	}
}

// The key / is a letter like any other where one writes, and does nothing together with others.
func TestSearchKey(t *testing.T) {
	t.Parallel()
	tb := searched(t, desk, "a/b")
	tb.check("document.activeElement.value === 'a/b'")
	tb.script("document.activeElement.blur()")
	tb.check("!document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true}))")
	tb.check("document.activeElement.matches(" + quote(field) + ") && document.activeElement.value === 'a/b'")
	tb.open("articles/icds.html")
	tb.script("document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', ctrlKey: true, bubbles: true}))")
	tb.check("location.pathname.endsWith('/icds.html')")
}

// The page cuts and compares words as the index does, whatever the character.
func TestSearchFolds(t *testing.T) {
	t.Parallel()
	tb := visit(t, "search.html", desk)
	tb.wait("window.glossSearch?.words")
	type folded struct {
		Char  rune
		Words string
	}
	page := map[rune]string{}
	for _, f := range eval[[]folded](tb, `(() => {
		const out = [];
		for (let c = 32; c <= 0x10FFFF; c++) {
			const char = String.fromCodePoint(c), list = [];
			if (/[\p{Cn}\p{Co}\p{Cs}]/u.test(char)) continue;
			glossSearch.words(('x' + char + 'x').normalize('NFC'), w => list.push(w));
			if (list.join(' ') !== 'x x') out.push({Char: c, Words: list.join(' ')});
		}
		return out;
	})()`) {
		page[f.Char] = f.Words
	}
	assigned := []*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf}
	wrong := 0
	for c := rune(' '); c <= unicode.MaxRune; c++ {
		if !unicode.In(c, assigned...) { // the page may know more characters
			continue
		}
		want := strings.Join(slices.Collect(search.Words("x"+string(c)+"x")), " ")
		got := cmp.Or(page[c], "x x")
		if got != want {
			if wrong++; wrong < 20 {
				t.Errorf("%U %c: the page reads %q, the index %q", c, c, got, want)
			}
		}
	}
	if len(page) < 100_000 || wrong > 0 {
		t.Errorf("%d characters of words, %d wrong", len(page), wrong)
	}
}

// The page ranks as the reference does.
func TestSearchRanks(t *testing.T) {
	t.Parallel()
	for _, s := range []*site{sample, traps} {
		x := reference(t, s)
		tb := visit(t, "search.html", desk.of(s))
		tb.wait("window.glossSearch?.query")
		for _, q := range []string{"snapback", "iran", "ira", "the treaty", "drones russia 2022", "Su-35", "su35", "note", "2025", "tehrna", "پیمان", "zzzz", "a", "moscow’s stake", "1 2 3 4 5 6 7 8 9 10"} {
			results, all := x.Query(q)
			var want []string
			for _, r := range results {
				want = append(want, r.URL)
			}
			got := eval[struct {
				URLs []string
				All  int
			}](tb, "glossSearch.query("+quote(q)+", 10).then(r => ({URLs: r.records.map(r => r[1]), All: r.all}))")
			if got.All != all || !slices.Equal(got.URLs, want) {
				t.Errorf("%q finds %d, %v; the reference %d, %v", q, got.All, got.URLs, all, want)
			}
		}
	}
}

// reference is the reference of searching in a site.
func reference(t *testing.T, s *site) *lookup.Index {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(s.dir, "search.html"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), `data-index="`)
	first, _, _ := strings.Cut(rest, `"`)
	x, err := lookup.Open(first, func(path string) ([]byte, bool) {
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(path)))
		return data, err == nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}
