package build

import (
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"gloss/internal/output"
)

// shuffled is a file system that lists its folders in any order and dates its files anyhow.
type shuffled struct {
	fs.FS
	rnd *rand.Rand
}

func (s shuffled) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if dir, ok := f.(fs.ReadDirFile); ok && err == nil {
		return shuffledDir{dir, s.rnd}, nil
	}
	return f, err
}

type shuffledDir struct {
	fs.ReadDirFile
	rnd *rand.Rand
}

func (d shuffledDir) ReadDir(n int) ([]fs.DirEntry, error) {
	entries, err := d.ReadDirFile.ReadDir(-1)
	d.rnd.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	if n > 0 && err == nil {
		err = io.EOF
	}
	return entries, err
}

// The same input gives the same bytes, on whatever machine.
func TestDeterministic(t *testing.T) {
	want := mustBuild(t, sample, Options{})
	rnd := rand.New(rand.NewPCG(3, 4))
	defer func(l *time.Location, n int) { time.Local = l; runtime.GOMAXPROCS(n) }(time.Local, runtime.GOMAXPROCS(0))
	for _, tc := range []struct {
		procs, zone int // zone in hours east of Greenwich
		locale      string
	}{{1, -11, "tr_TR.UTF-8"}, {2, 14, "fa_IR"}, {7, 14, "tr_TR.UTF-8"}} {
		runtime.GOMAXPROCS(tc.procs)
		time.Local = time.FixedZone("here", tc.zone*3600)
		t.Setenv("LC_ALL", tc.locale)
		t.Setenv("LANG", tc.locale)
		for _, d := range differences(want, mustBuild(t, shuffled{sample, rnd}, Options{})) {
			t.Errorf("with %+v: %s", tc, d)
		}
	}
}

// The files come in one order, whatever finishes first.
func TestFilesInOrder(t *testing.T) {
	var b Builder
	r, _, err := b.Build(sample, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for range 3 {
		var got []string
		for f, err := range r.Files() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, f.Path)
		}
		if want == nil {
			want = got
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("file %d is %s, was %s", i, got[i], want[i])
			}
		}
	}
}

// Whoever stops early leaves nothing running that would block, and may start again.
func TestFilesStopEarly(t *testing.T) {
	var b Builder
	r, _, err := b.Build(sample, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for stop := range 8 {
		n := 0
		for range r.Files() {
			if n++; n > stop {
				break
			}
		}
	}
}

// What has not changed is not written again, so that mtimes mean something.
func TestSecondBuildWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	sync := func(b *Builder) output.Stats {
		r, _, err := b.Build(sample, Options{})
		if err != nil {
			t.Fatal(err)
		}
		stats, err := output.Sync(dir, r.Output())
		if err != nil {
			t.Fatal(err)
		}
		return stats
	}
	var b Builder
	first := sync(&b)
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	index := filepath.Join(dir, "index.html")
	if err := os.Chtimes(index, old, old); err != nil {
		t.Fatal(err)
	}
	for _, again := range []*Builder{&b, {}} {
		if stats := sync(again); stats.Written != 0 || stats.Removed != 0 || stats.Unchanged != first.Written {
			t.Errorf("second build: %+v after %+v", stats, first)
		}
	}
	if info, err := os.Stat(index); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("index.html was touched: %v %v", info.ModTime(), err)
	}
}
