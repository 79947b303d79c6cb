package export

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/internal/render"
	"gloss/internal/site"
)

// A sitemap that would be too long or too large takes several, which an index names; together
// they list every page once.
func TestSitemapInParts(t *testing.T) {
	s := &site.Site{}
	s.Config.URL = "https://site.example/a&b/"
	for i := range 100 {
		s.Pages = append(s.Pages, &site.Page{Kind: site.KindPage, Out: fmt.Sprintf("page%02d.html", i), Draft: i == 7})
	}
	x := &exporter{site: s, web: render.NewAbsolute(s)}
	for _, tc := range []struct{ urls, bytes, files int }{
		{99, 1 << 20, 1}, {98, 1 << 20, 3}, {10, 1 << 20, 11}, {1000, 2000, 5},
	} {
		files := x.sitemap(tc.urls, tc.bytes)
		if len(files) != tc.files {
			t.Errorf("%d URLs, %d bytes: %d files, want %d", tc.urls, tc.bytes, len(files), tc.files)
		}
		var locs, parts []string
		for i, f := range files {
			data := f.Append(nil)
			if len(data) > tc.bytes {
				t.Errorf("%s has %d bytes", f.Path, len(data))
			}
			var list struct {
				URLs  []string `xml:"url>loc"`
				Parts []string `xml:"sitemap>loc"`
			}
			if err := xml.Unmarshal(data, &list); err != nil {
				t.Fatal(err)
			}
			if len(list.URLs) > tc.urls {
				t.Errorf("%s lists %d pages", f.Path, len(list.URLs))
			}
			locs = append(locs, list.URLs...)
			if i == 0 {
				parts = list.Parts
			} else if parts[i-1] != s.Config.URL+f.Path {
				t.Errorf("the index names %s, not %s", parts[i-1], f.Path)
			}
		}
		slices.Sort(locs)
		if locs = slices.Compact(locs); len(locs) != 99 || !strings.HasPrefix(locs[0], s.Config.URL+"page") {
			t.Errorf("%d pages are listed", len(locs))
		}
	}
}
