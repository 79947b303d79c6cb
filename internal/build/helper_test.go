package build

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"gloss/internal/diag"
)

// files reads a site written as a txtar archive.
func files(archive string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// outputs renders every file of a result.
func outputs(t testing.TB, r *Result) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := out[f.Path]; twice {
			t.Errorf("%q is written twice", f.Path)
		}
		out[f.Path] = f.Data
	}
	return out
}

// mustBuild builds a site without mistakes.
func mustBuild(t testing.TB, fsys fs.FS, o Options) map[string][]byte {
	t.Helper()
	var b Builder
	r, diags, err := b.Build(fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Errorf("%v (%s)", d, d.Hint)
		}
	}
	return outputs(t, r)
}

// differences says in which files two outputs differ.
func differences(a, b map[string][]byte) []string {
	var list []string
	for name, data := range a {
		switch other, ok := b[name]; {
		case !ok:
			list = append(list, fmt.Sprintf("%s is only in the first", name))
		case string(other) != string(data):
			i := 0
			for i < min(len(data), len(other)) && data[i] == other[i] {
				i++
			}
			list = append(list, fmt.Sprintf("%s differs at %d: %.80q and %.80q", name, i, data[i:], other[i:]))
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			list = append(list, fmt.Sprintf("%s is only in the second", name))
		}
	}
	slices.Sort(list)
	return list
}
