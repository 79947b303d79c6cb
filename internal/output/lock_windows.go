package output

import (
	"errors"
	"os"
	"syscall"
)

const (
	fileFlagDeleteOnClose = 0x04000000 // of CreateFile
	errSharingViolation   = syscall.Errno(32)
)

// lock takes the lock file or returns a *heldError. The file is opened for us
// alone, and Windows deletes it with our last handle, however we end: a killed
// build leaves neither file nor lock.
func lock(path string) (unlock func(), err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|fileFlagDeleteOnClose|
			syscall.FILE_FLAG_OPEN_REPARSE_POINT, 0) // a link must not lead us to delete another file
	if errors.Is(err, errSharingViolation) {
		return nil, &heldError{}
	}
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return func() { syscall.CloseHandle(h) }, nil
}
