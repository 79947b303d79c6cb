package search

import (
	"encoding/binary"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWord is how many characters of a word count.
const maxWord = 32

// A taker is handed the words of a text, one after the other. One of up to eight bytes is
// packed into key, the first in its low bits, and long is nil. Of any other, long is the word
// and key a hash of it; long is valid during the call.
type taker interface{ take(key uint64, long []byte) }

// reader reads the words of texts and hands them to its taker. It must not be used by two
// goroutines at once.
type reader struct {
	taker  taker
	folder *folder
	word   []byte // being read
	chars  int    // in it
	class  class  // of it; gap when there is none
	loose  bool   // the text was not composed
}

func newReader(t taker) *reader { return &reader{taker: t, folder: &folder{}} }

// Words yields the words of a text as they are compared, in order.
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		newReader(&yielder{yield: yield}).read(norm.NFC.Bytes([]byte(text)), false)
	}
}

// yielder is a taker that yields the words.
type yielder struct {
	yield   func(string) bool
	stopped bool
}

func (y *yielder) take(key uint64, long []byte) {
	if long == nil {
		long = unpack(key)
	}
	y.stopped = y.stopped || !y.yield(string(long))
}

// unpack returns the bytes of a short word.
func unpack(key uint64) []byte {
	b := binary.LittleEndian.AppendUint64(nil, key)
	for b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	return b
}

// words reads a text, in which a backslash escapes the character behind it if asked to.
func (r *reader) words(text []byte, escaped bool) {
	r.loose = false
	r.read(text, escaped)
	if r.loose && !norm.NFC.IsNormal(text) {
		r.read(norm.NFC.Bytes(text), escaped)
	}
}

func (r *reader) read(text []byte, escaped bool) {
	for i := 0; i < len(text); {
		c := text[i]
		switch k := class(ascii[c] >> 8); {
		case c == '\\' && escaped:
			r.end()
			i += 2
		case k == gap:
			r.end()
			i++
		case k <= digit && r.class == gap:
			i += r.short(text[i:])
		case k <= digit:
			i += r.long(text[i:])
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] > 0x8F && text[i+2] < 0xAA: // dashes and quotation marks
			r.end()
			i += 3
		default:
			ch, n := utf8.DecodeRune(text[i:])
			r.rune(ch)
			i += n
		}
	}
	r.end()
}

// ascii folds the bytes that are a character: the low byte is what it counts as, the high
// one its class. All others are of no class.
var ascii = func() (table [256]uint16) {
	for c := range table {
		table[c] = uint16(noClass) << 8
		if c < utf8.RuneSelf {
			s := foldRune(rune(c))
			table[c] = uint16(classOf(rune(s[0])))<<8 | uint16(s[0])
		}
	}
	return table
}()

// short takes a word of up to eight bytes, all of them below 128, that begins here: nearly
// every word of most languages. It returns the length of what it has read.
func (r *reader) short(text []byte) int {
	first := ascii[text[0]]
	key, n := uint64(first&0xFF), 1
	for ; n < len(text); n++ {
		f := ascii[text[n]]
		if f>>8 == first>>8 && n < 8 {
			key |= uint64(f&0xFF) << (8 * n)
			continue
		}
		if k := class(f >> 8); k == noClass || f>>8 == first>>8 {
			return r.long(text)
		}
		break
	}
	r.taker.take(key, nil)
	return n
}

// long takes in a character below 128 and those of its class that follow, and returns how
// many they are.
func (r *reader) long(text []byte) int {
	k := class(ascii[text[0]] >> 8)
	if k != r.class {
		r.end()
		r.class = k
	}
	n := 0
	for ; n < len(text) && class(ascii[text[n]]>>8) == k; n++ {
		if r.chars < maxWord {
			r.word = append(r.word, byte(ascii[text[n]]))
			r.chars++
		}
	}
	return n
}

// rune takes in a character of any kind.
func (r *reader) rune(c rune) {
	f := r.folder.fold(c)
	if f&composing != 0 {
		r.loose = true
	}
	if f&manyBit == 0 {
		r.add(f.class(), rune(f&runeMask))
		return
	}
	for _, c := range r.folder.many[f&runeMask] {
		r.add(classOf(c), c)
	}
}

// add takes in one character of folded text.
func (r *reader) add(k class, c rune) {
	if k == ignored {
		return
	}
	if k != r.class {
		r.end()
		r.class = k
	}
	switch {
	case k == gram:
		r.addGram(c)
	case k != gap && r.chars < maxWord:
		r.word = utf8.AppendRune(r.word, c)
		r.chars++
	}
}

// addGram takes in a character of a script without spaces and gives out the pair that it
// makes with the one before.
func (r *reader) addGram(c rune) {
	last := len(r.word)
	r.word = utf8.AppendRune(r.word, c)
	if last > 0 {
		r.give()
		r.word = append(r.word[:0], r.word[last:]...)
	}
}

// end gives out the word that ends here. The last character of a script without spaces is a
// word too, so that it is found when it is asked for alone.
func (r *reader) end() {
	if len(r.word) > 0 {
		r.give()
		r.word, r.chars = r.word[:0], 0
	}
	r.class = gap
}

// give hands the word to the taker.
func (r *reader) give() {
	if len(r.word) > 8 {
		r.taker.take(hash(r.word), r.word)
		return
	}
	key := uint64(0)
	for i, c := range r.word {
		key |= uint64(c) << (8 * i)
	}
	r.taker.take(key, nil)
}

// hash mixes the bytes of a word, eight at a time. It says nothing outside one run.
func hash(b []byte) uint64 {
	h := uint64(len(b))
	for ; len(b) >= 8; b = b[8:] {
		h = mix(h ^ binary.LittleEndian.Uint64(b))
	}
	for _, c := range b {
		h = mix(h ^ uint64(c))
	}
	return h
}

func mix(h uint64) uint64 {
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>32
}
