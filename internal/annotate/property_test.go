package annotate

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"gloss/internal/diag"
)

// checkDoc checks what holds for every document, whatever was written.
func checkDoc(t testing.TB, src []byte, o Options) {
	t.Helper()
	d := Parse(src, o)
	fail := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("%s\noptions %+v\nsource %q\nhtml %s", fmt.Sprintf(format, args...), o, src, d.HTML)
	}
	if again := Parse(src, o); !reflect.DeepEqual(d, again) {
		fail("parsed twice, it differs")
	}
	if utf8.Valid(src) && !utf8.Valid(d.HTML) {
		fail("HTML is not UTF-8")
	}
	if bytes.IndexByte(d.HTML, 0) >= 0 {
		fail("a zero byte in HTML")
	}
	for _, err := range []error{checkOrder(d), checkSpans(d), checkRefs(d), checkBlocks(d), checkDiags(d, src, o)} {
		if err != nil {
			fail("%v", err)
		}
	}
	whole := Span{0, uint32(len(d.HTML))}
	list, err := tags(filled(d, whole))
	if err == nil && !o.HTML { // an author's raw HTML may nest as it likes
		err = sameTree(filled(d, whole), list)
	}
	if err != nil {
		fail("whole document: %v\nfilled %s", err, filled(d, whole))
	}
	if _, err := tags(string(d.Plain())); err != nil {
		fail("Plain: %v", err)
	}
	if got, want := PlainText(d.Plain()), PlainText(d.HTML); got != want {
		fail("Plain reads %q, want %q", got, want)
	}
}

