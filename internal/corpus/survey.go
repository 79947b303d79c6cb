package corpus

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest"
	"time"
)

// Survey describes a site of few articles that have much to say to each other: for the
// pages that survey them, the timeline and the comparison. All fields must be set.
type Survey struct {
	Articles, Events, Relations int
	From, To                    string // the span of the events: "2025-03-03"
	Seed                        uint64
}

// Site makes the site.
func (o Survey) Site() fs.FS {
	s := &survey{Survey: o, site: site{Options: Options{Seed: o.Seed}, zipf: zipf{}}, texts: make([]surveyed, o.Articles)}
	s.writer = s.site.writer(streamSurvey, 0)
	s.from, _ = time.Parse(time.DateOnly, o.From)
	to, _ := time.Parse(time.DateOnly, o.To)
	s.days = int(to.Sub(s.from)/(24*time.Hour)) + 1
	for i := range s.Events {
		s.event(i)
	}
	for i := range s.Relations {
		s.relation(i)
	}
	files := fstest.MapFS{"gloss.yaml": {Data: fmt.Appendf(nil, "title: What %d sources say\nshort: Survey\nas_of: %s\n", s.Articles, o.To)}}
	for i := range s.Articles {
		files[fmt.Sprintf("content/articles/s%d.md", i)] = &fstest.MapFile{Data: s.article(i)}
	}
	return files
}

// survey is a site being made.
type survey struct {
	Survey
	*writer
	site  site
	from  time.Time
	days  int // that the events are spread over
	texts []surveyed
}

// surveyed is what an article says: statements of dates, and claims with what they answer.
type surveyed struct{ dated, claims, answers []string }

const streamSurvey uint64 = 99 << 32

func (s *survey) day(n int) string { return s.from.AddDate(0, 0, n).Format(time.DateOnly) }

// event lets one, two or three articles tell of an event. The first knows the day.
func (s *survey) event(i int) {
	first := s.IntN(s.Articles)
	n := s.IntN(s.days)
	if s.days > 60 && s.chance(55) { // most happened lately
		n = s.days - 1 - s.IntN(s.days/6)
	}
	day := s.day(n)
	later := s.day(min(n+1+s.IntN(s.days/4+1), s.days-1))
	for k := range [...]int{1, 1, 1, 1, 1, 1, 2, 2, 3, 3}[s.IntN(10)] {
		date := day
		switch form := s.IntN(12); {
		case k == 0 && form < 5:
		case form < 6:
			date = day[:len("2025-03")]
		case form == 6:
			date = day[:len("2025")]
		case form == 7 && later > day:
			date = day + "/" + later
		case form == 8:
			date = day + "/.."
		case form == 9 && later > day:
			date = `"[` + day + ".." + later + `]"`
		case form == 10:
			date = `"[..` + later + `]"`
		}
		more := [...]string{"", "", "", "", "", " .reported", " .inferred", " .disputed"}[s.IntN(8)]
		if k == 0 {
			more += fmt.Sprintf(" kind=%s title=%q", eventKinds[i%len(eventKinds)], capital(s.plainClause()))
		}
		t := &s.texts[(first+k*(1+s.IntN(2)))%s.Articles]
		t.dated = append(t.dated, fmt.Sprintf("[%s]{date=%s event=e%d%s}", capital(s.plainClause()), date, i, more))
	}
}

// relation lets an article answer a claim of another.
func (s *survey) relation(i int) {
	from := s.IntN(s.Articles)
	to := (from + 1 + s.IntN(s.Articles-1)) % s.Articles
	by := [...]string{"", " by=speaker", ` by="` + s.any(givenNames) + " " + proper(s.rank(2000)) + `"`}[s.IntN(3)]
	s.texts[to].claims = append(s.texts[to].claims, fmt.Sprintf("[%s]{#c%d%s}", capital(s.plainClause()), i, by))
	title, why := "", ""
	if s.chance(40) {
		title = fmt.Sprintf(" title=\"Is the %s %s?\"", s.word(nouns), s.word(adjectives))
	}
	if s.chance(70) {
		why = fmt.Sprintf(" why=%q", s.plainSentence()+" "+s.plainSentence())
	}
	s.texts[from].answers = append(s.texts[from].answers,
		fmt.Sprintf("%s, and [%s](s%d.md#c%d){rel=%s%s%s}", capital(s.plainClause()), s.plainClause(), to, i, rels[s.IntN(len(rels))], title, why))
}

// article writes all that an article says, in sections. It appeared towards the end.
func (s *survey) article(i int) []byte {
	var b bytes.Buffer
	name := proper(s.rank(2000))
	fmt.Fprintf(&b, "---\ntitle: %s and the %s\nshort: %s\nby: {speaker: %s %s}\nsource: {publisher: The %s Post, date: %s, length: %d}\n---\n\n%s {p=1}\n",
		capital(s.phrase()), s.phrase(), name, s.any(givenNames), proper(s.rank(2000)), name, s.day(s.days-1-s.IntN(s.days/8+1)), sourceLength, s.sentence())
	t := s.texts[i]
	for k, heading := range headings {
		fmt.Fprintf(&b, "\n## %s: %s\n", heading, s.phrase())
		for _, list := range [][]string{t.dated, t.claims, t.answers} {
			for _, text := range list[len(list)*k/len(headings) : len(list)*(k+1)/len(headings)] {
				fmt.Fprintf(&b, "\n%s. %s {p=%d}\n", text, strings.TrimSpace(s.sentence()), 1+s.IntN(sourceLength))
			}
		}
	}
	return b.Bytes()
}
