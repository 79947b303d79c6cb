package snapshot

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"gloss/internal/edtf"
)

// read shows the figures of a text: what each can mean, and its words.
func read(text string) string {
	var out []string
	for _, f := range figures(tokens(text)) {
		var means []string
		for _, a := range f.amounts {
			means = append(means, strings.TrimSpace(a.value+" "+a.unit))
		}
		for _, d := range f.days {
			means = append(means, fmt.Sprintf("%d-%d-%d", d.year, d.month, d.day))
		}
		if f.name != "" {
			means = append(means, f.name)
		}
		out = append(out, text[f.off:f.end]+" = "+strings.Join(means, " or "))
	}
	return strings.Join(out, "; ")
}

func TestFigures(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"no figure", ""},
		{"2000, 2,000, 2 000, 2\u00a0000, 2\u202f000, 2’000, two thousand", "2000 = 2e3; 2,000 = 2e3; 2 000 = 2e3; 2\u00a0000 = 2e3; 2\u202f000 = 2e3; 2’000 = 2e3; two thousand = 2e3"},
		{"in 2024, 100 ships", "2024 = 2024e0; 100 = 1e2"},
		{"1,234,567.50", "1,234,567.50 = 12345675e-1"},
		{"0.5 of 007", "0.5 = 5e-1; 007 = 7e0"},
		{"It was 5. Then 6.", "5 = 5e0; 6 = 6e0"},
		{"3.5 million, 3.5-million, 3500 thousand", "3.5 million = 35e5; 3.5-million = 35e5; 3500 thousand = 35e5"},
		{"a hundred and one; one hundred one; ninety-nine; half a million", "a hundred and one = 101e0; one hundred one = 101e0; ninety-nine = 99e0; half a million = 5e5"},
		{"two hundred and fifty thousand three hundred and six", "two hundred and fifty thousand three hundred and six = 250306e0"},
		{"fifteen hundred; two dozen; a dozen; dozens; hundreds of thousands", "fifteen hundred = 15e2; two dozen = 24e0; a dozen = 12e0"},
		{"a ship and one or two", "one = 1e0; two = 2e0"},
		{"one and a half million, two and a half, a million and a half, twenty and a half", "one and a half million = 15e5; two and a half = 25e-1; a million and a half = 15e5; twenty = 2e1"},
		{"a hundred and a half", "a hundred = 1e2"},
		{"2½ million, 0.5 ½, 10¼ %", "2½ million = 25e5; 0.5 = 5e-1; 10¼ % = 1025e-2 %"},
		{"two to three thousand, five or six hundred thousand", "two = 2e0 or 2e3 or 2e3 or 2e3; three thousand = 3e3; five = 5e0 or 5e3 or 5e3 or 5e3; six hundred thousand = 6e5"},
		{"5 lakh, two crore, 2 mln", "5 lakh = 5e5; two crore = 2e7; 2 mln = 2e6"},
		{"the twentieth century, the 20th-century, the twenty-first", "twentieth = 2e1; 20th = 2e1; twenty-first = 21e0"},
		{"the now-120-member forum", "120 = 12e1"},
		{"a 2 500km range", "2 500 = 25e2"},

		{"$193,000, $193 000, US$193k, 193,000 US dollars, 193,000-dollar, USD 193,000", "$193,000 = 193e3 $; $193 000 = 193e3 $; $193k = 193e3 $; 193,000 US dollars = 193e3 $; 193,000-dollar = 193e3 $; USD 193,000 = 193e3 $"},
		{"in 2024 300 came; 007 500; 12, 500; 12,50; 12:500; 12 ,500; 12 “500”; 12 5000", "2024 = 2024e0; 300 = 3e2; 007 = 7e0; 500 = 5e2; 12 = 12e0; 500 = 5e2; 12 = 12e0; 50 = 5e1; 12 = 12e0; 500 = 5e2; 12 = 12e0; 500 = 5e2; 12 = 12e0; 500 = 5e2; 12 = 12e0; 5000 = 5e3"},
		{"5 .5; 5. 5; 5.x; 5 ½", "5 = 5e0; 5 = 5e0; 5 = 5e0; 5 = 5e0; 5 = 5e0; 5 = 5e0"},
		{"half the million, half a hundred, half a dozen, half a six", "half a hundred = 5e1; half a dozen = 6e0; six = 6e0"},
		{"twenty-five, twenty–five, twenty – five, twenty- five, twenty-, twenty and five, a million – five", "twenty-five = 25e0; twenty–five = 25e0; twenty = 2e1; five = 5e0; twenty = 2e1; five = 5e0; twenty = 2e1; twenty = 2e1; five = 5e0; a million = 1e6; five = 5e0"},
		{"five-hundred, five-six, twenty-eleven, twenty thirty, five six, a hundred twenty and five", "five-hundred = 5e2; five = 5e0; six = 6e0; twenty = 2e1; eleven = 11e0; twenty = 2e1; thirty = 3e1; five = 5e0; six = 6e0; a hundred twenty = 12e1; five = 5e0"},
		{"two or a half, twenty thirtieth, five sixth, two hundredth five, two hundred dozen, the dozen", "two = 2e0; twenty = 2e1; thirtieth = 3e1; five = 5e0; sixth = 6e0; two hundredth = 2e2; five = 5e0; two hundred = 2e2"},
		{"two thousand million, a million thousand, the million", "two thousand million = 2e9; a million thousand = 1e9"},
		{"half a day, half of a million, two and the half, and a half, one and a quarter", "a million = 1e6; two = 2e0; one = 1e0"},

		{"£3m, 3 million pounds", "£3m = 3e6 £; 3 million pounds = 3e6 £"},
		{"85pc, 85 pc", "85pc = 85e0 %; 85 pc = 85e0 %"},
		{"20 €; 20 €30; 20€ 30; 20 dollars 30", "20 € = 2e1 €; 20 = 2e1; €30 = 3e1 €; 20€ = 2e1 €; 30 = 3e1; 20 dollars = 2e1 $; 30 = 3e1"},
		{"20,000 US-dollars, 5 tall dollars, $5 a dollar", "20,000 US-dollars = 2e4 $; 5 = 5e0; $5 = 5e0 $"},
		{"5 per ship, 30 US cent, 5 per", "5 = 5e0; 30 = 3e1; 5 = 5e0"},
		{"96 m long, $20–30m, 5–6m", "96 = 96e0; $20 = 2e1 $ or 2e7 or 2e7 $ or 2e7; 30m = 3e1 or 3e7 or 3e1 $ or 3e7 $; 5 = 5e0 or 5e6 or 5e6 or 5e6; 6m = 6e0 or 6e6"},
		{"$5 to 6 %, 2 thousand to 3 million, 20 to some 30 million", "$5 = 5e0 $; 6 % = 6e0 %; 2 thousand = 2e3; 3 million = 3e6; 20 = 2e1; 30 million = 3e7"},
		{"a KN-24 or 30 million, the 1990s to 5 million, 5 or 1990s", "KN-24 = kn24; 30 million = 3e7; 1990s = 1990 decade; 5 million = 5e6; 5 = 5e0; 1990s = 1990 decade"},
		{"€1.2bn, 1.2 billion euros", "€1.2bn = 12e8 €; 1.2 billion euros = 12e8 €"},
		{"96m", "96m = 96e0 or 96e6"},
		{"$20 to 30 million", "$20 = 2e1 $ or 2e7 or 2e7 $ or 2e7; 30 million = 3e7 or 3e7 $"},
		{"85 %, 85%, 85 per cent, 85 percent, eighty-five per cent, 85-percent", "85 % = 85e0 %; 85% = 85e0 %; 85 per cent = 85e0 %; 85 percent = 85e0 %; eighty-five per cent = 85e0 %; 85-percent = 85e0 %"},
		{"70–80 %", "70 = 7e1 or 7e1 %; 80 % = 8e1 %"},

		{"17 January 2025; January 17, 2025; Jan. 17, 2025; 17th of January, 2025; 2025-01-17", "17 January 2025 = 2025-1-17; January 17, 2025 = 2025-1-17; Jan. 17, 2025 = 2025-1-17; 17th of January, 2025 = 2025-1-17; 2025-01-17 = 2025-1-17"},
		{"17.1.2025, 3/4/2025", "17.1.2025 = 2025-1-17; 3/4/2025 = 2025-4-3 or 2025-3-4"},
		{"January 2025, January's, in May, by March 2025", "January 2025 = 2025-1-0; January's = 0-1-0; May = 0-5-0; March 2025 = 2025-3-0"},
		{"(in Sept) 5 ships; Sept. 5", "Sept = 0-9-0; 5 = 5e0; Sept. 5 = 0-9-5"},
		{"January 0; 32 January; January 5 St Petersburg", "January = 0-1-0; 0 = 0; 32 = 32e0; January = 0-1-0; January 5 = 0-1-5"},
		{"January of 2025; a March 2025 poll", "January of 2025 = 2025-1-0; March 2025 = 2025-3-0"},
		{"in January 3500 came, in January 0800 hours", "January = 0-1-0; 3500 = 35e2; January = 0-1-0; 0800 = 8e2"},
		{"in January 1,200 ships, in January 3.5 kg, in January 30km", "January = 0-1-0; 1,200 = 12e2; January = 0-1-0; 3.5 = 35e-1; January = 0-1-0; 30 = 3e1"},
		{"in January 20 % fell", "January = 0-1-0; 20 % = 2e1 %"},
		{"17:1:2025; 17/1-2025; 1,2,2025; 17/a/2025; 17. 1. 2025", "17 = 17e0; 1 = 1e0; 2025 = 2025e0; 17 = 17e0; 1 = 1e0; 2025 = 2025e0; 1 = 1e0; 2 = 2e0; 2025 = 2025e0; 17 = 17e0; 2025 = 2025e0; 17 = 17e0; 1 = 1e0; 2025 = 2025e0"},
		{"2025-01-32; 2025-01-0; 2025-00-17; 2025-13-17", "2025 = 2025e0; 01 = 1e0; 32 = 32e0; 2025 = 2025e0; 01 = 1e0; 0 = 0; 2025 = 2025e0; 00 = 0; 17 = 17e0; 2025 = 2025e0; 13 = 13e0; 17 = 17e0"},
		{"January 4 to 6 February", "January 4 = 0-1-4; 6 February = 0-2-6"},
		{"20 before 21 January; 20 and January", "20 = 2e1; 21 January = 0-1-21; 20 = 2e1; January = 0-1-0"},
		{"in march order, by may or jan.", ""},
		{"May he march. March on, 5 May.", "5 May = 0-5-5"},
		{"4–6 January; January 4 to 6", "4–6 January = 0-1-4; 4–6 January = 0-1-6; January 4 to 6 = 0-1-4; January 4 to 6 = 0-1-6"},
		{"20, 21 and 22 January", "20, 21 and 22 January = 0-1-20; 20, 21 and 22 January = 0-1-21; 20, 21 and 22 January = 0-1-22"},
		{"January 20, 21 and 22, 2025", "January 20, 21 and 22, 2025 = 2025-1-20; January 20, 21 and 22, 2025 = 2025-1-21; January 20, 21 and 22, 2025 = 2025-1-22"},
		{"on January 20, 21 people; in January 20, 21 and 22 per cent", "January 20 = 0-1-20; 21 = 21e0; January 20 = 0-1-20; 21 = 21e0 or 21e0 %; 22 per cent = 22e0 %"},
		{"20 January–25 February 2025; 20 January–3 March", "20 January = 0-1-20; 25 February 2025 = 2025-2-25; 20 January = 0-1-20; 3 March = 0-3-3"},
		{"between 20 January and 25 February 2025", "20 January = 0-1-20; 25 February 2025 = 2025-2-25"},
		{"in January 20 million came", "January = 0-1-0; 20 million = 2e7"},
		{"2017-18, 2017–2018, 2017/18", "2017 = 2017e0; 18 = 2018e0; 2017 = 2017e0; 2018 = 2018e0; 2017 = 2017e0; 18 = 2018e0"},
		{"the 1990s, the ’90s, the nineties", "1990s = 1990 decade; 90s = 90 decade; nineties = 90 decade"},
		{"100s of ships, the 90’s", "100 = 1e2; 90’s = 90 decade"},
		{"2025-01; 2017-er; 2017- 18; 2017 -18; 2017.18", "2025 = 2025e0; 01 = 1e0; 2017 = 2017e0; 2017 = 2017e0; 18 = 18e0; 2017 = 2017e0; 18 = 18e0; 2017.18 = 201718e-2"},
		{"in 2020’s vote, 2024’s", "2020’s = 2020 decade or 202e1; 2024 = 2024e0"},

		{"KN-24, Su-35s, G7 and a pre-2015 mid-1990s", "KN-24 = kn24; Su-35s = su35; G7 = g7; 2015 = 2015e0; 1990s = 1990 decade"},
		{"Mid-1990s, Pre-2015, the then-120 members, a day-24", "1990s = 1990 decade; 2015 = 2015e0; 120 = 12e1; 24 = 24e0"},
		{"-24; A/24; in Moscow –24 ships", "24 = 24e0; 24 = 24e0; 24 = 24e0"},
		{"¶6 and ¶ 7 say 8, and §9", "6 = ; 7 = ; 8 = 8e0; 9 = "},
	} {
		if got := read(tc.text); got != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
		}
	}
}

