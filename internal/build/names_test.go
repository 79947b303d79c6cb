package build

import (
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/internal/crawl"
)

// oddNames are names of files that some address or some disk treats in a way of its own.
var oddNames = []string{
	"with space", "a#b", "100%", "c%20d", "e%2Ff", "g&h", "i+j", "it's", "(k)", "[l]", "m]n", "o;p", "q,r", "=s", "@t", "~u", "v..w", "-x", "_y",
	"z🙂", "سلام", "שלום", "e\u0301te\u0301", "日本", "İ", "ﬁn", "b\u00a0c", "d\u200be", "f\u00adg", "javascript", "h.html",
}

// escaped writes a path as the destination of a link.
func escaped(path string) string {
	return strings.NewReplacer("(", "%28", ")", "%29").Replace((&url.URL{Path: path}).EscapedPath())
}

// raw writes a path as it is, but for what has a meaning in addresses.
var raw = strings.NewReplacer("%", "%25", "#", "%23")

// Files of any name have their page, are found by the links to them, however those are
// written, and lead back.
func TestOddNames(t *testing.T) {
	site := fstest.MapFS{"gloss.yaml": {Data: []byte("title: T\n")}}
	var index strings.Builder
	for i, name := range oddNames {
		for _, dir := range []string{"", "articles/", "glossary/", "articles/" + name + "/"} {
			text := fmt.Sprintf("---\ntitle: Number %d in %q\n---\n\n[Home](/index.md), [itself](<%s.md>). [Words]{#x} ![pic](<%s.png>)\n", i, strings.Trim(dir, "/"), raw.Replace(name), raw.Replace(name))
			if dir == "glossary/" {
				text = strings.Replace(text, "title:", "term:", 1)
				fmt.Fprintf(&index, "[a term]{term=\"%s\"} ", name)
			}
			if dir == "articles/" {
				text = strings.Replace(text, "\n---\n\n", fmt.Sprintf("\nsource: {publisher: P%d, length: 3}\n---\n\nFirst[^n] on [a day]{date=2025}. {p=1}\n\n", i), 1) + "\n[^n]: A note.\n"
			}
			site["content/"+dir+name+".md"] = &fstest.MapFile{Data: []byte(text)}
			site["content/"+dir+name+".png"] = &fstest.MapFile{Data: picture(2, 2)}
			fmt.Fprintf(&index, "[raw](<%s.md>) [escaped](%s.md#x)\n", raw.Replace(dir+name), escaped(dir+name))
		}
	}
	site["content/index.md"] = &fstest.MapFile{Data: []byte(index.String())}
	out := mustBuild(t, site, Options{})
	for _, p := range crawl.Check(maps.All(out), crawl.Options{}) {
		t.Error(p)
	}
}

