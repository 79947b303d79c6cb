package render

import (
	"html/template"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// Facet is a row of filters, of which several may be chosen; with none, all is shown. That
// is done by rules of the style sheet, which know the names and values below.
type Facet struct {
	Name    string // "source", "kind", "flag", "relation"
	Legend  string
	Options []Option
}

// Option is one filter.
type Option struct {
	ID    string // "" when nothing links to it
	Value string
	Label string
	Count int               // of what it shows
	Mark  template.HTMLAttr // of a source
}

// flagKeys are the flags of an event as filters know them.
func flagKeys(e *site.Event) []string {
	var keys []string
	for _, f := range flagOrder {
		if f.of(e) {
			keys = append(keys, f.key)
		}
	}
	return keys
}

// flagKind is something that can be said of an event.
type flagKind struct {
	key  string
	flag annotate.Flags // 0 for that its dates conflict
	word func(*FlagWords) string
}

var flagOrder = [...]flagKind{
	{"plan", annotate.Plan, func(w *FlagWords) string { return w.Plan }},
	{"deadline", annotate.Deadline, func(w *FlagWords) string { return w.Deadline }},
	{"reported", annotate.Reported, func(w *FlagWords) string { return w.Reported }},
	{"inferred", annotate.Inferred, func(w *FlagWords) string { return w.Inferred }},
	{"disputed", annotate.Disputed, func(w *FlagWords) string { return w.Disputed }},
	{"conflict", 0, func(w *FlagWords) string { return w.Conflict }},
}

func (f *flagKind) of(e *site.Event) bool {
	if f.flag == 0 {
		return e.Conflict
	}
	return e.Flags.Has(f.flag)
}

// timelineFacets are the filters of a page of the timeline: those that would leave
// something out.
func (r *Renderer) timelineFacets(on site.PageID, l *lanes) []Facet {
	all := len(l.tellings)
	sources, shared := make([]int, len(l.articles)), 0
	flags := make([]int, len(flagOrder))
	for i, told := range l.tellings {
		seen := map[int]bool{}
		for _, t := range told {
			if lane := l.lane(r.site, t.Page); !seen[lane] {
				seen[lane] = true
				sources[lane]++
			}
		}
		if len(told) > 1 {
			shared++
		}
		for j := range flagOrder {
			if flagOrder[j].of(&r.site.Events[l.from+int32(i)]) {
				flags[j]++
			}
		}
	}
	source := Facet{Name: "source", Legend: r.words.FilterSources}
	for i, n := range sources {
		src := r.laneSource(on, l, i)
		source.add(Option{Value: itoa(i + 1), Label: src.Short, Count: n, Mark: src.Mark}, all)
	}
	source.add(Option{Value: sharedKey, Label: r.words.FilterShared, Count: shared}, all)
	kind := Facet{Name: "kind", Legend: r.words.FilterKinds}
	for i, k := range l.kinds {
		kind.add(Option{Value: itoa(i + 1), Label: k, Count: l.counts[k]}, all)
	}
	flag := Facet{Name: "flag", Legend: r.words.FilterFlags}
	for i := range flagOrder {
		flag.add(Option{Value: flagOrder[i].key, Label: flagOrder[i].word(&r.words.Flags), Count: flags[i]}, all)
	}
	return facets(source, kind, flag)
}

// add adds an option if it would show something and leave something out.
func (f *Facet) add(o Option, all int) {
	if o.Count > 0 && o.Count < all {
		f.Options = append(f.Options, o)
	}
}

// facets drops those that have nothing to choose from.
func facets(all ...Facet) []Facet {
	kept := all[:0]
	for _, f := range all {
		if len(f.Options) > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}
