package output

import (
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// made yields files that are made only when they are asked for, as a build's are.
func made(texts map[string]string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for name, text := range texts {
			if !yield(File{Path: name, Make: func(buf []byte) ([]byte, error) { return append(buf, text...), nil }}, nil) {
				return
			}
		}
	}
}

// A folder is current when a Sync would leave it as it is.
func TestCurrent(t *testing.T) {
	site := map[string]string{"index.html": "home", "a/b.html": "text", ".nojekyll": ""}
	for name, tc := range map[string]struct {
		change func(dir string) error
		want   bool
	}{
		"as it was":      {func(string) error { return nil }, true},
		"something else": {func(dir string) error { return os.WriteFile(filepath.Join(dir, "mine.txt"), nil, 0o644) }, true},
		"changed":        {func(dir string) error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("hame"), 0o644) }, false},
		"longer":         {func(dir string) error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("homes"), 0o644) }, false},
		"gone":           {func(dir string) error { return os.Remove(filepath.Join(dir, "a", "b.html")) }, false},
		"a link": {func(dir string) error {
			from := filepath.Join(dir, "index.html")
			if err := os.Rename(from, from+".x"); err != nil {
				return err
			}
			return os.Symlink("index.html.x", from)
		}, false},
		"not ours": {func(dir string) error { return os.Remove(filepath.Join(dir, Manifest)) }, false},
	} {
		dir := t.TempDir()
		if _, err := Sync(dir, made(site)); err != nil {
			t.Fatal(err)
		}
		if err := tc.change(dir); err != nil {
			t.Fatal(err)
		}
		if got, err := Current(dir, made(site)); got != tc.want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	dir := t.TempDir()
	if _, err := Sync(dir, made(site)); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]map[string]string{
		"one more": {"index.html": "home", "a/b.html": "text", ".nojekyll": "", "c.html": ""},
		"one less": {"index.html": "home", ".nojekyll": ""},
	} {
		if got, err := Current(dir, made(other)); got || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	files, err := Files(dir)
	if d := cmp.Diff([]string{".nojekyll", "a/b.html", "index.html"}, files); d != "" || err != nil {
		t.Error(d, err)
	}
	if files, err := Files(t.TempDir()); len(files) > 0 || err != nil {
		t.Error(files, err)
	}
}
