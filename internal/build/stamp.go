package build

import (
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/content"
)

// Stamp returns a key for everything that the output of a build depends on: the files of
// the site, the options, and the program, which the caller names. Two builds of one key
// have the same output. It reads every file and parses none.
func Stamp(program string, fsys fs.FS, o Options) (string, error) {
	fsys, _, err := withGlossary(fsys, o)
	if err != nil {
		return "", err
	}
	return stamp(program, fsys, o, nil)
}

// Stamp is the stamp of the site as it was built, with the same options; what the build has
// read it does not read again.
func (r *Result) Stamp(program string, o Options) (string, error) {
	read := make(map[string]uint64, len(r.Site.Pages))
	for _, p := range r.Site.Pages {
		if p.Source != nil {
			read[p.Source.File] = p.Source.Sum
		}
	}
	return stamp(program, r.fsys, o, read)
}

// stamp makes the key of a site, given the sums of files that are known.
func stamp(program string, fsys fs.FS, o Options, known map[string]uint64) (key string, err error) {
	names := []string{content.ConfigFile}
	if o.ConfigFile != "" {
		names[0] = o.ConfigFile
	}
	for _, root := range []string{content.Root, "layouts"} {
		if names, err = filesBelow(fsys, root, names); err != nil {
			return "", err
		}
	}
	sums := make([]uint64, len(names))
	errs := make([]error, len(names))
	parallel(len(names), func(i int) {
		var ok bool
		if sums[i], ok = known[names[i]]; !ok {
			sums[i], errs[i] = sumOf(fsys, names[i])
		}
	})
	h := xxhash.New()
	fmt.Fprintf(h, "%q %q %q %t\n", program, o.ConfigFile, o.URL, o.Drafts)
	for i, name := range names {
		if errs[i] != nil {
			return "", errs[i]
		}
		fmt.Fprintf(h, "%q %016x\n", name, sums[i])
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// filesBelow appends the files of a folder, sorted, to names.
func filesBelow(fsys fs.FS, dir string, names []string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		if dir == "layouts" {
			return names, nil // there need not be any
		}
		return nil, err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() {
			names, err = filesBelow(fsys, name, names)
		} else {
			names = append(names, name)
		}
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// sumOf hashes a file; one that is not there, as the configuration need not be, has a sum
// of its own.
func sumOf(fsys fs.FS, name string) (uint64, error) {
	f, err := fsys.Open(name)
	if err != nil {
		if name == content.ConfigFile {
			return 0, nil
		}
		return 0, err
	}
	defer f.Close()
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	h := xxhash.New()
	for {
		n, err := f.Read(*buf)
		_, _ = h.Write((*buf)[:n])
		if err == io.EOF {
			return h.Sum64(), nil
		}
		if err != nil {
			return 0, err
		}
	}
}
