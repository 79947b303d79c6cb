// Package publish commits the files of a folder to a branch of a git remote, from which a web
// server shows them.
//
// It never touches the working tree, the index, HEAD or a local branch of the repository: the
// commit is made of objects alone, with an index of its own in a temporary folder, and pushed by
// its name. (A second working tree would do the same, but copy every file and need a branch to
// stand on.) Files have the mode 0644, and nothing is a link.
package publish

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Options say what goes where.
type Options struct {
	Repository string   // a folder in the repository, whose remote is meant
	Dir        string   // folder of the files
	Files      []string // slash-separated, below Dir: regular files
	Mark       string   // one of Files, by which a branch is known to hold what we published
	Remote     string   // by name: "origin"
	Branch     string   // "gh-pages"
	Replace    bool     // also put the files in the place of what somebody else published
}

// Result says what was done.
type Result struct {
	Commit  string // its name, abbreviated
	Address string // of the remote
	Changed bool   // whether there was anything to publish
	First   bool   // the branch is new
}

// Error is one that the user can resolve.
type Error struct{ Msg, Hint string }

// Error implements error.
func (e *Error) Error() string { return e.Msg + ": " + e.Hint }

// kept are the files and folders of a branch that belong to its address, not to the site: they
// stay when the site has none (GitHub Docs, "Managing a custom domain"; RFC 8615).
var kept = []string{"CNAME", ".well-known"}

// Publish makes a branch of a remote hold exactly the files, with its history behind them, and
// what is kept of it.
func Publish(o Options) (Result, error) {
	g, err := open(o.Repository)
	if err != nil {
		return Result{}, err
	}
	address, err := g.run("", "remote", "get-url", o.Remote)
	if err != nil {
		return Result{}, &Error{fmt.Sprintf("the repository has no remote %q", o.Remote), fmt.Sprintf("name another with --remote, or add it: git remote add %s ADDRESS", o.Remote)}
	}
	if _, err := g.run("", "check-ref-format", "refs/heads/"+o.Branch); err != nil {
		return Result{}, &Error{fmt.Sprintf("%q is no name of a branch", o.Branch), "choose another with --branch"}
	}
	r := Result{Address: withoutSecret(address)}
	base, err := g.fetch(o)
	if err != nil {
		return r, err
	}
	r.First = base == ""
	tree, err := g.tree(o, base)
	if err != nil {
		return r, err
	}
	if base != "" {
		if old, err := g.run("", "rev-parse", base+"^{tree}"); err == nil && old == tree {
			r.Commit, err = g.run("", "rev-parse", "--short", base)
			return r, err
		}
	}
	commit, err := g.commit(tree, base)
	if err != nil {
		return r, err
	}
	if err := g.push(o, commit); err != nil {
		return r, err
	}
	r.Changed = true
	r.Commit, err = g.run("", "rev-parse", "--short", commit)
	return r, err
}

// withoutSecret is an address as it may be shown: some have a password in them.
func withoutSecret(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		u.User = nil
		return u.String()
	}
	return address
}

// fetch gets the branch as the remote has it and returns its commit, "" when there is none.
func (g *git) fetch(o Options) (base string, err error) {
	found, err := g.run("", "ls-remote", o.Remote, "refs/heads/"+o.Branch)
	if err != nil {
		return "", &Error{fmt.Sprintf("remote %q cannot be read: %s", o.Remote, said(err)), "check its address with git remote -v, and that you may read it"}
	}
	base, _, ok := strings.Cut(found, "\t")
	if !ok {
		return "", nil
	}
	if _, err := g.run("", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", o.Remote, "+refs/heads/"+o.Branch+":refs/remotes/"+o.Remote+"/"+o.Branch); err != nil {
		return "", fmt.Errorf("fetch %s of %s: %s", o.Branch, o.Remote, said(err))
	}
	return base, nil
}

