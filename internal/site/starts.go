package site

import (
	"encoding/binary"
	"unicode/utf8"
)

// starts tells quickly where in a text no name can begin, by the next bytes: nearly all
// places of a text, which the trie then never sees. It may take a place for a beginning
// that is none, never the other way round.
type starts struct {
	two   [1 << 16]uint8 // by the next two bytes
	four  [1 << 16]uint8 // by a hash of the next four
	eight [1 << 16]uint8 // by a hash of the next eight, for names with longer in four
}

const (
	begins = 1 << iota // some name begins so
	longer             // some name begins so whose first eight bytes are in eight
)

// add enters the ways in which a name can begin.
func (s *starts) add(runes []nameRune) {
	var b [8]byte
	n := 0
	for n < len(b) && n < len(runes) && plain(runes[n].r) {
		b[n] = lower[byte(runes[n].r)]
		n++
	}
	flag := uint8(begins)
	switch {
	case n < 4 || b[1] == ' ':
		s.addRare(runes)
		return
	case n == len(b):
		flag = longer
		s.eight[hash8(binary.LittleEndian.Uint64(b[:]))] = 1
	}
	for _, c := range spaced(b) {
		s.four[hash4(binary.LittleEndian.Uint32(c[:]))] |= flag
	}
}

// spaced returns the first four bytes of a name with the white space in them written in
// all the ways a text may have it.
func spaced(b [8]byte) [][4]byte {
	start := [4]byte(b[:4])
	all := [][4]byte{start}
	for i := 2; i < 4; i++ { // a space nearer the start is rare, and add sees to it
		if start[i] != ' ' {
			continue
		}
		for _, r := range unfold(' ') {
			for _, next := range []string{string(b[i+1]), " ", "\n", "\t"} {
				c := start
				copy(c[i:], string(r)+next)
				all = append(all, c)
			}
		}
	}
	return all
}

// addRare enters a name that is short or begins with what a text may have in other bytes.
func (s *starts) addRare(runes []nameRune) {
	for _, r := range unfold(runes[0].r) {
		first := string(r)
		switch {
		case len(first) > 1:
			s.set(first[0], first[1])
		case len(runes) == 1:
			for c := range 256 {
				s.set(first[0], byte(c))
			}
		default:
			for _, r := range unfold(runes[1].r) {
				s.set(first[0], string(r)[0])
			}
		}
	}
}

// set flags two bytes in either case.
func (s *starts) set(a, b byte) {
	for _, x := range [...]byte{lower[a], upper(lower[a])} {
		for _, y := range [...]byte{lower[b], upper(lower[b])} {
			s.two[uint16(x)|uint16(y)<<8] |= begins
		}
	}
}

// plain reports whether a rune of a name stands as one byte in every text it matches, but
// for white space.
func plain(r rune) bool { return r < utf8.RuneSelf && r != '\'' && r != '-' }

// at reports whether a name may begin at the start of t.
func (s *starts) at(t []byte) bool {
	if len(t) < 8 {
		return true // too rare to be worth a table
	}
	x := binary.LittleEndian.Uint64(t)
	f := s.two[uint16(x)] | s.four[hash4(uint32(x))]
	if f == 0 {
		return false
	}
	return f&begins != 0 || s.eight[hash8(x)] != 0 || uneven(x)
}

// Eight bytes at once: each of them one, and the highest bit of each.
const ones, tops = 0x0101010101010101, 0x8080808080808080

// uneven reports whether eight bytes hold white space other than single spaces, or
// anything beyond ASCII: they may match a name that has other bytes.
func uneven(x uint64) bool {
	const spaces = ' ' * ones
	control := (x - spaces) &^ x & tops // below the space; also behind one such byte
	y := x ^ spaces
	space := (y - ones) &^ y & tops
	return x&tops|control != 0 || space&(space<<8) != 0
}

// hash4 and hash8 hash bytes without regard to the case of ASCII letters.
func hash4(x uint32) uint16 { return uint16((x | 0x20202020) * 2654435761 >> 16) }
func hash8(x uint64) uint16 { return uint16((x | 0x2020202020202020) * 0x9E3779B97F4A7C15 >> 48) }

// lower maps the letters of ASCII.
var lower = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			t[i] += 'a' - 'A'
		}
	}
	return t
}()

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - ('a' - 'A')
	}
	return c
}
