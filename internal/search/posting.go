package search

// digits are the characters that numbers are written in: those of ASCII that need no escape
// in a string, and that do not part words. A number's last digit is one of the first half,
// the others, which come before it, of the second.
const (
	digits = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	half   = uint32(len(digits) / 2)
)

// appendNumber appends a number, the least significant digit first.
func appendNumber(dst []byte, n uint32) []byte {
	for n >= half {
		dst = append(dst, digits[half+n%half])
		n /= half
	}
	return append(dst, digits[n])
}

// mostPostings is in how many entries a word is looked up; of a word that stands in more, the
// entries that are most about it.
const mostPostings = 10_000

// appendPostings appends the entries of a word, each with its rank in the low bits: the
// distance from one to the next and the rank, as one number.
func appendPostings(dst []byte, list []uint32) []byte {
	least, ties := bound(list)
	next := uint32(0)
	for _, p := range list {
		entry, r := p>>3, p&7
		if r < least {
			continue
		}
		if r == least {
			if ties == 0 {
				continue
			}
			ties--
		}
		dst = appendNumber(dst, (entry-next)*ranks+r)
		next = entry + 1
	}
	return dst
}

// bound returns the least rank that is kept of a word's entries, and how many of that rank.
func bound(list []uint32) (least, ties uint32) {
	if len(list) <= mostPostings {
		return 0, uint32(len(list))
	}
	var count [ranks]uint32
	for _, p := range list {
		count[p&7]++
	}
	left := uint32(mostPostings)
	for r := uint32(ranks - 1); ; r-- {
		if count[r] >= left {
			return r, left
		}
		left -= count[r]
	}
}
