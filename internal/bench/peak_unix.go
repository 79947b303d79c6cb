//go:build unix

package bench

import (
	"os"
	"runtime"
	"syscall"
)

// peak is the most memory a process had resident, in bytes. On Linux it is never less than
// what this process has, which the child shares until it is another program.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin" || runtime.GOOS == "ios":
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}
