package render

import "gloss/internal/site"

// MatrixView says of each pair of sources how often they meet and how often they disagree.
// There is one from three sources on.
type MatrixView struct {
	Heads []Source // of its columns: all sources but the last
	Rows  []MatrixRow
}

// MatrixRow is one source against those before it.
type MatrixRow struct {
	Source
	Cells []MatrixCell
}

// MatrixCell is a pair of sources.
type MatrixCell struct {
	Text  string // "3 of 8"; "" when they never meet
	Share int    // of disagreements among all, in four steps from 0
}

// matrix counts the relations between the sources that have most of them, nil when they are
// fewer than three.
func (r *Renderer) matrix(on site.PageID) *MatrixView {
	l := r.compared().sides
	n := len(l.articles)
	if n > 0 && l.articles[n-1] == others {
		n--
	}
	if n < 3 {
		return nil
	}
	var met, apart [maxLanes][maxLanes]int
	for i := range r.site.Relations {
		rel := &r.site.Relations[i]
		a, ok1 := l.of[r.site.Pages[rel.Subject.Page].Article]
		b, ok2 := l.of[r.site.Pages[rel.Object.Page].Article]
		if a, b = max(a, b), min(a, b); !ok1 || !ok2 || a >= n || a == b {
			continue
		}
		met[a][b]++
		if rel.Rel == "contradicts" {
			apart[a][b]++
		}
	}
	v := &MatrixView{}
	for a := range n {
		if a < n-1 {
			v.Heads = append(v.Heads, r.laneSource(on, l, a))
		}
		if a == 0 {
			continue
		}
		row := MatrixRow{Source: r.laneSource(on, l, a)}
		for b := range a {
			cell := MatrixCell{}
			if all := met[a][b]; all > 0 {
				cell = MatrixCell{Text: fill(r.words.MatrixCell, "n", itoa(apart[a][b]), "all", itoa(all)), Share: (4*apart[a][b] + all - 1) / all}
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
