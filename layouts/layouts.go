// Package layouts embeds the layouts, the style sheets, the scripts, the icon and the words of a site. A site
// replaces any of them by a file of the same name in its own layouts folder, and the words one by
// one.
package layouts

import "embed"

// FS holds the layouts.
//
//go:embed *.html *.css *.js *.svg *.png *.yaml
var FS embed.FS
