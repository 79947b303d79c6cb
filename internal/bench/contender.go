package bench

import (
	"embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// hugoVersion is the Hugo that the bars of docs/bench are about.
const hugoVersion = "v0.165.0"

// The names of the rows.
const (
	glossName     = "Gloss"
	unchangedName = "Gloss, nothing changed"
	hugoName      = "Hugo"
	floorName     = "the floor"
)

// contender is a program that builds the corpus into a folder.
type contender struct {
	name  string
	again string // the row of a second run into the same folder; "" = none
	args  func(out string) []string
}

func (c *contender) rows() []string {
	if c.again == "" {
		return []string{c.name}
	}
	return []string{c.name, c.again}
}

type contenders []contender

func (cs contenders) without(name string) contenders {
	return slices.DeleteFunc(cs, func(c contender) bool { return c.name == name })
}

// tools are the programs to run.
type tools struct {
	gloss, hugo, floor string // their paths
	version            string // of Gloss
}

func (t *tools) contenders(site, work string) contenders {
	content := filepath.Join(site, "content")
	return contenders{
		{glossName, unchangedName, func(out string) []string { return []string{t.gloss, "-C", site, "-o", out, "--strict"} }},
		{hugoName, "", func(out string) []string {
			return []string{
				t.hugo, "--source", filepath.Join(work, "hugo"), "--contentDir", content, "--destination", out,
				"--cacheDir", filepath.Join(work, "cache"), "--noBuildLock",
			}
		}},
		{floorName, "", func(out string) []string { return []string{t.floor, "floor", content, out} }},
	}
}

//go:embed hugo
var hugoSite embed.FS

// install builds Gloss, and Hugo unless it is there, into work/bin, and writes Hugo's
// configuration and layouts.
func install(work string, log io.Writer) (*tools, error) {
	bin := filepath.Join(work, "bin")
	t := &tools{gloss: filepath.Join(bin, "gloss"), hugo: filepath.Join(bin, "hugo"), version: "devel"}
	if err := os.MkdirAll(bin, 0o755); err != nil {
		return nil, err
	}
	if version, err := exec.Command("git", "describe", "--tags", "--always", "--dirty").Output(); err == nil {
		t.version = strings.TrimSpace(string(version))
	}
	if err := command(log, "go", "build", "-trimpath", "-o", t.gloss, "./cmd/build"); err != nil {
		return nil, err
	}
	if out, err := exec.Command(t.hugo, "version").Output(); err != nil || !strings.Contains(string(out), hugoVersion) {
		fmt.Fprintf(log, "building Hugo %s, which takes some minutes\n", hugoVersion)
		if err := command(log, "env", "GOBIN="+bin, "go", "install", "github.com/gohugoio/hugo@"+hugoVersion); err != nil {
			return nil, err
		}
	}
	if err := os.RemoveAll(filepath.Join(work, "hugo")); err != nil {
		return nil, err
	}
	return t, os.CopyFS(work, hugoSite)
}

func command(log io.Writer, args ...string) error {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return nil
}
