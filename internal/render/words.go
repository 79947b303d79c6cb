package render

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/edtf"
)

// Words are all that readers see or hear on a page beside what the author wrote. They are
// read from words.yaml, where the key of TermsHere is terms_here. What stands in braces there
// is filled in where it is used.
type Words struct {
	Lang string // BCP 47

	Briefing, Articles, Compare, Timeline, Glossary, Sources, Search, NotFound string

	Skip, Site, Menu, Foot, FootAsOf           string
	ToTheBriefing, Moved, MovedTo              string
	Data, DataBriefing, DataCalendar, DataFeed string

	Display, Colours, ColoursAuto, ColoursLight, ColoursDark string
	Marks, MarksClean, MarksSome, MarksAll                   string
	Keys, KeysSlash                                          string
	Offline, OfflineSave, OfflineSaving                      string
	OfflineSaved, OfflineFailed, NewVersion, NewVersionShow  string

	Comma, And, AndMore        string
	Previous, Next             string
	Pages, Continued, AllYears string

	AnnotatedBriefing, AsOf, TheSources, AllArticles string
	WhereTheyPart, HowTheyCompare, AllComparisons    string
	WhenItHappened, WholeTimeline                    string
	Minutes                                          string
	CountNotes, CountEvents, CountDated              Plural

	Reading, About, Original, Author, Date, Note, DigestChanged string
	OwnWords, WhatIsCounted, Corrected, Contents                string
	ReadAgainst, ThisDigest, DatedStatements, Background        string
	Edit, ReportMistake, LinkHere                               string

	Notes, NoteNumber, Back, BackToUse, CitedFrom string

	TermsHere, OpenTerm, Letters, SeeAlso, AlsoFoundAs string
	Named, Beginning, OnTheTimeline                    string
	OpenInGlossary, BackToText, UsesIn, UsesInMany     string

	CardBack, CardClose, ReadIn string

	SearchFor, SearchKeys, SearchLoading, SearchFailed, SearchNeedsScripts string
	Results, NoResults, MoreResults, Browse                                string
	CountResults                                                           Plural

	EventOnTimeline, UndatedHeading, UndatedPart, Undated, InTheYear, Inferred string

	DrawingLabel, SkipDrawing, LaneUndated, LaneHidden, OtherSources, InDrawing string
	DrawnSpan, DrawnDense                                                       string
	DrawnShared, DrawnAhead                                                     Plural
	Legend                                                                      LegendWords
	FilterRelations, FilterBetween, OnlyOne, MatrixCaption, MatrixCell          string
	Filters, FilterSources, FilterKinds, FilterFlags, FilterShared              string
	FilterReset, Shown                                                          string

	Flags     FlagWords
	Precision PrecisionWords

	Title, Publisher, Kind, Address, ReadOn, Dating string
	OurDigest, Coverage, Covered, NotCovered, Point string
	CountPlaces                                     Plural
	CiteThis, CiteAsText, Copy, Copied              string
	Locator, ForeignLocator, Length                 string
	Units                                           struct{ Paragraph, Page, Section, Minute Unit }
	DigestOf, DigestOfWords, Tally                  string
	CountPoints                                     Plural
	Once, Twice, Times                              string
	Relations                                       struct{ Contradicts, Qualifies, Reframes, Updates, Extends, Corroborates, SameEvent RelationWords }

	precise map[string]string // how package edtf says it, to how these words do
}

// Plural is a text that counts something.
type Plural struct{ One, Other string }

// Unit is the words for what a locator counts.
type Unit struct{ Sign, Signs, One, Other string }

// RelationWords are what readers see for a relation between two passages.
type RelationWords struct {
	Here  string // behind a link to the subject, where the object is read: "disagrees"
	Said  string // between the two passages, by name: "{subject} disagrees with {object}"
	Tally string // of the sources together, with the count: "disagree on {count}"
	Name  string // one of them, for filters: "disagreement"
}

// LegendWords explain the marks of the drawn timeline.
type LegendWords struct{ Dot, Bar, Whisker, Fade, Ahead, Tie, Written string }

// FlagWords are what is said of a dated statement; Conflict of an event.
type FlagWords struct{ Plan, Deadline, Reported, Inferred, Disputed, Conflict string }

