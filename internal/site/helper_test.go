package site

import (
	"flag"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotate"
	"gloss/internal/content"
	"gloss/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// files are a site's files by path below content/, and gloss.yaml. Those that are not
// Markdown are copied; "640x480" as the content of one is its size.
type files map[string]string

// linked is a linked test site.
type linked struct {
	*Site
	t     testing.TB
	diags []diag.Diag
}

// titles are those of generated pages.
var titles = map[Kind]string{
	KindArticles: "Articles", KindGlossary: "Glossary", KindTimeline: "Timeline",
	KindCompare: "Compare", KindSources: "Sources", KindNotFound: "Page not found",
}

// inputs parses the files and matches them, as a build does.
func inputs(t testing.TB, fs files, drafts bool) ([]Input, Options, []diag.Diag) {
	t.Helper()
	in, opt, lexical, own := parsed(fs, drafts, nil)
	if len(own) > 0 {
		t.Fatalf("the test's files are not in order:\n%s", showDiags(own))
	}
	return in, opt, lexical
}

// quietInputs is inputs for files that may not be in order; what has not changed is what was
// known.
func quietInputs(t testing.TB, fs files, known []Input) (in []Input, opt Options, ok bool) {
	t.Helper()
	in, opt, _, own := parsed(fs, false, known)
	return in, opt, len(own) == 0
}

// parsed also returns what the lexicon says, and the files by themselves.
func parsed(fs files, drafts bool, known []Input) (in []Input, opt Options, lexical, own []diag.Diag) {
	opt = Options{Drafts: drafts, Assets: map[string]AssetInfo{}, Titles: titles}
	opt.Config, own = content.ParseConfig("gloss.yaml", []byte("title: Test\n"+fs["gloss.yaml"]))
	var terms []*content.Source
	for _, name := range slices.Sorted(maps.Keys(fs)) {
		switch {
		case name == "gloss.yaml":
		case strings.HasSuffix(name, ".md"):
			src, ds := content.Parse(name, []byte(fs[name]))
			doc := annotate.Parse(src.Data, annotate.Options{File: src.File, Body: src.Body, Title: src.Title()})
			if i := slices.IndexFunc(known, func(k Input) bool { return k.Source.Path == src.Path && k.Source.Sum == src.Sum }); i >= 0 {
				src, doc = known[i].Source, known[i].Doc
			}
			own = append(append(own, ds...), doc.Diags...)
			in = append(in, Input{Source: src, Doc: doc})
			if src.Kind == content.KindTerm {
				if src.Front.Draft && !drafts {
					src = nil
				}
				terms = append(terms, src)
			}
		default:
			a := AssetInfo{Out: name}
			if strings.TrimSpace(fs[name]) == "640x480" {
				a.Size = Size{640, 480}
			}
			opt.Assets[name] = a
		}
	}
	own = slices.DeleteFunc(own, func(d diag.Diag) bool { return d.Code == "heading-level" })
	lexicon, lexical := NewLexicon(terms)
	for i := range in {
		in[i].Hits = lexicon.Match(in[i].Doc)
	}
	return in, opt, lexical, own
}

func link(t testing.TB, fs files) *linked { t.Helper(); return linkWith(t, fs, false) }

func linkWith(t testing.TB, fs files, drafts bool) *linked {
	t.Helper()
	in, opt, diags := inputs(t, fs, drafts)
	s, more := Link(in, opt)
	return &linked{s, t, diag.Sort(append(diags, more...))}
}

// page returns the page of a file, or a generated page by its output.
func (x *linked) page(name string) PageID {
	x.t.Helper()
	for id, p := range x.Pages {
		if p.Source != nil && p.Source.Path == name || p.Source == nil && p.Out == name {
			return PageID(id)
		}
	}
	x.t.Fatalf("no page %q", name)
	return None
}

// text returns the words of a passage.
func (x *linked) text(p Passage) string {
	return annotate.PlainText(x.Pages[p.Page].Doc.HTML[p.Off:p.End])
}

// terms shows hits on a page, "words=term".
func (x *linked) terms(id PageID, hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, x.text(Passage{id, annotate.Span{Off: h.Off, End: h.End}})+"="+x.Terms[h.Term].Name)
	}
	return out
}

// says compares the diagnostics with the ones wanted, each "place: severity: message [code]"
// and its hint behind " | ".
func (x *linked) says(want ...string) {
	x.t.Helper()
	got := strings.Split(showDiags(x.diags), "\n")
	same(x.t, "diagnostics", want, got[:len(got)-1])
}

// quiet fails the test when there is any diagnostic.
func (x *linked) quiet() *linked {
	x.t.Helper()
	if len(x.diags) > 0 {
		x.t.Errorf("unexpected diagnostics:\n%s", showDiags(x.diags))
	}
	return x
}

func showDiags(ds []diag.Diag) string {
	var sb strings.Builder
	for _, d := range ds {
		sb.WriteString(strings.TrimPrefix(d.String(), "content/"))
		if d.Hint != "" {
			sb.WriteString(" | " + d.Hint)
		}
		sb.WriteByte('\n')
	}
	return sb.String()
}

// same compares two lists; nil and empty are the same.
func same[T any](t testing.TB, what string, want, got []T) {
	t.Helper()
	if len(want) == 0 && len(got) == 0 {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// term is a glossary entry with the given lines of front matter.
func term(lines ...string) string {
	return "---\n" + strings.Join(lines, "\n") + "\n---\nA definition.\n"
}
