// Package content turns a site's folder into plain data: it walks the files below
// content/, tells articles, glossary terms, pages and other files apart by their
// path, reads gloss.yaml and every front matter, and says where each file goes.
//
// Nothing here knows Markdown: a [Source] ends where its body begins. Everything
// returned is immutable and does not depend on the time, the locale or on how many
// processors read it.
package content

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"strings"

	"gloss/internal/diag"
)

// Root is the folder, below the site root, that holds what the author writes.
const Root = "content"

// Kind says what a Markdown file is. The folder decides, never the front matter.
type Kind uint8

const (
	KindPage    Kind = iota + 1 // anything else, and the introductions of generated pages
	KindArticle                 // below content/articles/
	KindTerm                    // below content/glossary/
)

// String returns the word an author would use.
func (k Kind) String() string {
	switch k {
	case KindPage:
		return "page"
	case KindArticle:
		return "article"
	case KindTerm:
		return "term"
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// Source is one Markdown file. It is immutable after [Parse].
type Source struct {
	Path  string // slash-separated below content/, as the disk spells it: "articles/2025/x.md"
	File  string // as named in diagnostics: "content/articles/2025/x.md"
	Kind  Kind
	Name  string // identity among its kind, NFC, without ".md": "2025/x", "jcpoa", "guide", "articles/index"
	Out   string // output path, NFC: "articles/2025/x.html", "index.html"
	Data  []byte // the whole file without byte order mark; always valid UTF-8. The front matter alone after Drop
	Body  int    // offset in Data at which the Markdown begins: a line start, or len(Data)
	Front Front
	Sum   uint64 // XXH64 of the file's bytes

	diags []diag.Diag // replayed when a Load reuses the value
}

// Drop lets go of the Markdown, for when it has been parsed: of a large site it is a fourth
// of what is in memory.
func (s *Source) Drop() { s.Data = bytes.Clone(s.Data[:s.Body]) }

// Title returns the title that the front matter gives, or "".
func (s *Source) Title() string { return cmp.Or(s.Front.Title, s.Front.Term) }

// At returns the place of something in the front matter: At("source", "date"),
// At("aliases", "0") for the first item of a list. That is the value where it is a
// scalar or in brackets, else its key. What is absent is answered by the nearest
// enclosing thing that is there, at last by the file's first line.
func (s *Source) At(path ...string) diag.Pos { return s.Places().At(path...) }

// Places are where things stand in a front matter.
type Places struct {
	file string
	root node
}

// Places reads the front matter once more: places are asked for so seldom that keeping what
// was read of 10,000 files would be a waste. Who asks for many of one file keeps it.
func (s *Source) Places() Places { return Places{s.File, s.root()} }

// At is [Source.At].
func (p Places) At(path ...string) diag.Pos { return position(p.file, p.root.find(path)) }

// SameButNames reports whether two versions of a file have the same front matter, but for the
// names under which a term is found.
func (s *Source) SameButNames(t *Source) bool {
	a, b := s.Front, t.Front
	a.Aliases, b.Aliases = nil, nil
	return reflect.DeepEqual(a, b)
}

func (s *Source) root() node {
	head, _, _ := split(s.Data)
	n, f := readYAML(string(head), 2)
	if f != nil {
		return node{}
	}
	return n
}

// In is At for the byte at off of a value's text: the value's own place where it is not
// written as it is read.
func (s *Source) In(off int, path ...string) diag.Pos {
	root := s.root()
	return inValue(s.File, s.Data, &root, off, path)
}

// Asset is a file below content/ that is copied as it is; its bytes are read from
// the file system when they are wanted.
type Asset struct {
	Path string // slash-separated below content/, as the disk spells it: "img/map.png"
	File string // below the site root: "content/img/map.png"
	Out  string // output path, NFC
}

// Tree is a site's folder as data.
type Tree struct {
	Config  Config
	Sources []*Source // sorted by Path
	Assets  []Asset   // sorted by Path

	diags []diag.Diag // what there is to say beyond the Sources
}

// inValue returns the place of the byte at off in the text of a scalar, without the space
// around it, if the file has the text as it is read: without escapes, on one line.
func inValue(file string, data []byte, root *node, off int, path []string) diag.Pos {
	at := root.find(path)
	n := root
	for _, step := range path {
		if n = n.child(step); n == nil {
			return position(file, at)
		}
	}
	text := strings.TrimSpace(n.text)
	rest := lineAt(data, int(at.line))
	if at.col > 0 && int(at.col) <= len(rest) && off <= len(text) {
		rest = rest[at.col-1:]
		lead := len(rest) - len(bytes.TrimLeft(rest, `"' `))
		if bytes.HasPrefix(rest[lead:], []byte(text[:off])) {
			at.col += uint32(lead + off)
		}
	}
	return position(file, at)
}

// lineAt returns the n-th line of a file, 1-based, or nil.
func lineAt(data []byte, n int) []byte {
	for ; n > 1; n-- {
		data = data[lineEnd(data, 0):]
	}
	return data[:lineEnd(data, 0)]
}

// position names a place in a file; an unknown place is the first line.
func position(file string, p place) diag.Pos {
	if p.line == 0 {
		return diag.Pos{File: file, Line: 1, Col: 1}
	}
	return diag.Pos{File: file, Line: int(p.line), Col: int(p.col)}
}
