package bench

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gloss/internal/corpus"
)

// The test binary is the floor as well, as cmd/bench is.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "floor" {
		if err := Floor(os.Args[2], os.Args[3]); err != nil {
			println(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// fixture is a small corpus and a contender that is the floor, run twice.
func fixture(t *testing.T) (content string, c contender) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	site := t.TempDir()
	if err := corpus.Write(site, corpus.Options{Articles: 3, Terms: 4}); err != nil {
		t.Fatal(err)
	}
	content = filepath.Join(site, "content")
	return content, contender{"a", "a again", func(out string) []string { return []string{self, "floor", content, out} }}
}

// Every round runs everyone, and says what was written.
func TestRounds(t *testing.T) {
	_, a := fixture(t)
	b := contender{"b", "", a.args}
	out := filepath.Join(t.TempDir(), "out")
	o := Options{Rounds: 3, Timeout: time.Minute, Log: io.Discard}
	rows, err := o.measureAll(contenders{a, b}, 3, out)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"a", "a again", "b"} {
		row := rows[i]
		if row.Name != name || len(row.Samples) != 3 || row.TimedOut {
			t.Fatalf("row %d is %+v, want three samples of %q", i, row, name)
		}
		for _, s := range row.Samples {
			// on some disks the time of a file is too coarse to tell the second run from the first
			if s.Wall <= 0 || name != "a again" && (s.Files != 7 || s.Bytes < 3*5000) {
				t.Errorf("%s: %+v, want 7 files of some kilobytes", name, s)
			}
		}
	}
	if runs, err := os.ReadDir(out); err != nil || len(runs) != 6 {
		t.Errorf("%d folders of output (%v), want a new one for each of six runs", len(runs), err)
	}
}

// A contender that takes too long is left out; the run goes on.
func TestTimeout(t *testing.T) {
	_, a := fixture(t)
	o := Options{Rounds: 2, Timeout: 1, Log: io.Discard}
	rows, err := o.measureAll(contenders{a}, 3, filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	if !rows[0].TimedOut || len(rows[0].Samples)+len(rows[1].Samples) > 0 {
		t.Errorf("%+v, want a time-out and no samples", rows)
	}
}

// A contender that fails stops the run: figures of half a build are worth nothing.
func TestFailure(t *testing.T) {
	_, a := fixture(t)
	self := a.args("")[0]
	bad := contender{"bad", "", func(out string) []string { return []string{self, "floor", "no such folder", out} }}
	o := Options{Rounds: 1, Timeout: time.Minute, Log: io.Discard}
	if _, err := o.measureAll(contenders{bad}, 3, filepath.Join(t.TempDir(), "out")); err == nil {
		t.Error("no error")
	}
}

// What a second build leaves alone does not count as written.
func TestScan(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, at int64) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Unix(at, 0)); err != nil {
			t.Fatal(err)
		}
	}
	write("same", "1", 5)
	write("again", "1", 7)
	before, err := scan(dir, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (tree{files: 2, bytes: 2, newest: time.Unix(7, 0)}); before != want {
		t.Errorf("%v, want %v", before, want)
	}
	write("again", "12", 8)
	write("new", "123", 9)
	after, err := scan(dir, before.newest)
	if err != nil {
		t.Fatal(err)
	}
	if want := (tree{files: 2, bytes: 5, newest: time.Unix(9, 0)}); after != want {
		t.Errorf("%v, want %v", after, want)
	}
	if none, err := scan(filepath.Join(dir, "none"), time.Time{}); err != nil || none != (tree{}) {
		t.Errorf("%v, %v for no folder", none, err)
	}
}
