package build

import (
	"encoding/json"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/output"
)

func offlineSite(config string) fstest.MapFS {
	return fstest.MapFS{
		"gloss.yaml":            {Data: []byte("title: Tolls and gates\nshort: Tolls\n" + config)},
		"content/articles/a.md": {Data: []byte("---\ntitle: A\nredirect_from: old.html\n---\n\nSo [it was]{date=2025}.\n")},
		"content/b: c%.md":      {Data: []byte("# B\n\nSo.\n")},
		"content/map.png":       {Data: []byte("no picture")},
		"content/CNAME":         {Data: []byte("site.example\n")},
	}
}

// listed reads what a worker keeps.
func listed(t *testing.T, files map[string][]byte) (build string, sums map[string]uint32) {
	t.Helper()
	var list struct {
		Build string
		Files [][2]any
	}
	if err := json.Unmarshal(files["offline.json"], &list); err != nil {
		t.Fatal(err)
	}
	sums = map[string]uint32{}
	for _, f := range list.Files {
		sums[f[0].(string)] = uint32(f[1].(float64))
	}
	if len(sums) != len(list.Files) {
		t.Error("a file is listed twice")
	}
	return list.Build, sums
}

// all makes every file of a site.
func all(t *testing.T, fsys fstest.MapFS) map[string][]byte {
	t.Helper()
	var b Builder
	r, _, err := b.Build(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		files[f.Path] = f.Data
	}
	return files
}

// A worker keeps everything that a reader can open, as it is, and nothing that only programs
// and servers ask for.
func TestOfflineList(t *testing.T) {
	files := all(t, offlineSite("url: https://site.example\n"))
	_, sums := listed(t, files)
	var left []string
	for name, data := range files {
		if sum, ok := sums[name]; !ok {
			left = append(left, name)
		} else if sum != crc32.ChecksumIEEE(data) {
			t.Errorf("%s has another sum", name)
		}
		delete(sums, name)
	}
	slices.Sort(left)
	want := []string{".nojekyll", "CNAME", "briefing.json", "offline.json", "robots.txt", "sitemap.xml", "sw.js", "timeline.ics", "timeline.json"}
	if !slices.Equal(left, want) {
		t.Errorf("not kept are %q, want %q", left, want)
	}
	if len(sums) > 0 {
		t.Errorf("there are no %v", slices.Sorted(maps.Keys(sums)))
	}
}

// A build is told from another by what a reader could see of it.
func TestOfflineBuild(t *testing.T) {
	site := offlineSite("")
	files := all(t, site)
	id, _ := listed(t, files)
	if again, _ := listed(t, all(t, site)); again != id || !strings.Contains(string(files["sw.js"]), `{build: "`+id+`", whole: true`) {
		t.Errorf("build %q, then %q; sw.js begins %.80s", id, again, files["sw.js"])
	}
	for name, data := range map[string]string{"content/map.png": "another", "content/articles/a.md": "# A\n\nSo.\n", "layouts/site.css": "p{color:red}", "gloss.yaml": "title: Tolls\n"} {
		other := maps.Clone(site)
		other[name] = &fstest.MapFile{Data: []byte(data)}
		if changed, _ := listed(t, all(t, other)); changed == id {
			t.Errorf("with another %s the build has the same name", name)
		}
	}
	site["content/map.png"] = &fstest.MapFile{Data: make([]byte, 1_000_001)}
	if large := all(t, site); !strings.Contains(string(large["sw.js"][:80]), "whole: false") {
		t.Errorf("a large site: sw.js begins %.80s", large["sw.js"])
	}
}

// The worker and its list can be made alone, in any order, and are the same.
func TestOfflineAlone(t *testing.T) {
	want := all(t, offlineSite(""))
	var b Builder
	r, _, err := b.Build(offlineSite(""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var files []output.File
	for f := range r.Output() {
		files = append(files, f)
	}
	slices.Reverse(files)
	for _, f := range files {
		got, err := f.Content(nil)
		if err != nil || string(got) != string(want[f.Path]) {
			t.Errorf("%s is another when it is made later than sw.js (%v)", f.Path, err)
		}
	}
}

// A site that is not for reading offline ships a worker that removes itself, and nothing else.
func TestNotOffline(t *testing.T) {
	on, off := all(t, offlineSite("")), all(t, offlineSite("offline: false\n"))
	if !strings.Contains(string(on["index.html"]), ` data-worker="sw.js"`) || !strings.Contains(string(on["articles/a.html"]), ` data-worker="../sw.js"`) {
		t.Error("pages do not name the worker")
	}
	for _, name := range []string{"offline.json", "manifest.webmanifest"} {
		if on[name] == nil || off[name] != nil {
			t.Errorf("%s is there: %t, with offline: false %t", name, on[name] != nil, off[name] != nil)
		}
	}
	for name, data := range off {
		if strings.Contains(string(data), "data-worker=") {
			t.Errorf("%s names a worker", name)
		}
	}
	if sw := string(off["sw.js"]); !strings.Contains(sw[:80], "off: true") {
		t.Errorf("sw.js begins %.80s", sw)
	}
}

// The manifest says what the site is called and where its icons are. A drawing of the site's own
// has no picture of another.
func TestManifest(t *testing.T) {
	own := offlineSite("summary: Of \"tolls\".\nlang: fa\n")
	own["layouts/favicon.svg"] = &fstest.MapFile{Data: []byte("<svg/>")}
	for _, c := range []struct {
		files map[string][]byte
		want  []string
		icon  bool
	}{
		{all(t, offlineSite("")), []string{`"name": "Tolls and gates"`, `"short_name": "Tolls"`, `"lang": "en"`, `"dir": "ltr"`, `"src": "favicon.svg"`, `"src": "icon.png"`}, true},
		{all(t, own), []string{`"description": "Of “tolls”."`, `"lang": "fa"`, `"dir": "rtl"`, `"src": "favicon.svg"`}, false},
	} {
		for _, want := range c.want {
			if !strings.Contains(string(c.files["manifest.webmanifest"]), want) {
				t.Errorf("no %s in %s", want, c.files["manifest.webmanifest"])
			}
		}
		if (c.files["icon.png"] != nil) != c.icon || strings.Contains(string(c.files["manifest.webmanifest"]), "icon.png") != c.icon {
			t.Errorf("there is an icon.png: %t", c.files["icon.png"] != nil)
		}
	}
}
