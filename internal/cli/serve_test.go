package cli

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// serving is a "gloss serve" in this process.
type serving struct {
	t      *testing.T
	url    string
	lines  *bufio.Scanner // of standard error
	status chan int
}

func startServing(t *testing.T, args ...string) *serving {
	t.Helper()
	r, w := io.Pipe()
	s := &serving{t: t, lines: bufio.NewScanner(r), status: make(chan int, 1)}
	t.Cleanup(func() { r.Close() })
	time.AfterFunc(time.Minute, func() { r.Close() }) // what is waited for does not come
	go func() {
		app := App{Stdout: w, Stderr: w, Now: func() time.Time { return time.Time{} }}
		s.status <- app.Run(append([]string{"serve", "--addr", "127.0.0.1:0"}, args...))
		w.Close()
	}()
	s.url = s.await(`Serving (http://127\.0\.0\.1:\d+/)`)[1]
	return s
}

// await reads what is printed up to a line that matches, and returns the match.
func (s *serving) await(pattern string) []string {
	s.t.Helper()
	re := regexp.MustCompile(pattern)
	var read []string
	for s.lines.Scan() {
		if m := re.FindStringSubmatch(s.lines.Text()); m != nil {
			return m
		}
		read = append(read, s.lines.Text())
	}
	s.t.Fatalf("nothing printed matches %s:\n%s", pattern, strings.Join(read, "\n"))
	return nil
}

// rest reads on, so that what prints need not wait.
func (s *serving) rest() {
	go func() {
		for s.lines.Scan() {
		}
	}()
}

func (s *serving) get(path string) (int, string) {
	s.t.Helper()
	r, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

// A site is served as it is now, mistakes and all, until the program is asked to stop.
func TestServe(t *testing.T) {
	site := write(t, map[string]string{"content/index.md": "Hello.\n", "content/guide.md": "# Guide\n"})
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		s := startServing(t, "-C", site)
		index := filepath.Join(site, "content/index.md")
		if err := os.WriteFile(index, []byte("No note.[^x]\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		s.await(`^content/index\.md:1:11: error: unknown note "x" \[note-unknown\]$`)
		s.await(`^    1 \| No note\.\[\^x\]$`)
		s.await(`^00:00:00  content/index\.md: 1 error in \d+ ms$`)
		if status, page := s.get(""); status != 200 || !strings.Contains(page, "No note.") {
			t.Errorf("%d %s", status, page)
		}
		if err := os.WriteFile(index, []byte("Mended.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		s.await(`^00:00:00  content/index\.md: \d pages, 0 terms, 0 notes, 0 events in \d+ ms$`)
		if _, page := s.get("index.html"); !strings.Contains(page, "Mended.") {
			t.Errorf("%s", page)
		}
		if _, err := os.Stat(filepath.Join(site, "public")); err == nil {
			t.Error("something was written")
		}
		s.rest()
		if err := syscall.Kill(os.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		if status := <-s.status; status != 0 {
			t.Errorf("%v: status %d", signal, status)
		}
	}
}

func TestServeFails(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	site := write(t, map[string]string{"content/index.md": "Hello.\n"})
	for _, tc := range []struct{ args, want string }{
		{"--addr " + l.Addr().String() + " -C " + site, "gloss: --addr: " + l.Addr().String() + " is taken by another program: name another port, or leave --addr out to get a free one\n"},
		{"--addr 0 -C " + site + "/none", "gloss: the folder of the site does not exist: name another with -C DIR\n"},
		{"--addr 0 -C " + site + "/content", "gloss: no folder \"content\" here: name the site's folder with -C DIR, or begin one with gloss init DIR\n"},
	} {
		if status, _, stderr := run(append([]string{"serve"}, strings.Fields(tc.args)...)...); status != 2 || stderr != tc.want {
			t.Errorf("gloss serve %s: status %d: %s", tc.args, status, stderr)
		}
	}
}
