package search

import (
	"iter"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWord is how many characters of a word count.
const maxWord = 32

// ascii folds the characters below 128: the low byte is what a character counts as, the
// high one its class.
var ascii = func() (table [utf8.RuneSelf]uint16) {
	for c := range rune(utf8.RuneSelf) {
		s := foldRune(c)
		table[c] = uint16(classOf(rune(s[0])))<<8 | uint16(s[0])
	}
	return table
}()

// reader reads the words of texts, one after the other. It must not be used by two
// goroutines at once.
type reader struct {
	folder *folder
	word   []byte // being read
	chars  int    // in it
	class  class  // of it
	loose  bool   // the text was not composed
}

func newReader() *reader { return &reader{folder: &folder{}} }

// Words yields the words of a text as they are compared, in order. A word may not be kept.
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		stopped := false
		newReader().words(norm.NFC.Bytes([]byte(text)), func(word []byte) { stopped = stopped || !yield(string(word)) })
	}
}

// words calls found with each word of a text. The word is valid during the call.
func (r *reader) words(text []byte, found func(word []byte)) {
	r.loose = false
	r.read(text, found)
	if r.loose && !norm.NFC.IsNormal(text) {
		r.read(norm.NFC.Bytes(text), found)
	}
}

func (r *reader) read(text []byte, found func(word []byte)) {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c < utf8.RuneSelf:
			i += r.readASCII(text[i:], found)
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] > 0x8F && text[i+2] < 0xAA: // dashes and quotation marks
			r.end(found)
			i += 3
		default:
			ch, n := utf8.DecodeRune(text[i:])
			r.readRune(ch, found)
			i += n
		}
	}
	r.end(found)
}

// readASCII takes in a character below 128 and those of its class that follow, and returns
// how many they are.
func (r *reader) readASCII(text []byte, found func(word []byte)) int {
	k := class(ascii[text[0]] >> 8)
	if k != r.class {
		r.end(found)
		r.class = k
	}
	if k == gap {
		return 1
	}
	i := 0
	for ; i < len(text) && text[i] < utf8.RuneSelf; i++ {
		f := ascii[text[i]]
		if class(f>>8) != k {
			break
		}
		if r.chars < maxWord {
			r.word = append(r.word, byte(f))
			r.chars++
		}
	}
	return i
}

// readRune takes in a character of any kind.
func (r *reader) readRune(c rune, found func(word []byte)) {
	f := r.folder.fold(c)
	if f&composing != 0 {
		r.loose = true
	}
	if f&manyBit == 0 {
		r.add(f.class(), rune(f&runeMask), found)
		return
	}
	for _, c := range r.folder.many[f&runeMask] {
		r.add(classOf(c), c, found)
	}
}

// add takes in one character of folded text.
func (r *reader) add(k class, c rune, found func(word []byte)) {
	if k == ignored {
		return
	}
	if k != r.class {
		r.end(found)
		r.class = k
	}
	switch {
	case k == gram:
		r.addGram(c, found)
	case k != gap && r.chars < maxWord:
		r.word = utf8.AppendRune(r.word, c)
		r.chars++
	}
}

// addGram takes in a character of a script without spaces and gives out the pair that it
// makes with the one before.
func (r *reader) addGram(c rune, found func(word []byte)) {
	last := len(r.word)
	r.word = utf8.AppendRune(r.word, c)
	if last > 0 {
		found(r.word)
		r.word = append(r.word[:0], r.word[last:]...)
	}
}

// end gives out the word that ends here. The last character of a script without spaces is a
// word too, so that it is found when it is asked for alone.
func (r *reader) end(found func(word []byte)) {
	if len(r.word) > 0 {
		found(r.word)
	}
	r.word, r.chars, r.class = r.word[:0], 0, gap
}