// inWords spells a number.
func inWords(n int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n < 20:
		return small[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + small[n%10]
	}
	for _, p := range []struct {
		size int
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}, {100, "hundred"}} {
		if n < p.size {
			continue
		}
		s := inWords(n/p.size) + " " + p.word
		if rest := n % p.size; rest > 0 && rest < 100 {
			s += " and " + inWords(rest)
		} else if rest > 0 {
			s += " " + inWords(rest)
		}
		return s
	}
	panic("unreachable")
}

// grouped writes a number with a mark between its thousands.
func grouped(n int, mark string) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// A number is the same however it is written.
func FuzzNumber(f *testing.F) {
	for _, n := range []uint64{0, 7, 13, 100, 101, 2000, 12500, 193000, 1_750_000_000, 999_999_999_999, 1_000_000_000_001} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, u uint64) {
		n := int(u % 1e15)
		want := numeral{whole: strconv.Itoa(n)}.value()
		for _, form := range []string{strconv.Itoa(n), grouped(n, ","), grouped(n, " "), grouped(n, "\u00a0"), grouped(n, "\u202f"), grouped(n, "'"), inWords(n)} {
			fs := figures(tokens("They count " + form + " of them."))
			if len(fs) != 1 || len(fs[0].amounts) != 1 || fs[0].amounts[0] != (amount{want, ""}) {
				t.Errorf("%q is read as %s, want %s", form, read(form), want)
			}
		}
	})
}

