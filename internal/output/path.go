package output

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkPath says why p cannot name an output file on every system, or returns
// nil. Such a path is a mistake of the program: what authors may call their
// articles is decided long before.
func checkPath(p string) error {
	why := ""
	switch {
	case !fs.ValidPath(p) || p == ".":
		why = "not a clean relative path"
	case strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		why = "has a backslash or a control character"
	case strings.HasPrefix(key(p), reserved):
		why = "reserved"
	case !filepath.IsLocal(filepath.FromSlash(p)): // Windows: NUL, C:x
		why = "not a file name on this system"
	default:
		return nil
	}
	return fmt.Errorf("output: internal error: path %q: %s", p, why)
}

// key returns what is equal for two paths that a file system may take for one:
// macOS and Windows ignore case, as [strings.EqualFold] does, and macOS ignores
// normalization as well. An ASCII path becomes lower case.
func key(p string) string {
	if !strings.ContainsFunc(p, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.ToLower(p)
	}
	return norm.NFC.String(strings.Map(fold, norm.NFC.String(p)))
}

// fold returns one rune for all that differ only in case: the smallest, but of
// ASCII letters the lower-case one.
func fold(r rune) rune {
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if 'A' <= least && least <= 'Z' {
		least += 'a' - 'A'
	}
	return least
}
