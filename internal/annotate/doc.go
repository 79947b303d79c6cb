// Package annotate is the annotation engine: it turns one Markdown file into plain
// data. It is given no glossary, no URL and no other file; what a page needs from
// elsewhere it leaves as holes in the HTML, which [gloss/internal/render] fills.
//
// A file is parsed and rendered once and its syntax tree dropped, so that a Doc is
// small, immutable and can be cached under the hash of its input.
package annotate

import (
	"sort"

	"gloss/internal/diag"
	"gloss/internal/edtf"
)

// Span is a half-open range of bytes in [Doc.HTML].
type Span struct{ Off, End uint32 }

// Contains reports whether the whole of t lies within s.
func (s Span) Contains(t Span) bool { return s.Off <= t.Off && t.End <= s.End }

// Doc is a parsed and rendered Markdown file. It is immutable; a cached Doc replays
// its diagnostics. All slices are sorted by their offset in HTML, what holds others before
// what it holds.
type Doc struct {
	File string // as diagnostics name it; every Pos below is a place in it
	HTML []byte // the body, then each note, without what only the site can know
	Body Span   // the part of HTML that is the body

	Holes     []Hole // what is filled in or around the HTML when it is spliced
	Runs      []Span // text in which terms may stand; no tag inside
	Blocks    []Block
	Sentences []Span // of blocks that can be quoted; each is well-formed by itself

	Heads    []Heading
	Notes    []Note
	Claims   []Claim
	Dated    []Dated
	Locators []Locator
	Links    []Link
	Images   []Image
	Terms    []string   // names of terms that are marked by hand
	Marked   []NoteName // what note markers mean
	Refs     []Ref      // one for every hole or pair of holes

	cites []Cite // of all locators

	Words int // of the body, for the reading time
	Diags []diag.Diag
}

// At returns the full form of a place in the file.
func (d *Doc) At(p diag.Place) diag.Pos { return p.In(d.File) }

// Side says how a hole takes part in the text.
type Side uint8

const (
	Open  Side = iota + 1 // before the text of a reference: a start tag goes here
	Close                 // after it: the end tag
	Point                 // stands alone: a note marker, an image, a block's locators
	InTag                 // just before the '>' of a start tag: an id attribute goes here
)

// Hole is a place in the HTML that depends on something outside the file. Every Open
// has its Close, properly nested with the tags around it.
type Hole struct {
	Off  uint32
	Ref  int32 // index into Doc.Refs
	Side Side
}

// HolesIn returns the holes of a span, a part of d.Holes: those inside it, and at its edges
// those that are its own. What closes at its start or opens at its end is its neighbour's,
// so that every Open among them has its Close if the span is well-formed.
func (d *Doc) HolesIn(s Span) []Hole {
	lo := sort.Search(len(d.Holes), func(i int) bool { return d.Holes[i].Off >= s.Off })
	hi := lo + sort.Search(len(d.Holes)-lo, func(i int) bool { return d.Holes[lo+i].Off > s.End })
	open := 0
	for i := lo; i < hi && d.Holes[i].Off == s.Off; i++ {
		switch {
		case d.Holes[i].Side == Open:
			open++
		case d.Holes[i].Side == Close && open == 0, d.Holes[i].Side == Point && open == 0 && d.glued(s.Off):
			lo = i + 1
		case d.Holes[i].Side == Close:
			open--
		}
	}
	closed := 0
	for i := hi - 1; i >= lo && d.Holes[i].Off == s.End; i-- {
		switch {
		case d.Holes[i].Side == Close:
			closed++
		case d.Holes[i].Side == Open && closed == 0:
			hi = i
		case d.Holes[i].Side == Open:
			closed--
		}
	}
	return d.Holes[lo:hi]
}

// glued reports whether text stands right before off, so that a marker there is its own:
// "。[^n]" in a script without spaces.
func (d *Doc) glued(off uint32) bool {
	return off > 0 && d.HTML[off-1] != '>' && !isSpace(d.HTML[off-1])
}

// RefKind says what a reference is, and so which slice its Index points into.
type RefKind uint8

const (
	RefLink    RefKind = iota + 1 // Index into Links; Open, Close
	RefImage                      // Index into Images; Point
	RefTerm                       // Index into Terms; Open, Close
	RefNote                       // Index into Marked; Point
	RefClaim                      // Index into Claims; InTag
	RefDated                      // Index into Dated; InTag for the id, Point for the link to the timeline, except inside a link
	RefHeading                    // Index into Heads; InTag
	RefBlock                      // Index into Blocks; InTag for its id
	RefLocator                    // Index into Blocks; Point where the block shows its locators
)

