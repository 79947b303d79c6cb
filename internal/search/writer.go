package search

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/jsontext"
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
	words int // in the batch before it
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
	v := newVocabulary()
	return &writer{site: s, Options: o, vocabulary: v, reader: newReader(v)}
}

// write makes the records of some entries.
func (w *writer) write(entries []entry) *batch {
	w.batch = &batch{vocabulary: w.vocabulary, bytes: (*room.Get().(*[]byte))[:0], words: make([]uint32, 0, w.words)}
	for _, e := range entries {
		if e.kind == kindEvent {
			w.event(e.event)
		} else {
			w.page(e)
		}
	}
	w.words = len(w.batch.words) // the next one is about as large
	return w.batch
}

// room is for the bytes of batches, which are soon copied into shards.
var room = sync.Pool{New: func() any { return new([]byte) }}

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
		add("", "", jsontext.Escape(nil, text))
	}
	for _, part := range w.partsOf(e.page) {
		w.buf = textOf(w.buf[:0], p.Doc, part.span)
		if len(w.buf) == 0 && part.heading == "" {
			continue
		}
		rest := w.buf
		for len(rest) > longest {
			var first []byte
			first, rest = cut(rest, longest)
			add(part.id, part.heading, first)
		}
		add(part.id, part.heading, rest)
	}
	w.end(h)
}

// cut cuts an escaped text in two: behind the last sentence, else the last word, that ends
// within limit bytes.
func cut(text []byte, limit int) (first, rest []byte) {
	for _, sep := range []string{`\n`, " "} {
		if n := bytes.LastIndex(text[:limit], []byte(sep)); n > 0 {
			return text[:n], text[n+len(sep):]
		}
	}
	n := limit
	for n > 1 && (!utf8.RuneStart(text[n]) || text[n-1] == '\\') {
		n--
	}
	return text[:n], text[n:]
}

// begin begins a record.
func (w *writer) begin(h head) {
	w.vocabulary.begin()
	w.count(h.title, h.in)
	for _, n := range h.names {
		w.count(n, inName)
	}
	w.count(h.aside, inText)
	b := w.batch
	b.bytes = append(b.bytes, `["`...)
	b.bytes = append(b.bytes, byte(h.kind))
	b.bytes = append(b.bytes, `",`...)
	b.bytes = jsontext.String(b.bytes, h.url)
	b.bytes = append(b.bytes, ',')
	b.bytes = jsontext.String(b.bytes, h.title)
	b.bytes = append(b.bytes, ',')
	if h.by < 0 {
		b.bytes = append(b.bytes, '0')
	} else {
		a := &w.site.Articles[h.by]
		b.bytes = append(b.bytes, '[')
		b.bytes = jsontext.String(b.bytes, a.Short)
		b.bytes = append(b.bytes, ',', '0'+byte(a.Hue), ',', '0'+byte(a.Shape), ']')
	}
	b.bytes = append(b.bytes, ',')
	b.bytes = jsontext.String(b.bytes, h.aside)
}

// part adds a part's text, which is escaped, to the record.
func (w *writer) part(id, heading string, text []byte) {
	w.count(heading, inHeading)
	w.vocabulary.in = inText
	w.reader.words(text, true)
	b := w.batch
	b.bytes = append(b.bytes, ',')
	b.bytes = jsontext.String(b.bytes, id)
	b.bytes = append(b.bytes, ',')
	b.bytes = jsontext.String(b.bytes, heading)
	b.bytes = append(b.bytes, `,"`...)
	b.bytes = append(b.bytes, text...)
	b.bytes = append(b.bytes, '"')
}

// end ends the record.
func (w *writer) end(h head) {
	b := w.batch
	b.bytes = append(b.bytes, ']')
	b.words = w.vocabulary.end(b.words)
	b.records = append(b.records, record{len(b.bytes), len(b.words), xxhash.Sum64String(h.url)})
}

// count takes in the words of a text.
func (w *writer) count(text string, in field) {
	w.vocabulary.in = in
	w.reader.words([]byte(text), false)
}
