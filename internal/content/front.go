package content

// Front is what an author may say about a file ahead of its Markdown. Texts are as
// written, without surrounding space, and empty where absent; dates are EDTF and
// are parsed by whoever needs them.
type Front struct {
	// Every file.
	Title        string
	Summary      string
	Lang         string   // BCP 47; "" = the site's
	Draft        bool     // loaded all the same: whether it is published is decided later
	Updated      string   // EDTF: the only "last changed" there is
	RedirectFrom []string // output paths, NFC: "old/x.html", "old/index.html" for "old/"
	Terms        Scope    // "" = the site's

	// Articles.
	Short       string
	Order       int // 0 = unset
	Color       string
	By          []Speaker // as written
	Corrections []Correction
	Source      Original

	// Terms.
	Term      string
	Expansion string
	Aliases   []string
	Sort      string // what the index files it under: "Khamenei, Ali"; "" = as it is displayed
	Kind      string // treaty, concept, weapon, organisation, place, person, …
	See       []string
	Match     Match  // "" = by the term's capitals
	Auto      Toggle // whether it is linked without markup; Unset = unless a person or a place

	// content/timeline.md.
	Events []Event // as written
}

// Toggle is true, false, or not said.
type Toggle uint8

const (
	Unset Toggle = iota
	On
	Off
)

// Scope says how often a term is linked.
type Scope string

const (
	ScopeSection Scope = "section" // its first use under each second-level heading
	ScopePage    Scope = "page"    // its first use on a page
	ScopeAll     Scope = "all"     // every use
	ScopeOff     Scope = "off"     // only where it is linked by hand
)

// Match says whether the case of a term's letters matters.
type Match string

const (
	MatchExact Match = "exact"
	MatchFold  Match = "fold"
)

// Locator says what the numbers in p=8-9 count.
type Locator string

const (
	Paragraph Locator = "paragraph"
	Page      Locator = "page"
	Section   Locator = "section"
	Minute    Locator = "minute"
)

// Speaker is someone an article quotes: by=KEY on a claim names them.
type Speaker struct{ Key, Name string }

// Correction is a mistake put right after publication. Both parts are present.
type Correction struct {
	Date string // EDTF
	Text string
}

// Original is the article, report or recording that one of ours digests.
type Original struct {
	Publisher, Title, Author string
	Date                     string // EDTF: of publication
	URL                      string // absolute, http or https
	Kind                     string
	Accessed                 string // EDTF
	Note                     string
	Locator                  Locator // Paragraph when unset and the original is set
	Length                   int     // how many of what Locator counts; 0 = unknown
}

// IsSet reports whether the article names an original at all.
func (o Original) IsSet() bool { return o != Original{} }

// Event gives the dated statements marked event=NAME a title and a kind.
type Event struct{ Name, Title, Kind string }

// role is a set of places in which a key may stand.
type role uint8

const (
	inPage role = 1 << iota
	inArticle
	inTerm
	inTimeline
	everyFile = inPage | inArticle | inTerm | inTimeline
)

// roleOf says which keys a file may have.
func roleOf(s *Source) role {
	switch {
	case s.Kind == KindArticle:
		return inArticle
	case s.Kind == KindTerm:
		return inTerm
	case s.Path == "timeline.md":
		return inTimeline
	}
	return inPage
}

// frontFields is every key of a front matter, in the order in which hints list them.
var frontFields = []field[Front]{
	{"title", everyFile, func(d *decoder, f *Front, n *node) { f.Title = d.text(n) }},
	{"summary", everyFile, func(d *decoder, f *Front, n *node) { f.Summary = d.text(n) }},
	{"lang", everyFile, func(d *decoder, f *Front, n *node) { f.Lang = d.lang(n) }},
	{"draft", everyFile, func(d *decoder, f *Front, n *node) { f.Draft = d.truth(n) }},
	{"updated", everyFile, func(d *decoder, f *Front, n *node) { f.Updated = d.text(n) }},
	{"redirect_from", everyFile, func(d *decoder, f *Front, n *node) { f.RedirectFrom = d.redirects(n) }},
	{"terms", everyFile, func(d *decoder, f *Front, n *node) { f.Terms = choice(d, n, scopes) }},

	{"short", inArticle, func(d *decoder, f *Front, n *node) { f.Short = d.text(n) }},
	{"order", inArticle, func(d *decoder, f *Front, n *node) { f.Order = d.number(n) }},
	{"color", inArticle, func(d *decoder, f *Front, n *node) { f.Color = d.color(n) }},
	{"by", inArticle, func(d *decoder, f *Front, n *node) { f.By = d.speakers(n) }},
	{"corrections", inArticle, func(d *decoder, f *Front, n *node) { f.Corrections = d.corrections(n) }},
	{"source", inArticle, func(d *decoder, f *Front, n *node) { f.Source = d.original(n) }},

	{"term", inTerm, func(d *decoder, f *Front, n *node) { f.Term = d.text(n) }},
	{"expansion", inTerm, func(d *decoder, f *Front, n *node) { f.Expansion = d.text(n) }},
	{"aliases", inTerm, func(d *decoder, f *Front, n *node) { f.Aliases = d.texts(n) }},
	{"sort", inTerm, func(d *decoder, f *Front, n *node) { f.Sort = d.sortKey(n) }},
	{"kind", inTerm, func(d *decoder, f *Front, n *node) { f.Kind = d.text(n) }},
	{"see", inTerm, func(d *decoder, f *Front, n *node) { f.See = d.texts(n) }},
	{"match", inTerm, func(d *decoder, f *Front, n *node) { f.Match = choice(d, n, matches) }},
	{"auto", inTerm, func(d *decoder, f *Front, n *node) { f.Auto = d.toggle(n) }},

	{"events", inTimeline, func(d *decoder, f *Front, n *node) { f.Events = d.events(n) }},
}

