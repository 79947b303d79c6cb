package render

import (
	"bytes"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// A page has one heading of the first level, its title. Headings of that level in its body
// become second ones, and where the body begins with one, those below them go along.

// topLevel returns the level of a body's main headings as its author wrote them.
func topLevel(p *site.Page) int {
	if first := bodyHeads(p); len(first) > 0 && first[0].Level == 1 {
		return 1
	}
	return 2
}

// bodyHeads returns the headings that are part of a page's body, without its title.
func bodyHeads(p *site.Page) []annotate.Heading {
	heads := p.Doc.Heads
	for len(heads) > 0 && heads[0].Span.Off < p.Body.Off {
		heads = heads[1:]
	}
	return heads
}

// demote puts the headings of a spliced body below the page's title.
func demote(p *site.Page, body []byte) []byte {
	heads, firsts := bodyHeads(p), 0
	for _, h := range heads {
		if h.Level == 1 {
			firsts++
		}
	}
	if firsts == 0 {
		return body
	}
	all := heads[0].Level == 1
	for at := 0; ; at++ {
		i := bytes.IndexByte(body[at:], '<')
		if i < 0 {
			return body
		}
		at += i
		tag := bytes.TrimPrefix(body[at+1:], []byte("/"))
		if len(tag) < 3 || tag[0] != 'h' || tag[2] != '>' && tag[2] != ' ' {
			continue
		}
		if tag[1] == '1' || all && tag[1] >= '1' && tag[1] < '6' {
			tag[1]++
		}
	}
}
