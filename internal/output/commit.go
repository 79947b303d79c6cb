package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// commit puts the staged files in their places and removes what is no longer
// wanted. It begins with everything that can still be refused; from the first
// manifest on, only the disk can fail it, and then the next Sync finds in that
// manifest all that is ours, old and new.
//
// Old files go before new ones come: where the file system ignores case, Foo.html
// must be gone before foo.html arrives under its own name, and a file must make
// room for a folder of its name.
func (s *stage) commit() (Stats, error) {
	slices.SortFunc(s.staged, func(a, b change) int { return cmp.Compare(a.path, b.path) })
	slices.Sort(s.theirs)
	if err := s.lookAgain(); err != nil {
		return Stats{}, err
	}
	wanted := s.wanted()
	both := slices.Concat(s.old.entries, wanted)
	slices.Sort(both)
	onDisk, err := s.writeManifest(s.old.raw, slices.Compact(both))
	if err != nil {
		return Stats{}, err
	}
	removed, kept, err := s.prune(wanted)
	if err != nil {
		return Stats{}, err
	}
	if err := s.install(); err != nil {
		return Stats{}, err
	}
	wanted = append(wanted, kept...)
	slices.Sort(wanted)
	if _, err := s.writeManifest(onDisk, wanted); err != nil {
		return Stats{}, err
	}
	sums := make([]uint64, len(wanted))
	for i, e := range wanted {
		sums[i] = s.sums[e]
	}
	return Stats{Written: len(s.staged), Unchanged: s.same, Removed: removed, Bytes: s.bytes, digest: digestOf(wanted, sums)}, nil
}

// missing returns the folders to make, parents first.
func (s *stage) missing() []string {
	var dirs []string
	for dir, d := range s.dirs {
		if d.create {
			dirs = append(dirs, dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}

// lookAgain refuses what has come to stand in the way since the files were
// staged, which may be a while ago: it is foreign, and the manifest about to be
// written would call it ours.
func (s *stage) lookAgain() error {
	for _, dir := range s.missing() {
		info, err := os.Lstat(s.native(dir))
		if err == nil && !s.dirs[dir].exists && (!info.Mode().IsRegular() || !s.old.has(dir)) {
			return s.inTheWay(dir, info.Mode())
		}
	}
	for _, c := range s.staged {
		if c.clear {
			if err := s.checkRoom(c.path); err != nil {
				return err
			}
		}
		if dir := path.Dir(c.path); !c.fresh || dir != "." && !s.dirs[dir].exists {
			continue
		}
		if info, err := os.Lstat(s.native(c.path)); err == nil {
			return s.inTheWay(c.path, info.Mode())
		}
	}
	return nil
}

// checkRoom refuses to replace a folder of ours by a file while anything in it
// is foreign.
func (s *stage) checkRoom(dir string) error {
	root := s.native(dir)
	return filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("read %q: %w", s.show(dir), cause(err))
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		p := path.Join(dir, filepath.ToSlash(rel))
		if e.IsDir() && s.old.has(p+"/") || e.Type().IsRegular() && s.old.has(p) {
			return nil
		}
		return s.inTheWay(p, e.Type())
	})
}

// wanted returns the manifest entries of this build, sorted.
func (s *stage) wanted() []string {
	entries := make([]string, 0, len(s.files)+len(s.dirs))
	for _, p := range s.files {
		if _, foreign := slices.BinarySearch(s.theirs, p); !foreign {
			entries = append(entries, p)
		}
	}
	for dir, d := range s.dirs {
		if d.ours {
			entries = append(entries, dir+"/")
		}
	}
	slices.Sort(entries)
	return entries
}

// writeManifest replaces the manifest unless its bytes are already those. It
// returns what is on disk then.
func (s *stage) writeManifest(onDisk []byte, entries []string) ([]byte, error) {
	raw := formatManifest(entries)
	if slices.Equal(raw, onDisk) {
		return raw, nil
	}
	tmp, err := s.writeTmp(raw)
	if err == nil {
		err = s.rename(tmp, s.native(manifestName))
	}
	if err != nil {
		return nil, fmt.Errorf("write %q: %w", s.show(manifestName), cause(err))
	}
	return raw, nil
}

// prune removes the files that earlier builds wrote and this one does not want,
// then the folders they created that are now empty. A folder that still holds
// something foreign is returned, to stay in the manifest: it goes when that goes.
func (s *stage) prune(wanted []string) (removed int, kept []string, err error) {
	for _, e := range slices.Backward(s.old.entries) { // what is in a folder comes before the folder
		if _, ok := slices.BinarySearch(wanted, e); ok {
			continue
		}
		if dir, ok := strings.CutSuffix(e, "/"); ok {
			if s.isFolder(dir) && os.Remove(s.native(dir)) != nil {
				kept = append(kept, e)
			}
			continue
		}
		if !s.isFolder(path.Dir(e)) {
			continue // gone, or the way there is a link now
		}
		info, err := os.Lstat(s.native(e))
		if err != nil || !info.Mode().IsRegular() || s.stands(e, info) {
			continue
		}
		if err := os.Remove(s.native(e)); err != nil {
			return removed, kept, fmt.Errorf("remove %q: %w", s.show(e), cause(err))
		}
		removed++
	}
	return removed, kept, nil
}

// stands reports whether the old entry e is another spelling of a wanted file
// that is in its place already.
func (s *stage) stands(e string, info fs.FileInfo) bool {
	p, ok := s.files[key(e)]
	if !ok {
		return false
	}
	_, replaced := slices.BinarySearchFunc(s.staged, p, func(c change, p string) int { return cmp.Compare(c.path, p) })
	there, err := os.Lstat(s.native(p))
	return !replaced && err == nil && os.SameFile(info, there)
}

// isFolder reports whether dir is a folder reached through folders only, never
// through a link: what lies behind a link is not ours to remove.
func (s *stage) isFolder(dir string) bool {
	if dir == "." {
		return true
	}
	ok, seen := s.real[dir]
	if !seen {
		if ok = s.isFolder(path.Dir(dir)); ok {
			info, err := os.Lstat(s.native(dir))
			ok = err == nil && info.IsDir()
		}
		s.real[dir] = ok
	}
	return ok
}

// install makes the missing folders and renames the staged files.
func (s *stage) install() error {
	for _, dir := range s.missing() {
		// It may be there when only its spelling was to change and something
		// foreign kept it from being removed.
		if err := makeFolder(s.native(dir)); err != nil && !(s.dirs[dir].exists && errors.Is(err, fs.ErrExist)) {
			return fmt.Errorf("create folder %q: %w", s.show(dir), cause(err))
		}
	}
	for _, c := range s.staged {
		if err := s.rename(c.tmp, s.native(c.path)); err != nil {
			return fmt.Errorf("write %q: %w", s.show(c.path), cause(err))
		}
	}
	return nil
}
