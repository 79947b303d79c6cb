package serve

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
)

// Ports that are tried when no address is given, before any that is free.
const firstPort, lastPort = 8080, 8099

// listen takes an address, or the first free port of this machine for "".
func listen(addr string) (net.Listener, error) {
	if addr == "" {
		for port := firstPort; port <= lastPort; port++ {
			if l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port)); err == nil {
				return l, nil
			}
		}
		return net.Listen("tcp", "127.0.0.1:0")
	}
	if !strings.Contains(addr, ":") {
		addr = "127.0.0.1:" + addr
	}
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("--addr: %s is taken by another program: name another port, or leave --addr out to get a free one", addr)
	case err != nil:
		if e, ok := errors.AsType[*net.OpError](err); ok {
			err = e.Err
		}
		return nil, fmt.Errorf("--addr: %s cannot be had (%s): write host:port, as in 127.0.0.1:8080", addr, err)
	}
	return l, nil
}

// address is the URL of what listens at a.
func address(a net.Addr) string {
	host, port, _ := net.SplitHostPort(a.String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// loopback reports whether only this machine reaches an address.
func loopback(a net.Addr) bool {
	host, _, _ := net.SplitHostPort(a.String())
	return net.ParseIP(host).IsLoopback()
}
