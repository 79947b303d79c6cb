package corpus

import (
	"bytes"
	"fmt"
)

// What every article has, however long it is.
const (
	sections         = 6
	wordsPerSentence = 18
	sourceLength     = 60
)

var (
	headings = [sections]string{"Background", "What was agreed", "The price", "Who decides", "What is disputed", "What comes next"}
	labels   = [...]string{"figure", "origin", "method", "scope", "doubt"} // of the notes, one in each section but the last
	claims   = [...]string{"finding", "estimate"}
	rels     = [...]string{"corroborates", "extends", "qualifies", "contradicts", "updates", "reframes"}
)

// article writes the i-th article.
func (s *site) article(i int) []byte {
	w := s.writer(streamArticle, i)
	a := &article{site: s, index: i, writer: w, dated: s.statements(i, w)}
	w.terms = s.terms
	a.frontMatter()
	for section := range sections {
		a.section(section)
	}
	a.WriteString("\n")
	for _, label := range labels {
		fmt.Fprintf(&a.Buffer, "[^%s]: %s\n", label, w.sentences(1+w.IntN(2)))
	}
	return a.Bytes()
}

// article is one being written.
type article struct {
	bytes.Buffer
	*writer
	site  *site
	index int
	dated []string // statements not yet made
}

func (a *article) frontMatter() {
	year, month, day := 2024+a.IntN(2), 1+a.IntN(12), 1+a.IntN(28)
	speaker := a.any(givenNames) + " " + proper(a.rank(2000))
	fmt.Fprintf(&a.Buffer, "---\ntitle: %s and the %s\nsummary: >-\n  %s\nshort: A%d\nby:\n  speaker: %s\n",
		capital(a.phrase()), a.phrase(), a.plainSentence(), a.index, speaker)
	fmt.Fprintf(&a.Buffer, "source:\n  publisher: The %s Post\n  title: %s\n  author: %s\n  date: %d-%02d-%02d\n  kind: report\n  length: %d\nupdated: 2025-12-%02d\n---\n",
		proper(a.rank(200)), capital(a.phrase()), speaker, year, month, day, sourceLength, day)
}

// section is a heading, paragraphs, and a block of another kind between them.
func (a *article) section(k int) {
	fmt.Fprintf(&a.Buffer, "\n## %s: %s\n", headings[k], a.phrase())
	const perParagraph = 4
	paragraphs := max(a.site.Words/(sections*perParagraph*wordsPerSentence), 2)
	for p := range paragraphs {
		a.WriteString("\n" + a.sentence() + " ")
		if len(a.dated) > 0 && (p == 0 || k == sections-1) {
			rest := len(a.dated) - 1
			a.WriteString(a.dated[rest] + ". ")
			a.dated = a.dated[:rest]
		}
		switch p {
		case 0:
			a.claim(k)
		case 1:
			a.marker(k)
		}
		rests := "p=" + a.locator()
		if k == sections-1 && p == paragraphs-1 {
			rests = ".background"
		}
		fmt.Fprintf(&a.Buffer, "%s {%s}\n", a.sentences(perParagraph-2), rests)
		if p == paragraphs/2 {
			a.block(k)
		}
	}
	for k == sections-1 && len(a.dated) > 0 { // more events than paragraphs to tell them in
		fmt.Fprintf(&a.Buffer, "\n%s. {p=%s}\n", a.dated[0], a.locator())
		a.dated = a.dated[1:]
	}
}

