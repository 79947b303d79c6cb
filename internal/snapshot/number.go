package snapshot

import (
	"math"
	"strings"
)

// amount is a number and what it counts, as far as that matters.
type amount struct {
	value string // digits without zeros at the ends, "e" and a power of ten: "193e3"
	unit  string // "%", a currency such as "$", or ""
}

// numeral is a number read from tokens.
type numeral struct {
	whole, fraction string // digits
	power           int    // of ten, of a word such as "million" behind it
	to              int    // the token behind it
}

// value returns the number's normal form, so that 2,000 and "two thousand" are equal.
func (n numeral) value() string {
	d := strings.TrimLeft(n.whole+n.fraction, "0")
	power := n.power - len(n.fraction)
	for strings.HasSuffix(d, "0") {
		d, power = d[:len(d)-1], power+1
	}
	if d == "" {
		return "0"
	}
	return d + "e" + itoa(power)
}

// powers are the words that multiply a number.
var powers = map[string]int{
	"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
	"mn": 6, "mln": 6, "mio": 6, "bn": 9, "tn": 12, "lakh": 5, "crore": 7,
}

// glyphs are letters that multiply a number they are glued to.
var glyphs = map[string]int{"k": 3, "m": 6, "b": 9}

// fractions are characters for them, by their decimals.
var fractions = map[string]string{"1⁄4": "25", "1⁄2": "5", "3⁄4": "75"}

// readDigits reads a number in digits that begins at ts[i], with its thousands apart by
// commas, spaces or apostrophes and with a decimal point or a fraction such as "½".
func readDigits(ts []token, i int) numeral {
	n := numeral{whole: ts[i].text, to: i + 1}
	if len(n.whole) <= 3 && n.whole[0] != '0' {
		for {
			if isComma := n.to+1 < len(ts) && ts[n.to].glued && ts[n.to].text == "," && ts[n.to+1].glued; isComma && isGroup(ts, n.to+1) {
				n.whole += ts[n.to+1].text
				n.to += 2
			} else if n.to < len(ts) && isGroup(ts, n.to) && ts[n.to].off-ts[n.to-1].end <= len("\u202f") {
				n.whole += ts[n.to].text
				n.to++
			} else {
				break
			}
		}
	}
	if n.to+1 < len(ts) && ts[n.to].text == "." && ts[n.to].glued && ts[n.to+1].kind == digits && ts[n.to+1].glued {
		n.fraction = ts[n.to+1].text
		n.to += 2
	} else if n.to < len(ts) && ts[n.to].glued && fractions[ts[n.to].text] != "" {
		n.fraction = fractions[ts[n.to].text]
		n.to++
	}
	return n
}

// isGroup reports whether a token is a group of three digits.
func isGroup(ts []token, i int) bool { return ts[i].kind == digits && len(ts[i].text) == 3 }

// multiply takes in the words behind a number that multiply it.
func multiply(n numeral, ts []token) numeral {
	for n.to < len(ts) {
		j := n.to
		if ts[j].kind == dash && j+1 < len(ts) {
			j++
		}
		p, ok := powers[strings.ToLower(ts[j].text)]
		if !ok {
			return n
		}
		n.power += p
		n.to = j + 1
	}
	return n
}

// cardinals are the number words below a hundred.
var cardinals = wordValues(0, `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
	fifteen sixteen seventeen eighteen nineteen`, 1, "twenty thirty forty fifty sixty seventy eighty ninety")

// ordinals are the words that end a number word such as "twenty-first".
var ordinals = wordValues(0, `zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
	thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth`, 1,
	"twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")

func wordValues(from int, units string, step int, tens string) map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(units) {
		m[w] = from + i*step
	}
	for i, w := range strings.Fields(tens) {
		m[w] = 20 + 10*i
	}
	return m
}

