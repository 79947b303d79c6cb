package annotate

import "strings"

// Typography makes the quotes, dashes and dots of a plain text typographic, as in the body
// of a page: titles and summaries come from front matter, where authors type them straight.
func Typography(text string) string {
	if !strings.ContainsAny(text, "\"'-.") {
		return text
	}
	r := renderer{parsing: &parsing{}}
	// every special byte but those of typography is text here
	r.smart([]byte(strings.NewReplacer(`\`, `\\`, "&", "&amp;").Replace(text)), nil)
	return PlainText(r.out)
}
