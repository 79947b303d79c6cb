package search

import (
	"bytes"
	"encoding/binary"
)

// field says where in an entry a word stands, weaker places first.
type field uint8

const (
	inText field = iota
	inName
	inHeading
	inTitle
)

// rank is how much an entry is about a word; a greater one stands first among results.
type rank uint8

const (
	once    rank = iota // in its text
	twice               // or three times
	often               // four times or more
	named               // in a term's names, an event's title, the name of an article's source
	headed              // in a heading
	titled              // in its title
	ranks   = 6
	maxDocs = 1<<29 - 1 // so that an entry and a rank fit into 32 bits
)

// vocabulary is the words that one worker has met, and how they stand in the entry that is
// being read. It is an open hash table over bytes: a word that is known costs no memory.
type vocabulary struct {
	slots []uint32 // index into words + 1; a power of two of them
	words []word
	bytes []byte   // of all words
	met   []uint32 // in the current entry
	entry uint32   // the current one, counted from 1
}

type word struct {
	off   uint32 // in bytes
	hash  uint32
	entry uint32 // the last one it stands in
	times uint16 // in the text of that entry, at most 4
	field field  // the strongest in that entry
	size  uint8
}

func newVocabulary() *vocabulary { return &vocabulary{slots: make([]uint32, 1<<12)} }

// text returns the bytes of a word.
func (v *vocabulary) text(id uint32) []byte {
	w := &v.words[id]
	return v.bytes[w.off : w.off+uint32(w.size)]
}

// begin begins an entry.
func (v *vocabulary) begin() {
	v.entry++
	v.met = v.met[:0]
}

// count takes in one word of the current entry.
func (v *vocabulary) count(text []byte, in field) {
	id := v.id(text)
	w := &v.words[id]
	if w.entry != v.entry {
		w.entry, w.times, w.field = v.entry, 0, in
		v.met = append(v.met, id)
	}
	w.field = max(w.field, in)
	if in == inText && w.times < 4 {
		w.times++
	}
}

// end ends the current entry and appends its words, each with its rank in the low bits.
func (v *vocabulary) end(log []uint32) []uint32 {
	for _, id := range v.met {
		log = append(log, id<<3|uint32(v.words[id].rank()))
	}
	return log
}

func (w *word) rank() rank {
	switch {
	case w.field == inTitle:
		return titled
	case w.field == inHeading:
		return headed
	case w.field == inName:
		return named
	case w.times >= 4:
		return often
	case w.times >= 2:
		return twice
	}
	return once
}

// id finds a word or enters it.
func (v *vocabulary) id(text []byte) uint32 {
	h := hash(text)
	mask := uint32(len(v.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		slot := v.slots[i]
		if slot == 0 {
			break
		}
		if w := &v.words[slot-1]; w.hash == h && bytes.Equal(v.bytes[w.off:w.off+uint32(w.size)], text) {
			return slot - 1
		}
	}
	v.words = append(v.words, word{off: uint32(len(v.bytes)), hash: h, size: uint8(len(text))})
	v.bytes = append(v.bytes, text...)
	if len(v.words)*2 > len(v.slots) {
		v.grow()
	} else {
		v.place(uint32(len(v.words) - 1))
	}
	return uint32(len(v.words) - 1)
}

func (v *vocabulary) place(id uint32) {
	mask := uint32(len(v.slots) - 1)
	i := v.words[id].hash & mask
	for v.slots[i] != 0 {
		i = (i + 1) & mask
	}
	v.slots[i] = id + 1
}

func (v *vocabulary) grow() {
	v.slots = make([]uint32, 2*len(v.slots))
	for id := range v.words {
		v.place(uint32(id))
	}
}

// hash mixes the bytes of a word eight at a time. It says nothing outside one run.
func hash(b []byte) uint32 {
	const k = 0x9E3779B97F4A7C15
	h := uint64(len(b)) * k
	for ; len(b) >= 8; b = b[8:] {
		h = (h ^ binary.LittleEndian.Uint64(b)) * k
		h ^= h >> 29
	}
	var tail uint64
	for i, c := range b {
		tail |= uint64(c) << (8 * i)
	}
	h = (h ^ tail) * k
	return uint32(h >> 32)
}
