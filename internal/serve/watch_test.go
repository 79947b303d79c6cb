package serve

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"gloss/internal/content"
)

// folder is a site on disk.
type folder struct {
	t   *testing.T
	dir string
}

func newFolder(t *testing.T) folder {
	f := folder{t, filepath.Join(t.TempDir(), "site")}
	f.write("gloss.yaml", "title: T\n")
	f.write("content/index.md", "Hello.\n")
	f.write("content/articles/a.md", "A.\n")
	return f
}

func (f folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f folder) check(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f folder) mkdir(name string) {
	f.t.Helper()
	f.check(os.MkdirAll(f.path(name), 0o755))
}

// write writes a file in place.
func (f folder) write(name, text string) {
	f.t.Helper()
	f.mkdir(path.Dir(name))
	f.check(os.WriteFile(f.path(name), []byte(text), 0o644))
}

func (f folder) rename(from, to string) {
	f.t.Helper()
	f.check(os.Rename(f.path(from), f.path(to)))
}

func (f folder) remove(name string) {
	f.t.Helper()
	f.check(os.RemoveAll(f.path(name)))
}

var testWatched = Watched{
	Folders: []string{"content", "layouts"}, Files: []string{"gloss.yaml"},
	Ignored: content.Ignored,
}

// told is what a watcher has told.
type told struct {
	t     *testing.T
	mu    sync.Mutex
	names []string
	more  chan struct{}
}

func watching(t *testing.T, f folder) (*watcher, *told) {
	t.Helper()
	w, err := watch(t.Context(), f.dir, testWatched)
	if err != nil {
		t.Fatal(err)
	}
	x := &told{t: t, more: make(chan struct{}, 1)}
	go func() {
		for {
			select {
			case name := <-w.touches:
				x.mu.Lock()
				x.names = append(x.names, string(name))
				x.mu.Unlock()
				select {
				case x.more <- struct{}{}:
				default:
				}
			case <-t.Context().Done():
				return
			}
		}
	}()
	return w, x
}

// await waits until all the names have been told since the last call, and returns all that
// have.
func (x *told) await(names ...string) []string {
	x.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		x.mu.Lock()
		all := x.names
		missing := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(all, name) })
		if len(missing) == 0 {
			x.names = nil
			x.mu.Unlock()
			return all
		}
		x.mu.Unlock()
		select {
		case <-x.more:
		case <-deadline:
			x.t.Fatalf("not told of %q, only of %q", missing, all)
		}
	}
}

// until awaits a change that is made now, and returns what was told before it.
func (x *told) until(f folder) []string {
	x.t.Helper()
	f.write("content/sentinel.md", "Now.\n")
	return slices.DeleteFunc(x.await("content/sentinel.md"), func(name string) bool { return name == "content/sentinel.md" })
}

func TestWatchInPlace(t *testing.T) {
	f := newFolder(t)
	_, x := watching(t, f)
	f.write("content/articles/a.md", "B.\n")
	x.await("content/articles/a.md")
	f.write("gloss.yaml", "title: U\n")
	x.await("gloss.yaml")
	f.write("layouts/style.css", "a{}\n") // a folder that was not there
	x.await("layouts/style.css")
	f.write("layouts/style.css", "b{}\n")
	x.await("layouts/style.css")
	f.remove("content/articles/a.md")
	x.await("content/articles/a.md")
}

