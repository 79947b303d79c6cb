package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// On macOS and Windows Foo.html and foo.html are one file, and the new name must
// win; elsewhere they are two, and the old one must go.
func TestNewSpelling(t *testing.T) {
	dir := t.TempDir()
	want{"Foo.html": "same", "Dir/x.html": "same"}.sync(t, dir)
	w := want{"foo.html": "same", "dir/x.html": "same"}
	w.sync(t, dir)
	w["dir/"] = ""
	expect(t, dir, w)
}

// The same where case is not ignored: a hard link makes two names one file.
func TestNewSpellingOfOneFile(t *testing.T) {
	dir := t.TempDir()
	want{"Foo.html": "old"}.sync(t, dir)
	if err := os.Link(filepath.Join(dir, "Foo.html"), filepath.Join(dir, "foo.html")); err != nil {
		t.Skipf("no two names for one file here: %v", err)
	}
	want{"foo.html": "new"}.sync(t, dir)
	expect(t, dir, want{"foo.html": "new"})
}

// After a build that failed half-way the manifest may have both names of the one
// file; that the old one is not wanted must not cost us the new one.
func TestBothSpellingsOfOneFile(t *testing.T) {
	dir := t.TempDir()
	want{"Foo.html": "page"}.sync(t, dir)
	put(t, dir, want{manifestName: manifestHeader + "\nFoo.html\nfoo.html\n"})
	os.Link(filepath.Join(dir, "Foo.html"), filepath.Join(dir, "foo.html")) // fails where they are one already
	if _, err := os.Stat(filepath.Join(dir, "foo.html")); err != nil {
		t.Skipf("no two names for one file here: %v", err)
	}
	if got, w := (want{"foo.html": "page"}).sync(t, dir), (Stats{Unchanged: 1}); got != w {
		t.Errorf("%+v, want %+v", got, w)
	}
}

func TestPaths(t *testing.T) {
	for _, p := range []string{
		"", ".", "..", "/", "/etc/x", "../x", "a/../b", "a//b", "./a", "a/", `a\b`, "a\x00", "a\nb", "\xff",
		".gloss-manifest", ".gloss-tmp/x", ".Gloss-Lock", ".gloss-", "a/../../x",
	} {
		dir := t.TempDir()
		if _, err := Sync(dir, list("index.html", p)); err == nil || !strings.Contains(err.Error(), "internal error") {
			t.Errorf("path %q: error is %v, want an internal one", p, err)
		}
		same(t, scan(t, dir), want{})
	}
	ok := []string{"a", "...", "d/..b/c", "é/日本.html", "b/.gloss-manifest", "space in name", "~", "c d/%20", "\u0130", "i", "\u00df", "ss", ".well-known/x"}
	if stats, err := Sync(t.TempDir(), list(ok...)); err != nil || stats.Written != len(ok) {
		t.Errorf("%+v, %v; want %d written", stats, err, len(ok))
	}
}

func TestClashingPaths(t *testing.T) {
	for _, paths := range [][]string{
		{"a", "a"},
		{"a/x.html", "A/X.html"},
		{"caf\u00e9", "cafe\u0301"},
		{"\u00c9", "e\u0301"},
		{"\u03c3", "\u03c2"}, // sigma, final sigma
		{"a", "a/b"},
		{"a/b", "a"},
		{"a/b/c", "A"},
		{"A", "a/b/c"},
		{"a/b", "a/b/c/d"},
	} {
		dir := t.TempDir()
		_, err := Sync(dir, list(paths...))
		if err == nil || !strings.Contains(err.Error(), "internal error") || !strings.Contains(err.Error(), "clashes") {
			t.Errorf("%q: error is %v, want an internal one", paths, err)
		}
		same(t, scan(t, dir), want{})
	}
}
