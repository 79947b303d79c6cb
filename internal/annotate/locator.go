package annotate

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// maxLocator bounds a locator's number: no source has more paragraphs.
const maxLocator = 1_000_000

// midLocator records a locator in the middle of a block; the one at the end is taken in
// with the block.
func (r *renderer) midLocator(n *listNode) {
	if n.last || r.block < 0 {
		return
	}
	if v, ok := n.attrs.get("p"); ok && !r.quiet {
		r.locator(r.block, v)
	}
	r.trimmed = true
}

// locator records a locator of a block, which covers the text back to the one before it;
// where there is none between, the same text.
func (r *renderer) locator(b int32, v attr) {
	o := &r.open[b]
	text := bytes.TrimLeft(r.out[o.from:], " \n")
	off := r.off() - uint32(len(text))
	s := Span{off, off + uint32(len(bytes.TrimRight(text, " \n")))}
	if len(text) == 0 && o.last.End > 0 {
		s = o.last
	}
	if r.cite(b, v, s) {
		o.from, o.last = r.off(), s
	}
}

// spanLocator records the locator of a span, which covers the span and nothing else.
func (r *renderer) spanLocator(v attr, s Span) { r.cite(r.block, v, s) }

func (r *renderer) cite(b int32, v attr, s Span) bool {
	r.open[b].located = true
	cites, none := r.parseCites(v)
	if cites == nil && !none {
		return false
	}
	pos := r.pos(v.valOff).Place()
	from := uint32(len(r.doc.cites))
	r.doc.cites = append(r.doc.cites, cites...)
	r.doc.Locators = append(r.doc.Locators, Locator{Span: s, Block: b, None: none, Pos: pos, cites: [2]uint32{from, uint32(len(r.doc.cites))}})
	if !none {
		r.open[b].shown = pos
	}
	return true
}

// showLocators leaves a hole where the block's locators are shown, once for all of them.
func (r *renderer) showLocators(b int32) {
	if pos := r.open[b].shown; pos.Line > 0 {
		r.hole(r.ref(Ref{Kind: RefLocator, Index: b, Pos: pos}), Point)
	}
}

// lineOfLocators shows the locators of a block that has no line of text of its own.
func (r *renderer) lineOfLocators(b int32) {
	if r.open[b].shown.Line > 0 {
		r.str(`<p class="locs">`)
		r.showLocators(b)
		r.str("</p>\n")
	}
}

// parseCites parses the value of p=: `8`, `8-9`, `3,5-7`, `8 icds:11`, `none`. Ranges are
// written with a hyphen or an en dash. Problems are reported at the part they are in.
func (p *parsing) parseCites(v attr) (cites []Cite, none bool) {
	if v.val == "none" {
		return nil, true
	}
	fail := func(off int, format string, args ...any) {
		p.report(diag.Errorf(p.posIn(v, off), "locator", format, args...).
			WithHint(`write p=8, p=8-9, p=3,5-7, p="8 icds:11" or p=none`))
	}
	off := 0
	for word := range strings.SplitSeq(v.val, " ") {
		begin, at := off, off
		off += len(word) + 1
		if word == "" {
			continue
		}
		name, list := "", word
		if i := strings.LastIndexByte(word, ':'); i > 0 {
			name, list = norm.NFC.String(word[:i]), word[i+1:]
			at += i + 1
		}
		for item := range strings.SplitSeq(list, ",") {
			from, to, ok := parseRange(item)
			switch {
			case item == "":
				fail(at, "a comma in a locator stands between two numbers, without a space")
				return nil, false
			case !ok:
				fail(at, "%q is not a locator", item)
				return nil, false
			case to < from:
				fail(at, "locator %q runs backwards", item)
				return nil, false
			}
			if name == "" {
				begin = at
			}
			last := at + len(strings.TrimRight(item, "0123456789"))
			cites = append(cites, Cite{Name: name, From: from, To: to, Pos: p.posIn(v, begin).Place(), Last: int32(last - begin)})
			at += len(item) + 1
		}
	}
	if len(cites) == 0 {
		fail(0, "empty locator")
	}
	return cites, false
}

func parseRange(s string) (from, to int, ok bool) {
	a, b, isRange := strings.Cut(strings.Replace(s, "–", "-", 1), "-")
	from, ok = parseNumber(a)
	if !ok || !isRange {
		return from, from, ok
	}
	to, ok = parseNumber(b)
	return from, to, ok
}

func parseNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && n <= maxLocator && s[0] != '+'
}