// Editors save in many ways, each with files of its own for a moment. Of those nothing is
// told, and of the article always, also after it has been replaced: a watch on the file itself
// would be gone after the first time.
func TestWatchEditors(t *testing.T) {
	const dir, file = "content/articles/", "content/articles/a.md"
	for name, save := range map[string]func(f folder){
		"in place": func(f folder) { f.write(file, "B.\n") },
		"emptied first": func(f folder) {
			f.write(file, "")
			f.write(file, "B.\n")
		},
		"vim": func(f folder) {
			f.write(dir+".a.md.swp", "x")
			f.write(dir+".a.md.swx", "x")
			f.write(dir+"4913", "") // whether the folder can be written to
			f.remove(dir + "4913")
			f.rename(file, file+"~")
			f.write(file, "B.\n")
			f.remove(file + "~")
			f.remove(dir + ".a.md.swp")
		},
		"emacs": func(f folder) {
			f.check(os.Symlink("me@desk.1234:1", f.path(dir+".#a.md")))
			f.write(dir+"#a.md#", "B.\n")
			f.rename(file, file+"~")
			f.write(file, "B.\n")
			f.remove(dir + ".#a.md")
			f.remove(dir + "#a.md#")
		},
		"JetBrains": func(f folder) {
			f.write(file+"___jb_tmp___", "B.\n")
			f.rename(file, file+"___jb_old___")
			f.rename(file+"___jb_tmp___", file)
			f.remove(file + "___jb_old___")
		},
		"VS Code": func(f folder) {
			f.write(dir+".a.md.1732540000000", "x") // its history, in some versions
			f.write(file, "B.\n")
			f.remove(dir + ".a.md.1732540000000")
		},
		"gedit": func(f folder) {
			f.write(dir+".goutputstream-A1B2C3", "B.\n")
			f.rename(dir+".goutputstream-A1B2C3", file)
		},
		"Kate": func(f folder) {
			f.write(dir+".a.md.kate-swp", "x")
			f.write(dir+".a.md.Xy12Ab", "B.\n")
			f.rename(dir+".a.md.Xy12Ab", file)
			f.remove(dir + ".a.md.kate-swp")
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			_, x := watching(t, f)
			for range 3 {
				save(f)
				names := x.await(file)
				names = append(names, x.until(f)...)
				if others := slices.DeleteFunc(names, func(name string) bool { return name == file || name == "content/sentinel.md" }); len(others) > 0 {
					t.Errorf("told of %q", others)
				}
			}
		})
	}
}

// What editors and desktops leave behind, and what is outside of the site, is not told.
func TestWatchIgnores(t *testing.T) {
	f := newFolder(t)
	_, x := watching(t, f)
	f.write("content/.git/index", "x")
	f.write("content/articles/.a.md.swp", "x")
	f.write("public/index.html", "x")
	f.write("other.yaml", "x")
	f.write("content~/x.md", "x")
	if names := x.until(f); len(names) > 0 {
		t.Errorf("told of %q", names)
	}
}

// A file may be there before its folder is watched.
func TestWatchNewFolders(t *testing.T) {
	f := newFolder(t)
	_, x := watching(t, f)
	for i := range 20 {
		deep := fmt.Sprintf("content/a%d/b/c/d.md", i)
		f.write(deep, "D.\n") // mkdir -p and a file at once
		x.await(deep)
		f.write(deep, "E.\n")
		x.await(deep)
	}
}

func TestWatchMovedTrees(t *testing.T) {
	f := newFolder(t)
	f.write("content/old/b/c.md", "C.\n")
	f.write("elsewhere/in/x.md", "X.\n")
	_, x := watching(t, f)

	f.rename("content/old", "content/new")
	x.await("content/old", "content/new/b/c.md")
	f.write("content/new/b/c.md", "D.\n")
	if names := x.await("content/new/b/c.md"); slices.Contains(names, "content/old/b/c.md") {
		t.Errorf("told of the former place: %q", names)
	}

	f.rename("elsewhere/in", "content/in") // into the site
	x.await("content/in/x.md")
	f.write("content/in/x.md", "Y.\n")
	x.await("content/in/x.md")

	f.rename("content/new", "elsewhere/out") // out of it
	x.await("content/new")
	f.write("elsewhere/out/b/c.md", "E.\n")
	if names := x.until(f); len(names) > 0 {
		t.Errorf("told of %q, which is out of the site", names)
	}

	f.rename("elsewhere/out", "content/new") // and back
	x.await("content/new/b/c.md")
	f.write("content/new/b/c.md", "F.\n")
	x.await("content/new/b/c.md")
}

