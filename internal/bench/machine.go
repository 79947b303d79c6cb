package bench

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
)

// Machine is where the figures come from, in general terms.
type Machine struct {
	Cores  int
	CPU    string  // "" = not known
	Memory int     // in GB; 0 = not known
	System string  // linux/amd64
	Go     string  // go1.26.8
	Load   float64 // of the minute before; negative = not known
}

// String describes the machine in a part of a sentence.
func (m Machine) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d core", m.Cores)
	if m.Cores != 1 {
		b.WriteByte('s')
	}
	if m.CPU != "" {
		fmt.Fprintf(&b, " (%s)", m.CPU)
	}
	if m.Memory > 0 {
		fmt.Fprintf(&b, ", %d GB of memory", m.Memory)
	}
	fmt.Fprintf(&b, ", %s, %s", m.System, m.Go)
	if m.Load >= 0 {
		fmt.Fprintf(&b, "; when the run began, the load of the machine was %.1f", m.Load)
	}
	return b.String()
}

// ThisMachine asks the system; what only Linux tells is left out elsewhere.
func ThisMachine() Machine {
	m := Machine{Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Load: -1}
	if data, err := os.ReadFile("/proc/loadavg"); err == nil {
		_, _ = fmt.Sscan(string(data), &m.Load)
	}
	if data, err := os.ReadFile("/proc/meminfo"); err == nil {
		var kb float64
		if _, err := fmt.Sscanf(string(data), "MemTotal: %f kB", &kb); err == nil {
			m.Memory = int(math.Round(kb / (1 << 20)))
		}
	}
	if data, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(data)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				m.CPU = strings.TrimSpace(value)
				break
			}
		}
	}
	return m
}
