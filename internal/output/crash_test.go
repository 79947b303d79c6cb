package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// TestMain lets the test binary play a build that is killed; see TestKilledBuild.
func TestMain(m *testing.M) {
	if dir := os.Getenv("GLOSS_TEST_BUILD"); dir != "" {
		_, err := Sync(dir, func(yield func(File, error) bool) {
			for i := range 2 * workers { // so that some are staged for certain
				yield(File{Path: fmt.Sprint("new", i), Data: []byte("new")}, nil)
			}
			fmt.Println("ready")
			io.Copy(io.Discard, os.Stdin) // until killed
		})
		fmt.Println("not killed:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func TestKilledBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	v1 := want{"index.html": "old"}
	v1.sync(t, dir)

	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GLOSS_TEST_BUILD="+dir)
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Errorf("the other build says %q, %v", line, err)
	}
	_, err = Sync(dir, v1.files(nil))
	cmd.Process.Kill()
	cmd.Wait()
	refused(t, err, "another build", "is writing to", "wait for it to end")

	left := scan(t, dir)
	if _, ok := left[tmpName+"/"]; !ok || left["index.html"] != "old" {
		t.Errorf("killed build left %q, want the old site and a staging folder", left)
	}
	v2 := want{"index.html": "new"}
	v2.sync(t, dir)
	expect(t, dir, v2)
}

// Two builds of one process are kept apart as well: the server's and a test's.
func TestLockWithinOneProcess(t *testing.T) {
	dir := t.TempDir()
	_, err := Sync(dir, func(yield func(File, error) bool) {
		_, err := Sync(dir, list("b"))
		refused(t, err, "another build", filepath.ToSlash(dir))
		yield(File{Path: "a"}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, dir, want{"a": ""})
}

// Many builds at once: one writes, the others are refused or come later. The lock
// file comes and goes all the while.
func TestCrowd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var inside, done atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 100 {
				_, err := Sync(dir, func(yield func(File, error) bool) {
					if inside.Add(1) != 1 {
						t.Error("two builds at once")
					}
					yield(File{Path: "index.html", Data: fmt.Append(nil, i)}, nil)
					inside.Add(-1)
				})
				if err == nil {
					done.Add(1)
				} else {
					refused(t, err, "another build")
				}
			}
		})
	}
	wg.Wait()
	if done.Load() == 0 {
		t.Error("no build came through")
	}
	want{"index.html": "x"}.sync(t, dir)
	expect(t, dir, want{"index.html": "x"})
}

// The lock alone, quickly: a file that its holder removes is easily locked by two.
func TestCrowdAtTheLock(t *testing.T) {
	file := filepath.Join(t.TempDir(), lockName)
	var inside atomic.Int32
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for range 1000 {
				unlock, err := lock(file)
				if err != nil {
					continue
				}
				if inside.Add(1) != 1 {
					t.Error("two holders at once")
				}
				runtime.Gosched()
				inside.Add(-1)
				unlock()
			}
		})
	}
	wg.Wait()
}

// Whatever rename fails, nothing foreign is touched, nothing temporary stays, and
// the next Sync, to the new site or back to the old, puts everything right.
func TestFailureWhileReplacing(t *testing.T) {
	disk := errors.New("the disk is gone")
	v1 := want{"index.html": "1", "a/x": "1", "a/y": "1", "b": "1", "gone/z": "1"}
	v2 := want{"index.html": "2", "a/x": "2", "a/y": "1", "b/c": "2", "n/e/w": "2", ".nojekyll": ""}
	v3 := want{"index.html": "3", "n": "3"}
	folders := map[string][]string{"1": {"a/", "gone/"}, "2": {"a/", "b/", "n/", "n/e/"}, "3": nil}
	for after := range 7 { // two manifests and five pages
		for _, next := range []want{v1, v2, v3} {
			dir := t.TempDir()
			v1.sync(t, dir)
			put(t, dir, want{"gone/mine": "mine", "CNAME": "mine"})
			n := 0
			_, err := syncWith(dir, v2.files(nil), func(from, to string) error {
				if n++; n > after {
					return disk
				}
				return os.Rename(from, to)
			})
			if !errors.Is(err, disk) {
				t.Fatalf("after %d: error is %v", after, err)
			}
			for p := range scan(t, dir) {
				if p == tmpName+"/" || p == lockName {
					t.Errorf("after %d: left %s", after, p)
				}
			}
			next.sync(t, dir)
			expected := want{"gone/": "", "gone/mine": "mine", "CNAME": "mine"}
			for p, data := range next {
				expected[p] = data
			}
			for _, d := range folders[next["index.html"]] {
				expected[d] = ""
			}
			expect(t, dir, expected)
		}
	}
}

func TestDamagedManifest(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "public")
	want{"index.html": "x"}.sync(t, dir)
	put(t, root, want{"precious": "precious"})
	good := scan(t, dir)[manifestName]
	for _, bad := range []string{
		"", "index.html\n", good[:len(good)-1], good + "\n", good + "../precious\n", good + "/etc/passwd\n",
		"gloss-manifest 2\nindex.html\n",
	} {
		put(t, dir, want{manifestName: bad})
		before := scan(t, root)
		_, err := Sync(dir, list("index.html"))
		refused(t, err, manifestName, "damaged")
		same(t, scan(t, root), before)
	}
}

// Git may check the folder out with other line ends.
func TestManifestWithCRLF(t *testing.T) {
	dir := t.TempDir()
	want{"a/x": "x"}.sync(t, dir)
	put(t, dir, want{manifestName: manifestHeader + "\r\na/\r\na/x\r\n"})
	want{"b": "b"}.sync(t, dir)
	expect(t, dir, want{"b": "b"})
}
