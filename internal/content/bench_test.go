package content

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var benchBody = strings.Repeat("Some words of a digest, with notes. {p=1}\n\n", 250)

// BenchmarkParse is a long front matter through the quick reader.
func BenchmarkParse(b *testing.B) {
	benchmarkParse(b, "---\n"+article+"---\n"+benchBody)
}

// BenchmarkParseFull is the same one through the library.
func BenchmarkParseFull(b *testing.B) {
	benchmarkParse(b, "---\n# \\\n"+article+"---\n"+benchBody)
}

func benchmarkParse(b *testing.B, text string) {
	data := []byte(text)
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := Parse("articles/x.md", data); len(diags) > 0 {
			b.Fatal(show(diags))
		}
	}
}

// BenchmarkLoad reads 10,000 articles from disk, and again when nothing changed.
func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		name := filepath.Join(dir, "content", "articles", fmt.Sprintf("%02d", i%100), fmt.Sprintf("%05d.md", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		text := "---\n" + strings.Replace(article, "redirect_from: [old/icds.html, /older/]\n", "", 1) + "---\n" + benchBody
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	kept := map[string]*Source{}
	run := func(b *testing.B, opts Options) {
		b.ReportAllocs()
		for b.Loop() {
			tree, _, err := Load(os.DirFS(dir), opts)
			if err != nil || len(tree.Sources) != 10_000 {
				b.Fatal(err, len(tree.Sources))
			}
			for _, s := range tree.Sources {
				kept[s.Path] = s
			}
		}
	}
	b.Run("Cold", func(b *testing.B) { run(b, Options{}) })
	b.Run("Unchanged", func(b *testing.B) { run(b, Options{Reuse: func(p string) *Source { return kept[p] }}) })
}
