// Package docs_test builds every example of syntax.md and compares what comes out with
// what the file says comes out, so that the manual cannot drift from the program.
package docs_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gloss/internal/build"
	"gloss/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the expectations and the numbers of the examples in syntax.md")

const (
	manual  = "syntax.md"
	article = "content/articles/example.md" // what an example's Markdown without a name is
	picture = "content/images/canal.png"    // 640 × 360 pixels
)

// document is syntax.md: its lines, the site its examples stand in, and the examples.
type document struct {
	lines    []string
	site     fstest.MapFS
	examples []example
}

// example is a numbered example: a line "**Example 7.**" and the fences that follow it.
type example struct {
	line   int // of its number, 0-based
	number int // as written
	fences []fence
}

// fence is a fenced block. Its name is the second word behind the opening fence, which
// renderers of Markdown do not show.
type fence struct {
	lang, name string
	from, to   int // lines of its content, 0-based, half-open
}

func (d *document) text(f fence) string {
	return strings.Join(append(slices.Clone(d.lines[f.from:f.to]), ""), "\n")
}

var (
	numberLine = regexp.MustCompile(`^\*\*Example (\d+)\.\*\*`)
	fenceLine  = regexp.MustCompile("^(`{3,})([a-z]*) *(\\S*)$")
)

// parse finds the examples. An example ends at the next one or at a heading; files that
// stand outside the examples make up the site around them.
func parse(t *testing.T) *document {
	data, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	var canal bytes.Buffer
	if err := png.Encode(&canal, image.NewGray(image.Rect(0, 0, 640, 360))); err != nil {
		t.Fatal(err)
	}
	d := &document{
		lines: strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"),
		site:  fstest.MapFS{picture: {Data: canal.Bytes()}},
	}
	var current *example
	for i := 0; i < len(d.lines); i++ {
		line := d.lines[i]
		if m := numberLine.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[1])
			d.examples = append(d.examples, example{line: i, number: n})
			current = &d.examples[len(d.examples)-1]
		} else if strings.HasPrefix(line, "#") {
			current = nil
		} else if m := fenceLine.FindStringSubmatch(line); m != nil {
			f := fence{lang: m[2], name: m[3], from: i + 1}
			for i++; i < len(d.lines) && d.lines[i] != m[1]; i++ {
			}
			f.to = i
			switch {
			case i == len(d.lines):
				t.Fatalf("%s:%d: the fence is not closed", manual, f.from)
			case current != nil:
				current.fences = append(current.fences, f)
			case f.name != "":
				d.site[f.name] = &fstest.MapFile{Data: []byte(d.text(f))}
			case f.lang != "sh":
				t.Errorf("%s:%d: the fence is neither part of an example nor a file with a name", manual, f.from)
			}
		}
	}
	return d
}

// built is what a site's build says and shows.
type built struct {
	result *build.Result
	diags  []diag.Diag
	pages  map[string][]byte // nil when there is an error: nothing is written
}

// buildSite builds a site in memory.
func buildSite(t *testing.T, site fs.FS) built {
	t.Helper()
	var b build.Builder
	result, diags, err := b.Build(site, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := built{result: result, diags: diags}
	if diag.Count(diags, diag.Error) > 0 {
		return out
	}
	out.pages = map[string][]byte{}
	for f, err := range result.Files() {
		if err != nil {
			t.Fatal(err)
		}
		out.pages[f.Path] = f.Data
	}
	return out
}

// diagnostics are the diagnostics as the manual shows them: without the file where it is
// the example itself. Of notes, which ask nothing of the author, an example need not speak.
func (b built) diagnostics(least diag.Severity) string {
	var sb strings.Builder
	for _, d := range b.diags {
		if d.Severity > least {
			continue
		}
		sb.WriteString(strings.TrimPrefix(d.String(), article+":"))
		sb.WriteString("\n")
		if d.Hint != "" {
			sb.WriteString("   hint: " + d.Hint + "\n")
		}
	}
	return sb.String()
}

// article is what the example's page shows: its text and, where it has any, its notes.
func (b built) article() string {
	page := b.pages["articles/example.html"]
	body := inside(page, "div", func(t html.Token) bool { return attr(t, "class") == "prose" })
	notes := inside(page, "section", func(t html.Token) bool { return attr(t, "role") == "doc-endnotes" })
	if list := inside(notes, "ol", func(html.Token) bool { return true }); list != nil {
		body = fmt.Appendf(body[:len(body):len(body)], "<ol>%s</ol>\n", list)
	}
	return strings.TrimLeft(string(body), "\n")
}

// inside returns the source within the first element of a name that ok accepts.
func inside(page []byte, name string, ok func(html.Token) bool) []byte {
	z := html.NewTokenizer(bytes.NewReader(page))
	at, from, depth := 0, 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return nil
		}
		size := len(z.Raw())
		t := z.Token()
		switch {
		case t.Data != name:
		case kind == html.StartTagToken && (depth > 0 || ok(t)):
			if depth++; depth == 1 {
				from = at + size
			}
		case kind == html.EndTagToken && depth > 0:
			if depth--; depth == 0 {
				return page[from:at]
			}
		}
		at += size
	}
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// readers names the elements of a generated page that an example may show, as text.
var readers = map[string]struct{ tag, class string }{
	"compare.html":  {"article", "relation"},
	"timeline.html": {"li", "event"},
}

