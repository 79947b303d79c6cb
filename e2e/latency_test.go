package e2e

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/internal/bench"
	"gloss/internal/corpus"
)

var (
	latencyFile  = flag.String("latency", "", "the file into which TestLatency writes how long a save takes to be seen")
	latencySizes = flag.String("sizes", "10,1000,10000", "numbers of articles that are measured for it")
)

// saving is a kind of edit. It writes a mark into a file, which a page then shows.
type saving struct {
	name string
	page string // that shows it
	file string // that is saved
	edit func(text, mark string) string
}

func intoText(text, mark string) string {
	i := strings.LastIndex(text[:strings.LastIndex(text, ". ")+1], ". ") + 2
	return text[:i] + "Here is " + mark + " to be seen. " + text[i:]
}

// savings are what is measured. The alias is two words of an article, other ones each time.
func savings(t *testing.T, dir string) []saving {
	t.Helper()
	const article, term = "content/articles/2000/a000001.md", "content/glossary/behe-doctrine.md"
	data, err := os.ReadFile(filepath.Join(dir, article))
	if err != nil {
		t.Fatal(err)
	}
	pairs := regexp.MustCompile(`\b[a-z]{4,} [a-z]{4,}\b`).FindAllString(string(data[bytes.Index(data, []byte("\n---\n")):]), -1)
	n := 0
	return []saving{
		{"a sentence in an article", "articles/2000/a000001.html", article, intoText},
		{"a sentence in a definition", "glossary/behe-doctrine.html", term, intoText},
		{"another name of a term", "glossary/behe-doctrine.html", term, func(text, mark string) string {
			n++
			return strings.Replace(text, "aliases: [", "aliases: ["+mark+", "+pairs[n*7%len(pairs)]+", ", 1)
		}},
	}
}

// latency is how long one kind of edit takes.
type latency struct {
	articles        int
	name            string
	served, patched []time.Duration
	peak            int // MB resident, of the server
}

// TestLatency measures the time from a save to the new page being served, and to its being
// seen in a browser, and the memory of the server. It judges no time. make bench-live keeps
// the figures: go test ./e2e -run Latency -args -latency docs/bench/live.md.
func TestLatency(t *testing.T) {
	sizes, rounds := []int{10}, 2
	if *latencyFile != "" {
		sizes, rounds = nil, 41
		for field := range strings.SplitSeq(*latencySizes, ",") {
			n, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			sizes = append(sizes, n)
		}
	}
	machine := bench.ThisMachine()
	gloss := "" // the one in this test, whose memory is not that of gloss
	if *latencyFile != "" {
		gloss = filepath.Join(t.TempDir(), "gloss")
		if out, err := exec.Command("go", "build", "-trimpath", "-o", gloss, "gloss/cmd/build").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	var all []latency
	for _, n := range sizes {
		all = append(all, latenciesOf(t, gloss, n, rounds)...)
	}
	if *latencyFile == "" {
		return
	}
	if err := os.WriteFile(*latencyFile, latencyReport(machine, rounds, all), 0o644); err != nil {
		t.Fatal(err)
	}
}

func latenciesOf(t *testing.T, gloss string, articles, rounds int) []latency {
	t.Helper()
	d := &desktop{t: t, dir: t.TempDir(), program: gloss}
	if err := corpus.Write(d.dir, corpus.Options{Articles: articles}); err != nil {
		t.Fatal(err)
	}
	d.serve("127.0.0.1:0")
	defer d.stop()
	var all []latency
	for _, s := range savings(t, d.dir) {
		l := latency{articles: articles, name: s.name}
		v := desk
		v.away = true // in the end
		tb := d.visit(s.page, v)
		tb.script(`document.addEventListener('gloss:patched', () => {
			if (mark && document.body.textContent.includes(mark)) seen = performance.timeOrigin + performance.now();
		}); window.mark = ''; window.seen = 0`)
		original, err := os.ReadFile(d.path(s.file))
		if err != nil {
			t.Fatal(err)
		}
		for round := range rounds + 1 {
			mark := fmt.Sprintf("mark%d", round)
			tb.script("mark = " + quote(mark) + "; seen = 0")
			start := time.Now()
			d.save(s.file, s.edit(string(original), mark))
			served := d.until(s.page, mark).Sub(start)
			tb.wait("seen")
			patched := time.Duration((eval[float64](tb, "seen") - float64(start.UnixMicro())/1000) * float64(time.Millisecond))
			if round > 0 { // the first opens what is kept open
				l.served, l.patched = append(l.served, min(served, patched)), append(l.patched, patched) // what is seen has been served
			}
			tb.check("kept")
		}
		d.save(s.file, string(original))
		tb.wait("!document.body.textContent.includes(mark)")
		l.peak = peakOf(d.server.Process.Pid)
		all = append(all, l)
		t.Logf("%d articles, %s: served %v, patched %v, %d MB", articles, s.name, middle(l.served, 50), middle(l.patched, 50), l.peak)
	}
	return all
}

// until asks for a page until it holds a text, and returns when that was.
func (d *desktop) until(page, text string) time.Time {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); <-time.After(time.Millisecond) {
		r, err := http.Get(d.site.server.URL + "/" + page)
		if err != nil {
			d.t.Fatal(err)
		}
		data, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil {
			d.t.Fatal(err)
		}
		if bytes.Contains(data, []byte(text)) {
			return time.Now()
		}
	}
	d.t.Fatalf("%s never has %q", page, text)
	return time.Time{}
}

// peakOf returns the most memory that a process has had resident, in MB; 0 where the system
// does not tell.
func peakOf(pid int) int {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(data)) {
		var kb int
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kb); err == nil {
			return kb >> 10
		}
	}
	return 0
}

// middle returns a percentile.
func middle(times []time.Duration, percent int) time.Duration {
	times = slices.Sorted(slices.Values(times))
	return times[(len(times)-1)*percent/100].Round(100 * time.Microsecond)
}

func latencyReport(m bench.Machine, rounds int, all []latency) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `# How soon is a save seen?

This page is written by `+"`make bench-live`, which `make bench`"+` runs too; no figure is typed by hand.

Measured on %s.
Each figure is of %d saves of one file while `+"`gloss serve`"+` runs and one tab of Chromium shows the page.
*Served* is the time from the save to the new page having been read from the server, which is asked every millisecond;
*seen* that to the page in the browser having been changed. 10 ms of each are spent waiting for the files to come to rest.
*Peak* is the most memory that the server has had resident so far.

| articles | saved | served, median | 95 %% | seen, median | 95 %% | peak, MB |
|---:|---|---:|---:|---:|---:|---:|
`, m, rounds)
	ms := func(d time.Duration) string { return fmt.Sprintf("%.0f ms", float64(d)/float64(time.Millisecond)) }
	for _, l := range all {
		peak := "–"
		if l.peak > 0 {
			peak = fmt.Sprint(l.peak)
		}
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | %s | %s |\n", l.articles, l.name,
			ms(middle(l.served, 50)), ms(middle(l.served, 95)), ms(middle(l.patched, 50)), ms(middle(l.patched, 95)), peak)
	}
	b.WriteString("\nThe corpus is that of [the other measurements](README.md).\n")
	return b.Bytes()
}
