package render

import (
	"net/url"
	"regexp"
	"strings"

	"gloss/internal/site"
)

// repository is where the sources of a site can be changed, and mistakes in them reported.
// Forges are told apart by the shape of the address of a folder: what a reader sees in the
// browser when looking at it.
type repository struct{ edit, report string } // the file's path, the page's title follows

var folders = []struct {
	shape  *regexp.Regexp // the repository, then the branch with the folder
	edit   string
	report string
}{
	{regexp.MustCompile(`^(https?://[^/]+/.+)/-/tree/(.+)$`), "$1/-/edit/$2/", "$1/-/issues/new?issue%5Btitle%5D="},  // GitLab
	{regexp.MustCompile(`^(https?://[^/]+/[^/]+/[^/]+)/src/branch/(.+)$`), "$1/_edit/$2/", "$1/issues/new?title="},   // Forgejo, Gitea
	{regexp.MustCompile(`^(https?://[^/]+/[^/]+/[^/]+)/tree/(.+)$`), "$1/edit/$2/", "$1/issues/new?title="},          // GitHub
	{regexp.MustCompile(`^(https?://[^/]*gitlab[^/]*/.+)$`), "$1/-/edit/HEAD/", "$1/-/issues/new?issue%5Btitle%5D="}, // the root of one at GitLab
	{regexp.MustCompile(`^(https?://[^/]*(?:codeberg|gitea|forgejo)[^/]*/.+)$`), "", "$1/issues/new?title="},         // Forgejo edits only branches by name
	{regexp.MustCompile(`^(.+)$`), "$1/edit/HEAD/", "$1/issues/new?title="},
}

// repositoryAt understands the address that gloss.yaml gives; "" has no links.
func repositoryAt(address string) (r repository) {
	address = strings.TrimRight(address, "/")
	for _, f := range folders {
		if f.shape.MatchString(address) {
			return repository{f.shape.ReplaceAllString(address, f.edit), f.shape.ReplaceAllString(address, f.report)}
		}
	}
	return r
}

// mend returns links to change a page's file and to report a mistake in it. A glossary that
// several sites share is kept elsewhere.
func (r *Renderer) mend(id site.PageID) (links []Link) {
	p := r.site.Pages[id]
	if p.Source == nil || p.First != id || p.Kind == site.KindTerm && r.site.Config.Glossary != "" {
		return nil
	}
	if r.repository.edit != "" {
		links = append(links, Link{Text: r.words.Edit, URL: r.repository.edit + EscapeURL(p.Source.File)})
	}
	if r.repository.report != "" {
		links = append(links, Link{Text: r.words.ReportMistake, URL: r.repository.report + url.QueryEscape(p.Title)})
	}
	return links
}
