// Package bench measures Gloss beside Hugo and beside the least that any program of this
// sort has to do, on one corpus and in one run, and reports the figures as a table and a
// plot. Nothing in its report is typed by hand.
package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// Options say what to measure. Sizes and Rounds must be given.
type Options struct {
	Sizes   []int         // articles, ascending
	Rounds  int           // runs of each contender at each size
	HugoMax int           // above this many articles Hugo is left out
	Timeout time.Duration // of one run; a contender that takes longer is left out from there on
	Work    string        // folder for tools, corpora and output
	Self    string        // this program, which is also the floor
	Log     io.Writer     // says what is going on
}

// Run measures every contender at every size. Each round runs all of them in turn, so that
// what else the machine does falls on all alike.
func Run(o Options) (*Report, error) {
	work, err := filepath.Abs(o.Work)
	if err != nil {
		return nil, err
	}
	t, err := install(work, o.Log)
	if err != nil {
		return nil, err
	}
	t.floor = o.Self
	corpora, out := filepath.Join(work, "corpus"), filepath.Join(work, "out")
	if err := remove(corpora, out); err != nil {
		return nil, err
	}
	report := &Report{Machine: ThisMachine(), Rounds: o.Rounds, Timeout: o.Timeout, Gloss: t.version}
	for _, n := range o.Sizes {
		site := filepath.Join(corpora, strconv.Itoa(n))
		// in a process of its own: the memory of this one counts as theirs (see peak)
		if out, err := exec.Command(o.Self, "corpus", "-n", strconv.Itoa(n), site).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("write a corpus of %d articles: %w\n%s", n, err, out)
		}
		corpus, err := scan(filepath.Join(site, "content"), time.Time{})
		if err != nil {
			return nil, err
		}
		size := Size{Articles: n, Files: corpus.files, Bytes: corpus.bytes}
		contenders := t.contenders(site, work)
		if n > o.HugoMax {
			contenders = contenders.without(hugoName)
		}
		if size.Rows, err = o.measureAll(contenders, n, filepath.Join(out, strconv.Itoa(n))); err != nil {
			return nil, err
		}
		report.Sizes = append(report.Sizes, size)
		if n <= largest {
			if report.Profile, err = o.profile(site, filepath.Join(out, strconv.Itoa(n)), n); err != nil {
				return nil, err
			}
		}
	}
	return report, remove(corpora, out)
}

func remove(dirs ...string) error {
	for _, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}

// largest is the number of articles above which every contender runs but once: the disk
// has to hold all that is written.
const largest = 10_000

func (o *Options) rounds(n int) int {
	if n > largest {
		return 1
	}
	return o.Rounds
}

// measureAll measures the contenders at one size, each run in a new folder within out.
// Nothing is removed in between: some file systems, ext4 for one, take ten times as long to
// create a file for a minute or more after many were removed.
func (o *Options) measureAll(cs contenders, n int, out string) ([]Row, error) {
	var rows []Row
	first := map[string]int{} // the first row of each contender
	for _, c := range cs {
		first[c.name] = len(rows)
		for _, name := range c.rows() {
			rows = append(rows, Row{Name: name})
		}
	}
	for round := range o.rounds(n) {
		for k := range cs {
			c := cs[(k+round)%len(cs)] // nobody always comes first
			own := rows[first[c.name]:][:len(c.rows())]
			if own[0].TimedOut {
				continue
			}
			dir := filepath.Join(out, fmt.Sprintf("%d-%d", round, k))
			for i := range own {
				sample, err := measure(c.args(dir), dir, o.Timeout)
				if errors.Is(err, context.DeadlineExceeded) {
					fmt.Fprintf(o.Log, "%d articles, round %d: %s is over the limit\n", n, round+1, own[i].Name)
					own[i].TimedOut = true
					break
				}
				if err != nil {
					return nil, fmt.Errorf("%s: %w", own[i].Name, err)
				}
				fmt.Fprintf(o.Log, "%d articles, round %d: %s: %.2f s, %d MB\n", n, round+1, own[i].Name, sample.Wall.Seconds(), sample.Peak>>20)
				own[i].Samples = append(own[i].Samples, sample)
			}
		}
	}
	return rows, nil
}

// measure runs a command that writes a folder.
func measure(args []string, out string, timeout time.Duration) (Sample, error) {
	before, err := scan(out, time.Time{})
	if err != nil {
		return Sample{}, err
	}
	_ = exec.Command("sync").Run() // what the last one wrote is not for this one to wait for
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")} // no GOGC, no HUGO_…
	var messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &messages, &messages
	start := time.Now()
	err = cmd.Run()
	wall := time.Since(start)
	if ctx.Err() != nil {
		return Sample{}, ctx.Err()
	}
	if err != nil {
		return Sample{}, fmt.Errorf("%w\n%s", err, messages.Bytes())
	}
	written, err := scan(out, before.newest)
	if err != nil {
		return Sample{}, err
	}
	return Sample{
		Wall: wall, User: cmd.ProcessState.UserTime(), System: cmd.ProcessState.SystemTime(),
		Peak: peak(cmd.ProcessState), Files: written.files, Bytes: written.bytes,
	}, nil
}
