package build

import (
	"sync"

	"gloss/internal/annotate"
	"gloss/internal/offline"
	"gloss/internal/output"
	"gloss/internal/render"
)

// keeper lets browsers keep the site: it describes the files that pass through note while
// whoever asks for them makes them, and yields the worker and its list at the end.
type keeper struct {
	yield func(output.File, error) bool
	all   []*described
}

// note yields a file of those that browsers may keep.
func (k *keeper) note(f output.File, err error) bool {
	if err == nil && offline.Keeps(f.Path) {
		d := new(described)
		if f.Make == nil { // its bytes are not held: those of a large index are many
			d.as = offline.NewFile(f.Path, f.Data)
		} else {
			d.file = f
			f.Make = d.make
		}
		k.all = append(k.all, d)
	}
	return k.yield(f, err)
}

// end yields what depends on all the others.
func (k *keeper) end() bool {
	build := sync.OnceValues(func() (offline.Build, error) {
		list := make([]offline.File, len(k.all))
		for i, d := range k.all {
			var err error
			if list[i], err = d.known(); err != nil {
				return offline.Build{}, err
			}
		}
		return offline.NewBuild(list), nil
	})
	last := func(path string, text func(offline.Build) []byte) bool {
		return k.yield(output.File{Path: path, Make: func([]byte) ([]byte, error) {
			b, err := build()
			if err != nil {
				return nil, err
			}
			return text(b), nil
		}}, nil)
	}
	return last(offline.WorkerPath, offline.Build.Worker) && last(offline.ListPath, offline.Build.List)
}

// described is a file that is described when its content is made.
type described struct {
	file output.File // its zero value when it came with its content
	once sync.Once
	as   offline.File
	err  error
}

// make makes the content.
func (d *described) make(buf []byte) (data []byte, err error) {
	first := false
	d.once.Do(func() {
		first = true
		if data, err = d.file.Make(buf); err == nil {
			d.as = offline.NewFile(d.file.Path, data[len(buf):])
		}
		d.err = err
	})
	if first {
		return data, err
	}
	return d.file.Make(buf)
}

// known describes the file. It waits for who makes it, or makes it if nobody has asked so far.
func (d *described) known() (offline.File, error) {
	if d.file.Make != nil {
		d.once.Do(func() {
			var data []byte
			if data, d.err = d.file.Make(nil); d.err == nil {
				d.as = offline.NewFile(d.file.Path, data)
			}
		})
	}
	return d.as, d.err
}

// manifest is the web manifest.
func (r *Result) manifest() output.File {
	c := &r.Site.Config
	m := offline.Manifest{
		Name: annotate.Typography(c.Title), ShortName: r.Title(), Description: annotate.Typography(c.Summary),
		Lang: c.Lang, Dir: render.Direction(c.Lang),
	}
	for _, name := range r.Renderer.Icons() {
		m.Icons = append(m.Icons, offline.NewIcon(name))
	}
	return output.File{Path: offline.ManifestPath, Data: m.Bytes()}
}
