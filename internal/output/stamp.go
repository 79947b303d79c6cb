package output

import (
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"
)

// Stamp says of what a folder was made, so that making it again can be spared. Key stands
// for everything its files depend on; Note is the caller's.
type Stamp struct{ Key, Note string }

// stampName is the file that holds the stamp. Its last line is the digest of what the
// folder held then.
const stampName = reserved + "stamp"

// WriteStamp keeps a stamp for the folder as a [Sync] left it, which returned the stats. An
// empty one removes what was kept.
func WriteStamp(dir string, s Stamp, of Stats) error {
	name := path.Join(dir, stampName)
	if s == (Stamp{}) {
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("remove %q: %w", name, cause(err))
		}
		return nil
	}
	if of.digest == "" || strings.ContainsAny(s.Key+s.Note, "\n\r") {
		return nil
	}
	if err := os.WriteFile(name, []byte(s.Key+"\n"+s.Note+"\n"+of.digest+"\n"), 0o644); err != nil {
		return fmt.Errorf("write %q: %w", name, cause(err))
	}
	return nil
}

// HasStamp reports whether a stamp was kept for the folder.
func HasStamp(dir string) bool {
	_, err := os.Lstat(path.Join(dir, stampName))
	return err == nil
}

// ReadStamp returns the note of the stamp with that key and how many files the folder has,
// if every file that the manifest lists is there with the bytes it had when the stamp was
// written.
func ReadStamp(dir, key string) (note string, files int, ok bool) {
	raw, err := os.ReadFile(path.Join(dir, stampName))
	if err != nil {
		return "", 0, false
	}
	lines := strings.Split(string(raw), "\n")
	if len(lines) != 4 || lines[0] != key {
		return "", 0, false
	}
	now, files, ok := digest(dir)
	return lines[1], files, ok && now == lines[2]
}

// digest stands for the manifest of a folder and the bytes of the files in it, which it
// counts. It is false where one is missing or a link.
func digest(dir string) (sum string, files int, ok bool) {
	m, err := readManifest(path.Join(dir, manifestName), manifestName)
	if err != nil || m.raw == nil {
		return "", 0, false
	}
	sums := make([]uint64, len(m.entries))
	var next, bad atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			h, buf := xxhash.New(), make([]byte, 64<<10)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(m.entries) || bad.Load() > 0 {
					return
				}
				if e := m.entries[i]; !strings.HasSuffix(e, "/") {
					h.Reset()
					if !hashFile(h, path.Join(dir, e), buf) {
						bad.Add(1)
					}
					sums[i] = h.Sum64()
				}
			}
		})
	}
	wg.Wait()
	for _, e := range m.entries {
		if !strings.HasSuffix(e, "/") {
			files++
		}
	}
	return digestOf(m.entries, sums), files, bad.Load() == 0
}

// digestOf sums up the entries of a manifest and the hashes of their bytes, 0 for a folder.
func digestOf(entries []string, sums []uint64) string {
	all := xxhash.New()
	_, _ = all.WriteString(strings.Join(entries, "\n"))
	for _, s := range sums {
		_, _ = fmt.Fprintf(all, "\n%016x", s)
	}
	return hex.EncodeToString(all.Sum(nil))
}

func hashFile(h *xxhash.Digest, name string, buf []byte) bool {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	for {
		n, err := f.Read(buf)
		_, _ = h.Write(buf[:n])
		if err != nil {
			return err == io.EOF
		}
	}
}
