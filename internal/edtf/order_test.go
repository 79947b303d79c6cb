package edtf_test

import (
	"cmp"
	"testing"

	"gloss/internal/edtf"
)

// TestCompare compares every pair of a list that is in order.
func TestCompare(t *testing.T) {
	want := []string{
		"Y-170000002",
		"-1985",
		"-0001-12-31",
		"0000",
		"19XX",
		"../1999", // by its last day
		"[..2014]",
		"2015-01-01",
		"2015-01-01~",
		"[2015-01-01..2015-01-15]",
		"2015-01",
		"2015-01?",
		"2015-01%",
		"2015-01~",
		"2015",
		"2015-XX",
		"2015~",
		"2015~/2015-12",
		"2015/2018",
		"2015/",
		"2015/..",
		"[2015..]",
		"2015-07-14",
		"2015-12-31",
		"2015-12-31/..",
		"/2015",
		"/2015~",
		"../2015",
		"[..2013,2015]",
		"[..2015]",
		"2025-01-20",
		"[2025-01-20..2025-02-25]",
		"[2025-01-20..2025-04-28]",
		"2025-21",
		"/2025-09",
		"2025-10",
		"2025-24",
		"2026",
		"Y17000",
	}
	ds := parseAll(t, want...)
	for i, a := range ds {
		for j, b := range ds {
			if got, want := edtf.Compare(a, b), cmp.Compare(i, j); got != want {
				t.Errorf("Compare(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
	}
}

var overlaps = []struct {
	a, b string
	want bool
}{
	{"2015", "2015-07-14", true},
	{"2015-07-14", "2015-07-14", true},
	{"2015-07-14", "2015-07-15", false},
	{"2025-01", "2025-01-17", true},
	{"2025-02", "2025-01-17", false},
	{"2022-02?", "2022-03", false}, // doubt is not width

	// About: one unit of the precision on each side.
	{"2022~", "2021-01-01", true},
	{"2022~", "2020-12-31", false},
	{"2022~", "2023-12-31", true},
	{"2022~", "2024-01-01", false},
	{"2025-01~", "2024-12-01", true},
	{"2025-01~", "2024-11-30", false},
	{"2025-12%", "2026-01-31", true},
	{"2025-12%", "2026-02-01", false},
	{"2024-03-01~", "2024-02-29", true},
	{"2024-03-01~", "2024-02-28", false},
	{"2024-12-31~", "2025-01-01", true},
	{"2025-01-01~", "2024-12-31", true},
	{"202X~", "2010", true},
	{"202X~", "2009", false},
	{"20XX~", "2199", true},
	{"20XX~", "2200", false},
	{"2022~/2025-04", "2021", true},
	{"2022~/2025-04", "2025-05", false},
	{"[..2022~]", "2023", true},
	{"[..2022~]", "2024", false},
	{"[2015,2015-12-31~]", "2016-01-01", true},

	// A season has no agreed months, but a season further off is another.
	{"2025-22", "2025-09-15", true},
	{"2025-22", "2025-05-01", true},
	{"2025-22", "2025-10-01", false},
	{"2025-22~", "2025-11-30", true},
	{"2025-22~", "2025-12-01", false},
	{"2025-21", "2025-22", true},
	{"2025-21", "2025-23", false},
	{"2025-24", "2026-02-28", true},

	// No limit on a side.
	{"2015/..", "2024", true},
	{"2015/..", "2014", false},
	{"2015/", "2024", true},
	{"../2015", "-1985", true},
	{"/2015", "2016", false},
	{"[..2022]", "2022-12-31", true},
	{"[..2022]", "2023", false},
	{"[2025-02-25..]", "Y170000002", true},
	{"[2025-02-25..]", "../2025-02-24", false},
	{"2015/..", "[..2022]", true},

	{"[2025-02-25..2025-03-03]", "2025-03-03", true},
	{"[2025-02-25..2025-03-03]", "2025-03-04", false},
	{"[1667,1670]", "1668", true}, // the outer bounds count
}

func TestOverlaps(t *testing.T) {
	for _, tt := range overlaps {
		a, b := parse(t, tt.a), parse(t, tt.b)
		if got := edtf.Overlaps(a, b); got != tt.want {
			t.Errorf("Overlaps(%s, %s) = %v, want %v", a, b, got, tt.want)
		}
		if edtf.Overlaps(a, b) != edtf.Overlaps(b, a) {
			t.Errorf("Overlaps(%s, %s) depends on the order", a, b)
		}
	}
}

func TestDayCompare(t *testing.T) {
	days := []edtf.Day{{Year: -1, Month: 12, Day: 31}, {Year: 2015, Month: 7, Day: 14}, {Year: 2015, Month: 7, Day: 15}, {Year: 2015, Month: 8, Day: 1}}
	for i, d := range days {
		for j, e := range days {
			if got := d.Compare(e); got != cmp.Compare(i, j) {
				t.Errorf("%s against %s: %d", d, e, got)
			}
		}
	}
}
