package site

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotate"
	"gloss/internal/content"
)

func annotateText(markdown string) *annotate.Doc {
	return annotate.Parse([]byte(markdown), annotate.Options{})
}

// matchPlainly is Match without its filter, its skipping and its trie: every name is held
// against every place.
func matchPlainly(l *Lexicon, d *annotate.Doc) []Hit {
	var hits []Hit
	for _, run := range d.Runs {
		m := matcher{Lexicon: l, html: d.HTML, start: int(run.Off), end: int(run.End)}
		for i := m.start; i < m.end; i++ {
			if !utf8.RuneStart(m.html[i]) {
				continue
			}
			end, next, term := plainly(&m, i)
			if end > 0 && m.boundary(i) && !inEntity(m.html[m.start:], i-m.start) {
				hits = append(hits, Hit{uint32(i), uint32(end), term})
				i = next - 1
			}
		}
	}
	return hits
}

func plainly(m *matcher, start int) (end, next int, term int32) {
	longest, derived := -1, false
	for k := range m.names {
		nm := &m.names[k]
		i, ok := start, true
		for _, want := range nm.runes {
			got, n := utf8.DecodeRune(m.html[i:m.end])
			if n == 0 || fold(got) != fold(want.r) && !(got <= ' ' && want.r == ' ') || !want.free && differInCase(got, want.r) {
				ok = false
				break
			}
			for i += n; got <= ' ' && i < m.end && m.html[i] <= ' '; {
				i++
			}
		}
		if !ok {
			continue
		}
		// a longer name counts although a shorter one's plural ends as late
		if e, nx, ok := m.ended(nm.ending, i); ok && (i > longest || i == longest && derived && nm.ending != possessive) {
			end, next, term, longest, derived = e, nx, nm.term, i, nm.ending == possessive
		}
	}
	return end, next, term
}

func inEntity(text []byte, i int) bool {
	amp := strings.LastIndexByte(string(text[:i]), '&')
	return amp >= 0 && strings.IndexByte(string(text[amp:i]), ';') < 0
}

// checkHits reports hits that are out of order, overlap, leave their run, split a word or
// an entity.
func checkHits(t *testing.T, d *annotate.Doc, hits []Hit) {
	t.Helper()
	at, run := uint32(0), 0
	for _, h := range hits {
		for run < len(d.Runs) && d.Runs[run].End < h.End {
			run++
		}
		switch {
		case h.Off < at || h.Off >= h.End:
			t.Fatalf("hit %v overlaps or is out of order", h)
		case run == len(d.Runs) || h.Off < d.Runs[run].Off:
			t.Fatalf("hit %v %q is not within a run", h, d.HTML[h.Off:h.End])
		}
		m := matcher{html: d.HTML, start: int(d.Runs[run].Off), end: int(d.Runs[run].End)}
		if !m.boundary(int(h.Off)) {
			t.Fatalf("hit %q begins inside a word: %q", d.HTML[h.Off:h.End], d.HTML[m.start:m.end])
		}
		if !utf8.Valid(d.HTML[h.Off:h.End]) || inEntity(d.HTML[m.start:m.end], int(h.Off)-m.start) || inEntity(d.HTML[m.start:m.end], int(h.End)-m.start) {
			t.Fatalf("hit %q splits a character", d.HTML[h.Off:h.End])
		}
		at = h.End
	}
}

// fuzzGlossary makes a glossary of the lines of a text; a line's first character may ask
// for another way of matching.
func fuzzGlossary(lines string) []*content.Source {
	var terms []*content.Source
	for line := range strings.Lines(lines) {
		src := &content.Source{Kind: content.KindTerm, Name: itoa(len(terms)), File: "x"}
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "="); ok {
			src.Front.Match, line = content.MatchExact, rest
		} else if rest, ok := strings.CutPrefix(line, "~"); ok {
			src.Front.Match, line = content.MatchFold, rest
		}
		src.Front.Term = line
		terms = append(terms, src)
	}
	return terms
}

