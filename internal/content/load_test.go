package content

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
)

// site is a folder with a titled gloss.yaml and the named files, of one letter.
func site(names ...string) fstest.MapFS {
	m := fstest.MapFS{"gloss.yaml": {Data: []byte("title: x\n")}, "content": {Mode: fs.ModeDir | 0o755}}
	for _, name := range names {
		m[name] = &fstest.MapFile{Data: []byte("x\n")}
	}
	return m
}

func load(t *testing.T, fsys fs.FS, opts Options) (*Tree, []diag.Diag) {
	t.Helper()
	tree, diags, err := Load(fsys, opts)
	if err != nil {
		t.Fatal(err)
	}
	return tree, diags
}

func TestLoadSorts(t *testing.T) {
	tree, diags := load(t, site(
		"content/index.md", "content/a.md", "content/a/b.md", "content/a/index.md", "content/a-b.md",
		"content/articles/x.md", "content/articles/map.png", "content/CNAME", "content/.well-known/security.txt",
		// Left out without a word:
		"content/.git/x.md", "content/.DS_Store", "content/x.md~", "content/#x.md#", "content/.#x.md",
		"content/.x.md.swp", "content/x.md.swp", "content/Thumbs.db", "content/a/.hidden.md", "layouts/x.md", "README.md",
	), Options{})
	if len(diags) > 0 {
		t.Error(show(diags))
	}
	var paths []string
	for _, s := range tree.Sources {
		paths = append(paths, s.Path)
	}
	if d := cmp.Diff([]string{"a-b.md", "a.md", "a/b.md", "a/index.md", "articles/x.md", "index.md"}, paths); d != "" {
		t.Error(d)
	}
	want := []Asset{
		{".well-known/security.txt", "content/.well-known/security.txt", ".well-known/security.txt"},
		{"CNAME", "content/CNAME", "CNAME"},
		{"articles/map.png", "content/articles/map.png", "articles/map.png"},
	}
	if d := cmp.Diff(want, tree.Assets); d != "" {
		t.Error(d)
	}
}

