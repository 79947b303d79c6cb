package content

import (
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"gloss/internal/diag"
)

// Options says how to load a site. The zero value works.
type Options struct {
	// ConfigFile is the configuration's path below the site root. "" is gloss.yaml,
	// which may be missing; a file asked for by name may not.
	ConfigFile string

	// Reuse, if not nil, is asked for each Markdown file before it is opened, by its
	// path below content/. What it returns stands in for the file and replays its
	// diagnostics; nil reads the file. It is called from several goroutines at once.
	// Drop everything when the configuration changes: a file's limit is in it.
	Reuse func(path string) *Source
}

// Load reads the site whose root is fsys: gloss.yaml and content/. Authors' mistakes
// are diagnostics, in a fixed order but unsorted; an error means that there is no
// site here or that it cannot be listed. Drafts are loaded like everything else.
func Load(fsys fs.FS, opts Options) (*Tree, []diag.Diag, error) {
	sc, err := scan(fsys)
	if err != nil {
		return nil, nil, err
	}
	config, diags, err := loadConfig(fsys, opts.ConfigFile)
	if err != nil {
		return nil, nil, err
	}
	diags = append(diags, sc.diags...)
	if len(sc.pages) == 0 && len(sc.diags) == 0 {
		diags = append(diags, diag.Errorf(diag.Pos{File: Root}, "content-empty", "there is no page in folder %q", Root).
			WithHint("write one: %s/index.md is the home page, a file in %s/articles/ an article", Root, Root))
	}
	t := &Tree{Config: config, Assets: sc.assets}
	for _, f := range readAll(fsys, sc.pages, config.Limits, opts.Reuse) {
		if f.source != nil {
			t.Sources = append(t.Sources, f.source)
		} else {
			diags = append(diags, f.diags...)
		}
	}
	t.diags = append(diags, checkOutputs(t.Sources, t.Assets)...)
	return t, t.all(), nil
}

// all returns what there is to say of a tree.
func (t *Tree) all() []diag.Diag {
	diags := slices.Clone(t.diags)
	for _, s := range t.Sources {
		diags = append(diags, s.diags...)
	}
	return diags
}

// Reload is [Load] when at most these files have changed since, by their paths below the site
// root, and the texts of Markdown files alone: nothing is listed, and nothing else opened. It
// reports false when that is not so; t is never changed.
func (t *Tree) Reload(fsys fs.FS, changed []string) (*Tree, []diag.Diag, bool) {
	next := *t
	next.Sources = slices.Clone(t.Sources)
	for _, file := range changed {
		below, ok := strings.CutPrefix(file, Root+"/")
		i, found := slices.BinarySearchFunc(next.Sources, below, func(s *Source, path string) int { return strings.Compare(s.Path, path) })
		if !ok || !found {
			return nil, nil, false
		}
		if info, err := fs.Lstat(fsys, file); err != nil || !info.Mode().IsRegular() {
			return nil, nil, false
		}
		old, now := next.Sources[i], readOne(fsys, below, t.Config.Limits, nil).source
		switch {
		case now == nil || !slices.Equal(now.Front.RedirectFrom, old.Front.RedirectFrom):
			return nil, nil, false
		case now.Sum != old.Sum:
			next.Sources[i] = now
		}
	}
	return &next, next.all(), true
}

// read is what became of one Markdown file; source is nil if it could not be read.
type read struct {
	source *Source
	diags  []diag.Diag
}

// readAll reads the files on all processors; the i-th result is of the i-th path.
func readAll(fsys fs.FS, paths []string, limits Limits, reuse func(string) *Source) []read {
	results := make([]read, len(paths))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(paths)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(paths) {
					return
				}
				results[i] = readOne(fsys, paths[i], limits, reuse)
			}
		})
	}
	wg.Wait()
	return results
}

func readOne(fsys fs.FS, path string, limits Limits, reuse func(string) *Source) read {
	if reuse != nil {
		if s := reuse(path); s != nil {
			return read{s, s.diags}
		}
	}
	pos := diag.Pos{File: Root + "/" + path}
	limit := int64(limits.FileSize)
	if limit == 0 {
		limit = DefaultFileSize
	}
	data, size, err := readFile(fsys, pos.File, limit)
	switch {
	case err != nil:
		return read{diags: []diag.Diag{diag.Errorf(pos, "unreadable", "the file cannot be read: %s", reason(err))}}
	case size > limit:
		return read{diags: []diag.Diag{diag.Errorf(pos, "file-size", "the file has %d bytes, more than the limit of %d", size, limit).
			WithHint("split it, or set limits: {file_size: %d} in gloss.yaml", size)}}
	}
	s, diags := Parse(path, data)
	return read{s, diags}
}

// readFile reads a file unless it is larger than the limit.
func readFile(fsys fs.FS, name string, limit int64) (data []byte, size int64, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if size = info.Size(); size > limit {
		return nil, size, nil
	}
	data = make([]byte, size)
	n, err := io.ReadFull(f, data)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil // it shrank meanwhile: what is there counts
	}
	return data[:n], size, err
}
