package search

import (
	"bytes"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/site"
)

// longest is how many bytes of text one record holds; what has more takes several, so that
// no shard of texts is much longer than others.
const longest = 24 << 10

// writer turns entries into records: what a result shows of an entry, as a piece of
// JavaScript, and the words that it is found by. Each worker has its own.
type writer struct {
	site *site.Site
	Options
	vocabulary *vocabulary
	reader     *reader

	batch *batch
	parts []part
	buf   []byte // the text of a part
}

// batch is the records of some entries that follow each other. A word is a number in the
// vocabulary of the worker that made the batch.
type batch struct {
	vocabulary *vocabulary
	records    []record
	bytes      []byte   // of all records
	words      []uint32 // of all records: a word and its rank in each
}

// record is one entry, or a part of one that is long: [kind, address, title, source, aside,
// id, heading, text, id, heading, text …]. The source is [name, hue, shape], or 0.
type record struct {
	end   int    // in batch.bytes
	words int    // end in batch.words
	key   uint64 // of its address: see packer
}

func newWriter(s *site.Site, o Options) *writer {
	return &writer{site: s, Options: o, vocabulary: newVocabulary(), reader: newReader()}
}

// write makes the records of some entries.
func (w *writer) write(entries []entry) *batch {
	w.batch = &batch{vocabulary: w.vocabulary}
	for _, e := range entries {
		if e.kind == kindEvent {
			w.event(e.event)
		} else {
			w.page(e)
		}
	}
	return w.batch
}

func (w *writer) event(i int32) {
	h := w.headOfEvent(i)
	w.begin(h)
	w.end(h)
}

func (w *writer) page(e entry) {
	p := w.site.Pages[e.page]
	h := w.headOfPage(e)
	w.begin(h)
	size := 0
	add := func(id, heading string, text []byte) {
		if size > 0 && size+len(text) > longest {
			w.end(h)
			w.begin(h)
			size = 0
		}
		size += len(text)
		w.part(id, heading, text)
	}
	if text := summary(p); text != "" {
		add("", "", []byte(text))
	}
	for _, part := range w.partsOf(e.page) {
		w.buf = textOf(w.buf[:0], p.Doc, part.span)
		if len(w.buf) == 0 && part.heading == "" {
			continue
		}
		rest := w.buf
		for len(rest) > longest {
			n := cut(rest, longest)
			add(part.id, part.heading, rest[:n])
			rest = rest[n:]
		}
		add(part.id, part.heading, rest)
	}
	w.end(h)
}

// cut returns where a text can be cut: behind the last sentence, else the last word, that
// ends within limit bytes.
func cut(text []byte, limit int) int {
	for _, sep := range []byte("\n ") {
		if n := bytes.LastIndexByte(text[:limit], sep); n > 0 {
			return n + 1
		}
	}
	for limit > 1 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return limit
}

// begin begins a record.
func (w *writer) begin(h head) {
	w.vocabulary.begin()
	w.count([]byte(h.title), h.in)
	for _, n := range h.names {
		w.count([]byte(n), inName)
	}
	w.count([]byte(h.aside), inText)
	b := w.batch
	b.bytes = append(b.bytes, `["`...)
	b.bytes = append(b.bytes, byte(h.kind))
	b.bytes = append(b.bytes, `",`...)
	b.bytes = appendString(b.bytes, h.url)
	b.bytes = append(b.bytes, ',')
	b.bytes = appendString(b.bytes, h.title)
	b.bytes = append(b.bytes, ',')
	if h.by < 0 {
		b.bytes = append(b.bytes, '0')
	} else {
		a := &w.site.Articles[h.by]
		b.bytes = append(b.bytes, '[')
		b.bytes = appendString(b.bytes, a.Short)
		b.bytes = append(b.bytes, ',', '0'+byte(a.Hue), ',', '0'+byte(a.Shape), ']')
	}
	b.bytes = append(b.bytes, ',')
	b.bytes = appendString(b.bytes, h.aside)
}

// part adds a part's text to the record.
func (w *writer) part(id, heading string, text []byte) {
	w.count([]byte(heading), inHeading)
	w.count(text, inText)
	b := w.batch
	b.bytes = append(b.bytes, ',')
	b.bytes = appendString(b.bytes, id)
	b.bytes = append(b.bytes, ',')
	b.bytes = appendString(b.bytes, heading)
	b.bytes = append(b.bytes, ',')
	b.bytes = appendString(b.bytes, text)
}

// end ends the record.
func (w *writer) end(h head) {
	b := w.batch
	b.bytes = append(b.bytes, ']')
	b.words = w.vocabulary.end(b.words)
	b.records = append(b.records, record{len(b.bytes), len(b.words), xxhash.Sum64String(h.url)})
}

// count takes in the words of a text.
func (w *writer) count(text []byte, in field) {
	w.reader.words(text, func(word []byte) { w.vocabulary.count(word, in) })
}

// appendString appends a text as a string of JavaScript and JSON.
func appendString[T string | []byte](dst []byte, s T) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, s[from:]...), '"')
}
