//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package output

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"syscall"
)

// lock takes the lock file or returns a *heldError. The kernel drops an flock
// when its holder dies, so a killed build leaves a file behind but no lock.
// Where the file system has no flock (some network mounts), two builds are not
// kept apart; better that than no build at all.
func lock(path string) (unlock func(), err error) {
	for range 100 { // far more than the race below can ask for
		// O_NOFOLLOW: we write into this file, so it must not be a link to another.
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
		if err != nil {
			return nil, err
		}
		err = flock(f)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			held := &heldError{pid: readPid(f)}
			f.Close()
			return nil, held
		}
		if err != nil && !errors.Is(err, errors.ErrUnsupported) {
			f.Close()
			return nil, err
		}
		// The last holder removes the file: what we have locked may be that
		// file, while a third build locks its successor.
		mine, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if now, err := os.Lstat(path); err != nil || !os.SameFile(mine, now) {
			f.Close()
			continue
		}
		if err := f.Truncate(0); err == nil {
			_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0) // only for the message
		}
		return func() {
			os.Remove(path)
			f.Close()
		}, nil
	}
	return nil, &heldError{}
}

func flock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

func readPid(f *os.File) int {
	var buf [20]byte
	n, _ := f.ReadAt(buf[:], 0)
	pid, _ := strconv.Atoi(string(bytes.TrimSpace(buf[:n])))
	return pid
}
