package serve

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// gathering runs a test of a gatherer in time of its own.
func gathering(t *testing.T, halfway func(string) bool, test func(touches chan<- touch, changes <-chan Changes)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		touches := make(chan touch)
		test(touches, gatherer{quiet, most, halfway}.gather(ctx, touches))
	})
}

func whole(string) bool { return false }

func TestGatherWaitsForQuiet(t *testing.T) {
	gathering(t, whole, func(touches chan<- touch, changes <-chan Changes) {
		start := time.Now()
		for _, name := range []touch{"b", "a", "b"} {
			touches <- name
			time.Sleep(quiet - 1)
		}
		got := <-changes
		if !slices.Equal(got, Changes{"a", "b"}) {
			t.Errorf("changes %q", got)
		}
		if took := time.Since(start); took != 3*quiet-2 {
			t.Errorf("after %v", took)
		}
	})
}

func TestGatherWaitsNoLongerThanMost(t *testing.T) {
	gathering(t, whole, func(touches chan<- touch, changes <-chan Changes) {
		start := time.Now()
		go func() {
			for time.Since(start) < 2*most {
				touches <- "a"
				time.Sleep(quiet / 2)
			}
		}()
		for i := 1; i <= 2; i++ {
			<-changes
			if took := time.Since(start); took > time.Duration(i)*most+quiet {
				t.Errorf("batch %d after %v", i, took)
			}
		}
	})
}

// A file that is empty may be about to be written.
func TestGatherWaitsForTheRestOfAFile(t *testing.T) {
	var empty atomic.Bool
	empty.Store(true)
	gathering(t, func(string) bool { return empty.Load() }, func(touches chan<- touch, changes <-chan Changes) {
		start := time.Now()
		touches <- "a"
		time.Sleep(4 * quiet)
		empty.Store(false)
		<-changes
		if took := time.Since(start); took < 4*quiet || took > 5*quiet {
			t.Errorf("after %v", took)
		}
		empty.Store(true) // for good
		start = time.Now()
		touches <- "a"
		<-changes
		if took := time.Since(start); took < most || took > most+quiet {
			t.Errorf("after %v", took)
		}
	})
}

// What changes during a build is one more build, however much it is.
func TestGatherDuringABuild(t *testing.T) {
	gathering(t, whole, func(touches chan<- touch, changes <-chan Changes) {
		touches <- "a"
		time.Sleep(time.Second) // nobody takes it
		touches <- "b"
		time.Sleep(time.Second)
		if got := <-changes; !slices.Equal(got, Changes{"a", "b"}) {
			t.Errorf("changes %q", got)
		}
		time.Sleep(time.Second)
		select {
		case c := <-changes:
			t.Errorf("changes %q from nothing", c)
		default:
		}
	})
}

func TestGatherAnything(t *testing.T) {
	gathering(t, whole, func(touches chan<- touch, changes <-chan Changes) {
		touches <- "a"
		touches <- anything
		if got := <-changes; got != nil {
			t.Errorf("changes %q, want all", got)
		}
		touches <- "a"
		if got := <-changes; !slices.Equal(got, Changes{"a"}) {
			t.Errorf("changes %q after those", got)
		}
	})
}
