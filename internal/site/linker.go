package site

import (
	"maps"
	"reflect"
	"slices"

	"gloss/internal/diag"
)

// A Linker links a site again and again while its files change. What it returns is always what
// [Link] would; it costs much less where only words have changed, of texts or of the glossary.
// The zero value is ready. It must not be used by two goroutines at once, and files that have
// not changed must be the same values.
type Linker struct {
	last *linker
	in   []Input
}

// Link is [Link].
func (k *Linker) Link(in []Input, opt Options) (*Site, []diag.Diag) {
	l := k.again(in, opt)
	if l == nil {
		l = linkAll(in, opt)
	}
	l.pages = nil // they are large, and tied to these texts
	k.last, k.in = l, in
	return l.Site, slices.Clone(l.diags)
}

// again returns the last site with what has changed linked anew, or nil when more depends on
// it than [relinking] mends.
func (k *Linker) again(in []Input, opt Options) *linker {
	if k.last == nil || len(in) != len(k.in) || !sameOptions(opt, k.last.opt) {
		return nil
	}
	var changed []PageID
	for i := range in {
		was, is := &k.in[i], &in[i]
		if was.Doc == is.Doc && was.Source == is.Source && sameHits(was.Hits, is.Hits) {
			continue
		}
		if was.Source.Path != is.Source.Path || was.Source != is.Source && !was.Source.SameButNames(is.Source) || was.Doc != is.Doc && !sameShape(was.Doc, is.Doc) {
			return nil
		}
		changed = append(changed, PageID(i))
	}
	if slices.ContainsFunc(k.last.diags, func(d diag.Diag) bool { return k.last.movable(d, changed) }) {
		return nil
	}
	return relink(k.last, in, opt, changed)
}

func sameOptions(a, b Options) bool {
	return a.Drafts == b.Drafts && maps.Equal(a.Assets, b.Assets) && maps.Equal(a.Titles, b.Titles) && reflect.DeepEqual(a.Config, b.Config)
}

// sameHits compares hits; those of a page that has not been matched anew are the same memory.
func sameHits(a, b []Hit) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b))
}
