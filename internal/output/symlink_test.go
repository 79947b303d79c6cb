package output

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLinkAtAnOutputPath(t *testing.T) {
	root := t.TempDir()
	put(t, root, want{"precious": "precious"})
	dir := filepath.Join(root, "public")
	want{"index.html": "precious"}.sync(t, dir)
	os.Remove(filepath.Join(dir, "index.html"))
	symlink(t, filepath.Join(root, "precious"), filepath.Join(dir, "index.html"))
	before := scan(t, root)
	// Neither equal bytes nor the manifest make a link ours.
	for _, data := range []string{"precious", "other"} {
		_, err := Sync(dir, want{"index.html": data}.files(nil))
		refused(t, err, "index.html", "symbolic link")
		same(t, scan(t, root), before)
	}
	want{}.sync(t, dir)
	if got := scan(t, root); got["precious"] != "precious" || got["public/index.html"] == "" {
		t.Errorf("the link or what it names was removed: %q", got)
	}
}

func TestDanglingLinkAtAnOutputPath(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "public")
	want{}.sync(t, dir)
	symlink(t, filepath.Join(root, "elsewhere"), filepath.Join(dir, "index.html"))
	_, err := Sync(dir, want{"index.html": "x"}.files(nil))
	refused(t, err, "index.html", "symbolic link")
	if _, err := os.Lstat(filepath.Join(root, "elsewhere")); err == nil {
		t.Error("written through a link")
	}
}

// A folder of ours that was replaced by a link leads to files of the same names
// that are not ours.
func TestLinkedFolder(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "public")
	want{"a/b/page.html": "ours"}.sync(t, dir)
	if err := os.Rename(filepath.Join(dir, "a"), filepath.Join(root, "theirs")); err != nil {
		t.Fatal(err)
	}
	symlink(t, filepath.Join(root, "theirs"), filepath.Join(dir, "a"))
	before := scan(t, root)
	for _, p := range []string{"a/b/page.html", "a/b/other.html", "a/x", "a"} {
		_, err := Sync(dir, want{p: "new"}.files(nil))
		refused(t, err, `/a"`, "symbolic link")
		same(t, scan(t, root), before)
	}
	want{}.sync(t, dir) // would remove a/b/page.html, a/b and a
	after := scan(t, root)
	delete(before, "public/"+manifestName)
	delete(after, "public/"+manifestName)
	same(t, after, before)
}

func TestOutputFolderIsALink(t *testing.T) {
	root := t.TempDir()
	real, link := filepath.Join(root, "www"), filepath.Join(root, "public")
	symlink(t, real, link)
	_, err := Sync(link, want{"index.html": "x"}.files(nil))
	refused(t, err, "leads nowhere")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	want{"index.html": "x"}.sync(t, link)
	expect(t, real, want{"index.html": "x"})
	want{}.sync(t, link)
	expect(t, real, want{})
	if _, err := os.Readlink(link); err != nil {
		t.Errorf("the link is gone: %v", err)
	}
}

// Links under our own names must not lead us to write or delete elsewhere.
func TestLinksUnderReservedNames(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "public")
	put(t, root, want{"precious/1": "precious", "file": "precious"})
	want{}.sync(t, dir)
	symlink(t, filepath.Join(root, "precious"), filepath.Join(dir, tmpName))
	want{"index.html": "x"}.sync(t, dir)
	expect(t, dir, want{"index.html": "x"})

	symlink(t, filepath.Join(root, "file"), filepath.Join(dir, lockName))
	Sync(dir, want{"index.html": "y"}.files(nil)) // may fail
	os.Remove(filepath.Join(dir, lockName))

	os.Remove(filepath.Join(dir, manifestName))
	symlink(t, filepath.Join(root, "file"), filepath.Join(dir, manifestName))
	_, err := Sync(dir, want{"index.html": "y"}.files(nil))
	refused(t, err, manifestName)
	if got := scan(t, root); got["precious/1"] != "precious" || got["file"] != "precious" {
		t.Errorf("written or removed through a link: %q", got)
	}
}
