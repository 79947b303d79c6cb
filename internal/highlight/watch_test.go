package highlight

import (
	"testing"
	"time"
)

// What passes while the machine is busy with something else does not count, nor what other
// parts of the program have done in next to no time.
func TestWatch(t *testing.T) {
	for _, c := range []struct {
		name          string
		passed, spent time.Duration
		late          bool
	}{
		{"others were busy", time.Hour, 0, false},
		{"other parts of the program were", 0, time.Hour, false},
		{"this took an hour", time.Hour, time.Hour, true},
	} {
		left := time.Minute
		w := watch{left: &left}
		w.late()
		w.start, w.busy = w.start.Add(-c.passed), w.busy-c.spent
		w.stop()
		if w.late() != c.late {
			t.Errorf("%s: %v of a minute are left", c.name, left)
		}
	}
}
