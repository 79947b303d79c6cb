//go:build unix

package output

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A site that only its builder can read is of no use to a web server.
func TestModesDespiteUmask(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	dir := filepath.Join(t.TempDir(), "new", "public")
	want{"index.html": "x", "a/b/c.html": "x"}.sync(t, dir)
	for p, mode := range map[string]os.FileMode{
		"../": 0o755, "": 0o755, "a": 0o755, "a/b": 0o755, "index.html": 0o644, "a/b/c.html": 0o644, manifestName: 0o644,
	} {
		info, err := os.Stat(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != mode {
			t.Errorf("%q has mode %v, want %v", p, info.Mode().Perm(), mode)
		}
	}
}

// Opening a pipe would wait for its other end for ever.
func TestPipeInTheWay(t *testing.T) {
	dir := t.TempDir()
	want{"index.html": ""}.sync(t, dir)
	os.Remove(filepath.Join(dir, "index.html"))
	if err := syscall.Mkfifo(filepath.Join(dir, "index.html"), 0o644); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	_, err := Sync(dir, want{"index.html": ""}.files(nil))
	refused(t, err, "special file")
	want{}.sync(t, dir)
	if _, err := os.Lstat(filepath.Join(dir, "index.html")); err != nil {
		t.Errorf("the pipe was removed: %v", err)
	}
}
