// Package search makes the index that the search page looks words up in: from a linked site,
// the files of the index, which are classic scripts, so that they also load from a disk.
//
// An index is made of records and words. A record is what a result shows of a page or an
// event: its address, title and text. A word is the records it stands in, each with a rank
// from once in its text to in its title. Both are cut into shards: of words by their
// order, of records by theirs, so that a query loads few files, however large the site is.
// A small index is one file.
//
// How words are cut and compared is in word.go and fold.go; layouts/search.js does the same.
// Package lookup answers queries as that script does, for tests.
package search

import (
	"runtime"
	"sync"

	"gloss/internal/site"
)

// Options say how an index speaks of the site.
type Options struct {
	URL  func(site.Addr) string // of a place, as seen from the search page
	Note func(n int) string     // what the n-th note of a page is called, as a heading
}

func (o Options) url(a site.Addr) string { return o.URL(a) }
func (o Options) note(n int) string      { return o.Note(n) }

// perBatch is how many entries a worker takes at a time.
const perBatch = 32

// Index makes the index of a site and hands out its files, in a fixed order, until emit
// returns false. It returns the path of the file to begin with, which names the others. The same
// site makes the same bytes. The bytes may be kept.
func Index(s *site.Site, o Options, emit func(path string, data []byte) bool) (entry string) {
	p := &packer{emit: emit, out: map[string]bool{}}
	for b := range batches(s, o) {
		if !p.add(b) {
			return ""
		}
	}
	p.endRecords()
	p.words(merge(p.batches))
	return p.end()
}

// batches makes the records of all entries on all processors and yields them in order, a
// little ahead of the consumer.
func batches(s *site.Site, o Options) func(yield func(*batch) bool) {
	return func(yield func(*batch) bool) {
		list := entries(s)
		workers := runtime.GOMAXPROCS(0)
		queue := make(chan chan *batch, 2*workers)
		jobs := make(chan func(*writer), workers)
		stop := make(chan struct{})
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				w := newWriter(s, o)
				for job := range jobs {
					job(w)
				}
			})
		}
		defer wg.Wait()
		defer close(stop)
		go func() {
			defer close(queue)
			defer close(jobs)
			for from := 0; from < len(list); from += perBatch {
				part := list[from:min(from+perBatch, len(list))]
				out := make(chan *batch, 1)
				select {
				case queue <- out:
				case <-stop:
					return
				}
				jobs <- func(w *writer) { out <- w.write(part) }
			}
		}()
		for out := range queue {
			if !yield(<-out) {
				return
			}
		}
	}
}
