package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// completed are the words that the last one can become.
func completed(t *testing.T, words ...string) string {
	t.Helper()
	status, stdout, stderr := run(append([]string{"candidates", "--"}, words...)...)
	if status != 0 || stderr != "" {
		t.Fatalf("%q: status %d, %s", words, status, stderr)
	}
	var list []string
	for line := range strings.Lines(stdout) {
		word, _, _ := strings.Cut(line, "\t")
		list = append(list, word)
	}
	return strings.Join(list, " ")
}

func TestCandidates(t *testing.T) {
	for _, tc := range []struct{ words, want string }{
		{"ch", "check"},
		{"-C x ch", "check"},
		{"--site x ch", "check"},
		{"--site=x ch", "check"},
		{"--strict ch", "check"},
		{"new ", "article term"},
		{"new article ", ""},
		{"completion ", "bash zsh fish"},
		{"completion bash ", ""},
		{"--fo", "--format"},
		{"--format ", "text json github"},
		{"check --format g", "github"},
		{"--format=j", "--format=json"},
		{"--format = j", "json"}, // as bash cuts it
		{"--format =", "text json github"},
		{"check --sn", "--snapshots"},
		{"--sn", ""},
		{"-C ", ""}, // files, which the shell knows
		{"no-such ", completed(t, "")},
	} {
		if got := completed(t, strings.Split(tc.words, " ")...); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.words, got, tc.want)
		}
	}
	if all := completed(t, ""); !strings.HasPrefix(all, "build serve ") || strings.Contains(all, "candidates") {
		t.Errorf("commands: %q", all)
	}
}

// The scripts work in the shells that are there.
func TestCompletionScripts(t *testing.T) {
	for _, tc := range []struct{ shell, ask string }{
		{"bash", `source ./script; COMP_WORDS=(gloss check --format = g); COMP_CWORD=4; _gloss; echo "${COMPREPLY[@]}"`},
		{"zsh", `compdef() { :; }; _describe() { echo "${(P)2}" }; source ./script; words=(gloss check --format=g); CURRENT=3; _gloss`},
		{"fish", `source ./script; complete --do-complete "gloss check --format=g"`},
	} {
		t.Run(tc.shell, func(t *testing.T) {
			path, err := exec.LookPath(tc.shell)
			if err != nil {
				t.Skipf("no %s here", tc.shell)
			}
			dir := t.TempDir()
			_, script, _ := run("completion", tc.shell)
			if err := os.WriteFile(filepath.Join(dir, "script"), []byte(script), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(path, "-c", tc.ask)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "HOME="+dir) // gloss is found: see TestMain
			out, err := cmd.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "github") || strings.Contains(string(out), "json") {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}
