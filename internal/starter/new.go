package starter

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"

	"gloss/internal/annotate"
)

// skeletons are the files of [New], by kind, with {title} and {name} to be filled in.
//
//go:embed new
var skeletons embed.FS

// Kinds are what [New] makes.
var Kinds = []string{"article", "term"}

// folders says where each kind lies.
var folders = map[string]string{"article": "content/articles", "term": "content/glossary"}

// ErrNoSite says that there is no site to add a file to.
var ErrNoSite = errors.New(`no folder "content" here`)

// New writes a commented skeleton of one of Kinds below the site's root and returns its name
// there, "content/glossary/nuclear-deal.md". The title gives the name of the file; an article's
// may be in a folder, "2025/Second thoughts".
func New(dir, kind, title string) (string, error) {
	parts := strings.Split(strings.TrimSuffix(title, ".md"), "/")
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
		if strings.TrimFunc(p, func(c rune) bool { return !annotate.IsIdent(c) || c == '-' || c == '_' }) == "" {
			return "", fmt.Errorf("%q is no name for an article or a term: it needs letters or digits", title)
		}
	}
	title = parts[len(parts)-1]
	for i, p := range parts {
		parts[i] = annotate.Slug(p)
	}
	slug := strings.Join(parts, "/")
	if slug == "index" {
		return "", fmt.Errorf("%q is the name of the list's introduction, not of an article or a term", title)
	}
	if err := missing(dir, "content"); err == nil {
		return "", ErrNoSite
	}
	text, err := skeletons.ReadFile("new/" + kind + ".md")
	if err != nil {
		panic("starter: internal error: " + err.Error())
	}
	name := path.Join(folders[kind], slug+".md")
	filled := strings.NewReplacer("{title}", quoted(title), "{name}", slug).Replace(string(text))
	return name, create(dir, name, []byte(filled))
}

// quoted is a text as a value of YAML: in quotation marks only where it would be read as
// something else.
func quoted(s string) string {
	plain := strings.Trim(s, " ") == s && !strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`") &&
		!strings.Contains(s, ": ") && !strings.HasSuffix(s, ":") && !strings.Contains(s, " #")
	if plain && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsPrint(c) }) < 0 {
		return s
	}
	return strconv.Quote(s)
}
