package bench

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"time"
)

// tree is the files below a folder.
type tree map[string]file

type file struct {
	size     int64
	modified time.Time
}

// scan reads a folder; one that does not exist is empty.
func scan(dir string) (tree, error) {
	t := tree{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == dir:
			return nil
		case err != nil || d.IsDir():
			return err
		}
		info, err := d.Info()
		if err == nil {
			t[path] = file{info.Size(), info.ModTime()}
		}
		return err
	})
	return t, err
}

// since keeps what is new or was written again.
func (t tree) since(before tree) tree {
	written := maps.Clone(t)
	maps.DeleteFunc(written, func(path string, f file) bool { return before[path] == f })
	return written
}

func (t tree) bytes() int64 {
	sum := int64(0)
	for _, f := range t {
		sum += f.size
	}
	return sum
}
