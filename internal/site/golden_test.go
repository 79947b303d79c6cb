package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A golden file is a txtar archive with the files of one site and, in its last two
// sections, the linked site and its diagnostics:
//
//	-- articles/icds.md --
//	-- img/map.png --      not Markdown: copied
//	-- want/site --
//	-- want/diagnostics -- left out when there are none
func TestGolden(t *testing.T) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".txtar")
		if !ok {
			if e.Name() != "fuzz" {
				t.Errorf("testdata/%s belongs to no test", e.Name())
			}
			continue
		}
		t.Run(name, func(t *testing.T) { golden(t, filepath.Join("testdata", e.Name())) })
	}
}

func golden(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fs, kept, want := files{}, "", map[string]string{}
	section := ""
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(rest, " --\n") {
			section = strings.TrimSuffix(rest, " --\n")
			if !strings.HasPrefix(section, "want/") {
				fs[section] = ""
			}
		} else if section != "" && !strings.HasPrefix(section, "want/") {
			fs[section] += line
		} else if section != "" {
			want[section] += line
			continue
		}
		if !strings.HasPrefix(section, "want/") {
			kept += line
		}
	}
	x := link(t, fs)
	got := map[string]string{"want/site": x.dump(), "want/diagnostics": strings.ReplaceAll(showDiags(x.diags), " | ", "\n    hint: ")}
	if *update {
		for _, s := range []string{"want/site", "want/diagnostics"} {
			if got[s] != "" {
				kept += "-- " + s + " --\n" + got[s]
			}
		}
		if kept != string(text) {
			if err := os.WriteFile(file, []byte(kept), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	for s, text := range got {
		if diff := cmp.Diff(want[s], text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s, diff)
		}
	}
}
