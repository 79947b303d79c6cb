//go:build !unix && !windows

package highlight

import "time"

func busy() time.Duration { return unknownBusy() }
