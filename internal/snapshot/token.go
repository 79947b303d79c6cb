package snapshot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokenKind says what a token is.
type tokenKind uint8

const (
	word   tokenKind = iota + 1 // letters, with an apostrophe between them
	digits                      // 0 to 9
	dash                        // "-", for any number of hyphens and dashes
	dots                        // "…", for an ellipsis in any form
	other                       // any other character
)

// token is a piece of text in a normal form. Quotation marks, soft hyphens and white
// space make no tokens.
type token struct {
	kind     tokenKind
	text     string // NFKC, with straight apostrophes
	off, end int    // in the text
	glued    bool   // nothing stands between it and the token before
}

// tokens cuts a text.
func tokens(text string) []token {
	ts := make([]token, 0, len(text)/5)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		from := i
		i += n
		t := token{off: from}
		switch {
		case isInvisible(r) || unicode.IsSpace(r) || isQuote(r):
			continue
		case '0' <= r && r <= '9':
			for i < len(text) && '0' <= text[i] && text[i] <= '9' {
				i++
			}
			t.kind, t.text = digits, text[from:i]
		case isLetter(r):
			i = wordEnd(text, i)
			t.kind, t.text = word, foldWord(text[from:i])
		case isDash(r):
			i = skip(text, i, isDash)
			t.kind, t.text = dash, "-"
		case r == '…' || r == '.' && dotsEnd(text, from) > from+1:
			if r == '.' {
				i = dotsEnd(text, from)
			}
			t.kind, t.text = dots, "…"
		default:
			t.kind, t.text = other, norm.NFKC.String(text[from:i])
		}
		t.end = i
		t.glued = len(ts) > 0 && ts[len(ts)-1].end == from
		ts = append(ts, t)
	}
	return ts
}

// wordEnd returns where the word ends that is known to reach up to i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if isApostrophe(r) {
			if next, _ := utf8.DecodeRuneInString(text[i+n:]); !isLetter(next) {
				return i
			}
		} else if !isLetter(r) && !isInvisible(r) {
			return i
		}
		i += n
	}
	return i
}

// dotsEnd returns where an ellipsis of full stops ends that begins at i: "...", ". . .".
// One that is no ellipsis ends behind its first stop.
func dotsEnd(text string, i int) int {
	n, end := 0, i
	for j := i; j < len(text); j++ {
		if text[j] == '.' {
			n++
			end = j + 1
		} else if text[j] != ' ' || j+1 == len(text) || text[j+1] != '.' {
			break
		}
	}
	if n < 3 {
		return i + 1
	}
	return end
}

func skip(text string, i int, while func(rune) bool) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !while(r) {
			break
		}
		i += n
	}
	return i
}

// foldWord brings a word into its normal form.
func foldWord(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return norm.NFKC.String(strings.Map(func(r rune) rune {
				switch {
				case isApostrophe(r):
					return '\''
				case isInvisible(r):
					return -1
				}
				return r
			}, w))
		}
	}
	return w
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

func isDash(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '−' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

func isQuote(r rune) bool { return strings.ContainsRune(`"'“”„‟‘’‚‛«»‹›ʼ`, r) }

// isInvisible reports whether r shows nothing: a soft hyphen, a joiner, a byte order mark.
func isInvisible(r rune) bool { return r == '\u00AD' || unicode.Is(unicode.Cf, r) }

// upper reports whether a word begins with a capital.
func (t token) upper() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// is reports whether the token is one of the words, whatever their case.
func (t token) is(words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(t.text, w) {
			return true
		}
	}
	return false
}
