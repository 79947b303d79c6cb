package output

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// world is a folder that builds and a user write to in turn, and what must be
// in it: it knows nothing of how Sync works but the manifest's format.
type world struct {
	t       *testing.T
	rnd     *rand.Rand
	dir     string
	foreign want // the user's files, folders and links, as scan shows them
}

func TestRandomHistories(t *testing.T) {
	for seed := range 30 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := &world{t: t, rnd: rand.New(rand.NewPCG(uint64(seed), 1)), dir: t.TempDir(), foreign: want{}}
			want{}.sync(t, w.dir)
			for range 40 {
				for range w.rnd.IntN(3) {
					w.user()
				}
				w.build()
				if t.Failed() {
					return
				}
			}
		})
	}
}

// path returns one of few paths, so that files and folders often collide.
func (w *world) path() string {
	parts := make([]string, 1+w.rnd.IntN(3))
	for i := range parts {
		parts[i] = string(rune('a' + w.rnd.IntN(3)))
	}
	return strings.Join(parts, "/")
}

func (w *world) data() string { return strings.Repeat("x", w.rnd.IntN(2)) + fmt.Sprint(w.rnd.IntN(2)) }

// pages returns a random site without clashing paths.
func (w *world) pages() want {
	pages := want{}
	for range w.rnd.IntN(6) {
		p := w.path()
		if !slices.ContainsFunc(slices.Collect(maps.Keys(pages)), func(q string) bool { return below(p, q) || below(q, p) }) {
			pages[p] = w.data()
		}
	}
	return pages
}

// below reports whether p is q or lies below it.
func below(p, q string) bool { return p == q || strings.HasPrefix(p, strings.TrimSuffix(q, "/")+"/") }

// user does something by hand.
func (w *world) user() {
	if n := len(w.foreign); w.rnd.IntN(6) < n { // tidy up, lest no build succeed
		f := slices.Sorted(maps.Keys(w.foreign))[w.rnd.IntN(n)]
		if os.Remove(filepath.Join(w.dir, f)) == nil { // else a folder in use
			delete(w.foreign, f)
		}
		return
	}
	p := w.path()
	name := filepath.Join(w.dir, p)
	ours := strings.Split(scan(w.t, w.dir)[manifestName], "\n")
	info, err := os.Lstat(name)
	switch {
	case err == nil && info.IsDir():
	case err == nil && w.foreign[p] != "": // the user's own
	case err == nil: // ours: spoil it
		if w.rnd.IntN(2) == 0 {
			os.Remove(name)
		} else {
			put(w.t, w.dir, want{p: w.data()})
		}
	case slices.Contains(ours, p): // missing, but ours all the same
	default:
		var made []string
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			if info, err := os.Lstat(filepath.Join(w.dir, d)); err == nil && !info.IsDir() {
				return
			} else if err != nil && !slices.Contains(ours, d+"/") {
				made = append(made, d+"/")
			}
		}
		for _, d := range made {
			w.foreign[d] = ""
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			w.t.Fatal(err)
		}
		if w.rnd.IntN(5) == 0 && os.Symlink("nowhere", name) == nil {
			w.foreign[p] = "-> nowhere"
			return
		}
		w.foreign[p] = w.data()
		put(w.t, w.dir, want{p: w.foreign[p]})
	}
}

// build runs one Sync, which may fail, and compares the folder with what must
// be in it.
func (w *world) build() {
	pages := w.pages()
	before := scan(w.t, w.dir)
	var fail error
	renames := -1
	switch w.rnd.IntN(6) {
	case 0:
		fail = errors.New("content")
	case 1:
		renames = w.rnd.IntN(4)
	}
	disk := errors.New("disk")
	_, err := syncWith(w.dir, pages.files(fail), func(from, to string) error {
		if renames == 0 {
			return disk
		}
		renames--
		return os.Rename(from, to)
	})
	_, isRefusal := errors.AsType[*Refusal](err)
	switch {
	case err == nil && fail == nil && !w.conflict(pages):
		w.compare(pages)
	case errors.Is(err, disk):
		w.compareForeign()
	case fail != nil && errors.Is(err, fail), isRefusal && w.conflict(pages):
		same(w.t, scan(w.t, w.dir), before)
	default:
		w.t.Errorf("build of %q beside %q: error is %v", pages, w.foreign, err)
	}
}

// conflict reports whether something foreign stands where a page belongs.
func (w *world) conflict(pages want) bool {
	for p, data := range pages {
		for f, mine := range w.foreign {
			switch {
			case p == f && data == mine:
			case below(f, p), below(p, f) && !strings.HasSuffix(f, "/"):
				return true
			}
		}
	}
	return false
}

// compare expects the pages, the user's files, their folders, and no more.
func (w *world) compare(pages want) {
	expected := maps.Clone(w.foreign)
	maps.Copy(expected, pages)
	for p := range maps.Clone(expected) {
		for d := path.Dir(strings.TrimSuffix(p, "/")); d != "."; d = path.Dir(d) {
			expected[d+"/"] = ""
		}
	}
	expect(w.t, w.dir, expected)
}

// compareForeign expects the user's files as they were, whatever else there is.
func (w *world) compareForeign() {
	got := scan(w.t, w.dir)
	for f, mine := range w.foreign {
		if data, ok := got[f]; !ok || data != mine {
			w.t.Errorf("%s: is %q, want %q", f, data, mine)
		}
	}
}

// A manifest says what may be deleted: whatever its bytes, nothing in it may
// lead out of the folder or to a file of ours, and reading it must be stable.
func FuzzManifest(f *testing.F) {
	f.Add(manifestHeader + "\n.nojekyll\na/\na/b.html\n")
	f.Add(manifestHeader + "\r\na\r\n")
	f.Add(manifestHeader + "\n../x\n")
	f.Add(manifestHeader + "\na//\n/\n")
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		put(t, dir, want{manifestName: text})
		m, err := readManifest(filepath.Join(dir, manifestName), manifestName)
		if err != nil {
			return
		}
		for _, e := range m.entries {
			if !filepath.IsLocal(filepath.FromSlash(e)) || strings.HasPrefix(e, reserved) || path.Clean(e) != strings.TrimSuffix(e, "/") {
				t.Errorf("entry %q", e)
			}
		}
		put(t, dir, want{manifestName: string(formatManifest(m.entries))})
		again, err := readManifest(filepath.Join(dir, manifestName), manifestName)
		if err != nil || !slices.Equal(again.entries, m.entries) {
			t.Errorf("read again: %q, %v; want %q", again.entries, err, m.entries)
		}
	})
}
