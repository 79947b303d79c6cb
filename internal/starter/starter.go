// Package starter makes what an author begins with: a new briefing, a new article, a new term.
// It creates files and never overwrites one.
package starter

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// site is a briefing of two short invented articles in which every construct occurs; the tests
// build it.
//
//go:embed all:site
var site embed.FS

// empty is what replaces its content and gloss.yaml in a briefing without the example.
//
//go:embed empty
var empty embed.FS

// Site returns the files of a new briefing.
func Site() fs.FS { return below(site, "site") }

func below(fsys fs.FS, dir string) fs.FS {
	files, err := fs.Sub(fsys, dir)
	if err != nil {
		panic("starter: internal error: " + err.Error())
	}
	return files
}

// ExistsError says that a file is there already. Nothing was written.
type ExistsError struct{ Name string }

// Error implements error.
func (e *ExistsError) Error() string { return fmt.Sprintf("%q exists already", e.Name) }

// Init writes a new briefing into dir, which it creates when it is missing, and returns the
// names of the files, sorted. Whatever else dir holds stays, but none of the files may be there,
// nor a folder content. With bare there is no example in it.
func Init(dir string, bare bool) ([]string, error) {
	files, err := contents(Site())
	if err != nil {
		return nil, err
	}
	if bare {
		own, err := contents(below(empty, "empty"))
		if err != nil {
			return nil, err
		}
		maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, "content/") })
		maps.Copy(files, own)
	}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range append([]string{"content"}, names...) {
		if err := missing(dir, name); err != nil {
			return nil, err
		}
	}
	for i, name := range names {
		if err := create(dir, name, files[name]); err != nil {
			return names[:i], err
		}
	}
	return names, nil
}

// contents reads all files.
func contents(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	return files, err
}

// missing returns an error unless nothing has a name below dir.
func missing(dir, name string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	_, err := os.Lstat(file)
	switch {
	case err == nil:
		return &ExistsError{filepath.ToSlash(file)}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return fmt.Errorf("look for %q: %w", file, cause(err))
}

// create writes a file that is not there yet, with the folders above it.
func create(dir, name string, data []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(path.Dir(name))), 0o777); err != nil {
		return fmt.Errorf("create folder of %q: %w", file, cause(err))
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return &ExistsError{filepath.ToSlash(file)}
	}
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("create %q: %w", file, cause(err))
	}
	return nil
}

// cause is an error of package os without the path, which our messages name.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
