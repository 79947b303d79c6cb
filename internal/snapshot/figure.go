package snapshot

import (
	"strconv"
	"strings"
)

// figure is a number, sum, percentage or date in a text, or a number that belongs to a
// name.
type figure struct {
	extent
	from, to int      // its tokens
	amounts  []amount // what it can mean; nil for a date or a name
	days     []day    // what it can mean, as a date
	name     string   // "shahed136", for a number that is part of a name
	words    bool     // written in words
	plain    numeral
}

// figures returns the figures in a text, in order.
func figures(ts []token) []figure {
	var all []figure
	free := 0 // the tokens before belong to figures
	for i := 0; i < len(ts); {
		found := readFigure(ts, i, free)
		if len(found) == 0 {
			i++
			continue
		}
		for j := range found {
			f := &found[j]
			f.off, f.end = ts[f.from].off, ts[f.to-1].end
		}
		all = append(all, found...)
		i = found[len(found)-1].to
		free = i
	}
	share(ts, all)
	return all
}

// readFigure reads what begins at ts[i]: nothing, one figure, or several that share a part.
// What stands before it belongs to it no further back than ts[free].
func readFigure(ts []token, i, free int) []figure {
	t := ts[i]
	if i > 0 && (ts[i-1].text == "¶" || ts[i-1].text == "§") {
		return []figure{{from: i, to: i + 1}} // a place in a text
	}
	if name, from := nameAt(ts, i); name != "" {
		to := i + 1
		if to < len(ts) && ts[to].glued && ts[to].kind == word {
			to++
		}
		return []figure{{from: from, to: to, name: name, plain: numeral{whole: t.text}}}
	}
	if ds, to := readDates(ts, i); to > i {
		if len(ds) == 2 && ds[0].month != ds[1].month {
			return []figure{{from: i, to: to, days: ds}} // one date that can be read in two ways
		}
		var fs []figure
		for _, d := range ds {
			fs = append(fs, figure{from: i, to: to, days: []day{d}})
		}
		return fs
	}
	switch {
	case t.kind == digits:
		if fs := years(ts, i); fs != nil {
			return fs
		}
		return []figure{sum(ts, i, free, readDigits(ts, i), false)}
	case t.kind == word:
		if value, ok := decades[strings.ToLower(t.text)]; ok {
			return []figure{{from: i, to: i + 1, amounts: []amount{{value, "decade"}}, words: true}}
		}
		if n, ok := readWords(ts, i); ok {
			return []figure{sum(ts, i, free, n, true)}
		}
	}
	return nil
}

// nameAt returns the name that the digits at ts[i] are part of, "KN-24", "Su-35", "G7", and
// the token at which it begins.
func nameAt(ts []token, i int) (name string, from int) {
	if ts[i].kind != digits || !ts[i].glued {
		return "", i
	}
	j := i - 1
	if ts[j].kind == dash && j > 0 && ts[j].glued {
		j--
	}
	if !ts[j].upper() || ts[j].is("mid", "pre", "post", "now", "early", "late", "us") {
		return "", i
	}
	if m, _ := monthAt(ts, j); m > 0 {
		return "", i // "20 January–25 February"
	}
	return strings.ToLower(ts[j].text) + ts[i].text, j
}

// decades are the words for them, by the last two digits of their years.
var decades = map[string]string{
	"twenties": "20", "thirties": "30", "forties": "40", "fifties": "50", "sixties": "60", "seventies": "70", "eighties": "80", "nineties": "90",
}

// years reads what is made of years: "1990s", "’90s", "2017-18".
func years(ts []token, i int) []figure {
	t := ts[i]
	next := func(n int) token {
		if i+n < len(ts) {
			return ts[i+n]
		}
		return token{}
	}
	if next(1).text == "s" && strings.HasSuffix(t.text, "0") && (len(t.text) == 4 || len(t.text) == 2) {
		decade := figure{from: i, to: i + 2, amounts: []amount{{t.text, "decade"}}}
		if !next(1).glued && len(t.text) == 4 { // "in 2020’s vote" it is a year
			decade.amounts = append(decade.amounts, amount{numeral{whole: t.text}.value(), ""})
		}
		return []figure{decade}
	}
	joined := next(1)
	if !isYear(t.text) || joined.kind != dash && joined.text != "/" || !joined.glued || !next(2).glued || next(2).kind != digits || len(next(2).text) != 2 || next(2).text <= t.text[2:] {
		return nil
	}
	second := numeral{whole: t.text[:2] + next(2).text}
	return []figure{
		{from: i, to: i + 1, amounts: []amount{{numeral{whole: t.text}.value(), ""}}},
		{from: i + 2, to: i + 3, amounts: []amount{{second.value(), ""}}},
	}
}

