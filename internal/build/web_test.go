package build

import (
	"encoding/json"
	"encoding/xml"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/crawl"
)

// public is a site with an address, and with texts and names that could break out of what they
// stand in.
const public = `
-- gloss.yaml --
title: "Tolls & </script><b>gates</b>"
short: Tolls
summary: Of "tolls".
lang: en-GB
as_of: 2031-06
by: The editors
url: https://site.example/a&b/tolls
-- content/index.md --
Start.
-- content/articles/2031/straße.md --
---
title: "A toll & a <gate>"
summary: "]]> \" </script>"
updated: 2031-06-02
redirect_from: old.html
corrections:
  - {date: 2031-07-01, text: "It was May, not <June>."}
  - {date: 2031-07-01, text: Twice.}
source: {publisher: The Post, title: Tolls rise, author: Ann Smith, date: 2031-05-30, url: "https://post.example/x?a=1&b=2"}
---

![A drawing](../../gate.svg) ![The "gate"](../../gate.png)
[The toll rises]{date=2031}. {p=none}
-- content/articles/later.md --
---
title: Later
lang: fa
source: {publisher: The Review, date: "[2031-06-01..2031-06-20]"}
---

Text. {p=none}
-- content/articles/undated.md --
No date.
-- content/articles/draft.md --
---
draft: true
updated: 2032-01-01
---
-- content/glossary/toll.md --
---
term: toll
expansion: a "price"
---

What <i>ships</i> pay.
-- content/gate.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
`

// publicURL is the address of public as it is written.
const publicURL = "https://site.example/a&b/tolls/"

// head are the addresses and the properties that the head of a page gives, and its data.
type head struct {
	links, properties map[string]string
	data              map[string]any
}

