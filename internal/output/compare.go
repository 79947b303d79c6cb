package output

import (
	"bytes"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Manifest is the name of the file that lists what we wrote to a folder. It is one of them.
const Manifest = manifestName

// Files returns the files that earlier builds wrote to dir, sorted; none when no build did.
func Files(dir string) ([]string, error) {
	m, err := readManifest(filepath.Join(dir, manifestName), manifestName)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range m.entries {
		if !strings.HasSuffix(e, "/") {
			files = append(files, e)
		}
	}
	return files, nil
}

// Current reports whether dir is what a [Sync] of the files would make of it. It writes nothing.
func Current(dir string, files iter.Seq2[File, error]) (bool, error) {
	written, err := Files(dir)
	if err != nil {
		return false, err
	}
	old := make(map[string]bool, len(written))
	for _, f := range written {
		old[f] = true
	}
	var buf []byte
	for f, err := range files {
		if err != nil {
			return false, err
		}
		var same bool
		if buf, same, err = matches(dir, f, buf); err != nil || !same || !old[f.Path] {
			return false, err
		}
		delete(old, f.Path)
	}
	return len(old) == 0, nil
}

// matches reports whether a file on disk is the file, and returns a buffer to use again.
func matches(dir string, f File, buf []byte) ([]byte, bool, error) {
	want, err := f.Content(buf[:0])
	if err != nil {
		return buf, false, err
	}
	if f.Make != nil {
		buf = want
	}
	name := filepath.Join(dir, filepath.FromSlash(f.Path))
	info, err := os.Lstat(name)
	if os.IsNotExist(err) || err == nil && (!info.Mode().IsRegular() || info.Size() != int64(len(want))) {
		return buf, false, nil
	}
	var got []byte
	if err == nil {
		got, err = os.ReadFile(name)
	}
	if err != nil {
		return buf, false, fmt.Errorf("read %q: %w", f.Path, cause(err))
	}
	return buf, bytes.Equal(got, want), nil
}
