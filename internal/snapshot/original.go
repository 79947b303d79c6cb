package snapshot

import (
	"slices"

	"gloss/internal/content"
	"gloss/internal/site"
)

// original is a source as its article's digest is held against it.
type original struct {
	Source
	article    int32
	counted    bool // locators count its paragraphs, not pages or minutes
	period     period
	paragraphs []paragraph
}

// paragraph is one paragraph of a source.
type paragraph struct {
	of     *original
	number int // 1-based
	text   string
	tokens []token
	facts  facts
	words  []wordAt // for what is copied
}

// library is every source there is a copy of.
type library struct {
	of    []*original // by article; nil where there is none
	lacks bool        // the copy of a source
}

func newLibrary(s *site.Site, sources []Source) library {
	lib := library{of: make([]*original, len(s.Articles))}
	for i, a := range s.Articles {
		if j := slices.IndexFunc(sources, func(src Source) bool { return src.Article == a.Name }); j >= 0 {
			lib.of[i] = newOriginal(s, int32(i), sources[j])
		} else if s.Pages[a.Page].Source.Front.Source.IsSet() {
			lib.lacks = true
		}
	}
	return lib
}

func newOriginal(s *site.Site, article int32, src Source) *original {
	a := s.Articles[article]
	o := &original{Source: src, article: article, period: periodOf(a.Date), paragraphs: make([]paragraph, len(src.Paragraphs))}
	o.counted = s.Pages[a.Page].Source.Front.Source.Locator == content.Paragraph
	for i, text := range src.Paragraphs {
		ts := tokens(text)
		o.paragraphs[i] = paragraph{of: o, number: i + 1, text: text, tokens: ts, facts: factsOf(ts, o.period), words: wordsOf(ts)}
	}
	return o
}

// cited returns the paragraphs that cites name, source by source. Of a source that counts
// something else it is all.
func (lib library) cited(cites []site.Cite) (ps []*paragraph, complete bool) {
	complete = true
	for _, c := range cites {
		o := lib.of[c.Article]
		switch {
		case o == nil:
			complete = false
		case !o.counted:
			ps = append(ps, o.all()...)
		default:
			for _, r := range c.Ranges {
				for n := r.From; n <= min(r.To, len(o.paragraphs)); n++ {
					ps = append(ps, &o.paragraphs[n-1])
				}
			}
		}
	}
	return ps, complete
}

func (o *original) all() []*paragraph {
	ps := make([]*paragraph, len(o.paragraphs))
	for i := range o.paragraphs {
		ps[i] = &o.paragraphs[i]
	}
	return ps
}

// anywhere returns all paragraphs of all sources.
func (lib library) anywhere() (ps []*paragraph, complete bool) {
	for _, o := range lib.of {
		if o != nil {
			ps = append(ps, o.all()...)
		}
	}
	return ps, !lib.lacks
}
