package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gloss/internal/output"
)

// Write writes an edition of a site to dir/NAME.EXT and returns that path and its size. The file
// is there whole or, when there is an error, as it was. One of this name that Gloss did not write
// is left alone, which is an [*output.Refusal].
func (f Format) Write(dir string, s Site, limit int64) (path string, size int64, err error) {
	name := Name(s.Title())
	path = filepath.Join(dir, name+f.Ext)
	if err := f.mayReplace(path); err != nil {
		return path, 0, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return path, 0, err
	}
	tmp, err := os.CreateTemp(dir, ".gloss-*")
	if err != nil {
		return path, 0, err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if err := f.write(tmp, s, name, limit); err != nil {
		return path, 0, err
	}
	info, err := tmp.Stat()
	if err != nil {
		return path, 0, err
	}
	if err := errors.Join(tmp.Chmod(0o644), tmp.Close()); err != nil {
		return path, 0, err
	}
	return path, info.Size(), os.Rename(tmp.Name(), path)
}

// mayReplace refuses to replace what Gloss did not write.
func (f Format) mayReplace(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode().IsRegular() {
		old, err := os.Open(path)
		if err != nil {
			return err
		}
		defer old.Close()
		if info.Size() == 0 || f.ours(old) {
			return nil
		}
	}
	return &output.Refusal{
		Msg:  fmt.Sprintf("%q is there, and Gloss did not write it", filepath.ToSlash(path)),
		Hint: "move it away, or write to another folder with -o",
	}
}
