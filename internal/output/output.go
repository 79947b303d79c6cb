// Package output makes a folder on disk equal to a sequence of files: it stages
// what changed, renames it into place, and removes what an earlier build wrote
// and this one did not.
//
// Three promises carry the design.
//
//   - Nothing is overwritten or deleted that the program did not write. The
//     folder's .gloss-manifest lists what it wrote; everything else is foreign,
//     and a foreign file where a page belongs is an error. A symbolic link is
//     always foreign: it is neither followed nor replaced.
//   - Until every file has been produced and staged, the old site stands
//     untouched, so an error leaves it byte for byte as it was.
//   - A file whose bytes are already right keeps its modification time. The disk
//     is read to know that, so an edit made by hand is undone by the next build.
//
// Names that begin with .gloss- at the top of the folder belong to this package:
//
//	.gloss-manifest   what we wrote; stays between builds
//	.gloss-stamp      what the folder was made of, when the program asks to keep that
//	.gloss-lock       held while a build writes
//	.gloss-tmp        staged files; removed at the end, and at the next start
//	                  when a build was killed
//
// Staged files stand in one folder, not each beside its target, so that nobody
// is served a half-made page, an abandoned build leaves no new folders behind,
// and clearing up after a killed one needs no walk through the site.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

const (
	reserved     = ".gloss-"
	manifestName = reserved + "manifest"
	lockName     = reserved + "lock"
	tmpName      = reserved + "tmp"
)

// File is one output file. Data must not change after the file was yielded:
// Sync reads it while the producer is already making the next one.
type File struct {
	Path string // slash-separated, relative to the output folder, clean
	Data []byte // the whole content; nil is an empty file

	// Make, when set, makes the content instead, appended to buf. Sync calls it on one of
	// its workers, which writes what it gets and hands in the same buffer again.
	Make func(buf []byte) ([]byte, error)
}

// Content returns the bytes of the file, in buf if they are made.
func (f File) Content(buf []byte) ([]byte, error) {
	if f.Make != nil {
		return f.Make(buf)
	}
	return f.Data, nil
}

// Stats says what one Sync did to the output folder.
type Stats struct {
	Written   int   // files created or replaced
	Unchanged int   // files whose bytes were already right
	Removed   int   // files of an earlier build that are no longer wanted
	Bytes     int64 // size of the files written

	digest string // stands for the names and bytes of all that is ours, see [WriteStamp]
}

// Refusal is an error that the user can resolve: the output folder is not one
// to write to, or holds something in the way, or another build is using it.
// Nothing was changed. Other errors of this package are failures of the disk or
// of the program.
type Refusal struct {
	Msg  string // what is wrong
	Hint string // what to do about it
}

// Error returns the message and the hint on one line.
func (r *Refusal) Error() string { return r.Msg + ": " + r.Hint }

// Sync makes the folder dir hold exactly the files, beside what is foreign in
// it, and creates dir when it is missing. The files may come in any order; two
// of one path (compared without case and in NFC, as macOS and Windows compare)
// are an error, and so is a path that could leave dir.
//
// A sequence that yields an error ends the build: Sync returns that error, and
// dir is as before. The sequence is consumed on the calling goroutine; a few
// workers make, compare and write the files meanwhile, so that no more than a
// handful are held at once.
//
// Should replacing the old site fail half-way (the disk goes away), dir is a
// mixture of old and new; the next Sync puts it right, because the manifest
// already names both. If several files are refused, the first in the sequence
// is reported, whatever the scheduling.
func Sync(dir string, files iter.Seq2[File, error]) (Stats, error) {
	return syncWith(dir, files, os.Rename)
}

// syncWith is Sync with a rename that tests can make fail.
func syncWith(dir string, files iter.Seq2[File, error], rename func(from, to string) error) (_ Stats, err error) {
	t, err := open(dir)
	if err != nil {
		return Stats{}, err
	}
	t.rename = rename
	done := false // stays false when the producer panics
	defer func() {
		if cerr := t.close(done); err == nil {
			err = cerr
		}
	}()
	s := newStage(t)
	if err := s.fill(files); err != nil {
		return Stats{}, err
	}
	stats, err := s.commit()
	done = err == nil
	return stats, err
}

