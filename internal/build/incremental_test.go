package build

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/crawl"
	"gloss/internal/diag"
)

// The oracle of incremental building (DESIGN §6): after any edits, what a Builder that has
// seen the site before returns is what a new one returns, to the byte and the diagnostic.
// The edits come from a fixed seed; many leave the site with mistakes in it.
func TestIncrementalEqualsClean(t *testing.T) {
	seeds, steps := uint64(3), 25
	if testing.Short() {
		seeds, steps = 1, 20
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			e := &editor{rnd: rand.New(rand.NewPCG(seed, 5)), files: fstest.MapFS{}}
			e.files["gloss.yaml"] = &fstest.MapFile{Data: []byte("title: T\n")}
			e.files["content/index.md"] = &fstest.MapFile{Data: []byte("Hello.\n")}
			for range 12 {
				e.edit()
			}
			var kept Builder
			sound := 0
			for step := range steps {
				for range 1 + e.rnd.IntN(3) {
					e.edit()
				}
				o := Options{Drafts: e.rnd.IntN(4) == 0}
				if e.rnd.IntN(3) > 0 {
					e.mend(o)
				}
				var fresh Builder
				got, want := snapshot(&kept, e.files, o), snapshot(&fresh, e.files, o)
				if want.sound {
					sound++
					e.read(t, want.files)
				}
				if got.err != want.err || !slices.Equal(got.diags, want.diags) {
					t.Fatalf("step %d, after %v:\nkept  %s %v\nclean %s %v", step, e.done, got.err, got.diags, want.err, want.diags)
				}
				if d := differences(got.files, want.files); len(d) > 0 {
					t.Fatalf("step %d, after %v: %v", step, e.done, d)
				}
				e.done = nil
			}
			if sound < steps/6 {
				t.Errorf("only %d of %d sites were without errors", sound, steps)
			}
		})
	}
}

// shot is all that a build says and makes.
type shot struct {
	err   string
	diags []diag.Diag
	files map[string][]byte
	sound bool
}

// snapshot builds the site. A site with mistakes is rendered too: that must not panic, and
// a server may want to show it.
func snapshot(b *Builder, fsys fs.FS, o Options) shot {
	r, diags, err := b.Build(fsys, o)
	if err != nil {
		return shot{err: err.Error()}
	}
	s := shot{diags: diags, files: map[string][]byte{}, sound: diag.Count(diags, diag.Error) == 0}
	for f, err := range r.Files() {
		if err != nil {
			s.err = err.Error()
			break
		}
		s.files[f.Path] = f.Data
	}
	return s
}

// editor changes a site at random, as an author might.
type editor struct {
	rnd   *rand.Rand
	files fstest.MapFS
	done  []string // what was done since the last build
}

func (e *editor) pick(list ...string) string { return list[e.rnd.IntN(len(list))] }

func (e *editor) name() string {
	return "content/" + e.pick("articles/a", "articles/b", "articles/sub/c", "glossary/jcpoa", "glossary/snapback", "glossary/gate", "glossary/index", "guide", "timeline",
		"compare", "sources", "articles/index", "404", "page", "index") + ".md"
}

func (e *editor) edit() {
	name := e.name()
	switch kind := e.rnd.IntN(12); kind {
	case 0:
		e.files["gloss.yaml"] = &fstest.MapFile{Data: []byte(e.config())}
		name = "gloss.yaml"
	case 1:
		if e.files[name] != nil && e.rnd.IntN(2) == 0 {
			delete(e.files, name)
			name = "-" + name
		}
	case 2: // rename
		if from := e.existing(); from != "" && e.files[name] == nil {
			e.files[name] = e.files[from]
			delete(e.files, from)
			name = from + " -> " + name
		}
	case 3:
		name = e.layout()
	case 4:
		name = e.image()
	case 5: // one word of a file changes
		if from := e.existing(); from != "" {
			name = from
			data := string(e.files[from].Data)
			e.files[from] = &fstest.MapFile{Data: []byte(strings.Replace(data, e.pick("JCPOA", "snapback", "#x", "^n", "2015", "gate", "draft"), e.pick("gate", "2016", "Snapback", "#y", "^m", "x"), 1))}
		}
	default:
		e.files[name] = &fstest.MapFile{Data: []byte(e.front(name) + e.body(name))}
	}
	e.done = append(e.done, name)
}

