package search_test

import (
	"os"
	"strconv"
	"testing"
	"testing/fstest"

	"gloss/internal/corpus"
	"gloss/internal/search"
	"gloss/internal/site"
)

// large is a site of n articles of 1,500 words.
func large(t testing.TB, n int) *site.Site {
	fsys := fstest.MapFS{}
	for name, data := range corpus.Files(corpus.Options{Articles: n}) {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return linked(t, fsys)
}

// BenchmarkIndex makes the index of a site. An operation is an article. GLOSS_ARTICLES asks
// for another number of them than 1,000.
func BenchmarkIndex(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("GLOSS_ARTICLES"))
	if n == 0 {
		n = 1000
	}
	s := large(b, n)
	o := options(s)
	size, files, runs := 0, 0, 0
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i += n {
		runs++
		search.Index(s, o, func(_ string, data []byte) bool {
			size += len(data)
			files++
			return true
		})
	}
	b.ReportMetric(float64(size)/float64(runs)/1e6, "MB")
	b.ReportMetric(float64(files)/float64(runs), "files")
}
