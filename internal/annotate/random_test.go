package annotate

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// Pieces of Markdown that random documents are put together from.
var (
	inlinePieces = strings.Split(`word|two words|U.N.|It ended.|It rose! Then|日本。|“so”|"q"|'s| | |  |\n|  \n|\\\n|--|...|&amp;|&lt;|\*|\{|
*|**|_|~~|`+"`"+`|[|]|(|)|![|](x.md)|](x.md "t")|](https://x.y)|](x.png)|<b>|</b>|<br>|<div>|</div>|<!-- c -->|<!-- todo x -->|<a href="x">|</a>|
{#a}|{.derived}|{term=x}|{term=none}|{date=2025}|{date=2025-01-17 event=e title="t"}|{event=e}|{p=3}| {p=3}| {p=3} | {p=none}| {p=x}|{p="3 b:4"}|{lang=de}|
{rel=extends}|{rel=extends why="w"}|{by=x #b .c}| {#c}| {.background}|{|}|{}|{x}|{tem=x}|{#|{p="|[^n]|[^m]|[^b:n]|[^x y]|[^n|https://x.y|www.x.y/a_b|a@b.c|
<https://x.y>|<javascript:x>|[ref]|[ref][]|[a](x.md){rel=extends}|[a]{#d}|[a *b*]{date=2024}|![alt](x.png "T")|`+"`code`"+`|[ ]|[x]|\||$x_1$`, "|")

	blockPieces = []string{
		"\n\n", "\n\n", "\n\n", "\n", "\n- ", "\n1. ", "\n> ", "\n>\n> ", "\n  ", "\n    ", "\n\t", "\n\n    ", "\n\n  ", "\n# ", "\n## ", "\n===\n",
		"\n---\n", "\n***\n", "\n```\n", "\n```go\n", "\n| a | b |\n|---|:-:|\n| ", " | ", " |\n| ", "\n[^n]: ", "\n[^m]: ", "\n\n[^k]:\n    ", "\n[ref]: y.md \"t\"\n",
		"\n{p=3}\n", "\n\n{#e}\n\n", "\n\n{.background p=4}\n\n", "\n<div>\n", "\n</div>\n", "\n\n<details><summary>s</summary>\n\n", "\n\n</details>\n\n", "\n<ul><li>\n",
		"\n<!-- c\n", "\n-->\n", "\n\n![alt](x.png \"Caption. Two\")\n", "\n- [ ] ", "\n- [^k]: ", "\n\n<script>\n",
	}
)

// randomDoc puts a document together; the same seed gives the same one.
func randomDoc(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	var sb strings.Builder
	for range 1 + r.IntN(40) {
		list := inlinePieces
		if r.IntN(5) == 0 {
			list = blockPieces
		}
		sb.WriteString(strings.ReplaceAll(list[r.IntN(len(list))], `\n`, "\n"))
	}
	return []byte(sb.String())
}

// The same holds for documents nobody would write.
func TestRandomDocuments(t *testing.T) {
	n := uint64(5_000)
	if testing.Short() {
		n = 1_000
	}
	for seed := range n {
		src := randomDoc(seed)
		every(src, 0, func(src []byte, o Options) { checkDoc(t, src, o) })
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range goldenCases(f) {
		src, o := c.parse()
		f.Add(src, o.Body)
	}
	for seed := range uint64(50) {
		f.Add(randomDoc(seed), 0)
	}
	f.Fuzz(func(t *testing.T, src []byte, body int) {
		if len(src) > 4096 {
			t.Skip()
		}
		body = bytes.LastIndexByte(src[:min(max(body, 0), len(src))], '\n') + 1 // Body is the start of a line
		every(src, body, func(src []byte, o Options) { checkDoc(t, src, o) })
	})
}

// FuzzAttrs reads one attribute list, however broken, behind a bracket and at the end of
// a block.
func FuzzAttrs(f *testing.F) {
	for _, p := range append(inlinePieces, blockPieces...) {
		f.Add(p)
	}
	for _, c := range goldenCases(f) {
		for part := range strings.SplitSeq(c.sections["input.md"], "{") {
			list, _, _ := strings.Cut(part, "}")
			f.Add("{" + list + "}")
		}
	}
	f.Fuzz(func(t *testing.T, list string) {
		if len(list) > 1024 {
			t.Skip()
		}
		if strings.HasPrefix(list, "{") {
			a, n, err := scanAttrs([]byte(list))
			switch {
			case err == nil && (n < 3 || n > len(list) || list[n-1] != '}'):
				t.Fatalf("%q: list of %d bytes", list, n)
			case err == nil && a.id.val == "" && len(a.classes)+len(a.pairs) == 0:
				t.Fatalf("%q: an empty list parses", list)
			case err != nil && (err.off < 0 || err.off > len(list) || err.msg == ""):
				t.Fatalf("%q: %+v", list, err)
			}
		}
		for _, src := range []string{"a [b]" + list + " c", "[b](x.md)" + list, "a " + list, "| a " + list + " |\n|---|\n" + list, "> - a\n" + list} {
			checkDoc(t, []byte(src), Options{File: "x.md", Sourced: true})
		}
	})
}

// FuzzNotes defines and cites a note of any label and text, in every kind of block.
func FuzzNotes(f *testing.F) {
	for _, c := range goldenCases(f) {
		for part := range strings.SplitSeq(c.sections["input.md"], "[^") {
			if label, rest, ok := strings.Cut(part, "]"); ok {
				text, _, _ := strings.Cut(strings.TrimPrefix(rest, ":"), "\n\n")
				f.Add(label, text)
			}
		}
	}
	for seed := range uint64(30) {
		f.Add("n", string(randomDoc(seed)))
	}
	f.Fuzz(func(t *testing.T, label, text string) {
		if len(label) > 200 || len(text) > 1024 {
			t.Skip()
		}
		in := strings.ReplaceAll(text, "\n", "\n    ")
		for _, src := range []string{
			"a[^" + label + "] b[^x:" + label + "]\n\n[^" + label + "]: " + in + "\n\n    more\n",
			"> - a[^" + label + "]\n>\n>   [^" + label + "]: " + text + "\n[^" + label + "]: again\n",
			"| a[^" + label + "] |\n|---|\n| ![^" + label + "] [b[^" + label + "]](x.md) |\n\n[^" + label + "]:\n\n    " + in,
		} {
			every([]byte(src), 0, func(src []byte, o Options) {
				checkDoc(t, src, o)
				for _, n := range Parse(src, o).Notes {
					if fold := FoldLabel(n.Label); n.Label == "" || FoldLabel(fold) != fold {
						t.Fatalf("label %q folds to %q, and that to %q", n.Label, fold, FoldLabel(fold))
					}
				}
			})
		}
	})
}
