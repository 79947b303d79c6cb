package annotate

import (
	"fmt"
	"strings"

	"gloss/internal/diag"
)

// dumpHTML shows a document's HTML with its holes where they are: ⟦link 0⟧words⟦/link⟧.
func dumpHTML(d *Doc) string {
	var sb strings.Builder
	at := uint32(0)
	part := func(end uint32, holes []Hole) {
		for _, h := range holes {
			sb.Write(d.HTML[at:h.Off])
			at = h.Off
			sb.WriteString(dumpHole(d, h))
		}
		sb.Write(d.HTML[at:end])
		at = end
	}
	part(d.Body.End, d.HolesIn(d.Body))
	for _, n := range d.Notes {
		fmt.Fprintf(&sb, "= note %s\n", n.Label)
		part(n.Span.End, d.HolesIn(n.Span))
	}
	if s := sb.String(); s != "" && !strings.HasSuffix(s, "\n") {
		sb.WriteByte('\n')
	}
	return sb.String()
}

func dumpHole(d *Doc, h Hole) string {
	ref := d.Refs[h.Ref]
	name := ""
	switch ref.Kind {
	case RefLink:
		name = fmt.Sprintf("link %d", ref.Index)
	case RefImage:
		name = fmt.Sprintf("image %d", ref.Index)
	case RefTerm:
		name = "term " + d.Terms[ref.Index]
	case RefNote:
		n := d.Marked[ref.Index]
		if name = "note " + n.Label; n.Article != "" {
			name = "note " + n.Article + ":" + n.Label
		}
	case RefClaim:
		name = "id claim " + d.Claims[ref.Index].ID
	case RefDated:
		if name = fmt.Sprintf("id dated %d", ref.Index); h.Side == Point {
			name = fmt.Sprintf("when %d", ref.Index)
		}
	case RefHeading:
		name = "id heading " + d.Heads[ref.Index].ID
	case RefBlock:
		name = "id block " + d.Blocks[ref.Index].ID
	case RefLocator:
		name = "p" + dumpCites(d, ref.Index)
	}
	switch h.Side {
	case Close:
		name, _, _ = strings.Cut(name, " ")
		return "⟦/" + name + "⟧"
	case InTag:
		return " ⟦" + name + "⟧"
	}
	return "⟦" + name + "⟧"
}

// dumpCites lists what a block's locators cite, together.
func dumpCites(d *Doc, block int32) string {
	s := ""
	for _, l := range d.Locators {
		if l.Block == block {
			s += citeString(d, &l)
		}
	}
	return s
}

func citeString(d *Doc, l *Locator) string {
	s := ""
	if l.None {
		s = " none"
	}
	for _, c := range d.Cites(l) {
		s += " "
		if c.Name != "" {
			s += c.Name + ":"
		}
		if s += fmt.Sprint(c.From); c.To != c.From {
			s += fmt.Sprintf("-%d", c.To)
		}
	}
	return s
}

// dumper writes the rest of a document, one thing a line.
type dumper struct {
	d  *Doc
	sb strings.Builder
}

func dumpDoc(d *Doc) string {
	w := &dumper{d: d}
	w.blocks()
	w.parts()
	w.refs()
	for _, s := range d.Sentences {
		w.line("sentence ", w.text(s))
	}
	for _, s := range d.Runs {
		w.line("run ", w.text(s))
	}
	return w.sb.String()
}

func (w *dumper) line(parts ...string) {
	w.sb.WriteString(strings.TrimRight(strings.Join(parts, ""), " ") + "\n")
}

// text shows the HTML of a span on one line.
func (w *dumper) text(s Span) string {
	return "‹" + strings.ReplaceAll(string(w.d.HTML[s.Off:s.End]), "\n", "⏎") + "›"
}

// ends shows the beginning and the end of a span.
func (w *dumper) ends(s Span) string {
	text := []rune(w.text(s))
	if len(text) < 50 {
		return string(text)
	}
	return string(text[:22]) + " … " + string(text[len(text)-22:])
}

func place(p diag.Place) string { return fmt.Sprintf("%d:%d ", p.Line, p.Col) }

// opt shows a field that is not empty.
func opt(name, value string) string {
	if value == "" {
		return ""
	}
	return name + value + " "
}

func when(ok bool, s string) string {
	if !ok {
		return ""
	}
	return s + " "
}

func (w *dumper) blocks() {
	for i, b := range w.d.Blocks {
		in := ""
		if b.Parent >= 0 {
			in = fmt.Sprintf("in %d ", b.Parent)
		}
		w.line(fmt.Sprintf("block %d %s ", i, b.Kind), place(b.Pos), in, when(b.Note >= 0, "note"), opt("#", b.ID),
			when(b.Background, "background"), when(b.Derived, "derived"), opt("p", dumpCites(w.d, int32(i))), w.ends(b.Span))
	}
}

func (w *dumper) parts() {
	d := w.d
	for _, h := range d.Heads {
		w.line(fmt.Sprintf("head %d ", h.Level), place(h.Pos), "#", h.ID, " ", when(h.Author, "author"), fmt.Sprintf("%q ", h.Text), w.text(h.Span))
	}
	for _, n := range d.Notes {
		w.line("note ", n.Label, " ", place(n.Pos), w.text(n.Span))
	}
	for _, c := range d.Claims {
		w.line("claim #", c.ID, " ", place(c.Pos), opt("by=", c.By), when(c.Whole, "whole"), fmt.Sprintf("block %d ", c.Block), w.text(c.Span))
	}
	for _, x := range d.Dated {
		flags := ""
		for i, name := range flagNames {
			flags += when(x.Flags.Has(1<<i), name)
		}
		w.line("dated ", place(x.Pos), "at ", place(x.At), opt("date=", x.Date.String()), opt("event=", x.Event),
			opt("title=", x.Title), opt("kind=", x.Kind), flags, fmt.Sprintf("block %d %q ", x.Block, x.Text), w.text(x.Span))
	}
	for _, l := range d.Locators {
		w.line("locator ", place(l.Pos), fmt.Sprintf("block %d p", l.Block), citeString(d, &l), " ", w.text(l.Span))
	}
	for i, l := range d.Links {
		w.line(fmt.Sprintf("link %d ", i), opt("", l.Dest), opt("title=", l.Title), opt("class=", l.Class), opt("lang=", l.Lang),
			opt("rel=", l.Rel), opt("why=", l.Why), opt("question=", l.Question), w.text(l.Span))
	}
	for i, m := range d.Images {
		w.line(fmt.Sprintf("image %d %s ", i, m.Dest), opt("alt=", m.Alt), opt("title=", m.Title), opt("class=", m.Class), opt("lang=", m.Lang), when(m.Figure, "figure"))
	}
}

// refs shows where references stand in the file; the rest of them shows in the HTML.
func (w *dumper) refs() {
	names := [...]string{"", "link", "image", "term", "note", "claim", "dated", "heading", "block", "locator"}
	for _, r := range w.d.Refs {
		w.line("ref ", names[r.Kind], " ", place(r.Pos), fmt.Sprintf("block %d", r.Block))
	}
}

// dumpDiags shows diagnostics as an author sees them, without the file.
func dumpDiags(d *Doc) string {
	var sb strings.Builder
	for _, x := range d.Diags {
		fmt.Fprintf(&sb, "%d:%d: %s: %s [%s]\n", x.Pos.Line, x.Pos.Col, x.Severity, x.Msg, x.Code)
		if x.Hint != "" {
			fmt.Fprintf(&sb, "    hint: %s\n", x.Hint)
		}
	}
	return sb.String()
}
