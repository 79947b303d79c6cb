package annotate

import (
	"runtime"
	"syscall"
	"time"
)

// processorTime returns how long f keeps a processor busy, whatever else the machine does.
func processorTime(f func()) time.Duration {
	const thread = 1 // RUSAGE_THREAD
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var before, after syscall.Rusage
	_ = syscall.Getrusage(thread, &before)
	f()
	_ = syscall.Getrusage(thread, &after)
	return time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
}
