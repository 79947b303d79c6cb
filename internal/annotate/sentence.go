package annotate

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences splits the text written since start into sentences and records them. A
// sentence ends only where no element and no pair of holes is open, so that each can be
// quoted by itself; one that is all inside emphasis is therefore part of its neighbour.
func (r *renderer) sentences(start uint32, firstHole int) {
	s := splitter{html: r.out, pos: int(start), holes: r.doc.Holes[firstHole:]}
	for {
		from, end := s.next()
		if end == from {
			return
		}
		r.doc.Sentences = append(r.doc.Sentences, Span{uint32(from), uint32(end)})
	}
}

// maxSentence is the length in bytes beyond which a sentence is cut between two words: every
// term, note and claim in it quotes it.
const maxSentence = 2000

// splitter scans a block's HTML for the ends of sentences.
type splitter struct {
	html  []byte
	pos   int
	from  int    // where the sentence begins
	holes []Hole // not yet passed
	depth int    // of open elements and holes
	end   int    // behind the last text, without white space, line breaks and check boxes
	token []byte // text since the last white space, without tags
	words bool   // there is text in the sentence
	wide  bool   // the last text was such a stop
}

// next returns where the next sentence begins and ends; the same place when there is
// none.
func (s *splitter) next() (from, end int) {
	s.skipBreaks()
	from = s.pos
	s.from, s.end, s.token, s.words = from, from, s.token[:0], false
	for s.pos < len(s.html) {
		s.enter(true)
		switch c := s.html[s.pos]; {
		case c == '<':
			s.tag()
		case isSpace(c):
			s.pos++
			if s.depth == 0 && (s.pos-from > maxSentence && s.words || endsSentence(s.token, s.html[s.pos:])) {
				return from, s.end
			}
			s.token = s.token[:0]
		default:
			wide := s.text()
			s.enter(false)
			if wide && s.depth == 0 && !s.closerFollows() {
				return from, s.end
			}
		}
	}
	s.enter(true)
	if !s.words {
		return from, from
	}
	return from, s.end
}

