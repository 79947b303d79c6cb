package render

import (
	"cmp"
	"slices"

	"gloss/internal/site"
)

// Bounds on what tells sources and kinds of events apart (DESIGN §5, Bounds). The rules of
// timeline.css know as many.
const (
	maxLanes   = 8
	maxKinds   = 12
	maxColumns = 6 // for more sources than that, statements stand below each other
)

// others is the lane of what tells of events and has no lane of its own.
const others = -1

// lanes are the sources that a page of the timeline, or of the comparison, tells apart.
type lanes struct {
	articles []int32        // by lane; others, if there are any, come last
	of       map[int32]int  // by article
	count    map[int32]int  // by article, and others: the events it tells of, or the rows it is in
	kinds    []string       // by number
	kind     map[string]int // number by name
	counts   map[string]int // by kind
	tellings [][]site.Telling
	from     int32 // the event that tellings begin with
}

func newLanes() *lanes {
	return &lanes{of: map[int32]int{}, count: map[int32]int{}, kind: map[string]int{}, counts: map[string]int{}}
}

// lanesOf finds out who tells of the events from … to-1.
func (r *Renderer) lanesOf(from, to int) *lanes {
	s := r.site
	l := newLanes()
	l.from = int32(from)
	for i := from; i < to; i++ {
		told := s.Tellings(int32(i))
		l.tellings = append(l.tellings, told)
		for _, t := range told {
			l.count[s.Pages[t.Page].Article]++
		}
		l.counts[s.Events[i].Kind]++
	}
	l.rankArticles()
	l.rankKinds()
	return l
}

// rankArticles gives the articles that tell most a lane of their own, in reading order.
func (l *lanes) rankArticles() {
	_, rest := l.count[others]
	for a := range l.count {
		if a != others {
			l.articles = append(l.articles, a)
		}
	}
	slices.Sort(l.articles)
	if len(l.articles) > maxLanes || rest && len(l.articles) == maxLanes {
		slices.SortStableFunc(l.articles, func(a, b int32) int { return cmp.Compare(l.count[b], l.count[a]) })
		l.articles, rest = l.articles[:maxLanes-1], true
		slices.Sort(l.articles)
	}
	if rest {
		l.articles = append(l.articles, others)
	}
	for i, a := range l.articles {
		l.of[a] = i
	}
}

// rankKinds numbers the kinds that most events have, by name.
func (l *lanes) rankKinds() {
	for k := range l.counts {
		if k != "" {
			l.kinds = append(l.kinds, k)
		}
	}
	slices.Sort(l.kinds)
	if len(l.kinds) > maxKinds {
		slices.SortStableFunc(l.kinds, func(a, b string) int { return cmp.Compare(l.counts[b], l.counts[a]) })
		l.kinds = l.kinds[:maxKinds]
		slices.Sort(l.kinds)
	}
	for i, k := range l.kinds {
		l.kind[k] = i + 1
	}
}

// lane returns the lane of a page.
func (l *lanes) lane(s *site.Site, page site.PageID) int { return l.laneOf(s.Pages[page].Article) }

// laneOf returns the lane of an article.
func (l *lanes) laneOf(article int32) int {
	if i, ok := l.of[article]; ok {
		return i
	}
	return len(l.articles) - 1
}

// told returns who tells of an event.
func (l *lanes) told(event int32) []site.Telling { return l.tellings[event-l.from] }

// columns is how many columns the list has, 0 for none.
func (l *lanes) columns() int {
	if n := len(l.articles); n > maxColumns || n < 2 || l.articles[n-1] == others {
		return 0
	}
	return len(l.articles)
}