// checkOrder checks that all lists are sorted as doc.go promises.
func checkOrder(d *Doc) error {
	sorted := func(name string, spans []Span, apart bool) error {
		for i, s := range spans {
			switch {
			case s.Off > s.End || int(s.End) > len(d.HTML):
				return fmt.Errorf("%s %d: span %v of %d", name, i, s, len(d.HTML))
			case i > 0 && s.Off < spans[i-1].Off, i > 0 && apart && s.Off < spans[i-1].End:
				return fmt.Errorf("%s %d: %v behind %v", name, i, s, spans[i-1])
			}
		}
		return nil
	}
	if !slices.IsSortedFunc(d.Holes, func(a, b Hole) int { return int(a.Off) - int(b.Off) }) {
		return fmt.Errorf("holes are not sorted")
	}
	for _, s := range slices.Concat(d.Runs, d.Sentences) {
		if s.Off == s.End {
			return fmt.Errorf("empty run or sentence at %d", s.Off)
		}
	}
	for _, err := range []error{
		sorted("run", d.Runs, true),
		sorted("sentence", d.Sentences, true),
		sorted("block", spansOf(d.Blocks, func(b Block) Span { return b.Span }), false),
		sorted("head", spansOf(d.Heads, func(h Heading) Span { return h.Span }), true),
		sorted("note", spansOf(d.Notes, func(n Note) Span { return n.Span }), true),
		sorted("claim", spansOf(d.Claims, func(c Claim) Span { return c.Span }), false),
		sorted("dated", spansOf(d.Dated, func(x Dated) Span { return x.Span }), false),
		sorted("locator", spansOf(d.Locators, func(l Locator) Span { return l.Span }), false),
		sorted("link", spansOf(d.Links, func(l Link) Span { return l.Span }), true),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func spansOf[T any](list []T, span func(T) Span) []Span {
	spans := make([]Span, len(list))
	for i, x := range list {
		spans[i] = span(x)
	}
	return spans
}

// checkSpans checks that what can be quoted is well-formed by itself, and runs are text.
func checkSpans(d *Doc) error {
	for i, s := range d.Runs {
		if bytes.ContainsAny(d.HTML[s.Off:s.End], "<>") {
			return fmt.Errorf("run %d has a tag: %q", i, d.HTML[s.Off:s.End])
		}
		for _, h := range d.Holes {
			if s.Off < h.Off && h.Off < s.End {
				return fmt.Errorf("run %d has a hole: %q", i, d.HTML[s.Off:s.End])
			}
		}
	}
	kinds := map[string][]Span{
		"body":     {d.Body},
		"sentence": d.Sentences,
		"block":    spansOf(d.Blocks, func(b Block) Span { return b.Span }),
		"head":     spansOf(d.Heads, func(h Heading) Span { return h.Span }),
		"note":     spansOf(d.Notes, func(n Note) Span { return n.Span }),
		"claim":    spansOf(d.Claims, func(c Claim) Span { return c.Span }),
		"dated":    spansOf(d.Dated, func(x Dated) Span { return x.Span }),
		"link":     spansOf(d.Links, func(l Link) Span { return l.Span }),
	}
	for name, spans := range kinds {
		for _, s := range spans {
			if _, err := tags(filled(d, s)); err != nil {
				return fmt.Errorf("%s %q: %v", name, filled(d, s), err)
			}
		}
	}
	return nil
}

// sides are the holes that each kind of reference has, in order.
var sides = map[RefKind][][]Side{
	RefLink:    {{Open, Close}},
	RefImage:   {{Point}},
	RefTerm:    {{Open, Close}},
	RefNote:    {{Point}},
	RefClaim:   {{InTag}},
	RefDated:   {{InTag, Point}, {InTag}},
	RefHeading: {{InTag}},
	RefBlock:   {{InTag}},
	RefLocator: {{Point}},
}

// checkRefs checks that every reference has its holes and answers to something.
func checkRefs(d *Doc) error {
	got := make([][]Side, len(d.Refs))
	for i, h := range d.Holes {
		if int(h.Ref) >= len(d.Refs) || int(h.Off) > len(d.HTML) {
			return fmt.Errorf("hole %d: %+v", i, h)
		}
		if h.Side == InTag && (int(h.Off) == len(d.HTML) || d.HTML[h.Off] != '>') {
			return fmt.Errorf("hole %d is in no tag: %+v", i, h)
		}
		got[h.Ref] = append(got[h.Ref], h.Side)
	}
	lens := map[RefKind]int{
		RefLink: len(d.Links), RefImage: len(d.Images), RefClaim: len(d.Claims), RefDated: len(d.Dated),
		RefHeading: len(d.Heads), RefBlock: len(d.Blocks), RefLocator: len(d.Blocks), RefTerm: len(d.Terms), RefNote: len(d.Marked),
	}
	for i, r := range d.Refs {
		if !slices.ContainsFunc(sides[r.Kind], func(want []Side) bool { return slices.Equal(want, got[i]) }) {
			return fmt.Errorf("ref %d %+v has holes %v", i, r, got[i])
		}
		if int(r.Index) >= lens[r.Kind] || int(r.Block) >= len(d.Blocks) {
			return fmt.Errorf("ref %d %+v points nowhere", i, r)
		}
	}
	return nil
}

// checkBlocks checks that blocks nest and that what belongs to one lies in it.
func checkBlocks(d *Doc) error {
	for i, b := range d.Blocks {
		home := d.Body
		if b.Note >= 0 {
			home = d.Notes[b.Note].Span
		}
		if b.Kind == 0 || b.Parent >= int32(i) || !home.Contains(b.Span) {
			return fmt.Errorf("block %d %+v", i, b)
		}
		if b.Parent >= 0 && d.Blocks[b.Parent].Note != b.Note {
			return fmt.Errorf("block %d is not in the note of its parent", i)
		}
	}
	for i, l := range d.Locators {
		if !d.Blocks[l.Block].Span.Contains(l.Span) || l.None != (len(d.Cites(&l)) == 0) {
			return fmt.Errorf("locator %d %+v", i, l)
		}
	}
	for i, c := range d.Claims {
		if c.Block >= 0 && !d.Blocks[c.Block].Span.Contains(c.Span) || c.Whole && d.Blocks[c.Block].ID != c.ID {
			return fmt.Errorf("claim %d %+v", i, c)
		}
	}
	return nil
}

// checkDiags checks that what is reported can be found and read.
func checkDiags(d *Doc, src []byte, o Options) error {
	lines := strings.Split(string(clean(src)), "\n")
	for _, x := range d.Diags {
		p := x.Pos
		if p.File != o.File || p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > len(lines[p.Line-1])+1 {
			return fmt.Errorf("diagnostic at no place: %v", x)
		}
		if x.Code == "" || x.Msg == "" || strings.ContainsAny(x.Msg+x.Hint, "\n") {
			return fmt.Errorf("diagnostic %q", x)
		}
	}
	seen := map[string]bool{}
	clash := slices.ContainsFunc(d.Diags, func(x diag.Diag) bool { return x.Code == "id-duplicate" })
	for _, c := range d.Claims {
		clash = clash || seen[c.ID]
		seen[c.ID] = true
	}
	for _, h := range d.Heads {
		if seen[h.ID] && !clash || h.ID == "" {
			return fmt.Errorf("id %q stands twice", h.ID)
		}
		seen[h.ID] = true
	}
	return nil
}

// every calls f with all ways of parsing a source that a site can ask for.
func every(src []byte, body int, f func([]byte, Options)) {
	for _, o := range []Options{{}, {Sourced: true, Literal: true}, {HTML: true, Sourced: true}} {
		o.File, o.Body = "x.md", body
		f(src, o)
	}
}

// What doc.go promises holds for all golden cases and all of CommonMark's examples.
func TestProperties(t *testing.T) {
	for _, c := range goldenCases(t) {
		src, o := c.parse()
		t.Run(c.name, func(t *testing.T) {
			every(src, o.Body, func(src []byte, o Options) { checkDoc(t, src, o) })
		})
	}
	for _, ex := range specExamples(t) {
		t.Run(fmt.Sprintf("commonmark %d", ex.Example), func(t *testing.T) {
			every([]byte(ex.Markdown), 0, func(src []byte, o Options) { checkDoc(t, src, o) })
		})
	}
}

// A site parses all its files at once: they share goldmark's parser and chroma's lexers.
func TestParseConcurrently(t *testing.T) {
	src := article()
	want := Parse(src, Options{File: "x.md"})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, lang := range []string{"go", "py", "js", "yaml", "html"} {
				Parse([]byte("``` "+lang+"\nif x: \"y\"\n```\n"), Options{})
			}
			if got := Parse(src, Options{File: "x.md"}); !reflect.DeepEqual(got, want) {
				t.Error("parsed beside others, it differs")
			}
		})
	}
	wg.Wait()
}
