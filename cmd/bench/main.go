// Command bench measures Gloss, Hugo and the least that has to be done, and writes
// docs/bench. It is run at the root of the repository; "make bench" does that.
//
//	bench [flags]               measure
//	bench corpus [flags] DIR    write the site that is measured, or one of another size
//	bench floor CONTENT OUT     be the floor
//	bench profile SITE OUT CPU HEAP    build a site and write two profiles
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gloss/internal/bench"
	"gloss/internal/corpus"
)

func main() {
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) > 0 && args[0] == "corpus":
		return writeCorpus(args[1:])
	case len(args) == 3 && args[0] == "floor":
		return bench.Floor(args[1], args[2])
	case len(args) == 5 && args[0] == "profile":
		return bench.ProfileBuild(args[1], args[2], args[3], args[4])
	}
	return measure(args)
}

func writeCorpus(args []string) error {
	var o corpus.Options
	flags := flag.NewFlagSet("bench corpus", flag.ContinueOnError)
	flags.IntVar(&o.Articles, "n", 100, "`articles`")
	flags.IntVar(&o.Words, "words", 1500, "`words` of an article, roughly")
	flags.IntVar(&o.Terms, "terms", 500, "`terms` of the glossary")
	flags.IntVar(&o.Events, "events", 0, "`events` on the timeline, roughly (default 5 for every 2 articles)")
	flags.Uint64Var(&o.Seed, "seed", 0, "another `number` is another text")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("corpus wants one folder to write to")
	}
	return corpus.Write(flags.Arg(0), o)
}

func measure(args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("sizes", "100,1000,10000,100000", "numbers of `articles`")
	rounds := flags.Int("rounds", 5, "`runs` of each contender at each size up to 10,000")
	hugoMax := flags.Int("hugo-max", 10_000, "leave Hugo out above so many `articles`")
	timeout := flags.Duration("timeout", 5*time.Minute, "leave out what takes longer")
	work := flags.String("work", ".bench", "`folder` for tools, corpora and output")
	out := flags.String("o", "docs/bench", "`folder` for the report")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("%q is no flag", flags.Arg(0))
	case *rounds < 1:
		return errors.New("-rounds wants at least 1")
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	o := bench.Options{Rounds: *rounds, HugoMax: *hugoMax, Timeout: *timeout, Work: *work, Self: self, Log: os.Stderr}
	for field := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes: %q is no number of articles", field)
		}
		o.Sizes = append(o.Sizes, n)
	}
	slices.Sort(o.Sizes)
	report, err := bench.Run(o)
	if err != nil {
		return err
	}
	return write(*out, report)
}

// write writes the report when all has been measured.
func write(dir string, report *bench.Report) error {
	var page bytes.Buffer
	if err := report.Markdown(&page); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "README.md"), page.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "plot.svg"), report.SVG(), 0o644)
}