var (
	scopes   = []Scope{ScopeSection, ScopePage, ScopeAll, ScopeOff}
	matches  = []Match{MatchExact, MatchFold}
	locators = []Locator{Paragraph, Page, Section, Minute}
)

var correctionFields = []field[Correction]{
	{"date", everyFile, func(d *decoder, c *Correction, n *node) { c.Date = d.text(n) }},
	{"text", everyFile, func(d *decoder, c *Correction, n *node) { c.Text = d.text(n) }},
}

var originalFields = []field[Original]{
	{"publisher", everyFile, func(d *decoder, o *Original, n *node) { o.Publisher = d.text(n) }},
	{"title", everyFile, func(d *decoder, o *Original, n *node) { o.Title = d.text(n) }},
	{"author", everyFile, func(d *decoder, o *Original, n *node) { o.Author = d.text(n) }},
	{"date", everyFile, func(d *decoder, o *Original, n *node) { o.Date = d.text(n) }},
	{"url", everyFile, func(d *decoder, o *Original, n *node) { o.URL = d.url(n) }},
	{"kind", everyFile, func(d *decoder, o *Original, n *node) { o.Kind = d.text(n) }},
	{"accessed", everyFile, func(d *decoder, o *Original, n *node) { o.Accessed = d.text(n) }},
	{"note", everyFile, func(d *decoder, o *Original, n *node) { o.Note = d.text(n) }},
	{"locator", everyFile, func(d *decoder, o *Original, n *node) { o.Locator = choice(d, n, locators) }},
	{"length", everyFile, func(d *decoder, o *Original, n *node) { o.Length = d.length(n) }},
}

var eventFields = []field[Event]{
	{"title", everyFile, func(d *decoder, e *Event, n *node) { e.Title = d.text(n) }},
	{"kind", everyFile, func(d *decoder, e *Event, n *node) { e.Kind = d.text(n) }},
}

func (d *decoder) speakers(n *node) []Speaker {
	if !d.isMap(n) {
		return nil
	}
	var all []Speaker
	for i := range n.kids {
		kid := &n.kids[i]
		if d.first(n, i) {
			all = append(all, Speaker{Key: kid.key, Name: d.needed(kid)})
		}
	}
	return all
}

func (d *decoder) corrections(n *node) []Correction {
	if !d.isList(n) {
		return nil
	}
	var all []Correction
	for i := range n.kids {
		var c Correction
		kid := &n.kids[i]
		if !fill(d, kid, &c, correctionFields, everyFile, nil) {
			continue
		}
		for _, key := range []string{"date", "text"} {
			if k := kid.child(key); k == nil || k.kind == nullNode {
				d.errorf(kid.at, "", "correction %d has no %q", i+1, key)
			}
		}
		all = append(all, c)
	}
	return all
}

func (d *decoder) original(n *node) Original {
	var o Original
	fill(d, n, &o, originalFields, everyFile, nil)
	if o.IsSet() && o.Locator == "" {
		o.Locator = Paragraph
	}
	return o
}

// maxLength bounds an original: each of its paragraphs is a cell on the page of sources.
const maxLength = 10_000

// length reads how long an original is.
func (d *decoder) length(n *node) int {
	i := d.count(n)
	if i > maxLength {
		d.errorf(n.at, "count something larger: locator: page, or section", "an original has at most %d of what its locators count, not %d", maxLength, i)
		return 0
	}
	return i
}

func (d *decoder) events(n *node) []Event {
	if !d.isMap(n) {
		return nil
	}
	var all []Event
	for i := range n.kids {
		kid := &n.kids[i]
		if !d.first(n, i) {
			continue
		}
		if !isName(kid.key) {
			d.errorf(kid.keyAt, `use letters, digits, "_" and "-"; what readers see is its title`, "%q is not the name of an event", kid.key)
			continue
		}
		e := Event{Name: kid.key}
		fill(d, kid, &e, eventFields, everyFile, nil)
		all = append(all, e)
	}
	return all
}

// elsewhere says where a key belongs that has no place in this kind of file, or "".
// here is the role of the file; 0 is gloss.yaml.
func elsewhere(key string, here role) string {
	for _, f := range frontFields {
		if f.name != key {
			continue
		}
		switch f.in {
		case inArticle:
			return "content/articles/"
		case inTerm:
			return "content/glossary/"
		case inTimeline:
			return "content/timeline.md"
		}
		return "the front matter of a file"
	}
	if here != 0 && hasField(configFields, key) {
		return "gloss.yaml"
	}
	if here == inArticle && hasField(originalFields, key) {
		return `"source"`
	}
	return ""
}
