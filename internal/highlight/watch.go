package highlight

import "time"

// watch takes off the time that the work takes from what is left: the time that passes, or that for
// which the program has kept processors busy meanwhile, whichever is less. So a machine that
// is busy with something else does not make code take too long.
type watch struct {
	left  *time.Duration
	start time.Time
	busy  time.Duration // of the program, at start
	calls int
}

// late reports whether nothing is left. It looks at the clock now and then.
func (w *watch) late() bool {
	if w.start.IsZero() {
		w.start, w.busy = time.Now(), busy()
	}
	w.calls++
	if w.calls%8 == 0 {
		w.stop()
	}
	return *w.left <= 0
}

// stop takes off what it has taken since it was last taken off.
func (w *watch) stop() {
	now, worked := time.Now(), busy()
	if !w.start.IsZero() {
		*w.left -= min(now.Sub(w.start), max(worked-w.busy, 0))
	}
	w.start, w.busy = now, worked
}

// unknownBusy stands for busy where the system does not tell: as if the program were at work
// all the time.
func unknownBusy() time.Duration { return time.Since(began) }

var began = time.Now()
