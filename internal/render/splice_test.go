package render

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"gloss/internal/annotate"
	"gloss/internal/crawl"
	"gloss/internal/site"
)

// corpus returns the sites that properties are tried on: the small one, the sample, and
// every example of the annotation engine as an article beside the small site's others.
func corpus(t *testing.T) map[string]*site.Site {
	t.Helper()
	if theCorpus == nil {
		theCorpus = readCorpus(t)
	}
	return theCorpus
}

var theCorpus map[string]*site.Site

func readCorpus(t *testing.T) map[string]*site.Site {
	sample, _ := link(t, os.DirFS("../.."))
	sites := map[string]*site.Site{"small": linked(t, files(readSite(t))), "sample": sample}
	examples, err := filepath.Glob("../annotate/testdata/*.txtar")
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples of annotations: %v", err)
	}
	for _, file := range examples {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fsys := files(readSite(t))
		fsys["gloss.yaml"] = &fstest.MapFile{Data: []byte("title: T\nhtml: true\n")}
		for _, f := range ar.Files {
			if name, ok := strings.CutSuffix(f.Name, "/input.md"); ok {
				fsys["content/articles/"+strings.ReplaceAll(name, " ", "-")+".md"] = &fstest.MapFile{Data: f.Data}
			}
		}
		sites[filepath.Base(file)], _ = link(t, fsys)
	}
	return sites
}

// passages are the parts of a page that are shown elsewhere.
func passages(p *site.Page) []annotate.Span {
	spans := append([]annotate.Span{p.Doc.Body}, p.Doc.Sentences...)
	for _, n := range p.Doc.Notes {
		spans = append(spans, n.Span)
	}
	for _, c := range p.Doc.Claims {
		if !c.Whole {
			spans = append(spans, c.Span)
		}
	}
	for _, d := range p.Doc.Dated {
		spans = append(spans, d.Span)
	}
	for _, h := range p.Doc.Heads {
		spans = append(spans, h.Span)
	}
	return spans
}

// Whatever is quoted stands well-formed by itself, without ids, which stay unique to the
// place itself, and without markers, which would lead nowhere.
func TestQuotedPassages(t *testing.T) {
	for name, s := range corpus(t) {
		r := renderer(t, s)
		for id, p := range s.Pages {
			for _, span := range passages(p) {
				passage := site.Passage{Page: site.PageID(id), Span: span}
				for _, h := range []string{string(r.quote(0, passage)), string(r.excerpt(0, passage).Text), string(r.lead(0, passage))} {
					if err := crawl.WellFormed(h); err != nil {
						t.Errorf("%s, %s: %v in %q", name, p.Out, err, h)
					}
					if strings.Contains(h, ` class="noteref"`) || strings.Contains(h, ` class="loc"`) || strings.Contains(h, ` class="when"`) {
						t.Errorf("%s, %s: apparatus in %q", name, p.Out, h)
					}
					if hasID(t, h) {
						t.Errorf("%s, %s: an id in %q", name, p.Out, h)
					}
				}
			}
		}
	}
}

// In its own place a passage has its ids and markers, and is as well-formed.
func TestOwnPassages(t *testing.T) {
	for name, s := range corpus(t) {
		r := renderer(t, s)
		for id, p := range s.Pages {
			for _, span := range passages(p) {
				for _, note := range []bool{true, false} {
					h := string(r.own(site.Passage{Page: site.PageID(id), Span: span}, note))
					if err := crawl.WellFormed(h); err != nil {
						t.Errorf("%s, %s: %v in %q", name, p.Out, err, h)
					}
				}
			}
		}
	}
}

// An excerpt of a whole block is one that HTML allows where it is put.
func TestExcerptsOfBlocks(t *testing.T) {
	for name, s := range corpus(t) {
		r := renderer(t, s)
		for id, p := range s.Pages {
			for _, b := range p.Doc.Blocks {
				e := r.excerpt(0, site.Passage{Page: site.PageID(id), Span: b.Span})
				h := "<p>" + string(e.Text) + "</p>"
				if e.Block {
					h = "<div>" + string(e.Text) + "</div>"
				}
				if err := crawl.WellFormed(h); err != nil {
					t.Errorf("%s, %s: %v in %q", name, p.Out, err, h)
				}
			}
		}
	}
}

func hasID(t *testing.T, h string) bool {
	t.Helper()
	for z := html.NewTokenizer(strings.NewReader(h)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken:
			for _, a := range z.Token().Attr {
				if a.Key == "id" {
					return true
				}
			}
		}
	}
}

var idAttr = regexp.MustCompile(` id="[^"]*"`)

var selfLink = regexp.MustCompile(`<a class="self" href="[^"]*" aria-label="[^"]*"></a>`)

// Where there is nothing to link, splicing fills in nothing but ids, and links of headings to
// themselves.
func TestNothingToLink(t *testing.T) {
	tried := 0
	for name, s := range corpus(t) {
		for id := range s.Pages {
			if plainly(t, name, s, site.PageID(id)) {
				tried++
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d pages have nothing to link", tried)
	}
}

// plainly compares a page's text with its plain rendering, and reports whether there is
// nothing to link in it.
func plainly(t *testing.T, name string, s *site.Site, id site.PageID) bool {
	t.Helper()
	p := s.Pages[id]
	if len(s.Linked[id]) > 0 || !onlyIDs(p.Doc) {
		return false
	}
	own := Splice(nil, s, site.Passage{Page: id, Span: annotate.Span{End: uint32(len(p.Doc.HTML))}},
		Showing{Page: id, Hits: s.Linked[id], Words: builtIn(t).words, IDs: true, Notes: true, Apparatus: true, Links: true}, NewRelative(s))
	own = selfLink.ReplaceAll(own, nil)
	if got, want := idAttr.ReplaceAllString(string(own), ""), idAttr.ReplaceAllString(string(p.Doc.Plain()), ""); got != want {
		t.Errorf("%s, %s: %q, not %q", name, p.Out, got, want)
	}
	return true
}

// onlyIDs reports whether a document asks the site for nothing but ids.
func onlyIDs(d *annotate.Doc) bool {
	for _, r := range d.Refs {
		switch r.Kind {
		case annotate.RefClaim, annotate.RefHeading, annotate.RefBlock:
		default:
			return false
		}
	}
	return true
}
