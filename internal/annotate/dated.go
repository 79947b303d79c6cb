package annotate

import (
	"html"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
	"gloss/internal/edtf"
)

// Claims and dated statements are bracketed spans whose attributes say so. One that is
// both has an element for each, since each has an id of its own.

// isDated reports whether the list makes a dated statement.
func (a *attrs) isDated() bool { return a.has("date") || a.has("event") }

// openClaim begins a claim and returns its reference. When it is a dated statement too, the
// author's classes and language go to the element of that.
func (r *renderer) openClaim(a *attrs, isDated bool) int32 {
	pos := r.pos(a.id.off)
	i := int32(len(r.doc.Claims))
	r.doc.Claims = append(r.doc.Claims, Claim{ID: a.id.val, By: a.value("by"), Block: r.block, Pos: pos.Place()})
	class := "claim"
	if c := a.classList(); c != "" && !isDated {
		class += " " + c
	}
	r.tag(`<span class="` + class + `"`)
	if !isDated {
		r.language(a)
	}
	ref := r.ref(Ref{Kind: RefClaim, Index: i, Pos: pos.Place()})
	r.hole(ref, InTag)
	r.str(">")
	r.doc.Claims[i].Span.Off = r.off()
	return ref
}

func (r *renderer) closeClaim(ref int32) {
	r.doc.Claims[r.doc.Refs[ref].Index].Span.End = r.off()
	r.tag("</span>")
}

// flagNames are the classes that qualify a dated statement, in the order of [Flags].
var flagNames = []string{"plan", "deadline", "reported", "inferred", "disputed"}

// openDated begins a dated statement and returns its reference.
func (r *renderer) openDated(a *attrs, pos diag.Pos) int32 {
	d := Dated{Event: norm.NFC.String(a.value("event")), Title: a.value("title"), Kind: a.value("kind"), Block: r.block, Pos: pos.Place(), At: pos.Place()}
	for i, name := range flagNames {
		if a.class(name) {
			d.Flags |= 1 << i
		}
	}
	if v, ok := a.get("date"); ok {
		d.At = r.pos(v.valOff).Place()
		date, err := edtf.Parse(v.val)
		if err != nil {
			r.report(r.dateDiag(v, err))
		} else if years := date.AsYears(); years != "" {
			r.report(diag.Notef(r.doc.At(d.At), "date-season", "read as %s", date.Format()).WithHint("for the years write %s", years))
		}
		d.Date = date
	}
	if v, ok := a.get("event"); ok && (v.val == "" || identLen([]byte(v.val)) != len(v.val)) {
		r.report(diag.Errorf(r.pos(v.valOff), "attr-value", "%q is not the name of an event", v.val).
			WithHint(`use letters, digits, "_" and "-"; what readers see is title="…"`))
	}
	class := "dated"
	if c := a.classList(); c != "" {
		class += " " + c
	}
	r.tag(`<span class="` + class + `"`)
	if s := d.Date.String(); s != "" {
		r.str(` data-date="` + html.EscapeString(s) + `"`)
	}
	r.language(a)
	ref := r.ref(Ref{Kind: RefDated, Index: int32(len(r.doc.Dated)), Pos: pos.Place()})
	r.hole(ref, InTag)
	r.str(">")
	d.Span.Off = r.off()
	r.doc.Dated = append(r.doc.Dated, d)
	return ref
}

func (r *renderer) closeDated(ref int32) {
	d := &r.doc.Dated[r.doc.Refs[ref].Index]
	d.Span.End = r.off()
	d.Text = PlainText(r.out[d.Span.Off:d.Span.End])
	if r.inLink == "" { // a link to the timeline would be one in another
		r.hole(ref, Point)
	}
	r.tag("</span>")
}

// dateDiag turns an EDTF error, which every one of [edtf.Parse] is, into a diagnostic at
// the place in the date.
func (r *renderer) dateDiag(v attr, err error) diag.Diag {
	e := err.(*edtf.Error)
	return diag.Errorf(r.posIn(v, e.Off), "date", "%s", e.Msg).WithHint("%s", e.Hint)
}