func TestLoadDiagnostics(t *testing.T) {
	const dup = "error: output "
	tests := []struct {
		files string // one in each field, below content/
		want  string // one on each line, without "content/"
	}{
		// Names.
		{"aux.md", `aux.md: error: the name "aux.md" is a device on Windows [file-name] -> rename it, for instance to "aux-1.md"`},
		{"img/com1.tar.gz", `img/com1.tar.gz: error: the name "com1.tar.gz" is a device on Windows [file-name] -> rename it, for instance to "com1-1.tar.gz"`},
		{"nul/x.md", `nul: error: the name "nul" is a device on Windows [file-name] -> rename it, for instance to "nul-1"`},
		{"a:b.md", `a:b.md: error: the name "a:b.md" contains :, which Windows does not allow [file-name] -> rename it`},
		{`a\b.png`, `a\b.png: error: the name "a\\b.png" contains \, which Windows does not allow [file-name] -> rename it`},
		{"dir./x.md", `dir.: error: the name "dir." ends in a dot or a space, which Windows drops [file-name] -> rename it`},
		{"com.md com10.md console.md", ""},
		{"x.md/y.png", `x.md: error: folder "x.md" is named like a page [file-name] -> rename it without ".md"`},
		{"Articles/x.md", `Articles: error: folder "Articles" is not "articles" [file-name] -> rename it: the folder decides what its files are, and case counts`},
		{"x.MD y.markdown", `x.MD: warning: "x.MD" is copied, not read as Markdown [file-name] -> rename it to "x.md"` + "\n" +
			`y.markdown: warning: "y.markdown" is copied, not read as Markdown [file-name] -> rename it to "y.md"`},

		// Files written over each other.
		{"a.md a/index.md a/b.md", ""},
		{"a.md A.md", `a.md: ` + dup + `"a.html" is also that of "content/A.md" [output-duplicate] -> rename one of the two: some disks do not tell them apart`},
		{"straße.md STRAßE.md", `straße.md: ` + dup + `"straße.html" is also that of "content/STRAßE.md" [output-duplicate] -> rename one of the two: some disks do not tell them apart`},
		{"cafe\u0301.md caf\u00e9.md", "caf\u00e9.md: " + dup + "\"caf\u00e9.html\" is also that of \"content/cafe\u0301.md\" [output-duplicate] -> rename one of the two"},
		{"CAFE\u0301.png caf\u00e9.png", "caf\u00e9.png: " + dup + "\"caf\u00e9.png\" is also that of \"content/CAFE\u0301.png\" [output-duplicate] -> rename one of the two: some disks do not tell them apart"},
		{"guide.md guide.html", `guide.html: ` + dup + `"guide.html" is also that of "content/guide.md" [output-duplicate] -> rename one of the two`},
		{"img/x.png IMG/x.png", `img/x.png: ` + dup + `"img/x.png" is also that of "content/IMG/x.png" [output-duplicate] -> rename one of the two: some disks do not tell them apart`},
		{"x.md x.html/y.png", `x.html/y.png: ` + dup + `"x.html/y.png" needs a folder where "content/x.md" is a file [output-duplicate] -> rename one of the two`},
		{"search.html/y.png", `search.html/y.png: ` + dup + `"search.html/y.png" needs a folder where the generated "search.html" is a file [output-duplicate] -> rename one of the two`},

		// Generated files.
		{"index.md 404.md timeline.md compare.md sources.md search.md articles/index.md glossary/index.md", ""},
		{"timeline.html", `timeline.html: ` + dup + `"timeline.html" is also that of the generated "timeline.html" [output-duplicate] -> rename it; the page is introduced by content/timeline.md`},
		{"Timeline.md", `Timeline.md: ` + dup + `"Timeline.html" is also that of the generated "timeline.html" [output-duplicate] -> rename it; the page is introduced by content/timeline.md`},
		{"timeline.md timeline.html", `timeline.html: ` + dup + `"timeline.html" is also that of "content/timeline.md" [output-duplicate] -> rename one of the two`},
		{"Feed.xml", `Feed.xml: ` + dup + `"Feed.xml" is also that of the generated "feed.xml" [output-duplicate] -> rename it`},
		{"robots.txt", ""}, // the author's own wins
		{"assets/x.png", `assets/x.png: error: the folder "assets" is kept for generated files [output-duplicate] -> use another name, for instance "files"`},
		{"articles/index.html", `articles/index.html: ` + dup + `"articles/index.html" is also that of the generated "articles/index.html" [output-duplicate] -> rename it; the page is introduced by content/articles/index.md`},
	}
	for _, tt := range tests {
		files := []string{"content/zz.md"} // a site has a page
		for f := range strings.FieldsSeq(tt.files) {
			files = append(files, "content/"+f)
		}
		_, diags := load(t, site(files...), Options{})
		var want []string
		for line := range strings.Lines(tt.want) {
			want = append(want, "content/"+line)
		}
		if d := cmp.Diff(strings.Join(want, ""), show(diags)); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.files, d)
		}
	}
}

func TestLoadRedirects(t *testing.T) {
	fsys := site("content/b.md")
	fsys["content/a.md"] = &fstest.MapFile{Data: []byte("---\nredirect_from: [old.html, a.html, B.html, /, /old.html, b.html/c.html]\n---\n")}
	_, diags := load(t, fsys, Options{})
	want := `content/a.md:2:27: error: output "a.html" is also that of "content/a.md" [output-duplicate] -> remove it: a page cannot redirect to itself
content/a.md:2:35: error: output "B.html" is also that of "content/b.md" [output-duplicate] -> remove it, or the other
content/a.md:2:43: error: output "index.html" is also that of the generated "index.html" [output-duplicate] -> remove it, or the other
content/a.md:2:46: error: output "old.html" is also that of a redirect in "content/a.md" [output-duplicate] -> remove it, or the other
content/a.md:2:57: error: output "b.html/c.html" needs a folder where "content/b.md" is a file [output-duplicate] -> rename one of the two`
	if d := cmp.Diff(want, show(diags)); d != "" {
		t.Error(d)
	}
}

