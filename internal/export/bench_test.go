package export_test

import (
	"testing"
	"testing/fstest"

	"gloss/internal/build"
	"gloss/internal/corpus"
	"gloss/internal/export"
	"gloss/internal/render"
	"gloss/layouts"
)

// BenchmarkFiles writes everything for programs. An operation is an article.
func BenchmarkFiles(b *testing.B) {
	const n = 1000
	fsys := fstest.MapFS{}
	for name, data := range corpus.Files(corpus.Options{Articles: n}) {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	var builder build.Builder
	r, _, err := builder.Build(fsys, build.Options{})
	if err != nil {
		b.Fatal(err)
	}
	ls, err := render.LoadLayouts(layouts.FS, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	size, runs := 0, 0
	var buf []byte
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i += n {
		runs++
		for _, f := range export.Files(r.Site, ls.Words()) {
			buf = f.Append(buf[:0])
			size += len(buf)
		}
	}
	b.ReportMetric(float64(size)/float64(runs)/1e6, "MB")
}
