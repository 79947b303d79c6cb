package render

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"gloss/internal/diag"
)

// LayoutError is a mistake in one of a site's own layouts. It is the author's, so it has a
// place and is printed like any other; it becomes known as late as when a page is rendered.
type LayoutError struct{ diag.Diag }

// Error returns the diagnostic on one line.
func (e *LayoutError) Error() string { return e.Diag.String() }

// located finds the place in an error of text/template or html/template, whose types do
// not tell it: "template: layouts/page.html:1:20: executing …". The column is 0-based.
var located = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (?:executing "[^"]*" at )?(.*)$`)

// mistake turns an error of a template into one that names the site's own file. name is
// the layout that was parsed or executed.
func (l *Layouts) mistake(name string, err error) error {
	file, line, col, msg := name, 0, 0, strings.TrimPrefix(err.Error(), "html/template:")
	if m := located.FindStringSubmatch(err.Error()); m != nil {
		file, msg = m[1], m[4]
		line, _ = strconv.Atoi(m[2]) // the pattern allows only digits
		if m[3] != "" {
			col, _ = strconv.Atoi(m[3])
			col++
		}
	}
	if strings.HasPrefix(file, layoutDir+"/") {
		return &LayoutError{diag.Errorf(diag.Pos{File: file, Line: line, Col: col}, "layout", "%s", msg)}
	}
	for _, suspect := range []string{name, "parts.html", "base.html"} {
		if l.own[suspect] { // it does not fit what is built in
			if suspect != name && line > 0 {
				msg = fmt.Sprintf("it does not fit the built-in %q, line %d: %s", file, line, msg)
			}
			return &LayoutError{diag.Errorf(diag.Pos{File: path.Join(layoutDir, suspect)}, "layout", "%s", msg)}
		}
	}
	return err // not the author's doing
}
