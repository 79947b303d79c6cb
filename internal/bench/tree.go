package bench

import (
	"errors"
	"io/fs"
	"path/filepath"
	"time"
)

// tree sums up the files below a folder. It does not list them: see peak.
type tree struct {
	files  int
	bytes  int64
	newest time.Time // the latest modification
}

// scan reads the files of a folder that were modified after a time. A folder that does not
// exist is empty.
func scan(dir string, after time.Time) (tree, error) {
	t := tree{newest: after}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == dir:
			return nil
		case err != nil || d.IsDir():
			return err
		}
		info, err := d.Info()
		if err != nil || !info.ModTime().After(after) {
			return err
		}
		t.files++
		t.bytes += info.Size()
		if info.ModTime().After(t.newest) {
			t.newest = info.ModTime()
		}
		return nil
	})
	return t, err
}
