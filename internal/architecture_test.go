// Package internal holds the test of the architecture that docs/architecture.md draws.
package internal

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// imports says, for each package, which of ours it may import. What is not listed here
// does not exist: a new package has to be given its place.
var imports = map[string][]string{
	"gloss/cmd/build":          {"internal/cli"},
	"gloss/cmd/bench":          {"internal/bench", "internal/corpus"},
	"gloss/internal/cli":       {"internal/build", "internal/diag", "internal/output", "internal/pack", "internal/publish", "internal/serve", "internal/snapshot", "internal/starter"},
	"gloss/internal/publish":   {},
	"gloss/internal/starter":   {"internal/annotate"},
	"gloss/internal/serve":     {"internal/diag"},
	"gloss/internal/pack":      {"internal/output", "internal/render"},
	"gloss/internal/build":     {"internal/annotate", "internal/content", "internal/crawl", "internal/diag", "internal/export", "internal/offline", "internal/output", "internal/render", "internal/search", "internal/site", "layouts"},
	"gloss/internal/render":    {"internal/annotate", "internal/chart", "internal/content", "internal/diag", "internal/edtf", "internal/highlight", "internal/jsontext", "internal/site", "internal/tmpl"},
	"gloss/internal/tmpl":      {},
	"gloss/internal/snapshot":  {"internal/annotate", "internal/content", "internal/diag", "internal/edtf", "internal/site"},
	"gloss/internal/search":    {"internal/annotate", "internal/jsontext", "internal/site"},
	"gloss/internal/site":      {"internal/annotate", "internal/content", "internal/diag", "internal/edtf"},
	"gloss/internal/content":   {"internal/diag"},
	"gloss/internal/annotate":  {"internal/diag", "internal/edtf", "internal/highlight"},
	"gloss/internal/highlight": {},
	"gloss/internal/output":    {},
	"gloss/internal/offline":   {"internal/jsontext"},
	"gloss/internal/crawl":     {},
	"gloss/internal/chart":     {"internal/edtf"},
	"gloss/internal/corpus":    {}, // for tests and measurements
	"gloss/internal/bench":     {"internal/build", "internal/cli", "internal/output"},
	"gloss/internal/edtf":      {},
	"gloss/internal/diag":      {},
	"gloss/layouts":            {},

	"gloss/internal/export":        {"internal/annotate", "internal/edtf", "internal/jsontext", "internal/render", "internal/site"},
	"gloss/internal/jsontext":      {},
	"gloss/internal/search/lookup": {"internal/search"}, // for tests
	"gloss/internal/crawl/pages":   {},                  // for tests
}

// only says which packages alone may import a dependency.
var only = map[string][]string{
	"github.com/yuin/goldmark":              {"gloss/internal/annotate", "gloss/internal/bench"}, // there bare, as a measure
	"github.com/alecthomas/chroma":          {"gloss/internal/highlight"},
	"github.com/goccy/go-yaml":              {"gloss/internal/content"},
	"github.com/alecthomas/kong":            {"gloss/internal/cli"},
	"github.com/fsnotify/fsnotify":          {"gloss/internal/serve"},
	"github.com/coder/websocket":            {"gloss/internal/serve"},
	"golang.org/x/net/html":                 {"gloss/internal/annotate", "gloss/internal/crawl", "gloss/internal/pack"},
	"github.com/santhosh-tekuri/jsonschema": {}, // for tests
	"golang.org/x/term":                     {"gloss/internal/cli"},
	"net/http":                              {"gloss/internal/serve", "gloss/internal/crawl/pages"},
}

func TestDirections(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	type pkg struct {
		ImportPath string
		Imports    []string
	}
	seen := 0
	for dec := json.NewDecoder(bytes.NewReader(out)); ; seen++ {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		allowed, known := imports[p.ImportPath]
		if !known && len(p.Imports) > 0 {
			t.Errorf("package %s has no place in the architecture: add it to imports and to docs/architecture.md", p.ImportPath)
		}
		for _, imp := range p.Imports {
			if own, ok := strings.CutPrefix(imp, "gloss/"); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s must not import %s", p.ImportPath, own)
			}
			for dep, users := range only {
				if (imp == dep || strings.HasPrefix(imp, dep+"/")) && !slices.Contains(users, p.ImportPath) {
					t.Errorf("only %v may import %s, but %s does", users, dep, p.ImportPath)
				}
			}
		}
	}
	if seen < len(imports) {
		t.Errorf("go list found %d packages, the architecture has %d", seen, len(imports))
	}
}
