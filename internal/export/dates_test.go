package export

import (
	"fmt"
	"testing"

	"gloss/internal/edtf"
)

// Where events stand: in TimelineJS from … to, in a calendar from … to, both included.
func TestDates(t *testing.T) {
	for _, c := range []struct{ date, timeline, calendar string }{
		{"2015", `{"year":2015}`, "20150101 20151231"},
		{"2015-07", `{"year":2015,"month":7}`, "20150701 20150731"},
		{"2015-07-14", `{"year":2015,"month":7,"day":14}`, "20150714 20150714"},
		{"2022~", `{"year":2022}`, "20220101 20221231"},
		{"2025-21", `{"year":2025,"month":3} {"year":2025,"month":5}`, "20250301 20250531"},
		{"2025-24", `{"year":2025,"month":12} {"year":2026,"month":2}`, "20251201 20260228"},
		{"202X", `{"year":2020} {"year":2029}`, "20200101 20291231"},
		{"20XX", `{"year":2000} {"year":2099}`, "20000101 20991231"},
		{"2023-06/2024-09", `{"year":2023,"month":6} {"year":2024,"month":9}`, "20230601 20240930"},
		{"2015/..", `{"year":2015}`, "20150101 20150101"},
		{"/2025-09", `{"year":2025,"month":9}`, "20250930 20250930"},
		{"[..2022]", `{"year":2022}`, "20221231 20221231"},
		{"[2022-05-03..]", `{"year":2022,"month":5,"day":3}`, "20220503 20220503"},
		{"[2025-01-20..2025-02-25]", `{"year":2025,"month":1,"day":20} {"year":2025,"month":2,"day":25}`, "20250120 20250225"},
		{"[1667,1668,1670..1672]", `{"year":1667,"month":1,"day":1} {"year":1672,"month":12,"day":31}`, "16670101 16721231"},
		{"-0043", `{"year":-43}`, ""},
		{"Y17000", `{"year":17000}`, ""},
	} {
		d, err := edtf.Parse(c.date)
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{}
		start, end := ends(d)
		writeDate(w, start, false)
		got := string(w.Bytes)
		if !end.IsZero() {
			w = &writer{}
			writeDate(w, end, true)
			got += " " + string(w.Bytes)
		}
		if got != c.timeline {
			t.Errorf("%s in TimelineJS: %s, want %s", c.date, got, c.timeline)
		}
		got = ""
		if from, to, ok := days(d); ok {
			got = fmt.Sprintf("%s %s", compact(from), compact(to))
		}
		if got != c.calendar {
			t.Errorf("%s in a calendar: %s, want %s", c.date, got, c.calendar)
		}
	}
}
