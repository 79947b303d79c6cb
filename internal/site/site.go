// Package site answers every question that one file leaves open: which term a name
// means, where a link leads, who cites a note, what one article says about another's
// claim. Its functions are pure; they are given parsed files and return values.
package site

import (
	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
	"gloss/internal/edtf"
)

// PageID is an index into [Site.Pages].
type PageID int32

// None is the PageID of no page.
const None PageID = -1

// Addr is a place in the site. It is never a URL: what it looks like in an edition is
// for that edition's addresser to say.
type Addr struct {
	Page PageID
	Frag string // id on that page; empty for the page itself
}

// Kind says what is shown on a page.
type Kind uint8

const (
	KindPage Kind = iota + 1
	KindArticle
	KindTerm
	KindHome
	KindArticles // the list of articles
	KindGlossary // the list of terms
	KindTimeline
	KindCompare
	KindSources
	KindNotFound
	KindSearch
)

// Page is one page of the site: a Markdown file, or one that is generated and that a
// file may introduce. It is immutable after [Link].
type Page struct {
	Kind   Kind
	Name   string          // identity among its kind
	Out    string          // output path
	Title  string          // plain text
	Source *content.Source // nil for a generated page without an introduction
	Doc    *annotate.Doc   // never nil; empty for a generated page without an introduction
	Body   annotate.Span   // what is shown of Doc as the body: a leading heading that is the title is not

	Lang    string
	Draft   bool
	Updated edtf.Date
	First   PageID // the page whose list this one continues; itself for any other
	Article int32  // index into Site.Articles, -1
	Term    int32  // index into Site.Terms, -1
}

// Passage is a quotable piece of a page's document.
type Passage struct {
	Page PageID
	annotate.Span
}

// Article is an article as the others see it.
type Article struct {
	Page  PageID
	Name  string
	Short string // how it is called in running text: "ICDS"
	Hue   int    // 1 to 4, then again
	Shape int    // 0 to 3: circle, square, triangle, diamond
	Date  edtf.Date
}

// Term is a glossary entry.
type Term struct {
	Page      PageID
	Name      string // file name
	ID        string // of its entry in a list of terms: "term-jcpoa"
	UseID     string // of a page's first link to it, to which the entry leads back: "gloss-term-jcpoa"
	Title     string // as displayed
	Sort      string // what the index files it under
	Expansion string
	Kind      string
	See       []int32 // other terms, by the author's order
	Lead      Passage // the first paragraph, which stands alone in a popover
}

// Hit is a place where a term's name stands in a page's text.
type Hit struct {
	Off, End uint32 // in Doc.HTML, without a possessive ending
	Term     int32
}

// Target answers a reference. The zero Target means that it could not be resolved, for
// which there is a diagnostic.
type Target struct {
	Found bool
	Term  int32  // RefTerm
	Note  int32  // RefNote: index into Site.Notes[page]
	Event int32  // RefDated: index into Site.Events
	Rel   int32  // RefLink: index into Site.Relations, -1
	Addr  Addr   // RefLink, RefTerm, RefDated (on the timeline)
	File  *File  // RefLink, RefImage: nil for a link to a page as such
	ID    string // the id this reference itself has on the page: "ref2-price", "on-treaty"
}

// File is where a link or an image leads when that is not a page alone.
type File struct {
	Out   string // output path of a copied file; empty for a page
	Query string // of a link, "?x=1", kept as written; with a copied file, "#page=2" as well
	Size  Size   // of an image, when known
}

// Size is an image's size in pixels.
type Size struct{ W, H int }

// Cite is what a block rests on in one source.
type Cite struct {
	Article int32 // index into Site.Articles
	Ranges  []Range
}

// Range is an inclusive range of locators.
type Range struct{ From, To int }

// NoteUse is a note as it stands on a page: the page's own, or one cited from another.
type NoteUse struct {
	ID        string // "price", or "icds.price" for a note of another article
	Number    int    // 1-based, by first marker
	Home      PageID
	Note      int32    // index into the home's Doc.Notes
	Marks     []string // ids of its markers on this page, in order
	CitedFrom []Citing // by other pages; only at its home
}

// Foreign reports whether the note belongs to another page than the one it stands on.
func (n NoteUse) Foreign(page PageID) bool { return n.Home != page }

