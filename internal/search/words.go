package search

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// words cuts the words into shards and hands them out: each word as what it does not share
// with the one before, then its postings.
func (p *packer) words(x *index) {
	var w wordWriter
	for i, text := range x.words {
		if w.data == nil {
			w.begin("words")
			p.contents.From = append(p.contents.From, string(text))
		}
		w.word(text)
		w.data = append(w.data, ' ')
		w.data = appendPostings(w.data, x.of(i))
		if len(w.data) >= WordShard {
			p.contents.Words = append(p.contents.Words, p.put(w.end()))
		}
	}
	if w.data != nil {
		p.contents.Words = append(p.contents.Words, p.put(w.end()))
	}
	if len(p.contents.Words) > 1 {
		p.contents.Common = p.put(commonWords(x))
	}
}

// wordWriter writes sorted words, and something behind each.
type wordWriter struct {
	data []byte
	last []byte
}

func (w *wordWriter) begin(kind string) {
	w.data = append(make([]byte, 0, WordShard+WordShard/4), call+`("`+kind+`","`...)
	w.last = nil
}

// word writes a word: how many of its bytes it shares with the last one, as a number, and the
// others.
func (w *wordWriter) word(text []byte) {
	if w.last != nil {
		w.data = append(w.data, ' ')
	}
	n := min(sharedRunes(w.last, text), int(half)-1)
	w.data = appendNumber(w.data, uint32(n))
	w.data = append(w.data, skipRunes(text, n)...)
	w.last = text
}

func (w *wordWriter) end() []byte {
	data := append(w.data, "\")\n"...)
	w.data, w.last = nil, nil
	return data
}

// sharedRunes is how many characters two words begin with alike. Those that JavaScript counts
// as two are not shared.
func sharedRunes(a, b []byte) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		_, size := utf8.DecodeRune(b)
		if size == utf8.UTFMax || !bytes.HasPrefix(a, b[:size]) {
			break
		}
		a, b = a[size:], b[size:]
		n++
	}
	return n
}

func skipRunes(b []byte, n int) []byte {
	for ; n > 0; n-- {
		_, size := utf8.DecodeRune(b)
		b = b[size:]
	}
	return b
}

// shortest is how many characters a word has at the least that may be a mistyped one, or
// mistyped.
const shortest = 4

// commonWords lists the words that a mistyped one may have meant: those that the most records
// are about, each with the logarithm of how many.
func commonWords(x *index) []byte {
	type candidate struct {
		word   int
		weight int
	}
	var list []candidate
	for i, text := range x.words {
		if r, _ := utf8.DecodeRune(text); classOf(r) != letter || utf8.RuneCount(text) < shortest {
			continue
		}
		weight := 0
		for _, posting := range x.of(i) {
			weight++
			if rank(posting&7) >= named {
				weight += 3
			}
		}
		list = append(list, candidate{i, weight})
	}
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(b.weight-a.weight, a.word-b.word) })
	size := 0
	for n, c := range list {
		if size += len(x.words[c.word]) + len(" 1 9"); size > CommonWords { // of which less is written
			list = list[:n]
			break
		}
	}
	slices.SortFunc(list, func(a, b candidate) int { return a.word - b.word })
	var w wordWriter
	w.begin("common")
	for _, c := range list {
		w.word(x.words[c.word])
		w.data = append(w.data, ' ')
		w.data = appendNumber(w.data, uint32(bits.Len(uint(c.weight))))
	}
	return w.end()
}
