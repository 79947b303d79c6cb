package render

import (
	"html/template"
	"path"
	"strings"

	"gloss/internal/annotate"
	"gloss/internal/site"
)

// WebView is what the head of a page says to the web: to search engines, to feed readers and
// to those who show a card for a link. Its addresses are absolute.
type WebView struct {
	Canonical string
	Feed      string        // relative; "" when there is none
	Type      string        // of Open Graph: "article" or "website"
	Locale    string        // of Open Graph, "en_GB"; "" when the language names no country
	Modified  string        // of an article, "2025-05-03"; "" when it is not known
	Image     *ImageView    // the first on the page that every card can show
	Data      template.HTML // a script element with JSON-LD, which no browser runs; "" when there is nothing to say
}

// ImageView is an image by its address and in words.
type ImageView struct{ URL, Alt string }

// web returns what a page says to the web, nil when the site's address is not known. The page
// for missing addresses has none of its own.
func (r *Renderer) web(id site.PageID, b *Base) *WebView {
	p := r.site.Pages[id]
	if r.public == nil || p.Kind == site.KindNotFound {
		return nil
	}
	v := &WebView{Canonical: r.public.URL(id, site.Addr{Page: id}), Type: "website", Locale: locale(p.Lang), Image: r.image(id), Data: r.linkedData(id, b)}
	if p.Kind == site.KindArticle {
		v.Type = "article"
		v.Modified, _ = r.site.LastChanged(id).HTML5()
	}
	for _, out := range r.Data {
		if path.Ext(out) == ".xml" {
			v.Feed = r.addr.File(id, out)
		}
	}
	return v
}

// locale is a language with its country, as Open Graph writes it.
func locale(lang string) string {
	lang, country, _ := strings.Cut(lang, "-")
	if len(lang) != 2 || len(country) != 2 {
		return ""
	}
	return strings.ToLower(lang) + "_" + strings.ToUpper(country)
}

// image returns the first image of a page's own text that is no drawing.
func (r *Renderer) image(id site.PageID) *ImageView {
	doc := r.site.Pages[id].Doc
	if len(doc.Images) == 0 {
		return nil
	}
	for i, ref := range doc.Refs {
		t := &r.site.Targets[id][i]
		if ref.Kind != annotate.RefImage || !t.Found {
			continue
		}
		switch strings.ToLower(path.Ext(t.File.Out)) {
		case ".png", ".jpg", ".jpeg", ".webp", ".gif":
			return &ImageView{r.public.File(id, t.File.Out), doc.Images[ref.Index].Alt}
		}
	}
	return nil
}
