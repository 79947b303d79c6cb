package export

import (
	"encoding/xml"
	"fmt"
	"strings"

	"gloss/internal/site"
)

// Limits of one sitemap (sitemaps.org, "Using Sitemap index files"): what has more takes several,
// and an index that names them.
const (
	maxURLs  = 50_000
	maxBytes = 50 << 20
)

const (
	namespace = ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	opening   = "<urlset" + namespace
	closed    = "</urlset>\n"
)

// sitemap returns the files that list the site's pages.
func (x *exporter) sitemap(maxURLs, maxBytes int) []File {
	var parts [][]site.PageID
	var room []byte
	size := maxBytes // of the last part; there is none yet
	for id, p := range x.site.Pages {
		if p.Draft || p.Kind == site.KindNotFound {
			continue
		}
		room = x.location(room[:0], site.PageID(id))
		if n := len(parts); size+len(room) > maxBytes || len(parts[n-1]) == maxURLs {
			parts = append(parts, nil)
			size = len(xml.Header) + len(opening) + len(closed)
		}
		last := &parts[len(parts)-1]
		*last = append(*last, site.PageID(id))
		size += len(room)
	}
	if len(parts) == 1 {
		return []File{{SitemapPath, func(dst []byte) []byte { return x.urlset(dst, parts[0]) }}}
	}
	files := []File{{SitemapPath, func(dst []byte) []byte {
		dst = append(dst, xml.Header+"<sitemapindex"+namespace...)
		for n := range parts {
			dst = fmt.Appendf(dst, "<sitemap><loc>%s</loc></sitemap>\n", inXML(x.web.File(x.root, partOfSitemap(n))))
		}
		return append(dst, "</sitemapindex>\n"...)
	}}}
	for n, pages := range parts {
		files = append(files, File{partOfSitemap(n), func(dst []byte) []byte { return x.urlset(dst, pages) }})
	}
	return files
}

// partOfSitemap is where the n-th part lies: beside the pages, as it may name none above it.
func partOfSitemap(n int) string { return fmt.Sprintf("sitemap-%d.xml", n+1) }

func (x *exporter) urlset(dst []byte, pages []site.PageID) []byte {
	dst = append(dst, xml.Header+opening...)
	for _, id := range pages {
		dst = x.location(dst, id)
	}
	return append(dst, closed...)
}

// inXML escapes what an address can have that means something in XML: the addresser encodes the
// rest.
func inXML(address string) string { return strings.ReplaceAll(address, "&", "&amp;") }

// location appends one page.
func (x *exporter) location(dst []byte, id site.PageID) []byte {
	dst = append(append(dst, "<url><loc>"...), inXML(x.web.URL(x.root, site.Addr{Page: id}))...)
	dst = append(dst, "</loc>"...)
	if day, ok := x.site.LastChanged(id).HTML5(); ok {
		dst = append(append(append(dst, "<lastmod>"...), day...), "</lastmod>"...)
	}
	return append(dst, "</url>\n"...)
}

// robots appends what tells crawlers where the sitemap is. They read it at the root of a host
// alone.
func (x *exporter) robots(dst []byte) []byte {
	return append(dst, "User-agent: *\nAllow: /\n\nSitemap: "+x.web.File(x.root, SitemapPath)+"\n"...)
}
