package pack

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	tokens "golang.org/x/net/html"

	"gloss/internal/build"
	"gloss/internal/corpus"
	"gloss/internal/diag"
)

func built(t *testing.T, fsys fs.FS) *build.Result {
	t.Helper()
	var b build.Builder
	r, diags, err := b.Build(fsys, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diag.Count(diags, diag.Error) > 0 {
		t.Fatal(diags)
	}
	return r
}

func made(t *testing.T, f func(w *bytes.Buffer) error) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := f(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// In one file every id stands once, all that refers to one finds it, and nothing is asked for.
func TestOneFileIsWhole(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"sample": os.DirFS("../.."), "traps": os.DirFS("../../e2e/testdata/traps"),
		"parts": corpus.Survey{Articles: 5, Events: 700, Relations: 400, From: "2001-01-01", To: "2025-10-31"}.Site(),
	} {
		t.Run(name, func(t *testing.T) {
			r := built(t, fsys)
			doc := made(t, func(w *bytes.Buffer) error { return writeHTML(w, r, "", 100e6) })
			ids, refs := map[string]int{}, map[string]string{}
			z := tokens.NewTokenizer(bytes.NewReader(doc))
			for kind := z.Next(); kind != tokens.ErrorToken; kind = z.Next() {
				if kind != tokens.StartTagToken {
					continue
				}
				tag := z.Token()
				for _, a := range tag.Attr {
					switch {
					case a.Key == "id":
						ids[a.Val]++
					case slices.Contains(idrefs, a.Key):
						for _, id := range strings.Fields(a.Val) {
							refs[id] = tag.String()
						}
					case a.Key == "fill" || a.Key == "mask":
						if id, ok := strings.CutPrefix(a.Val, "url(#"); ok {
							refs[strings.TrimSuffix(id, ")")] = tag.String()
						}
					case a.Key == "href" || a.Key == "data-for" || a.Key == "src":
						if frag, ok := strings.CutPrefix(a.Val, "#"); ok {
							id, err := url.PathUnescape(frag)
							if err != nil {
								t.Errorf("%s: %v", tag, err)
							}
							refs[id] = tag.String()
						} else if u, err := url.Parse(a.Val); err != nil || u.Scheme == "" || a.Key == "src" && u.Scheme != "data" {
							t.Errorf("%s leads out of the file", tag)
						}
					}
				}
			}
			if len(ids) < 100 || len(refs) < 100 {
				t.Fatalf("%d ids, %d references", len(ids), len(refs))
			}
			for id, n := range ids {
				if n > 1 {
					t.Errorf("id %q stands %d times", id, n)
				}
			}
			for id, tag := range refs {
				if ids[id] == 0 && !strings.HasPrefix(id, "search:gloss/") { // search.js makes these
					t.Errorf("nothing is %q, to which %s refers", id, tag)
				}
			}
			if again := made(t, func(w *bytes.Buffer) error { return writeHTML(w, built(t, fsys), "", 100e6) }); !bytes.Equal(doc, again) {
				t.Error("made again it is another")
			}
		})
	}
}

// The archive holds the site as it is, in a folder, each file with the same time and mode.
func TestZip(t *testing.T) {
	r := built(t, os.DirFS("../.."))
	data := made(t, func(w *bytes.Buffer) error { return writeZip(w, r, "briefing", 100e6) })
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		want["briefing/"+f.Path] = f.Data
	}
	if len(z.File) != len(want) || !slices.IsSortedFunc(z.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) {
		t.Errorf("%d files in the archive, %d in the site, or not sorted", len(z.File), len(want))
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if _, err := got.ReadFrom(in); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want[f.Name]) || f.Mode() != 0o644 || !f.Modified.Equal(epoch) {
			t.Errorf("%s: %d bytes, %v, %v", f.Name, got.Len(), f.Mode(), f.Modified)
		}
	}
}
