package search

import (
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Sizes of the files, in bytes.
const (
	SingleFile  = 200 << 10 // the largest index that is one file
	RecordShard = 64 << 10  // the largest shard of records, of which each result of a query loads one
	WordShard   = 96 << 10  // a shard of words ends with the word that reaches this; a query loads a few for each of its words
	CommonWords = 96 << 10  // the largest list of the words that a mistyped one may have meant
)

// Version is the version of the index's format; layouts/search.js has to know it.
const Version = 1

// call is the function of the page that each file of the index calls with what it brings:
// the kind of it, and the data.
const call = "glossSearch"

// contents is what the first file says: where the others are, by the names of their files
// without ".js". In an index of one file, which brings all, the names are empty.
type contents struct {
	Version int      `json:"version"`
	Records []string `json:"records"` // shards of records
	First   []int    `json:"first"`   // the first record of each; at last, how many there are
	Words   []string `json:"words"`   // shards of words
	From    []string `json:"from"`    // the first word of each
	Common  string   `json:"common"`  // common words, where there are several shards of words
}

// Where the files of an index lie: the first, and all others.
const (
	firstPath  = "assets/search-"
	folderPath = "assets/search/"
)

// IsPath reports whether a path may be that of a file of an index.
func IsPath(path string) bool {
	return strings.HasSuffix(path, ".js") && (strings.HasPrefix(path, firstPath) || strings.HasPrefix(path, folderPath))
}

// packer cuts records and words into shards and hands out the files.
type packer struct {
	emit    func(path string, data []byte) bool
	batches []*batch // those added, without the bytes of their records
	shard   []byte   // of records, being filled
	count   int      // records so far

	contents contents
	waiting  [][]byte // shards, while all may still fit into one file
	names    []string // theirs
	size     int      // theirs
	sharded  bool     // they do not fit
	stopped  bool     // emit wants no more

	out map[string]bool // names handed out: text that is repeated for long makes equal shards
}

// add takes in the records of a batch, and reports whether more are wanted.
func (p *packer) add(b *batch) bool {
	from := 0
	for _, r := range b.records {
		data := b.bytes[from:r.end]
		from = r.end
		const tail = len("])\n")
		if len(p.shard)+len(data)+tail > RecordShard && p.shard != nil {
			p.flush()
		}
		if p.shard == nil {
			p.contents.First = append(p.contents.First, p.count)
			p.shard = append(make([]byte, 0, RecordShard), call+`("records",[`...)
		} else {
			p.shard = append(p.shard, ",\n"...)
		}
		p.shard = append(p.shard, data...)
		p.count++
		// A shard ends where an address says so, so that a page that grows changes its own shard
		// and not all those behind it.
		if len(p.shard) > RecordShard/2 && r.key%4 == 0 {
			p.flush()
		}
	}
	bytes := b.bytes
	b.bytes = nil
	room.Put(&bytes)
	p.batches = append(p.batches, b)
	return !p.stopped
}

// flush ends a shard of records.
func (p *packer) flush() {
	p.contents.Records = append(p.contents.Records, p.put(append(p.shard, "])\n"...)))
	p.shard = nil
}

// endRecords ends the last shard of records.
func (p *packer) endRecords() {
	if p.shard != nil {
		p.flush()
	}
	p.contents.First = append(p.contents.First, p.count)
}

// put hands out a shard, or keeps it as long as all may fit into one file, and returns its
// name.
func (p *packer) put(data []byte) string {
	name := nameOf(data)
	p.size += len(data)
	p.waiting, p.names = append(p.waiting, data), append(p.names, name)
	if p.size > SingleFile {
		p.sharded = true
	}
	if p.sharded {
		for i, data := range p.waiting {
			if name := p.names[i]; !p.stopped && !p.out[name] {
				p.out[name] = true
				p.stopped = !p.emit(folderPath+name+".js", data)
			}
		}
		p.waiting, p.names = nil, nil
	}
	return name
}

// nameOf names a file after its content. Disks that do not tell capitals from small letters
// tell the names apart.
func nameOf(data []byte) string {
	sum := binary.BigEndian.AppendUint64(nil, xxhash.Sum64(data))
	return base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding).EncodeToString(sum)
}

// end hands out the first file and returns its path.
func (p *packer) end() string {
	c := p.contents
	c.Version = Version
	if !p.sharded {
		clear(c.Records)
		clear(c.Words)
		c.Common = ""
	}
	list, err := json.Marshal(c)
	if err != nil {
		panic("search: internal error: " + err.Error()) // strings and numbers
	}
	data := append([]byte(call+`("contents",`), list...)
	data = append(data, ")\n"...)
	for _, shard := range p.waiting {
		data = append(data, shard...)
	}
	path := firstPath + nameOf(data) + ".js"
	p.emit(path, data)
	return path
}
