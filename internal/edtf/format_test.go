package edtf_test

import "testing"

var formats = []struct{ edtf, want string }{
	{"2015", "2015"},
	{"2015-07", "July 2015"},
	{"2015-07-14", "14 July 2015"},
	{"2015-07-04", "4 July 2015"},
	{"2022~", "c. 2022"},
	{"2022-02~", "c. February 2022"},
	{"2022-02?", "February 2022, uncertain"},
	{"2022-02%", "c. February 2022, uncertain"},
	{"202X", "the 2020s"},
	{"202X~", "c. the 2020s"},
	{"047X", "the 470s"},
	{"190X", "the decade 1900–1909"},
	{"000X", "the decade 1 BC–AD 9"},
	{"19XX", "the 20th century"},
	{"20XX", "the 21st century"},
	{"00XX", "the 1st century"},
	{"01XX", "the 2nd century"},
	{"02XX", "the 3rd century"},
	{"10XX", "the 11th century"},
	{"11XX", "the 12th century"},
	{"12XX?", "the 13th century, uncertain"},
	{"99XX", "the 100th century"},
	{"2004-XX", "2004"},
	{"1985-04-XX", "April 1985"},
	{"1985-XX-XX~", "c. 1985"},
	{"2025-21", "spring 2025"},
	{"2025-22", "summer 2025"},
	{"2025-23", "autumn 2025"},
	{"2025-24~", "c. winter 2025"},
	{"0079-08-24", "24 August AD 79"},
	{"0000", "1 BC"},
	{"-0043-03-15", "15 March 44 BC"},
	{"-1985", "1986 BC"},
	{"Y170000002", "170,000,002"},
	{"Y-170000002", "170,000,003 BC"},
	{"Y12024", "12,024"},

	{"2023-06/2024-09", "June 2023 to September 2024"},
	{"2017/2018", "2017 to 2018"},
	{"2025-02-25/2025-03-03", "25 February to 3 March 2025"},
	{"2025-05-03/2025-05-09", "3 to 9 May 2025"},
	{"2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"},
	{"2025-05-03/2026-05-09", "3 May 2025 to 9 May 2026"},
	{"2025-21/2025-23", "spring to autumn 2025"},
	{"2015/2015-07", "2015 to July 2015"},
	{"-0043-03-13/-0043-03-15", "13 to 15 March 44 BC"},
	{"2015-07/2015-07", "July 2015"},
	{"2015~/2015~", "c. 2015"},
	{"201X/202X", "the 2010s to the 2020s"},
	{"2015/..", "2015 onwards"},
	{"2015/", "from 2015, end unknown"},
	{"../2015", "until 2015"},
	{"/2025-09", "by September 2025"},
	{"2011~/2024-12", "c. 2011 to December 2024"},
	{"2011?/2015", "2011 (uncertain) to 2015"},
	{"2025-01?/2025-04%", "January to c. April 2025, both uncertain"},
	{"2015?/..", "2015 (uncertain) onwards"},
	{"/2015%", "by c. 2015 (uncertain)"},

	{"[..2022]", "by 2022"},
	{"[..2022~]", "by c. 2022"},
	{"[2025-02-25..]", "from 25 February 2025 on"},
	{"[2025-01-20..2025-02-25]", "between 20 January and 25 February 2025"},
	{"[2025-05-03..2025-05-09]", "between 3 and 9 May 2025"},
	{"[2022-02..2024-12]", "between February 2022 and December 2024"},
	{"[2015?]", "2015, uncertain"},
	{"[2015..2015]", "2015"},
	{"[1667,1668, 1670..1672]", "1667, 1668 or 1670–1672"},
	{"[1670..1672,1674]", "1670–1672 or 1674"},
	{"[2024-05,2024-06]", "May or June 2024"},
	{"[2025-05-03,2025-05-05,2025-05-07..2025-05-09]", "3, 5 or 7–9 May 2025"},
	{"[2025-02-25..2025-03-03,2025-05-09]", "25 February – 3 March or 9 May 2025"},
	{"[2015,2020-03..2020-04]", "2015 or March 2020 – April 2020"},
	{"[2015,2016..2017-04]", "2015 or 2016 – April 2017"},
	{"[..1667,1669,1670]", "1667 or earlier, 1669, or 1670"},
	{"[1667,1670..]", "1667, or 1670 or later"},
	{"[2015~,2016?]", "c. 2015 or 2016 (uncertain)"},
}

func TestFormat(t *testing.T) {
	for _, tt := range formats {
		if got := parse(t, tt.edtf).Format(); got != tt.want {
			t.Errorf("%s prints %q, want %q", tt.edtf, got, tt.want)
		}
	}
}

func TestPrecisionLabel(t *testing.T) {
	for s, want := range map[string]string{
		"2015-07-14":               "to the day",
		"2015-07":                  "to the month",
		"1985-04-XX":               "to the month",
		"2025-21":                  "to the season",
		"2015":                     "to the year",
		"202X":                     "to the decade",
		"20XX":                     "to the century",
		"2022-02~":                 "about the month",
		"2022-02?":                 "to the month, uncertain",
		"2022-02%":                 "about the month, uncertain",
		"2017/2018":                "a period",
		"2015/..":                  "open-ended",
		"2015/":                    "start only",
		"../2015":                  "end only",
		"/2025-09":                 "end only",
		"[..2022]":                 "latest date only",
		"[2022..]":                 "earliest date only",
		"[2015]":                   "to the year",
		"[1667,1668, 1670..1672]":  "one of several dates",
		"[2025-01-20..2025-02-25]": "between two dates",
	} {
		if got := parse(t, s).PrecisionLabel(); got != want {
			t.Errorf("%s is %q, want %q", s, got, want)
		}
	}
}

func TestHTML5(t *testing.T) {
	for s, want := range map[string]string{ // "" means that there is no valid form
		"2015":        "2015",
		"2015-07":     "2015-07",
		"2015-07-14":  "2015-07-14",
		"2015-07-14?": "2015-07-14",
		"2015~":       "2015",
		"0001":        "0001",
		"9999-12-31%": "9999-12-31",
		"0000":        "",
		"-1985":       "",
		"Y17000":      "",
		"202X":        "",
		"2004-XX":     "",
		"1985-04-XX":  "",
		"2025-21":     "",
		"2017/2018":   "",
		"2015/..":     "",
		"[2015]":      "",
		"[..2022]":    "",
	} {
		if got, ok := parse(t, s).HTML5(); got != want || ok != (want != "") {
			t.Errorf("%s is %q, %v, want %q", s, got, ok, want)
		}
	}
}