// Ref is something that another part of the site has to answer.
type Ref struct {
	Kind  RefKind
	Index int32 // see RefKind
	Block int32 // the innermost block around it, -1 when there is none
	Pos   diag.Place
}

// NoteName says which note a marker means.
type NoteName struct {
	Article string // "" for a note of this file
	Label   string // as written
}

// BlockKind is the kind of a block of text.
type BlockKind uint8

const (
	Paragraph BlockKind = iota + 1
	Item                // a list item, or the one paragraph of a tight one
	HeadingBlock
	Cell
	Table
	Code
	Quote
	List
	Figure
)

// String returns the word diagnostics use.
func (k BlockKind) String() string {
	return [...]string{"block", "paragraph", "list item", "heading", "table cell", "table", "code block", "quotation", "list", "figure"}[k]
}

// Block is a block of text that can carry attributes.
type Block struct {
	Kind       BlockKind
	Background bool   // the editor's own knowledge, not the source's
	Derived    bool   // worked out by the author, not given by the source
	Parent     int32  // the block around it, -1 at the top
	Note       int32  // the note it belongs to, -1 in the body
	ID         string // given by the author; may be empty
	Span       Span   // its content, without the tags of the block itself; of a tight item only its own text
	Pos        diag.Place
}

// Heading is a heading of the body, in order. Text under it belongs to it up to the
// next heading of the same or a higher level.
type Heading struct {
	Level  int    // as shown: 1 is the page's title, which can only be the first and at the very start
	ID     string // the author's, else a slug of its text; unique in the file
	Author bool   // the author gave ID
	Text   string // plain
	Span   Span   // its content
	Pos    diag.Place
}

// Note is a note defined in this file.
type Note struct {
	Label string // NFC, as written at the definition
	Span  Span   // its blocks
	Pos   diag.Place
}

// Claim is a passage that others can point at: a bracketed span or a block with an
// author's id.
type Claim struct {
	ID    string
	By    string // who speaks; empty when it is the article itself
	Span  Span   // its content
	Block int32  // the block it stands in, or is
	Whole bool   // the claim is the block itself
	Pos   diag.Place
}

// Dated is a dated statement. An undated one (only event=) has a zero Date.
type Dated struct {
	Date  edtf.Date
	Event string // joins statements about one event; may be empty
	Title string // of the event, given inline; may be empty
	Kind  string
	Text  string // plain text of the statement
	Flags Flags
	Span  Span
	Block int32
	Pos   diag.Place // of the statement
	At    diag.Place // of the date, else of the statement
}

// Flags says how far a dated statement can be relied on.
type Flags uint8

const (
	Plan     Flags = 1 << iota // intended when written
	Deadline                   // a last date, ahead when written
	Reported                   // the source passes on what others say
	Inferred                   // the date is worked out, not given
	Disputed                   // sources disagree, and the author knows
)

// Has reports whether all of g is set.
func (f Flags) Has(g Flags) bool { return f&g == g }

// Locator says which paragraphs, pages or minutes of a source a stretch of text
// rests on.
type Locator struct {
	Span  Span // from the locator before it, or the start of its block; it may begin or end inside markup
	Block int32
	None  bool // p=none: rests on no source
	Pos   diag.Place
	cites [2]uint32 // part of Doc.cites
}

// Cites returns what a locator cites.
func (d *Doc) Cites(l *Locator) []Cite { return d.cites[l.cites[0]:l.cites[1]:l.cites[1]] }

// Cite is a range of locators in one article's source.
type Cite struct {
	Name     string // the article; empty for the one it stands in
	From, To int
	Pos      diag.Place // where it begins: of the name, else of From
	Last     int32      // how many bytes behind Pos the number To stands
}

// PosOfTo returns the place of the last number.
func (c Cite) PosOfTo() diag.Place {
	c.Pos.Col += uint32(c.Last)
	return c.Pos
}

// Link is a link inside the site. Links to elsewhere are part of the HTML, with the class
// and language they were given.
type Link struct {
	Dest     string // as written, backslashes and entities resolved
	Title    string
	External bool // false: see above
	Class    string
	Lang     string
	Rel      string // a typed cross-reference: contradicts, extends …
	Why      string // the author's explanation
	Question string // the question at issue (title= of the attribute list)
	Span     Span   // of the link's text
}

// Image is an image or, alone in its paragraph with a title, a figure.
type Image struct {
	Dest, Alt, Title string
	Class, Lang      string
	Figure           bool // the title is shown as its caption, not as a tooltip
}
