package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class says how a character takes part in words.
type class uint8

const (
	gap     class = iota // between words
	letter               // of words; so are marks that are not dropped
	digit                // of numbers, which end where letters begin: "Su-35" and "su35" are the same
	gram                 // of a script without spaces between words, which is searched by pairs
	ignored              // as if it were not there
	noClass              // not a character of its own: see ascii
)

// gramScripts are written without spaces between words. Korean has spaces, but hangs its
// particles onto words.
var gramScripts = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// dropped are marks that writers leave out, and signs that only shape what is written:
// accents of Latin, Greek and Cyrillic; the points of Hebrew; the harakat of Arabic and its
// tatweel; Syriac points; joiners, soft hyphens and marks of direction.
var dropped = &unicode.RangeTable{R16: []unicode.Range16{
	{0x00AD, 0x00AD, 1},
	{0x0300, 0x036F, 1},
	{0x0483, 0x0489, 1},
	{0x0591, 0x05BD, 1},
	{0x05BF, 0x05BF, 1},
	{0x05C1, 0x05C2, 1},
	{0x05C4, 0x05C5, 1},
	{0x05C7, 0x05C7, 1},
	{0x0610, 0x061A, 1},
	{0x061C, 0x061C, 1},
	{0x0640, 0x0640, 1},
	{0x064B, 0x065F, 1},
	{0x0670, 0x0670, 1},
	{0x06D6, 0x06DC, 1},
	{0x06DF, 0x06E8, 1},
	{0x06EA, 0x06ED, 1},
	{0x0711, 0x0711, 1},
	{0x0730, 0x074A, 1},
	{0x200B, 0x200F, 1},
	{0x202A, 0x202E, 1},
	{0x2060, 0x2064, 1},
	{0x2066, 0x2069, 1},
	{0xFE00, 0xFE0F, 1},
	{0xFEFF, 0xFEFF, 1},
}}

// alike are letters that are compared as others and that no decomposition takes apart.
// They are looked up after lower-casing.
var alike = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŧ': "t", 'ĸ': "k",
	'ς': "σ",
	'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ې': "ي", 'ے': "ي", 'ة': "ه", 'ہ': "ه", 'ھ': "ه", 'ە': "ه", 'ک': "ك", 'ڪ': "ك",
	'٠': "0", '١': "1", '٢': "2", '٣': "3", '٤': "4", '٥': "5", '٦': "6", '٧': "7", '٨': "8", '٩': "9",
	'۰': "0", '۱': "1", '۲': "2", '۳': "3", '۴': "4", '۵': "5", '۶': "6", '۷': "7", '۸': "8", '۹': "9",
}

// foldRune returns what a character counts as when words are compared: nothing for one
// that is ignored, a space for one between words. layouts/search.js does the same, and a
// test in e2e compares the two for every character there is.
func foldRune(r rune) string {
	var sb strings.Builder
	for _, c := range norm.NFKD.String(string(r)) {
		if unicode.Is(dropped, c) {
			continue
		}
		c = unicode.ToLower(c)
		if as, ok := alike[c]; ok {
			sb.WriteString(as)
		} else {
			sb.WriteRune(c)
		}
	}
	if sb.Len() == 0 {
		return ""
	}
	s := norm.NFC.String(sb.String())
	s = strings.Map(func(c rune) rune {
		if classOf(c) == gap {
			return -1
		}
		return c
	}, s)
	if s == "" {
		return " "
	}
	return s
}

// classOf is the class of a character of folded text.
func classOf(c rune) class {
	switch {
	case c < utf8.RuneSelf:
		switch {
		case 'a' <= c && c <= 'z':
			return letter
		case '0' <= c && c <= '9':
			return digit
		}
		return gap
	case c == 'ー', unicode.In(c, gramScripts...) && unicode.In(c, unicode.L, unicode.M, unicode.Nl):
		return gram
	case unicode.In(c, unicode.L, unicode.M):
		return letter
	case unicode.Is(unicode.N, c):
		return digit
	}
	return gap
}

// composes reports whether a character may be the later part of one that a single
// character stands for, so that the text has to be composed before it is read.
func composes(r rune) bool {
	return r == 0x3099 || r == 0x309A || 0x1100 <= r && r <= 0x11FF || r >= 0x0900 && unicode.Is(unicode.M, r)
}

// folded is what is known of one character: the class of the text it counts as and that
// text, one character in the low bits or, with many set, an index into folder.many.
type folded uint32

const (
	unknown   folded = 0
	manyBit   folded = 1 << 24
	composing folded = 1 << 25 // see composes
	runeMask  folded = 1<<21 - 1
)

func (f folded) class() class { return class(f>>28) - 1 }

// folder remembers how characters are folded. It must not be used by two goroutines at
// once.
type folder struct {
	known [1 << 16]folded // by character; those beyond are not remembered
	many  []string
}

// fold looks a character up.
func (t *folder) fold(r rune) folded {
	if r < 1<<16 && t.known[r] != unknown {
		return t.known[r]
	}
	s := foldRune(r)
	f := folded(1) << 28
	switch c, n := utf8.DecodeRuneInString(s); {
	case s == "":
		f += folded(ignored) << 28
	case n == len(s):
		f += folded(classOf(c))<<28 | folded(c)
	default:
		f += folded(classOf(c))<<28 | manyBit | folded(len(t.many))
		t.many = append(t.many, s)
	}
	if composes(r) {
		f |= composing
	}
	if r < 1<<16 {
		t.known[r] = f
	}
	return f
}
