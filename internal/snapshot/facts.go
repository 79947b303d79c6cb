package snapshot

import (
	"slices"
	"strconv"

	"gloss/internal/edtf"
)

// facts are the figures of a paragraph. A date without a year has the years it can have, as
// one reads it on the day the source appeared.
type facts struct {
	amounts map[amount]bool // see addAmount
	days    []day           // with year 0 where none is given
	implied []day           // those without a year, with the years they can have
	names   map[string]bool
}

// period is when a source appeared, as closely as is known. The zero period is never.
type period struct{ from, to edtf.Day }

// periodOf returns the period of a date; where that is years it says nothing.
func periodOf(d edtf.Date) period {
	from, _ := d.Earliest() // year 0 where there is none
	to, ok := d.Latest()
	if !ok || to.Year > from.Year+1 {
		return period{}
	}
	return period{from, to}
}

// factsOf reads the figures of a paragraph.
func factsOf(ts []token, p period) facts {
	f := facts{amounts: map[amount]bool{}, names: map[string]bool{}}
	for _, fig := range figures(ts) {
		f.addFigure(ts, fig, p)
	}
	f.addPhrases(ts, p)
	return f
}

func (f *facts) addFigure(ts []token, fig figure, p period) {
	for _, a := range fig.amounts {
		f.addAmount(a)
	}
	if fig.name != "" {
		f.names[fig.name] = true
		f.addAmount(amount{fig.plain.value(), ""})
	}
	for _, d := range fig.days {
		f.addDay(d, p)
	}
	f.addApart(ts, fig)
}

// addAmount adds an amount. A sum is found without its currency too; "bare" marks numbers
// without any, as they are printed, an empty value a currency that the paragraph names, and
// "tail" the last two digits of a decade's years.
func (f *facts) addAmount(a amount) {
	f.amounts[a] = true
	switch {
	case a.unit == "decade":
		f.amounts[amount{a.value[len(a.value)-2:], "tail"}] = true
	case a.unit == "":
		f.amounts[amount{a.value, "bare"}] = true
	case a.unit != "%":
		f.amounts[amount{a.value, ""}] = true
		f.amounts[amount{"", a.unit}] = true
	}
}

// addApart adds the parts of "17 500", which may be two numbers.
func (f *facts) addApart(ts []token, fig figure) {
	var parts []amount
	for _, t := range ts[fig.from:fig.to] {
		if t.kind == digits && (!t.glued || parts == nil) {
			parts = append(parts, amount{numeral{whole: t.text}.value(), ""})
		}
	}
	if len(parts) > 1 && fig.days == nil {
		for _, a := range parts {
			f.addAmount(a)
		}
	}
}

func (f *facts) addDay(d day, p period) {
	f.days = append(f.days, d)
	if d.year != 0 {
		f.addAmount(yearAmount(d.year))
		return
	}
	for _, y := range p.years(d) {
		f.addYear(y)
		f.implied = append(f.implied, day{year: y, month: d.month, day: d.day})
	}
}

// addYear adds a year that follows from the source's date.
func (f *facts) addYear(y int) { f.amounts[yearAmount(y)] = true }

func yearAmount(y int) amount { return amount{numeral{whole: strconv.Itoa(y)}.value(), ""} }

// years returns the years that a month without one can be of: that of the source or, for a
// month that comes later in the year, the one before; "next" looks ahead.
func (p period) years(d day) []int {
	if p == (period{}) {
		return nil
	}
	var ys []int
	for y := p.from.Year; y <= p.to.Year; y++ {
		ys = append(ys, y)
	}
	switch {
	case d.near == "next":
		ys = append(ys, p.to.Year+1)
	case d.near == "last" || d.month > p.from.Month:
		ys = append(ys, p.from.Year-1)
	}
	return ys
}

// addPhrases adds what is dated in words: "last year", "the first nine months of 2024".
func (f *facts) addPhrases(ts []token, p period) {
	for i := 0; i+1 < len(ts); i++ {
		if ts[i+1].is("year", "year's") && p != (period{}) {
			for y := p.from.Year; y <= p.to.Year; y++ {
				switch {
				case ts[i].is("last"):
					f.addYear(y - 1)
				case ts[i].is("this"):
					f.addYear(y)
				case ts[i].is("next"):
					f.addYear(y + 1)
				}
			}
		}
		if !ts[i].is("first", "last") || i+2 >= len(ts) || !ts[i+2].is("months") {
			continue
		}
		n := cardinals[ts[i+1].text]
		if ts[i+1].kind == digits {
			n, _ = strconv.Atoi(ts[i+1].text)
		}
		y, _ := yearAt(ts, i+3)
		from, to := 1, n
		if ts[i].is("last") {
			from, to = 13-n, 12
		}
		if n < 1 || n > 12 || y == 0 && ts[i].is("last") { // "the last nine months" end when they end
			continue
		}
		f.addDay(day{year: y, month: from}, p)
		f.addDay(day{year: y, month: to}, p)
	}
}

// holds reports whether a figure stands in one of the paragraphs, in whatever form, or is
// the day on which the source appeared.
func holds(ps []*paragraph, fig *figure) bool {
	if fig.name != "" {
		return slices.ContainsFunc(ps, func(p *paragraph) bool { return p.facts.names[fig.name] })
	}
	for _, a := range fig.amounts {
		if slices.ContainsFunc(ps, func(p *paragraph) bool { return p.facts.hasAmount(a) }) {
			return true
		}
	}
	for _, d := range fig.days {
		for _, p := range ps {
			if p.facts.hasDay(d, ps) || p.of.period.holds(d) {
				return true
			}
		}
	}
	return false
}

func (f *facts) hasAmount(a amount) bool {
	switch {
	case f.amounts[a]:
		return true
	case a.unit == "decade" && len(a.value) == 4:
		return f.amounts[amount{a.value[2:], "decade"}]
	case a.unit == "decade":
		return f.amounts[amount{a.value, "tail"}]
	}
	// "$5 million, not the 3 million announced"
	return f.amounts[amount{"", a.unit}] && f.amounts[amount{a.value, "bare"}]
}

// hasDay reports whether the paragraph gives a date. A year may stand in another sentence,
// or in another of the paragraphs.
func (f *facts) hasDay(d day, ps []*paragraph) bool {
	for _, have := range f.days {
		if have.month != d.month || d.day != 0 && have.day != d.day {
			continue
		}
		if d.year == 0 || have.year == d.year {
			return true
		}
		if have.year == 0 && slices.ContainsFunc(ps, func(p *paragraph) bool { return p.facts.amounts[amount{yearAmount(d.year).value, "bare"}] }) {
			return true
		}
	}
	return slices.ContainsFunc(f.implied, func(have day) bool {
		return have.year == d.year && have.month == d.month && (d.day == 0 || have.day == d.day)
	})
}

// holds reports whether a date, given to the month at least, is when the source appeared.
func (p period) holds(d day) bool {
	if p.to.Year*12+p.to.Month > p.from.Year*12+p.from.Month+1 {
		return false
	}
	for y := p.from.Year; y <= p.to.Year; y++ {
		if d.year != 0 && d.year != y {
			continue
		}
		first, last := edtf.Day{Year: y, Month: d.month, Day: 1}, edtf.Day{Year: y, Month: d.month, Day: 31}
		if d.day != 0 {
			first.Day, last.Day = d.day, d.day
		}
		if first.Compare(p.to) <= 0 && last.Compare(p.from) >= 0 {
			return true
		}
	}
	return false
}
