package output

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSyncCounts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site", "public") // neither exists
	v1 := want{"index.html": "home", "articles/icds.html": "long", ".nojekyll": "", "assets/a.css": "css"}
	if got, w := v1.sync(t, dir), (Stats{Written: 4, Bytes: 11}); got != w {
		t.Errorf("first: %+v, want %+v", got, w)
	}
	expect(t, dir, want{
		"index.html": "home", "articles/": "", "articles/icds.html": "long", ".nojekyll": "",
		"assets/": "", "assets/a.css": "css",
	})
	v2 := want{"index.html": "emoh", "articles/icds.html": "long", ".nojekyll": "", "feed.xml": "feed"}
	if got, w := v2.sync(t, dir), (Stats{Written: 2, Unchanged: 2, Removed: 1, Bytes: 8}); got != w {
		t.Errorf("second: %+v, want %+v", got, w)
	}
	expect(t, dir, want{
		"index.html": "emoh", "articles/": "", "articles/icds.html": "long", ".nojekyll": "", "feed.xml": "feed",
	})
}

func TestManifest(t *testing.T) {
	dir := t.TempDir()
	want{"b.html": "", "a/b/c.html": "", "a-b.html": "", ".nojekyll": "x"}.sync(t, dir)
	const w = manifestHeader + "\n.nojekyll\na-b.html\na/\na/b/\na/b/c.html\nb.html\n"
	if got := scan(t, dir)[manifestName]; got != w {
		t.Errorf("manifest is\n%s\nwant\n%s", got, w)
	}
}

func TestSecondSyncWritesNothing(t *testing.T) {
	dir := t.TempDir()
	w := want{"index.html": "home", "articles/big.html": strings.Repeat("big ", 100_000), "empty": ""}
	w.sync(t, dir)
	touched := age(t, dir)
	if got, w := w.sync(t, dir), (Stats{Unchanged: 3}); got != w {
		t.Errorf("%+v, want %+v", got, w)
	}
	if names := touched(); names != nil { // the manifest included
		t.Errorf("written again: %q", names)
	}
}

// What is on disk decides, not what we remember to have written.
func TestHandMadeChangesAreUndone(t *testing.T) {
	dir := t.TempDir()
	w := want{"same-size.html": "abcd", "longer.html": "abcd", "gone.html": "abcd", "d/gone.html": "abcd", "ok.html": "abcd"}
	w.sync(t, dir)
	put(t, dir, want{"same-size.html": "abXd", "longer.html": "abcde"})
	os.Remove(filepath.Join(dir, "gone.html"))
	os.RemoveAll(filepath.Join(dir, "d"))
	if got, w := w.sync(t, dir), (Stats{Written: 4, Unchanged: 1, Bytes: 16}); got != w {
		t.Errorf("%+v, want %+v", got, w)
	}
	w["d/"] = ""
	expect(t, dir, w)
}

// A change beyond the first block of the comparison must be seen too.
func TestChangeAtTheEndOfALargeFile(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("x", 200_000)
	want{"a": long + "1"}.sync(t, dir)
	if got := (want{"a": long + "2"}).sync(t, dir); got.Written != 1 {
		t.Errorf("%+v, want 1 written", got)
	}
	expect(t, dir, want{"a": long + "2"})
}

func TestErrorLeavesTheOldSite(t *testing.T) {
	dir := t.TempDir()
	want{"index.html": "old", "old/page.html": "old"}.sync(t, dir)
	put(t, dir, want{"CNAME": "example.org"})
	before, touched := scan(t, dir), age(t, dir)
	wrong := errors.New("the content has errors")
	_, err := Sync(dir, want{"index.html": "new", "new/page.html": "new", "x": ""}.files(wrong))
	if !errors.Is(err, wrong) {
		t.Fatalf("error is %v, want that of the sequence", err)
	}
	same(t, scan(t, dir), before)
	if names := touched(); names != nil {
		t.Errorf("written: %q", names)
	}
}

func TestErrorOfAFirstBuildLeavesNoFolder(t *testing.T) {
	root := t.TempDir()
	_, err := Sync(filepath.Join(root, "a", "public"), want{"index.html": "new"}.files(errors.New("no")))
	if err == nil {
		t.Fatal("no error")
	}
	same(t, scan(t, root), want{})
}

