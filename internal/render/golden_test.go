package render

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/internal/crawl"
)

const (
	siteFile  = "testdata/site.txtar"
	pagesFile = "testdata/pages.txtar"
)

// readSite reads the small invented site that has one of everything.
func readSite(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(siteFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var assetHash = regexp.MustCompile(`(assets/[a-z]+)-[0-9a-f]{16}\.`)

// Every kind of page, as a reader's browser gets it. The hashes of assets are left out.
func TestGoldenPages(t *testing.T) {
	got := &txtar.Archive{Comment: []byte("The pages of site.txtar, written by go test -update.\n\n")}
	rendered := pages(t, renderer(t, linked(t, files(readSite(t)))))
	for _, name := range slices.Sorted(maps.Keys(rendered)) {
		if strings.HasSuffix(name, ".html") {
			got.Files = append(got.Files, txtar.File{Name: name, Data: assetHash.ReplaceAll(rendered[name], []byte("$1."))})
		}
	}
	if *update {
		if err := os.WriteFile(pagesFile, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := txtar.ParseFile(pagesFile)
	if err != nil {
		t.Fatal(err)
	}
	for i := range max(len(want.Files), len(got.Files)) {
		if i >= len(want.Files) || i >= len(got.Files) || want.Files[i].Name != got.Files[i].Name {
			t.Fatalf("the pages are %v, not %v; run go test -update", names(got), names(want))
		}
		if diff := cmp.Diff(string(want.Files[i].Data), string(got.Files[i].Data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Files[i].Name, diff)
		}
	}
}

func names(a *txtar.Archive) []string {
	var list []string
	for _, f := range a.Files {
		list = append(list, f.Name)
	}
	return list
}

// The pages of the small site hold what every page promises.
func TestPagesAreSound(t *testing.T) {
	out := pages(t, renderer(t, linked(t, files(readSite(t)))))
	out["images/canal.png"] = nil
	for _, p := range crawl.Check(maps.All(out), crawl.Options{External: func(_, url string) bool {
		return url == "https://post.example/ships" || url == "https://lca.example/toll"
	}}) {
		t.Error(p)
	}
}
