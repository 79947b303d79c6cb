package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// CheckDir returns a *Refusal when dir is no folder to write a site to: the root
// of a file system, the user's home, a folder that holds more than dot-files and
// was not written by us, or one that is, contains or lies inside one of the
// sources. It changes nothing. The caller runs it before any work; Sync repeats
// all of it but the sources, which it does not know.
//
// Symbolic links are resolved first, so that neither dir nor a source can hide
// behind one. That dir itself is a link is allowed: whoever made public a link
// to a web server's folder wants the site there. A link that leads nowhere is
// refused.
func CheckDir(dir string, sources ...string) error {
	_, err := check(dir, sources)
	return err
}

// check is CheckDir; it returns dir absolute and with symbolic links resolved.
func check(dir string, sources []string) (string, error) {
	refuse := func(format string, args ...any) (string, error) {
		return "", &Refusal{Msg: fmt.Sprintf(format, args...), Hint: "choose another folder with -o"}
	}
	name := filepath.ToSlash(dir)
	if dir == "" {
		return refuse("the name of the output folder is empty")
	}
	target, err := resolve(dir)
	if err != nil {
		return "", err
	}
	if target == filepath.Dir(target) {
		return refuse("%q is the root of the file system", name)
	}
	if home, err := os.UserHomeDir(); err == nil && home != "" {
		if home, err := resolve(home); err == nil && within(target, home) && within(home, target) {
			return refuse("%q is your home folder", name)
		}
	}
	for _, src := range sources {
		path, err := resolve(src)
		if err != nil {
			return "", err
		}
		src = filepath.ToSlash(src)
		switch in, around := within(target, path), within(path, target); {
		case in && around:
			return refuse("output folder %q is the same as the source %q", name, src)
		case in:
			return refuse("output folder %q lies inside the source %q", name, src)
		case around:
			return refuse("output folder %q contains the source %q", name, src)
		}
	}
	return target, checkContent(target, name)
}

// checkContent refuses a folder full of someone else's files.
func checkContent(dir, name string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err == nil && !info.IsDir() {
		return &Refusal{Msg: fmt.Sprintf("%q is not a folder", name), Hint: "choose another name with -o or delete it"}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read output folder %q: %w", name, cause(err))
	}
	dotFile := func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") }
	if len(slices.DeleteFunc(entries, dotFile)) == 0 {
		return nil
	}
	// Asked last: a first build going on at this moment makes it before all else.
	if _, err := os.Lstat(filepath.Join(dir, manifestName)); err == nil {
		return nil
	}
	return &Refusal{
		Msg:  fmt.Sprintf("%q is not empty and was not written by gloss", name),
		Hint: "choose another folder with -o or empty it",
	}
}

// resolve returns path absolute and free of symbolic links, as far as it exists;
// the rest is appended as it stands.
func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("resolve %q: %w", filepath.ToSlash(path), err)
	}
	rest := ""
	for p := abs; ; p = filepath.Dir(p) {
		found, err := filepath.EvalSymlinks(p)
		if err == nil {
			return filepath.Join(found, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || p == filepath.Dir(p) {
			return "", fmt.Errorf("resolve %q: %w", filepath.ToSlash(path), cause(err))
		}
		if info, err := os.Lstat(p); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return "", &Refusal{
				Msg:  fmt.Sprintf("%q is a symbolic link that leads nowhere", filepath.ToSlash(p)),
				Hint: "create the folder it names, or delete the link",
			}
		}
		rest = filepath.Join(filepath.Base(p), rest)
	}
}

// within reports whether path is root or lies below it; both are resolved. Names
// are compared exactly, and then the folders themselves: where the file system
// ignores case, Content and content are one folder.
func within(path, root string) bool {
	rel, err := filepath.Rel(root, path)
	if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return true
	}
	want, err := os.Stat(root)
	if err != nil {
		return false
	}
	for {
		if info, err := os.Stat(path); err == nil && os.SameFile(info, want) {
			return true
		}
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		path = up
	}
}
