// Package lookup answers queries from the files of a search index: from the bytes of the files
// and what is typed, the results, best first. It is the reference for layouts/search.js, which
// does the same step by step, and is used by tests alone.
package lookup

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/internal/search"
)

// What a query may cost. layouts/search.js has the same numbers.
const (
	maxWords  = 8  // of a query; what follows is not looked at
	maxShards = 3  // of words, for each word of a query
	PerPage   = 10 // results that are shown at a time
	maxNear   = 12 // words that a mistyped one may have meant
)

// weights are how much a word counts by its rank in a record: in its text once, two or three
// times, more often; in a name, a heading, the title.
var weights = [...]float64{1, 1.4, 1.8, 4, 6, 10}

// How much a match counts by how it matches.
const (
	exact  = 1.0
	begins = 0.5 // the word begins with what was typed
	near   = 0.3 // but for one letter, it is or begins with what was typed
)

// Index is an index whose files are loaded when they are needed.
type Index struct {
	Loaded map[string]int // the files loaded so far, and their sizes

	read     func(path string) ([]byte, bool)
	contents contents
	parts    map[string][]string // data by kind, of a single file
	words    map[int][]Word
	records  map[int][]Record
	common   []Word
}

type contents struct {
	Version int
	Records []string
	First   []int
	Words   []string
	From    []string
	Common  string
}

// Word is a word and what stands behind it.
type Word struct{ Text, Data string }

// Record is an entry as a result shows it.
type Record struct {
	Kind, URL, Title string
	Short            string // of its source
	Hue, Shape       int
	Aside            string
	Parts            []Part
}

// Part is text under a heading, a sentence a line.
type Part struct{ ID, Heading, Text string }

// Open opens an index.
func Open(path string, read func(path string) ([]byte, bool)) (*Index, error) {
	x := &Index{Loaded: map[string]int{}, read: read, parts: map[string][]string{}, words: map[int][]Word{}, records: map[int][]Record{}}
	data, err := x.load(path)
	if err != nil {
		return nil, err
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(data, ")\n"), ")\n") {
		kind, data, err := unwrap(line + ")\n")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		x.parts[kind] = append(x.parts[kind], data)
	}
	if err := json.Unmarshal([]byte(x.parts["contents"][0]), &x.contents); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if x.contents.Version != search.Version {
		return nil, fmt.Errorf("%s: version %d", path, x.contents.Version)
	}
	return x, nil
}

func (x *Index) load(path string) (string, error) {
	data, ok := x.read(path)
	if !ok {
		return "", fmt.Errorf("no file %s", path)
	}
	x.Loaded[path] = len(data)
	return string(data), nil
}

// unwrap returns the kind and the data of one call of the index's function.
func unwrap(call string) (kind, data string, err error) {
	rest, ok1 := strings.CutPrefix(call, `glossSearch("`)
	kind, data, ok2 := strings.Cut(rest, `",`)
	data, ok3 := strings.CutSuffix(data, ")\n")
	if !ok1 || !ok2 || !ok3 {
		return "", "", fmt.Errorf("no call of glossSearch: %.40q", call)
	}
	return kind, data, nil
}

// part returns the data of the n-th shard of a kind, whose file has a name, or which is in
// the first file.
func (x *Index) part(kind, name string, n int) string {
	if name == "" {
		return x.parts[kind][n]
	}
	data, err := x.load("assets/search/" + name + ".js")
	if err != nil {
		panic(err)
	}
	got, data, err := unwrap(data)
	if err != nil || got != kind {
		panic(fmt.Sprintf("%s.js: %q, %v", name, got, err))
	}
	return data
}

// unpack reads a list of words.
func unpack(data string) []Word {
	var text string
	if err := json.Unmarshal([]byte(data), &text); err != nil {
		panic(err)
	}
	fields := strings.Split(text, " ")
	list := make([]Word, 0, len(fields)/2)
	last := []rune{}
	for i := 0; i+1 < len(fields); i += 2 {
		n, size := number(fields[i])
		last = append(last[:n:n], []rune(fields[i][size:])...)
		list = append(list, Word{string(last), fields[i+1]})
	}
	return list
}

const digits = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// number reads a number at the beginning of a text, and returns how many bytes it takes.
func number(s string) (n, size int) {
	for scale := 1; ; scale *= len(digits) / 2 {
		d := strings.IndexByte(digits, s[size])
		size++
		if d < len(digits)/2 {
			return n + d*scale, size
		}
		n += (d - len(digits)/2) * scale
	}
}

func (x *Index) wordShard(n int) []Word {
	if x.words[n] == nil {
		x.words[n] = unpack(x.part("words", x.contents.Words[n], n))
	}
	return x.words[n]
}

// record returns a record.
func (x *Index) record(id int) Record {
	n, found := slices.BinarySearch(x.contents.First, id)
	if !found {
		n--
	}
	if x.records[n] == nil {
		x.records[n] = readRecords(x.part("records", x.contents.Records[n], n))
	}
	return x.records[n][id-x.contents.First[n]]
}

func readRecords(data string) []Record {
	var rows [][]any
	if err := json.Unmarshal([]byte(data), &rows); err != nil {
		panic(err)
	}
	list := make([]Record, len(rows))
	for i, row := range rows {
		r := &list[i]
		r.Kind, r.URL, r.Title, r.Aside = row[0].(string), row[1].(string), row[2].(string), row[4].(string)
		if by, ok := row[3].([]any); ok {
			r.Short, r.Hue, r.Shape = by[0].(string), int(by[1].(float64)), int(by[2].(float64))
		}
		for row = row[5:]; len(row) > 0; row = row[3:] {
			r.Parts = append(r.Parts, Part{row[0].(string), row[1].(string), row[2].(string)})
		}
	}
	return list
}

