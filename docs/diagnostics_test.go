package docs_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/cli"
	"gloss/internal/diag"
	"gloss/internal/snapshot"
)

const diagnosticsPage = "diagnostics.md"

// severities are the parts of diagnostics.md that describe codes, and what they describe.
var severities = map[string]diag.Severity{"Errors": diag.Error, "Warnings": diag.Warning, "Notes": diag.Note}

// unshowable are the codes that no file in a txtar fence can bring about, with the reason.
// Their sections have a text fence alone; it shows what Gloss says of the site given here.
var unshowable = map[string]struct {
	why  string
	site fstest.MapFS
}{
	"encoding": {"the page itself is UTF-8", fstest.MapFS{
		"content/articles/a.md": {Data: []byte("They met in a caf\xe9 in Vienna.\n")},
		"content/articles/b.md": {Data: []byte("\xff\xfeT\x00h\x00e\x00y\x00")},
	}},
	"symlink": {"a fence holds files, not links", fstest.MapFS{
		"content/articles/a.md":   {Data: []byte("a.\n")},
		"content/articles/old.md": {Data: []byte("a.md"), Mode: fs.ModeSymlink},
	}},
	"unreadable": {"a fence holds files, not what the system puts in their way", fstest.MapFS{
		"content/articles/a.md": {Data: []byte("a.\n")},
		"content/queue":         {Mode: fs.ModeNamedPipe},
	}},
}

// diagnosticGuide is diagnostics.md: the screens of its introduction and a section for each code.
type diagnosticGuide struct {
	lines    []string
	screens  []fence // sites and what the screen shows of them, by turns
	sections []codeSection
}

// codeSection describes one code.
type codeSection struct {
	line       int // of its heading, 0-based
	part, code string
	fences     []fence
	prose      string // what stands outside the fences
}

func (g *diagnosticGuide) text(f fence) string {
	return strings.Join(append(slices.Clone(g.lines[f.from:f.to]), ""), "\n")
}

