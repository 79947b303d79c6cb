// Package serve shows a site while it is being written. It watches the author's files, has
// the site rebuilt when they change, serves its pages from memory, and tells the browsers
// that show them. It knows a site only as a [Site] and writes nothing.
package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"gloss/internal/diag"
)

// Site is one state of a site. It is immutable and safe for concurrent use.
type Site interface {
	// File makes the output file at a path, "articles/icds.html". The error is
	// fs.ErrNotExist when the site has none there.
	File(name string) ([]byte, error)
	// Lost makes the page for addresses at which the site has nothing.
	Lost() ([]byte, error)
	// Frame names what is around the content of all pages. A browser that shows a page in
	// another frame has to load it anew.
	Frame() string
	// Origin returns where an element of a page was written. It is counted as browsers do
	// those in the page's body, from 0. The error says why there is no such place.
	Origin(name string, element int) (diag.Pos, error)
	// Watched is what the site was made of.
	Watched() Watched
}

// Rebuild brings a site up to date with its files. Changes are those that may have changed
// since the last call that went well. An error is for what is not the author's doing.
type Rebuild func(Changes) (Site, []diag.Diag, error)

// Reporter tells whoever started the server what happens. It is called by one goroutine at
// a time.
type Reporter interface {
	// Serving is called once, when the site can be seen at url.
	Serving(url string)
	// Built is called after every build, and again when a page turns out to have mistakes
	// that are found when it is rendered.
	Built(Report)
	// Warn is for what the author may want to do something about.
	Warn(message string)
}

// Report is what became of a build.
type Report struct {
	Site    Site // that is served now
	Changes Changes
	Took    time.Duration
	Diags   []diag.Diag
	Err     error // the build went wrong; Site is the last that did not
}

// Options say what to serve, where and to whom.
type Options struct {
	Root    string // folder of the site
	Rebuild Rebuild
	Watched Watched // before the first build
	Report  Reporter

	Addr  string   // host:port or port; "" is the first free port of this machine from 8080
	Hosts []string // further names by which browsers may ask
	Poll  bool     // look at the files again and again instead of asking the system
	Open  bool     // show the site in a browser

	// Edit opens a file in the author's editor, at a line and a column, from 1.
	Edit func(file string, line, col int) error
	// ReadFile reads a file that a diagnostic names, to show the line.
	ReadFile func(name string) ([]byte, error)
	// Mistake returns the diagnostic in an error of a Site that is the author's to mend.
	Mistake func(error) (diag.Diag, bool)
}

// How long to wait for the files to come to rest.
const (
	quiet = 10 * time.Millisecond
	most  = 250 * time.Millisecond
)

// Run serves the site until ctx is done. The error is for what keeps it from starting.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var err error
	if o.Root, err = filepath.Abs(o.Root); err != nil { // it may be deleted and come back
		return err
	}
	l, err := listen(o.Addr)
	if err != nil {
		return err
	}
	defer l.Close()
	s := newServer(o, l.Addr())
	changes, err := s.watch(ctx)
	if err != nil {
		return err
	}
	if err := s.rebuild(nil); err != nil {
		return err
	}
	web := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	stopped := make(chan error, 1)
	go func() { stopped <- web.Serve(l) }()
	url := address(l.Addr())
	s.o.Report.Serving(url)
	if !loopback(l.Addr()) {
		s.warn(fmt.Sprintf("everyone on your network can read this site, drafts included, at %s; they have to ask for it by a name given with --host", l.Addr()))
	}
	if o.Open {
		if err := openBrowser(url); err != nil {
			s.warn(fmt.Sprintf("no browser could be opened: %s", err))
		}
	}
	for {
		select {
		case c := <-changes:
			_ = s.rebuild(c) // only the first fails
		case err := <-stopped:
			return err
		case <-ctx.Done():
			return s.stop(web)
		}
	}
}

// stop lets the requests under way come to an end, for a moment.
func (s *server) stop(web *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := web.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
		return web.Close()
	}
	return nil
}

// server is the site as the browsers see it.
type server struct {
	o      Options
	hosts  []string
	token  string // that only pages of this server know
	follow func(Watched) error
	failed bool // the last build went wrong
	latest latest
	good   lastGood

	reporting sync.Mutex
}

func newServer(o Options, at net.Addr) *server {
	return &server{o: o, token: rand.Text(), hosts: hostsOf(o, at)}
}

func (s *server) warn(message string) {
	s.reporting.Lock()
	defer s.reporting.Unlock()
	s.o.Report.Warn(message)
}

func (s *server) report(r Report) {
	s.reporting.Lock()
	defer s.reporting.Unlock()
	s.o.Report.Built(r)
}

// watch begins to watch the files of the site.
func (s *server) watch(ctx context.Context) (<-chan Changes, error) {
	g := gatherer{quiet: quiet, most: most, halfway: s.halfway}
	if !s.o.Poll {
		w, err := watch(ctx, s.o.Root, s.o.Watched)
		if err == nil {
			s.follow = w.follow
			return g.gather(ctx, w.touches), nil
		}
		s.warn(fmt.Sprintf("the system does not watch the files (%s); they are looked at every %v instead, as with --poll", err, pollEvery))
	}
	p := newPoller(s.o.Root, s.o.Watched)
	touches := make(chan touch)
	go p.run(ctx, pollEvery, touches)
	s.follow = p.follow
	return g.gather(ctx, touches), nil
}

// rebuild makes a new state of the site. When that goes wrong the last one stays, and the
// error is returned and shown in the browsers too.
func (s *server) rebuild(c Changes) error {
	if s.failed {
		c = nil // what had changed then has still to be looked at
	}
	start := time.Now()
	site, diags, err := s.call(c)
	s.failed = err != nil
	last, _ := s.latest.get()
	next := &state{number: 1, site: site, diags: diags}
	switch {
	case err != nil && last == nil:
		return err
	case err != nil:
		next.site, next.diags, next.faults = last.site, last.all(), []string{err.Error()}
	default:
		next.images = copied(c)
	}
	if last != nil {
		next.number = last.number + 1
	}
	s.latest.set(next)
	s.report(Report{Site: next.site, Changes: c, Took: time.Since(start), Diags: diags, Err: err})
	if err == nil {
		if err := s.follow(site.Watched()); err != nil {
			s.warn(fmt.Sprintf("some folders are not watched: %s", err))
		}
	}
	return nil
}

// call rebuilds; a panic in it is an error.
func (s *server) call(c Changes) (_ Site, _ []diag.Diag, err error) {
	defer recovered(&err)
	return s.o.Rebuild(c)
}
