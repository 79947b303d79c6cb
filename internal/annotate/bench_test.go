package annotate

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// article writes a digest of about 1,500 words as authors do: sections, locators, dated
// statements, claims, notes, typed links, a table, a list, a quotation and code.
func article() []byte {
	var sb strings.Builder
	sentence := "Iran's drones were \"cheap\" by any measure -- $193,000 each, of which Russia bought %d in the first year, as the U.N. noted. "
	for section := range 8 {
		fmt.Fprintf(&sb, "## Section %d: a *Drone-based* Partnership\n\n", section)
		for para := range 4 {
			n := section*4 + para
			fmt.Fprintf(&sb, sentence, n)
			fmt.Fprintf(&sb, "[The treaty was signed on %d January]{date=2025-01-%02d event=treaty-%d}, [and the price fell]{#price-%d by=smagin}.[^n%d] ", n%28+1, n%28+1, n, n, n)
			fmt.Fprintf(&sb, "So *says* [ICDS](icds.md#unit-price){rel=contradicts why=\"It counts **another** year\"}, {p=%d} but ", n+1)
			sb.WriteString("not [Newsweek](https://example.org/a?b=c), whose figure is the editor's own; see also [the deal](../glossary/jcpoa.md) and [the 2015 agreement]{term=jcpoa}. ")
			fmt.Fprintf(&sb, "{p=%d-%d}\n\n", n+2, n+4)
			fmt.Fprintf(&sb, "[^n%d]: It is *not* clear which year is meant; the source says \"last year\".\n\n", n)
		}
	}
	sb.WriteString("| Year | Drones | Price |\n|---|--:|---|\n")
	for y := range 12 {
		fmt.Fprintf(&sb, "| %d | %d | *$193,000*[^n%d] |\n", 2012+y, y*100, y)
	}
	sb.WriteString("{p=30}\n\n> It was said to be the end.\n> It was not. {p=31}\n\n")
	for i := range 10 {
		fmt.Fprintf(&sb, "- item %d with `code` and a [link](x%d.md) {p=%d}\n", i, i, i+1)
	}
	sb.WriteString("\n``` go\nfunc main() {\n\tfor i := range 10 {\n\t\tfmt.Println(i, \"drones\") // counted\n\t}\n}\n```\n{p=none}\n")
	return []byte(sb.String())
}

// The article is one an author could publish: a benchmark of errors would measure those.
func TestArticle(t *testing.T) {
	d := Parse(article(), Options{File: "x.md", Sourced: true})
	if len(d.Diags) > 0 {
		t.Errorf("diagnostics:\n%s", dumpDiags(d))
	}
	if d.Words < 1400 || d.Words > 2400 || len(d.Notes) != 32 || len(d.Dated) != 32 {
		t.Errorf("%d words, %d notes, %d dates", d.Words, len(d.Notes), len(d.Dated))
	}
	checkDoc(t, article(), Options{File: "x.md", Sourced: true})
}

func BenchmarkParse(b *testing.B) {
	src := article()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src, Options{File: "x.md", Sourced: true})
	}
}

// BenchmarkGoldmark is the yardstick: the same text as goldmark alone reads it.
func BenchmarkGoldmark(b *testing.B) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	src := article()
	var buf bytes.Buffer
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		buf.Reset()
		if err := md.Convert(src, &buf); err != nil {
			b.Fatal(err)
		}
	}
}
