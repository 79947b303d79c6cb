package render

import (
	"cmp"
	"html/template"
	"strings"

	"gloss/internal/edtf"
	"gloss/internal/jsontext"
	"gloss/internal/site"
)

// linkedData describes a page in the vocabulary of schema.org, as a script element of JSON-LD:
// the briefing, a digest with the source that it cites, a term, the set of terms. What is not
// known is not said: a date is one that the front matter gives, and whoever is responsible is
// credited by name, since nothing says whether that is a person.
func (r *Renderer) linkedData(id site.PageID, b *Base) template.HTML {
	d := linkedData{Renderer: r, on: id}
	d.Open('{')
	d.Pair("@context", "https://schema.org")
	switch p := r.site.Pages[id]; {
	case p.Kind == site.KindHome:
		d.home(b)
	case p.Kind == site.KindArticle && p.Article >= 0:
		d.article(p, b)
	case p.Kind == site.KindTerm && p.First == id:
		d.term(p.Term, true)
	case p.Kind == site.KindGlossary:
		d.glossary(b)
	default:
		return ""
	}
	d.Close('}')
	return template.HTML(`<script type="application/ld+json">` + inScript.Replace(string(d.Bytes)) + "</script>\n")
}

// inScript writes what could end the element, or would have to be escaped anywhere else on a
// page (HTML, "Restrictions for contents of script elements").
var inScript = strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`)

// linkedData writes what one page says.
type linkedData struct {
	*Renderer
	jsontext.Writer
	on site.PageID
}

// begin opens an object of a type.
func (d *linkedData) begin(key, kind string) {
	d.Key(key)
	d.Open('{')
	d.Pair("@type", kind)
}

// named writes an object that has nothing but a name.
func (d *linkedData) named(key, kind, name string) {
	if name != "" {
		d.begin(key, kind)
		d.Pair("name", name)
		d.Close('}')
	}
}

// date writes a date if ISO 8601 has a form for it.
func (d *linkedData) date(key string, date edtf.Date) {
	text, _ := date.HTML5()
	d.Pair(key, text)
}

func (d *linkedData) address(page site.PageID) string {
	return d.public.URL(d.on, site.Addr{Page: page})
}

// text writes what is said of any text of the site.
func (d *linkedData) text(b *Base) {
	d.Pair("url", d.address(d.on))
	d.Pair("description", b.Summary)
	d.Pair("inLanguage", b.Lang)
	d.Pair("creditText", b.Site.By)
}

func (d *linkedData) home(b *Base) {
	d.Pair("@type", "WebSite")
	d.Pair("name", b.Site.Title)
	if b.Site.Short != b.Site.Title {
		d.Pair("alternateName", b.Site.Short)
	}
	d.text(b)
	d.date("dateModified", d.site.LastChanged(d.on))
}

func (d *linkedData) article(p *site.Page, b *Base) {
	d.Pair("@type", "Article")
	d.Pair("headline", b.Title)
	d.text(b)
	d.date("dateModified", d.site.LastChanged(d.on))
	d.begin("isPartOf", "WebSite")
	d.Pair("name", b.Site.Title)
	d.Pair("url", d.address(d.site.Generated(site.KindHome)))
	d.Close('}')
	d.citation(p)
	if fixes := p.Source.Front.Corrections; len(fixes) > 0 {
		d.Key("correction")
		d.Open('[')
		for i, c := range fixes {
			_, date := d.site.Correction(d.on, i)
			d.Open('{')
			d.Pair("@type", "CorrectionComment")
			d.Pair("text", smart(c.Text))
			d.date("datePublished", date)
			d.Close('}')
		}
		d.Close(']')
	}
}

// citation writes the source of a digest.
func (d *linkedData) citation(p *site.Page) {
	src := &p.Source.Front.Source
	if cmp.Or(src.Title, src.Publisher, src.URL) == "" {
		return
	}
	d.begin("citation", "CreativeWork")
	d.Pair("name", smart(src.Title))
	d.Pair("url", src.URL)
	d.named("author", "Person", smart(src.Author))
	d.named("publisher", "Organization", smart(src.Publisher))
	d.date("datePublished", d.site.Articles[p.Article].Date)
	d.Close('}')
}

// term writes a term, with its definition where it is the page's own.
func (d *linkedData) term(i int32, whole bool) {
	t := &d.site.Terms[i]
	d.Pair("@type", "DefinedTerm")
	d.Pair("name", t.Title)
	d.Pair("url", d.address(t.Page))
	d.Pair("alternateName", t.Expansion)
	if whole {
		d.Pair("description", d.plain(t.Lead))
		d.Pair("inDefinedTermSet", d.address(d.site.Generated(site.KindGlossary)))
	}
}

func (d *linkedData) glossary(b *Base) {
	d.Pair("@type", "DefinedTermSet")
	d.Pair("name", b.Title)
	d.text(b)
	part := d.site.Part(d.on)
	d.Key("hasDefinedTerm")
	d.Open('[')
	for _, i := range d.site.Index[part.From:part.To] {
		d.Open('{')
		d.term(i, false)
		d.Close('}')
	}
	d.Close(']')
}
