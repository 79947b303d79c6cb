package edtf_test

import (
	"fmt"
	"testing"

	"gloss/internal/edtf"
)

func parse(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func parseAll(t testing.TB, ss ...string) []edtf.Date {
	t.Helper()
	var ds []edtf.Date
	for _, s := range ss {
		ds = append(ds, parse(t, s))
	}
	return ds
}

func texts(ds []edtf.Date) []string {
	var ss []string
	for _, d := range ds {
		ss = append(ss, d.String())
	}
	return ss
}

// describe returns the sides of d, as a day, "open" or "unknown", and its year.
func describe(d edtf.Date) (earliest, latest, year string) {
	first, hasFirst := d.Earliest()
	last, hasLast := d.Latest()
	y, hasYear := d.Year()
	if hasYear {
		year = fmt.Sprint(y)
	}
	return side(first, hasFirst, d.Start()), side(last, hasLast, d.End()), year
}

func side(day edtf.Day, known bool, b edtf.Bound) string {
	switch {
	case known && b == edtf.Known:
		return day.String()
	case !known && b == edtf.Open:
		return "open"
	case !known && b == edtf.Unknown:
		return "unknown"
	}
	return fmt.Sprintf("contradiction: known=%v bound=%d", known, b)
}

func TestBounds(t *testing.T) {
	for _, tt := range []struct {
		edtf, earliest, latest, year string
		kind                         edtf.Kind
		prec                         edtf.Precision
	}{
		// Level 0.
		{"2015", "2015-01-01", "2015-12-31", "2015", edtf.Instant, edtf.PrecisionYear},
		{"2015-07", "2015-07-01", "2015-07-31", "2015", edtf.Instant, edtf.PrecisionMonth},
		{"2015-07-14", "2015-07-14", "2015-07-14", "2015", edtf.Instant, edtf.PrecisionDay},
		{"0000", "0000-01-01", "0000-12-31", "0", edtf.Instant, edtf.PrecisionYear},
		{"2024-02", "2024-02-01", "2024-02-29", "2024", edtf.Instant, edtf.PrecisionMonth},
		{"1900-02", "1900-02-01", "1900-02-28", "1900", edtf.Instant, edtf.PrecisionMonth},
		{"2000-02-29", "2000-02-29", "2000-02-29", "2000", edtf.Instant, edtf.PrecisionDay},
		{"2023-06/2024-09", "2023-06-01", "2024-09-30", "2023", edtf.Interval, 0},
		{"2015/2015-07", "2015-01-01", "2015-07-31", "2015", edtf.Interval, 0},
		{"2015-07/2015", "2015-07-01", "2015-12-31", "2015", edtf.Interval, 0},
		// Level 1.
		{"2022~", "2022-01-01", "2022-12-31", "2022", edtf.Instant, edtf.PrecisionYear},
		{"202X", "2020-01-01", "2029-12-31", "2020", edtf.Instant, edtf.PrecisionDecade},
		{"20XX", "2000-01-01", "2099-12-31", "2000", edtf.Instant, edtf.PrecisionCentury},
		{"2004-XX", "2004-01-01", "2004-12-31", "2004", edtf.Instant, edtf.PrecisionYear},
		{"1985-04-XX", "1985-04-01", "1985-04-30", "1985", edtf.Instant, edtf.PrecisionMonth},
		{"1985-XX-XX", "1985-01-01", "1985-12-31", "1985", edtf.Instant, edtf.PrecisionYear},
		{"Y170000002", "170000002-01-01", "170000002-12-31", "170000002", edtf.Instant, edtf.PrecisionYear},
		{"Y-170000002", "-170000002-01-01", "-170000002-12-31", "-170000002", edtf.Instant, edtf.PrecisionYear},
		{"Y999999999~", "999999999-01-01", "999999999-12-31", "999999999", edtf.Instant, edtf.PrecisionYear},
		{"-1985", "-1985-01-01", "-1985-12-31", "-1985", edtf.Instant, edtf.PrecisionYear},
		{"-0004-02-29", "-0004-02-29", "-0004-02-29", "-4", edtf.Instant, edtf.PrecisionDay},
		{"2025-21", "2025-03-01", "2025-05-31", "2025", edtf.Instant, edtf.PrecisionSeason},
		{"2025-22", "2025-06-01", "2025-08-31", "2025", edtf.Instant, edtf.PrecisionSeason},
		{"2025-23", "2025-09-01", "2025-11-30", "2025", edtf.Instant, edtf.PrecisionSeason},
		{"2027-24", "2027-12-01", "2028-02-29", "2027", edtf.Instant, edtf.PrecisionSeason},
		{"2015/..", "2015-01-01", "open", "2015", edtf.Interval, 0},
		{"2015/", "2015-01-01", "unknown", "2015", edtf.Interval, 0},
		{"../2015", "open", "2015-12-31", "2015", edtf.Interval, 0},
		{"/2025-09", "unknown", "2025-09-30", "2025", edtf.Interval, 0},
		// Level 2.
		{"[..2022]", "open", "2022-12-31", "2022", edtf.OneOf, 0},
		{"[2025-02-25..]", "2025-02-25", "open", "2025", edtf.OneOf, 0},
		{"[2025-02-25..2025-03-03]", "2025-02-25", "2025-03-03", "2025", edtf.OneOf, 0},
		{"[2015]", "2015-01-01", "2015-12-31", "2015", edtf.OneOf, 0},
		{"[1670..1672,1667,1668]", "1667-01-01", "1672-12-31", "1667", edtf.OneOf, 0},
		{"[1667,1670..]", "1667-01-01", "open", "1667", edtf.OneOf, 0},
		{"[..1667,1670]", "open", "1670-12-31", "1670", edtf.OneOf, 0},
	} {
		d := parse(t, tt.edtf)
		earliest, latest, year := describe(d)
		if earliest != tt.earliest || latest != tt.latest || year != tt.year {
			t.Errorf("%s is %s to %s under %s, want %s to %s under %s",
				d, earliest, latest, year, tt.earliest, tt.latest, tt.year)
		}
		if d.Kind() != tt.kind || d.Precision() != tt.prec {
			t.Errorf("%s: kind %d, precision %d, want %d, %d", d, d.Kind(), d.Precision(), tt.kind, tt.prec)
		}
	}
}

func TestString(t *testing.T) {
	for in, want := range map[string]string{
		"2015":                        "2015",
		" \t2015-07?\n":               "2015-07?",
		"\u00a02015/..":               "2015/..",
		"[1667,1668, 1670..1672]":     "[1667,1668,1670..1672]",
		"[ 1667 .. 1668 ,\n1670 .. ]": "[1667..1668,1670..]",
	} {
		d := parse(t, in)
		if d.String() != want {
			t.Errorf("%q becomes %q, want %q", in, d, want)
		}
		if d != parse(t, want) {
			t.Errorf("%q and %q are different Dates", in, want)
		}
	}
}

func TestQualifiers(t *testing.T) {
	for s, want := range map[string]string{
		"2022":              "",
		"2022?":             "uncertain",
		"2022~":             "approximate",
		"2022%":             "uncertain approximate",
		"2022-02-01?":       "uncertain",
		"2022~/2025?":       "uncertain approximate",
		"2022/2025~":        "approximate",
		"../2025?":          "uncertain",
		"[2022~..]":         "approximate",
		"[2021,2022?,2023]": "uncertain",
		"Y17000~":           "approximate",
		"202X?":             "uncertain",
		"2025-21~":          "approximate",
	} {
		d, got := parse(t, s), ""
		if d.Uncertain() {
			got = "uncertain"
		}
		if d.Approximate() {
			if got != "" {
				got += " "
			}
			got += "approximate"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", s, got, want)
		}
	}
}

// TestZero shows that the zero Date claims nothing, and never a year.
func TestZero(t *testing.T) {
	var d edtf.Date
	_, hasEarliest := d.Earliest()
	_, hasLatest := d.Latest()
	_, hasYear := d.Year()
	_, hasHTML := d.HTML5()
	if !d.IsZero() || hasEarliest || hasLatest || hasYear || hasHTML || d.Kind() != edtf.None {
		t.Error("the zero Date claims to be a date")
	}
	if d.String() != "" || d.Format() != "" || d.PrecisionLabel() != "" {
		t.Error("the zero Date prints something")
	}
	if other := parse(t, "2015"); edtf.Compare(d, other) <= 0 || edtf.Compare(other, d) >= 0 || !edtf.Overlaps(d, other) {
		t.Error("the zero Date should sort last and conflict with nothing")
	}
	if parse(t, "2015").IsZero() {
		t.Error("2015 is no date")
	}
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"2015-07-14", "2022~/2025-04", "[2025-01-20..2025-02-25]"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := edtf.Parse(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	d := parse(b, "[2025-01-20..2025-02-25]")
	b.ReportAllocs()
	for b.Loop() {
		_ = d.Format()
	}
}

// A season whose number is that of the next year looks like a span of two years.
func TestAsYears(t *testing.T) {
	for in, want := range map[string]string{
		"2020-21": "2020/2021", "2021-22": "2021/2022", "2022-23~": "2022/2023", "1923-24": "1923/1924", "0020-21": "0020/0021",
		"2021-21": "", "2021-23": "", "2025-21": "", "2021-12": "", "2021": "", "2021-22/2022": "", "[2021-22]": "", "-0022-23": "", "-0023-24": "",
	} {
		d, err := edtf.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.AsYears(); got != want {
			t.Errorf("%q looks like %q, want %q", in, got, want)
		}
	}
	if got := (edtf.Date{}).AsYears(); got != "" {
		t.Errorf("no date looks like %q", got)
	}
}