// PrecisionWords say how closely a date is stated.
type PrecisionWords struct {
	Day, Month, Season, Year, Decade, Century                                                    string
	AboutDay, AboutMonth, AboutSeason, AboutYear, AboutDecade, AboutCentury                      string
	Uncertain, Period, OpenEnded, StartOnly, EndOnly, LatestOnly, EarliestOnly, Several, Between string
}

// relations are the kinds of relations in the order in which they are shown.
var relations = [...]string{"contradicts", "qualifies", "reframes", "updates", "extends", "corroborates", sameEvent}

// sameEvent is the relation of two articles that tell of one event; it needs no link.
const sameEvent = "same-event"

// relation returns the words for a relation of annotate.Relations, or for "same-event".
func (w *Words) relation(rel string) *RelationWords {
	switch r := &w.Relations; rel {
	case "contradicts":
		return &r.Contradicts
	case "qualifies":
		return &r.Qualifies
	case "reframes":
		return &r.Reframes
	case "updates":
		return &r.Updates
	case "extends":
		return &r.Extends
	case "corroborates":
		return &r.Corroborates
	case sameEvent:
		return &r.SameEvent
	}
	panic("render: internal error: no words for the relation " + rel)
}

// langOn is an attribute for what holds words on a page: their language where that of the page
// is another (WCAG 3.1.2). It says nothing of their direction, so that a page that is read from
// the right stays mirrored as a whole; the style sheet has each text find its own.
func (w *Words) langOn(lang string) template.HTMLAttr {
	if lang == w.Lang || strings.HasPrefix(lang, w.Lang+"-") {
		return ""
	}
	return template.HTMLAttr(` lang="` + w.Lang + `"`)
}

// tally says how often the sources stand in a relation: "disagree on 2 points".
func (w *Words) tally(rel string, n int) string {
	count := w.CountPoints.of(n)
	switch {
	case rel != sameEvent:
	case n == 1:
		count = w.Once
	case n == 2:
		count = w.Twice
	default:
		count = fill(w.Times, "n", itoa(n))
	}
	return fill(w.relation(rel).Tally, "count", count)
}

// said names the two articles of a relation, of which this is the one that is read.
func (w *Words) said(rel, other string, isSubject bool) Phrase {
	mine, theirs := "object", "subject"
	if isSubject {
		mine, theirs = theirs, mine
	}
	p := phrase(w.relation(rel).Said, mine, w.ThisDigest, theirs, other)
	if p.Before == "" {
		p.Text = upperFirst(p.Text)
	}
	return p
}

// flags are the flags of a dated statement.
func (w *Words) flags(f annotate.Flags) []string {
	var words []string
	for i := range flagOrder {
		if o := &flagOrder[i]; o.flag != 0 && f.Has(o.flag) {
			words = append(words, o.word(&w.Flags))
		}
	}
	return words
}

// precision says how closely a date is stated.
func (w *Words) precision(d edtf.Date) string {
	if d.IsZero() {
		return w.Undated
	}
	label, uncertain := strings.CutSuffix(d.PrecisionLabel(), ", uncertain")
	label = cmp.Or(w.precise[label], label)
	if uncertain {
		return fill(w.Precision.Uncertain, "precision", label)
	}
	return label
}

// unit returns the words for what a locator counts.
func (w *Words) unit(l content.Locator) *Unit {
	switch l {
	case content.Page:
		return &w.Units.Page
	case content.Section:
		return &w.Units.Section
	case content.Minute:
		return &w.Units.Minute
	}
	return &w.Units.Paragraph
}

// length is how long a source is: "41 paragraphs".
func (w *Words) length(n int, l content.Locator) string {
	u := w.unit(l)
	if n == 1 {
		return fill(w.Length, "n", "1", "unit", u.One)
	}
	return fill(w.Length, "n", itoa(n), "unit", u.Other)
}

// of is the text with its number.
func (p Plural) of(n int) string {
	if n == 1 {
		return fill(p.One, "n", "1")
	}
	return fill(p.Other, "n", itoa(n))
}

func itoa(n int) string { return strconv.Itoa(n) }
