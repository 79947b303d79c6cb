package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// A scanner sorts what it meets below content/ into Markdown and assets.
type scanner struct {
	pages  []string // below content/
	assets []Asset
	diags  []diag.Diag
}

// scan walks content/. No file is opened: what a file is depends on its path.
func scan(fsys fs.FS) (*scanner, error) {
	switch _, err := fs.Stat(fsys, "."); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("the folder of the site does not exist: name another with -C DIR")
	case err != nil:
		return nil, fmt.Errorf("the folder of the site cannot be read: %s", reason(err))
	}
	info, err := fs.Stat(fsys, Root)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !info.IsDir():
		return nil, fmt.Errorf("no folder %q here: name the site's folder with -C DIR, or begin one with gloss init DIR", Root)
	case err != nil:
		return nil, fmt.Errorf("read folder %q: %s", Root, reason(err))
	}
	sc := &scanner{}
	// The callback never returns an error of its own: an unreadable folder is the
	// author's to know about, and the rest is still walked.
	if err := fs.WalkDir(fsys, Root, sc.visit); err != nil {
		return nil, fmt.Errorf("read folder %q: %s", Root, reason(err))
	}
	// The walk sorts within a folder; "a.md" belongs before "a/b.md".
	slices.Sort(sc.pages)
	slices.SortFunc(sc.assets, func(a, b Asset) int { return cmp.Compare(a.Path, b.Path) })
	return sc, nil
}

func (sc *scanner) visit(file string, entry fs.DirEntry, err error) error {
	if file == Root {
		return err
	}
	below := strings.TrimPrefix(file, Root+"/")
	pos := diag.Pos{File: file}
	if err != nil {
		sc.add(diag.Errorf(pos, "unreadable", "folder %q cannot be read: %s", below, reason(err)))
		return fs.SkipDir
	}
	name := entry.Name()
	if Ignored(name) {
		return skip(entry)
	}
	if why, hint := badName(name); why != "" {
		sc.add(diag.Errorf(pos, "file-name", "the name %q %s", name, why).WithHint("%s", hint))
	}
	ext := path.Ext(name)
	switch {
	case entry.IsDir():
		return sc.folder(pos, below, ext)
	case entry.Type()&fs.ModeSymlink != 0:
		sc.add(diag.Errorf(pos, "symlink", "symbolic link %q is not followed", below).
			WithHint("put a copy of the file or folder in its place"))
	case !entry.Type().IsRegular():
		sc.add(diag.Errorf(pos, "unreadable", "%q is not a file", below).WithHint("remove it"))
	case ext == ".md":
		sc.pages = append(sc.pages, below)
	default:
		if l := strings.ToLower(ext); l == ".md" || l == ".markdown" {
			sc.add(diag.Warnf(pos, "file-name", "%q is copied, not read as Markdown", below).
				WithHint("rename it to %q", strings.TrimSuffix(name, ext)+".md"))
		}
		sc.assets = append(sc.assets, Asset{Path: below, File: file, Out: norm.NFC.String(below)})
	}
	return nil
}

// folder checks a folder's name.
func (sc *scanner) folder(pos diag.Pos, below, ext string) error {
	if strings.EqualFold(ext, ".md") {
		sc.add(diag.Errorf(pos, "file-name", "folder %q is named like a page", below).
			WithHint(`rename it without ".md"`))
		return fs.SkipDir
	}
	for _, known := range []string{"articles", "glossary"} {
		if below != known && strings.EqualFold(below, known) {
			sc.add(diag.Errorf(pos, "file-name", "folder %q is not %q", below, known).
				WithHint("rename it: the folder decides what its files are, and case counts"))
		}
	}
	return nil
}

func (sc *scanner) add(d diag.Diag) { sc.diags = append(sc.diags, d) }

func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}
