package site

import (
	"strconv"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// anchor is something in a page's text that a link can point at.
type anchor struct {
	kind  anchorKind
	index int32
}

type anchorKind uint8

const (
	anchorHeading anchorKind = iota + 1 // Heads[index]
	anchorClaim                         // Claims[index]
	anchorDated                         // Dated[index]
	anchorNote                          // Notes[index]
)

// IDName turns an article's name into a part of an id: each run of characters outside
// letters, marks, digits, "_" and "-" becomes a dot (DESIGN §5, Ids).
func IDName(name string) string {
	var sb strings.Builder
	dot := false
	for _, r := range name {
		if annotate.IsIdent(r) {
			sb.WriteRune(r)
			dot = false
			continue
		}
		if !dot {
			sb.WriteByte('.')
		}
		dot = true
	}
	return sb.String()
}

// addr returns the place that an id which authors may link to has on a page or, in a list
// of several pages, on the one of them that shows it.
func (l *linker) addr(id PageID, frag string) (Addr, bool) {
	if _, ok := l.anchorsOf(id)[frag]; ok {
		return Addr{id, frag}, true
	}
	switch l.Pages[id].Kind {
	case KindTimeline:
		if name, isEvent := strings.CutPrefix(frag, "event-"); isEvent {
			if e, ok := l.events[name]; ok {
				return l.EventAddr(e), true
			}
		}
	case KindSources:
		if a, ok := l.sourceOf(frag); ok {
			return Addr{l.SourceAddr(a, 0).Page, frag}, true
		}
	case KindGlossary:
		if name, isTerm := strings.CutPrefix(frag, "gloss-"); isTerm {
			if t, ok := l.entries[name]; ok {
				return l.IndexAddr(t), true
			}
		}
	}
	return Addr{}, false
}

// sourceOf returns the article whose source, or a paragraph of it, an id names on the page
// of sources: "icds", "icds-p8".
func (l *linker) sourceOf(id string) (int32, bool) {
	if a, ok := l.sources[id]; ok && l.source(a).IsSet() {
		return a, true
	}
	return l.paragraphOf(id)
}

// paragraphOf returns the article one of whose source's paragraphs an id names.
func (l *linker) paragraphOf(id string) (int32, bool) {
	i := strings.LastIndex(id, "-p")
	if i < 0 || i+2 == len(id) || id[i+2] < '1' || id[i+2] > '9' {
		return 0, false
	}
	a, ok := l.sources[id[:i]]
	n, err := strconv.Atoi(id[i+2:])
	return a, ok && err == nil && n <= l.source(a).Length
}

// anchorsOf returns what a page's own text can be pointed at by.
func (l *linker) anchorsOf(id PageID) map[string]anchor {
	index := &l.pages[id]
	if index.anchors != nil {
		return index.anchors
	}
	p := l.Pages[id]
	set := map[string]anchor{}
	for i := range p.Doc.Notes {
		set["note-"+p.Doc.Notes[i].Label] = anchor{anchorNote, int32(i)}
	}
	for i, st := range index.statements {
		set[st.id] = anchor{anchorDated, int32(i)}
	}
	for i := range p.Doc.Heads {
		set[p.Doc.Heads[i].ID] = anchor{anchorHeading, int32(i)}
	}
	for i := range p.Doc.Claims {
		set[p.Doc.Claims[i].ID] = anchor{anchorClaim, int32(i)}
	}
	index.anchors = set
	return set
}

// titled reports whether the document's first heading is the page's title.
func (p *Page) titled() bool { return p.Body.Off > p.Doc.Body.Off }

func (l *linker) unknownAnchor(pos diag.Pos, to PageID, frag string) diag.Diag {
	p := l.Pages[to]
	name := p.Out
	if p.Source != nil {
		name = p.Source.File
	}
	d := diag.Errorf(pos, "anchor-unknown", "no %q in %q", "#"+frag, name)
	all := l.anchorNames(to)
	if s := l.hints.nearest(frag, all); s != "" {
		return d.WithHint("did you mean %q?", "#"+s)
	}
	if len(all) == 0 {
		return d.WithHint("that page has nothing to point at: mark a passage there with [the words]{#%s}", frag)
	}
	return d.WithHint("mark the passage there with [the words]{#%s}", frag)
}

// anchorNames lists the ids of a page that authors may link to.
func (l *linker) anchorNames(id PageID) []string {
	index := &l.pages[id]
	if index.names != nil {
		return index.names
	}
	all := sortedKeys(l.anchorsOf(id))
	switch l.Pages[id].Kind {
	case KindTimeline:
		for i := range l.Events {
			all = append(all, "event-"+l.Events[i].ID)
		}
	case KindSources:
		for i := range l.Articles {
			if l.source(int32(i)).IsSet() {
				all = append(all, IDName(l.Articles[i].Name))
			}
		}
	case KindGlossary:
		for _, name := range sortedKeys(l.entries) {
			all = append(all, "gloss-"+name)
		}
	}
	index.names = all
	return all
}

// checkSources reports ids that would stand twice on the page of sources, where articles
// and paragraphs have ids without a prefix.
func (l *linker) checkSources() {
	page := l.Generated(KindSources)
	if page == None {
		return
	}
	for i := range l.Articles {
		a := &l.Articles[i]
		if of, ok := l.paragraphOf(IDName(a.Name)); ok && l.source(int32(i)).IsSet() {
			src := l.Pages[a.Page].Source
			l.report(diag.Errorf(src.At(), "id-duplicate", "article %q has the id of a paragraph of article %q on the page of sources", a.Name, l.Articles[of].Name).
				WithHint("both are %q there: rename %q or %q", IDName(a.Name), src.File, l.Pages[l.Articles[of].Page].Source.File))
		}
	}
	d := l.Pages[page].Doc
	for i := range d.Heads {
		l.checkSource(d.Heads[i].ID, d.At(d.Heads[i].Pos))
	}
	for i := range d.Claims {
		l.checkSource(d.Claims[i].ID, d.At(d.Claims[i].Pos))
	}
}

func (l *linker) checkSource(id string, pos diag.Pos) {
	if of, ok := l.sourceOf(id); ok {
		l.report(diag.Errorf(pos, "id-duplicate", "id %q stands twice on this page", id).
			WithHint("it is also that of the source of %q; give this one another: {#name}", l.Pages[l.Articles[of].Page].Source.File))
	}
}

// addName enters the part that an article's or a term's name has in ids, and reports one
// that another has too.
func (l *linker) addName(names map[string]int32, what string, index int32, page PageID, of func(int32) PageID) {
	src := l.Pages[page].Source
	id := IDName(src.Name)
	first, dup := names[id]
	if !dup {
		names[id] = index
		return
	}
	other := l.Pages[of(first)].Source
	if src.Path < other.Path {
		src, other = other, src
	}
	l.report(diag.Errorf(src.At(), "id-duplicate", "%ss %q and %q have the same name in ids, %q", what, other.Name, src.Name, id).
		WithHint("rename one of %q and %q", other.File, src.File))
}
