// Package corpus makes a site of any size for measuring and testing: articles that use
// each sort of mark of docs/syntax.md, without images or raw HTML, and a glossary whose
// terms stand in their text. The same options make the same bytes, on every machine and at
// any time, and the site builds without a diagnostic.
package corpus

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
)

// Options say how large a site is. The zero value is a site of 100 articles and 500 terms.
type Options struct {
	Articles int    // 100
	Words    int    // of an article, roughly; 1,500
	Terms    int    // at least 2; 500
	Events   int    // on the timeline, roughly; 5 for every 2 articles
	Seed     uint64 // another seed is another text of the same shape
}

func (o Options) orDefault() Options {
	o.Articles = cmp.Or(o.Articles, 100)
	o.Words = cmp.Or(o.Words, 1500)
	o.Terms = max(cmp.Or(o.Terms, 500), 2)
	o.Events = cmp.Or(o.Events, o.Articles*5/2)
	return o
}

// site is what the files of one corpus have in common.
type site struct {
	Options
	terms []term
	zipf  zipf
	named int // events that have a name and are told by several articles
}

// Files yields the files of the site: their paths below its root, with slashes, and their
// bytes. They are made one at a time, so that a large site takes no memory.
func Files(o Options) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		s := &site{Options: o.orDefault(), zipf: zipf{}}
		s.terms = makeTerms(s.Terms)
		s.named = max(s.Events-s.Articles, namedPerArticle)
		if !yield("gloss.yaml", fmt.Appendf(nil, "title: A briefing of %d articles\nshort: Briefing\nlang: en\nas_of: 2025-12-31\n", s.Articles)) {
			return
		}
		for i := range s.terms {
			if !yield("content/glossary/"+s.terms[i].file+".md", s.definition(i)) {
				return
			}
		}
		for i := range s.Articles {
			if !yield("content/articles/"+name(i)+".md", s.article(i)) {
				return
			}
		}
	}
}

// Write writes the site into a folder.
func Write(dir string, o Options) error {
	made := ""
	for file, data := range Files(o) {
		if d := path.Dir(file); d != made {
			if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(d)), 0o755); err != nil {
				return err
			}
			made = d
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(file)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// name is the name of an article: a thousand of them share a folder.
func name(i int) string {
	return fmt.Sprintf("%d/a%06d", 2000+i/1000, i)
}

// The files of a site draw from streams of their own, so that none depends on another.
const (
	streamTerm uint64 = iota << 32
	streamArticle
	streamEvent
)

func (s *site) rand(stream uint64, i int) *rand.Rand {
	return rand.New(rand.NewPCG(s.Seed, stream+uint64(i)))
}
