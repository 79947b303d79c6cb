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
	targets := l.Targets[id]
	citing := newCiting(l, id)
	var typed uses
	for i := range p.Doc.Refs {
		ref := &p.Doc.Refs[i]
		t := &targets[i]
		switch ref.Kind {
		case annotate.RefLink:
			l.answerLink(id, int32(i), t, &typed)
		case annotate.RefImage:
			l.answerImage(p, ref, t)
		case annotate.RefTerm:
			l.answerTerm(p, ref, t)
		case annotate.RefNote:
			citing.answer(ref, t)
		case annotate.RefDated:
			l.answerDated(id, ref, t)
		case annotate.RefLocator:
			l.checkCites(id, ref.Index)
			t.Found = true
		case annotate.RefClaim:
			t.ID, t.Found = p.Doc.Claims[ref.Index].ID, true
		case annotate.RefHeading:
			t.ID, t.Found = p.Doc.Heads[ref.Index].ID, true
		case annotate.RefBlock:
			t.ID, t.Found = p.Doc.Blocks[ref.Index].ID, true
		}
	}
}

func (l *linker) answerTerm(p *Page, ref *annotate.Ref, t *Target) {
	name, pos := p.Doc.Terms[ref.Index], p.Doc.At(ref.Pos)
	term, ok := l.terms[name]
	if !ok {
		l.report(l.unknownTerm(pos, name))
		return
	}
	if !l.draftRef(p, l.Terms[term].Page, pos) {
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
		l.report(diag.Errorf(p.Doc.At(ref.Pos), "image-foreign", "image %q is on another site", img.Dest).
			WithHint("a briefing makes no request elsewhere: put the file below content/"))
		return
	}
	dest := splitDest(img.Dest)
	file, ok := l.locate(p, dest.file)
	if a, found := l.opt.Assets[file]; ok && found {
		t.Found, t.File = true, &File{Out: a.Out, Size: a.Size}
		return
	}
	l.report(l.hintPath(diag.Errorf(p.Doc.At(ref.Pos), "image-missing", "no image %q", img.Dest), p, file, l.assetPaths(),
		"put the file below content/ and name it relative to this one: ![what it shows](../img/map.png)"))
}

// destination is a link's destination in its parts; file and frag are decoded and NFC.
type destination struct {
	file  string
	query string // with its "?", as written
	frag  string
	rest  string // query and fragment, as written
}

func splitDest(dest string) destination {
	var d destination
	d.file, d.frag, _ = strings.Cut(dest, "#")
	if i := strings.IndexByte(d.file, '?'); i >= 0 {
		d.file, d.query = d.file[:i], d.file[i:]
	}
	d.rest = dest[len(d.file):]
	if s, err := url.PathUnescape(d.file); err == nil {
		d.file = s
	}
	if s, err := url.PathUnescape(d.frag); err == nil {
		d.frag = s
	}
	d.file, d.frag = norm.NFC.String(d.file), norm.NFC.String(d.frag)
	return d
}

// locate returns the path below content/ that a destination written on a page means, and
// whether it lies within content/.
func (l *linker) locate(p *Page, dest string) (string, bool) {
	if strings.HasPrefix(dest, "/") {
		return strings.TrimPrefix(path.Clean(dest), "/"), true
	}
	file := path.Join(path.Dir(norm.NFC.String(p.Source.Path)), dest)
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
	id, ok := l.outs[file]
	return id, ok
}

func (l *linker) answerLink(id PageID, index int32, t *Target, typed *uses) {
	p := l.Pages[id]
	ref := &p.Doc.Refs[index]
	link := &p.Doc.Links[ref.Index]
	dest := splitDest(link.Dest)
	to := id
	switch {
	case link.Dest == "":
		l.report(diag.Errorf(p.Doc.At(ref.Pos), "link-dead", "link leads nowhere").WithHint("say in the parentheses where it leads: [words](other.md#place)"))
		return
	case dest.file != "":
		var ok bool
		if to, ok = l.follow(p, ref, link, dest, t); !ok {
			return
		}
	}
	if !l.draftRef(p, to, p.Doc.At(ref.Pos)) {
		return
	}
	at := Addr{Page: to}
	if dest.frag != "" {
		var ok bool
		if at, ok = l.addr(to, dest.frag); !ok {
			l.report(l.unknownAnchor(p.Doc.At(ref.Pos), to, dest.frag))
			return
		}
	}
	t.Found, t.Addr = true, at
	if dest.query != "" {
		t.File = &File{Query: dest.query}
	}
	if link.Rel != "" {
		t.ID = typed.id("gloss-", "to-"+l.qualify(id, to, dest.frag))
		l.typed = append(l.typed, typedLink{page: id, ref: index})
	}
}

// follow finds the page a link leads to; a link to a copied file is answered here.
func (l *linker) follow(p *Page, ref *annotate.Ref, link *annotate.Link, dest destination, t *Target) (PageID, bool) {
	where, ok := l.locate(p, dest.file)
	if !ok {
		l.report(diag.Errorf(p.Doc.At(ref.Pos), "link-dead", "link %q leads out of content/", link.Dest).
			WithHint("a link to another site begins with https://"))
		return None, false
	}
	to, ok := l.find(where)
	if ok {
		return to, true
	}
	switch a, isAsset := l.opt.Assets[where]; {
	case !isAsset:
		l.report(l.hintPath(diag.Errorf(p.Doc.At(ref.Pos), "link-dead", "no file %q", link.Dest), p, where, l.filePaths(),
			"links name files, relative to this one: [words](other.md#place)"))
	case link.Rel != "":
		l.report(notAPassage(p.Doc.At(ref.Pos)))
	default:
		t.Found, t.File = true, &File{Out: a.Out, Query: dest.rest}
	}
	return None, false
}

// uses counts the names in a page's ids.
type uses map[string]int

// id makes an id from a prefix that Gloss keeps for itself and a name, with the count of
// its uses between them from the second on.
func (u *uses) id(prefix, name string) string {
	if *u == nil {
		*u = uses{}
	}
	(*u)[name]++
	if n := (*u)[name]; n > 1 {
		return prefix + itoa(n) + name
	}
	return prefix + name
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
