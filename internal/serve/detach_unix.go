//go:build unix

package serve

import (
	"os/exec"
	"syscall"
)

// detach keeps Ctrl-C in the terminal of the server from a program that it has started.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
