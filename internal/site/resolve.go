package site

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/annotate"
	"gloss/internal/diag"
)

// answer finds the targets of one page's references.
func (l *linker) answer(id PageID) {
	p := l.Pages[id]
	targets := make([]Target, len(p.Doc.Refs))
	marks := map[int32]int{} // uses of each of the page's notes so far
	uses := map[string]int{} // uses of each id of a typed link so far
	for i := range p.Doc.Refs {
		ref := &p.Doc.Refs[i]
		t := &targets[i]
		t.Rel = -1
		switch ref.Kind {
		case annotate.RefLink:
			l.answerLink(id, ref, t, int32(i), uses)
		case annotate.RefImage:
			l.answerImage(p, ref, t)
		case annotate.RefTerm:
			l.answerTerm(p, ref, t)
		case annotate.RefNote:
			l.answerNote(id, ref, t, marks)
		case annotate.RefDated:
			l.answerDated(id, ref, t)
		case annotate.RefLocator:
			t.Cites = l.cites(id, ref.Index)
			t.Found = true
		case annotate.RefClaim:
			t.ID, t.Found = p.Doc.Claims[ref.Index].ID, true
		case annotate.RefHeading:
			t.ID, t.Found = p.Doc.Heads[ref.Index].ID, true
		case annotate.RefBlock:
			t.ID, t.Found = p.Doc.Blocks[ref.Index].ID, true
		}
	}
	l.Targets[id] = targets
}

func (l *linker) answerTerm(p *Page, ref *annotate.Ref, t *Target) {
	term, ok := l.terms[ref.Name]
	if !ok {
		l.report(l.unknownTerm(ref.Pos, ref.Name))
		return
	}
	if !l.draftRef(p, l.Terms[term].Page, ref.Pos) {
		return
	}
	t.Found, t.Term, t.Addr = true, term, Addr{Page: l.Terms[term].Page}
}

// draftRef reports a reference from a published page to a draft, and whether to go on.
func (l *linker) draftRef(from *Page, to PageID, pos diag.Pos) bool {
	if !l.Pages[to].Draft || from.Draft {
		return true
	}
	l.report(diag.Errorf(pos, "draft", "%q is a draft, and this page is published", l.Pages[to].Source.File).
		WithHint("publish it, drop the reference, or build with --drafts"))
	return false
}

func (l *linker) answerImage(p *Page, ref *annotate.Ref, t *Target) {
	img := &p.Doc.Images[ref.Index]
	if strings.Contains(img.Dest, "://") || strings.HasPrefix(img.Dest, "//") {
		l.report(diag.Errorf(ref.Pos, "image-foreign", "image %q is on another site", img.Dest).
			WithHint("a briefing makes no request elsewhere: put the file below content/"))
		return
	}
	dest, _, _ := splitDest(img.Dest)
	file, ok := l.locate(p, dest)
	if a, found := l.opt.Assets[file]; ok && found {
		t.Found, t.Asset, t.Size = true, a.Out, a.Size
		return
	}
	d := diag.Errorf(ref.Pos, "image-missing", "no image %q", img.Dest)
	l.report(l.hintPath(d, file, assetPaths(l.opt.Assets)))
}

func assetPaths(m map[string]AssetInfo) []string { return sortedKeys(m) }

// splitDest splits a link's destination into path, query and fragment.
func splitDest(dest string) (file, query, frag string) {
	file, frag, _ = strings.Cut(dest, "#")
	if i := strings.IndexByte(file, '?'); i >= 0 {
		file, query = file[:i], file[i:]
	}
	if s, err := url.PathUnescape(file); err == nil {
		file = s
	}
	if s, err := url.PathUnescape(frag); err == nil {
		frag = s
	}
	return norm.NFC.String(file), query, norm.NFC.String(frag)
}

// locate returns the path below content/ that a destination written on a page means, and
// whether it lies within content/.
func (l *linker) locate(p *Page, dest string) (string, bool) {
	if strings.HasPrefix(dest, "/") {
		return strings.TrimPrefix(path.Clean(dest), "/"), true
	}
	dir := "."
	if p.Source != nil {
		dir = path.Dir(norm.NFC.String(p.Source.Path))
	}
	file := path.Join(dir, dest)
	return file, file != ".." && !strings.HasPrefix(file, "../")
}

// find returns the page that a path below content/ means: a Markdown file, a folder's
// index, or a page by the name of its output.
func (l *linker) find(file string) (PageID, bool) {
	for _, f := range []string{file, path.Join(file, "index.md"), file + ".md"} {
		if id, ok := l.paths[f]; ok {
			return id, true
		}
	}
	if id, ok := l.outs[file]; ok {
		return id, true
	}
	return None, false
}

