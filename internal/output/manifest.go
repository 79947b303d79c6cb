package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
)

// manifestHeader is the first line; its number changes with the format.
const manifestHeader = "gloss-manifest 1: gloss replaces and removes only what is listed here"

// manifest is the record of what earlier builds wrote. After the header it has a
// line for each file and, ending in a slash, for each folder they created,
// sorted by bytes. It is immutable and safe for concurrent use.
type manifest struct {
	raw     []byte   // as on disk; nil when there is none
	entries []string // sorted
	byKey   func() map[string]string
}

func newManifest(raw []byte, entries []string) *manifest {
	return &manifest{raw: raw, entries: entries, byKey: sync.OnceValue(func() map[string]string {
		m := make(map[string]string, len(entries))
		for _, e := range entries {
			m[key(e)] = e
		}
		return m
	})}
}

// readManifest reads the manifest file; a missing one is empty. Every line is
// checked, since what it lists may be deleted: a damaged or forged manifest must
// not reach outside the folder.
func readManifest(file, show string) (*manifest, error) {
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return newManifest(nil, nil), nil
	}
	damaged := &Refusal{
		Msg:  fmt.Sprintf("%q is damaged, or from another version of gloss", show),
		Hint: "empty the folder, so that it is built anew, or choose another with -o",
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, damaged
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", show, cause(err))
	}
	// Git may have rewritten the line ends of a folder that is checked in.
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	body, ok := strings.CutPrefix(text, manifestHeader+"\n")
	if !ok || !strings.HasSuffix(text, "\n") {
		return nil, damaged
	}
	var entries []string
	for line := range strings.Lines(body) {
		e := strings.TrimSuffix(line, "\n")
		if checkPath(strings.TrimSuffix(e, "/")) != nil {
			return nil, damaged
		}
		entries = append(entries, e)
	}
	slices.Sort(entries)
	return newManifest(raw, slices.Compact(entries)), nil
}

// has reports whether an earlier build wrote the file, or the folder when e
// ends in a slash.
func (m *manifest) has(e string) bool {
	_, ok := slices.BinarySearch(m.entries, e)
	return ok
}

// respelt returns an entry that differs from e at most in case or normalization.
func (m *manifest) respelt(e string) (string, bool) {
	other, ok := m.byKey()[key(e)]
	return other, ok
}

// formatManifest returns the bytes of a manifest with the entries, which must be
// sorted.
func formatManifest(entries []string) []byte {
	var b bytes.Buffer
	b.WriteString(manifestHeader + "\n")
	for _, e := range entries {
		b.WriteString(e + "\n")
	}
	return b.Bytes()
}