// read reads the site as a browser would, unless its layouts are odd.
func (e *editor) read(t *testing.T, files map[string][]byte) {
	for name := range e.files {
		if strings.HasPrefix(name, "layouts/") && strings.HasSuffix(name, ".html") {
			return
		}
	}
	for _, p := range crawl.Check(maps.All(files), crawl.Options{Base: "https://x.example/repo/"}) {
		if !strings.Contains(p.Msg, " follows <h") && !strings.HasSuffix(p.Msg, "> is empty") { // as the author wrote it
			t.Errorf("after %v: %s", e.done, p)
		}
	}
}

// mend takes out the lines that a build complains about, as long as it does.
func (e *editor) mend(o Options) {
	for range 20 {
		var b Builder
		_, diags, err := b.Build(e.files, o)
		if err != nil || diag.Count(diags, diag.Error) == 0 {
			return
		}
		for _, d := range slices.Backward(diags) { // from below, so that lines keep their numbers
			f := e.files[d.Pos.File]
			if d.Severity != diag.Error || f == nil {
				continue
			}
			lines := strings.SplitAfter(string(f.Data), "\n")
			if d.Pos.Line == 0 || d.Pos.Line > len(lines) || strings.HasPrefix(d.Pos.File, "layouts/") {
				delete(e.files, d.Pos.File)
				continue
			}
			e.files[d.Pos.File] = &fstest.MapFile{Data: []byte(strings.Join(slices.Delete(lines, d.Pos.Line-1, d.Pos.Line), ""))}
		}
	}
}

// existing returns one of the Markdown files, or "".
func (e *editor) existing() string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return e.pick(names...)
}

func (e *editor) config() string {
	return e.pick("title: T\n", "title: U\nshort: V\n", "title: T\nterms: all\n", "title: T\nterms: off\n", "title: T\nhtml: true\n", "title: T\nlang: fa\n",
		"title: T\nurl: https://x.example/repo/\n", "title: T\nas_of: 2025-04\n", "", "title: T\nno_such_key: 1\n")
}

func (e *editor) front(name string) string {
	var lines []string
	add := func(list ...string) { lines = append(lines, e.pick(list...)) }
	add("title: One", "title: Two words", "", "summary: S")
	add("draft: true", "", "", "", "", "updated: 2025-01-02", "lang: ar", "terms: all", "terms: page", "redirect_from: [old/x.html]")
	switch {
	case strings.Contains(name, "articles/") && !strings.HasSuffix(name, "index.md"):
		add("source: {publisher: P, length: 9}", "source: {publisher: P, date: 2025-02, length: 5, locator: page}", "")
		add("order: 1", "order: 2", "short: S", "")
		add("by: {kim: Kim K}", "")
	case strings.Contains(name, "glossary/") && !strings.HasSuffix(name, "index.md"):
		add("term: JCPOA", "term: snapback", "term: lock gate", "")
		add("aliases: [the deal, mechanism]", "aliases: [snapback mechanism]", "", "auto: false", "kind: person")
		add("see: [snapback]", "see: [gate]", "", "")
	case strings.HasSuffix(name, "timeline.md"):
		add("events: {treaty: {title: The treaty}}", "events: {treaty: {title: Another title}, deal: {title: The deal}}", "")
	}
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	if len(lines) == 0 {
		return ""
	}
	return "---\n" + strings.Join(lines, "\n") + "\n---\n\n"
}

