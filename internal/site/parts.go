package site

import (
	"path"
	"slices"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

// Bounds on lists, so that no page grows with the site (DESIGN §5, Bounds).
const (
	perPage         = 300 // entries of a list
	mentionsPerPage = 200 // sentences that name a term
	sourcesPerPage  = 30  // sources, each of which shows all its paragraphs
)

// Part is one page of a list: its entries From … To-1, which are indices into what the list
// shows: Events, Index, Articles, Originals, Rows, or the Mentions of a term.
type Part struct {
	Page     PageID
	Label    string // on a timeline with a page a year, the year or [Undated]; else empty
	Number   int    // among the pages with this label, from 1
	From, To int
}

// Undated is the label of the events without a date.
const Undated = "undated"

// Parts returns the pages of the list that a page shows, in order: one for a list that
// fits, none for a page that is no list.
func (s *Site) Parts(id PageID) []Part {
	return s.parts[s.Pages[id].First]
}

// Part returns what a page shows of its list.
func (s *Site) Part(id PageID) Part {
	for _, p := range s.Parts(id) {
		if p.Page == id {
			return p
		}
	}
	return Part{Page: id, Number: 1}
}

// PartOf returns the page of a list that shows an entry.
func (s *Site) PartOf(first PageID, entry int) PageID {
	list := s.parts[first]
	i, _ := slices.BinarySearchFunc(list, entry, func(p Part, entry int) int {
		if p.To <= entry {
			return -1
		}
		return 1
	})
	if i == len(list) {
		return first
	}
	return list[i].Page
}

// EventAddr returns where the timeline shows an event.
func (s *Site) EventAddr(event int32) Addr {
	return Addr{s.PartOf(s.Generated(KindTimeline), int(event)), "event-" + s.Events[event].ID}
}

// IndexAddr returns where the glossary's index shows a term.
func (s *Site) IndexAddr(term int32) Addr {
	return Addr{s.PartOf(s.Generated(KindGlossary), int(s.rank[term])), "gloss-" + IDName(s.Terms[term].Name)}
}

// SourceAddr returns where the page of sources shows the original of an article or, if
// number is positive and the original's length is known, one of its paragraphs.
func (s *Site) SourceAddr(article int32, number int) Addr {
	id := IDName(s.Articles[article].Name)
	if number > 0 && s.source(article).Length > 0 {
		id += "-p" + itoa(number)
	}
	at, _ := slices.BinarySearch(s.Originals, article)
	return Addr{s.PartOf(s.Generated(KindSources), at), id}
}

// listArticles lays out the lists that are known once articles and terms are.
func (l *linker) listArticles() {
	for i := range l.Articles {
		if l.source(int32(i)).IsSet() {
			l.Originals = append(l.Originals, int32(i))
		}
	}
	l.divide(l.Generated(KindArticles), "", len(l.Articles), perPage)
	l.divide(l.Generated(KindGlossary), "", len(l.Index), perPage)
	l.divide(l.Generated(KindSources), "", len(l.Originals), sourcesPerPage)
}

// listEvents lays out the timeline: on one page if it fits, else a page a year behind a
// first one that lists the years.
func (l *linker) listEvents() {
	first := l.Generated(KindTimeline)
	if first == None || len(l.Events) <= perPage {
		l.divide(first, "", len(l.Events), perPage)
		return
	}
	l.parts[first] = []Part{{Page: first, Number: 1}}
	for from := 0; from < len(l.Events); {
		label := l.yearOf(from)
		to := from + 1
		for to < len(l.Events) && l.yearOf(to) == label {
			to++
		}
		l.divideFrom(first, label, from, to, perPage)
		from = to
	}
}

// yearOf is the year under which the timeline shows an event.
func (s *Site) yearOf(event int) string {
	if y, ok := s.YearOf(int32(event)); ok {
		return itoa(y)
	}
	return Undated
}

// listMentions lays out the sentences that name each term.
func (l *linker) listMentions() {
	l.beforeMentions = len(l.Pages)
	for i := range l.Terms {
		if first := l.Terms[i].Page; l.Published(first) {
			l.divide(first, "", len(l.Mentions[i]), mentionsPerPage)
		}
	}
}

// divide lays a list of n entries out on as many pages as it needs, the first of which
// there is already.
func (l *linker) divide(first PageID, label string, n, limit int) {
	if first == None {
		return
	}
	l.parts[first] = append(l.parts[first], Part{Page: first, Label: label, Number: 1, To: min(n, limit)})
	if n > limit {
		l.divideFrom(first, label, limit, n, limit)
	}
}

// divideFrom adds the pages for the entries from … to-1 of a list. They stand in a folder
// named after its first page.
func (l *linker) divideFrom(first PageID, label string, from, to, limit int) {
	number := 2
	if label != "" {
		number = 1
	}
	for ; from < to; from, number = from+limit, number+1 {
		out := strings.TrimSuffix(l.Pages[first].Out, ".html")
		switch {
		case label == "":
			out = path.Join(out, itoa(number))
		case number == 1:
			out = path.Join(out, label)
		default:
			out = path.Join(out, label, itoa(number))
		}
		id := l.addPart(first, out+".html")
		l.parts[first] = append(l.parts[first], Part{Page: id, Label: label, Number: number, From: from, To: min(from+limit, to)})
	}
}

// addPart adds a page that continues a list.
func (l *linker) addPart(first PageID, out string) PageID {
	f := l.Pages[first]
	id := PageID(len(l.Pages))
	l.Pages = append(l.Pages, &Page{Kind: f.Kind, Name: out, Out: out, Title: f.Title, Doc: &annotate.Doc{}, Lang: f.Lang, Updated: f.Updated, First: first, Article: -1, Term: f.Term})
	l.grow(1)
	if file, taken := l.writes(out); taken {
		l.report(diag.Errorf(diag.Pos{File: file}, "output-duplicate", "output %q is also that of the list %q, which takes several pages", out, f.Out).
			WithHint("rename the file, or drop that redirect"))
	}
	l.outs[out] = id
	return id
}

// writes returns the author's file that a site writes to an output path, or to one that
// some disks do not tell from it.
func (l *linker) writes(out string) (file string, ok bool) {
	if l.written == nil {
		l.written = map[string]string{}
		for _, p := range l.Pages {
			if p.Source == nil {
				continue
			}
			l.written[content.FoldPath(p.Out)] = p.Source.File
			for _, from := range p.Source.Front.RedirectFrom {
				l.written[content.FoldPath(from)] = p.Source.File
			}
		}
		for _, a := range l.opt.Assets {
			l.written[content.FoldPath(a.Out)] = path.Join(content.Root, a.Out)
		}
	}
	file, ok = l.written[content.FoldPath(out)]
	return file, ok
}