// Citing is a place on another page that cites a note or refers to a passage.
type Citing struct {
	Addr    Addr
	Passage Passage // the sentence around it
}

// Event is something that happened, as one or more dated statements tell it.
type Event struct {
	ID         string // on the timeline, behind "event-"
	Title      string
	Kind       string
	Date       edtf.Date // of the statement that says most; zero when none is dated
	Statements []Statement
	Flags      annotate.Flags
	Conflict   bool // two statements' dates cannot both be true
	Undated    bool // all statements are
}

// Statement is one dated statement of an event.
type Statement struct {
	Page  PageID
	Dated int32  // index into the page's Doc.Dated
	ID    string // of the statement on its page: "on-treaty"

	// Undated says that the statement has no date, or one that says no more than that it
	// happened before the source appeared: a set without a start that ends on the
	// source's own date.
	Undated bool
	Ahead   bool // it lay ahead when the source was written
}

// Relation says that one passage stands in a relation to another: Subject RELs Object.
type Relation struct {
	Rel      string // one of annotate.Relations
	Subject  End    // the target of the typed link
	Object   End    // the passage around the link
	Why      string
	Question string
	Note     Passage // the note that holds the link, which then explains; empty otherwise
}

// End is one of the two passages of a relation.
type End struct {
	Passage
	Frag  string // an id at or in the passage; empty when it has none
	By    string // who speaks, as displayed; empty when it is the article
	Cites []Cite
}

// Mention is a sentence that names a term.
type Mention struct {
	Passage
	Heading int32 // index into Doc.Heads, -1 before the first
}

// Coverage says where the paragraphs of an article's source are rested on.
type Coverage struct {
	Article int32
	places  []Place  // those of the first paragraph, then of the second …
	ends    []uint32 // by paragraph: where its places end
}

// Place is a block that rests on a source: a page and the reference that shows its locators.
type Place struct {
	Page PageID
	Ref  int32 // index into Doc.Refs
}

// Len is how many paragraphs the source has.
func (c *Coverage) Len() int { return len(c.ends) }

// Places returns the blocks that rest on paragraph n, from 1, in page order.
func (c *Coverage) Places(n int) []Place {
	from := uint32(0)
	if n > 1 {
		from = c.ends[n-2]
	}
	return c.places[from:c.ends[n-1]]
}

// Site is the linked site. It is immutable.
type Site struct {
	Config    content.Config
	AsOf      edtf.Date
	Pages     []*Page // content pages in path order, then generated ones, then those that continue a list
	Articles  []Article
	Terms     []Term // by name; the lexicon's indices
	Events    []Event
	Relations []Relation
	Coverage  []Coverage
	Shared    []int32 // events that two pages tell of
	Rows      []Row   // of the comparison
	Joined    int     // how many of Rows join two pages: the first
	AloneMore int     // what only one article reports and Rows have not
	Index     []int32 // the published terms by title
	Originals []int32 // the articles that name a source

	Targets  [][]Target  // by page: Targets[p][i] answers Pages[p].Doc.Refs[i]
	Hits     [][]Hit     // by page: every place a term is named
	Linked   [][]Hit     // by page: those of Hits that are links on the page itself
	Notes    [][]NoteUse // by page, in order of their numbers
	Listed   [][]int32   // by page: the terms listed at its end, by title
	Mentions [][]Mention // by term
	Told     [][]int32   // by term: events whose statements name it
	Cited    [][]int32   // by page: relations whose subject or object stands on it

	generated   map[Kind]PageID
	parts       map[PageID][]Part // by the first page of a list
	articles    map[string]int32  // by name
	rank        []int32           // by term: its place in Index, drafts behind all others
	locatorEnds [][]uint32        // by page and locator: where the furthest up to it ends
}

// Generated returns the page of a generated kind, None when the site has none.
func (s *Site) Generated(k Kind) PageID {
	if id, ok := s.generated[k]; ok {
		return id
	}
	return None
}

// Published reports whether a page is part of the site: drafts are only with --drafts.
func (s *Site) Published(id PageID) bool { return !s.Pages[id].Draft }

// pos returns the full form of a place in a page's file.
func (s *Site) pos(id PageID, at diag.Place) diag.Pos { return s.Pages[id].Doc.At(at) }