func parseGuide(t *testing.T) *diagnosticGuide {
	data, err := os.ReadFile(diagnosticsPage)
	if err != nil {
		t.Fatal(err)
	}
	g := &diagnosticGuide{lines: strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")}
	part := ""
	var current *codeSection
	for i := 0; i < len(g.lines); i++ {
		line := g.lines[i]
		m := fenceLine.FindStringSubmatch(line)
		switch {
		case m != nil:
			f := fence{lang: m[2], name: m[3], from: i + 1}
			for i++; i < len(g.lines) && g.lines[i] != m[1]; i++ {
			}
			if f.to = i; i == len(g.lines) {
				t.Fatalf("%s:%d: the fence is not closed", diagnosticsPage, f.from)
			}
			if current != nil {
				current.fences = append(current.fences, f)
			} else {
				g.screens = append(g.screens, f)
			}
		case strings.HasPrefix(line, "# "):
			part, current = line[2:], nil
		case strings.HasPrefix(line, "## ") && severities[part] != 0:
			g.sections = append(g.sections, codeSection{line: i, part: part, code: line[3:]})
			current = &g.sections[len(g.sections)-1]
		case current != nil:
			current.prose += line + "\n"
		}
	}
	return g
}

// siteOf reads the files of a txtar fence: each stands behind a line "-- NAME --".
func siteOf(text string) fstest.MapFS {
	site := fstest.MapFS{"gloss.yaml": {Data: []byte("title: T\n")}}
	var file *fstest.MapFile
	for line := range strings.Lines(text) {
		rest, begins := strings.CutPrefix(line, "-- ")
		if name, ends := strings.CutSuffix(rest, " --\n"); begins && ends {
			file = &fstest.MapFile{}
			site[name] = file
		} else if file != nil {
			file.Data = append(file.Data, line...)
		}
	}
	return site
}

// report is what a build says under one code, as the page shows it: without the frame.
func (b built) report(code string) string {
	var sb strings.Builder
	for _, d := range b.diags {
		if d.Code != code {
			continue
		}
		sb.WriteString(d.String() + "\n")
		if d.Hint != "" {
			sb.WriteString("   hint: " + d.Hint + "\n")
		}
	}
	return sb.String()
}

// checked is what gloss check says besides.
func (b built) checked(t *testing.T) built {
	t.Helper()
	diags, _, err := b.result.Check()
	if err != nil {
		t.Fatal(err)
	}
	return built{result: b.result, diags: diags}
}

// against is what gloss check --snapshots snapshots says besides, of a site that has such a
// folder.
func (b built) against(t *testing.T, fsys fs.FS) built {
	t.Helper()
	if _, err := fs.Stat(fsys, "snapshots"); err != nil {
		return built{}
	}
	sub, err := fs.Sub(fsys, "snapshots")
	if err != nil {
		t.Fatal(err)
	}
	sources, diags, err := snapshot.Load(sub, "snapshots")
	if err != nil {
		t.Fatal(err)
	}
	return built{diags: append(diags, snapshot.Check(b.result.Site, sources, b.result.ReadFile).Diags...)}
}

// TestDiagnosticExamples builds the example of every code, or checks it where a build does
// not say it, and compares what is said.
func TestDiagnosticExamples(t *testing.T) {
	g := parseGuide(t)
	wanted := map[fence]string{}
	for _, s := range g.sections {
		t.Run(s.code, func(t *testing.T) { g.runSection(t, s, wanted) })
	}
	g.settle(t, wanted)
}

func (g *diagnosticGuide) runSection(t *testing.T, s codeSection, wanted map[fence]string) {
	var site fstest.MapFS
	exception, isException := unshowable[s.code]
	if isException {
		site = siteOf("")
		maps.Copy(site, exception.site)
	}
	compared := 0
	for _, f := range s.fences {
		switch {
		case f.lang == "txtar" && !isException:
			site = siteOf(g.text(f))
		case f.lang == "text" && site != nil:
			b := buildSite(t, site)
			got := b.report(s.code)
			if got == "" && strings.Contains(s.prose, "`gloss check`") {
				got = b.checked(t).report(s.code)
			}
			if got == "" {
				got = b.against(t, site).report(s.code)
			}
			if wanted[f] = got; got == "" {
				t.Errorf("%s:%d: the example does not bring about [%s]", diagnosticsPage, f.from, s.code)
			}
			site = nil
			compared++
		default:
			t.Errorf("%s:%d: a fence of %q has no place here: sections hold txtar fences, each with a text fence behind it", diagnosticsPage, f.from, f.lang)
		}
	}
	if compared == 0 || site != nil {
		t.Errorf("%s:%d: an example of [%s] is missing, or what comes of it", diagnosticsPage, s.line+1, s.code)
	}
}

// TestDiagnosticScreens runs the command line on the sites of the introduction.
func TestDiagnosticScreens(t *testing.T) {
	g := parseGuide(t)
	if len(g.screens) == 0 || len(g.screens)%2 != 0 {
		t.Fatalf("%s: the introduction has %d fences, want a site and a screen by turns", diagnosticsPage, len(g.screens))
	}
	wanted := map[fence]string{}
	for pair := range slices.Chunk(g.screens, 2) {
		dir := t.TempDir()
		if err := os.CopyFS(dir, siteOf(g.text(pair[0]))); err != nil {
			t.Fatal(err)
		}
		var screen bytes.Buffer
		app := cli.App{Stdout: &screen, Stderr: &screen, Now: time.Now}
		app.Run([]string{"-C", dir})
		wanted[pair[1]] = screen.String()
	}
	g.settle(t, wanted)
}

// settle compares the fences with what they should be or, with -update, rewrites them.
func (g *diagnosticGuide) settle(t *testing.T, wanted map[fence]string) {
	byLine := func(a, b fence) int { return b.from - a.from } // from the end: lines above keep their numbers
	for _, f := range slices.SortedFunc(maps.Keys(wanted), byLine) {
		want, got := g.text(f), wanted[f]
		if want == got {
			continue
		}
		if !*update {
			t.Errorf("%s:%d: this is not what Gloss says (-documented +said); go test ./docs -update rewrites it\n%s", diagnosticsPage, f.from, cmp.Diff(want, got))
			continue
		}
		g.lines = slices.Replace(g.lines, f.from, f.to, strings.Split(strings.TrimSuffix(got, "\n"), "\n")...)
	}
	if *update {
		if err := os.WriteFile(diagnosticsPage, []byte(strings.Join(append(g.lines, ""), "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDiagnosticSections compares the sections with the codes in the program's sources.
func TestDiagnosticSections(t *testing.T) {
	g := parseGuide(t)
	emitted := emittedCodes(t)
	described := map[string]bool{}
	for i, s := range g.sections {
		at := diagnosticsPage + ":" + strconv.Itoa(s.line+1)
		described[s.code] = true
		if i > 0 && g.sections[i-1].part == s.part && g.sections[i-1].code >= s.code {
			t.Errorf("%s: %q belongs before %q", at, s.code, g.sections[i-1].code)
		}
		levels := slices.Sorted(maps.Keys(emitted[s.code]))
		if len(levels) == 0 {
			t.Errorf("%s: nothing in the program reports [%s]", at, s.code)
			continue
		}
		if levels[0] != severities[s.part] {
			t.Errorf("%s: [%s] is reported as %s, but stands under %q", at, s.code, levels[0], s.part)
		}
		for _, level := range levels[1:] {
			if !strings.Contains(s.prose, "a "+level.String()) {
				t.Errorf("%s: [%s] can also be a %s, which the section does not say", at, s.code, level)
			}
		}
	}
	for _, code := range slices.Sorted(maps.Keys(emitted)) {
		if !described[code] {
			t.Errorf("%s: [%s] has no section", diagnosticsPage, code)
		}
	}
	for code, exception := range unshowable {
		if emitted[code] == nil {
			t.Errorf("nothing in the program reports [%s], which is said to be unshowable because %s", code, exception.why)
		}
	}
}

var (
	notProse = regexp.MustCompile("(?s)```.*?```|`[^`]*`")       // fences and code in a line
	linkTo   = regexp.MustCompile(`\]\((syntax\.md)?#([^)]+)\)`) // within the page, or to the manual
)

// TestDiagnosticLinks looks for the headings that the page links to.
func TestDiagnosticLinks(t *testing.T) {
	headings := map[string]bool{} // "syntax.md#3-front-matter", "#draft"
	for _, s := range parseGuide(t).sections {
		headings["#"+s.code] = true
	}
	for _, line := range parse(t).lines {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
			headings[manual+"#"+slug(title)] = true
		}
	}
	text, err := os.ReadFile(diagnosticsPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range linkTo.FindAllStringSubmatch(notProse.ReplaceAllString(string(text), ""), -1) {
		if to := m[1] + "#" + m[2]; !headings[to] {
			t.Errorf("%s: no heading %q", diagnosticsPage, to)
		}
	}
}

// slug is the id that GitHub gives to a heading.
func slug(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
