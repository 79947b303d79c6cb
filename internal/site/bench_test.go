package site

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/internal/annotate"
	"gloss/internal/content"
)

// words makes a vocabulary that looks enough like a language for a filter on beginnings:
// few syllables, a few short words that are most of a text, many long ones.
func words(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("re de con in pro ter ment tion al ly er est ar or un dis mis pre com per ab ad ex sub trans mi ni ta to ka lo ve ra si nu")
	list := strings.Fields("the of and to in a is that for on was with as it be by are from an at this which or")
	for len(list) < n {
		w := ""
		for range 2 + r.IntN(3) {
			w += syllables[r.IntN(len(syllables))]
		}
		list = append(list, w)
	}
	return list
}

// pick chooses a word, the first ones far more often.
func pick(r *rand.Rand, list []string) string {
	if r.IntN(5) < 2 {
		return list[r.IntN(23)]
	}
	return list[int(float64(len(list))*r.Float64()*r.Float64())]
}

// benchTerms is a glossary of acronyms, phrases and single words, half of which begin like
// words of the text.
func benchTerms(n int) []*content.Source {
	r := rand.New(rand.NewPCG(1, 2))
	list, terms := words(4000), make([]*content.Source, n)
	for i := range terms {
		var name string
		switch i % 4 {
		case 0:
			name = fmt.Sprintf("%c%c%c%c", 'A'+r.IntN(26), 'A'+r.IntN(26), 'A'+r.IntN(26), 'A'+r.IntN(26))
		case 1:
			name = pick(r, list) + " " + pick(r, list) + fmt.Sprint(i)
		default:
			name = pick(r, list) + pick(r, list) + fmt.Sprint(i)
		}
		terms[i], _ = content.Parse(fmt.Sprintf("glossary/t%d.md", i), fmt.Appendf(nil, "---\nterm: %q\n---\nA definition.\n", name))
	}
	return terms
}

// BenchmarkMatch matches 1 MB of text with 500 terms, one named every 200 words.
func BenchmarkMatch(b *testing.B) {
	terms, list := benchTerms(500), words(4000)
	l, _ := NewLexicon(terms)
	r := rand.New(rand.NewPCG(3, 4))
	var sb strings.Builder
	for sb.Len() < 1<<20 {
		for range 6 {
			for range 15 {
				sb.WriteString(pick(r, list) + " ")
			}
			if r.IntN(14) == 0 {
				sb.WriteString(termTitle(terms[r.IntN(len(terms))]) + " ")
			}
			sb.WriteString("end.\n")
		}
		sb.WriteString("\n")
	}
	d := annotate.Parse([]byte(sb.String()), annotate.Options{})
	n := 0
	for _, run := range d.Runs {
		n += int(run.End - run.Off)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		l.Match(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n)*1e3/1e3*1.048576, "ms/MB")
	b.ReportMetric(float64(len(l.Match(d))), "hits")
}

// syntheticFiles are a site of n articles that cite, answer and date each other, with a
// glossary of n/20 terms, 3 to 500.
func syntheticFiles(n int) files {
	fs := files{}
	terms := min(max(n/20, 3), 500)
	for i := range terms {
		fs[fmt.Sprintf("glossary/t%d.md", i)] = fmt.Sprintf("---\nterm: TERM%d\nsee: [t%d]\n---\nAs TERM%d defines TERM%d by TERM%d.\n", i, (i+1)%terms, (i+1)%terms, i, (i+2)%terms)
	}
	for i := range n {
		other := fmt.Sprintf("a%d", (i*7+1)%n)
		fs[fmt.Sprintf("articles/a%d.md", i)] = fmt.Sprintf(`---
source: {publisher: P%d, length: 5, date: %d-05}
---
An opening about TERM%d and TERM%d.[^own] [A claim of its own]{#claim}. {p=1}

## A section

[Something happened in the world]{date=%d-01 event=e%d title="Event %d"}, and [this]{date=%d} too.[^%s:own] {p=2-3}

So [says another](%s.md#claim){rel=extends}, and [TERM%d]{term=t%d}. More of TERM%d. {p=4}

- An item. {p=5}
- An item about TERM%d. {p="%s:2"}

[^own]: A note about TERM%d, with [a link](%s.md#a-section).
`, i, 1900+i%120, i%terms, (i+1)%terms, 2000+i/2%20, i/2, i/2, 1990+i%30, other, other, i%terms, i%terms, (i+5)%terms, (i+3)%terms, other, (i+2)%terms, other)
	}
	return fs
}

// BenchmarkLink links synthetic sites; the time for a page must not grow with their number.
func BenchmarkLink(b *testing.B) {
	for _, n := range []int{2_000, 20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if testing.Short() && n > 2_000 {
				b.Skip("short")
			}
			in, opt, _ := inputs(b, syntheticFiles(n), false)
			if _, diags := Link(in, opt); len(diags) > 0 {
				b.Fatal(showDiags(diags[:1]))
			}
			b.ReportAllocs()
			for b.Loop() {
				Link(in, opt)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/page")
		})
	}
}
