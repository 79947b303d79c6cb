package content

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Values with a syntax of their own. They are checked here, where the line is
// known, because they end in places where a mistake is silent or worse: HTML
// attributes, style sheets, addresses.

var (
	// BCP 47 §2.1, without asking the registry whether the subtags exist.
	langSyntax = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
	// CSS Color 4, far enough that nothing but a colour can follow.
	colorSyntax = regexp.MustCompile(`^(#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]+|[a-z]+\([0-9a-z.,%/ +-]+\))$`)
)

// isName reports whether s can be the name of an event: letters, marks, digits, "_" and
// "-", as in an attribute list.
func isName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '_' && r != '-' && (r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r))
	})
}

func (d *decoder) lang(n *node) string {
	t := d.text(n)
	if t == "" || langSyntax.MatchString(t) {
		return t
	}
	d.errorf(n.at, `write a tag like "en", "de-AT" or "zh-Hant"`, "%q is not a language tag", shorten(t))
	return ""
}

// color also sees null: an unquoted "#a30" is a comment to YAML, and the article
// would silently get another colour.
func (d *decoder) color(n *node) string {
	if n.kind == nullNode {
		d.errorf(n.at, `put it in quotes: "#" begins a comment`, "%q has no value", n.key)
		return ""
	}
	t := d.text(n)
	if t == "" || colorSyntax.MatchString(t) {
		return t
	}
	d.errorf(n.at, `write a CSS colour like "#a03020" or oklch(52% .17 30)`, "%q is not a colour", shorten(t))
	return ""
}

// sortKey reads what an index sorts by, for which it needs a letter or a digit.
func (d *decoder) sortKey(n *node) string {
	t := d.needed(n)
	if t == "" || strings.ContainsFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return t
	}
	d.errorf(n.at, `write it as an index has it: "Ames, Ann"`, "%q cannot be sorted by", shorten(t))
	return ""
}

func (d *decoder) url(n *node) string {
	t := d.text(n)
	if t == "" {
		return ""
	}
	if _, err := parseURL(t); err != nil {
		d.errorf(n.at, `write it whole: "https://example.org/page"`, "%q is not a web address: %v", shorten(t), err)
		return ""
	}
	return t
}

// siteURL reads the address at which the site is published.
func (d *decoder) siteURL(n *node) string {
	t := d.text(n)
	if t == "" {
		return ""
	}
	u, err := BaseURL(t)
	if err != nil {
		d.errorf(n.at, `write it whole: "https://example.org/briefing/"`, "%q is not a site's address: %v", shorten(t), err)
	}
	return u
}

// BaseURL checks the address at which a site is published and ends it with a slash.
// It must be absolute, http or https, without query or fragment.
func BaseURL(s string) (string, error) {
	u, err := parseURL(s)
	if err != nil {
		return "", err
	}
	if u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(s, "#") {
		return "", errors.New("it has a query or a fragment")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u = u.JoinPath("/")
	}
	return u.String(), nil
}

// parseURL accepts absolute http and https addresses alone.
func parseURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil {
		// The inner error: the outer one repeats the address.
		if ue, ok := errors.AsType[*url.Error](err); ok {
			err = ue.Err
		}
		return nil, err
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("it does not begin with https:// or http://")
	case u.Hostname() == "":
		return nil, errors.New("it names no host")
	}
	return u, nil
}

// redirectPath turns a former address into an output path, or returns a hint.
func redirectPath(s string) (out, hint string) {
	if strings.Contains(s, "://") {
		return "", "write the old path below the site, without its address"
	}
	s = strings.TrimPrefix(s, "/")
	if s == "" || strings.HasSuffix(s, "/") {
		s += "index.html"
	}
	if !strings.HasSuffix(s, ".html") {
		return "", `a page ends in ".html", a folder in "/"`
	}
	if !fs.ValidPath(s) || path.Base(s) == ".html" {
		return "", `write the old path from the site's root: "old/page.html"`
	}
	for part := range strings.SplitSeq(s, "/") {
		if why, _ := badName(part); why != "" {
			return "", "a file of that name " + why
		}
	}
	return s, ""
}
