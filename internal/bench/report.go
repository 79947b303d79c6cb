package bench

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/template"
	"time"
)

// Report is what one run measured.
type Report struct {
	Machine Machine
	Gloss   string // its version
	Rounds  int
	Timeout time.Duration
	Sizes   []Size   // ascending
	Profile *Profile // of Gloss, at the largest size that was measured with more than one run; may be nil
}

// Size is the corpus of one size and how the contenders fared.
type Size struct {
	Articles int
	Files    int   // of the corpus
	Bytes    int64 // of the corpus
	Rows     []Row
}

// Row is a contender at one size.
type Row struct {
	Name     string
	Samples  []Sample
	TimedOut bool // then Samples may be empty
}

// Sample is one run of a program.
type Sample struct {
	Wall, User, System time.Duration
	Peak               int64 // bytes resident
	Files              int   // written
	Bytes              int64 // written
}

// Once reports that some size was measured with one run where others had more.
func (r *Report) Once() bool {
	return r.Rounds > 1 && slices.ContainsFunc(r.Sizes, func(s Size) bool { return s.Articles > largest })
}

// row returns the measured row of that name, or nil.
func (s *Size) row(name string) *Row {
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Name == name && !r.TimedOut && len(r.Samples) > 0 {
			return r
		}
	}
	return nil
}

// of returns the least, the median and the greatest of what f says of the samples.
func of[T cmp.Ordered](r *Row, f func(*Sample) T) (least, median, greatest T) {
	values := make([]T, len(r.Samples))
	for i := range r.Samples {
		values[i] = f(&r.Samples[i])
	}
	slices.Sort(values)
	return values[0], values[(len(values)-1)/2], values[len(values)-1]
}

func median[T cmp.Ordered](r *Row, f func(*Sample) T) T {
	_, m, _ := of(r, f)
	return m
}

func wall(s *Sample) float64   { return s.Wall.Seconds() }
func memory(s *Sample) float64 { return float64(s.Peak) / (1 << 20) }

//go:embed report.md
var reportText string

// Markdown writes the report.
func (r *Report) Markdown(w io.Writer) error {
	t := template.Must(template.New("report.md").Funcs(template.FuncMap{
		"table": table, "percent": func(p float64) string { return fmt.Sprintf("%.0f %%", p) }, "growth": growth, "thousands": thousands, "megabytes": megabytes,
		"hugo": func() string { return hugoVersion[1:] },
	}).Parse(reportText))
	return t.Execute(w, r)
}

// table has a line for each row of each size.
func table(r *Report) string {
	var b strings.Builder
	b.WriteString("| articles | | wall, s (least–most) | user, s | system, s | peak, MB | files | MB | time ÷ Hugo | memory ÷ Hugo | time ÷ floor |\n")
	b.WriteString("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for i := range r.Sizes {
		size := &r.Sizes[i]
		hugo, floor := size.row(hugoName), size.row(floorName)
		for k := range size.Rows {
			row := &size.Rows[k]
			fmt.Fprintf(&b, "| %s | %s ", thousands(size.Articles), row.Name)
			if size.row(row.Name) == nil {
				fmt.Fprintf(&b, "| over %v min |%s\n", r.Timeout.Minutes(), strings.Repeat(" |", 8))
				continue
			}
			least, mid, most := of(row, wall)
			fmt.Fprintf(&b, "| %s (%s–%s) | %s | %s | %.0f | %s | %s | %s | %s | %s |\n",
				seconds(mid), seconds(least), seconds(most),
				seconds(median(row, func(s *Sample) float64 { return s.User.Seconds() })),
				seconds(median(row, func(s *Sample) float64 { return s.System.Seconds() })),
				median(row, memory),
				thousands(median(row, func(s *Sample) int { return s.Files })),
				megabytes(median(row, func(s *Sample) int64 { return s.Bytes })),
				ratio(row, hugo, wall), ratio(row, hugo, memory), ratio(row, floor, wall))
		}
	}
	return b.String()
}

// ratio compares the medians of two rows.
func ratio(row, with *Row, f func(*Sample) float64) string {
	if with == nil || row == with || median(with, f) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", median(row, f)/median(with, f))
}

// growth says of each row how it grows between the two largest sizes: n articles take as
// much as n to the power of the figure.
func growth(r *Report) string {
	if len(r.Sizes) < 2 {
		return ""
	}
	from, to := &r.Sizes[len(r.Sizes)-2], &r.Sizes[len(r.Sizes)-1]
	var b strings.Builder
	fmt.Fprintf(&b, "\nFrom %s to %s articles (1 is linear growth, 2 is quadratic):\n\n", thousands(from.Articles), thousands(to.Articles))
	b.WriteString("| | exponent of time | exponent of memory |\n|---|---:|---:|\n")
	for i := range to.Rows {
		name := to.Rows[i].Name
		a, z := from.row(name), to.row(name)
		if a == nil || z == nil {
			continue
		}
		exponent := func(f func(*Sample) float64) string {
			less, more := median(a, f), median(z, f)
			if less <= 0 || more <= 0 {
				return "–"
			}
			return fmt.Sprintf("%.2f", math.Log(more/less)/math.Log(float64(to.Articles)/float64(from.Articles)))
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name, exponent(wall), exponent(memory))
	}
	return b.String()
}

// seconds has three digits that count.
func seconds(s float64) string {
	switch {
	case s < 1:
		return fmt.Sprintf("%.3f", s)
	case s < 10:
		return fmt.Sprintf("%.2f", s)
	}
	return fmt.Sprintf("%.1f", s)
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/(1<<20)) }

// thousands writes 12,345.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
