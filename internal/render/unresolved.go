package render

import (
	"html"

	"gloss/internal/annotate"
)

// unresolved marks a reference that the site could not answer, and reports whether it is one
// that a reader would miss. A build never writes such a page; a server shows it.
func (sp *splicer) unresolved(h annotate.Hole, ref *annotate.Ref) bool {
	const open, end = `<mark class="unresolved">`, "</mark>"
	switch ref.Kind {
	case annotate.RefLink, annotate.RefTerm:
		switch {
		case !sp.show.Links:
		case h.Side == annotate.Open:
			sp.str(open)
		default:
			sp.str(end)
		}
	case annotate.RefNote:
		if sp.show.Notes {
			name := sp.doc.Marked[ref.Index]
			label := name.Label
			if name.Article != "" {
				label = name.Article + ":" + label
			}
			sp.str(open + "[^" + html.EscapeString(label) + "]" + end)
		}
	case annotate.RefImage:
		sp.str(open + html.EscapeString(sp.doc.Images[ref.Index].Alt) + end)
	default:
		return false
	}
	return true
}
