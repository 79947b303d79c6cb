package edtf_test

import (
	"testing"
	"time"

	"gloss/internal/edtf"
)

// The numbers of days are those of the standard library's calendar, and go both ways.
func TestNumber(t *testing.T) {
	zero := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := -800 * 366; n < 3000*366; n += 97 {
		at := zero.AddDate(0, 0, n)
		want := edtf.Day{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
		if got := edtf.NumberedDay(n); got != want {
			t.Fatalf("NumberedDay(%d) = %v, want %v", n, got, want)
		}
		if got := want.Number(); got != n {
			t.Fatalf("%v.Number() = %d, want %d", want, got, n)
		}
	}
	for _, d := range []edtf.Day{{170_000_002, 12, 31}, {-170_000_002, 2, 28}, {0, 1, 1}, {0, 2, 29}, {-4, 2, 29}, {1900, 3, 1}} {
		if got := edtf.NumberedDay(d.Number()); got != d {
			t.Errorf("NumberedDay(%v.Number()) = %v", d, got)
		}
	}
}
