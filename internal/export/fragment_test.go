package export_test

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"testing"

	"gloss/internal/annotate"
	"gloss/internal/build"
)

// every calls f for each string of a name in a value of JSON.
func every(v any, name string, f func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if s, ok := x.(string); ok && k == name {
				f(s)
			}
			every(x, name, f)
		}
	case []any:
		for _, x := range v {
			every(x, name, f)
		}
	}
}

var (
	href = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	id   = regexp.MustCompile(` id="([^"]*)"`)
)

// Every address leads to a page and an id on it, also those within fragments, which are HTML
// by themselves, without ids.
func TestAddresses(t *testing.T) {
	for name, site := range sites(t) {
		files := built(t, site)
		leads := func(to string) {
			if strings.HasPrefix(to, "http") {
				return
			}
			file, frag, _ := strings.Cut(strings.ReplaceAll(to, "&amp;", "&"), "#")
			page := files[path.Clean(file)]
			if page == nil {
				t.Errorf("%s: %q leads nowhere", name, to)
			} else if frag != "" && !strings.Contains(string(page), ` id="`+frag+`"`) {
				t.Errorf("%s: no such id: %q", name, to)
			}
		}
		for path, data := range files {
			if !strings.HasSuffix(path, ".json") || path == "timeline.json" {
				continue
			}
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				t.Fatal(err)
			}
			every(v, "url", leads)
			every(v, "html", func(html string) {
				for _, m := range href.FindAllStringSubmatch(html, -1) {
					leads(m[1])
				}
				if id.MatchString(html) {
					t.Errorf("%s: an id in %q", path, html)
				}
				if strings.Count(html, "<") != strings.Count(html, ">") {
					t.Errorf("%s: %q", path, html)
				}
			})
		}
	}
}

// The passages of an article hold all its text, each word once.
func TestPassagesHoldAll(t *testing.T) {
	for name, fsys := range sites(t) {
		var b build.Builder
		r, _, err := b.Build(fsys, build.Options{})
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		for path, data := range built(t, fsys) {
			if !strings.Contains(path, "briefing") || !strings.HasSuffix(path, ".json") {
				continue
			}
			var file struct {
				Articles []struct {
					Name     string
					Passages []struct{ HTML string }
				}
			}
			if err := json.Unmarshal(data, &file); err != nil {
				t.Fatal(err)
			}
			for _, a := range file.Articles {
				for _, p := range a.Passages {
					texts[a.Name] += p.HTML + " "
				}
			}
		}
		bare := func(html string) string {
			s := regexp.MustCompile(`<span class="rel">[^<]*</span>`).ReplaceAllString(html, "")
			return strings.Join(strings.Fields(annotate.PlainText([]byte(s))), "")
		}
		for _, a := range r.Site.Articles {
			p := r.Site.Pages[a.Page]
			want := bare(string(p.Doc.HTML[p.Body.Off:p.Body.End]))
			if got := bare(texts[a.Name]); got != want {
				t.Errorf("%s: %s: the passages say\n%.3000s\nnot\n%.3000s", name, a.Name, got, want)
				break
			}
		}
	}
}
