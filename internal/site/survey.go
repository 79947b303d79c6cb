package site

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/content"
	"gloss/internal/diag"
)

// Survey says what an author may want to know of a linked site though nothing is wrong
// with it: notes, sorted. It reads every word of the articles again, for which a build
// has no time. read returns the bytes of a file, to find the place of a word in it.
func (s *Site) Survey(read func(*content.Source) []byte) []diag.Diag {
	diags := append(s.oneSided(), s.unlisted(read)...)
	if s.Config.URL == "" {
		diags = append(diags, diag.Notef(s.Config.At("url"), "url-missing", "the briefing does not say at which address it is published").
			WithHint("write url: https://… in %s: search engines, a feed and the page for wrong addresses need it", s.Config.File))
	}
	return diag.Sort(diags)
}

// oneSided reports, for each of several articles, the events that it alone tells of. Only
// those count that their author has named, as one does for other statements to join.
func (s *Site) oneSided() []diag.Diag {
	if len(s.Articles) < 2 {
		return nil
	}
	names := make([][]string, len(s.Articles)) // by article, quoted
	first := make([]diag.Pos, len(s.Articles))
	for i := range s.Events {
		e := &s.Events[i]
		article, pos := s.teller(e)
		if article < 0 {
			continue
		}
		if names[article] = append(names[article], strconv.Quote(e.ID)); len(names[article]) == 1 || pos.Compare(first[article]) < 0 {
			first[article] = pos
		}
	}
	var diags []diag.Diag
	for i, list := range names {
		if len(list) == 0 {
			continue
		}
		events := "the event "
		if len(list) > 1 {
			events = itoa(len(list)) + " events: "
		}
		diags = append(diags, diag.Notef(first[i], "event-onesided", "no other article tells of %s%s", events, strings.Join(list, ", ")).
			WithHint("where another does, mark it there: [the words]{date=… event=NAME}"))
	}
	return diags
}

// teller returns the one article that tells of an event its author has named, and where it
// first does; -1 if there are several or none.
func (s *Site) teller(e *Event) (article int32, pos diag.Pos) {
	article = -1
	for _, st := range e.Statements {
		p := s.Pages[st.Page]
		d := &p.Doc.Dated[st.Dated]
		switch {
		case d.Event == "":
			return -1, diag.Pos{}
		case p.Article < 0, p.Article == article:
		case article >= 0:
			return -1, diag.Pos{}
		default:
			article, pos = p.Article, p.Doc.At(d.Pos)
		}
	}
	return article, pos
}

// whereWritten returns the place in a page's file at which a text is first used: that of
// the block around it, if the text cannot be found there letter for letter.
func (s *Site) whereWritten(u *used, read func(*content.Source) []byte) diag.Pos {
	p := s.Pages[u.page]
	data := read(p.Source)
	pos := diag.Pos{File: p.Source.File, Line: 1, Col: 1}
	from := min(p.Source.Body, len(data))
	blocks := p.Doc.Blocks
	for i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Span.Off > u.off }) - 1; i >= 0; i-- {
		if u.off < blocks[i].Span.End {
			pos = p.Doc.At(blocks[i].Pos)
			from = offsetOf(data, pos)
			break
		}
	}
	first, _, _ := strings.Cut(u.text, " ")
	for _, t := range []string{u.text, first} {
		if at := indexWord(data[from:], t); at >= 0 {
			before := data[:from+at]
			return diag.Pos{File: pos.File, Line: bytes.Count(before, []byte("\n")) + 1, Col: len(before) - bytes.LastIndexByte(before, '\n')}
		}
	}
	return pos
}

// offsetOf returns the offset of a place in its file.
func offsetOf(data []byte, pos diag.Pos) int {
	off := 0
	for range pos.Line - 1 {
		i := bytes.IndexByte(data[off:], '\n')
		if i < 0 {
			break
		}
		off += i + 1
	}
	return min(off+max(pos.Col-1, 0), len(data))
}

// indexWord returns where a text stands that is no part of a longer word, or -1.
func indexWord(data []byte, text string) int {
	for from := 0; ; {
		i := bytes.Index(data[from:], []byte(text))
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRune(data[:i])
		after, _ := utf8.DecodeRune(data[i+len(text):])
		if !wordRune(before) && !wordRune(after) {
			return i
		}
		from = i + len(text)
	}
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}