func headOf(t *testing.T, page []byte) head {
	t.Helper()
	unescape := strings.NewReplacer("&amp;", "&", "&#34;", `"`, "&lt;", "<", "&gt;", ">", "&#43;", "+")
	h := head{map[string]string{}, map[string]string{}, nil}
	for _, m := range regexp.MustCompile(`<link rel="([a-z]+)"(?: type="[^"]*")? href="([^"]*)"`).FindAllStringSubmatch(string(page), -1) {
		h.links[m[1]] = unescape.Replace(m[2])
	}
	for _, m := range regexp.MustCompile(`<meta property="([^"]*)" content="([^"]*)">`).FindAllStringSubmatch(string(page), -1) {
		h.properties[m[1]] = unescape.Replace(m[2])
	}
	if m := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`).FindSubmatch(page); m != nil {
		if err := json.Unmarshal(m[1], &h.data); err != nil {
			t.Errorf("%v: %s", err, m[1])
		}
		if h.data["@context"] != "https://schema.org" {
			t.Errorf("context %v", h.data["@context"])
		}
		delete(h.data, "@context")
	}
	return h
}

type object = map[string]any

func TestHeads(t *testing.T) {
	out := mustBuild(t, withPicture(public), Options{})
	for _, p := range crawl.Check(maps.All(out), crawl.Options{Base: publicURL, NotFound: "x/y", External: func(_, to string) bool { return strings.HasPrefix(to, "https://post.example/") }}) {
		t.Error(p)
	}
	const straße = publicURL + "articles/2031/stra%C3%9Fe.html"
	article := headOf(t, out["articles/2031/straße.html"])
	for name, d := range map[string]string{
		"links": cmp.Diff(map[string]string{"canonical": straße, "alternate": "../../feed.xml", "icon": "../../favicon.svg"}, withoutAssets(article.links)),
		"properties": cmp.Diff(map[string]string{
			"og:type": "article", "og:url": straße, "og:site_name": "Tolls & </script><b>gates</b>", "og:title": "A toll & a <gate>",
			"og:description": `]]> ” </script>`, "og:locale": "en_GB", "article:modified_time": "2031-07-01",
			"og:image": publicURL + "gate.png", "og:image:alt": `The “gate”`,
		}, article.properties),
		"data": cmp.Diff(object{
			"@type": "Article", "headline": "A toll & a <gate>", "url": straße, "description": `]]> ” </script>`, "inLanguage": "en-GB",
			"creditText": "The editors", "dateModified": "2031-07-01",
			"isPartOf": object{"@type": "WebSite", "name": "Tolls & </script><b>gates</b>", "url": publicURL},
			"citation": object{
				"@type": "CreativeWork", "name": "Tolls rise", "url": "https://post.example/x?a=1&b=2", "datePublished": "2031-05-30",
				"author": object{"@type": "Person", "name": "Ann Smith"}, "publisher": object{"@type": "Organization", "name": "The Post"},
			},
			"correction": []any{
				object{"@type": "CorrectionComment", "text": "It was May, not <June>.", "datePublished": "2031-07-01"},
				object{"@type": "CorrectionComment", "text": "Twice.", "datePublished": "2031-07-01"},
			},
		}, article.data),
		"home": cmp.Diff(object{
			"@type": "WebSite", "name": "Tolls & </script><b>gates</b>", "alternateName": "Tolls", "url": publicURL,
			"description": "Of “tolls”.", "inLanguage": "en-GB", "creditText": "The editors",
		}, headOf(t, out["index.html"]).data),
		"term": cmp.Diff(object{
			"@type": "DefinedTerm", "name": "toll", "url": publicURL + "glossary/toll.html", "alternateName": `a “price”`,
			"description": "What ships pay.", "inDefinedTermSet": publicURL + "glossary/",
		}, headOf(t, out["glossary/toll.html"]).data),
		"glossary": cmp.Diff(object{
			"@type": "DefinedTermSet", "name": "Glossary", "url": publicURL + "glossary/", "inLanguage": "en-GB", "creditText": "The editors",
			"hasDefinedTerm": []any{object{"@type": "DefinedTerm", "name": "toll", "url": publicURL + "glossary/toll.html", "alternateName": `a “price”`}},
		}, headOf(t, out["glossary/index.html"]).data),
		"redirect": cmp.Diff(map[string]string{"canonical": straße}, headOf(t, out["old.html"]).links),
	} {
		if d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	if h := headOf(t, out["404.html"]); len(h.properties) > 0 || h.links["canonical"] != "" {
		t.Errorf("404.html: %v", h)
	}
	for _, id := range []string{`id="gloss/corrected-2031-07-01"`, `id="gloss/corrected-2031-07-01-2"`} {
		if !strings.Contains(string(out["articles/2031/straße.html"]), id) {
			t.Errorf("the article has no %s", id)
		}
	}
}

// withPicture is a site with a picture.
func withPicture(archive string) fstest.MapFS {
	site := files(archive)
	site["content/gate.png"] = &fstest.MapFile{Data: picture(1, 1)}
	return site
}

func withoutAssets(links map[string]string) map[string]string {
	maps.DeleteFunc(links, func(rel, _ string) bool { return rel == "stylesheet" })
	return links
}

// The feed is Atom as its standard has it, and its dates come from the front matter.
func TestFeed(t *testing.T) {
	out := mustBuild(t, withPicture(public), Options{})
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string   `xml:"lang,attr"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  []string `xml:"author>name"`
		Links   []link   `xml:"link"`
		Entries []struct {
			Lang    string `xml:"lang,attr"`
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Links   []link `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(out["feed.xml"], &feed); err != nil {
		t.Fatalf("%v\n%s", err, out["feed.xml"])
	}
	if feed.ID != publicURL || feed.Title != "Tolls & </script><b>gates</b>" || feed.Lang != "en-GB" || len(feed.Author) != 1 || feed.Updated != feed.Entries[0].Updated {
		t.Errorf("feed %+v", feed)
	}
	if d := cmp.Diff([]link{{"alternate", publicURL}, {"self", publicURL + "feed.xml"}}, feed.Links); d != "" {
		t.Error(d)
	}
	seen := map[string]bool{}
	var got []string
	for _, e := range feed.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Error(err)
		}
		if seen[e.ID] || len(e.Links) != 1 || e.Links[0] != (link{"alternate", e.ID}) {
			t.Errorf("entry %+v", e)
		}
		seen[e.ID] = true
		got = append(got, strings.TrimPrefix(e.ID, publicURL)+" | "+e.Updated[:10]+" | "+e.Lang+" | "+e.Title+" | "+e.Summary)
	}
	const straße = "articles/2031/stra%C3%9Fe.html"
	want := []string{
		straße + "#gloss/corrected-2031-07-01 | 2031-07-01 |  | Corrected 1 July 2031. A toll & a <gate> | It was May, not <June>.",
		straße + "#gloss/corrected-2031-07-01-2 | 2031-07-01 |  | Corrected 1 July 2031. A toll & a <gate> | Twice.",
		straße + ` | 2031-07-01 |  | A toll & a <gate> | ]]> ” </script>`,
		"articles/undated.html | 2031-06-30 |  | undated | ",
		"articles/later.html | 2031-06-20 | fa | Later | ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("entries (-want +got):\n%s", d)
	}
}

// The sitemap lists every page once, by its address, and nothing else; robots.txt leads to it.
func TestSitemap(t *testing.T) {
	out := mustBuild(t, withPicture(public), Options{})
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(out["sitemap.xml"], &set); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for name, page := range out {
		if h := headOf(t, page); strings.HasSuffix(name, ".html") && name != "old.html" && name != "404.html" {
			want = append(want, h.links["canonical"])
		}
	}
	for _, u := range set.URLs {
		got = append(got, u.Loc)
		if mod := strings.Contains(u.Loc, "stra%C3%9Fe"); (u.LastMod == "2031-07-01") != mod || (u.LastMod == "") == mod {
			t.Errorf("%s was last changed %q", u.Loc, u.LastMod)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("pages (-want +got):\n%s", d)
	}
	if robots := string(out["robots.txt"]); !strings.HasSuffix(robots, "\nSitemap: "+publicURL+"sitemap.xml\n") {
		t.Error(robots)
	}
	own := withPicture(public)
	own["content/robots.txt"] = &fstest.MapFile{Data: []byte("mine")}
	if robots := string(mustBuild(t, own, Options{})["robots.txt"]); robots != "mine" {
		t.Error(robots)
	}
}

// Without an address there is nothing that needs one.
func TestWithoutAddress(t *testing.T) {
	out := mustBuild(t, withPicture(strings.Replace(public, "\nurl: ", "\n# url: ", 1)), Options{})
	for name, data := range out {
		if h := headOf(t, data); strings.HasSuffix(name, ".html") && (h.data != nil || len(h.properties) > 0 || h.links["canonical"]+h.links["alternate"] != "") {
			t.Errorf("%s: %v", name, h)
		}
	}
	for _, name := range []string{"feed.xml", "sitemap.xml", "robots.txt"} {
		if _, ok := out[name]; ok {
			t.Errorf("there is a %s", name)
		}
	}
}

// What is not dated is in no feed, and a site of nothing else has none.
func TestFeedWithoutDates(t *testing.T) {
	out := mustBuild(t, files("-- content/articles/a.md --\nText.\n"), Options{URL: publicURL})
	if feed, ok := out["feed.xml"]; ok {
		t.Errorf("%s", feed)
	}
	if h := headOf(t, out["index.html"]); h.links["alternate"] != "" || h.links["canonical"] != publicURL {
		t.Errorf("%v", h)
	}
}