// currencies are the signs, codes and words of currencies.
var currencies = map[string]string{
	"$": "$", "€": "€", "£": "£", "¥": "¥", "₽": "₽", "₹": "₹", "usd": "$", "eur": "€", "gbp": "£", "pound": "£", "pounds": "£",
	"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "rouble": "₽", "roubles": "₽", "ruble": "₽", "rubles": "₽",
	"yuan": "yuan", "yen": "¥", "rupee": "₹", "rupees": "₹", "dirham": "dirham", "dirhams": "dirham",
	"franc": "franc", "francs": "franc", "rial": "rial", "rials": "rial",
}

func currencyOf(t token) string { return currencies[strings.ToLower(t.text)] }

// sum takes in what stands around a number and says what it counts.
func sum(ts []token, i, free int, n numeral, words bool) figure {
	n = multiply(n, ts)
	f := figure{from: i, plain: n, words: words}
	unit := ""
	if i > free {
		if unit = currencyOf(ts[i-1]); unit != "" {
			f.from = i - 1
		}
	}
	glyph := 0
	if n.to < len(ts) && ts[n.to].glued {
		switch t := ts[n.to]; {
		case t.is("st", "nd", "rd", "th"):
			n.to++
		case glyphs[strings.ToLower(t.text)] > 0:
			glyph = glyphs[strings.ToLower(t.text)]
			n.to++
		}
	}
	if unit == "" {
		unit, n.to = unitAt(ts, n.to)
	}
	f.to = n.to
	f.amounts = []amount{{n.value(), unit}}
	if glyph > 0 {
		n.power += glyph
		f.plain = n
		if big := (amount{n.value(), unit}); unit != "" {
			f.amounts = []amount{big}
		} else {
			f.amounts = append(f.amounts, big) // "96m" may be metres
		}
	}
	return f
}

// unitAt reads a unit behind a number: "%", "per cent", "dollars", "US dollars", "-dollar".
func unitAt(ts []token, i int) (unit string, to int) {
	for j := i; j < min(len(ts), i+5); j++ {
		switch t := ts[j]; {
		case t.text == "%" || t.is("percent", "percentage", "pc"):
			return "%", j + 1
		case t.is("per") && j+1 < len(ts) && ts[j+1].is("cent"):
			return "%", j + 2
		case currencyOf(t) != "" && (t.kind == word || t.glued || j+1 == len(ts) || ts[j+1].kind != digits):
			return currencyOf(t), j + 1
		case t.kind == dash, t.is("us", "u", "s", "american", "."):
		default:
			return "", i
		}
	}
	return "", i
}

// share lets two figures that are joined, as in "$20 to 30 million" and "70 to 80 %", have
// each other's multiplier and unit.
func share(ts []token, all []figure) {
	for i := 1; i < len(all); i++ {
		a, b := &all[i-1], &all[i]
		if a.amounts == nil || b.amounts == nil || a.to+1 != b.from || ts[a.to].kind != dash && !ts[a.to].is("to", "and", "or") {
			continue
		}
		unit := func(f *figure) string { return f.amounts[0].unit }
		if unit(a) == "decade" || unit(b) == "decade" {
			continue
		}
		if unit(b) == "" && unit(a) != "" {
			b.counts(unit(a))
		} else if unit(a) == "" && unit(b) != "" {
			a.counts(unit(b))
		}
		if a.plain.power == 0 && b.plain.power > 0 {
			big := a.plain
			big.power = b.plain.power
			a.amounts = append(a.amounts, amount{big.value(), ""}, amount{big.value(), unit(a)}, amount{big.value(), unit(b)})
		}
	}
}

// counts adds that the figure can be of a unit.
func (f *figure) counts(unit string) {
	for _, a := range f.amounts {
		f.amounts = append(f.amounts, amount{a.value, unit})
	}
}

// small reports whether a figure is a number word that need not be looked for: up to twelve
// such words count as prose.
func (f *figure) small() bool {
	if !f.words || f.amounts[0].unit != "" || f.plain.power != 0 {
		return false
	}
	n, _ := strconv.Atoi(f.plain.whole)
	return n <= 12
}