// A checkout writes, replaces and removes hundreds of files in folders that come and go.
func TestWatchCheckout(t *testing.T) {
	f := newFolder(t)
	name := func(i int) string { return fmt.Sprintf("content/articles/%d/%d/f%d.md", i%7, i%3, i) }
	for i := range 150 {
		f.write(name(i), "Old.\n")
	}
	_, x := watching(t, f)
	var names []string
	for i := range 300 {
		names = append(names, name(i))
		if i%5 == 0 {
			f.write(name(i)+"~", "New.\n")
			f.rename(name(i)+"~", name(i))
		} else {
			f.write(name(i), "New.\n")
		}
	}
	x.await(names...)
	f.remove("content/articles/0")
	f.write(name(7), "Again.\n")
	x.await(name(0), name(7))
}

// When the system has lost events, anything may have changed, and folders may have come.
func TestWatchOverflow(t *testing.T) {
	f := newFolder(t)
	w, x := watching(t, f)
	f.check(w.fs.Remove(f.path("content/articles"))) // as if it had come unseen
	w.fs.Errors <- fsnotify.ErrEventOverflow
	x.await(string(anything))
	f.write("content/articles/a.md", "B.\n")
	x.await("content/articles/a.md")
}

func TestWatchContentComesBack(t *testing.T) {
	f := newFolder(t)
	_, x := watching(t, f)
	f.remove("content")
	x.await("content/articles/a.md", "content")
	f.write("content/articles/a.md", "B.\n")
	x.await("content/articles/a.md")
	f.write("content/articles/a.md", "C.\n")
	x.await("content/articles/a.md")
}

func TestWatchRootComesBack(t *testing.T) {
	f := newFolder(t)
	_, x := watching(t, f)
	f.check(os.RemoveAll(f.dir))
	x.await(string(anything))
	f.write("content/articles/a.md", "B.\n")
	x.await(string(anything))
	f.write("content/articles/a.md", "C.\n")
	x.await("content/articles/a.md")
}

// The folder of a shared glossary is watched from when the site names it.
func TestWatchFollows(t *testing.T) {
	f := newFolder(t)
	f.write("../glossary/x.md", "X.\n")
	w, x := watching(t, f)
	f.write("../glossary/x.md", "Y.\n")
	if names := x.until(f); len(names) > 0 {
		t.Errorf("told of %q", names)
	}
	more := testWatched
	more.Folders = append(slices.Clip(more.Folders), "../glossary")
	f.check(w.follow(more))
	f.write("../glossary/x.md", "Z.\n")
	x.await("../glossary/x.md")
}

func TestPoll(t *testing.T) {
	f := newFolder(t)
	f.write("content/old/b.md", "B.\n")
	p := newPoller(f.dir, testWatched)
	sees := func(names ...string) {
		t.Helper()
		got := p.changed()
		slices.Sort(got)
		if !slices.Equal(got, names) {
			t.Errorf("changed %q, want %q", got, names)
		}
	}
	sees()
	f.write("content/articles/a.md", "Longer.\n")
	sees("content/articles/a.md")
	f.check(os.Chtimes(f.path("content/articles/a.md"), time.Time{}, time.Unix(1e9, 0)))
	sees("content/articles/a.md")
	f.write("content/.git/x", "x")
	f.write("public/x", "x")
	sees()
	f.rename("content/old", "content/new")
	sees("content/new", "content/new/b.md", "content/old", "content/old/b.md")
	f.write("layouts/style.css", "a{}\n")
	sees("layouts/style.css")
	f.remove("content")
	f.remove("gloss.yaml")
	sees("content/articles", "content/articles/a.md", "content/index.md", "content/new", "content/new/b.md", "gloss.yaml")
	f.write("content/index.md", "Hello.\n")
	sees("content/index.md")
}

// The poller runs until it is stopped.
func TestPollRuns(t *testing.T) {
	f := newFolder(t)
	touches := make(chan touch)
	go newPoller(f.dir, testWatched).run(t.Context(), time.Millisecond, touches)
	f.write("content/articles/a.md", "Longer.\n")
	if got := <-touches; got != "content/articles/a.md" {
		t.Errorf("told of %q", got)
	}
}
