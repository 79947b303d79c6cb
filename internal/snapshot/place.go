package snapshot

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gloss/internal/diag"
	"gloss/internal/site"
)

// files are the files of a site's pages, read when a place in one is asked for.
type files struct {
	site *site.Site
	read func(name string) ([]byte, error)
	data map[site.PageID][]byte
}

// of returns the file of a page, without a byte order mark; nil when it cannot be read.
func (f *files) of(page site.PageID) []byte {
	data, known := f.data[page]
	if !known {
		var err error
		if data, err = f.read(f.site.Pages[page].Source.File); err != nil {
			data = nil // the place is a help, no more
		}
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		f.data[page] = data
	}
	return data
}

// place returns where in its file a piece of a statement stands. A Doc does not say, so the
// statement's words are followed through the Markdown of its block; where they are lost,
// the answer is the last word found, and without the file the block's beginning.
func (f *files) place(st *statement, e extent) diag.Pos {
	if st.block < 0 {
		return st.pos
	}
	data := f.of(st.page)
	if data == nil {
		return st.pos
	}
	from := offsetOf(data, st.pos)
	rest := data[from:]
	at := 0
	for _, t := range st.tokens {
		if t.end <= e.off || t.kind != word && t.kind != digits {
			continue
		}
		if n := follow(rest, st.tokens, t.off); n >= 0 {
			at = n
		}
		break
	}
	if _, n := utf8.DecodeRuneInString(st.text[e.off:]); bytes.HasSuffix(rest[:at], []byte(st.text[e.off:e.off+n])) {
		at -= n // "$" before a figure is no word
	}
	from += at
	line := bytes.Count(data[:from], []byte("\n"))
	return diag.Pos{File: st.pos.File, Line: line + 1, Col: from - bytes.LastIndexByte(data[:from], '\n')}
}

// offsetOf converts a place in a file into an offset.
func offsetOf(data []byte, pos diag.Pos) int {
	at := 0
	for range pos.Line - 1 {
		n := bytes.IndexByte(data[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
	}
	return min(at+max(pos.Col-1, 0), len(data))
}

// lookahead is how many words of Markdown may come between one word of the text and the
// next: those of markup that markdownWord does not know.
const lookahead = 12

// follow returns where in the Markdown the token at off in the text stands, or the one
// before it; -1 when none was found.
func follow(md []byte, ts []token, off int) int {
	at, found := 0, -1
	for _, t := range ts {
		if t.off > off {
			break
		}
		if t.kind != word && t.kind != digits {
			continue
		}
		next := at
		for range lookahead {
			w := markdownWord(md, next)
			if w.off < 0 {
				break
			}
			have := foldWord(string(md[w.off:w.end]))
			if next = w.end; have == t.text || have == strings.TrimSuffix(t.text, "'s") {
				found, at = w.off, w.end
				break
			}
		}
	}
	return found
}

// markdownWord returns the first word or number at or behind i that is no markup; one at
// -1 when there is none.
func markdownWord(md []byte, i int) extent {
	for i < len(md) {
		r, n := utf8.DecodeRune(md[i:])
		switch {
		case '0' <= r && r <= '9':
			end := i
			for end < len(md) && '0' <= md[end] && md[end] <= '9' {
				end++
			}
			return extent{i, end}
		case isLetter(r):
			return extent{i, wordEnd(string(md[i:min(len(md), i+200)]), n) + i}
		}
		i += max(n, markupLen(md, i))
	}
	return extent{-1, -1}
}

// markupLen returns how long the markup is that stands at i and holds words of its own: an
// attribute list, a destination, a note's marker, a comment, a tag; 0 for none.
func markupLen(md []byte, i int) int {
	rest := md[i:]
	switch {
	case rest[0] == '{' && i > 0 && bytes.IndexByte([]byte(" \n\t])"), md[i-1]) >= 0:
		return closing(rest, '}')
	case rest[0] == '(' && i > 0 && md[i-1] == ']':
		return closing(rest, ')')
	case bytes.HasPrefix(rest, []byte("[^")):
		return closing(rest, ']')
	case bytes.HasPrefix(rest, []byte("<!--")):
		return bytes.Index(rest, []byte("-->")) + len("-->")
	case rest[0] == '<' && len(rest) > 1 && (rest[1] == '/' || isLetter(rune(rest[1]))):
		return closing(rest, '>')
	}
	return 0
}

// closing returns the length up to a closing character, past those in straight quotes.
func closing(rest []byte, c byte) int {
	quoted := false
	for i, b := range rest {
		switch {
		case b == '"':
			quoted = !quoted
		case b == c && !quoted:
			return i + 1
		case b == '\n' && i+1 < len(rest) && rest[i+1] == '\n':
			return 0 // the end of the block: it was none
		}
	}
	return 0
}