// tree writes the tree to be published, and returns its name.
func (g *git) tree(o Options, base string) (string, error) {
	var listing strings.Builder // as update-index --index-info reads it
	entry := func(object, path string) { fmt.Fprintf(&listing, "100644 %s\t%s\x00", object, path) }
	objects, err := g.store(o.Dir, o.Files)
	if err != nil {
		return "", err
	}
	for i, object := range objects {
		entry(object, o.Files[i])
	}
	old, err := g.entries(base)
	if err != nil {
		return "", err
	}
	foreign := ""
	ours := false
	for _, e := range old {
		top, _, _ := strings.Cut(e.path, "/")
		switch {
		case e.path == o.Mark:
			ours = true
		case !slices.Contains(kept, top):
			foreign = e.path
		case e.mode == "100644" && !slices.ContainsFunc(o.Files, func(f string) bool { return f == top || strings.HasPrefix(f, top+"/") }):
			entry(e.object, e.path)
		}
	}
	if foreign != "" && !ours && !o.Replace {
		return "", &Error{
			fmt.Sprintf("branch %q of %s holds what gloss did not publish: %s", o.Branch, o.Remote, foreign),
			"choose another with --branch, or put the site in its place with --replace: its history keeps the old",
		}
	}
	dir, err := os.MkdirTemp("", "gloss-publish-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	with := g.with("GIT_INDEX_FILE=" + filepath.Join(dir, "index"))
	if _, err := with.run(listing.String(), "update-index", "-z", "--index-info"); err != nil {
		return "", fmt.Errorf("list the files for git: %s", said(err))
	}
	tree, err := with.run("", "write-tree")
	if err != nil {
		return "", fmt.Errorf("write the tree of git: %s", said(err))
	}
	return tree, nil
}

// store puts files into the repository as they are, whatever it does to its own, and returns
// the names of their contents.
func (g *git) store(dir string, files []string) ([]string, error) {
	in := g.with()
	in.dir = dir
	out, err := in.run(strings.Join(files, "\n")+"\n", "hash-object", "-w", "--no-filters", "--stdin-paths")
	if err != nil {
		return nil, fmt.Errorf("hand the files to git: %s", said(err))
	}
	objects := strings.Fields(out)
	if len(objects) != len(files) {
		return nil, fmt.Errorf("hand the files to git: %d of %d were taken", len(objects), len(files))
	}
	return objects, nil
}

// listed is a file of a commit.
type listed struct{ mode, object, path string }

// entries lists the files of a commit, "" having none.
func (g *git) entries(commit string) (list []listed, err error) {
	if commit == "" {
		return nil, nil
	}
	out, err := g.run("", "ls-tree", "-r", "-z", "--full-tree", commit)
	if err != nil {
		return nil, fmt.Errorf("list what is published: %s", said(err))
	}
	for line := range strings.SplitSeq(out, "\x00") {
		head, path, ok := strings.Cut(line, "\t")
		if f := strings.Fields(head); ok && len(f) == 3 {
			list = append(list, listed{f[0], f[2], path})
		}
	}
	return list, nil
}

// commit makes a commit of a tree that follows on another, if there is one.
func (g *git) commit(tree, base string) (string, error) {
	msg := "Publish the site"
	if head, err := g.run("", "rev-parse", "--verify", "--quiet", "--short", "HEAD"); err == nil && head != "" {
		msg += " of " + head
	}
	args := []string{"commit-tree", tree, "-m", msg}
	if base != "" {
		args = append(args, "-p", base)
	}
	commit, err := g.run("", args...)
	if err != nil {
		if strings.Contains(said(err), "user.email") || strings.Contains(said(err), "identity") || strings.Contains(said(err), "ident name") {
			return "", &Error{"git does not know who you are", `tell it: git config --global user.name "Your Name", and user.email`}
		}
		return "", fmt.Errorf("commit: %s", said(err))
	}
	return commit, nil
}

// push puts a commit at the head of the branch, if that is still what it follows on.
func (g *git) push(o Options, commit string) error {
	_, err := g.run("", "push", "--quiet", o.Remote, commit+":refs/heads/"+o.Branch)
	if err == nil {
		return nil
	}
	text := said(err)
	hint := "check with git remote -v that its address is right, and that you may write there"
	switch {
	case strings.Contains(text, "fetch first"), strings.Contains(text, "non-fast-forward"), strings.Contains(text, "cannot lock ref"):
		hint = "somebody else has published meanwhile: run gloss publish again"
	case strings.Contains(text, "protected"), strings.Contains(text, "hook declined"):
		hint = "the server does not let you write to this branch: ask who keeps it, or choose another with --branch"
	}
	return &Error{fmt.Sprintf("%s has not taken the site: %s", o.Remote, text), hint}
}

// said is what git itself said of a failure, on one line.
func said(err error) string {
	var failed *failure
	if !errors.As(err, &failed) {
		return err.Error()
	}
	var lines []string
	for line := range strings.Lines(failed.stderr) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "hint:") {
			lines = append(lines, strings.TrimPrefix(strings.TrimPrefix(line, "fatal: "), "error: "))
		}
	}
	if len(lines) == 0 {
		return failed.err.Error()
	}
	return strings.Join(lines, "; ")
}
