package annotate

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// literally makes bytes that are special to smart mean themselves.
var literally = strings.NewReplacer(`\`, `\\`, "&", "&amp;")

// Typography makes the quotes, dashes and dots of a plain text typographic, as in the body
// of a page: titles and summaries come from front matter, where authors type them straight.
func Typography(text string) string {
	if !strings.ContainsAny(text, "\"'-.0123456789") {
		return text
	}
	r := renderer{parsing: &parsing{}}
	// every special byte but those of typography is text here
	r.smart([]byte(literally.Replace(text)), nil)
	return PlainText(r.out)
}

const noBreakSpace = "\u00a0"

// bindsNumber reports whether the space between two texts stands behind a number of one or two
// digits and before its word, as in 8 May, 22 paragraphs: a line that broke there would read badly.
func bindsNumber(before, after []byte) bool {
	number := bytes.TrimRightFunc(before, func(c rune) bool { return c >= '0' && c <= '9' })
	if n := len(before) - len(number); n < 1 || n > 2 {
		return false
	}
	last, _ := utf8.DecodeLastRune(number)
	next, _ := utf8.DecodeRune(after)
	return unicode.IsLetter(next) && (len(number) == 0 || unicode.IsSpace(last) || last == '(' || last == '>')
}
