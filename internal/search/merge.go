package search

import (
	"bytes"
	"slices"
)

// index is the words of all records.
type index struct {
	words    [][]byte // sorted
	from     []uint32 // by word: where its postings begin; one more at the end
	postings []uint32 // records, ascending, each with the word's rank in it in the low bits
}

// of returns the postings of the i-th word.
func (x *index) of(i int) []uint32 { return x.postings[x.from[i]:x.from[i+1]] }

// merge turns the words of each record into the records of each word.
func merge(batches []*batch) *index {
	x, numbers := mergeWords(batches)
	x.from = make([]uint32, len(x.words)+1)
	for _, b := range batches {
		number := numbers[b.vocabulary]
		for _, w := range b.words {
			x.from[number[w>>3]+1]++
		}
	}
	for i := range x.words {
		x.from[i+1] += x.from[i]
	}
	x.postings = make([]uint32, x.from[len(x.words)])
	at := slices.Clone(x.from)
	first := uint32(0)
	for _, b := range batches {
		number := numbers[b.vocabulary]
		from := 0
		for i, r := range b.records {
			for _, w := range b.words[from:r.words] {
				n := number[w>>3]
				x.postings[at[n]] = (first+uint32(i))<<3 | w&7
				at[n]++
			}
			from = r.words
		}
		first += uint32(len(b.records))
	}
	return x
}

// mergeWords sorts the words of all vocabularies and returns, for each, the place that its
// words have among all.
func mergeWords(batches []*batch) (*index, map[*vocabulary][]uint32) {
	type entry struct {
		text []byte
		in   []uint32 // the numbers of its vocabulary
		id   uint32
	}
	var all []entry
	numbers := map[*vocabulary][]uint32{}
	for _, b := range batches {
		v := b.vocabulary
		if numbers[v] != nil {
			continue
		}
		in := make([]uint32, len(v.words))
		numbers[v] = in
		for id := range v.words {
			all = append(all, entry{v.text(uint32(id)), in, uint32(id)})
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return bytes.Compare(a.text, b.text) })
	x := &index{}
	for i, e := range all {
		if i == 0 || !bytes.Equal(e.text, all[i-1].text) {
			x.words = append(x.words, e.text)
		}
		e.in[e.id] = uint32(len(x.words) - 1)
	}
	return x, numbers
}