// fragments are blocks of Markdown; some need another file to be as they say.
var fragments = []string{
	"The JCPOA and the snapback mechanism of the deal.", "## A heading\n\nUnder it the lock gate's price.", "# Top", "## A heading\n\n### A heading",
	"[A claim]{#x by=\"Kim K\"} stands here.", "A note.[^n]", "A note of another.[^a:n]", "## Noted[^n] and [claimed]{#y} JCPOA",
	"[Signed]{date=2015-07-14 event=treaty}.", "[In 2015]{date=2015 event=treaty} and [later]{date=2016}.", "### [Then]{date=2017 .plan} {#then}",
	"See [that](/articles/a.md#x){rel=contradicts why=\"w\"}.", "See [that](/articles/b.md#x){rel=extends}.", "| a |\n|---|\n| [there](/articles/a.md#tab){rel=updates} |",
	"| a | b |\n|---|---|\n| JCPOA | c[^n] |\n\n{#tab}", "- one\n- two [x](/articles/b.md#lst){rel=qualifies}\n\n  more\n\n{#lst}",
	"[Guide](/guide.md?a=1&b=2#a-heading) and [gate]{term=gate}.", "[n](/articles/a.md#note-n), [e](/timeline.md#event-treaty), [s](/sources.md#a-p1), [g](/glossary/index.md#gloss-gate)",
	"![A picture](/img/a.png)", "![](/img/b.png \"Caption\")\n\n{#fig}", "<em>raw</em> text, <b>cut.", "<div>\n\nJCPOA\n\n</div>",
	"- item JCPOA\n- item two", "[No gate]{term=none}.", "> A deal.[^n]\n>\n> - JCPOA", "```go\nx := `JCPOA`\n```", "    plain code",
	"General. {.background}", "[[Nested]{#z}, it is]{date=2018-05/2019-06 event=deal title=\"The deal\" .disputed} so.", "Term\nbroken over\nlines snapback\nmechanism",
}

func (e *editor) body(name string) string {
	var sb strings.Builder
	article := strings.Contains(name, "articles/")
	used := map[string]bool{}
	for range 1 + e.rnd.IntN(6) {
		p := e.pick(fragments...)
		if article && e.rnd.IntN(2) == 0 && !strings.HasPrefix(p, "|") {
			p += e.pick(" {p=1}", " {p=2-3}", " {p=none}")
		}
		if key := p[:min(len(p), 10)]; !used[key] { // ids stand once
			used[key] = true
			sb.WriteString(p + "\n\n")
		}
	}
	if strings.Contains(sb.String(), "[^n]") {
		sb.WriteString("[^n]: Text on the JCPOA" + e.pick(".", ", see [x](/articles/a.md#x){rel=updates}.", " {p=1}") + "\n")
	}
	return sb.String()
}

func (e *editor) layout() string {
	name := "layouts/" + e.pick("page.html", "style.css", "term.html", "pagee.html")
	if e.files[name] != nil || e.rnd.IntN(2) == 0 {
		delete(e.files, name)
		return "-" + name
	}
	e.files[name] = &fstest.MapFile{Data: []byte(e.pick(`{{define "main"}}A {{.Title}}{{end}}`, `{{define "main"}}B {{.Heading}} {{.Body}}{{end}}`, `{{define "main"}}{{.Nope}}{{end}}`, `{{`))}
	return name
}

func (e *editor) image() string {
	name := "content/img/" + e.pick("a.png", "b.png")
	if e.files[name] != nil && e.rnd.IntN(3) == 0 {
		delete(e.files, name)
		return "-" + name
	}
	e.files[name] = &fstest.MapFile{Data: picture(1+e.rnd.IntN(50), 1+e.rnd.IntN(50))}
	return name
}

// picture is a PNG of a size.
func picture(w, h int) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		panic(err) // a buffer takes everything
	}
	return buf.Bytes()
}
