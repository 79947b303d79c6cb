package bench

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// Floor is the least that a generator has to do with the corpus: it reads each file, lets
// goldmark convert it, with what GitHub and footnotes need, and writes the result. There
// are no pages, layouts, links between files or colours in code. All processors work.
func Floor(content, out string) error {
	files := make(chan string)
	errs := make([]error, runtime.GOMAXPROCS(0)+1)
	var wg sync.WaitGroup
	for k := range len(errs) - 1 {
		wg.Go(func() {
			md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
			for name := range files {
				errs[k] = errors.Join(errs[k], convert(md, content, out, name))
			}
		})
	}
	errs[len(errs)-1] = fs.WalkDir(os.DirFS(content), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case d.IsDir():
			err = os.MkdirAll(filepath.Join(out, name), 0o755)
		default:
			files <- name
		}
		return err
	})
	close(files)
	wg.Wait()
	return errors.Join(errs...)
}

func convert(md goldmark.Markdown, content, out, name string) error {
	text, err := os.ReadFile(filepath.Join(content, name))
	if err != nil {
		return err
	}
	if _, body, ok := bytes.Cut(text, []byte("\n---\n")); ok {
		text = body
	}
	var page bytes.Buffer
	if err := md.Convert(text, &page); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, strings.TrimSuffix(name, ".md")+".html"), page.Bytes(), 0o644)
}
