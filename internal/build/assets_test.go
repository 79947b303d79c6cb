package build

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/crawl"
)

// An image has its size, however its file is named and its path is written.
func TestImageSizes(t *testing.T) {
	const decomposed, composed = "ka\u0308se", "k\u00e4se" // as macOS and as Linux name a file
	site := fstest.MapFS{
		"content/images/plain.png":              {Data: picture(7, 5)},
		"content/images/with space.PNG":         {Data: picture(8, 5)},
		"content/images/100% (a).png":           {Data: picture(9, 5)},
		"content/images/" + decomposed + ".png": {Data: picture(10, 5)},
		"content/articles/sub/beside.png":       {Data: picture(11, 5)},
		"content/images/broken.png":             {Data: picture(12, 5)[:20]},
		"content/images/drawing.svg":            {Data: []byte("<svg/>")},
		"content/images/never shown.png":        {Data: picture(13, 5)},
		"content/articles/sub/a.md":             {Data: []byte("")},
	}
	for _, tc := range []struct{ dest, want string }{
		{"../../images/plain.png", `src="../../images/plain.png" alt="x" width="7" height="5"`},
		{"/images/plain.png", `src="../../images/plain.png" alt="x" width="7" height="5"`},
		{"/images/plain.png?v=2", `src="../../images/plain.png" alt="x" width="7" height="5"`},
		{"<../../images/with space.PNG>", `src="../../images/with%20space.PNG" alt="x" width="8" height="5"`},
		{"../../images/with%20space.PNG", `src="../../images/with%20space.PNG" alt="x" width="8" height="5"`},
		{"<../../images/100%25 (a).png>", `src="../../images/100%25%20(a).png" alt="x" width="9" height="5"`},
		{"../../images/" + composed + ".png", `src="../../images/` + composed + `.png" alt="x" width="10" height="5"`},
		{"../../images/" + decomposed + ".png", `src="../../images/` + composed + `.png" alt="x" width="10" height="5"`},
		{"../../images/k%C3%A4se.png", `src="../../images/` + composed + `.png" alt="x" width="10" height="5"`},
		{"beside.png", `src="beside.png" alt="x" width="11" height="5"`},
		{"../../images/broken.png", `src="../../images/broken.png" alt="x" loading`},
		{"../../images/drawing.svg", `src="../../images/drawing.svg" alt="x" loading`},
	} {
		site["content/articles/sub/a.md"] = &fstest.MapFile{Data: []byte("![x](" + tc.dest + ")\n")}
		out := mustBuild(t, site, Options{})
		if page := string(out["articles/sub/a.html"]); !strings.Contains(page, tc.want) {
			t.Errorf("![x](%s) is not %s in %s", tc.dest, tc.want, page[strings.Index(page, "<main"):])
		}
		for _, p := range crawl.Check(maps.All(out), crawl.Options{}) {
			t.Errorf("![x](%s): %s", tc.dest, p)
		}
	}
}

// Everything that is not Markdown is copied byte for byte, to a name that every disk
// spells the same.
func TestCopiedFiles(t *testing.T) {
	site := fstest.MapFS{
		"content/index.md":            {Data: []byte("X.\n")},
		"content/data/ka\u0308se.csv": {Data: []byte("a,b\r\n\x00\xff")},
		"content/.well-known/x.txt":   {Data: []byte("w")},
		"content/.hidden":             {Data: []byte("h")},
		"content/data/empty":          {},
	}
	out := mustBuild(t, site, Options{})
	if !bytes.Equal(out["data/k\u00e4se.csv"], []byte("a,b\r\n\x00\xff")) || string(out[".well-known/x.txt"]) != "w" {
		t.Errorf("copied %q and %q", out["data/k\u00e4se.csv"], out[".well-known/x.txt"])
	}
	if _, ok := out["data/empty"]; !ok {
		t.Error("an empty file is not copied")
	}
	if _, ok := out[".hidden"]; ok {
		t.Error("a hidden file is copied")
	}
	if _, ok := out[".nojekyll"]; !ok {
		t.Error("without .nojekyll some hosts leave out files")
	}
}

