package starter_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gloss/internal/annotate"
	"gloss/internal/build"
	"gloss/internal/crawl"
	"gloss/internal/starter"
)

// built builds a site and wants nothing to be said about it.
func built(t *testing.T, files fs.FS, o build.Options) *build.Result {
	t.Helper()
	var b build.Builder
	r, diags, err := b.Build(files, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Code != "term-number" { // of the names in TestSkeletons
			t.Errorf("%s (%s)", d, d.Hint)
		}
	}
	return r
}

// A new briefing is above reproach: nothing is to be said about it, on the closest look, and
// its links all lead somewhere.
func TestSiteIsSound(t *testing.T) {
	r := built(t, starter.Site(), build.Options{URL: "https://example.org/hallen/"})
	diags, _, err := r.Check()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Errorf("%s (%s)", d, d.Hint)
	}
	out := map[string][]byte{}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		out[f.Path] = f.Data
	}
	for _, p := range crawl.Check(maps.All(out), crawl.Options{Base: "https://example.org/hallen/"}) {
		t.Error(p)
	}
}

// text is all that the articles and the pages say.
func text(t *testing.T, files fs.FS) string {
	var sb strings.Builder
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := fs.ReadFile(files, name)
		sb.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	comments := regexp.MustCompile(`(?s)<!--.*?-->`)
	return comments.ReplaceAllString(sb.String(), "")
}

// A new briefing shows every construct of docs/syntax.md.
func TestSiteShowsEveryConstruct(t *testing.T) {
	all := text(t, starter.Site())
	want := []string{
		`\{#`, `\.background`, `\.derived`, `\.plan`, `\.deadline`, `\.reported`, `\.inferred`, `\.disputed`,
		`term=none`, `p=none`, `p=\d+-\d+`, `p="[a-z-]+:\d`, `\n\{p=`, // locators: ranges, foreign ones, of a table
		`\[\^[a-z]+\]`, `\[\^[a-z-]+:[a-z]+\]`, `\n\[\^[a-z]+\]: .*\n\n    - `, // notes: own, borrowed, long
		`!\[[^\]]+\]\([^)]+ "`, `\n\| `, `\n> `, "```markdown",
		`date=\d{4}-\d\d-\d\d `, `date=\d{4}-\d\d `, `date="/`, `date="\[`, `~`,
		`corrections:`, `redirect_from:`, `expansion:`, `aliases:`, `see:`, `events:`,
	}
	for _, key := range []string{"term", "date", "event", "title", "kind", "rel", "why", "p", "by", "lang"} {
		want = append(want, `[{ ]`+key+`=`)
	}
	for _, rel := range annotate.Relations {
		want = append(want, `rel=`+rel)
	}
	for _, w := range want {
		if !regexp.MustCompile(w).MatchString(all) {
			t.Errorf("nothing shows %s", w)
		}
	}
}

// What gloss new writes is right as it stands, as a draft and once it is none: only a term has
// to be named by someone.
func TestSkeletons(t *testing.T) {
	dir := t.TempDir()
	if _, err := starter.Init(dir, false); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Plain", "- dash", "a: b", "#1", `"quoted"`, "ends:", "x #y", "true", "1929", "[a]", "100 %", "Ведомости"} {
		for _, kind := range starter.Kinds {
			name, err := starter.New(dir, kind, title)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, name)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			built(t, os.DirFS(dir), build.Options{})
			published := strings.Replace(string(data), "draft: true\n", "", 1)
			if published == string(data) {
				t.Fatalf("%s is no draft:\n%s", name, data)
			}
			if kind == "term" {
				published = strings.Replace(published, "aliases: []", "aliases: [ferry]", 1)
			}
			if err := os.WriteFile(file, []byte(published), 0o644); err != nil {
				t.Fatal(err)
			}
			r := built(t, os.DirFS(dir), build.Options{})
			found := false
			for _, p := range r.Site.Pages {
				found = found || p.Title == annotate.Typography(title)
			}
			if !found {
				t.Errorf("no page has the title %q:\n%s", title, published)
			}
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
}
