package content

import (
	"bytes"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/diag"
)

// Parse reads one Markdown file. path is slash-separated below content/. It is pure
// and keeps data, which must not change afterwards. The Source is complete even when
// there are errors; what could not be read is empty.
func Parse(path string, data []byte) (*Source, []diag.Diag) {
	s := &Source{Path: path, File: Root + "/" + path, Sum: xxhash.Sum64(data)}
	s.Kind, s.Name, s.Out = classify(path)
	d := &decoder{file: s.File, code: "front-matter"}
	s.Data = d.clean(data)
	head, body, ok := split(s.Data)
	s.Body = body
	switch {
	case !ok:
		d.errorf(place{}, `end it with a line "---"; a rule across the page is written "***"`, "the front matter is not closed")
	case len(head) > maxYAML:
		d.errorf(place{}, "", "the front matter is longer than %d KB", maxYAML>>10)
	case head == nil:
		d.misplaced(s.Data)
		if len(bytes.TrimSpace(s.Data)) == 0 && len(d.diags) == 0 {
			d.diags = append(d.diags, diag.Warnf(diag.Pos{File: s.File}, "file-empty", "the file is empty").
				WithHint("write something in it, or remove it"))
		}
	default:
		root, f := readYAML(string(head), 2)
		if f != nil {
			d.errorf(f.at, f.hint, "%s", f.msg)
			break
		}
		d.watch(string(head), 2)
		in := roleOf(s)
		d.fillRoot(&root, func() {
			fill(d, &root, &s.Front, frontFields, in, func(key string) string { return elsewhere(key, in) })
		})
	}
	s.diags = d.diags
	return s, s.diags
}

// clean removes a byte order mark and replaces what is not UTF-8, so that every
// later stage may rely on it.
func (d *decoder) clean(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		d.encoding(place{1, 1}, "the file is UTF-16")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return data
	}
	off := 0
	for {
		r, size := utf8.DecodeRune(data[off:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		off += size
	}
	line := bytes.Count(data[:off], []byte("\n")) + 1
	col := off - bytes.LastIndexByte(data[:off], '\n')
	d.encoding(place{uint32(line), uint32(col)}, "byte 0x%02x is not UTF-8", data[off])
	return bytes.ToValidUTF8(data, []byte("\ufffd"))
}

func (d *decoder) encoding(at place, format string, args ...any) {
	d.diags = append(d.diags, diag.Errorf(position(d.file, at), "encoding", format, args...).
		WithHint("save the file as UTF-8"))
}

// split finds the front matter: the lines between a first line "---" and the next
// line "---" or "...". head is nil when there is none. When it is not closed (false)
// there is no body either: one error says more than what would come of the YAML.
func split(data []byte) (head []byte, body int, ok bool) {
	start := lineEnd(data, 0)
	if !isFence(data[:start], "---") {
		return nil, 0, true
	}
	for at := start; at < len(data); {
		end := lineEnd(data, at)
		if line := data[at:end]; isFence(line, "---") || isFence(line, "...") {
			return data[start:at], end, true
		}
		at = end
	}
	return nil, len(data), false
}

// lineEnd returns where the line after the one at off begins.
func lineEnd(data []byte, off int) int {
	if i := bytes.IndexByte(data[off:], '\n'); i >= 0 {
		return off + i + 1
	}
	return len(data)
}

func isFence(line []byte, fence string) bool {
	return bytes.HasPrefix(line, []byte(fence)) && len(bytes.TrimRight(line[len(fence):], " \t\r\n")) == 0
}

// misplaced reports front matter that would otherwise be shown to readers: below
// blank lines, or in Hugo's other syntax.
func (d *decoder) misplaced(data []byte) {
	if isFence(data[:lineEnd(data, 0)], "+++") {
		d.errorf(place{1, 1}, `write YAML between lines "---"`, "TOML front matter is not supported")
		return
	}
	rest := bytes.TrimLeft(data, " \t\r\n")
	if len(rest) == len(data) || !isFence(rest[:lineEnd(rest, 0)], "---") {
		return
	}
	next := rest[lineEnd(rest, 0):]
	key, _, found := bytes.Cut(next[:lineEnd(next, 0)], []byte(":"))
	if found && hasField(frontFields, string(key)) {
		line := bytes.Count(data[:len(data)-len(rest)], []byte("\n")) + 1
		d.errorf(place{uint32(line), 1}, "remove what is before it", "front matter must begin on the first line")
	}
}
