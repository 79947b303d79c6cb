package annotate

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// Reserved prefixes keep ids that Gloss makes apart from those of authors and headings
// (DESIGN §5, Ids). "refN-" and "onN-" stand for any number.
func reserved(id string) bool {
	prefix, _, ok := strings.Cut(id, "-")
	if !ok {
		return false
	}
	switch strings.TrimRight(prefix, "0123456789") {
	case "ref", "on":
		return true
	}
	switch prefix {
	case "note", "term", "event", "gloss", "section":
		return true
	}
	return false
}

// heading renders a heading. In a note it is only a block: the page's contents are those
// of the body.
func (r *renderer) heading(n *ast.Heading) {
	l := lastList(n)
	a := listAttrs(n, l)
	if r.note >= 0 {
		level := n.Level
		if !r.opts.Trusting {
			level = max(level, 3) // below the heading of the notes
		}
		r.noRun++
		r.textBlock(n, HeadingBlock, headingTag(level), l)
		r.noRun--
		r.str("\n")
		return
	}
	first := len(r.out) == 0 && len(r.doc.Heads) == 0
	b := r.openBlock(HeadingBlock, n, a)
	h := len(r.doc.Heads)
	pos := r.doc.Blocks[b].Pos
	r.doc.Heads = append(r.doc.Heads, Heading{ID: a.named(), Author: a.named() != "", Pos: pos})
	if a.named() != "" {
		pos = r.pos(a.id.off).Place()
	}
	tag := r.off() + 1
	r.str("<h0")
	r.attributes(a)
	r.hole(r.ref(Ref{Kind: RefHeading, Index: int32(h), Pos: pos}), InTag)
	r.str(">")
	r.begin(b)
	r.refuse(a, "a heading", "by")
	r.noRun++
	r.inlineBlock(n, b, a)
	r.noRun--
	head := &r.doc.Heads[h]
	head.Span = r.doc.Blocks[b].Span
	head.Text = PlainText(r.out[head.Span.Off:head.Span.End])
	head.Level = r.level(n.Level, first, head)
	r.levels = append(r.levels, n.Level)
	copy(r.out[tag:], headingTag(head.Level)) // the level may depend on the words
	r.str("</" + headingTag(head.Level) + ">\n")
	r.closeBlock(b)
}

func headingTag(level int) string { return "h" + string('0'+rune(level)) }

// level returns the level at which a heading of the body is shown. Only the page's title
// is of the first: others of that level become second ones, and where the body begins with
// one, those below them go along.
func (r *renderer) level(written int, first bool, h *Heading) int {
	if r.opts.Trusting || first && written == 1 && h.Text != "" && (r.opts.Title == "" || Typography(r.opts.Title) == h.Text) {
		return written
	}
	if r.shift == unknownShift {
		r.shift = 0
		if written == 1 {
			r.shift = 1
		}
	}
	if written == 1 {
		hint := strconv.Quote(strings.TrimSpace("## " + shorten(h.Text)))
		if r.shift == 1 {
			hint += `, and one "#" more before those below it`
		}
		r.report(diag.Warnf(r.doc.At(h.Pos), "heading-level", "level 1 is the page's title, so this heading becomes one of level 2").WithHint("write %s", hint))
	}
	return min(max(written+r.shift, 2), 6)
}

// unknownShift is the shift of headings as long as there was none but the title.
const unknownShift = -1

// maxSlug bounds a slug, in bytes: ids are put together from those of headings above.
const maxSlug = 200

// Slug returns the id a heading's text gives: letters, marks and digits in lower case,
// everything else one hyphen, as on GitHub and in Hugo; of a long text its first words.
func Slug(text string) string {
	var sb strings.Builder
	gap := false
	for _, c := range strings.ToLower(norm.NFC.String(text)) {
		switch {
		case IsIdent(c) && c != '-':
			if gap && sb.Len() > 0 {
				sb.WriteByte('-')
			}
			gap = false
			sb.WriteRune(c)
		case c == '’' || c == '\'' || unicode.Is(unicode.Cf, c):
			// "Iran’s" gives "irans"
		default:
			gap = true
		}
	}
	switch {
	case sb.Len() == 0:
		return "section"
	case sb.Len() > maxSlug:
		return firstWords(sb.String())
	}
	return sb.String()
}

// firstWords cuts a slug that is longer than maxSlug, between words where it has several.
func firstWords(slug string) string {
	cut := strings.LastIndexByte(slug[:maxSlug+1], '-')
	if cut < 0 {
		for cut = maxSlug; !utf8.RuneStart(slug[cut]); cut-- {
		}
	}
	return slug[:cut]
}

// assignSlugs gives every heading without an author's id a slug. Where headings share
// one, each is qualified by the heading above it, so that no id depends on which of them
// comes first. Above means what the author wrote: two main headings may both be shown at
// the level of those below them.
func (r *renderer) assignSlugs() {
	heads := r.doc.Heads
	taken := map[string]bool{}
	for _, c := range r.doc.Claims {
		taken[c.ID] = true
	}
	count := map[string]int{}
	for i := range heads {
		if heads[i].Author {
			taken[heads[i].ID] = true
		} else {
			heads[i].ID = Slug(heads[i].Text)
			count[heads[i].ID]++
		}
	}
	var above [7]string
	for i := range heads {
		h := &heads[i]
		own := Slug(h.Text)
		if !h.Author {
			if count[own] > 1 {
				for l := r.levels[i] - 1; l > 0; l-- {
					if above[l] != "" {
						h.ID = above[l] + "-" + own
						break
					}
				}
			}
			if reserved(h.ID) || taken[h.ID] {
				h.ID = "section-" + h.ID
			}
		}
		above[r.levels[i]] = own
		clear(above[r.levels[i]+1:])
	}
}

// checkIDs reports ids that clash within the file or intrude on Gloss's own.
func (r *renderer) checkIDs() {
	r.assignSlugs()
	type place struct {
		pos  diag.Pos
		what string
	}
	seen := map[string]place{}
	add := func(id string, pos diag.Pos, author bool, what string) {
		if author && reserved(id) {
			r.report(diag.Errorf(pos, "id-reserved", "id %q begins with a prefix that gloss keeps for itself", id).
				WithHint("ids may not begin with note-, ref-, term-, event-, on-, gloss- or section-"))
		}
		first, dup := seen[id]
		if !dup {
			seen[id] = place{pos, what}
			return
		}
		d := diag.Errorf(pos, "id-duplicate", "id %q stands twice on this page", id)
		hint := "choose another id"
		if !author {
			d = diag.Errorf(pos, "id-duplicate", "heading %q gets the id %q, which stands on this page already", what, id)
			hint = "give one of the two an id of its own: ## " + what + " {#name}"
		}
		r.report(d.WithHint("the other is at %s; %s", first.pos, hint))
	}
	for _, c := range r.doc.Claims {
		add(c.ID, r.doc.At(c.Pos), true, "")
	}
	for _, ref := range r.doc.Refs {
		if ref.Kind == RefHeading { // its place is that of the author's id
			h := r.doc.Heads[ref.Index]
			add(h.ID, r.doc.At(ref.Pos), h.Author, h.Text)
		}
	}
}
