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

// place compares one file with the disk and stages it if it differs. It runs on
// a worker; buf is that worker's own.
func (s *stage) place(j job, buf []byte) error {
	p := j.file.Path
	if j.inNew {
		return s.write(j.file, change{path: p, fresh: true})
	}
	target := s.native(p)
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return s.write(j.file, change{path: p, fresh: true})
	} else if err != nil {
		return fmt.Errorf("look at %q: %w", s.show(p), cause(err))
	}
	switch {
	case info.IsDir():
		if !s.old.has(p + "/") {
			return s.inTheWay(p, info.Mode())
		}
		return s.write(j.file, change{path: p, clear: true})
	case !info.Mode().IsRegular():
		return s.inTheWay(p, info.Mode())
	}
	ours, respelt := s.owns(p, "", info)
	if !respelt && info.Size() == int64(len(j.file.Data)) && holds(target, j.file.Data, buf) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.same++
		if !ours { // equal, so no harm; but not ours to replace or remove later
			s.theirs = append(s.theirs, p)
		}
		return nil
	}
	if !ours {
		return s.inTheWay(p, info.Mode())
	}
	return s.write(j.file, change{path: p})
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
func (s *stage) write(f File, c change) (err error) {
	if c.tmp, err = s.writeTmp(f.Data); err != nil {
		return fmt.Errorf("write %q: %w", s.show(f.Path), cause(err))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.staged = append(s.staged, c)
	s.bytes += int64(len(f.Data))
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