// claim writes a claim, a relation to one of another article, a term marked by hand, or a
// sentence.
func (a *article) claim(k int) {
	switch {
	case k == 1 || k == 3:
		id, by := claims[k/2], ""
		if k == 3 {
			by = " by=speaker"
		}
		fmt.Fprintf(&a.Buffer, "[%s]{#%s%s}, as the %s has it. ", capital(a.clause()), id, by, a.word(nouns))
	case (k == 2 || k == 5 && a.index%2 == 0) && a.site.Articles > 1:
		why := ""
		if k == 5 {
			why = fmt.Sprintf(" why=%q", a.plainSentence())
		}
		fmt.Fprintf(&a.Buffer, "%s, and [%s](../%s.md#%s){rel=%s%s}. ", capital(a.plainClause()), a.plainClause(),
			name(a.other()), a.any(claims[:]), rels[a.IntN(len(rels))], why)
	case k == 4:
		t := a.terms[a.rank(len(a.terms))]
		fmt.Fprintf(&a.Buffer, "[This %s]{term=%s} %s %s. ", a.word(nouns), t.file, a.word(verbs), a.noun())
	default:
		a.WriteString(a.sentence() + " ")
	}
}

// marker writes a sentence with a marker: of the section's own note, at last of another's.
func (a *article) marker(k int) {
	label := labels[a.IntN(len(labels))]
	switch {
	case k < len(labels):
		label = labels[k]
	case a.site.Articles > 1:
		label = name(a.other()) + ":" + label
	}
	fmt.Fprintf(&a.Buffer, "%s[^%s] ", a.sentence(), label)
}

// other is the number of another article.
func (a *article) other() int {
	return (a.index + 1 + a.IntN(a.site.Articles-1)) % a.site.Articles
}

// block writes a table, code, a list or a quotation.
func (a *article) block(k int) {
	switch k {
	case 1:
		fmt.Fprintf(&a.Buffer, "\n- %s {p=%s}\n- %s {p=%s}\n- **%s** {p=%s}\n", a.sentence(), a.locator(), a.sentence(), a.locator(), a.phrase(), a.locator())
	case 2:
		fmt.Fprintf(&a.Buffer, "\n| %s | Year | Cost | According to |\n|---|---:|---:|---|\n", capital(a.word(nouns)))
		for range 5 {
			fmt.Fprintf(&a.Buffer, "| %s | %d | $%d,%03d | %s |\n", a.phrase(), 1990+a.IntN(35), 1+a.IntN(900), a.IntN(1000), a.noun())
		}
		fmt.Fprintf(&a.Buffer, "\n{p=%s}\n", a.locator())
	case 3:
		a.code()
	case 4:
		fmt.Fprintf(&a.Buffer, "\n> %s\n\n{p=%s}\n", a.sentences(2), a.locator())
	}
}

func (a *article) locator() string {
	first := 1 + a.IntN(sourceLength-3)
	switch a.IntN(4) {
	case 0:
		return fmt.Sprintf("%d-%d", first, first+2)
	case 1:
		return fmt.Sprintf("%d,%d", first, first+3)
	}
	return fmt.Sprint(first)
}

// plainSentence is one without markup, quotation marks or a colon.
func (w *writer) plainSentence() string { return capital(w.plainClause()) + "." }

// code writes ten lines of Go or Python.
func (a *article) code() {
	text := [...]string{goCode, pythonCode}[a.IntN(2)]
	fmt.Fprintf(&a.Buffer, text, a.word(nouns), a.word(verbs), 10+a.IntN(990), a.phrase())
}

const goCode = `
~~~go
// %[2]s returns the %[1]s, or an error when there is none.
func %[2]s(%[1]s []float64, limit int) (sum float64, err error) {
	for i, v := range %[1]s {
		if i >= %[3]d || v < 0 {
			return 0, fmt.Errorf("%[4]s: %%v at %%d", v, i)
		}
		sum += v * float64(limit)
	}
	return sum / %[3]d, nil
}
~~~
`

const pythonCode = `
~~~python
import csv

def %[2]s(%[1]s, limit=%[3]d):
    """The %[4]s of each %[1]s below the limit."""
    total = 0.0
    with open("%[1]s.csv") as rows:
        for row in csv.DictReader(rows):
            if int(row["%[1]s"]) < limit:
                total += float(row["cost"]) * 1.5
    return total
~~~
`
