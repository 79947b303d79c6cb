package build

import (
	"cmp"

	"gloss/internal/content"
)

// Lost makes the page for addresses where the site has nothing, for a server.
func (r *Result) Lost() ([]byte, error) { return r.Renderer.Lost() }

// Frame identifies what surrounds the content of all pages: layouts, scripts and words.
func (r *Result) Frame() string { return r.layouts.Frame() }

// Folders are the folders that a site is made of, below its root or, as that of a shared
// glossary, relative to it.
func (r *Result) Folders() []string {
	if r.shared == "" {
		return Folders()
	}
	return append(Folders(), r.shared)
}

// Folders are the folders of every site.
func Folders() []string { return []string{content.Root, "layouts"} }

// Ignored reports whether a file or folder of this name is no part of a site.
func Ignored(name string) bool { return content.Ignored(name) }

// ConfigName is the name of the file with the configuration.
func (o *Options) ConfigName() string { return cmp.Or(o.ConfigFile, content.ConfigFile) }
