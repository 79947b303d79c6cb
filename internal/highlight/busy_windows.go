package highlight

import (
	"syscall"
	"time"
)

// busy is how long the program has kept processors busy, all its threads together.
func busy() time.Duration {
	var created, exited, kernel, user syscall.Filetime
	self, err := syscall.GetCurrentProcess()
	if err != nil || syscall.GetProcessTimes(self, &created, &exited, &kernel, &user) != nil {
		return unknownBusy()
	}
	ticks := func(f syscall.Filetime) time.Duration { // of 100 ns
		return 100 * time.Duration(int64(f.HighDateTime)<<32|int64(f.LowDateTime))
	}
	return ticks(kernel) + ticks(user)
}
