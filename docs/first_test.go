package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFirstBriefing types every command of first-briefing.md, in its order, as someone would who
// has nothing yet: only gloss is there already, serve has no browser, and the repository at
// GitHub lies beside.
func TestFirstBriefing(t *testing.T) {
	for _, program := range []string{"bash", "git"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s here", program)
		}
	}
	text, err := os.ReadFile("first-briefing.md")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	gloss := filepath.Join(home, "bin", "gloss")
	if out, err := exec.Command("go", "build", "-o", gloss, "../cmd/build").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	script := "set -ex\ncd\ngit init -q --bare remote.git\ngit config --global user.name N\ngit config --global user.email n@example.org\n"
	for _, block := range regexp.MustCompile("(?ms)^```sh\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(block[1]) {
			switch {
			case line == "cd\n" && strings.Contains(script, "hallen"), strings.HasPrefix(line, "go build "), strings.HasPrefix(line, "sudo "), strings.HasPrefix(line, "gloss serve "):
			default:
				script += strings.ReplaceAll(line, "https://github.com/you/hallen.git", "../remote.git")
			}
		}
	}
	script += "cd && git clone -q -b gh-pages remote.git got && cmp got/index.html hallen/public/index.html\n"
	cmd := exec.Command("bash", "-c", script)
	cmd.Env = append(os.Environ(), "HOME="+home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+filepath.Join(home, ".gitconfig"), "PATH="+filepath.Dir(gloss)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"+ gloss init hallen\n", "0 errors, 0 warnings", "content/glossary/snapback.md\n", " files -> gh-pages of origin ", "nothing to publish: "} {
		if !strings.Contains(string(out), want) {
			t.Errorf("nothing says %q:\n%s", want, out)
		}
	}
}
