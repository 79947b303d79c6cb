package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Watched is what a site is made of. All paths are relative to the site's root and have
// slashes; "../glossary" is a folder outside of it.
type Watched struct {
	Folders []string               // with all that is in them: "content", "layouts"
	Files   []string               // "gloss.yaml"
	Ignored func(name string) bool // files and folders to leave alone, by their name
}

// covers reports whether a path belongs to the site.
func (w *Watched) covers(name string) bool {
	if slices.Contains(w.Files, name) {
		return true
	}
	for _, dir := range w.Folders {
		rest, below := strings.CutPrefix(name, dir+"/")
		if name == dir || below && !slices.ContainsFunc(strings.Split(rest, "/"), w.Ignored) {
			return true
		}
	}
	return false
}

// A touch says that something may have changed: a path, or, when it is empty, anything.
type touch string

// anything is the touch after which nothing is known for sure.
const anything touch = ""

// A watcher tells which files of a site change, by listening to the system. It watches
// folders, never files: those that editors replace would be lost.
type watcher struct {
	root    string // of the site, as the system names it
	touches chan touch
	fs      *fsnotify.Watcher

	watched atomic.Pointer[Watched]
	lost    bool // the root is gone; for listen alone
}

// retry is how often a watcher looks whether a site that is gone has come back.
const retry = 100 * time.Millisecond

// watch begins to watch. What happens from now on is told, until ctx is done.
func watch(ctx context.Context, root string, watched Watched) (*watcher, error) {
	f, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{root: root, touches: make(chan touch, 64), fs: f}
	switch err := w.follow(watched); {
	case errors.Is(err, fs.ErrNotExist):
		w.lost = true
	case err != nil:
		f.Close()
		return nil, err
	}
	go w.listen(ctx)
	return w, nil
}

// follow replaces the folders and files to watch.
func (w *watcher) follow(watched Watched) error {
	w.watched.Store(&watched)
	return w.addAll()
}

// addAll watches everything there is. It may be called again: what is watched stays so.
func (w *watcher) addAll() error {
	watched := w.watched.Load()
	if err := w.fs.Add(w.root); err != nil {
		return err
	}
	for _, name := range append(slices.Clip(watched.Folders), watched.Files...) {
		// where it stands is watched too, to see it come and go
		if err := w.fs.Add(w.path(path.Dir(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, dir := range watched.Folders {
		if err := w.addTree(dir, nil); err != nil {
			return err
		}
	}
	return nil
}

// addTree watches a folder and those in it, and tells of all the files found: they may
// have been there before the watch was. A folder that is not there is none to watch.
func (w *watcher) addTree(dir string, found func(name string)) error {
	if err := w.fs.Add(w.path(dir)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	entries, _ := os.ReadDir(w.path(dir)) // what cannot be read, the build complains about
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case w.watched.Load().Ignored(e.Name()):
		case e.IsDir():
			if err := w.addTree(name, found); err != nil {
				return err
			}
		case found != nil:
			found(name)
		}
	}
	return nil
}

// path returns a path as the system names it.
func (w *watcher) path(name string) string { return filepath.Join(w.root, filepath.FromSlash(name)) }

// name returns a path as the site names it.
func (w *watcher) name(file string) (string, bool) {
	rel, err := filepath.Rel(w.root, file)
	return filepath.ToSlash(rel), err == nil
}

// listen turns what the system tells into touches.
func (w *watcher) listen(ctx context.Context) {
	defer w.fs.Close()
	again := time.NewTicker(retry)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			w.event(ctx, e)
		case err, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			if err != nil { // events have been lost, folders with them
				w.recover(ctx)
			}
		case <-again.C:
			if w.lost {
				w.recover(ctx)
			}
		}
	}
}

// recover begins anew after which anything may have changed.
func (w *watcher) recover(ctx context.Context) {
	w.lost = w.addAll() != nil
	w.tell(ctx, anything)
}

func (w *watcher) event(ctx context.Context, e fsnotify.Event) {
	name, ok := w.name(e.Name)
	if !ok {
		return
	}
	if name == "." {
		if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
			w.lost = true
			w.tell(ctx, anything)
		}
		return
	}
	if !w.watched.Load().covers(name) {
		return
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		w.forget(e.Name)
	}
	w.tell(ctx, touch(name))
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			if err := w.addTree(name, func(name string) { w.tell(ctx, touch(name)) }); err != nil {
				w.lost = true
			}
		}
	}
}

// forget stops watching a folder that has gone, and those that were in it. They may stand
// elsewhere now, under other names, where they are found again.
func (w *watcher) forget(dir string) {
	for _, name := range w.fs.WatchList() {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			_ = w.fs.Remove(name) // the system may have been faster
		}
	}
}

func (w *watcher) tell(ctx context.Context, t touch) {
	select {
	case w.touches <- t:
	case <-ctx.Done():
	}
}