// A day is the same however it is written, and another day never is.
func TestDays(t *testing.T) {
	names := strings.Fields("January February March April May June July August September October November December")
	for m := 1; m <= 12; m++ {
		for d := 1; d <= 31; d++ {
			name := names[m-1]
			for _, form := range []string{
				fmt.Sprintf("%d %s 2025", d, name), fmt.Sprintf("%s %d, 2025", name, d), fmt.Sprintf("%d %s 2025", d, name[:3]),
				fmt.Sprintf("%s. %d, 2025", name[:3], d), fmt.Sprintf("the %dth of %s 2025", d, name), fmt.Sprintf("2025-%02d-%02d", m, d),
			} {
				if strings.HasPrefix(form, "May.") {
					continue // no abbreviation
				}
				p := paragraphOf(form, edtf.Date{})
				for _, other := range []day{{2025, m, d, ""}, {0, m, d, ""}, {2025, m, 0, ""}, {2024, m, d, ""}, {2025, m%12 + 1, d, ""}, {2025, m, d%31 + 1, ""}} {
					want := (other.year != 2024) && other.month == m && (other.day == d || other.day == 0)
					if got := holds([]*paragraph{p}, &figure{days: []day{other}}); got != want {
						t.Errorf("%q is %v: %v", form, other, got)
					}
				}
			}
		}
	}
}