func (l *linker) answerLink(id PageID, ref *annotate.Ref, t *Target, index int32, uses map[string]int) {
	p := l.Pages[id]
	link := &p.Doc.Links[ref.Index]
	file, query, frag := splitDest(link.Dest)
	to := id
	if file != "" {
		where, ok := l.locate(p, file)
		if !ok {
			l.report(diag.Errorf(ref.Pos, "link-dead", "link %q leads out of content/", link.Dest))
			return
		}
		if to, ok = l.find(where); !ok {
			if a, isAsset := l.opt.Assets[where]; isAsset && link.Rel == "" {
				t.Found, t.Asset, t.Query = true, a.Out, query
				return
			}
			d := diag.Errorf(ref.Pos, "link-dead", "no file %q", link.Dest)
			l.report(l.hintPath(d, where, append(sortedKeys(l.paths), assetPaths(l.opt.Assets)...)))
			return
		}
	}
	if !l.draftRef(p, to, ref.Pos) {
		return
	}
	if frag != "" && !l.hasAnchor(to, frag) {
		l.report(l.unknownAnchor(ref.Pos, to, frag))
		return
	}
	t.Found, t.Addr, t.Query = true, Addr{to, frag}, query
	if link.Rel != "" {
		t.ID = "gloss-to-" + l.qualify(id, to, frag)
		if uses[t.ID]++; uses[t.ID] > 1 {
			t.ID += "." + itoa(uses[t.ID])
		}
		l.typed = append(l.typed, typedLink{page: id, ref: index})
	}
}

// qualify names a passage of another page for an id.
func (l *linker) qualify(from, to PageID, frag string) string {
	name := IDName(l.Pages[to].Name)
	switch {
	case frag == "":
		return name
	case from == to:
		return frag
	}
	return name + "." + frag
}

// hintPath adds the nearest existing path to a diagnostic about a missing one.
func (l *linker) hintPath(d diag.Diag, file string, paths []string) diag.Diag {
	if s := diag.Suggest(file, paths); s != "" {
		return d.WithHint("did you mean %q?", s)
	}
	for _, p := range paths {
		if path.Base(p) == path.Base(file) {
			return d.WithHint("there is %q", p)
		}
	}
	return d.WithHint("links name files, relative to this one: [words](other.md#place)")
}

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

// hasAnchor reports whether a page has an id that authors may link to.
func (l *linker) hasAnchor(id PageID, frag string) bool { return l.anchorsOf(id)[frag] }

func (l *linker) anchorsOf(id PageID) map[string]bool {
	if l.anchors == nil {
		l.anchors = make([]map[string]bool, len(l.Pages))
	}
	if l.anchors[id] != nil {
		return l.anchors[id]
	}
	p := l.Pages[id]
	set := map[string]bool{}
	for _, h := range p.Doc.Heads {
		set[h.ID] = true
	}
	for _, c := range p.Doc.Claims {
		set[c.ID] = true
	}
	for _, n := range p.Doc.Notes {
		set["note-"+n.Label] = true
	}
	for i := range p.Doc.Dated {
		set[l.statement[[2]int32{int32(id), int32(i)}].id] = true
	}
	switch p.Kind {
	case KindTimeline:
		for _, e := range l.Events {
			set["event-"+e.ID] = true
		}
	case KindSources:
		for _, a := range l.Articles {
			set[IDName(a.Name)] = true
			for n := range l.Pages[a.Page].Source.Front.Source.Length {
				set[IDName(a.Name)+"-p"+itoa(n+1)] = true
			}
		}
	case KindGlossary:
		for _, t := range l.Terms {
			set["gloss-"+IDName(t.Name)] = true
		}
	}
	l.anchors[id] = set
	return set
}

func (l *linker) unknownAnchor(pos diag.Pos, to PageID, frag string) diag.Diag {
	p := l.Pages[to]
	name := p.Out
	if p.Source != nil {
		name = p.Source.File
	}
	d := diag.Errorf(pos, "anchor-unknown", "no %q in %q", "#"+frag, name)
	all := sortedKeys(l.anchorsOf(to))
	if s := diag.Suggest(frag, all); s != "" {
		return d.WithHint("did you mean %q?", "#"+s)
	}
	if len(all) == 0 {
		return d.WithHint("that page has nothing to point at: mark a passage there with [the words]{#%s}", frag)
	}
	return d.WithHint("mark the passage there with [the words]{#%s}", frag)
}
