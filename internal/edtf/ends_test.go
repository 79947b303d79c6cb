package edtf

import "testing"

func TestEnds(t *testing.T) {
	for _, c := range []struct{ date, first, last string }{
		{"2015", "2015", "2015"},
		{"2022-02?", "2022-02?", "2022-02?"},
		{"2025-21", "2025-21", "2025-21"},
		{"2023-06/2024-09~", "2023-06", "2024-09~"},
		{"2015/..", "2015", ""},
		{"/2025-09", "", "2025-09"},
		{"2015/", "2015", ""},
		{"[..2022]", "", "2022"},
		{"[2022..]", "2022", ""},
		{"[2025-01-20..2025-02-25]", "2025-01-20", "2025-02-25"},
		{"[1667]", "1667", "1667"},
		{"[1670,1667,1672..1674]", "1667-01-01", "1674-12-31"},
		{"[..1667,1670-05]", "", "1670-05-31"},
		{"[-0044-03-15,-0043]", "-0044-03-15", "-0043-12-31"},
	} {
		d, err := Parse(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if first, last := d.Ends(); first.String() != c.first || last.String() != c.last {
			t.Errorf("%s ends with %q and %q, want %q and %q", c.date, first, last, c.first, c.last)
		}
	}
	if first, last := (Date{}).Ends(); !first.IsZero() || !last.IsZero() {
		t.Error("no date has ends")
	}
}

func TestNext(t *testing.T) {
	for day, want := range map[Day]Day{
		{2024, 2, 28}: {2024, 2, 29}, {2024, 2, 29}: {2024, 3, 1}, {2023, 12, 31}: {2024, 1, 1}, {0, 12, 31}: {1, 1, 1},
	} {
		if got := day.Next(); got != want {
			t.Errorf("after %s comes %s, want %s", day, got, want)
		}
	}
}
