// Package layouts embeds the layouts and the style sheet of a site. A site replaces any
// of them by a file of the same name in its own layouts folder.
package layouts

import "embed"

// FS holds the layouts.
//
//go:embed *.html *.css
var FS embed.FS