// diagnosed builds a site and returns what is said of it.
func diagnosed(t *testing.T, site fs.FS) string {
	t.Helper()
	var b Builder
	_, diags, err := b.Build(site, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var sb strings.Builder
	for _, d := range diags {
		sb.WriteString(strings.TrimPrefix(d.String(), "content/") + "\n")
	}
	return sb.String()
}

// Names that some disk does not hold, or does not tell apart, are errors.
func TestNamesOnDisk(t *testing.T) {
	for _, tc := range []struct {
		files string // in each field one, below content/
		want  string
	}{
		{"a.md a/index.md a/b.md articles/a.md articles/a/index.md", ""},
		{"a.md A.md", "a.md: error: output \"a.html\" is also that of \"content/A.md\" [output-duplicate]\n"},
		{"é.md e\u0301.md", "é.md: error: output \"é.html\" is also that of \"content/e\u0301.md\" [output-duplicate]\n"},
		{"articles/É.png articles/e\u0301.png x.md", "articles/É.png: error: output \"articles/É.png\" is also that of \"content/articles/e\u0301.png\" [output-duplicate]\n"},
		{"articles/aux.md", "articles/aux.md: error: the name \"aux.md\" is a device on Windows [file-name]\n"},
		{"LPT1/x.md", "LPT1: error: the name \"LPT1\" is a device on Windows [file-name]\n"},
		{"what?.md", "what?.md: error: the name \"what?.md\" contains ?, which Windows does not allow [file-name]\n"},
		{"a:b.png x.md", "a:b.png: error: the name \"a:b.png\" contains :, which Windows does not allow [file-name]\n"},
		{"articles/x.md/y.md z.md", "articles/x.md: error: folder \"articles/x.md\" is named like a page [file-name]\n"},
	} {
		site := fstest.MapFS{"gloss.yaml": {Data: []byte("title: T\n")}}
		for name := range strings.FieldsSeq(tc.files) {
			site["content/"+name] = &fstest.MapFile{Data: []byte("Text.\n")}
		}
		if got := diagnosed(t, site); got != tc.want {
			t.Errorf("%s:\n%swant\n%s", tc.files, got, tc.want)
		}
	}
}

// Symbolic links are not followed, so loops of them end.
func TestLoops(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"gloss.yaml": "title: T\n", "content/a.md": "Text.\n"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := ""
	for _, link := range []struct{ name, to string }{{"b", "b"}, {"c.md", "a.md"}, {"d", "."}, {"e", "../content"}} {
		if err := os.Symlink(link.to, filepath.Join(dir, "content", link.name)); err != nil {
			t.Skip(err)
		}
		want += fmt.Sprintf("%s: error: symbolic link %q is not followed [symlink]\n", link.name, link.name)
	}
	if got := diagnosed(t, os.DirFS(dir)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// However a file is saved, its mistakes are found at the right place.
func TestHowFilesAreSaved(t *testing.T) {
	const mistake = "Text.\n\nNo [^such] note.\n"
	for _, tc := range []struct{ name, text, want string }{
		{"plain", mistake, `3:6: error: unknown note "such" [note-unknown]`},
		{"no last line end", strings.TrimSpace(mistake), `3:6: error: unknown note "such" [note-unknown]`},
		{"byte order mark", "\ufeff" + mistake, `3:6: error: unknown note "such" [note-unknown]`},
		{"mark on the line of the mistake", "\ufeffNo [^such] note.\n", `1:6: error: unknown note "such" [note-unknown]`},
		{"CRLF", strings.ReplaceAll(mistake, "\n", "\r\n"), `3:6: error: unknown note "such" [note-unknown]`},
		{"CR", strings.ReplaceAll(mistake, "\n", "\r"), `3:6: error: unknown note "such" [note-unknown]`},
		{"front matter", "---\ntitle: A\n---\n" + mistake, `6:6: error: unknown note "such" [note-unknown]`},
		{"front matter, CRLF, mark", "\ufeff---\r\ntitle: A\r\n---\r\n" + strings.ReplaceAll(mistake, "\n", "\r\n"), `6:6: error: unknown note "such" [note-unknown]`},
		{"mistake in front matter, CRLF, mark", "\ufeff---\r\ntitel: A\r\n---\r\nx\r\n", `2:1: error: unknown key "titel" [key-unknown]`},
		{"front matter not closed", "---\ntitle: A\n\n" + mistake, `1:1: error: the front matter is not closed [front-matter]`},
		{"Latin 1", "Text in a\ncaf\xe9.\n", `2:4: error: byte 0xe9 is not UTF-8 [encoding]`},
		{"Latin 1 behind a mark", "\ufeffcaf\xe9.\n", `1:4: error: byte 0xe9 is not UTF-8 [encoding]`},
		{"UTF-16", "\xff\xfea\x00\n\x00", `1:1: error: the file is UTF-16 [encoding]`},
		{"nothing but a mark", "\ufeff", `warning: the file is empty [file-empty]`},
	} {
		var b Builder
		_, diags, err := b.Build(fstest.MapFS{"gloss.yaml": {Data: []byte("title: T\n")}, "content/a.md": {Data: []byte(tc.text)}}, Options{})
		if err != nil || len(diags) != 1 || !strings.HasSuffix(diags[0].String(), tc.want) {
			t.Errorf("%s: %v (%v), want %s", tc.name, diags, err, tc.want)
		}
	}
}