// words returns the text of a generated page's entries, a line for each piece.
func (b built) words(t *testing.T, page string) string {
	want, ok := readers[page]
	if !ok {
		t.Fatalf("%s: examples do not show this page", page)
	}
	root, err := html.Parse(bytes.NewReader(b.pages[page]))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	var line strings.Builder
	flush := func() {
		if s := squash(line.String()); s != "" {
			lines = append(lines, s)
		}
		line.Reset()
	}
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		block := n.Type == html.ElementNode && slices.Contains([]string{"p", "h2", "h3", "li", "div", "article"}, n.Data)
		if block {
			flush()
		}
		if n.Type == html.ElementNode && n.Data == want.tag && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return a.Key == "class" && slices.Contains(strings.Fields(a.Val), want.class)
		}) {
			if in = true; len(lines) > 0 {
				lines = append(lines, "")
			}
		}
		if n.Type == html.TextNode && in {
			line.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
		if block {
			flush()
		}
	}
	walk(root, false)
	return strings.Join(append(lines, ""), "\n")
}

// squash folds white space.
func squash(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestSiteOfTheExamples(t *testing.T) {
	d := parse(t)
	if got := buildSite(t, d.site).diagnostics(diag.Note); got != "" {
		t.Errorf("the site around the examples is not in order:\n%s", got)
	}
}

func TestExamples(t *testing.T) {
	d := parse(t)
	if len(d.examples) < 50 {
		t.Errorf("%s has %d examples: are they still found?", manual, len(d.examples))
	}
	wanted := map[fence]string{} // what the expectations should be
	for i, e := range d.examples {
		if e.number != i+1 && !*update {
			t.Errorf("%s:%d: example %d should be number %d", manual, e.line+1, e.number, i+1)
		}
		t.Run(strconv.Itoa(i+1), func(t *testing.T) { d.run(t, e, wanted) })
	}
	if *update {
		d.rewrite(t, wanted)
	}
}

// run builds an example and compares it with its expectations.
func (d *document) run(t *testing.T, e example, wanted map[fence]string) {
	site := fstest.MapFS{}
	for name, f := range d.site {
		site[name] = f
	}
	site[article] = &fstest.MapFile{}
	files, expectations, reports := 0, 0, false
	for _, f := range e.fences {
		switch {
		case f.lang == "markdown" || f.lang == "yaml":
			name := f.name
			if name == "" {
				name = article
			}
			site[name] = &fstest.MapFile{Data: []byte(d.text(f))}
			files++
		case f.lang == "html" || f.lang == "text":
			expectations++
			reports = reports || f.lang == "text" && f.name == ""
		default:
			t.Errorf("%s:%d: a fence of %q has no place in an example", manual, f.from, f.lang)
		}
	}
	if files == 0 || expectations == 0 {
		t.Fatalf("%s:%d: the example has %d files and %d expectations", manual, e.line+1, files, expectations)
	}
	b := buildSite(t, site)
	if got := b.diagnostics(diag.Warning); !reports && got != "" {
		t.Errorf("%s:%d: the example has no text fence, but diagnostics:\n%s", manual, e.line+1, got)
	}
	for _, f := range e.fences {
		var got string
		switch {
		case f.lang == "text" && f.name == "":
			got = b.diagnostics(diag.Note)
		case f.lang != "html" && f.lang != "text":
			continue
		case b.pages == nil:
			t.Errorf("%s:%d: nothing is written when there is an error", manual, f.from)
			continue
		case f.lang == "text":
			got = b.words(t, f.name)
		default:
			got = b.article()
		}
		wanted[f] = got
		if want := d.text(f); !*update && squash(want) != squash(got) {
			t.Errorf("%s:%d: the example is not what comes out (-documented +built); go test ./docs -update rewrites it\n%s", manual, f.from, cmp.Diff(want, got))
		}
	}
}

// rewrite puts what was built into the manual and numbers the examples.
func (d *document) rewrite(t *testing.T, wanted map[fence]string) {
	for i := len(d.examples) - 1; i >= 0; i-- {
		e := &d.examples[i]
		for _, f := range slices.Backward(e.fences) {
			if got, ok := wanted[f]; ok {
				var lines []string
				if got != "" {
					lines = strings.Split(strings.TrimSuffix(got, "\n"), "\n")
				}
				d.lines = slices.Replace(d.lines, f.from, f.to, lines...)
			}
		}
		d.lines[e.line] = numberLine.ReplaceAllString(d.lines[e.line], fmt.Sprintf("**Example %d.**", i+1))
	}
	if err := os.WriteFile(manual, []byte(strings.Join(append(d.lines, ""), "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
