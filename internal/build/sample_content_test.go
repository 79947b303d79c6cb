package build

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// What the sample promises its readers can be counted without its sources; what it says is
// held against them by gloss check --snapshots.

func sampleSite(t *testing.T) *site.Site {
	t.Helper()
	var b Builder
	r, _, err := b.Build(sample, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Site
}

func atLeast(t *testing.T, what string, got, want int) {
	t.Helper()
	if got < want {
		t.Errorf("%d %s, want %d", got, what, want)
	}
}

// A reader who knows nothing is told what a name means in the first paragraph of its entry,
// for a popover shows no more.
func TestSampleTerms(t *testing.T) {
	s := sampleSite(t)
	atLeast(t, "glossary entries", len(s.Index), 45)
	kinds := map[string]int{}
	pronoun := regexp.MustCompile(`^(It|He|She|They|This|These|That) `)
	for _, i := range s.Index {
		term := &s.Terms[i]
		kinds[term.Kind]++
		lead := annotate.PlainText(s.Pages[term.Page].Doc.HTML[term.Lead.Off:term.Lead.End])
		if n := len(strings.Fields(lead)); n == 0 || n >= 50 {
			t.Errorf("%s: its first paragraph has %d words: %s", term.Title, n, lead)
		}
		if pronoun.MatchString(lead) || !strings.HasSuffix(lead, ".") {
			t.Errorf("%s: its first paragraph does not stand alone: %s", term.Title, lead)
		}
		for _, n := range s.Notes[term.Page] {
			t.Errorf("%s: a note, %s, is nowhere to be found from a popover", term.Title, n.ID)
		}
		if len(term.See) == 0 {
			t.Errorf("%s leads to no other entry", term.Title)
		}
		if len(s.Mentions[i]) == 0 {
			t.Errorf("%s is not mentioned in the articles", term.Title)
		}
	}
	for _, kind := range []string{"treaty", "concept", "weapon", "organisation", "place", "person", "law", "event"} {
		atLeast(t, "entries of kind "+kind, kinds[kind], 1)
	}
}

// Each comparison has a question and an explanation, tells where both passages come from, and
// is shown on both sides.
func TestSampleRelations(t *testing.T) {
	s := sampleSite(t)
	atLeast(t, "pairs", len(s.Relations), 26)
	kinds := map[string]int{}
	questions := map[string]bool{}
	for i, r := range s.Relations {
		kinds[r.Rel]++
		if r.Question == "" || questions[r.Question] {
			t.Errorf("the question %q is asked twice, or none is", r.Question)
		}
		questions[r.Question] = true
		why := r.Why
		if why == "" {
			why = annotate.PlainText(s.Pages[r.Note.Page].Doc.HTML[r.Note.Off:r.Note.End])
		}
		atLeast(t, "words explain "+r.Question, len(strings.Fields(why)), 15)
		for _, end := range []site.End{r.Subject, r.Object} {
			p := s.Pages[end.Page]
			if p.Article < 0 || len(end.Cites) == 0 {
				t.Errorf("%s: the passage on %s is no article's, or rests on nothing", r.Question, p.Out)
			}
			if !slices.Contains(s.Cited[end.Page], int32(i)) {
				t.Errorf("%s: not shown on %s", r.Question, p.Out)
			}
		}
		if r.Subject.Page == r.Object.Page {
			t.Errorf("%s: both passages are of one article", r.Question)
		}
	}
	for _, rel := range annotate.Relations {
		atLeast(t, "pairs that "+rel, kinds[rel], 1)
	}
}

// Notes are read from both articles.
func TestSampleNotes(t *testing.T) {
	s := sampleSite(t)
	shared := 0
	for _, a := range s.Articles {
		for _, n := range s.Notes[a.Page] {
			if n.Foreign(a.Page) && s.Pages[n.Home].Article >= 0 {
				shared++
			}
		}
	}
	atLeast(t, "notes cited from both articles", shared, 8)
}

// The timeline joins what both articles tell, and flags what is uncertain, planned or
// worked out.
func TestSampleEvents(t *testing.T) {
	s := sampleSite(t)
	atLeast(t, "events", len(s.Events), 45)
	joined := 0
	var flags annotate.Flags
	for _, e := range s.Events {
		flags |= e.Flags
		pages := map[site.PageID]bool{}
		for _, st := range e.Statements {
			pages[st.Page] = true
		}
		if len(pages) > 1 {
			joined++
		}
		if e.Conflict {
			t.Errorf("%s: its dates conflict", e.Title)
		}
	}
	atLeast(t, "events told by both articles", joined, 9)
	if all := annotate.Plan | annotate.Deadline | annotate.Reported | annotate.Inferred; flags&all != all {
		t.Errorf("flags %v, want %v", flags, all)
	}
	for _, c := range s.Coverage {
		cited := 0
		for n := range c.Len() {
			if len(c.Places(n+1)) > 0 {
				cited++
			}
		}
		atLeast(t, "per cent of the paragraphs of "+s.Articles[c.Article].Short+" cited", 100*cited/c.Len(), 95)
	}
}

// The overview speaks as of its date, takes both sources together, and says what was ahead.
func TestSampleHome(t *testing.T) {
	s := sampleSite(t)
	if s.AsOf.IsZero() {
		t.Error("as_of is not set")
	}
	html := string(mustBuild(t, sample, Options{})["index.html"])
	_, html, _ = strings.Cut(html, `class="prose keypoints"`)
	points, rest, _ := strings.Cut(html, "</ol>")
	items := strings.Split(points, "<li>")[1:]
	if n := len(items); n < 5 || n > 7 {
		t.Errorf("%d key points, want 5 to 7", n)
	}
	for _, item := range items {
		for _, part := range []string{`class="noteref"`, `data-p="newsweek:`, `data-p="icds:`} {
			if !strings.Contains(item, part) {
				t.Errorf("a key point lacks %s: %s", part, item)
			}
		}
	}
	for _, heading := range []string{"Ahead when written", "What would change this assessment"} {
		_, section, ok := strings.Cut(rest, ">"+heading+"<")
		section, _, _ = strings.Cut(section, "</ul>")
		items := strings.Split(section, "<li>")[1:]
		if !ok || len(items) == 0 {
			t.Errorf("nothing is said under %q", heading)
		}
		for _, item := range items {
			if !strings.Contains(item, `class="loc"`) {
				t.Errorf("%s: no source is named: %s", heading, item)
			}
		}
	}
}

// Names that could be taken for one another lead where they should.
func TestSampleTraps(t *testing.T) {
	link := regexp.MustCompile(`<a class="term" href="[^"]*#term-([^"]+)"[^>]*>(.*?)</a>`)
	must := map[string]*regexp.Regexp{
		"khamenei":                  regexp.MustCompile(`Khamenei`),
		"khomeini":                  regexp.MustCompile(`Khomeini`),
		"resolution-1929":           regexp.MustCompile(`1929`),
		"axis-of-resistance":        regexp.MustCompile(`(?i)axis of resistance`),
		"anti-western-axis":         regexp.MustCompile(`(?i)anti-Western axis`),
		"iran-russia-treaty":        regexp.MustCompile(`twenty-year|Iran`),
		"russia-north-korea-treaty": regexp.MustCompile(`North Korea|same name`),
		"gulf-states":               regexp.MustCompile(`Gulf states|Persian Gulf Arabs`),
		"jcpoa":                     regexp.MustCompile(`JCPOA`),
		"non-aligned-movement":      regexp.MustCompile(`original|Non-Aligned`),
		"shahed":                    regexp.MustCompile(`^Shaheds?$`),
		"new-nuclear-deal":          regexp.MustCompile(`new (nuclear )?deal`),
	}
	seen := map[string]bool{}
	for name, data := range mustBuild(t, sample, Options{}) {
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			text := annotate.PlainText([]byte(m[2]))
			seen[m[1]] = true
			if want := must[m[1]]; want != nil && !want.MatchString(text) {
				t.Errorf("%s: %q leads to %s", name, text, m[1])
			}
			if strings.Contains(text, "1929") && m[1] != "resolution-1929" {
				t.Errorf("%s: %q leads to %s", name, text, m[1])
			}
		}
	}
	for name := range must {
		if !seen[name] {
			t.Errorf("nothing leads to %s", name)
		}
	}
}
