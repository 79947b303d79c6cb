package render

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/site"
	"gloss/layouts"
)

// synthetic is a site of n articles of about 1,500 words with notes, dates and relations,
// and of n/4 terms.
func synthetic(n int) fstest.MapFS {
	fsys := fstest.MapFS{"gloss.yaml": {Data: []byte("title: Synthetic\n")}}
	terms := max(n/4, 2)
	for i := range terms {
		fsys[fmt.Sprintf("content/glossary/term-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\nterm: subject %d\nkind: concept\n---\n\nWhat subject %d means, unlike subject %d.\n", i, i, (i+1)%terms)}
	}
	for i := range n {
		var sb strings.Builder
		fmt.Fprintf(&sb, "---\ntitle: Article %d\nshort: A%d\nsource: {publisher: P%d, date: 2025-01-%02d, length: 40}\n---\n\n", i, i, i, 1+i%28)
		for section := range 6 {
			fmt.Fprintf(&sb, "## Section %d\n\n", section)
			for para := range 5 {
				k := section*5 + para
				fmt.Fprintf(&sb, "%s The point is [made by subject %d here]{#claim-%d}, as [of 2024]{date=2024-%02d event=e%d-%d title=\"E\"} one can see.[^n%d] {p=%d}\n\n",
					strings.Repeat("Ordinary words fill the paragraph so that it is as long as others are. ", 3), (i+k)%terms, k, 1+k%12, i, k, k%10, k+1)
			}
		}
		for note := range 10 {
			fmt.Fprintf(&sb, "[^n%d]: A note on subject %d and on [another](a%d.md#claim-%d){rel=extends}.\n", note, (i+note)%terms, (i+1)%n, note)
		}
		fsys[fmt.Sprintf("content/articles/a%d.md", i)] = &fstest.MapFile{Data: []byte(sb.String())}
	}
	return fsys
}

// BenchmarkPage renders the articles of a site one after the other.
func BenchmarkPage(b *testing.B) {
	for _, n := range []int{20, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := linked(b, synthetic(n))
			r := renderer(b, s)
			b.ReportAllocs()
			bytes := 0
			for i := 0; b.Loop(); i++ {
				page, err := r.Page(s.Articles[i%len(s.Articles)].Page)
				if err != nil {
					b.Fatal(err)
				}
				bytes += len(page)
			}
			b.SetBytes(int64(bytes / b.N))
		})
	}
}

// BenchmarkSplice splices the bodies alone, to tell what the layouts cost.
func BenchmarkSplice(b *testing.B) {
	s := linked(b, synthetic(20))
	r := renderer(b, s)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.body(s.Articles[i%len(s.Articles)].Page)
	}
}

// BenchmarkGenerated renders each page that grows with the site once.
func BenchmarkGenerated(b *testing.B) {
	s := linked(b, synthetic(2000))
	for _, k := range []site.Kind{site.KindHome, site.KindArticles, site.KindGlossary, site.KindTimeline, site.KindCompare, site.KindSources, site.KindTerm} {
		id := s.Generated(k)
		if k == site.KindTerm {
			id = s.Terms[0].Page
		}
		b.Run(s.Pages[id].Out, func(b *testing.B) {
			r := renderer(b, s)
			for b.Loop() {
				if _, err := r.Page(id); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLoadLayouts(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		l, err := LoadLayouts(layouts.FS, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		if len(l.pages) == 0 {
			b.Fatal("no layouts")
		}
	}
}
