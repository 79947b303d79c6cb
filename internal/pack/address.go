package pack

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	tokens "golang.org/x/net/html"

	"gloss/internal/render"
)

// joiner is the addresser of a site in one file. The section of articles/icds.html has the id
// "articles/icds", and what is "note-price" on that page has "articles/icds:note-price": ids of
// authors and of Gloss hold no colon. It rewrites rendered pages, not the parts that they are
// made of, so that it also reaches what a site's own layouts and raw HTML say.
type joiner struct {
	pages map[string]bool                   // output paths of those that are sections
	file  func(path string) ([]byte, error) // any output file
	grow  func(n int) error                 // is told of bytes that the file will hold
	data  map[string]string                 // addresses of files that have been asked for
}

var _ render.Joiner = (*joiner)(nil)

// Page implements [render.Joiner].
func (*joiner) Page(out string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A").Replace(strings.TrimSuffix(out, ".html"))
}

// URL implements [render.Joiner].
func (j *joiner) URL(out, frag string) string {
	if frag == "" {
		return "#" + render.EscapeURL(j.Page(out))
	}
	return "#" + render.EscapeURL(j.id(out, frag))
}

// id is an id of a page in the file.
func (j *joiner) id(out, id string) string {
	if out == "" {
		return id
	}
	return j.Page(out) + ":" + id
}

// Join implements [render.Joiner].
func (j *joiner) Join(out string, piece []byte) ([]byte, error) {
	var dst []byte
	z := tokens.NewTokenizer(strings.NewReader(string(piece)))
	for {
		kind := z.Next()
		if kind == tokens.ErrorToken {
			return dst, j.grow(len(dst)) // the end: it reads from memory
		}
		raw := slices.Clone(z.Raw())
		if kind == tokens.StartTagToken || kind == tokens.SelfClosingTagToken {
			t := z.Token()
			changed, err := j.tag(out, &t)
			if err != nil {
				return nil, err
			}
			if changed {
				raw = appendTag(nil, &t)
			}
		}
		dst = append(dst, raw...)
	}
}

// appendTag writes a tag.
func appendTag(dst []byte, t *tokens.Token) []byte {
	dst = append(append(dst, '<'), t.Data...)
	for _, a := range t.Attr {
		dst = append(append(dst, ' '), a.Key...)
		if a.Val != "" {
			dst = append(append(append(dst, `="`...), html.EscapeString(a.Val)...), '"')
		}
	}
	return append(dst, '>')
}

// tag rewrites the attributes of a tag and reports whether one is another now.
func (j *joiner) tag(out string, t *tokens.Token) (changed bool, err error) {
	var more []tokens.Attribute
	for i := range t.Attr {
		a := &t.Attr[i]
		was := a.Val
		switch {
		case a.Key == "href" || a.Key == "data-for" || a.Key == "xlink:href":
			if a.Val, err = j.address(out, was); strings.HasPrefix(a.Val, "data:") && t.Data == "a" {
				name, _, _ := strings.Cut(was, "#")
				more = append(more, tokens.Attribute{Key: "download", Val: path.Base(name)})
			}
		case a.Key == "src" || a.Key == "poster" || a.Key == "data" && t.Data == "object":
			a.Val, err = j.address(out, was)
		case a.Key == "id", a.Key == "name" && t.Data == "a":
			a.Val = j.id(out, was)
		case slices.Contains(idrefs, a.Key):
			var ids []string
			for _, id := range strings.Fields(was) {
				ids = append(ids, j.id(out, id))
			}
			a.Val = strings.Join(ids, " ")
		case slices.Contains(paints, a.Key):
			a.Val = painted.ReplaceAllString(was, "url(#"+strings.ReplaceAll(j.id(out, ""), "$", "$$$$"))
		case a.Key == "srcset": // src has the picture
			a.Val = ""
		}
		if err != nil {
			return false, err
		}
		changed = changed || a.Val != was
	}
	t.Attr = append(t.Attr, more...)
	return changed, nil
}

// Attributes that refer to ids: by their names, and as url(#id).
var (
	idrefs = []string{
		"for", "form", "headers", "list", "popovertarget", "aria-activedescendant", "aria-controls", "aria-describedby",
		"aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns",
	}
	paints  = []string{"clip-path", "fill", "filter", "marker-end", "marker-mid", "marker-start", "mask", "stroke"}
	painted = regexp.MustCompile(`url\(#`)
)

// address returns where an address of a page leads in the file: to a section or a place in it,
// or to another file's bytes; one that leads elsewhere stays.
func (j *joiner) address(out, href string) (string, error) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" || href == "" {
		return href, nil // raw HTML may say anything
	}
	if u.Path == "" {
		if out == "" || u.Fragment == "" {
			return href, nil
		}
		return j.URL(out, u.Fragment), nil
	}
	to := path.Join(path.Dir(out), u.Path)
	if j.pages[to] {
		return j.URL(to, u.Fragment), nil
	}
	return j.embed(to, href)
}

// embed returns the bytes of a file as an address, or the address as it is when there is no
// such file.
func (j *joiner) embed(name, href string) (string, error) {
	if data, ok := j.data[name]; ok {
		return data, nil
	}
	data, err := j.file(name)
	if errors.Is(err, fs.ErrNotExist) {
		return href, nil
	}
	if err != nil {
		return "", fmt.Errorf("put %q into the file: %w", name, err)
	}
	j.data[name] = dataURL(name, data)
	return j.data[name], j.grow(0)
}

var inCSS = regexp.MustCompile(`url\(\s*(?:"[^"]*"|'[^']*'|[^)"']*)\s*\)`)

// CSS implements [render.Joiner].
func (j *joiner) CSS(css []byte) ([]byte, error) {
	var failed error
	css = inCSS.ReplaceAllFunc(css, func(all []byte) []byte {
		href := strings.Trim(string(all[len("url("):len(all)-1]), " \t\n\r\"'")
		to, err := j.address("assets/style.css", href)
		if err != nil {
			failed = errors.Join(failed, err)
		}
		if to == href || strings.HasPrefix(to, "#") {
			return all
		}
		return []byte(`url("` + to + `")`)
	})
	return css, errors.Join(failed, j.grow(len(css)))
}