func paragraphOf(text string, published edtf.Date) *paragraph {
	ts := tokens(text)
	o := &original{period: periodOf(published)}
	return &paragraph{of: o, tokens: ts, facts: factsOf(ts, o.period)}
}

// What a source leaves to its date: the year, and the day itself.
func TestFollows(t *testing.T) {
	for _, tc := range []struct{ published, source, digest, want string }{
		{"2025-02-26", "on January 17", "17 January 2025", "yes"},
		{"2025-02-26", "on January 17", "17 January 2024", "no"},
		{"2025-02-26", "on January 17", "2025", "yes"},
		{"2025-02-26", "on January 17, 2024", "17 January 2025", "no"},
		{"2025-02-26", "on January 17", "18 January 2025", "no"},
		{"2025-02-26", "on January 17", "17 March 2025", "no"},
		{"2025-02-26", "on January 17", "January 2025", "yes"},
		{"2025-02-26", "in January, as in December", "January 2024", "no"},
		{"2025-02-26", "in January, as in 2024", "January 2024", "yes"},
		{"2025-02-26", "on January 17 and on June 3, 2024", "17 January 2024", "yes"},
		{"2025-02-26", "last week", "2024", "no"},
		{"2025-02-26", "nothing", "26 February 2024", "no"},
		{"2025-02-26", "the last nine months", "December", "no"},
		{"2025-11-26", "the first nine months", "September", "yes"},
		{"2025/..", "in March", "March 2024", "no"},
		{"", "He came this year", "0", "no"},
		{"2025-02-26", "in December", "December 2024", "yes"},
		{"2025-02-26", "in December", "December 2023", "no"},
		{"2025-02-26", "last June", "June 2024", "yes"},
		{"2025-02-26", "next June", "June 2026", "yes"},
		{"2025-02-26", "next January", "January 2026", "yes"},
		{"2025-02-26", "last January", "January 2024", "yes"},
		{"2025-02-26", "He came last year", "2024", "yes"},
		{"2025-02-26", "He came last year", "2023", "no"},
		{"2025-02-26", "this year’s vote", "2025", "yes"},
		{"2025-02-26", "next year", "2026", "yes"},
		{"2025-02-26", "nothing", "2025", "no"},
		{"2025-02-26", "nothing", "26 February 2025", "yes"},
		{"2025-02-26", "nothing", "27 February 2025", "no"},
		{"2025-02-26", "nothing", "in February", "yes"},
		{"[2025-02-25..2025-03-03]", "nothing", "1 March", "yes"},
		{"[2025-02-25..2025-03-03]", "nothing", "4 March", "no"},
		{"2025", "nothing", "in March", "no"},
		{"2025", "in March", "March 2025", "yes"},
		{"", "in March", "March 2025", "no"},
		{"2015/2025", "in March", "March 2020", "no"},
		{"", "On 26 August 2015; that September", "September 2015", "yes"},
		{"", "in the first nine months of 2024", "September 2024", "yes"},
		{"", "in the first nine months of 2024", "October 2024", "no"},
		{"", "for nine months of 2024", "September 2024", "no"},
		{"", "the first nine ships of 2024", "September 2024", "no"},
		{"", "the first few months of 2024", "January 2024", "no"},
		{"", "the last 13 months of 2024", "December 2024", "no"},
		{"", "in the last 2 months of 2024", "from November to December 2024", "yes"},
	} {
		published, err := edtf.Parse(tc.published)
		if err != nil && tc.published != "" {
			t.Fatal(err)
		}
		p := []*paragraph{paragraphOf(tc.source, published)}
		got := "yes"
		for _, f := range figures(tokens(tc.digest)) {
			if !holds(p, &f) {
				got = "no"
			}
		}
		if got != tc.want {
			t.Errorf("published %q, %q: is it %q? %s", tc.published, tc.source, tc.digest, got)
		}
	}
}

