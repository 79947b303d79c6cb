package annotate

import "gloss/internal/diag"

// checkSourced reports the blocks of a sourced article that rest on nothing: no locator of
// their own, of a block around or inside them, and not marked as background. What stands
// in a reported quotation or item is not reported again.
func (r *renderer) checkSourced() {
	if !r.opts.Sourced {
		return
	}
	blocks := r.doc.Blocks
	holds := make([]bool, len(blocks))    // a locator of its own or inside
	whole := make([]bool, len(blocks))    // rests on a locator of a block around
	reported := make([]bool, len(blocks)) // here or for the block around
	for i := range blocks {
		if !r.open[i].located {
			continue
		}
		for b := int32(i); b >= 0 && !holds[b]; b = blocks[b].Parent {
			holds[b] = true
		}
		k := blocks[i].Kind
		whole[i] = k == Table || k == Quote || k == List
	}
	for i, b := range blocks {
		inGroup := false // in a quotation or an item, a locator further on covers it
		if b.Parent >= 0 {
			whole[i] = whole[i] || whole[b.Parent]
			k := blocks[b.Parent].Kind
			inGroup = (k == Item || k == Quote) && holds[b.Parent]
			reported[i] = reported[b.Parent] && !(k == Item && b.Kind == List)
		}
		switch b.Kind {
		case Paragraph, Item, Table, Quote, Figure:
		default:
			continue
		}
		if b.Note >= 0 || b.Background || holds[i] || whole[i] || inGroup || reported[i] {
			continue
		}
		reported[i] = true
		r.report(diag.Warnf(r.doc.At(b.Pos), "locator-missing", "%s does not say what it rests on", b.Kind).
			WithHint("end it with {p=3}, with {p=none} if it rests on no source, or with {.background}"))
	}
}
