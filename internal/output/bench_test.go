package output

import (
	"bytes"
	"fmt"
	"iter"
	"testing"
)

// pages yields n pages of 30 KB, each different, and different in every round.
func pages(n, round int) iter.Seq2[File, error] {
	body := bytes.Repeat([]byte("<p>All the news that fits.</p>\n"), 1000)
	return func(yield func(File, error) bool) {
		for i := range n {
			data := fmt.Appendf(nil, "%d %d\n", i, round)
			if !yield(File{Path: fmt.Sprintf("articles/%02d/%d.html", i%100, i), Data: append(data, body...)}, nil) {
				return
			}
		}
	}
}

func BenchmarkSync(b *testing.B) {
	const n = 10_000
	b.Run("new", func(b *testing.B) {
		for i := range b.N {
			run(b, fmt.Sprint(b.TempDir(), "/", i), pages(n, 0), n)
		}
	})
	b.Run("changed", func(b *testing.B) {
		dir := b.TempDir()
		for i := range b.N {
			run(b, dir, pages(n, i), n)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		run(b, dir, pages(n, 0), n)
		for b.Loop() {
			run(b, dir, pages(n, 0), 0)
		}
	})
}

func run(b *testing.B, dir string, files iter.Seq2[File, error], written int) {
	stats, err := Sync(dir, files)
	if err != nil || stats.Written != written {
		b.Fatalf("Sync: %+v, %v; want %d written", stats, err, written)
	}
}
