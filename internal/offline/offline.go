// Package offline makes what lets a browser keep a site: the service worker, the list of what
// it keeps, and the web manifest. It is given every other output file of the site.
package offline

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"path"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/jsontext"
)

// Output paths.
const (
	WorkerPath   = "sw.js"
	ListPath     = "offline.json"
	ManifestPath = "manifest.webmanifest"
)

// Whole is the size, in bytes as they travel, up to which a site is kept without being asked.
const Whole = 1_000_000

//go:embed worker.js
var worker string

// File is an output file.
type File struct {
	Path string
	Size int
	Sum  uint32 // CRC-32 (IEEE 802.3), which a worker can compute: it tells builds apart, not forgeries
}

// NewFile describes a file with its bytes.
func NewFile(path string, data []byte) File {
	return File{path, len(data), crc32.ChecksumIEEE(data)}
}

// Build is a site as a worker keeps it. The same files make the same bytes.
type Build struct {
	files []File
	id    string
}

// NewBuild describes a site of these files, which [Keeps] has chosen.
func NewBuild(files []File) Build {
	b := Build{files: files}
	sum := xxhash.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%q %d %08x\n", f.Path, f.Size, f.Sum)
	}
	b.id = fmt.Sprintf("%016x", sum.Sum64())
	return b
}

// Keeps reports whether a reader may want a file offline: not what only servers and search
// engines ask for.
func Keeps(name string) bool {
	return name != "CNAME" && name != "robots.txt" && !strings.HasPrefix(name, ".")
}

// size is how many bytes the files have, and about how many travel: servers compress text to a
// third or less.
func (b Build) size() (all, travel int) {
	for _, f := range b.files {
		all += f.Size
		switch path.Ext(f.Path) {
		case ".html", ".css", ".js", ".json", ".svg", ".txt", ".csv", ".xml", ".webmanifest":
			travel += f.Size / 3
		default:
			travel += f.Size
		}
	}
	return all, travel
}

// Worker is the service worker of a build.
func (b Build) Worker() []byte {
	all, travel := b.size()
	return fmt.Appendf(nil, "const site = {build: %q, whole: %t, size: %d};\n%s", b.id, travel <= Whole, all, worker)
}

// List is what the worker keeps.
func (b Build) List() []byte {
	list := fmt.Appendf(nil, "{\"build\":%q,\"files\":[", b.id)
	for i, f := range b.files {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(jsontext.String(append(list, "\n["...), f.Path), ',')
		list = append(strconv.AppendUint(list, uint64(f.Sum), 10), ']')
	}
	return append(list, "\n]}\n"...)
}

// Remover is a worker that removes itself, with all that those before it kept.
func Remover() []byte { return []byte("const site = {build: \"\", off: true};\n" + worker) }

// Manifest describes the site to those who install it (W3C, Web Application Manifest).
type Manifest struct {
	Name        string `json:"name"`
	ShortName   string `json:"short_name"`
	Description string `json:"description,omitempty"`
	Lang        string `json:"lang"`
	Dir         string `json:"dir"`
	StartURL    string `json:"start_url"`
	Scope       string `json:"scope"`
	Display     string `json:"display"`
	Background  string `json:"background_color"`
	Theme       string `json:"theme_color"`
	Icons       []Icon `json:"icons"`
}

// Icon is a picture of the site.
type Icon struct {
	Src   string `json:"src"`
	Sizes string `json:"sizes"`
	Type  string `json:"type"`
}

// NewIcon describes a picture: a drawing for any size, else one of 512 pixels.
func NewIcon(name string) Icon {
	if path.Ext(name) == ".svg" {
		return Icon{name, "any", "image/svg+xml"}
	}
	return Icon{name, "512x512", "image/png"}
}

// Bytes returns the manifest as a file. What every site has in common is filled in.
func (m Manifest) Bytes() []byte {
	m.StartURL, m.Scope = "./", "./"
	m.Display = "minimal-ui" // with Back
	m.Background, m.Theme = "#fcfbf7", "#fcfbf7"
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		panic("offline: internal error: " + err.Error()) // strings and numbers
	}
	return append(data, '\n')
}