// readWords reads a number in words that begins at ts[i]: "two thousand", "a hundred and
// twenty", "twenty-first", "half a million", "one and a half million", "two dozen". It
// reports false for none.
func readWords(ts []token, i int) (numeral, bool) {
	r := wordReader{ts: ts, at: i}
	r.read()
	if !r.any {
		return numeral{}, false
	}
	tenths := r.total + r.current
	n := numeral{whole: itoa(tenths / 10), to: r.end}
	if tenths%10 != 0 {
		n.fraction = itoa(tenths % 10)
	}
	last := powers[r.lower(r.end-1)]
	if rest, whole := strings.CutSuffix(n.whole, strings.Repeat("0", last)); whole {
		n.whole, n.power = rest, last // to be shared, see share
	}
	return n, true
}

// wordReader reads number words one by one. It counts in tenths, for the sake of halves.
type wordReader struct {
	ts             []token
	at             int
	end            int // behind the last word taken in
	total, current int
	limit          int // the next multiplier must be smaller
	any            bool
	multiplied     bool // "hundred" or a greater word was read
	tens           bool // the last word was "twenty" or the like, so a unit may follow
	closed         bool // no unit may follow, as in "twenty-one"
}

func (r *wordReader) lower(i int) string {
	if i >= len(r.ts) {
		return ""
	}
	return strings.ToLower(r.ts[i].text)
}

func (r *wordReader) read() {
	r.limit = math.MaxInt
	switch first := r.lower(r.at); first {
	case "half":
		if r.lower(r.at+1) != "a" {
			return
		}
		r.current, r.closed, r.at = 5, true, r.at+2
	case "a", "an":
		if p := r.lower(r.at + 1); powers[p] == 0 && p != "dozen" {
			return
		}
		r.current, r.at = 10, r.at+1
	}
	for r.take() {
	}
}

// take takes in one word and reports whether more may follow.
func (r *wordReader) take() bool {
	if r.lower(r.at) == "and" && r.lower(r.at+1) == "a" && r.lower(r.at+2) == "half" && r.halves() {
		r.at += 2
		return r.took()
	}
	if !r.joined() {
		return false
	}
	w := r.lower(r.at)
	if v, ok := cardinals[w]; ok && r.fits(v) {
		r.current += 10 * v
		r.tens, r.closed = v >= 20, v < 20
		return r.took()
	}
	if v, ok := ordinals[w]; ok && r.fits(v) {
		r.current += 10 * v
		r.took()
		return false
	}
	if p, ok := powers[strings.TrimSuffix(w, "th")]; ok && r.multiplies(p) {
		return r.took() && !strings.HasSuffix(w, "th")
	}
	if w == "dozen" && r.current > 0 && !r.multiplied {
		r.current *= 12
		r.took()
	}
	return false
}

// halves adds a half to what was read, if that can be: in "one and a half million" and "a
// million and a half", not behind "twenty" or "hundred".
func (r *wordReader) halves() bool {
	switch {
	case r.closed:
		r.current += 5
	case r.current == 0 && r.multiplied:
		r.total += r.limit * 5
		r.closed = true
	default:
		return false
	}
	return true
}

// joined goes past a hyphen or "and" and reports whether it can join two number words.
func (r *wordReader) joined() bool {
	switch r.lower(r.at) {
	case "-":
		if !r.ts[r.at].glued || r.at+1 == len(r.ts) || !r.ts[r.at+1].glued {
			return false
		}
		r.at++
	case "and":
		if !r.multiplied || r.tens {
			return false
		}
		r.at++
	}
	return true
}

// fits reports whether a number below a hundred can come next.
func (r *wordReader) fits(v int) bool {
	return !r.closed && (!r.tens || v < 10)
}

func (r *wordReader) multiplies(power int) bool {
	by := 1
	for range power {
		by *= 10
	}
	if r.current == 0 || by >= r.limit {
		return false
	}
	if by == 100 {
		if r.current >= 1000 {
			return false
		}
		r.current *= 100
	} else {
		r.total += r.current * by
		r.current, r.limit = 0, by
	}
	r.multiplied, r.tens, r.closed = true, false, false
	return true
}

func (r *wordReader) took() bool {
	r.any = true
	r.at++
	r.end = r.at
	return true
}