// Count is how many records there are.
func (x *Index) Count() int { return x.contents.First[len(x.contents.First)-1] }

// candidate is a word of the index that a word of the query may mean.
type candidate struct {
	Word
	quality float64
}

// Result is a record that a query finds.
type Result struct {
	Record
	ID      int
	Words   int // of the query that it has
	Score   float64
	Matches []string // words of the index, sorted
}

// terms are the words of a query.
func terms(query string) []string {
	var list []string
	for w := range search.Words(query) {
		// the last character of a script without spaces is in the pair before it
		if n := len(list); n > 0 && utf8.RuneCountInString(w) == 1 && utf8.RuneCountInString(list[n-1]) == 2 && strings.HasSuffix(list[n-1], w) && w[0] >= utf8.RuneSelf {
			continue
		}
		if !slices.Contains(list, w) && len(list) < maxWords {
			list = append(list, w)
		}
	}
	return list
}

// Query returns the records that have the most words of a query, best first. Equals stand in
// the order of the site. all is how many there are, of which those of the first page are
// returned.
func (x *Index) Query(query string) (results []Result, all int) {
	count := make([]int, x.Count())
	score := make([]float64, x.Count())
	var matches []string
	for _, term := range terms(query) {
		best := map[int]float64{}
		for _, c := range x.candidates(term) {
			matches = append(matches, c.Text)
			id, rest := -1, c.Data
			for rest != "" {
				n, size := number(rest)
				rest = rest[size:]
				id += n/len(weights) + 1
				best[id] = max(best[id], weights[n%len(weights)]*c.quality)
			}
		}
		rarity := math.Log(1 + float64(x.Count())/float64(max(len(best), 1)))
		for id, weight := range best {
			count[id]++
			score[id] += weight * rarity
		}
	}
	slices.Sort(matches)
	most := slices.Max(append(count, 0))
	for id := range count {
		if most > 0 && count[id] == most {
			results = append(results, Result{ID: id, Words: count[id], Score: score[id], Matches: matches})
		}
	}
	slices.SortStableFunc(results, func(a, b Result) int { return cmp.Compare(b.Score, a.Score) })
	all = len(results)
	results = results[:min(all, PerPage)]
	for i := range results {
		results[i].Record = x.record(results[i].ID)
	}
	return results, all
}

// candidates returns the words that a word of the query may mean: it and those that begin
// with it; if there are none, those that are or begin with it but for one letter.
func (x *Index) candidates(term string) []candidate {
	var list []candidate
	from, to := x.shards(term)
	for n := from; n < to; n++ {
		for _, w := range x.wordShard(n) {
			switch {
			case w.Text == term:
				list = append(list, candidate{w, exact})
			case to-from <= maxShards && strings.HasPrefix(w.Text, term):
				list = append(list, candidate{w, begins})
			}
		}
		if to-from > maxShards {
			break // too many begin with it: the one shard that may have it
		}
	}
	if len(list) == 0 {
		list = x.mistyped(term)
	}
	return list
}

// shards returns the shards of words, from … to-1, that may have words that begin with a
// text.
func (x *Index) shards(text string) (from, to int) {
	first := x.contents.From
	to = 0
	for i := range first {
		if first[i] <= text {
			from = i
		}
		if first[i] <= text || strings.HasPrefix(first[i], text) {
			to = i + 1
		}
	}
	return from, max(to, min(1, len(first)))
}

// mistyped returns the words that a word of the query may mean, mistyped.
func (x *Index) mistyped(term string) []candidate {
	if !Typable(term) {
		return nil
	}
	if x.common == nil && len(x.contents.Words) > 1 {
		x.common = unpack(x.part("common", x.contents.Common, 0))
	}
	words := x.common
	if words == nil {
		words = x.wordShard(0)
	}
	type guess struct {
		text        string
		how, weight int
	}
	var found []guess
	for i := range words {
		if how := Near(term, words[i].Text); how > 0 {
			weight := 0
			if x.common != nil {
				weight, _ = number(words[i].Data)
			}
			found = append(found, guess{words[i].Text, how, weight})
		}
	}
	slices.SortStableFunc(found, func(a, b guess) int { return cmp.Or(b.how-a.how, b.weight-a.weight) })
	var texts []string
	for _, g := range found[:min(len(found), maxNear)] {
		texts = append(texts, g.text)
	}
	return x.resolve(texts)
}

// resolve looks words up, in the order of how well they match, as long as they lie in few
// shards.
func (x *Index) resolve(words []string) []candidate {
	var list []candidate
	used := map[int]bool{}
	for _, text := range words {
		n, _ := x.shards(text)
		if !used[n] && len(used) == maxShards {
			continue
		}
		used[n] = true
		for _, w := range x.wordShard(n) {
			if w.Text == text {
				list = append(list, candidate{w, near})
			}
		}
	}
	return list
}

// Postings returns the addresses of the records each word stands in. It loads everything.
func (x *Index) Postings() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for n := range x.contents.Words {
		for _, w := range x.wordShard(n) {
			all[w.Text] = map[string]bool{}
			id := -1
			for rest := w.Data; rest != ""; {
				n, size := number(rest)
				rest = rest[size:]
				id += n/len(weights) + 1
				all[w.Text][x.record(id).URL] = true
			}
		}
	}
	return all
}
