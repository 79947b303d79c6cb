// Package pack makes editions of a rendered site that are carried as one file: an archive of
// the site as it is, and one HTML file that holds everything. The same site makes the same
// bytes.
package pack

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"gloss/internal/output"
	"gloss/internal/render"
)

// Site is a site that can be rendered.
type Site interface {
	Title() string      // what the briefing is called in short
	Sections() []string // the output paths of the pages of one file, in order
	OneFile(j render.Joiner) ([]byte, error)
	Files() iter.Seq2[output.File, error] // of the web edition
	File(path string) ([]byte, error)     // one of them; fs.ErrNotExist when there is none
}

// Format is an edition.
type Format struct {
	Ext   string // of its file: ".zip"
	write func(w io.Writer, s Site, name string, limit int64) error
	ours  func(f *os.File) bool // whether Gloss wrote a file
}

// Formats are all editions.
var Formats = []Format{{".zip", writeZip, isZip}, {".html", writeHTML, isHTML}}

// TooLarge says that an edition would be larger than the limit.
type TooLarge struct{ Limit int64 }

// Error tells the limit.
func (e *TooLarge) Error() string { return fmt.Sprintf("larger than %s", Size(e.Limit)) }

// Name is what the files of a site are called: its short title, in small letters, with a hyphen
// for all that is no letter or digit.
func Name(title string) string {
	const longest = 60 // bytes: disks allow 255, people less
	fields := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.Nd)
	})
	name := ""
	for _, f := range fields {
		if len(name)+1+len(f) > longest {
			break
		}
		name = strings.TrimPrefix(name+"-"+f, "-")
	}
	if name == "" {
		return "briefing"
	}
	return name
}

// mark stands in every file that this package writes, so that it knows it again.
const mark = "Gloss"

// epoch is the time of all files in an archive: the first that the format knows.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// writeZip writes the site into a folder of an archive.
func writeZip(w io.Writer, s Site, name string, limit int64) error {
	var files []output.File
	left := limit
	for f, err := range s.Files() {
		if err != nil {
			return err
		}
		if left -= int64(len(f.Data)); left < -9*limit { // it will hardly shrink to a tenth
			return &TooLarge{limit}
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	z := zip.NewWriter(&limited{w: w, left: limit, limit: limit})
	if err := z.SetComment(mark); err != nil {
		return err
	}
	for _, f := range files {
		h := &zip.FileHeader{Name: name + "/" + f.Path, Method: zip.Deflate, Modified: epoch}
		h.SetMode(0o644)
		part, err := z.CreateHeader(h)
		if err == nil {
			_, err = part.Write(f.Data)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// limited is a writer with a limit.
type limited struct {
	w           io.Writer
	left, limit int64
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, &TooLarge{l.limit}
	}
	return l.w.Write(p)
}

func isZip(f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	z, err := zip.NewReader(f, info.Size())
	return err == nil && z.Comment == mark
}

// writeHTML writes the site as one HTML file.
func writeHTML(w io.Writer, s Site, _ string, limit int64) error {
	j := &joiner{pages: map[string]bool{}, file: s.File, data: map[string]string{}}
	for _, out := range s.Sections() {
		j.pages[out] = true
	}
	size := int64(0)
	j.grow = func(n int) error { // not to make what is far too large
		if size += int64(n); size > limit {
			return &TooLarge{limit}
		}
		return nil
	}
	doc, err := s.OneFile(j)
	if err != nil {
		return err
	}
	_, err = (&limited{w: w, left: limit, limit: limit}).Write(doc)
	return err
}

func isHTML(f *os.File) bool {
	head, err := bufio.NewReaderSize(io.LimitReader(f, 64<<10), 64<<10).Peek(64 << 10)
	return (err == nil || errors.Is(err, io.EOF)) && strings.Contains(string(head), `<meta name="generator" content="`+mark+`">`)
}