// failing is a file system in which one file cannot be opened any more.
type failing struct {
	fs.FS
	name string
}

func (f failing) Open(name string) (fs.File, error) {
	if name == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}

// A file that cannot be copied is the author's to put right, and so is an image that cannot
// be read; an image that no page shows is only copied.
func TestBadFiles(t *testing.T) {
	const unread = ": error: the file cannot be read: permission denied [unreadable] (look at its permissions, or remove it)"
	for _, tc := range []struct{ name, refused, text, built, copied string }{
		{"copied", "content/a.pdf", "X.", "", "content/a.pdf" + unread},
		{"shown", "content/a.png", "![x](a.png)", "content/a.png" + unread, ""},
		{"cut off", "", "![x](broken.png) ![x](other.jpg)", "content/broken.png: warning: the image cannot be read: unexpected EOF [image-broken] (open it in a program for images, and save it again)\n" +
			"content/other.jpg: warning: the image cannot be read: unknown format [image-broken] (open it in a program for images, and save it again)", ""},
		{"not shown", "", "X.", "", ""},
	} {
		site := failing{fstest.MapFS{
			"gloss.yaml": {Data: []byte("title: T\n")}, "content/index.md": {Data: []byte(tc.text + "\n")}, "content/a.pdf": {Data: []byte("x")},
			"content/a.png": {Data: picture(2, 2)}, "content/broken.png": {Data: picture(2, 2)[:20]}, "content/other.jpg": {Data: []byte("x")},
		}, tc.refused}
		var b Builder
		r, diags, err := b.Build(site, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var built []string
		for _, d := range diags {
			built = append(built, d.String()+" ("+d.Hint+")")
		}
		if got := strings.Join(built, "\n"); got != tc.built {
			t.Errorf("%s: build says\n%s\nwant\n%s", tc.name, got, tc.built)
		}
		if tc.built == "" {
			for _, err = range r.Files() {
				if err != nil {
					break
				}
			}
			d, _ := Mistake(err)
			if tc.copied != "" && d.String()+" ("+d.Hint+")" != tc.copied || tc.copied == "" && err != nil {
				t.Errorf("%s: files say %v, want %s", tc.name, err, tc.copied)
			}
		}
	}
}

// Every layout of one's own that is broken is told of.
func TestBrokenLayouts(t *testing.T) {
	site := fstest.MapFS{
		"gloss.yaml": {Data: []byte("title: T\n")}, "content/index.md": {Data: []byte("X.\n")},
		"layouts/page.html": {Data: []byte("x")}, "layouts/term.html": {Data: []byte("{{if}}")}, "layouts/nosuch.html": {},
	}
	var b Builder
	_, diags, err := b.Build(site, Options{})
	var got []string
	for _, d := range diags {
		got = append(got, d.Pos.File)
	}
	if want := []string{"layouts/nosuch.html", "layouts/page.html", "layouts/term.html"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("diagnostics %v (%v), want one in each of %v", diags, err, want)
	}
}

// The limits of gloss.yaml reach the parser, and another limit parses anew.
func TestLimits(t *testing.T) {
	site := fstest.MapFS{"content/index.md": {Data: []byte("> > > > deep\n")}, "gloss.yaml": {Data: []byte("title: T\n")}}
	var b Builder
	if _, diags, err := b.Build(site, Options{}); err != nil || len(diags) > 0 {
		t.Fatalf("%v %v", diags, err)
	}
	site["gloss.yaml"] = &fstest.MapFile{Data: []byte("title: T\nlimits: {nesting: 2}\n")}
	_, diags, err := b.Build(site, Options{})
	if err != nil || len(diags) != 1 || diags[0].Pos.File != "content/index.md" {
		t.Errorf("%v %v", diags, err)
	}
}
