package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gloss/internal/build"
	"gloss/internal/corpus"
	"gloss/internal/diag"
)

// built builds a site and returns its files.
func built(t testing.TB, fsys fs.FS) map[string][]byte {
	t.Helper()
	var b build.Builder
	r, diags, err := b.Build(fsys, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Fatal(d)
		}
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

// sites are what is exported: the sample, a site of every sort of mark whose briefing takes
// several files, and one of odd dates.
func sites(t testing.TB) map[string]fs.FS {
	large := fstest.MapFS{}
	for name, data := range corpus.Files(corpus.Options{Articles: 120, Terms: 60, Words: 300}) {
		large[name] = &fstest.MapFile{Data: data}
	}
	return map[string]fs.FS{"sample": os.DirFS("../.."), "large": large, "dates": dates()}
}

// dates is a site with an event of every sort of date.
func dates() fstest.MapFS {
	var sb strings.Builder
	sb.WriteString("---\ntitle: Dates; \"all\", and more\nshort: D\n---\n\n")
	for i, d := range oddDates {
		fmt.Fprintf(&sb, "[It was; the %dth, \\\\ so]{date=%q .reported}\n\n", i, d)
	}
	sb.WriteString("[It is undated]{event=undated title=\"Undated, of long title: " + strings.Repeat("é很", 60) + "\"}\n")
	return fstest.MapFS{
		"gloss.yaml":            {Data: []byte("title: Dates\nsummary: \"One; two, three\"\nurl: https://dates.example/of/all/\n")},
		"content/articles/d.md": {Data: []byte(sb.String())},
	}
}

var oddDates = []string{
	"2015", "2015-07", "2015-07-14", "2022-02?", "2022~", "2022%", "202X", "20XX", "2004-XX", "1985-04-XX", "2025-21", "2025-24",
	"2023-06/2024-09", "2015/..", "2015/", "/2025-09", "../2025-09-30", "[..2022]", "[2022..]", "[2025-01-20..2025-02-25]", "[1667,1668,1670..1672]",
	"-0043", "0000", "Y17000", "9999-12-31", "0001-01-01", "2023-12-31", "2024-02-29",
}

func schema(t testing.TB, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("../../docs/schema/" + name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is exported keeps to its schema.
func TestSchemas(t *testing.T) {
	briefing, timeline := schema(t, "briefing"), schema(t, "timeline")
	for name, site := range sites(t) {
		files, n := built(t, site), 0
		for path, data := range files {
			s := briefing
			switch {
			case path == "timeline.json":
				s = timeline
			case !strings.HasSuffix(path, ".json"), path == "offline.json":
				continue
			}
			n++
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Errorf("%s: %s: %v", name, path, err)
			} else if err := s.Validate(v); err != nil {
				t.Errorf("%s: %s: %v", name, path, err)
			}
			if len(data) > 2<<20 {
				t.Errorf("%s: %s has %d KB", name, path, len(data)>>10)
			}
		}
		if n < 2 {
			t.Errorf("%s: %d files", name, n)
		}
	}
}

// The schema refuses what is not so: it says something.
func TestSchemaRefuses(t *testing.T) {
	s := schema(t, "briefing")
	for _, text := range []string{
		`{}`, `{"version":2}`, `{"version":1,"articles":[{"name":"a"}]}`, `{"version":1,"title":""}`, `{"version":1,"surprise":1}`,
		`{"version":1,"relations":[{"rel":"likes","subject":{"url":"a","html":"x"},"object":{"url":"a","html":"x"}}]}`,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("%s is accepted", text)
		}
	}
}

// A small briefing is one file; a large one says where its lists are, which have every item once.
func TestParts(t *testing.T) {
	all := sites(t)
	type lists struct {
		Articles, Relations, Events, Terms []struct{ Name, ID string }
		Parts                              map[string][]string
	}
	read := func(data []byte) (l lists) {
		if err := json.Unmarshal(data, &l); err != nil {
			t.Fatal(err)
		}
		return l
	}
	if b := read(built(t, all["sample"])["briefing.json"]); len(b.Articles) != 2 || len(b.Relations) == 0 || len(b.Terms) == 0 || len(b.Parts) > 0 {
		t.Errorf("the sample has %d articles, %d parts", len(b.Articles), len(b.Parts))
	}
	files := built(t, all["large"])
	b := read(files["briefing.json"])
	if len(b.Articles) > 0 || len(b.Parts) != 4 {
		t.Fatalf("%d articles, %d parts", len(b.Articles), len(b.Parts))
	}
	names, events := map[string]bool{}, map[string]bool{}
	for _, paths := range b.Parts {
		for _, path := range paths {
			part := read(files[path])
			for _, a := range part.Articles {
				names[a.Name] = true
			}
			for _, e := range part.Events {
				if events[e.ID] {
					t.Errorf("%s comes twice", e.ID)
				}
				events[e.ID] = true
			}
		}
	}
	if len(names) != 120 || len(events) < 300 {
		t.Errorf("%d articles, %d events", len(names), len(events))
	}
}
