// Package layouts embeds the layouts, the style sheet and the icon of a site. A site replaces any
// of them by a file of the same name in its own layouts folder.
package layouts

import "embed"

// FS holds the layouts.
//
//go:embed *.html *.css *.svg
var FS embed.FS