// tree is an output folder that this process has locked.
type tree struct {
	dir     string    // absolute, symbolic links resolved
	name    string    // as the caller wrote it, for messages
	created []string  // folders that open had to make, dir last
	old     *manifest // what is on disk from earlier builds
	unlock  func()
	rename  func(from, to string) error
}

// open checks and locks dir, creates it if needed, reads its manifest and
// removes what a killed build left in its staging folder.
func open(name string) (_ *tree, err error) {
	dir, err := check(name, nil)
	if err != nil {
		return nil, err
	}
	t := &tree{dir: dir, name: name, unlock: func() {}}
	defer func() {
		if err != nil {
			t.close(false)
		}
	}()
	if t.created, err = makeFolders(dir); err != nil {
		return nil, fmt.Errorf("create output folder %q: %w", filepath.ToSlash(name), cause(err))
	}
	unlock, err := lock(t.native(lockName))
	if held, ok := errors.AsType[*heldError](err); ok {
		return nil, &Refusal{
			Msg:  fmt.Sprintf("another build%s is writing to %q", held, filepath.ToSlash(name)),
			Hint: "wait for it to end, or choose another folder with -o",
		}
	} else if err != nil {
		return nil, fmt.Errorf("lock output folder %q: %w", filepath.ToSlash(name), cause(err))
	}
	t.unlock = unlock
	if t.old, err = readManifest(t.native(manifestName), t.show(manifestName)); err != nil {
		return nil, err
	}
	return t, t.clearStaging()
}

// close removes the staging folder and lets go of the lock. A folder created
// for a build that failed goes again, so that the failure leaves no trace.
func (t *tree) close(done bool) error {
	var err error
	if t.old != nil { // else the lock is not ours, and neither is what is staged
		err = t.clearStaging()
	}
	t.unlock()
	if !done {
		for i := len(t.created) - 1; i >= 0; i-- {
			os.Remove(t.created[i]) // refused by the system unless empty, which is the point
		}
	}
	return err
}

func (t *tree) clearStaging() error {
	if err := os.RemoveAll(t.native(tmpName)); err != nil {
		return fmt.Errorf("remove %q: %w", t.show(tmpName), cause(err))
	}
	return nil
}

// native returns where an output path lies on this system.
func (t *tree) native(p string) string {
	return t.dir + string(filepath.Separator) + filepath.FromSlash(p)
}

// show returns an output path as the user would write it.
func (t *tree) show(p string) string { return filepath.ToSlash(filepath.Join(t.name, p)) }

// inTheWay reports something foreign where p belongs.
func (t *tree) inTheWay(p string, mode fs.FileMode) error {
	what := "a special file"
	switch {
	case mode.IsRegular():
		what = "a file"
	case mode.IsDir():
		what = "a folder"
	case mode&fs.ModeSymlink != 0:
		what = "a symbolic link"
	}
	return &Refusal{
		Msg:  fmt.Sprintf("cannot write %q: %s that gloss did not write is in the way", t.show(p), what),
		Hint: "move it away or delete it, or choose another folder with -o",
	}
}

// makeFolders creates dir and its missing parents and returns those it made,
// parents first.
func makeFolders(dir string) (made []string, err error) {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil, nil
	}
	if up := filepath.Dir(dir); up != dir {
		if made, err = makeFolders(up); err != nil {
			return made, err
		}
	}
	err = makeFolder(dir)
	if errors.Is(err, fs.ErrExist) {
		if info, serr := os.Stat(dir); serr == nil && info.IsDir() {
			return made, nil // another build was faster
		}
	}
	if err != nil {
		return made, err
	}
	return append(made, dir), nil
}

// makeFolder creates one folder that anyone may read, whatever the umask: a
// site that only its builder can read is of no use to a web server. Some file
// systems have no modes, hence the ignored error.
func makeFolder(dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	_ = os.Chmod(dir, 0o755)
	return nil
}

// cause strips the path from an error of package os: our messages name the
// output file, not the temporary one.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
