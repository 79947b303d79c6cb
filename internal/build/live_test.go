package build

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gloss/internal/diag"
	"gloss/internal/offline"
	"gloss/internal/serve"
)

// The oracle of live editing: after each of many edits that leave no error, every page that is
// served is that of a clean build but for the added script; what is gone is not served. The
// site stands on a disk, and the server finds out by itself what has changed.
func TestServedEqualsClean(t *testing.T) {
	edits := 200
	if testing.Short() {
		edits = 30
	}
	e := &editor{rnd: rand.New(rand.NewPCG(11, 5)), files: fstest.MapFS{}}
	e.files["gloss.yaml"] = &fstest.MapFile{Data: []byte("title: T\n")}
	e.files["content/index.md"] = &fstest.MapFile{Data: []byte("Hello.\n")}
	for range 12 {
		e.edit()
	}
	e.mend(Options{})
	d := newDesk(t)
	d.write(e.files)
	d.serve()
	pages, gone := 0, map[string]bool{}
	for step := range edits {
		e.done = nil
		if e.rnd.IntN(3) == 0 {
			e.write()
		} else {
			e.edit()
		}
		e.mend(Options{})
		d.write(e.files)
		var b Builder
		r, _, err := b.Build(e.files, Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := outputs(t, r)
		delete(want, offline.ListPath) // what is being written is not kept for reading offline
		want[offline.WorkerPath] = offline.Remover()
		d.await(fmt.Sprintf("edit %d, %v", step, e.done), func() string { return d.differs(want, gone) })
		for name := range want {
			pages++
			gone[name] = true
		}
	}
	if pages < 20*edits {
		t.Errorf("only %d pages of %d sites were looked at", pages, edits)
	}
}

// write changes words alone, or the names of a term.
func (e *editor) write() {
	name := e.existing()
	text := string(e.files[name].Data)
	head, body := "", text
	if strings.HasPrefix(text, "---\n") {
		if i := strings.Index(text, "\n---\n"); i > 0 {
			head, body = text[:i+5], text[i+5:]
		}
	}
	if strings.Contains(name, "glossary/") && head != "" && !strings.Contains(head, "\naliases:") {
		head = strings.Replace(head, "---\n", "---\naliases: ["+e.pick("word", "price", "later", "item")+"]\n", 1)
	} else if at := strings.IndexByte(body, ' '); at > 0 {
		body = body[:at] + " " + e.pick("word", "the deal", "snapback.", "JCPOA", "A word. Another") + body[at:]
	} else {
		body += "\nMore of the deal.\n"
	}
	e.files[name] = &fstest.MapFile{Data: []byte(head + body)}
	e.done = append(e.done, "words of "+name)
}

// desk is a site on a disk that is served.
type desk struct {
	t     *testing.T
	dir   string
	files map[string][]byte // on the disk
	url   chan string
	at    string
	built chan struct{} // a build has ended
}

func newDesk(t *testing.T) *desk {
	return &desk{t: t, dir: t.TempDir(), files: map[string][]byte{}, url: make(chan string, 1), built: make(chan struct{}, 1)}
}

// write makes the disk hold these files.
func (d *desk) write(files fstest.MapFS) {
	d.t.Helper()
	for name := range d.files {
		if files[name] == nil {
			if err := os.Remove(d.path(name)); err != nil {
				d.t.Fatal(err)
			}
			delete(d.files, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := files[name].Data
		if old, ok := d.files[name]; ok && bytes.Equal(old, data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(d.path(name), data, 0o644); err != nil {
			d.t.Fatal(err)
		}
		d.files[name] = bytes.Clone(data)
	}
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// onDesk is a site as the server sees it.
type onDesk struct{ *Result }

func (s onDesk) Watched() serve.Watched { return watchedOf(s.Folders()) }

func watchedOf(folders []string) serve.Watched {
	return serve.Watched{Folders: folders, Files: []string{"gloss.yaml"}, Ignored: Ignored}
}

// Serving, Built and Warn are what the server reports.
func (d *desk) Serving(url string) { d.url <- url }

func (d *desk) Built(r serve.Report) {
	if r.Err != nil {
		d.t.Error(r.Err)
	}
	select {
	case d.built <- struct{}{}:
	default:
	}
}

func (d *desk) Warn(message string) { d.t.Error(message) }

// serve serves the site until the test ends.
func (d *desk) serve() {
	d.t.Helper()
	var b Builder
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() {
		stopped <- serve.Run(ctx, serve.Options{
			Root: d.dir, Watched: watchedOf(Folders()), Report: d, Addr: "127.0.0.1:0", Mistake: Mistake,
			ReadFile: func(name string) ([]byte, error) { return os.ReadFile(d.path(name)) },
			Rebuild: func(changes serve.Changes) (serve.Site, []diag.Diag, error) {
				r, diags, err := b.Build(os.DirFS(d.dir), Options{Changed: changes, LastLayouts: true})
				return onDesk{r}, diags, err
			},
		})
	}()
	d.t.Cleanup(func() {
		stop()
		if err := <-stopped; err != nil {
			d.t.Error(err)
		}
	})
	select {
	case d.at = <-d.url:
	case err := <-stopped:
		d.t.Fatal(err)
	}
}

// await waits, from build to build, until nothing is wrong any more.
func (d *desk) await(after string, wrong func() string) {
	d.t.Helper()
	patience := time.After(20 * time.Second)
	for what := wrong(); what != ""; what = wrong() {
		select {
		case <-d.built:
		case <-patience:
			d.t.Fatalf("after %s: %s", after, what)
		}
	}
}

var addedScript = regexp.MustCompile(`<script src="/_gloss/live.js"[^>]*></script>`)

// differs says in which page what is served is not what there should be. Names are all that
// there may have been.
func (d *desk) differs(want map[string][]byte, names map[string]bool) string {
	d.t.Helper()
	all := maps.Clone(names)
	for name := range want {
		all[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		status, data := d.get(name)
		if filepath.Ext(name) == ".html" {
			added := len(addedScript.FindAll(data, -1))
			if data = addedScript.ReplaceAll(data, nil); added != 1 {
				return fmt.Sprintf("%s has %d scripts of the server", name, added)
			}
		}
		switch data2, ok := want[name]; {
		case !ok && status != http.StatusNotFound:
			return fmt.Sprintf("%s is still there", name)
		case ok && (status != http.StatusOK || !bytes.Equal(data, data2)):
			return fmt.Sprintf("%s: %d, %s", name, status, differences(map[string][]byte{name: data}, map[string][]byte{name: data2}))
		}
	}
	return ""
}

func (d *desk) get(name string) (int, []byte) {
	d.t.Helper()
	r, err := http.Get(d.at + name)
	if err != nil {
		d.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return r.StatusCode, data
}
