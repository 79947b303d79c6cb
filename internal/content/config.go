package content

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"gloss/internal/diag"
)

// ConfigFile is the name of a site's configuration when none other is given.
const ConfigFile = "gloss.yaml"

// Config is what gloss.yaml says, defaults filled in. Texts are as written, without
// surrounding space. It is immutable after [ParseConfig]; flags of the command line
// are laid over a copy.
type Config struct {
	File       string // "gloss.yaml": for diagnostics
	Title      string // "Briefing" when unset
	Short      string
	Summary    string
	URL        string // "" or absolute, http or https, ending in "/"
	Lang       string // BCP 47; "en" when unset
	AsOf       string // EDTF
	By         string
	Licence    string
	Repository string // "" or absolute, http or https
	Terms      Scope  // ScopeSection when unset
	Glossary   string // a shared glossary's folder relative to the site root: "../glossary"
	HTML       bool   // raw HTML is passed on
	Offline    bool   // the site may be installed and read offline; true when unset
	Limits     Limits

	root node
	data []byte
}

// Limits bound what a file may ask of the parser, which cannot be cancelled. Zero
// is the default of whoever enforces the limit.
type Limits struct {
	FileSize    int // file_size: bytes of one Markdown file; DefaultFileSize when 0
	Nesting     int // lists, quotations and brackets within each other
	Lines       int // of lists, quotations and notes, counted for each they stand in
	Delimiters  int // emphasis and bracket characters in one block
	Links       int // "](" in one block that begin no link
	Attributes  int // bytes of one attribute list
	Notes       int // in one file
	Definitions int // of link addresses in one file
	Cells       int // of the tables of one file
	Highlight   int // bytes of one code block; longer ones are not highlighted
}

// DefaultFileSize is the limit of a Markdown file in bytes.
const DefaultFileSize = 1 << 20

// At returns the place of a key or value in the configuration, as [Source.At] does.
func (c *Config) At(path ...string) diag.Pos {
	return position(c.File, c.root.find(path))
}

// In returns the place of a byte of a value, as [Source.In] does.
func (c *Config) In(off int, path ...string) diag.Pos {
	return inValue(c.File, c.data, &c.root, off, path)
}

var configFields = []field[Config]{
	{"title", everyFile, func(d *decoder, c *Config, n *node) { c.Title = d.text(n) }},
	{"short", everyFile, func(d *decoder, c *Config, n *node) { c.Short = d.text(n) }},
	{"summary", everyFile, func(d *decoder, c *Config, n *node) { c.Summary = d.text(n) }},
	{"url", everyFile, func(d *decoder, c *Config, n *node) { c.URL = d.siteURL(n) }},
	{"lang", everyFile, func(d *decoder, c *Config, n *node) { c.Lang = d.lang(n) }},
	{"as_of", everyFile, func(d *decoder, c *Config, n *node) { c.AsOf = d.text(n) }},
	{"by", everyFile, func(d *decoder, c *Config, n *node) { c.By = d.text(n) }},
	{"licence", everyFile, func(d *decoder, c *Config, n *node) { c.Licence = d.text(n) }},
	{"repository", everyFile, func(d *decoder, c *Config, n *node) { c.Repository = d.url(n) }},
	{"terms", everyFile, func(d *decoder, c *Config, n *node) { c.Terms = choice(d, n, scopes) }},
	{"glossary", everyFile, func(d *decoder, c *Config, n *node) { c.Glossary = d.text(n) }},
	{"html", everyFile, func(d *decoder, c *Config, n *node) { c.HTML = d.truth(n) }},
	{"offline", everyFile, func(d *decoder, c *Config, n *node) { c.Offline = d.truth(n) }},
	{"limits", everyFile, func(d *decoder, c *Config, n *node) { fill(d, n, &c.Limits, limitFields, everyFile, nil) }},
}

var limitFields = []field[Limits]{
	{"file_size", everyFile, func(d *decoder, l *Limits, n *node) { l.FileSize = d.count(n) }},
	{"nesting", everyFile, func(d *decoder, l *Limits, n *node) { l.Nesting = d.count(n) }},
	{"lines", everyFile, func(d *decoder, l *Limits, n *node) { l.Lines = d.count(n) }},
	{"delimiters", everyFile, func(d *decoder, l *Limits, n *node) { l.Delimiters = d.count(n) }},
	{"links", everyFile, func(d *decoder, l *Limits, n *node) { l.Links = d.count(n) }},
	{"attributes", everyFile, func(d *decoder, l *Limits, n *node) { l.Attributes = d.count(n) }},
	{"notes", everyFile, func(d *decoder, l *Limits, n *node) { l.Notes = d.count(n) }},
	{"definitions", everyFile, func(d *decoder, l *Limits, n *node) { l.Definitions = d.count(n) }},
	{"cells", everyFile, func(d *decoder, l *Limits, n *node) { l.Cells = d.count(n) }},
	{"highlight", everyFile, func(d *decoder, l *Limits, n *node) { l.Highlight = d.count(n) }},
}

// ParseConfig reads a configuration. file is its name in diagnostics. It is pure;
// nil data is an empty file.
func ParseConfig(file string, data []byte) (Config, []diag.Diag) {
	c := Config{File: file, Offline: true}
	d := &decoder{file: file, code: "config"}
	data = d.clean(data)
	if len(data) > maxYAML {
		d.errorf(place{}, "", "the configuration is longer than %d KB", maxYAML>>10)
		data = nil
	}
	root, f := readYAML(string(data), 1)
	if f != nil {
		d.errorf(f.at, f.hint, "%s", f.msg)
	} else {
		c.root, c.data = root, data
		d.watch(string(data), 1)
		d.fillRoot(&root, func() {
			fill(d, &root, &c, configFields, everyFile, func(key string) string { return elsewhere(key, 0) })
		})
	}
	if c.Title == "" {
		c.Title = "Briefing"
		if len(d.diags) == 0 {
			d.diags = append(d.diags, diag.Notef(c.At("title"), "config", "the briefing has no title").
				WithHint(`write "title: …" in %s`, file))
		}
	}
	c.Lang = orDefault(c.Lang, "en")
	c.Terms = orDefault(c.Terms, ScopeSection)
	return c, d.diags
}

// fillRoot calls decode if a document is a map or empty.
func (d *decoder) fillRoot(root *node, decode func()) {
	switch root.kind {
	case mapNode:
		decode()
	case scalarNode:
		d.errorf(root.at, "a space comes after the colon", `%q is not a line "key: value"`, shorten(root.text))
	case listNode:
		d.errorf(root.at, "", `"key: value" lines are wanted here, not a list`)
	}
}

func orDefault[T ~string](v, def T) T {
	if v == "" {
		return def
	}
	return v
}

// loadConfig reads the configuration below the site root. Only a file that was not
// asked for by name may be missing.
func loadConfig(fsys fs.FS, name string) (Config, []diag.Diag, error) {
	optional := name == ""
	name = orDefault(name, ConfigFile)
	data, err := fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && optional:
		// No file, no line: a place in it would send the author to nothing.
		c, diags := ParseConfig(name, nil)
		for i := range diags {
			diags[i].Pos = diag.Pos{File: name}
		}
		return c, diags, nil
	case errors.Is(err, fs.ErrNotExist):
		return Config{}, nil, fmt.Errorf("no configuration %q in this folder", name)
	case err != nil:
		return Config{}, nil, fmt.Errorf("read configuration %q: %s", name, reason(err))
	}
	c, diags := ParseConfig(name, data)
	return c, diags, nil
}

// reason is an I/O error without the path, which the caller names in its own words.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return strings.TrimSpace(err.Error())
}
