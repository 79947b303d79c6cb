package annotate

import "strings"

// literally makes bytes that are special to smart mean themselves.
var literally = strings.NewReplacer(`\`, `\\`, "&", "&amp;")

// Typography makes the quotes, dashes and dots of a plain text typographic, as in the body
// of a page: titles and summaries come from front matter, where authors type them straight.
func Typography(text string) string {
	if !strings.ContainsAny(text, "\"'-.") {
		return text
	}
	r := renderer{parsing: &parsing{}}
	// every special byte but those of typography is text here
	r.smart([]byte(literally.Replace(text)), nil)
	return PlainText(r.out)
}
