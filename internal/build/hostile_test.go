package build

import (
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gloss/internal/diag"
)

// hostile are sites that take a careless linker, or a careless page, time out of proportion. Each is
// given by how many of something it has.
var hostile = map[string]func(n int) map[string]string{
	"terms everywhere": func(n int) map[string]string {
		site := map[string]string{}
		var all strings.Builder
		for i := range n {
			name := fmt.Sprintf("Word%d", i)
			all.WriteString(name + " ")
			site[fmt.Sprintf("glossary/w%d.md", i)] = "---\nterm: " + name + "\n---\nIt goes with Word" + fmt.Sprint((i*7+1)%n) + ".\n"
		}
		for i := range 5 {
			site[fmt.Sprintf("articles/a%d.md", i)] = all.String() + "\n"
		}
		return site
	},
	"term of one letter": func(n int) map[string]string {
		return map[string]string{
			"glossary/x.md": "---\nterm: x\n---\nA letter.\n", "gloss.yaml": "title: T\nterms: all\n",
			"articles/a.md": strings.Repeat("x ", n*10) + "\n",
		}
	},
	"terms alike": func(n int) map[string]string {
		site := map[string]string{"articles/a.md": strings.Repeat("a ", n*10) + "\n"}
		for i := range min(n, 300) {
			site[fmt.Sprintf("glossary/w%d.md", i)] = "---\nterm: " + strings.Repeat("a ", i+1) + "b\n---\nOne of many.\n"
		}
		return site
	},
	"event told often": func(n int) map[string]string {
		return map[string]string{"articles/a.md": "[first]{date=2025-01-01 event=e title=\"T\"}\n\n" + strings.Repeat("They [met]{date=2025 event=e} there.\n\n", n)}
	},
	"event of many dates": func(n int) map[string]string {
		var sb strings.Builder
		sb.WriteString("[first]{date=2025-01-01 event=e title=\"T\"}\n\n")
		for i := range n {
			fmt.Fprintf(&sb, "They [met]{date=%04d-%02d-%02d event=e} there.\n\n", 1000+i/336, i/28%12+1, i%28+1)
		}
		return map[string]string{"articles/a.md": sb.String()}
	},
	"events alike": func(n int) map[string]string {
		return map[string]string{"articles/a.md": strings.Repeat("They [met]{date=2025-01-01} there.\n\n", n)}
	},
	"note cited often": func(n int) map[string]string {
		return map[string]string{
			"articles/a.md": strings.Repeat("So it is.[^n] ", n) + "\n\n[^n]: They said so.\n",
			"articles/b.md": strings.Repeat("So it is.[^a:n] ", n) + "\n",
		}
	},
	"notes": func(n int) map[string]string {
		var sb strings.Builder
		for i := range min(n, 10_000) {
			fmt.Fprintf(&sb, "So.[^n%d]\n\n[^n%d]: They said so.\n\n", i, i)
		}
		return map[string]string{"articles/a.md": sb.String()}
	},
	"unknown notes": func(n int) map[string]string {
		var sb strings.Builder
		for i := range n {
			fmt.Fprintf(&sb, "So.[^unit-price-%d]\n\n[^unit-prices-%d]: So.\n\n", i, i)
		}
		return map[string]string{"articles/a.md": sb.String()}
	},
	"dead links": func(n int) map[string]string {
		var sb strings.Builder
		for i := range n {
			fmt.Fprintf(&sb, "[a](b.md#price-%d) [b](other%d.md) [x]{#prices-%d}\n\n", i, i, i)
		}
		return map[string]string{"articles/a.md": "A.\n", "articles/b.md": sb.String()}
	},
	"relations": func(n int) map[string]string {
		var from, to strings.Builder
		for i := range n {
			fmt.Fprintf(&from, "[We say so](b.md#c%d){rel=extends}.\n\n", i)
			fmt.Fprintf(&to, "[They say so]{#c%d}.\n\n", i)
		}
		return map[string]string{"articles/a.md": from.String(), "articles/b.md": to.String()}
	},
	"relations to one": func(n int) map[string]string {
		return map[string]string{
			"articles/a.md": strings.Repeat("[We say so](b.md#c){rel=extends}.\n\n", n), "articles/b.md": "[They say so]{#c}.\n",
		}
	},
	"passages within each other": func(n int) map[string]string {
		text := strings.Repeat("word ", n*2)
		for i := range 90 {
			text = fmt.Sprintf("[%s]{date=2025-01-%02d event=e%d title=T}", text, i%28+1, i)
		}
		return map[string]string{"articles/a.md": text + "\n"}
	},
	"huge locators": func(n int) map[string]string {
		return map[string]string{"articles/a.md": "---\nsource: {title: S, publisher: P, length: 10000}\n---\n" + strings.Repeat("So it is. {p=1-10000}\n\n", n)}
	},
	"headings alike": func(n int) map[string]string {
		return map[string]string{"articles/a.md": strings.Repeat("## A\n\n### B\n\nText.\n\n", n)}
	},
	"one word": func(n int) map[string]string {
		return map[string]string{"articles/a.md": strings.Repeat("a", n*200)}
	},
	"long headings": func(n int) map[string]string {
		return map[string]string{"articles/a.md": strings.Repeat("## "+strings.Repeat("word ", 100)+"\n\nText.\n\n", n/10)}
	},
	"addresses": func(n int) map[string]string {
		return map[string]string{"articles/a.md": "---\nredirect_from: [" + strings.TrimSuffix(strings.Repeat("x.html, ", min(n, 5000)), ", ") + "]\n---\nText.\n"}
	},
	"aliases": func(n int) map[string]string {
		var sb strings.Builder
		for i := range min(n, 5000) {
			fmt.Fprintf(&sb, "alias%d, ", i)
		}
		return map[string]string{"glossary/a.md": "---\nterm: A\naliases: [" + strings.TrimSuffix(sb.String(), ", ") + "]\n---\nText.\n", "articles/a.md": strings.Repeat("alias7 ", n) + "\n"}
	},
	"keys": func(n int) map[string]string {
		var sb strings.Builder
		for i := range min(n, 5000) {
			fmt.Fprintf(&sb, "k%d: v\n", i)
		}
		return map[string]string{"articles/a.md": "---\n" + sb.String() + "---\nText.\n"}
	},
	"quoted keys": func(n int) map[string]string {
		var sb strings.Builder
		for i := range min(n, 4500) {
			fmt.Fprintf(&sb, "\"k%d\": v\n", i)
		}
		return map[string]string{"articles/a.md": "---\n" + sb.String() + "---\nText.\n"}
	},
	"nested YAML": func(n int) map[string]string {
		return map[string]string{"articles/a.md": "---\ntitle: " + strings.Repeat("[", n) + "\n---\nText.\n"}
	},
	"indented YAML": func(n int) map[string]string {
		var sb strings.Builder
		for i := range 350 {
			sb.WriteString(strings.Repeat(" ", i) + "k:\n")
		}
		return map[string]string{"articles/a.md": "---\n" + sb.String() + "---\nText.\n"}
	},
	"alias bomb": func(n int) map[string]string {
		s := "a0: &a0 x\n"
		for i := range 30 {
			s += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i, i)
		}
		return map[string]string{"articles/a.md": "---\n" + s + "---\nText.\n"}
	},
	"one-of sets": func(n int) map[string]string {
		return map[string]string{"articles/a.md": "---\nupdated: \"[" + strings.Repeat("2015,", min(n, 12_000)) + "2015]\"\n---\nText.\n"}
	},
}

