package output

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"runtime"
	"sync"
)

// workers is how many goroutines make, compare and write files. While some render
// others are in the kernel, where beyond a few they only queue for the one staging
// folder.
var workers = 2 * runtime.GOMAXPROCS(0)

// stage collects the files of one build. Nothing outside the staging folder
// changes until commit.
type stage struct {
	*tree

	// Of the goroutine that consumes the sequence.
	files map[string]string // key of each file's path -> the path
	dirs  map[string]folder // path of each folder they need
	above map[string]string // key of each folder's path -> the path
	real  map[string]bool   // see isFolder

	makeTmp func() error // creates the staging folder, once

	mu     sync.Mutex // guards the rest while workers run
	staged []change
	same   int               // files that are right already
	theirs []string          // those among them that we did not write
	sums   map[string]uint64 // of the bytes of each file that is ours
	bytes  int64
	tmps   int   // names given out in the staging folder
	err    error // of the file at index errAt, the first that failed
	errAt  int
}

// folder is one that the site needs.
type folder struct {
	exists bool // is there now
	create bool // must be made at commit
	ours   bool // belongs in the manifest
}

// change is a staged file.
type change struct {
	path  string
	tmp   string // native path of its bytes
	fresh bool   // nothing stood at path when it was staged
	clear bool   // a folder stood there; it must be ours, and go first
}

// job is a file on its way to a worker.
type job struct {
	index int
	file  File
	inNew bool // its folder does not exist, so neither does the file
}

func newStage(t *tree) *stage {
	return &stage{
		tree:  t,
		files: map[string]string{},
		dirs:  map[string]folder{},
		above: map[string]string{},
		real:  map[string]bool{},
		sums:  map[string]uint64{},
		makeTmp: sync.OnceValue(func() error {
			return os.Mkdir(t.native(tmpName), 0o700) // private: half-made pages are nobody's business
		}),
	}
}

// fill consumes the sequence and stages every file that differs from the disk.
// Of several failures it returns the one that came first in the sequence: all
// earlier files have been handed out by then, and every job is finished, so this
// does not depend on scheduling.
func (s *stage) fill(files iter.Seq2[File, error]) error {
	jobs := make(chan job)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			w := worker{stage: s, read: make([]byte, 64<<10)}
			for j := range jobs {
				if err := w.do(j); err != nil {
					s.fail(j.index, err)
				}
			}
		})
	}
	func() {
		defer wg.Wait() // also when the producer panics
		defer close(jobs)
		n := 0
		for f, err := range files {
			j := job{index: n, file: f}
			if err == nil {
				j.inNew, err = s.admit(f.Path)
			}
			if err != nil {
				s.fail(n, err)
				return
			}
			jobs <- j
			if s.failed() {
				return
			}
			n++
		}
	}()
	return s.err
}

func (s *stage) fail(index int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil || index < s.errAt {
		s.errAt, s.err = index, err
	}
}

func (s *stage) failed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err != nil
}

// admit checks a path against the rules, the other paths of the build and the
// folders on disk. It reports whether the file's folder is still to be made.
func (s *stage) admit(p string) (inNew bool, err error) {
	if err := checkPath(p); err != nil {
		return false, err
	}
	k := key(p)
	if other, ok := s.files[k]; ok {
		return false, clash(p, other)
	}
	if other, ok := s.above[k]; ok {
		return false, clash(p, other+"/")
	}
	s.files[k] = p
	if path.Dir(p) == "." {
		return false, nil
	}
	d, err := s.need(path.Dir(p))
	return !d.exists, err
}

// clash is the error for two outputs that cannot both exist. The site's own
// checks report it to the author with two places; here it is too late for that.
func clash(p, other string) error {
	return fmt.Errorf("output: internal error: path %q clashes with %q", p, other)
}

// need records that the site needs the folder dir, with its parents.
func (s *stage) need(dir string) (folder, error) {
	if d, ok := s.dirs[dir]; ok {
		return d, nil
	}
	k := key(dir)
	if other, ok := s.files[k]; ok {
		return folder{}, clash(dir+"/", other)
	}
	parent := folder{exists: true}
	if up := path.Dir(dir); up != "." {
		var err error
		if parent, err = s.need(up); err != nil {
			return folder{}, err
		}
	}
	d := folder{create: true, ours: true}
	if parent.exists {
		info, err := os.Lstat(s.native(dir))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return folder{}, fmt.Errorf("look at %q: %w", s.show(dir), cause(err))
		case info.IsDir():
			ours, respelt := s.owns(dir, "/", info)
			d = folder{exists: true, create: respelt, ours: ours}
		case !info.Mode().IsRegular() || !s.old.has(dir):
			return folder{}, s.inTheWay(dir, info.Mode())
		}
	}
	s.dirs[dir], s.above[k] = d, dir
	return d, nil
}
