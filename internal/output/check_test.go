package output

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestCheckDir(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	t.Setenv("HOME", filepath.Join(root, "home"))
	t.Setenv("USERPROFILE", filepath.Join(root, "home"))
	put(t, root, want{
		"site/content/articles/a.md": "", "site/gloss.yaml": "", "site/public/.gitkeep": "", "site/public/.git/config": "",
		"home/.profile": "", "full/x": "", "full/.gitkeep": "", "file": "",
	})
	want{"index.html": ""}.sync(t, filepath.Join(root, "ours"))
	sources := []string{"site/content", "site/layouts", "site/gloss.yaml"}
	for _, c := range []struct{ dir, why string }{
		{"site/public", ""},
		{"site/public2/new", ""},
		{"site/content2", ""}, // no path below content
		{"ours", ""},
		{"home/public", ""},
		{"/", "root of the file system"},
		{"", "empty"},
		{"home", "your home folder"},
		{"home/../home/.", "your home folder"},
		{"full", `"full" is not empty and was not written by gloss: choose another folder with -o or empty it`},
		{"file", "not a folder"},
		{"file/x", "file"},
		{"site/content", `"site/content" is the same as the source "site/content"`},
		{"site/content/articles/../../content/", "is the same as"},
		{"site/content/out", `"site/content/out" lies inside the source "site/content"`},
		{"site/layouts", "is the same as"}, // missing: the embedded ones are used today
		{"site/layouts/out", "lies inside"},
		{"site", `"site" contains the source "site/content"`},
		{".", "contains"},
	} {
		if runtime.GOOS == "windows" && c.dir == "/" {
			c.dir = filepath.VolumeName(root) + `\`
		}
		err := CheckDir(c.dir, sources...)
		if c.why == "" && err != nil {
			t.Errorf("%q: %v", c.dir, err)
		}
		if c.why != "" && (err == nil || !strings.Contains(err.Error(), c.why)) {
			t.Errorf("%q: error is %v, want %q in it", c.dir, err, c.why)
		}
	}
}

// Sync repeats the checks that need no sources, and leaves no trace of itself.
func TestSyncRefusesFolders(t *testing.T) {
	root := t.TempDir()
	t.Setenv("HOME", filepath.Join(root, "home"))
	t.Setenv("USERPROFILE", filepath.Join(root, "home"))
	put(t, root, want{"home/.profile": "", "full/x": "mine"})
	before := scan(t, root)
	for _, dir := range []string{"home", "full"} {
		_, err := Sync(filepath.Join(root, dir), list("index.html"))
		refused(t, err, dir)
	}
	_, err := Sync("", list("index.html"))
	refused(t, err)
	same(t, scan(t, root), before)
}

func TestCheckDirSeesThroughLinks(t *testing.T) {
	root := t.TempDir()
	put(t, root, want{"site/content/a.md": "", "elsewhere/content/b.md": "", "links/.gitkeep": ""})
	at := func(p string) string { return filepath.Join(root, p) }
	symlink(t, at("site/content"), at("links/to-content"))
	symlink(t, at("elsewhere/content"), at("site/linked"))
	symlink(t, at("site"), at("links/site"))
	for _, c := range []struct{ dir, source, why string }{
		{"links/to-content", "site/content", "is the same as"},
		{"links/to-content/new/er", "site/content", "lies inside"},
		{"links/site/content/out", "site/content", "lies inside"},
		{"elsewhere/content/out", "site/linked", "lies inside"},
		{"elsewhere", "site/linked", "contains"},
		{"site/content/out", "links/to-content", "lies inside"},
		{"site/content/out", "links/site/linked", ""},
	} {
		err := CheckDir(at(c.dir), at(c.source))
		if c.why == "" && err != nil {
			t.Errorf("%q: %v", c.dir, err)
		} else if c.why != "" {
			refused(t, err, c.why)
		}
	}
}

// Two spellings of one folder, where the file system takes them for one.
func TestCheckDirIgnoresCaseAsTheSystemDoes(t *testing.T) {
	root := t.TempDir()
	put(t, root, want{"content/a.md": ""})
	_, err := os.Stat(filepath.Join(root, "CONTENT"))
	oneFolder := err == nil
	if err := CheckDir(filepath.Join(root, "CONTENT", "out"), filepath.Join(root, "content")); (err != nil) != oneFolder {
		t.Errorf("error is %v; one folder: %v", err, oneFolder)
	}
}