func hostileSite(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		if name != "gloss.yaml" {
			name = "content/" + name
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	if fsys["gloss.yaml"] == nil {
		fsys["gloss.yaml"] = &fstest.MapFile{Data: []byte("title: T\n")}
	}
	return fsys
}

// A site takes work in proportion to its size, whatever is in it: what is allocated for four
// times as much of something is less than eight times as much. Run with -v, it says how much
// that is, and how long it took.
func TestHostileSites(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		t.Run(name, func(t *testing.T) {
			few, _ := costOf(t, hostileSite(hostile[name](1000)))
			many, took := costOf(t, hostileSite(hostile[name](4000)))
			t.Logf("%4d MB %5d ms", many>>20, took.Milliseconds())
			if many > 32<<20 && many > 8*few {
				t.Errorf("%d KB are allocated for 1,000, %d KB for 4,000", few>>10, many>>10)
			}
		})
	}
}

// costOf builds a site, mistakes or not, and returns how many bytes that allocated.
func costOf(t *testing.T, fsys fs.FS) (bytes uint64, took time.Duration) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	var b Builder
	r, diags, err := b.Build(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	for f, err := range r.Files() {
		if written[f.Path] && !slices.ContainsFunc(diags, func(d diag.Diag) bool { return d.Severity == diag.Error }) {
			t.Fatalf("%s is written twice", f.Path)
		}
		written[f.Path] = true
		if err == nil {
			_, err = f.Content(nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	took = time.Since(start)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, took
}
