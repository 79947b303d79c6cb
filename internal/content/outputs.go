package content

import (
	"strconv"
	"strings"

	"gloss/internal/diag"
)

// generated lists what is written whether or not an author wrote anything (DESIGN
// §5), but for robots.txt, which may be the author's own. A Markdown file whose output is one of these introduces that page.
var generated = []string{
	"index.html", "articles/index.html", "glossary/index.html", "timeline.html", "compare.html",
	"sources.html", "search.html", "404.html", "briefing.json", "timeline.json", "timeline.ics",
	"glossary.json", "feed.xml", "sitemap.xml", "sw.js", "offline.json", "manifest.webmanifest", "icon.png",
	"favicon.svg", ".nojekyll",
}

// generatedFolder holds the style sheets and scripts.
const generatedFolder = "assets"

// An output is one file of the site and where it comes from.
type output struct {
	path string
	key  string   // path as the least careful disk compares it
	file string   // the author's file; "" = generated
	pos  diag.Pos // where to complain
	from bool     // an entry of redirect_from
}

// checkOutputs finds files that would be written over each other, on this disk or
// on one that ignores case or composition. Of two, the later is blamed: a file
// rather than a generated page, a redirect rather than a file.
func checkOutputs(sources []*Source, assets []Asset) []diag.Diag {
	all := make([]output, 0, len(sources)+len(assets))
	for _, s := range sources {
		all = append(all, output{path: s.Out, file: s.File, pos: diag.Pos{File: s.File}})
	}
	for _, a := range assets {
		all = append(all, output{path: a.Out, file: a.File, pos: diag.Pos{File: a.File}})
	}
	for _, s := range sources {
		if len(s.Front.RedirectFrom) == 0 {
			continue
		}
		places := s.Places()
		for i, out := range s.Front.RedirectFrom {
			pos := places.At("redirect_from", strconv.Itoa(i))
			all = append(all, output{path: out, file: s.File, pos: pos, from: true})
		}
	}
	seen := make(map[string]*output, len(generated)+len(all))
	for _, out := range generated {
		seen[out] = &output{path: out, key: out}
	}
	var diags []diag.Diag
	for i := range all {
		o := &all[i]
		o.key = FoldPath(o.path)
		other := seen[o.key]
		switch {
		case other == nil, introduces(o, other):
			seen[o.key] = o
		default:
			diags = append(diags, o.clash(other))
		}
	}
	for i := range all {
		if d, ok := all[i].checkFolders(seen); ok {
			diags = append(diags, d)
		}
	}
	return diags
}

// introduces reports whether o is the Markdown that stands at the head of a
// generated page: content/timeline.md of timeline.html.
func introduces(o, other *output) bool {
	return other.file == "" && !o.from && o.path == other.path && strings.HasSuffix(o.file, ".md")
}

// checkFolders finds a folder that another output needs as a file.
func (o *output) checkFolders(seen map[string]*output) (diag.Diag, bool) {
	for i := range len(o.key) {
		if o.key[i] != '/' {
			continue
		}
		if o.key[:i] == generatedFolder {
			return diag.Errorf(o.pos, "output-duplicate", "the folder %q is kept for generated files", generatedFolder).
				WithHint(`use another name, for instance "files"`), true
		}
		if other := seen[o.key[:i]]; other != nil {
			return diag.Errorf(o.pos, "output-duplicate", "output %q needs a folder where %s is a file", o.path, other.origin()).
				WithHint("rename one of the two"), true
		}
	}
	return diag.Diag{}, false
}

// clash reports that o would be written where other is.
func (o *output) clash(other *output) diag.Diag {
	hint := "rename one of the two"
	switch {
	case o.from && other.file == o.file && !other.from:
		hint = "remove it: a page cannot redirect to itself"
	case o.from:
		hint = "remove it, or the other"
	case other.file == "" && strings.HasSuffix(other.path, ".html"):
		hint = "rename it; the page is introduced by content/" + strings.TrimSuffix(other.path, ".html") + ".md"
	case other.file == "":
		hint = "rename it"
	case o.path != other.path:
		hint = "rename one of the two: some disks do not tell them apart"
	}
	return diag.Errorf(o.pos, "output-duplicate", "output %q is also that of %s", o.path, other.origin()).WithHint("%s", hint)
}

// origin names where an output comes from.
func (o *output) origin() string {
	switch {
	case o.file == "":
		return "the generated " + strconv.Quote(o.path)
	case o.from:
		return "a redirect in " + strconv.Quote(o.file)
	}
	return strconv.Quote(o.file)
}
