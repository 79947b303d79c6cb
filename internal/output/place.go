package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/cespare/xxhash/v2"
)

// owns reports whether what stands at p is ours. It is respelt when an earlier
// build made it under a name that differs in case, on a file system that ignores
// case: then it is ours to replace, but not yet called right. The suffix is "/"
// for a folder.
func (s *stage) owns(p, suffix string, info fs.FileInfo) (ours, respelt bool) {
	if s.old.has(p + suffix) {
		return true, false
	}
	other, ok := s.old.respelt(p + suffix)
	if !ok {
		return false, false
	}
	there, err := os.Lstat(s.native(other))
	respelt = err == nil && os.SameFile(info, there)
	return respelt, respelt
}

// worker places files, one at a time, in buffers of its own.
type worker struct {
	*stage
	made []byte // the content of a file
	read []byte // a part of what is on disk
}

// do makes a file and places it.
func (w *worker) do(j job) error {
	data, err := j.file.Content(w.made[:0])
	if err != nil {
		return err
	}
	if j.file.Make != nil {
		w.made = data
	}
	return w.place(j.file.Path, data, j.inNew)
}

// place compares one file with the disk and stages it if it differs.
func (w *worker) place(p string, data []byte, inNew bool) error {
	if inNew {
		return w.write(data, change{path: p, fresh: true})
	}
	target := w.native(p)
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return w.write(data, change{path: p, fresh: true})
	} else if err != nil {
		return fmt.Errorf("look at %q: %w", w.show(p), cause(err))
	}
	switch {
	case info.IsDir():
		if !w.old.has(p + "/") {
			return w.inTheWay(p, info.Mode())
		}
		return w.write(data, change{path: p, clear: true})
	case !info.Mode().IsRegular():
		return w.inTheWay(p, info.Mode())
	}
	ours, respelt := w.owns(p, "", info)
	if !respelt && info.Size() == int64(len(data)) && holds(target, data, w.read) {
		w.right(p, data, ours)
		return nil
	}
	if !ours {
		return w.inTheWay(p, info.Mode())
	}
	return w.write(data, change{path: p})
}

// right records a file that is on disk as it should be.
func (s *stage) right(p string, data []byte, ours bool) {
	sum := xxhash.Sum64(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.same++
	if !ours { // equal, so no harm; but not ours to replace or remove later
		s.theirs = append(s.theirs, p)
		return
	}
	s.sums[p] = sum
}

// holds reports whether the file, whose size is len(data), has these bytes. One
// that cannot be read is different: writing it again mends that.
func holds(file string, data, buf []byte) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	for len(data) > 0 {
		b := buf[:min(len(buf), len(data))]
		if _, err := io.ReadFull(f, b); err != nil || !bytes.Equal(b, data[:len(b)]) {
			return false
		}
		data = data[len(b):]
	}
	return true
}

// write puts the file's bytes into the staging folder and records the change.
func (s *stage) write(data []byte, c change) (err error) {
	if c.tmp, err = s.writeTmp(data); err != nil {
		return fmt.Errorf("write %q: %w", s.show(c.path), cause(err))
	}
	sum := xxhash.Sum64(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.staged = append(s.staged, c)
	s.sums[c.path] = sum
	s.bytes += int64(len(data))
	return nil
}

// writeTmp writes data to a new file in the staging folder, mode 0644 whatever
// the umask, and returns its native path.
func (s *stage) writeTmp(data []byte) (string, error) {
	if err := s.makeTmp(); err != nil {
		return "", err
	}
	s.mu.Lock()
	s.tmps++
	name := filepath.Join(s.native(tmpName), strconv.Itoa(s.tmps))
	s.mu.Unlock()
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	_ = f.Chmod(0o644) // some file systems have no modes
	return name, errors.Join(err, f.Close())
}
