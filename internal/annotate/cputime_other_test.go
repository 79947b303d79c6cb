//go:build !linux

package annotate

import "time"

// processorTime returns how long f takes.
func processorTime(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
