package site

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The oracle of linking again: after any edits the site and what is said of it are those of a
// clean Link. Most edits only change words, and those must not cost a whole one.
func TestLinkerEqualsLink(t *testing.T) {
	sites := map[string]files{"synthetic": syntheticFiles(30)}
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		sites[name] = archived(t, name)
	}
	for _, c := range diagCases {
		sites["diagnostics: "+c.name] = c.fs
	}
	again, all, steps := 0, 0, 40
	if testing.Short() {
		steps = 10
	}
	for _, name := range slices.Sorted(maps.Keys(sites)) {
		w := &writer{rnd: rand.New(rand.NewPCG(uint64(len(name)), 7)), fs: maps.Clone(sites[name])}
		var k Linker
		var known []Input
		for step := range steps {
			in, opt, ok := quietInputs(t, w.fs, known)
			if !ok { // the edit broke a front matter or an attribute list
				w.fs, w.done = w.before, nil
				w.edit()
				continue
			}
			known = in
			if step > 0 {
				all++
				if probe := (Linker{k.last, k.in}); probe.again(in, opt) != nil {
					again++
				}
			}
			if what := equalsLink(&k, in, opt); what != "" {
				t.Fatalf("%s, after %v: %s", name, w.done, what)
			}
			w.done = nil
			w.edit()
		}
	}
	t.Logf("%d of %d edits were linked again", again, all)
	if again < all/3 {
		t.Errorf("only %d of %d edits were linked again, the others anew", again, all)
	}
}

// A name of a term that every dated statement has changes every page, and what is told of it.
func TestLinkerAlias(t *testing.T) {
	w := &writer{fs: syntheticFiles(40)}
	w.fs["articles/many.md"] = strings.Repeat("The world. ", 2*mentionsPerPage) // of which a list takes several pages
	var k Linker
	var known []Input
	for step := range 4 {
		in, opt, _ := quietInputs(t, w.fs, known)
		if step > 0 && (&Linker{k.last, k.in}).again(in, opt) == nil {
			t.Error("linked anew")
		}
		if what := equalsLink(&k, in, opt); what != "" {
			t.Errorf("step %d: %s", step, what)
		}
		known = in
		w.alias("glossary/t1.md")
	}
}

// equalsLink links again, and says in what the outcome is not that of a clean Link.
func equalsLink(k *Linker, in []Input, opt Options) string {
	got, diags := k.Link(in, opt)
	want, wantDiags := Link(in, opt)
	if !slices.Equal(diags, wantDiags) {
		return fmt.Sprintf("says\n%s\nwant\n%s", showDiags(diags), showDiags(wantDiags))
	}
	return differs(got, want)
}

// differs names a field in which two sites differ.
func differs(a, b *Site) string {
	if reflect.DeepEqual(a, b) {
		return ""
	}
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i := range x.NumField() {
		if f := x.Type().Field(i); f.IsExported() && !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) {
			return "sites differ in " + f.Name
		}
	}
	return "sites differ in what others do not see"
}

// archived returns the files of a golden archive.
func archived(t *testing.T, file string) files {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fs, section := files{}, ""
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(rest, " --\n") {
			section = strings.TrimSuffix(rest, " --\n")
		}
		if section != "" && !strings.HasPrefix(section, "want/") {
			if _, ok := fs[section]; ok {
				fs[section] += line
			} else {
				fs[section] = ""
			}
		}
	}
	return fs
}

// writer changes a site as an author does who mostly writes.
type writer struct {
	rnd    *rand.Rand
	fs     files
	before files
	done   []string
}

func (w *writer) pick(list ...string) string { return list[w.rnd.IntN(len(list))] }

func (w *writer) edit() {
	w.before, w.fs = w.fs, maps.Clone(w.fs)
	for range 1 + w.rnd.IntN(2) {
		var names []string
		for _, name := range slices.Sorted(maps.Keys(w.fs)) {
			if strings.HasSuffix(name, ".md") {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			return
		}
		terms := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, "glossary/") })
		if w.rnd.IntN(6) == 0 && len(terms) > 0 {
			w.alias(w.pick(terms...))
			return
		}
		w.words(w.pick(names...))
	}
}

// alias gives a term another name or takes it away.
func (w *writer) alias(name string) {
	text := w.fs[name]
	if !strings.HasPrefix(text, "---\n") || strings.Contains(text, "\naliases:") && !strings.Contains(text, "aliases: [Some word, world]") {
		return
	}
	w.done = append(w.done, "alias of "+name)
	const alias = "aliases: [Some word, world]\n"
	if strings.Contains(text, alias) {
		w.fs[name] = strings.Replace(text, alias, "", 1)
	} else {
		w.fs[name] = "---\n" + alias + strings.TrimPrefix(text, "---\n")
	}
}

// words changes a line of a text.
func (w *writer) words(name string) {
	lines := strings.SplitAfter(w.fs[name], "\n")
	first := 0
	if lines[0] == "---\n" {
		first = slices.Index(lines[1:], "---\n") + 2
	}
	if first >= len(lines) {
		return
	}
	i := first + w.rnd.IntN(len(lines)-first)
	line := lines[i]
	at := 0
	if n := strings.Count(line, " "); n > 0 {
		for range 1 + w.rnd.IntN(n) {
			at += strings.IndexByte(line[at:], ' ') + 1
		}
	}
	switch w.rnd.IntN(8) {
	case 0: // a word goes
		rest := line[at:]
		if j := strings.IndexByte(rest, ' '); j > 0 {
			line = line[:at] + rest[j+1:]
		}
	case 1:
		line += "\nA paragraph that is new, on TERM1 and the JCPOA." + w.pick(" {p=1}", " {p=2-3,5}", " {p=none}", "") + "\n\n"
	case 4:
		line = strings.Replace(line, w.pick("{p=1}", "{p=2-3}", "{p=4}"), w.pick("{p=3}", "{p=1-2}", ""), 1)
	case 2:
		line = line[:at] + "ends here. And " + line[at:]
	case 3:
		line = line[:at] + w.pick("TERM2 ", "snapback ", "[x]{#new} ", "[then]{date=2001} ", "[TERM1]{term=none} ") + line[at:]
	default:
		line = line[:at] + w.pick("some word ", "more ", "TERM0 ", "a, ") + line[at:]
	}
	lines[i] = line
	w.done = append(w.done, fmt.Sprintf("%s: %q", name, line))
	w.fs[name] = strings.Join(lines, "")
}
