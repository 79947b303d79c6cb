package serve

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync/atomic"
	"time"
)

// A poller tells which files of a site change by looking at all of them again and again,
// for file systems that do not tell, as those of networks.
type poller struct {
	root    string
	watched atomic.Pointer[Watched]
	seen    map[string]fileState
}

// fileState is what of a file changes when it does.
type fileState struct {
	size int64
	time time.Time
	mode fs.FileMode
}

// pollEvery is the least time between two looks. They take a tenth of the time at most.
const pollEvery = 500 * time.Millisecond

func newPoller(root string, watched Watched) *poller {
	p := &poller{root: root}
	p.watched.Store(&watched)
	p.seen = p.look()
	return p
}

// follow replaces the folders and files to watch.
func (p *poller) follow(watched Watched) error {
	p.watched.Store(&watched)
	return nil
}

// run sends what changes to touches until ctx is done.
func (p *poller) run(ctx context.Context, every time.Duration, touches chan<- touch) {
	wait := every
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		start := time.Now()
		for _, name := range p.changed() {
			select {
			case touches <- touch(name):
			case <-ctx.Done():
				return
			}
		}
		wait = max(every, 9*time.Since(start))
	}
}

// changed returns what has changed since the last look.
func (p *poller) changed() []string {
	now := p.look()
	var names []string
	for name, state := range now {
		if before, ok := p.seen[name]; !ok || before != state {
			names = append(names, name)
		}
	}
	for name := range p.seen {
		if _, ok := now[name]; !ok {
			names = append(names, name)
		}
	}
	p.seen = now
	return names
}

// look returns the state of every file.
func (p *poller) look() map[string]fileState {
	seen := map[string]fileState{}
	for _, name := range p.watched.Load().Files {
		if info, err := os.Stat(filepath.Join(p.root, filepath.FromSlash(name))); err == nil {
			seen[name] = stateOf(info)
		}
	}
	for _, dir := range p.watched.Load().Folders {
		p.lookInto(dir, seen)
	}
	return seen
}

func (p *poller) lookInto(dir string, seen map[string]fileState) {
	entries, _ := os.ReadDir(filepath.Join(p.root, filepath.FromSlash(dir))) // the build complains
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case p.watched.Load().Ignored(e.Name()):
		case e.IsDir():
			seen[name] = fileState{mode: fs.ModeDir}
			p.lookInto(name, seen)
		default:
			if info, err := e.Info(); err == nil {
				seen[name] = stateOf(info)
			}
		}
	}
}

func stateOf(info fs.FileInfo) fileState { return fileState{info.Size(), info.ModTime(), info.Mode()} }
