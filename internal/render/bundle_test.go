package render

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/layouts"
)

// Every style sheet and script is in exactly one bundle, and no bundle names another.
func TestBundlesHoldAllFiles(t *testing.T) {
	var want, got []string
	for _, pattern := range []string{"*.css", "*.js"} {
		names, err := fs.Glob(layouts.FS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, names...)
	}
	for _, b := range bundles {
		for _, name := range b.files {
			if name != codeFile {
				got = append(got, name)
			}
			if name != codeFile && path.Ext(name) != b.ext {
				t.Errorf("%s is in the bundle %s%s", name, b.name, b.ext)
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("bundled %v, there are %v", got, want)
	}
}

// A page refers to the bundles of its kind, and every bundle is an asset.
func TestBundlesOfPages(t *testing.T) {
	out, err := renderWith(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for name, text := range out {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		surveyed := strings.Contains(text, "assets/survey-")
		if want := !strings.Contains(text, `class="is-article"`) && !strings.Contains(text, `class="is-term"`) && !strings.Contains(text, `class="is-page"`) && !strings.Contains(text, `class="is-search"`); surveyed != want {
			t.Errorf("%s refers to survey: %t", name, surveyed)
		}
		for line := range strings.Lines(text) {
			if _, file, ok := strings.Cut(line, "assets/"); ok && strings.HasPrefix(line, "<") {
				file, _, _ = strings.Cut(file, `"`)
				asked["assets/"+file] = true
			}
		}
	}
	for name := range asked {
		if out[name] == "" {
			t.Errorf("%s is not there", name)
		}
	}
	for name := range out {
		if strings.HasPrefix(name, "assets/") && !asked[name] {
			t.Errorf("no page asks for %s", name)
		}
	}
}

// A site's own file replaces the one of that name in its bundle, which then has another
// address; rules of site.css stand behind all others; an empty bundle is not asked for.
func TestOwnBundleFiles(t *testing.T) {
	builtIn, err := renderWith(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	own := fstest.MapFS{}
	for _, b := range bundles {
		for _, name := range b.files {
			if name != codeFile {
				own[name] = &fstest.MapFile{Data: []byte("\n")}
			}
		}
	}
	own["style.css"] = &fstest.MapFile{Data: []byte("body{color:red}")}
	own["site.css"] = &fstest.MapFile{Data: []byte(":root{--ink:navy}\n")}
	own["settings.js"] = &fstest.MapFile{Data: []byte("f()\n")}
	out, err := renderWith(t, own)
	if err != nil {
		t.Fatal(err)
	}
	var assets []string
	for name, text := range out {
		switch bundle, _, _ := strings.Cut(path.Base(name), "-"); {
		case !strings.HasPrefix(name, "assets/"):
			if strings.Contains(text, "assets/survey-") || strings.Contains(text, "assets/reader-") {
				t.Errorf("%s refers to an empty bundle", name)
			}
			continue
		case bundle == "style":
			if !strings.HasPrefix(text, "body{color:red}\n@layer code{") || !strings.HasSuffix(text, "}\n:root{--ink:navy}\n") {
				t.Errorf("style sheet %.60q", text)
			}
		case bundle == "early":
			if text != "f()\n" {
				t.Errorf("script %q", text)
			}
		}
		if strings.HasPrefix(name, "assets/search-") || strings.HasPrefix(name, "assets/reader-") {
			continue // as built in
		}
		assets = append(assets, name)
		if builtIn[name] != "" {
			t.Errorf("%s has the name of the built-in one", name)
		}
	}
	if len(assets) < 2 {
		t.Errorf("assets %v", assets)
	}
}
