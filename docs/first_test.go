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
	gloss := buildGloss(t, filepath.Join(home, "bin"))
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

// buildGloss builds the program into a folder and returns its path.
func buildGloss(t *testing.T, dir string) string {
	t.Helper()
	gloss := filepath.Join(dir, "gloss")
	if out, err := exec.Command("go", "build", "-o", gloss, "../cmd/build").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return gloss
}

// TestWorkflows runs what the workflows for GitHub Pages ask of gloss, with the address of a
// deployment and, as on a pull request, without one. That they are workflows, actionlint says.
func TestWorkflows(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash here")
	}
	gloss := buildGloss(t, t.TempDir())
	for _, name := range []string{"../.github/workflows/pages.yml", "../internal/starter/site/.github/workflows/pages.yml"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		script := "set -ex\n"
		for _, m := range regexp.MustCompile(`(?m)^ +(?:- )?(?:run: )?(?:\.gloss/)?bin/gloss (.*)$`).FindAllStringSubmatch(string(text), -1) {
			script += "gloss " + m[1] + "\n"
		}
		if n := strings.Count(script, "gloss "); n != 3 {
			t.Errorf("%s asks %d things of gloss: %s", name, n, script)
		}
		for _, url := range []string{"", "https://you.github.io/hallen"} {
			dir := t.TempDir()
			cmd := exec.Command("bash", "-c", "gloss init .\n"+script)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "URL="+url, "PATH="+filepath.Dir(gloss)+string(filepath.ListSeparator)+os.Getenv("PATH"))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s, URL %q: %v\n%s", name, url, err, out)
			}
			page, err := os.ReadFile(filepath.Join(dir, "public", "index.html"))
			if err != nil || strings.Contains(string(page), `<link rel="canonical" href="`+url+`/">`) != (url != "") {
				t.Errorf("%s, URL %q: %v\n%s", name, url, err, page)
			}
			if zips, _ := filepath.Glob(filepath.Join(dir, "dist", "*.zip")); len(zips) != 1 {
				t.Errorf("%s: %v are packed", name, zips)
			}
		}
	}
}
