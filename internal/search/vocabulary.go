package search

import "bytes"

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
	in    field    // where in it the words that come stand
	at    uint32   // the word found last
}

type word struct {
	key   uint64 // see taker
	off   uint32 // in bytes
	entry uint32 // the last one it stands in
	times uint8  // in the text of that entry, at most 4
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

// take implements [taker]: it counts a word of the current entry.
func (v *vocabulary) take(key uint64, long []byte) {
	w := v.find(key, long)
	if w.entry != v.entry {
		w.entry, w.times, w.field = v.entry, 0, v.in
		v.met = append(v.met, v.at)
	}
	w.field = max(w.field, v.in)
	if v.in == inText && w.times < 4 {
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

// find finds a word or enters it, and notes which one it is in v.at.
func (v *vocabulary) find(key uint64, long []byte) *word {
	mask := uint64(len(v.slots) - 1)
	for i := mix(key) & mask; v.slots[i] != 0; i = (i + 1) & mask {
		v.at = v.slots[i] - 1
		w := &v.words[v.at]
		if w.key == key && (long == nil && w.size <= 8 || long != nil && bytes.Equal(long, v.text(v.at))) {
			return w
		}
	}
	return v.enter(key, long)
}

// enter enters a new word.
func (v *vocabulary) enter(key uint64, long []byte) *word {
	if long == nil {
		long = unpack(key)
	}
	v.at = uint32(len(v.words))
	v.words = append(v.words, word{key: key, off: uint32(len(v.bytes)), size: uint8(len(long))})
	v.bytes = append(v.bytes, long...)
	if len(v.words)*2 > len(v.slots) {
		v.slots = make([]uint32, 2*len(v.slots))
		for id := range v.words {
			v.place(uint32(id))
		}
	} else {
		v.place(v.at)
	}
	return &v.words[v.at]
}

func (v *vocabulary) place(id uint32) {
	mask := uint64(len(v.slots) - 1)
	i := mix(v.words[id].key) & mask
	for v.slots[i] != 0 {
		i = (i + 1) & mask
	}
	v.slots[i] = id + 1
}