// Units and forms that a paragraph holds or not.
func TestHolds(t *testing.T) {
	for _, tc := range []struct{ source, digest, want string }{
		{"two to three thousand", "2,000 to 3,000", "yes"},
		{"two to three thousand", "2,000,000", "no"},
		{"1.5 million", "one and a half million", "yes"},
		{"in 2020’s vote", "2020", "yes"},
		{"20, 21 and 22 January", "20 January", "yes"},
		{"20, 21 and 22 January", "23 January", "no"},
		{"20 January–25 February", "25 February", "yes"},
		{"a range of 2 000\u202f–\u202f2\u00a0500km", "2,500 km", "yes"},
		{"$20,000", "€20,000", "no"},
		{"$20,000", "20,000", "yes"},
		{"20,000", "$20,000", "no"},
		{"$5, then 20,000", "$20,000", "yes"},
		{"70 %", "70", "no"},
		{"70", "70 %", "no"},
		{"between 70 and 80 per cent", "70 %", "yes"},
		{"the 1990s", "the ’90s", "yes"},
		{"the ’90s", "the 1990s", "yes"},
		{"the nineties", "the 1890s", "yes"},
		{"the 1990s", "the 1890s", "no"},
		{"the 1990s", "1990", "no"},
		{"1990", "the 1990s", "no"},
		{"17 500 ships", "17 ships", "yes"}, // it may be two numbers
		{"$17 500", "$17", "yes"},
		{"17,500 ships", "500 ships", "no"},
		{"on 20 January 2025", "20 ships", "no"},
		{"$1,200", "1,200", "yes"},
		{"$5, then 1,200", "$1,200", "yes"},
		{"17 January 2024, not in 2025", "17 January 2025", "no"},
		{"the KN-24", "KN-24s", "yes"},
		{"the KN-24", "KN-42", "no"},
		{"the KN-24", "24 rockets", "yes"},
		{"24 rockets", "KN-24", "no"},
	} {
		p := []*paragraph{paragraphOf(tc.source, edtf.Date{})}
		f := figures(tokens(tc.digest))
		got := "no"
		if holds(p, &f[0]) {
			got = "yes"
		}
		if got != tc.want {
			t.Errorf("%q: does it hold %q? %s", tc.source, tc.digest, got)
		}
	}
}

// Number words up to twelve are prose, unless they count money, shares or thousands.
func TestSmall(t *testing.T) {
	for text, want := range map[string]bool{
		"twelve": true, "two and a half": true, "thirteen": false, "12": false,
		"twelve per cent": false, "two dollars": false, "two million": false,
	} {
		if fs := figures(tokens(text)); len(fs) != 1 || fs[0].small() != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}
