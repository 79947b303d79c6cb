package render

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/cespare/xxhash/v2"

	"gloss/internal/site"
)

// bundle is an asset made of layout files, joined in their order: one request for all that a
// page needs of a kind. A site replaces its files one by one, like any layout.
type bundle struct {
	name  string   // of the asset: assets/NAME-HASH.css
	ext   string   // ".css" or ".js"
	files []string // layout files
	on    []string // names of the layouts whose pages need it; nil for all pages
}

// survey are the layouts of pages that survey the articles.
var survey = []string{"home", "articles", "glossary", "timeline", "compare", "sources"}

// bundles are all assets of a site, in the order in which a page asks for them. "early"
// alone runs before the page is painted; the other scripts wait until it has been read.
var bundles = [...]bundle{
	{"early", ".js", []string{"settings.js", "later.js"}, nil},
	{"style", ".css", []string{"style.css", "popover.css", codeFile, "print.css", "site.css"}, nil},
	{"survey", ".css", []string{"survey.css", "filters.css", "timeline.css", "compare.css", "sources.css"}, survey},
	{"search", ".css", []string{"search.css"}, []string{"search"}},
	{"reader", ".js", []string{"popover.js", "terms.js", "margin.js", "contents.js", "menu.js", "searchkey.js", "offline.js"}, nil},
	{"survey", ".js", []string{"chronicle.js", "copy.js"}, []string{"timeline", "sources"}},
	{"search", ".js", []string{"search.js"}, []string{"search"}},
	{oneFile, ".css", []string{"onefile.css"}, []string{oneFile}},
	{oneFile, ".js", []string{"onefile.js"}, []string{oneFile}},
}

// oneFile names the bundles that only the site in one file needs: it has them in itself.
const oneFile = "onefile"

// codeFile stands among the files of a bundle for the colours of highlighted code.
const codeFile = "(code)"

// asset is a bundle of one site.
type asset struct {
	path string // of the output; "" when there is nothing in it
	data []byte
}

// bundle joins the files of every bundle.
func (l *Layouts) bundle(files map[string][]byte) {
	for i, b := range bundles {
		var data []byte
		for _, name := range b.files {
			if text := bytes.TrimSpace(files[name]); len(text) > 0 {
				data = append(append(data, text...), '\n')
			}
		}
		if len(data) > 0 {
			l.assets[i] = newAsset(b.name, b.ext, data)
		}
	}
}

// newAsset is data as an asset under a name with its hash.
func newAsset(name, ext string, data []byte) asset {
	return asset{fmt.Sprintf("assets/%s-%016x%s", name, xxhash.Sum64(data), ext), data}
}

// Assets returns the files that pages refer to, by output path.
func (r *Renderer) Assets() map[string][]byte {
	all := map[string][]byte{iconPath: r.layouts.icon}
	if r.layouts.picture != nil {
		all[picturePath] = r.layouts.picture
	}
	for i, a := range append(r.layouts.assets[:], r.marks.sheet) {
		if a.path != "" && (i >= len(bundles) || bundles[i].name != oneFile) {
			all[a.path] = a.data
		}
	}
	return all
}

// Output paths of the site's icon: a drawing, and a picture of it for what cannot draw.
const (
	iconPath    = "favicon.svg"
	picturePath = "icon.png"
)

// Icons returns the output paths of the site's icons.
func (r *Renderer) Icons() []string {
	if r.layouts.picture == nil {
		return []string{iconPath}
	}
	return []string{iconPath, picturePath}
}

// refer fills in the addresses of the bundles that a page needs.
func (r *Renderer) refer(f *frame, id site.PageID, layout string) {
	if r.site.Config.Offline {
		f.worker = r.addr.File(id, "sw.js")
	}
	for i, bundle := range bundles {
		path := r.layouts.assets[i].path
		if path == "" || bundle.on != nil && !slices.Contains(bundle.on, layout) {
			continue
		}
		switch address := r.addr.File(id, path); {
		case bundle.name == "early":
			f.early = address
		case bundle.ext == ".css":
			f.styles = append(f.styles, address)
		default:
			f.scripts = append(f.scripts, address)
		}
	}
	if r.marks.sheet.path != "" {
		f.styles = append(f.styles, r.addr.File(id, r.marks.sheet.path))
	}
}