// refusing is a folder some of whose entries cannot be opened. It has no method but
// Open, so that nothing goes around it.
type refusing struct {
	all   fs.FS
	names string
}

func (r refusing) Open(name string) (fs.File, error) {
	for n := range strings.FieldsSeq(r.names) {
		if n == name {
			return nil, &fs.PathError{Op: "open", Path: "/secret/" + name, Err: fs.ErrPermission}
		}
	}
	return r.all.Open(name)
}

func TestLoadSpecialFiles(t *testing.T) {
	m := site("content/locked.md", "content/dir/x.md", "content/ok.md")
	m["content/link.md"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("ok.md")}
	m["content/pipe"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	m["content/big.md"] = &fstest.MapFile{Data: make([]byte, 101)}
	m["gloss.yaml"] = &fstest.MapFile{Data: []byte("title: x\nlimits: {file_size: 100}\n")}
	tree, diags := load(t, refusing{m, "content/locked.md content/dir"}, Options{})
	want := `content/dir: error: folder "dir" cannot be read: permission denied [unreadable]
content/link.md: error: symbolic link "link.md" is not followed [symlink] -> put a copy of the file or folder in its place
content/pipe: error: "pipe" is not a file [unreadable] -> remove it
content/big.md: error: the file has 101 bytes, more than the limit of 100 [file-size] -> split it, or set limits: {file_size: 101} in gloss.yaml
content/locked.md: error: the file cannot be read: permission denied [unreadable]`
	if d := cmp.Diff(want, show(diags)); d != "" {
		t.Error(d)
	}
	if len(tree.Sources) != 1 || tree.Sources[0].Path != "ok.md" {
		t.Errorf("sources: %v", tree.Sources)
	}
}

func TestLoadFails(t *testing.T) {
	tests := []struct {
		name string
		fsys fs.FS
		opts Options
		want string
	}{
		{"no content", fstest.MapFS{"gloss.yaml": {}}, Options{}, `no folder "content" here: name the site's folder with -C DIR, or begin one with gloss init DIR`},
		{"no folder", os.DirFS(filepath.Join(t.TempDir(), "no")), Options{}, `the folder of the site does not exist: name another with -C DIR`},
		{"folder is a file", os.DirFS("load_test.go"), Options{}, `the folder of the site cannot be read: not a directory`},
		{"content is a file", fstest.MapFS{"content": {}}, Options{}, `no folder "content" here: name the site's folder with -C DIR, or begin one with gloss init DIR`},
		{"named configuration missing", site(), Options{ConfigFile: "other.yaml"}, `no configuration "other.yaml" in this folder`},
		{"configuration unreadable", refusing{site(), "gloss.yaml"}, Options{}, `read configuration "gloss.yaml": permission denied`},
		{"content unreadable", refusing{site(), "content"}, Options{}, `read folder "content": permission denied`},
	}
	for _, tt := range tests {
		if _, _, err := Load(tt.fsys, tt.opts); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestLoadConfigFile(t *testing.T) {
	m := site("content/x.md")
	m["other.yaml"] = &fstest.MapFile{Data: []byte("title: Other\n")}
	if tree, _ := load(t, m, Options{ConfigFile: "other.yaml"}); tree.Config.Title != "Other" || tree.Config.File != "other.yaml" {
		t.Errorf("%+v", tree.Config)
	}
	delete(m, "gloss.yaml")
	tree, diags := load(t, m, Options{})
	const want = `gloss.yaml: note: the briefing has no title [config] -> write "title: …" in gloss.yaml`
	if got := show(diags); tree.Config.Title != "Briefing" || got != want {
		t.Errorf("%q: %s", tree.Config.Title, got)
	}
}

// TestLoadReuses: what the caller still has is not opened, and complains as before.
func TestLoadReuses(t *testing.T) {
	m := site("content/b.md")
	m["content/a.md"] = &fstest.MapFile{Data: []byte("---\ntitel: x\n---\n")}
	first, diags := load(t, m, Options{})
	kept := map[string]*Source{}
	for _, s := range first.Sources {
		kept[s.Path] = s
	}
	delete(kept, "b.md")
	m["content/b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: new\n---\n")}
	second, again := load(t, refusing{m, "content/a.md"}, Options{Reuse: func(p string) *Source { return kept[p] }})
	if second.Sources[0] != first.Sources[0] || second.Sources[1].Front.Title != "new" || show(diags) != show(again) {
		t.Errorf("%v\n%s", second.Sources, show(again))
	}
}

// TestLoadIsDeterministic: however many processors read.
func TestLoadIsDeterministic(t *testing.T) {
	m := site()
	for i := range 200 {
		name := "content/articles/" + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + ".md"
		m[name] = &fstest.MapFile{Data: []byte("---\ntitel: x\n---\n")}
	}
	_, want := load(t, m, Options{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var mu sync.Mutex
	asked := 0
	_, got := load(t, m, Options{Reuse: func(string) *Source { mu.Lock(); asked++; mu.Unlock(); return nil }})
	if show(want) != show(got) || asked != 200 {
		t.Errorf("asked for %d; diagnostics differ: %v", asked, show(want) != show(got))
	}
}

func TestFoldPath(t *testing.T) {
	for _, pair := range [][2]string{
		{"A/b.HTML", "a/B.html"}, {"É", "e\u0301"}, {"ΣΑΣ", "σας"}, {"\u212a", "k"}, {"Ǆ", "ǆ"},
	} {
		if FoldPath(pair[0]) != FoldPath(pair[1]) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	if FoldPath("e") == FoldPath("é") || FoldPath("ı") == FoldPath("i") {
		t.Error("different letters are one")
	}
}

func TestReasonHidesPath(t *testing.T) {
	if got := reason(&fs.PathError{Op: "open", Path: "/secret", Err: errors.New("gone")}); got != "gone" {
		t.Error(got)
	}
}

// TestReload: what a changed text leaves as it is need not be looked at.
func TestReload(t *testing.T) {
	m := site("content/a.md", "content/b.md", "content/c.png")
	m["content/b.md"] = &fstest.MapFile{Data: []byte("---\ntitel: x\n---\n")}
	first, diags := load(t, m, Options{})
	set := func(name, text string) { m[name] = &fstest.MapFile{Data: []byte(text)} }

	set("content/a.md", "---\ntitle: new\nname: x\n---\n")
	next, again, ok := first.Reload(refusing{m, "content/b.md"}, []string{"content/a.md"})
	_, want := load(t, m, Options{})
	if !ok || next.Sources[0].Front.Title != "new" || next.Sources[1] != first.Sources[1] || show(again) != show(want) || len(again) != len(diags)+1 {
		t.Fatalf("%v %s\nwant %s", ok, show(again), show(want))
	}
	if first.Sources[0].Front.Title != "" {
		t.Error("the first tree is another now")
	}
	if same, _, ok := next.Reload(m, []string{"content/a.md"}); !ok || same.Sources[0] != next.Sources[0] {
		t.Error("a file that is saved as it was is another")
	}

	for what, change := range map[string]func() string{
		"a file that is new":       func() string { set("content/d.md", "x"); return "content/d.md" },
		"a folder":                 func() string { return "content" },
		"the configuration":        func() string { return "gloss.yaml" },
		"an image":                 func() string { return "content/c.png" },
		"a file that is gone":      func() string { delete(m, "content/a.md"); return "content/a.md" },
		"a link to a file":         func() string { m["content/a.md"] = &fstest.MapFile{Mode: fs.ModeSymlink}; return "content/a.md" },
		"another former address":   func() string { set("content/a.md", "---\nredirect_from: [x.html]\n---\n"); return "content/a.md" },
		"a file that is too large": func() string { set("content/a.md", strings.Repeat("x", DefaultFileSize+1)); return "content/a.md" },
	} {
		if _, _, ok := next.Reload(m, []string{change()}); ok {
			t.Errorf("%s is taken for a text that has changed", what)
		}
	}
}
