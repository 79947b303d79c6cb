package render

import (
	"gloss/internal/annotate"
	"gloss/internal/edtf"
	"gloss/internal/site"
)

// What other packages say in the words of the interface.

// FlagsText is what is said of a dated statement: "planned when written".
func (w *Words) FlagsText(f annotate.Flags) []string { return w.flags(f) }

// PrecisionText says how closely a date is stated: "to the day".
func (w *Words) PrecisionText(d edtf.Date) string { return w.precision(d) }

// CiteText is what a passage of a page rests on in one source: "¶8–9".
func (w *Words) CiteText(s *site.Site, page site.PageID, c site.Cite) string {
	return w.describe(s, page, c).Text
}

// CorrectedOn says that something was corrected: "Corrected 3 May 2025."
func (w *Words) CorrectedOn(d edtf.Date) string { return fill(w.Corrected, "date", d.Format()) }

// NoteName is what the n-th note of a page is called: "note 3".
func (w *Words) NoteName(n int) string { return fill(w.NoteNumber, "n", itoa(n)) }
