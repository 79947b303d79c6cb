package publish

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// git runs git on one repository, without a shell.
type git struct {
	program string
	dir     string // where it runs
	env     []string
}

// failure is a run of git that failed.
type failure struct {
	err    error
	stderr string
}

func (f *failure) Error() string { return f.err.Error() + ": " + f.stderr }

// open finds the repository that a folder is in.
func open(dir string) (*git, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return nil, &Error{"git is not installed", "install it (https://git-scm.com), or copy public/ to a web server by other means"}
	}
	g := &git{program: program, dir: dir}
	for _, v := range os.Environ() {
		// Within a hook of git these name a repository that need not be ours.
		if name, _, _ := strings.Cut(v, "="); !slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"}, name) {
			g.env = append(g.env, v)
		}
	}
	g.env = append(g.env, "LC_ALL=C") // said and push read its messages
	found, err := g.run("", "rev-parse", "--absolute-git-dir")
	var failed *failure
	switch {
	case errors.As(err, &failed) && strings.Contains(failed.stderr, "not a git repository"):
		return nil, &Error{fmt.Sprintf("%q is in no git repository", filepath.ToSlash(dir)), "make it one: git init, then git remote add origin ADDRESS"}
	case err != nil:
		return nil, &Error{"git cannot use the repository: " + said(err), "see what git status says in its folder"}
	}
	g.env = append(g.env, "GIT_DIR="+found)
	return g, nil
}

// with is git with further variables of the environment.
func (g *git) with(env ...string) *git {
	h := *g
	h.env = append(slices.Clip(g.env), env...)
	return &h
}

// run runs git and returns what it prints, without the last line break.
func (g *git) run(stdin string, args ...string) (string, error) {
	cmd := exec.Command(g.program, args...)
	cmd.Dir, cmd.Env = g.dir, g.env
	if stdin != "" {
		cmd.Stdin = strings.NewReader(stdin)
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return "", &failure{err, errs.String()}
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}
