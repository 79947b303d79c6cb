package content

import (
	"strings"

	"gloss/internal/diag"
)

// A "#" behind a space begins a comment in YAML: `summary: #1 in sales` is empty, and
// `title: The #1 reason` ends at "The". Comments begin with "# ", so one that does not was
// in all likelihood meant as text.

// watch lets the decoder look for comments in a document whose first line is line number
// first of its file.
func (d *decoder) watch(src string, first int) {
	if strings.Contains(src, " #") {
		d.lines, d.begins = strings.Split(src, "\n"), first
	}
}

// emptied reports a key whose value is a comment.
func (d *decoder) emptied(n *node) {
	line := d.lineAt(n.keyAt)
	if i := strings.Index(line, ":"); i >= 0 {
		if at, ok := commented(line[i+1:]); ok {
			d.commentAt(n.keyAt, i+1+at, "the value of %q is a YAML comment, so it is empty", n.key)
		}
	}
}

// cut reports a plain value that a comment ends.
func (d *decoder) cut(n *node) {
	rest, ok := strings.CutPrefix(d.lineAt(n.at), n.text)
	if at, found := commented(rest); ok && !n.quoted && found {
		d.commentAt(n.at, len(n.text)+at, `"#" begins a YAML comment, so the value ends before it`)
	}
}

// lineAt returns what stands at a place and behind it on its line.
func (d *decoder) lineAt(at place) string {
	i := int(at.line) - d.begins
	if i < 0 || i >= len(d.lines) || int(at.col) > len(d.lines[i]) {
		return ""
	}
	return d.lines[i][at.col-1:]
}

// commented finds a "#" behind space at the start of s that text follows at once.
func commented(s string) (at int, ok bool) {
	rest := strings.TrimLeft(s, " ")
	at = len(s) - len(rest)
	return at, at > 0 && len(rest) > 1 && rest[0] == '#' && strings.IndexByte(" #\r", rest[1]) < 0
}

func (d *decoder) commentAt(at place, off int, format string, args ...any) {
	at.col += uint32(off)
	d.diags = append(d.diags, diag.Warnf(position(d.file, at), "yaml-comment", format, args...).
		WithHint(`put the whole value in quotes, or a space behind the "#" of a comment`))
}
