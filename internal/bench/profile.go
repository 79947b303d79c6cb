package bench

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"

	"gloss/internal/build"
	"gloss/internal/cli"
	"gloss/internal/output"
)

// Profile says where a cold build of Gloss spends its processor time, and what is held in
// memory when the site is linked.
type Profile struct {
	Articles     int
	Time, Memory []Share
}

// Share is a part of a whole.
type Share struct {
	What    string
	Percent float64
}

// part is what one line of a profile is about: the samples that a function was on the stack
// of and that no part before it has taken.
type part struct{ what, functions string }

var timeParts = []part{
	{"collecting garbage", `^runtime\.(gcBgMarkWorker|gcAssistAlloc|bgsweep|bgscavenge|gcStart|GC|mallocgc.*gc)`},
	{"making the index of the search", `gloss/internal/search\.`},
	{"making the files for programs (JSON, iCalendar)", `gloss/internal/export\.`},
	{"rendering pages: terms, notes, locators and links put in, layouts", `gloss/internal/render\.`},
	{"parsing: colouring code", `gloss/internal/highlight\.`},
	{"parsing: Markdown, our constructs, sentences", `gloss/internal/annotate\.Parse`},
	{"matching the names of terms", `site\.\(\*Lexicon\)\.Match`},
	{"linking", `gloss/internal/site\.`},
	{"reading files and front matter", `gloss/internal/content\.`},
	{"hashing, creating, writing and renaming files", `gloss/internal/output\.`},
}

var memoryParts = []part{
	{"what parsing keeps: the articles' HTML, and where holes, runs, blocks and sentences are in it", `gloss/internal/annotate\.`},
	{"the hits of terms", `site\.\(\*Lexicon\)\.Match`},
	{"the linked site: targets, mentions, relations, events, coverage", `gloss/internal/site\.`},
	{"paths and front matter", `gloss/internal/content\.`},
}

// ProfileBuild builds a site into a folder as gloss does, and writes two profiles: of the
// processor time to cpu, and of the memory held when the site is linked to heap.
func ProfileBuild(site, out, cpu, heap string) (err error) {
	debug.SetGCPercent(cli.GCPercent)
	f, err := os.Create(cpu)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	var b build.Builder
	result, diags, err := b.Build(os.DirFS(site), build.Options{})
	if err != nil {
		return err
	}
	if len(diags) > 0 {
		return fmt.Errorf("the corpus has mistakes, the first: %v", diags[0])
	}
	if err := writeHeap(heap); err != nil {
		return err
	}
	_, err = output.Sync(out, result.Output())
	return err
}

func writeHeap(name string) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	runtime.GC()
	return pprof.WriteHeapProfile(f)
}

// profile measures one build of n articles in a process of its own.
func (o *Options) profile(site, out string, n int) (*Profile, error) {
	cpu, heap := filepath.Join(out, "cpu.prof"), filepath.Join(out, "heap.prof")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	fmt.Fprintf(o.Log, "%d articles, profile\n", n)
	if text, err := exec.Command(o.Self, "profile", site, filepath.Join(out, "profiled"), cpu, heap).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("profile: %w\n%s", err, text)
	}
	p := &Profile{Articles: n}
	var err error
	if p.Time, err = shares(o.Self, cpu, "cpu", timeParts); err != nil {
		return nil, err
	}
	p.Memory, err = shares(o.Self, heap, "inuse_space", memoryParts)
	return p, err
}

// shares reads a profile; what belongs to no part comes last.
func shares(program, profile, index string, parts []part) ([]Share, error) {
	var list []Share
	rest, seen := 100.0, ""
	for _, p := range parts {
		percent, err := focused(program, profile, index, p.functions, seen)
		if err != nil {
			return nil, err
		}
		list = append(list, Share{p.what, percent})
		rest -= percent
		seen = strings.TrimPrefix(seen+"|"+p.functions, "|")
	}
	return append(list, Share{"the rest", max(rest, 0)}), nil
}

var accountedFor = regexp.MustCompile(`accounting for [^,]+, ([0-9.]+)% of`)

// focused returns how many percent of a profile's samples have a function of focus on the
// stack and none of ignore.
func focused(program, profile, index, focus, ignore string) (float64, error) {
	args := []string{"tool", "pprof", "-top", "-nodefraction=0", "-edgefraction=0", "-nodecount=100000", "-sample_index=" + index, "-focus=" + focus}
	if ignore != "" {
		args = append(args, "-ignore="+ignore)
	}
	out, err := exec.Command("go", append(args, program, profile)...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("go tool pprof: %w\n%s", err, out)
	}
	m := accountedFor.FindSubmatch(out)
	if m == nil {
		return 0, nil // nothing of the sort
	}
	return strconv.ParseFloat(string(m[1]), 64)
}