func compareMatches(t *testing.T, names, text string) {
	t.Helper()
	l, _ := NewLexicon(fuzzGlossary(names))
	d := annotateText(text)
	hits := l.Match(d)
	checkHits(t, d, hits)
	if want := matchPlainly(l, d); !slices.Equal(hits, want) {
		t.Fatalf("names %q, text %q (-plainly +got):\n%s", names, d.HTML, cmp.Diff(want, hits))
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range [][2]string{
		{"NATO\nit\nIT\n~JCPOA\n=Shield", "NATO's it, IT and Jcpoa. *Shield*s"},
		{"R&D\namp\n&\nU.N.\nSu-35\nJoint Plan of Action", "R&D &amp; U.N. Su-350\nJoint\nPlan  of Action"},
		{"伊朗\nموشک‌ها\nGазпром\nété", "在伊朗的 موشک‌ها Газпром's été"},
		{"'x\n\"x\nx y\nproxy\nİ\nE\u0301a", "'x \"x\" x\u00a0y proxies' İ e\u0301a"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, names, text string) {
		if len(names) > 300 || len(text) > 2000 || !utf8.ValidString(names) || !utf8.ValidString(text) {
			t.Skip()
		}
		compareMatches(t, names, text)
	})
}

// Random glossaries over few letters and all the marks that matter, so that names, endings
// and boundaries meet in every way.
func TestMatchRandomly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	pieces := strings.Split("a|b|ab|ba|A|B|s|es|y|ies|'|’|'s| | |\n|-|‑|.|,|;|:|&|_|1|2|é|e\u0301|É|и|И|中|ا|\u200c|\u00a0|*|**|\"|<|(|”|`|[|]|ß|İ|i|k|\u212a|한|🚀|\u00ad", "|")
	text := func(n int) string {
		var sb strings.Builder
		for range n {
			sb.WriteString(pieces[r.IntN(len(pieces))])
		}
		return sb.String()
	}
	for range 3000 {
		var names []string
		for range 1 + r.IntN(6) {
			names = append(names, []string{"", "", "=", "~"}[r.IntN(4)]+strings.ReplaceAll(text(1+r.IntN(9)), "\n", " "))
		}
		body := text(60)
		for i := range body { // names in the text, too
			if i > 3 && r.IntN(8) == 0 && utf8.RuneStart(body[i]) {
				body = body[:i] + strings.TrimLeft(names[r.IntN(len(names))], "=~") + body[i:]
				break
			}
		}
		compareMatches(t, strings.Join(names, "\n"), body)
	}
}

// FuzzLink links two articles, a term and an introduction of any text.
func FuzzLink(f *testing.F) {
	f.Add("[x]{#c by=b} {p=1} [y](b.md#c){rel=extends}[^n]\n\n[^n]: NATO [z](b.md#h){rel=updates}\n", "## H\n\nx[^a:n] [x](a.md#c) {p=\"a:1-2\"}\n\n[x]{#c}", "NATO", "[x]{date=2025 event=e}")
	for _, c := range diagCases {
		f.Add(c.fs["articles/a.md"], c.fs["articles/b.md"], "NATO", c.fs["a.md"])
	}
	f.Fuzz(func(t *testing.T, a, b, name, intro string) {
		var in []Input
		var terms []*content.Source
		for i, text := range []string{a, b, "---\nterm: '" + name + "'\n---\n" + b + a, intro} {
			path := []string{"articles/a.md", "articles/b.md", "glossary/t.md", "timeline.md"}[i]
			src, _ := content.Parse(path, []byte(text))
			in = append(in, Input{Source: src, Doc: annotate.Parse(src.Data, annotate.Options{File: src.File, Body: src.Body, Title: src.Title()})})
			if src.Kind == content.KindTerm {
				terms = append(terms, src)
			}
		}
		l, _ := NewLexicon(terms)
		for i := range in {
			in[i].Hits = l.Match(in[i].Doc)
			checkHits(t, in[i].Doc, in[i].Hits)
		}
		s, diags := Link(in, Options{})
		again, more := Link(in, Options{})
		if !reflect.DeepEqual(s, again) || !slices.Equal(diags, more) {
			t.Fatal("linking twice gives two sites")
		}
		for id := range s.Pages {
			all := s.all(PageID(id))
			s.CitesOf(all)
			s.Quoted(all)
			s.Sentence(all)
			for _, h := range s.Linked[id] {
				if !s.Lists(PageID(id), h.Term) {
					t.Fatalf("%s links a term that it does not list", s.Pages[id].Out)
				}
			}
		}
	})
}