// text takes in text up to the next white space, tag, hole or stop of a script without
// spaces, and reports whether it stopped behind one of those, closers included.
func (s *splitter) text() (wide bool) {
	limit := len(s.html)
	if len(s.holes) > 0 {
		limit = min(limit, int(s.holes[0].Off))
	}
	if !s.wide && s.plain(min(limit, s.from+maxSentence)) {
		return false
	}
	i := s.pos
	for i < limit && s.html[i] != '<' && !isSpace(s.html[i]) {
		r, n := rune(s.html[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(s.html[i:])
		}
		i += n
		if wide = isWideStop(r) || s.wide && strings.ContainsRune(closers, r); wide {
			break
		}
		s.wide = false
	}
	s.wide = wide
	s.token = append(s.token, s.html[s.pos:i]...)
	s.pos, s.end, s.words = i, i, true
	return wide
}

// plain takes in words of ASCII, many at once: white space behind a letter or a digit ends
// no sentence. It reports whether there was any.
func (s *splitter) plain(limit int) bool {
	i, word, end := s.pos, s.pos, 0
	for i < limit && s.html[i] < utf8.RuneSelf && s.html[i] != '<' {
		if isSpace(s.html[i]) {
			if i == word || !isASCIIWord(s.html[i-1]) {
				break
			}
			end, word = i, i+1
		}
		i++
	}
	if i == s.pos {
		return false
	}
	if word > s.pos {
		s.token = s.token[:0]
	}
	s.token = append(s.token, s.html[word:i]...)
	if s.end = i; word == i {
		s.end = end
	}
	s.pos, s.words = i, true
	return true
}

// skipBreaks skips the white space, line breaks and check boxes before a sentence.
func (s *splitter) skipBreaks() {
	for s.pos < len(s.html) {
		if s.enter(false); len(s.holes) > 0 && int(s.holes[0].Off) <= s.pos {
			return // a pair of holes opens here
		}
		switch rest := s.html[s.pos:]; {
		case isSpace(rest[0]):
			s.pos++
		case bytes.HasPrefix(rest, []byte("<br>")), bytes.HasPrefix(rest, []byte("<input")):
			s.tag()
		default:
			return
		}
	}
}

// enter counts the holes up to the current position into the depth; those that open
// there only if asked to, because they may belong to the next sentence.
func (s *splitter) enter(opening bool) {
	for len(s.holes) > 0 && int(s.holes[0].Off) <= s.pos {
		switch s.holes[0].Side {
		case Open:
			if !opening {
				return
			}
			s.depth++
		case Close:
			s.depth--
			s.end = max(s.end, int(s.holes[0].Off))
		}
		s.holes = s.holes[1:]
	}
}

// tag skips a tag and counts it into the depth.
func (s *splitter) tag() {
	n := bytes.IndexByte(s.html[s.pos:], '>')
	if n < 0 {
		s.pos = len(s.html)
		return
	}
	tag := s.html[s.pos+1 : s.pos+n]
	s.pos += n + 1
	name := tag
	if i := bytes.IndexByte(tag, ' '); i >= 0 {
		name = tag[:i]
	}
	switch {
	case string(name) == "br", string(name) == "input":
		return
	case bytes.HasPrefix(tag, []byte("/")):
		s.depth--
	case !voidTags[string(name)]:
		s.depth++
	}
	s.end = s.pos
}

// closerFollows reports whether the stop goes on: a quotation mark or another stop.
func (s *splitter) closerFollows() bool {
	if s.pos == len(s.html) {
		return false
	}
	r, _ := utf8.DecodeRune(s.html[s.pos:])
	return strings.ContainsRune(closers, r) || isWideStop(r)
}

const closers = "”’\"')]»」』）"

// isWideStop reports whether r ends a sentence without white space behind it.
func isWideStop(r rune) bool { return r == '。' || r == '！' || r == '？' || r == '।' }

// Abbreviations whose full stop does not end a sentence, in lower case and without the
// stop; numbered ones only when a number follows.
var (
	abbreviations = set(`mr mrs ms dr prof st gen col lt capt sen rep gov amb hon jr sr
		e.g i.e cf vs etc ca c approx et al inc ltd co bzw z.b d.h usw`)
	numbered = set(`no nos art para p pp ch vol fig ed eds sec jan feb mar apr jun jul aug sep sept oct nov dec`)
)

// endsSentence reports whether a word ends a sentence: it has a stop, perhaps with
// closing quotes or brackets behind it, is no abbreviation, and what follows, in HTML,
// does not go on in lower case.
func endsSentence(token, after []byte) bool {
	if len(token) == 0 || isASCIIWord(token[len(token)-1]) {
		return false // nearly always
	}
	if i := bytes.LastIndex(token, []byte(noBreakSpace)); i >= 0 {
		token = token[i+len(noBreakSpace):] // 7 Jan.
	}
	t := trimClosers(token)
	stop, n := utf8.DecodeLastRune(t)
	switch stop {
	case '.', '!', '?', '…', '؟', '۔', '।', '。', '！', '？':
	default:
		return false
	}
	next := firstRune(after)
	if unicode.IsLower(next) {
		return false
	}
	if stop != '.' {
		return true
	}
	word := strings.ToLower(strings.TrimPrefix(strings.TrimLeft(string(t[:len(t)-n]), "(“‘'["), "&quot;"))
	if abbreviations[word] || numbered[word] && unicode.IsDigit(next) {
		return false
	}
	// initials and dotted letters: "A.", "U.N."
	for l := range strings.SplitSeq(word, ".") {
		r, size := utf8.DecodeRuneInString(l)
		if size != len(l) || !unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// trimClosers drops the closing quotation marks and brackets at the end of a word.
func trimClosers(token []byte) []byte {
	for {
		t := bytes.TrimRight(bytes.TrimSuffix(token, []byte("&quot;")), closers)
		if len(t) == len(token) {
			return t
		}
		token = t
	}
}

// firstRune returns the first rune of a piece of HTML's text, opening quotation marks and
// brackets left out; 0 when there is none.
func firstRune(h []byte) rune {
	for len(h) > 0 {
		if h[0] == '<' {
			_, h, _ = bytes.Cut(h, []byte(">"))
			continue
		}
		if rest, ok := bytes.CutPrefix(h, []byte("&quot;")); ok {
			h = rest
			continue
		}
		r, n := utf8.DecodeRune(h)
		if !strings.ContainsRune(" \n\t“‘\"'([", r) {
			return r
		}
		h = h[n:]
	}
	return 0
}
