package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/diag"
)

// A state is the site after one build, and what there is to say of it.
type state struct {
	number int // of the build, from 1
	site   Site
	images []string // output paths of copied files that may have changed with it

	mu     sync.Mutex // for what follows
	diags  []diag.Diag
	faults []string                        // of the program or the system
	told   []byte                          // the message to browsers; nil when it has to be made
	made   map[string]func() (page, error) // pages that were asked for, by output path
}

// page is a page as the site has it.
type page struct {
	data []byte
	hash string
}

func newPage(data []byte) page { return page{data, fmt.Sprintf("%016x", xxhash.Sum64(data))} }

// latest holds the latest state and wakes those who wait for another.
type latest struct {
	mu    sync.Mutex
	state *state
	next  chan struct{} // closed when there is something new
}

// get returns the state, nil before the first, and a channel that is closed when there is
// another or something more to say of this one.
func (l *latest) get() (*state, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == nil {
		l.next = make(chan struct{})
	}
	return l.state, l.next
}

// set replaces the state.
func (l *latest) set(s *state) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state = s
	if l.next != nil {
		close(l.next)
		l.next = nil
	}
}

// maxMade is how many pages of a state are kept for those who ask next; a tab asks for one.
const maxMade = 256

// page returns a page of a state. Many tabs may show the same one: it is made once. Of a
// page that cannot be made the last good one is returned, if any.
func (s *server) page(st *state, name string) (page, error) {
	st.mu.Lock()
	made, ok := st.made[name]
	if !ok {
		made = sync.OnceValues(func() (page, error) { return s.makePage(st, name) })
		if st.made == nil || len(st.made) >= maxMade {
			st.made = map[string]func() (page, error){}
		}
		st.made[name] = made
	}
	st.mu.Unlock()
	return made()
}

func (s *server) makePage(st *state, name string) (page, error) {
	data, err := s.file(st, name)
	switch {
	case err == nil:
		p := newPage(data)
		s.good.keep(name, p)
		return p, nil
	case errors.Is(err, fs.ErrNotExist):
		return page{}, err
	}
	s.complain(st, name, err)
	if p, ok := s.good.of(name); ok {
		return p, nil
	}
	return page{}, err
}

// file makes an output file; a panic is an error.
func (s *server) file(st *state, name string) (data []byte, err error) {
	defer recovered(&err)
	return st.site.File(name)
}

// recovered, deferred, makes a panic an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("internal error: %v\n%s", r, debug.Stack())
	}
}

// complain adds what is wrong with a page to what there is to say of a state.
func (s *server) complain(st *state, name string, err error) {
	if !s.addTo(st, name, err) {
		return
	}
	if now, _ := s.latest.get(); now == st {
		s.latest.set(st)
		s.report(Report{Site: st.site, Diags: st.all()})
	}
}

// addTo adds a mistake of the author's or a fault of the program, and reports whether it
// was not known.
func (s *server) addTo(st *state, name string, err error) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	d, ok := s.o.Mistake(err)
	fault := fmt.Sprintf("%q cannot be made: %s", name, err)
	switch {
	case ok && slices.Contains(st.diags, d), !ok && slices.Contains(st.faults, fault):
		return false
	case ok:
		st.diags = diag.Sort(append(slices.Clone(st.diags), d))
	default:
		st.faults = append(st.faults, fault)
		s.warn(fault)
	}
	st.told = nil
	return true
}

// all returns what there is to say of a state.
func (st *state) all() []diag.Diag {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.diags
}

// lastGood holds pages as they were when they could last be made.
type lastGood struct {
	mu    sync.Mutex
	pages map[string]page
	bytes int
}

// maxGood is how many bytes of them are kept.
const maxGood = 32 << 20

func (g *lastGood) keep(name string, p page) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pages == nil {
		g.pages = map[string]page{}
	}
	g.bytes += len(p.data) - len(g.pages[name].data)
	g.pages[name] = p
	for other, old := range g.pages { // in any order: what is lost is asked for again
		if g.bytes <= maxGood {
			break
		}
		if other != name {
			delete(g.pages, other)
			g.bytes -= len(old.data)
		}
	}
}

func (g *lastGood) of(name string) (page, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p, ok := g.pages[name]
	return p, ok
}
