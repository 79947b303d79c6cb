package edtf_test

import (
	"errors"
	"strings"
	"testing"

	"gloss/internal/edtf"
)

const (
	form  = "not written as year, year-month or year-month-day"
	howTo = `write a year, a month or a day, as in "2015", "2015-07", "2015-07-14"`
)

// refused holds what Parse does not read: the input, where the trouble begins,
// what is wrong and what to do.
var refused = []struct {
	in   string
	off  int
	msg  string
	hint string
}{
	// Nothing, or nothing like a date.
	{"", 0, "the date is empty", howTo},
	{" \n ", 0, "the date is empty", howTo},
	{"hello", 0, form, howTo},
	{"  someday in 2015", 2, form, howTo},
	{"-", 1, "the year is missing", howTo},
	{"?", 0, "the year is missing", howTo},
	{"\xff", 0, form, howTo},

	// Months and days.
	{"2017-18", 5, "18 is neither a month (01–12) nor a season (21–24)", `a span of two years is written "2017/2018"`},
	{"2024-25", 5, "25 is neither a month (01–12) nor a season (21–24)", `a span of two years is written "2024/2025"`},
	{"1999-00", 5, "00 is neither a month (01–12) nor a season (21–24)", `a span of two years is written "1999/2000"`},
	{"1914-18", 5, "18 is neither a month (01–12) nor a season (21–24)", `a span of years is written "1914/1918"`},
	{"2017-13", 5, "13 is neither a month (01–12) nor a season (21–24)", `seasons are 21 (spring), 22 (summer), 23 (autumn) and 24 (winter)`},
	{"2015-00", 5, "00 is neither a month (01–12) nor a season (21–24)", `write "2015" if the month is not known`},
	{"2025-13-05", 5, "13 is not a month (01–12)", `write "2025-05-13"`},
	{"2025-02-30", 8, "February has 28 days in 2025", "its last day is 28"},
	{"2024-02-30", 8, "February has 29 days in 2024", "its last day is 29"},
	{"2015-04-31", 8, "April has 30 days", "its last day is 30"},
	{"2015-04-00", 8, "days are counted from 01", `for a day that is not known write "XX", or the month alone`},
	{"2025-9", 5, `the month "9" needs two digits`, `write "2025-09"`},
	{"2025-9~", 5, `the month "9" needs two digits`, `write "2025-09~"`},
	{"2025-09-5", 8, `the day "5" needs two digits`, `write "2025-09-05"`},
	{"2025-9/2025-10", 5, `the month "9" needs two digits`, `write "2025-09/2025-10"`},
	{"[..2025-9]", 8, `the month "9" needs two digits`, `write "2025-09"`},
	{"2025-", 5, "the month is missing after the hyphen", `write "2025"`},
	{"2025-02-", 8, "the day is missing after the hyphen", `write "2025-02"`},
	{"2025-123", 5, `"123" is not a month`, howTo},
	{"2025-02-25-01", 8, `"25-01" is not a day`, howTo},
	{"2001-21-05", 8, "a season has no days", `write "2001-21"`},

	// Years.
	{"2015-2018", 5, `"2018" is not a month`, `write "2015/2018"`},
	{"15", 0, `the year "15" has 2 digits instead of four`, howTo},
	{"5", 0, `the year "5" has 1 digit instead of four`, howTo},
	{"476", 0, `the year "476" has 3 digits instead of four`, `write "0476"`},
	{"12024", 0, `the year "12024" has 5 digits instead of four`, `write "Y12024"`},
	{"20250225", 0, `the year "20250225" has 8 digits instead of four`, `write "2025-02-25"`},
	{"202502", 0, `the year "202502" has 6 digits instead of four`, `write "2025-02" or "Y202502"`},
	{"-0000", 0, "the year 0 has no sign", `write "0000"`},
	{"Y2015", 0, "Y is for years of more than four digits", `write "2015"`},
	{"Y-44", 0, "Y is for years of more than four digits", `write "-0044"`},
	{"Y017000", 1, "a year after Y does not begin with 0", `write "Y17000"`},
	{"Y17000-05", 6, "a year after Y has no month", `write "Y17000"`},
	{"Y-17E7", 4, "exponents and significant digits are not read", `write the digits of the year, as in "Y170000002"`},
	{"Y", 1, "a year after Y has digits only", `write it as in "Y170000002"`},
	{"Y1234567890", 1, "the year has more than nine digits", `stay within "Y-999999999" and "Y999999999"`},

	// Unspecified digits.
	{"2XXX", 1, "more than two unspecified digits in a year", `write a century, as in "20XX", or leave the date out`},
	{"202x", 3, form, `write "202X"`},
	{"199u", 3, form, `write "199X"`},
	{"-198X", 0, "unspecified digits in a year before 0", `write the span, as in "-1989/-1980"`},
	{"156X-12-25", 5, "a month after a year with unspecified digits", `write "156X"`},
	{"2004-1X", 5, `the month "1X" is unspecified in part`, `for a month that is not known write "XX"`},
	{"2004-12-2X", 8, `the day "2X" is unspecified in part`, `for a day that is not known write "XX"`},
	{"2004-XX-12", 8, "a day without its month", `write "2004-XX"`},

	// Marks.
	{"2022?~", 4, `a date has one mark: "?", "~", or "%" for both`, `write "2022%"`},
	{"2004?-06", 4, `the mark "?" stands at the end, for the whole date`, `write "2004-06?"`},
	{"2004-?06~", 5, `the mark "?" stands at the end, for the whole date`, `write "2004-06%"`},
	{"~2022", 0, `the mark "~" stands at the end, for the whole date`, `write "2022~"`},

	// Times.
	{"2015-07-14T10:00:00Z", 10, "times of day are not read", `write "2015-07-14"`},
	{"2015-07-14 10:00", 10, "times of day are not read", `write "2015-07-14"`},

	// Intervals.
	{"2016/2015", 5, "the interval ends before it begins", `write "2015/2016"`},
	{"2025-02-25~/2025-02-24", 12, "the interval ends before it begins", `write "2025-02-24/2025-02-25~"`},
	{"/", 0, "an interval needs a date on one side at least", `write "2015/.." for what has not ended, "/2015" for what ended then`},
	{"../..", 0, "an interval needs a date on one side at least", `write "2015/.." for what has not ended, "/2015" for what ended then`},
	{"2015/2016/2017", 9, "an interval has one slash", howTo},
	{"2015 / 2018", 4, form, `write "2015/2018"`},
	{"unknown/2006", 0, form, `write "/2006"`},
	{"2004/open", 5, form, `write "2004/.."`},
	{"2011/12", 5, `the year "12" has 2 digits instead of four`, `write "2011-12" or "2011/2012"`},
	{"2015/18", 5, `the year "18" has 2 digits instead of four`, `write "2015/2018"`},

	// Sets.
	{"{1667,1668}", 0, "braces mean all of the dates, and one statement has one date", `give each date its own statement, or write "[1667,1668]" for one of several dates`},
	{"[2016..2015]", 7, "the range ends before it begins", `put "2015" first`},
	{"[2015..2018", 11, "the closing bracket of the set is missing", `write "[2015..2018]"`},
	{"[2015]~", 6, "nothing may follow a set", `put marks such as "~" on the dates in it`},
	{"[]", 1, "a date is missing in the set", `write the set as "[1667,1668]"`},
	{"[1667, ,1668]", 7, "a date is missing in the set", `write the set as "[1667,1668]"`},
	{"[..]", 1, "the range has no date", `write "[..2022]" or "[2022..]"`},
	{"[1667,..1670]", 6, "a range without limit stands at the edge of a set", `begin the set with "..", or end it so`},
	{"[1667..,1670]", 1, "a range without limit stands at the edge of a set", `begin the set with "..", or end it so`},
	{"[..1667,1670..]", 0, "the set is open on both sides", `close it on one side, as in "[..1667,1670]"`},
	{"[2015/2016]", 5, "a set holds no intervals", `write a range in a set with two dots, as in "[1670..1672]"`},
	{"[1667, 166x]", 10, form, `write "[1667,166X]"`},
	{"2015..2018", 4, form, `write "[2015..2018]"`},
	{"1667,1668", 4, form, `write "[1667,1668]"`},

	// Dates as people write them.
	{"25 February 2025", 2, form, `write "2025-02-25"`},
	{"February 25th, 2025", 0, form, `write "2025-02-25"`},
	{"Tuesday, 25 Feb. 2025", 0, form, `write "2025-02-25"`},
	{"2025-Feb", 5, `"Feb" is not a month`, `write "2025-02"`},
	{"2025/02/25", 7, "an interval has one slash", `write "2025-02-25"`},
	{"25/02/2025", 5, "an interval has one slash", `write "2025-02-25"`},
	{"03/04/2025", 5, "an interval has one slash", `write "2025-04-03" or "2025-03-04"`},
	{"2025.02.25", 4, form, `write "2025-02-25"`},
	{"2025/02", 5, `the year "02" has 2 digits instead of four`, `write "2025-02"`},
	{"2015–2018", 4, form, `write "2015/2018"`},
	{"25 February to 3 March 2025", 2, form, `write "2025-02-25/2025-03-03"`},
	{"3–9 May 2025", 1, form, `write "2025-05-03/2025-05-09"`},
	{"between 20 January and 25 February 2025", 0, form, `write "[2025-01-20..2025-02-25]"`},
	{"by September 2025", 0, form, `write "[..2025-09]"`},
	{"since 2015", 0, form, `write "2015/.."`},
	{"until 2015", 0, form, `write "../2015"`},
	{"after 2015", 0, form, `write "[2015..]"`},
	{"c. 2022", 0, form, `write "2022~"`},
	{"perhaps February 2022", 0, form, `write "2022-02?"`},
	{"the 1990s", 0, form, `write "199X"`},
	{"1900s", 4, form, `write "190X" or "19XX"`},
	{"19th century", 2, form, `write "18XX"`},
	{"44 BC", 2, form, `write "-0043"`},
	{"1 BC", 1, form, `write "0000"`},
	{"Spring 2025", 0, form, `write "2025-21"`},
	{"fall 2025", 0, form, `write "2025-23"`},
	{"Q1 2025", 0, form, `write "2025-01/2025-03"`},
}

func TestErrors(t *testing.T) {
	for _, tt := range refused {
		d, err := edtf.Parse(tt.in)
		var e *edtf.Error
		if !errors.As(err, &e) {
			t.Errorf("%q: read as %q, error %v", tt.in, d.Format(), err)
			continue
		}
		if e.Msg != tt.msg || e.Hint != tt.hint || e.Off != tt.off || e.Input != tt.in || !d.IsZero() {
			t.Errorf("%q:\n got %d %s\n     %s\nwant %d %s\n     %s", tt.in, e.Off, e.Msg, e.Hint, tt.off, tt.msg, tt.hint)
		}
	}
}

func TestErrorText(t *testing.T) {
	_, err := edtf.Parse("2017-18")
	if got, want := err.Error(), `date "2017-18": 18 is neither a month (01–12) nor a season (21–24)`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	_, err = edtf.Parse("[" + strings.Repeat("é", 600) + "]")
	if got, want := err.Error(), `date "[`+strings.Repeat("é", 29)+`…": longer than 1000 bytes`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
