package output

import "strconv"

// heldError says that another process, or another Sync of this one, has the lock.
type heldError struct {
	pid int // 0 when unknown
}

func (e *heldError) Error() string { return "locked" + e.String() }

// String is the holder in parentheses after a space, or nothing.
func (e *heldError) String() string {
	if e.pid <= 0 {
		return ""
	}
	return " (process " + strconv.Itoa(e.pid) + ")"
}
