package serve

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// hostsOf are the names, besides those of this very machine, by which browsers may ask for
// the site: those given by the author, an address given to listen at among them.
func hostsOf(o Options, at net.Addr) []string {
	var hosts []string
	for _, h := range o.Hosts {
		hosts = append(hosts, hostName(h))
	}
	if host, _, err := net.SplitHostPort(at.String()); err == nil && !net.ParseIP(host).IsUnspecified() {
		hosts = append(hosts, host)
	}
	return hosts
}

// mayAsk reports whether the site may be shown under the name that a request asks by. Any
// other page can be made to have this server's address, by its own name service, and would
// then be of the same origin (DNS rebinding).
func (s *server) mayAsk(r *http.Request) bool {
	host := hostName(r.Host)
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return true
	}
	// "localhost" and all below it never leave the machine (RFC 6761 §6.3)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || slices.Contains(s.hosts, host)
}

// hostName returns the name in a Host header, without port, dot at the end and brackets.
func hostName(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
