package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gloss/internal/content"
	"gloss/internal/diag"
)

// glossaryDir is where the glossary of a site stands.
const glossaryDir = content.Root + "/glossary"

// withGlossary adds the shared glossary that the configuration names, if any, to a site's
// files, as if its entries stood in content/glossary. A file of the site's own wins.
func withGlossary(fsys fs.FS, o Options) (fs.FS, string, error) {
	name := o.ConfigFile
	if name == "" {
		name = content.ConfigFile
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fsys, "", nil // Load says what is wrong with it
	}
	c, _ := content.ParseConfig(name, data)
	if c.Glossary == "" {
		return fsys, "", nil
	}
	if o.Open == nil {
		return nil, "", fmt.Errorf("glossary %q: no access to folders outside the site", c.Glossary)
	}
	shared, err := o.Open(c.Glossary)
	if err == nil {
		_, err = fs.ReadDir(shared, ".")
	}
	if err != nil {
		return nil, "", fmt.Errorf("read shared glossary %q, named in %s: %w", c.Glossary, name, err)
	}
	return mounted{fsys, shared}, path.Clean(c.Glossary), nil
}

// mounted shows the files of shared below glossaryDir of site.
type mounted struct{ site, shared fs.FS }

// Open implements fs.FS.
func (m mounted) Open(name string) (fs.File, error) {
	f, err := m.site.Open(name)
	if rest, ok := m.inside(name); ok && errors.Is(err, fs.ErrNotExist) {
		return m.shared.Open(rest)
	}
	return f, err
}

// inside returns a name as the shared folder knows it.
func (mounted) inside(name string) (string, bool) {
	if name == glossaryDir {
		return ".", true
	}
	rest, ok := strings.CutPrefix(name, glossaryDir+"/")
	return rest, ok
}

// ReadDir implements fs.ReadDirFS: the entries of both, sorted by name.
func (m mounted) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(m.site, name)
	rest, ok := m.inside(name)
	switch {
	case ok:
		more, sharedErr := fs.ReadDir(m.shared, rest)
		if err != nil && sharedErr != nil {
			return nil, err
		}
		err = nil
		for _, e := range more {
			if !hasEntry(entries, e.Name()) {
				entries = append(entries, e)
			}
		}
	case err == nil && name == path.Dir(glossaryDir) && !hasEntry(entries, path.Base(glossaryDir)):
		info, err := fs.Stat(m.shared, ".")
		if err != nil {
			return nil, err
		}
		entries = append(entries, named{fs.FileInfoToDirEntry(info), path.Base(glossaryDir)})
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

func hasEntry(entries []fs.DirEntry, name string) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
}

// named is a directory entry under another name.
type named struct {
	fs.DirEntry
	name string
}

func (n named) Name() string { return n.name }

// ReadFile reads a file below the site root, one of a shared glossary included.
func (r *Result) ReadFile(name string) ([]byte, error) { return fs.ReadFile(r.fsys, name) }

// Relocate makes diagnostics about the site's files name those of a shared glossary by where
// they really are.
func (r *Result) Relocate(diags []diag.Diag) { relocate(diags, r.fsys, r.shared) }

// relocate names the files of a shared glossary by where they really are.
func relocate(diags []diag.Diag, fsys fs.FS, shared string) {
	m, ok := fsys.(mounted)
	if !ok {
		return
	}
	for i, d := range diags {
		rest, inside := m.inside(d.Pos.File)
		if !inside || rest == "." {
			continue
		}
		if _, err := fs.Stat(m.site, d.Pos.File); err != nil {
			diags[i].Pos.File = path.Join(shared, rest)
		}
	}
}
