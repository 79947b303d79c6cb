package render

import (
	"slices"
	"strings"
)

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
	var sb strings.Builder
	for ; open >= 0; open = strings.IndexByte(text, '{') {
		sb.WriteString(text[:open])
		text = text[open:]
		name, rest, closed := strings.Cut(text[1:], "}")
		i := slices.Index(values, name)
		for i%2 == 1 { // a value, not a name
			if next := slices.Index(values[i+1:], name); next >= 0 {
				i += 1 + next
			} else {
				i = -1
			}
		}
		if !closed || i < 0 {
			sb.WriteByte('{')
			text = text[1:]
			continue
		}
		sb.WriteString(values[i+1])
		text = rest
	}
	return sb.String() + text
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
