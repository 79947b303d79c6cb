package highlight

import "time"

// watch takes off the time that passes from what is left.
type watch struct {
	left  *time.Duration
	start time.Time
	calls int
}

// late reports whether nothing is left. It looks at the clock now and then.
func (w *watch) late() bool {
	if w.start.IsZero() {
		w.start = time.Now()
	}
	w.calls++
	if w.calls%8 == 0 {
		w.stop()
	}
	return *w.left <= 0
}

// stop takes off what has passed since it was last taken off.
func (w *watch) stop() {
	now := time.Now()
	if !w.start.IsZero() {
		*w.left -= now.Sub(w.start)
	}
	w.start = now
}
