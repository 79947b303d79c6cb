package pack

import (
	"fmt"
	"strconv"
	"strings"
)

// Size says how many bytes there are: "1.4 MB". A megabyte is a million bytes.
func Size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.0f KB", float64(n)/1000)
	case n < 10_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1_000_000)
	case n < 10_000_000_000:
		return fmt.Sprintf("%.0f MB", float64(n)/1_000_000)
	}
	return fmt.Sprintf("%.0f GB", float64(n)/1_000_000_000)
}

// ParseSize reads a size: "50MB", "1.5 GB", "800 KB", "20000" bytes.
func ParseSize(s string) (int64, error) {
	number := strings.TrimSpace(strings.ToUpper(s))
	unit := 1.0
	for _, u := range []struct {
		name  string
		bytes float64
	}{{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"K", 1e3}, {"M", 1e6}, {"G", 1e9}} {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	f, err := strconv.ParseFloat(number, 64)
	if n := f * unit; err == nil && n >= 1 && n < 1e15 {
		return int64(n), nil
	}
	return 0, fmt.Errorf("%q is not a size: write it like 50MB", s)
}
