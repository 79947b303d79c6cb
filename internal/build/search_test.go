package build

import (
	"bytes"
	"strings"
	"testing"

	"gloss/internal/search"
)

// A single file is what the whole output has there, whether or not that has been made; for a
// page no index is made.
func TestSingleFiles(t *testing.T) {
	var b Builder
	built, _, err := b.Build(large(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	fresh, _, err := b.Build(large(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fresh.File("timeline.html"); err != nil || fresh.search.first != "" {
		t.Errorf("an index is made for a page (%v)", err)
	}
	shards := 0
	for f, err := range built.Files() {
		if err != nil {
			t.Fatal(err)
		}
		if search.IsPath(f.Path) {
			if shards++; shards > 3 {
				continue
			}
		}
		for name, r := range map[string]*Result{"built": built, "fresh": fresh} {
			if !search.IsPath(f.Path) && f.Path != "search.html" && !strings.HasSuffix(f.Path, "1.html") {
				continue
			}
			if data, err := r.File(f.Path); err != nil || !bytes.Equal(data, f.Data) {
				t.Errorf("%s: %s differs from the output (%v)", name, f.Path, err)
			}
		}
	}
	if shards < 3 {
		t.Errorf("%d shards", shards)
	}
	if _, err := fresh.File("assets/search/none.js"); err == nil {
		t.Error("a shard that is not there")
	}
}

// The search page is the one file that names the index, which names its shards.
func TestIndexIsNamed(t *testing.T) {
	files := mustBuild(t, large(t), Options{})
	first := ""
	for name := range files {
		if strings.HasPrefix(name, "assets/search-") && bytes.HasPrefix(files[name], []byte("glossSearch(")) {
			first = name
		}
	}
	if !bytes.Contains(files["search.html"], []byte(`data-index="`+first+`"`)) {
		t.Errorf("search.html does not name %s", first)
	}
	shards := 0
	for name := range files {
		if shard, ok := strings.CutPrefix(name, "assets/search/"); ok {
			shards++
			if !bytes.Contains(files[first], []byte(`"`+strings.TrimSuffix(shard, ".js")+`"`)) {
				t.Errorf("%s does not name %s", first, name)
			}
		}
	}
	if shards < 10 {
		t.Errorf("%d shards", shards)
	}
}
