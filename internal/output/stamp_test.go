package output

import (
	"os"
	"path/filepath"
	"testing"
)

func TestStamp(t *testing.T) {
	stamp := Stamp{Key: "abc", Note: "3 pages"}
	build := func(t *testing.T) string {
		dir := filepath.Join(t.TempDir(), "public")
		stats, err := Sync(dir, want{"index.html": "home", "articles/a.html": "a"}.files(nil))
		if err != nil {
			t.Fatal(err)
		}
		if err := WriteStamp(dir, stamp, stats); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for _, tc := range []struct {
		name   string
		change func(dir string) error
		kept   bool
	}{
		{"nothing", func(string) error { return nil }, true},
		{"a foreign file", func(dir string) error { return os.WriteFile(filepath.Join(dir, "CNAME"), []byte("x"), 0o644) }, true},
		{"a file edited", func(dir string) error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("hone"), 0o644) }, false},
		{"a file removed", func(dir string) error { return os.Remove(filepath.Join(dir, "articles", "a.html")) }, false},
		{"a file replaced by a link", func(dir string) error {
			name := filepath.Join(dir, "index.html")
			if err := os.Rename(name, name+".old"); err != nil {
				return err
			}
			return os.Symlink(name+".old", name)
		}, false},
		{"files exchanged", func(dir string) error {
			if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("a"), 0o644); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "articles", "a.html"), []byte("home"), 0o644)
		}, false},
		{"the manifest removed", func(dir string) error { return os.Remove(filepath.Join(dir, manifestName)) }, false},
		{"the stamp cut short", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, stampName), []byte("abc\n3 pages\n"), 0o644)
		}, false},
		{"another build", func(dir string) error {
			want{"index.html": "home"}.sync(t, dir)
			return nil
		}, false},
		{"the stamp withdrawn", func(dir string) error { return WriteStamp(dir, Stamp{}, Stats{}) }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := build(t)
			if err := tc.change(dir); err != nil {
				t.Fatal(err)
			}
			note, n, ok := ReadStamp(dir, stamp.Key)
			if ok != tc.kept || ok && (note != stamp.Note || n != 2) {
				t.Errorf("got %q, %d files, %t; want %t", note, n, ok, tc.kept)
			}
			if _, _, ok := ReadStamp(dir, "abd"); ok {
				t.Error("another key is found too")
			}
		})
	}
}

func TestNoStampWithoutABuild(t *testing.T) {
	dir := t.TempDir()
	if _, _, ok := ReadStamp(dir, "x"); ok {
		t.Error("an empty folder has a stamp")
	}
	if err := WriteStamp(dir, Stamp{Key: "x"}, Stats{}); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("something was written: %v", entries)
	}
	if err := WriteStamp(dir, Stamp{}, Stats{}); err != nil {
		t.Errorf("withdrawing what is not there: %v", err)
	}
}
