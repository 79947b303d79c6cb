package build

import (
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"

	"gloss/internal/crawl"
	"gloss/internal/diag"
)

var sample = os.DirFS("../..")

// contentText is everything the sample's authors wrote.
func contentText(t *testing.T) string {
	t.Helper()
	var sb strings.Builder
	err := fs.WalkDir(sample, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sample, name)
		sb.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sb.String()
}

// The sample is read as it is served at the top of a host, below a path, and from a disk:
// every link arrives, and nothing is asked of another origin.
func TestSampleIsSound(t *testing.T) {
	text := contentText(t)
	external := func(_, url string) bool { return strings.Contains(text, url) }
	for _, tc := range []struct{ url, base, lost string }{
		{"", "http://localhost/", ""},
		{"", "https://site.example/repo/", ""},
		{"", "file:///mnt/stick/the briefing/", ""},
		{"https://site.example/repo/", "https://site.example/repo/", "an/old/page"},
		{"https://site.example/", "https://site.example/", "an/old/page"},
	} {
		for _, p := range crawl.Check(maps.All(mustBuild(t, sample, Options{URL: tc.url})), crawl.Options{Base: tc.base, NotFound: tc.lost, External: external}) {
			t.Errorf("with url %q at %s: %s", tc.url, tc.base, p)
		}
	}
}

// The sample is what visitors judge Gloss by: it builds without a warning.
func TestSampleIsClean(t *testing.T) {
	var b Builder
	_, diags, err := b.Build(sample, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Severity != diag.Note {
			t.Errorf("%v (%s)", d, d.Hint)
		}
	}
}
