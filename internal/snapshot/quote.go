package snapshot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortQuotation is how many words a quotation has at least to be looked for.
const shortQuotation = 3

// closers are the ends of quotations, by their beginnings.
var closers = map[rune]string{'“': "”", '"': `"`, '„': "“”", '«': "»", '»': "«", '‘': "’", '‚': "‘’"}

// quotations returns what stands in quotation marks, without them and without those
// inside others. A mark that is never closed begins none.
func quotations(text string) []extent {
	var qs []extent
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		ends, opens := closers[r]
		if !opens {
			continue
		}
		if end := quotationEnd(text, i, ends); end >= 0 {
			qs = append(qs, extent{i, end})
			_, n = utf8.DecodeRuneInString(text[end:])
			i = end + n
		}
	}
	return qs
}

// quotationEnd returns where a quotation ends that begins at i, -1 when nowhere. A single
// mark before a letter is an apostrophe.
func quotationEnd(text string, i int, ends string) int {
	for j, r := range text[i:] {
		if !strings.ContainsRune(ends, r) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+j+utf8.RuneLen(r):])
		if isApostrophe(r) && (isLetter(next) || unicode.IsDigit(next)) {
			continue
		}
		return i + j
	}
	return -1
}

// countWords counts the words among tokens; those joined by a hyphen count once.
func countWords(ts []token) int {
	n := 0
	for i, t := range ts {
		joined := i > 1 && t.glued && ts[i-1].kind == dash && ts[i-1].glued
		if (t.kind == word || t.kind == digits) && !joined {
			n++
		}
	}
	return n
}

// element is a part of a quotation's pattern.
type element struct {
	text           string // a token, as it stands
	any            bool   // words in square brackets: the editor's, for some words or none
	part           bool   // square brackets inside a word: the beginning and end are the source's
	prefix, suffix string
	first          bool // may begin with a capital or not
	last           bool // may leave out a possessive ending
}

// pattern is a quotation as it has to stand in a source: runs of elements, between which an
// ellipsis leaves something out.
type pattern [][]element

// patternOf understands the tokens of a quotation. Punctuation at its ends and around an
// ellipsis is the writer's.
func patternOf(ts []token) pattern {
	var p pattern
	var run []element
	cut := func() {
		for len(run) > 0 && isPunctuation(run[len(run)-1]) {
			run = run[:len(run)-1]
		}
		for len(run) > 0 && isPunctuation(run[0]) {
			run = run[1:]
		}
		if len(run) > 0 {
			run[0].first, run[len(run)-1].last = true, true
			p = append(p, run)
		}
		run = nil
	}
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		switch {
		case t.kind == dots:
			cut()
		case t.text == "[":
			end := i + 1
			for end < len(ts) && ts[end].text != "]" {
				end++
			}
			if end-i == 2 && ts[i+1].kind == dots {
				cut()
				i = end
				continue
			}
			e := element{any: true}
			if t.glued && ts[i-1].kind == word {
				e = element{part: true, prefix: ts[i-1].text}
				run = run[:len(run)-1]
			}
			if end+1 < len(ts) && ts[end+1].glued && ts[end+1].kind == word {
				e.any, e.part, e.suffix = false, true, ts[end+1].text
				end++
			}
			run = append(run, e)
			i = end
		default:
			run = append(run, element{text: t.text})
		}
	}
	cut()
	return p
}

func isPunctuation(e element) bool {
	return e.text != "" && strings.Contains(".,;:!?-()", e.text)
}

// find returns the tokens of a source from the first to the last the quotation is made of.
func (p pattern) find(ts []token) (from, to int, ok bool) {
	at := 0
	for n, run := range p {
		start, end := -1, -1
		for i := at; i < len(ts); i++ {
			if e := matchRun(run, ts[i:]); e >= 0 {
				start, end = i, i+e
				break
			}
		}
		if start < 0 {
			return 0, 0, false
		}
		if n == 0 {
			from = start
		}
		at = end
	}
	return from, at, len(p) > 0
}

// editorial is how many tokens of a source the editor's words in square brackets may stand
// for.
const editorial = 8

// matchRun returns how many tokens at the start of ts the run matches, -1 for none.
func matchRun(run []element, ts []token) int {
	for i, e := range run {
		if e.any {
			for n := 0; n <= min(editorial, len(ts)-i); n++ {
				if m := matchRun(run[i+1:], ts[i+n:]); m >= 0 {
					return i + n + m
				}
			}
			return -1
		}
		if i == len(ts) || !e.matches(ts[i]) {
			return -1
		}
	}
	return len(run)
}

func (e element) matches(t token) bool {
	switch {
	case e.part:
		low := strings.ToLower(t.text)
		rest, ok := strings.CutPrefix(low, strings.ToLower(e.prefix))
		return ok && strings.HasSuffix(rest, strings.ToLower(e.suffix)) && len(rest)-len(e.suffix) <= 6
	case e.text == t.text, e.last && e.text == strings.TrimSuffix(t.text, "'s"):
		return true
	case e.first:
		a, n := utf8.DecodeRuneInString(e.text)
		b, m := utf8.DecodeRuneInString(t.text)
		return unicode.ToLower(a) == unicode.ToLower(b) && e.text[n:] == t.text[m:]
	}
	return false
}

// begins returns the longest beginning of a quotation that stands in a source: how many
// tokens, and where they end in ts.
func (p pattern) begins(ts []token) (n, end int) {
	if len(p) == 0 {
		return 0, 0
	}
	for i := range ts {
		m := 0
		for m < len(p[0]) && i+m < len(ts) && p[0][m].matches(ts[i+m]) {
			m++
		}
		if m > n {
			n, end = m, i+m
		}
	}
	return n, end
}