func TestPanicOfTheProducer(t *testing.T) {
	dir := t.TempDir()
	want{"index.html": "old"}.sync(t, dir)
	before := scan(t, dir)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		Sync(dir, func(yield func(File, error) bool) {
			yield(File{Path: "index.html", Data: []byte("new")}, nil)
			panic("layout")
		})
	}()
	same(t, scan(t, dir), before)
	want{"index.html": "new"}.sync(t, dir) // the lock is free
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, want{".gitkeep": "", ".nojekyll": ""})
	w := want{"index.html": "home", "articles/a.html": "a", ".nojekyll": ""}
	w.sync(t, dir)
	mine := want{"CNAME": "example.org", "articles/mine.html": "mine", "deep/er/mine.txt": "mine", "empty/": ""}
	put(t, dir, want{"CNAME": mine["CNAME"], "articles/mine.html": "mine", "deep/er/mine.txt": "mine"})
	os.Mkdir(filepath.Join(dir, "empty"), 0o755)

	t.Run("are not overwritten", func(t *testing.T) {
		before := scan(t, dir)
		for _, p := range []string{"articles/mine.html", "CNAME/x.html", "deep", "deep/er/mine.txt", "empty"} {
			_, err := Sync(dir, want{"index.html": "new", p: "ours"}.files(nil))
			name := p
			if p == "CNAME/x.html" {
				name = "CNAME"
			}
			refused(t, err, `"`+filepath.ToSlash(filepath.Join(dir, name))+`"`, "did not write", "move it away")
			same(t, scan(t, dir), before)
		}
	})
	t.Run("of equal bytes are left to their owner", func(t *testing.T) {
		both := want{"index.html": "home", "articles/mine.html": "mine", ".nojekyll": ""}
		if got := both.sync(t, dir); got != (Stats{Unchanged: 3, Removed: 1}) {
			t.Errorf("%+v, want 3 unchanged, 1 removed", got)
		}
	})
	t.Run("are not removed", func(t *testing.T) {
		want{}.sync(t, dir)
		expect(t, dir, want{
			".gitkeep": "", ".nojekyll": "", "CNAME": "example.org", "articles/": "", "articles/mine.html": "mine",
			"deep/": "", "deep/er/": "", "deep/er/mine.txt": "mine", "empty/": "",
		})
	})
	t.Run("keep our folder only as long as they are there", func(t *testing.T) {
		os.Remove(filepath.Join(dir, "articles", "mine.html"))
		os.Remove(filepath.Join(dir, "deep", "er", "mine.txt"))
		want{}.sync(t, dir)
		expect(t, dir, want{
			".gitkeep": "", ".nojekyll": "", "CNAME": "example.org", "deep/": "", "deep/er/": "", "empty/": "",
		})
	})
}

// A file that appears during a build is as foreign as one that was there before.
func TestForeignFileDuringTheBuild(t *testing.T) {
	for _, p := range []string{"page.html", "new/page.html"} {
		dir := t.TempDir()
		want{"index.html": "old"}.sync(t, dir)
		before := scan(t, dir)
		tr, err := open(dir)
		if err != nil {
			t.Fatal(err)
		}
		s := newStage(tr)
		if err := s.fill(list(p)); err != nil {
			t.Fatal(err)
		}
		put(t, dir, want{p: "mine"})
		_, err = s.commit()
		tr.close(false)
		refused(t, err, "did not write")
		before[p] = "mine"
		if d, _ := filepath.Split(p); d != "" {
			before[d] = ""
		}
		same(t, scan(t, dir), before)
	}
}

func TestFoldersComeAndGo(t *testing.T) {
	dir := t.TempDir()
	want{"a/b/c/d.html": "1", "a/e.html": "1"}.sync(t, dir)
	want{"a/e.html": "1"}.sync(t, dir)
	expect(t, dir, want{"a/": "", "a/e.html": "1"})
	want{"a": "now a file"}.sync(t, dir)
	expect(t, dir, want{"a": "now a file"})
	want{"a/b/c": "and a folder again"}.sync(t, dir)
	expect(t, dir, want{"a/": "", "a/b/": "", "a/b/c": "and a folder again"})
	if got := (want{}).sync(t, dir); got != (Stats{Removed: 1}) {
		t.Errorf("%+v, want 1 removed", got)
	}
	expect(t, dir, want{})
}

func TestFirstErrorIsReported(t *testing.T) {
	dir := t.TempDir()
	want{}.sync(t, dir)
	var paths []string
	for i := range 40 {
		p := fmt.Sprint("p", i)
		paths = append(paths, p)
		if i >= 10 {
			put(t, dir, want{p: "mine"})
		}
	}
	for range 50 {
		_, err := Sync(dir, list(paths...))
		refused(t, err, "/p10\"")
	}
}

// A failure must stop the producer: rendering on would be for nothing.
func TestFailureStopsTheProducer(t *testing.T) {
	dir := t.TempDir()
	want{}.sync(t, dir)
	put(t, dir, want{"0": "mine"})
	var endless iter.Seq2[File, error] = func(yield func(File, error) bool) {
		for i := 0; yield(File{Path: fmt.Sprint(i), Data: []byte("page")}, nil); i++ {
		}
	}
	_, err := Sync(dir, endless)
	refused(t, err, "did not write")
}

func TestManyFiles(t *testing.T) {
	dir := t.TempDir()
	w := want{}
	for i := range 1000 {
		w[fmt.Sprintf("d%d/e%d/%d.html", i%7, i%3, i)] = strings.Repeat(fmt.Sprint(i), i)
	}
	if got := w.sync(t, dir); got.Written != 1000 {
		t.Errorf("%+v, want 1000 written", got)
	}
	got := scan(t, dir)
	for p, data := range w {
		if got[p] != data {
			t.Errorf("%s is wrong", p)
		}
	}
	lines := slices.Collect(strings.Lines(got[manifestName]))
	if !slices.IsSorted(lines[1:]) || len(lines) != 1+1000+7+21 {
		t.Errorf("manifest has %d lines, or they are not sorted", len(lines))
	}
}
