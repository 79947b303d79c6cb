package render

import "strings"

// Phrase is a text with a link in it.
type Phrase struct{ Before, Text, After string }

// Item is a link in a list that is a sentence, and what stands around it.
type Item struct {
	Link
	Before, After string
}

// fill puts values in the place of a text's placeholders, which are given by turns:
// fill("Back to reference {n}", "n", "3"). Others stay.
func fill(text string, values ...string) string {
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return text
	}
	size := len(text)
	for i := 1; i < len(values); i += 2 {
		size += len(values[i])
	}
	dst := make([]byte, 0, size)
	for ; open >= 0; open = strings.IndexByte(text, '{') {
		dst = append(dst, text[:open]...)
		value, length := "{", 1 // what none is given for
		for i := 0; i < len(values); i += 2 {
			if rest, ok := strings.CutPrefix(text[open+1:], values[i]); ok && strings.HasPrefix(rest, "}") {
				value, length = values[i+1], len(values[i])+2
			}
		}
		dst, text = append(dst, value...), text[open+length:]
	}
	return string(append(dst, text...))
}

// phrase makes a phrase of a text: link stands for the placeholder of that name, and the
// others are filled in.
func phrase(text, name, link string, values ...string) Phrase {
	before, after, _ := strings.Cut(text, "{"+name+"}")
	return Phrase{fill(before, values...), link, fill(after, values...)}
}

// sentence makes a sentence of links: they stand for the placeholder of that name, with a
// comma between them and, before the last, what is given.
func (w *Words) sentence(text, name, last string, links []Link) []Item {
	p := phrase(text, name, "")
	items := make([]Item, len(links))
	for i, l := range links {
		items[i] = Item{Link: l, Before: w.Comma}
		if i == len(links)-1 {
			items[i].Before, items[i].After = last, p.After
		}
		if i == 0 {
			items[i].Before = p.Before
		}
	}
	return items
}
