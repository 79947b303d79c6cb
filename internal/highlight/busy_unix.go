//go:build unix

package highlight

import (
	"syscall"
	"time"
)

// busy is how long the program has kept processors busy, all its threads together.
func busy() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return unknownBusy()
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
