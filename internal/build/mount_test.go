package build

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSharedGlossary(t *testing.T) {
	site := fstest.MapFS{
		"gloss.yaml":                {Data: []byte("title: T\nglossary: ../glossary\n")},
		"content/articles/a.md":     {Data: []byte("# A\n\nThe JCPOA and the INSTC.\n")},
		"content/glossary/instc.md": {Data: []byte("---\nterm: INSTC\n---\n\nOur own.\n")},
	}
	shared := fstest.MapFS{
		"jcpoa.md": {Data: []byte("---\nterm: JCPOA\n---\n\nShared, with a [dead link](x.md).\n")},
		"instc.md": {Data: []byte("---\nterm: INSTC\n---\n\nShared.\n")},
	}
	var b Builder
	r, diags, err := b.Build(site, Options{Open: func(path string) (fs.FS, error) {
		if path != "../glossary" {
			t.Errorf("opened %q", path)
		}
		return shared, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, term := range r.Site.Terms {
		names = append(names, term.Name)
	}
	if got := strings.Join(names, " "); got != "instc jcpoa" {
		t.Errorf("terms %q", got)
	}
	if len(diags) == 0 || diags[0].Code != "link-dead" || diags[0].Pos.File != "../glossary/jcpoa.md" {
		t.Errorf("diagnostics %v, want one about the shared file where it really is", diags)
	}
	for f, err := range r.Files() {
		if err != nil {
			t.Fatal(err)
		}
		if f.Path == "glossary/instc.html" && !strings.Contains(string(f.Data), "Our own.") {
			t.Error("the site's own entry does not win over the shared one")
		}
	}
}

func TestSharedGlossaryMissing(t *testing.T) {
	site := fstest.MapFS{
		"gloss.yaml":   {Data: []byte("title: T\nglossary: ../none\n")},
		"content/a.md": {Data: []byte("A.\n")},
	}
	var b Builder
	_, _, err := b.Build(site, Options{Open: func(string) (fs.FS, error) { return fstest.MapFS{}, fs.ErrNotExist }})
	if err == nil || !strings.Contains(err.Error(), `shared glossary "../none", named in gloss.yaml`) {
		t.Errorf("error %v does not say which folder and who names it", err)
	}
}
