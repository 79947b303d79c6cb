package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// classify tells what a Markdown file is by its path below content/. Names and
// output paths are NFC: some disks hand out decomposed names, and the same site
// must come out of them.
func classify(p string) (kind Kind, name, out string) {
	p = norm.NFC.String(p)
	name = strings.TrimSuffix(p, ".md")
	out = name + ".html"
	if rest, ok := strings.CutPrefix(name, "articles/"); ok && rest != "index" {
		return KindArticle, rest, out
	}
	if rest, ok := strings.CutPrefix(name, "glossary/"); ok && rest != "index" {
		return KindTerm, rest, out
	}
	return KindPage, name, out
}

// Ignored reports whether a file or folder of this name is left out without a word:
// dot-files, and what editors and desktops leave behind, if only for a moment. A watcher asks
// it too.
func Ignored(name string) bool {
	switch name {
	case ".well-known": // RFC 8615: served as it is
		return false
	case "Thumbs.db", "desktop.ini":
		return true
	case "4913": // by which vim tries whether it can write in a folder, and counts up from
		return true
	}
	return strings.HasPrefix(name, ".") || // vim's .x.swp, emacs' .#x, gedit's .goutputstream-, the desktop's .DS_Store
		strings.HasSuffix(name, "~") || // backups
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || // emacs
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swx") || // vim
		strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___") // JetBrains
}

// badName says why some system cannot hold a file of this name ("" if all can), and
// what to do. A briefing is handed on as a folder, also to Windows.
func badName(name string) (why, hint string) {
	if !utf8.ValidString(name) {
		return "is not UTF-8", "rename it"
	}
	for _, r := range name {
		if strings.ContainsRune(`<>:"|?*\`, r) {
			return "contains " + string(r) + ", which Windows does not allow", "rename it"
		}
		if unicode.IsControl(r) {
			return "contains a control character", "rename it"
		}
	}
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return "ends in a dot or a space, which Windows drops", "rename it"
	}
	stem, _, _ := strings.Cut(name, ".")
	if isDevice(strings.ToUpper(strings.TrimRight(stem, " "))) {
		return "is a device on Windows", "rename it, for instance to \"" + stem + "-1" + name[len(stem):] + "\""
	}
	return "", ""
}

// isDevice knows the names that Windows keeps in every folder, with any extension
// ("Naming Files, Paths, and Namespaces", Microsoft).
func isDevice(stem string) bool {
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	rest, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		rest, ok = strings.CutPrefix(stem, "LPT")
	}
	return ok && utf8.RuneCountInString(rest) == 1 && strings.Contains("0123456789¹²³", rest)
}

// FoldPath makes two paths equal that some disk takes for one: compared without
// case (Windows, macOS) and without regard to composition (macOS).
func FoldPath(p string) string {
	ascii := true
	for i := range len(p) {
		if p[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(p)
	}
	return norm.NFC.String(strings.Map(foldRune, norm.NFC.String(p)))
}

// foldRune returns one rune for all that differ only in case, as strings.EqualFold
// understands it: the smallest, in ASCII the lower-case letter.
func foldRune(r rune) rune {
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if least >= 'A' && least <= 'Z' {
		least += 'a' - 'A'
	}
	return least
}
