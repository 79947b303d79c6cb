package output

import (
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// want maps output paths to contents.
type want map[string]string

// files yields w in an order that differs from run to run, as a concurrent
// producer would; then err, unless it is nil.
func (w want) files(err error) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for p, data := range w {
			if !yield(File{Path: p, Data: []byte(data)}, nil) {
				return
			}
		}
		if err != nil {
			yield(File{}, err)
		}
	}
}

// sync calls Sync and fails the test on an error. It holds the digest against what is on
// disk, and returns the counts alone.
func (w want) sync(t *testing.T, dir string) Stats {
	t.Helper()
	stats, err := Sync(dir, w.files(nil))
	if err != nil {
		t.Fatalf("Sync: %v", err)
	}
	if read, _, ok := digest(dir); !ok || read != stats.digest {
		t.Errorf("Sync left %s, it says %s", read, stats.digest)
	}
	stats.digest = ""
	return stats
}

// list returns the sequence of the files in order, all with one content.
func list(paths ...string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, p := range paths {
			if !yield(File{Path: p, Data: []byte("page")}, nil) {
				return
			}
		}
	}
}

// put writes files by hand, with the folders they need.
func put(t *testing.T, dir string, files want) {
	t.Helper()
	for p, data := range files {
		name := filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

// scan returns what is in dir: files with their contents, links with their
// targets after "-> ", folders as paths that end in a slash. It includes the
// manifest and anything else we might leave lying about.
func scan(t *testing.T, dir string) want {
	t.Helper()
	found := want{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		p := filepath.ToSlash(rel)
		switch {
		case e.IsDir():
			found[p+"/"] = ""
		case e.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(name)
			found[p] = "-> " + to
			return err
		default:
			data, err := os.ReadFile(name)
			found[p] = string(data)
			return err
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

// expect fails unless dir holds exactly these files and folders, and a manifest.
func expect(t *testing.T, dir string, files want) {
	t.Helper()
	got := scan(t, dir)
	if _, ok := got[manifestName]; !ok {
		t.Errorf("no manifest")
	}
	delete(got, manifestName)
	same(t, got, files)
}

// same fails unless got is equal to files.
func same(t *testing.T, got, files want) {
	t.Helper()
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if data, ok := got[p]; !ok {
			t.Errorf("%s: missing", p)
		} else if data != files[p] {
			t.Errorf("%s: is %q, want %q", p, data, files[p])
		}
	}
	for _, p := range slices.Sorted(maps.Keys(got)) {
		if _, ok := files[p]; !ok {
			t.Errorf("%s: should not be there", p)
		}
	}
}

// refused fails unless err is a Refusal with all the words in it.
func refused(t *testing.T, err error, words ...string) {
	t.Helper()
	if r, ok := errors.AsType[*Refusal](err); !ok || r.Hint == "" {
		t.Errorf("error is %v, want a refusal with a hint", err)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error is %q, want %q in it", err, w)
		}
	}
}

// age sets the modification time of every file in dir to one long ago, and
// returns a func that lists the files written since.
func age(t *testing.T, dir string) (touched func() []string) {
	t.Helper()
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for p := range scan(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, p), old, old); err != nil {
			t.Fatal(err)
		}
	}
	return func() []string {
		var names []string
		for p := range scan(t, dir) {
			if info, err := os.Lstat(filepath.Join(dir, p)); err == nil && !info.IsDir() && !info.ModTime().Equal(old) {
				names = append(names, p)
			}
		}
		slices.Sort(names)
		return names
	}
}
