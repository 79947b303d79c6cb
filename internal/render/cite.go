package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gloss/internal/edtf"
)

// CiteForm is how to cite the briefing in one of the forms that reference managers read.
type CiteForm struct{ Name, Text string }

// citeForms are all of them.
func (r *Renderer) citeForms() []CiteForm {
	c := r.site.Config
	b := briefing{title: smart(c.Title), short: c.Short, by: smart(c.By), url: c.URL, lang: c.Lang, licence: smart(c.Licence), asOf: r.site.AsOf, note: r.self.FootAsOf}
	return []CiteForm{{r.words.CiteAsText, b.text()}, {"BibTeX", b.bibTeX()}, {"CSL-JSON", b.csl()}}
}

// briefing is what is cited of a site.
type briefing struct {
	title, short, by, url, lang, licence, note string
	asOf                                       edtf.Date
}

// text is a reference for people.
func (b *briefing) text() string {
	var parts []string
	for _, p := range []string{b.by, b.title, strings.TrimSuffix(b.note, "."), b.url} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ". ")
}

// bibTeX is an entry for BibTeX. The whole title is in braces of its own, which keep its capitals.
func (b *briefing) bibTeX() string {
	var sb strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&sb, ",\n  %-12s = %s", name, value)
		}
	}
	text := func(s string) string {
		if s == "" {
			return ""
		}
		return "{" + texEscaper.Replace(s) + "}"
	}
	fmt.Fprintf(&sb, "@misc{%s", b.key())
	field("title", "{"+text(b.title)+"}")
	if b.by != "" {
		field("author", "{"+text(b.by)+"}")
	}
	if d, ok := b.day(); ok {
		field("year", "{"+strconv.Itoa(d[0])+"}")
		if len(d) > 1 {
			field("month", strings.ToLower(edtf.MonthName(d[1])[:3]))
		}
	}
	if b.url != "" {
		field("howpublished", "{\\url{"+b.url+"}}")
	}
	field("note", text(strings.TrimSuffix(b.note, ".")))
	sb.WriteString("\n}")
	return sb.String()
}

// texEscaper writes the characters that mean something to TeX.
var texEscaper = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
)

// key names the entry: "russia-and-iran-2025".
func (b *briefing) key() string {
	var sb strings.Builder
	for _, c := range strings.ToLower(b.short) + " " {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			sb.WriteRune(c)
		case sb.Len() > 0 && !strings.HasSuffix(sb.String(), "-"):
			sb.WriteByte('-')
		}
	}
	key := strings.Trim(sb.String(), "-")
	if key == "" {
		key = "briefing"
	}
	if d, ok := b.day(); ok {
		key += "-" + strconv.Itoa(d[0])
	}
	return key
}

// day returns the briefing's date as numbers, as many as it gives: year, month, day.
func (b *briefing) day() ([]int, bool) {
	d, ok := b.asOf.Earliest()
	if b.asOf.Kind() != edtf.Instant || !ok {
		return nil, false
	}
	switch b.asOf.Precision() {
	case edtf.PrecisionDay:
		return []int{d.Year, d.Month, d.Day}, true
	case edtf.PrecisionMonth:
		return []int{d.Year, d.Month}, true
	}
	return []int{d.Year}, true
}

// csl is an item of CSL-JSON (the schema of Citation Style Language 1.0.2, csl-data.json).
func (b *briefing) csl() string {
	type name struct {
		Literal string `json:"literal"`
	}
	type date struct {
		Parts [][]int `json:"date-parts"`
	}
	item := struct {
		ID       string `json:"id"`
		Type     string `json:"type"`
		Title    string `json:"title"`
		Author   []name `json:"author,omitempty"`
		Issued   *date  `json:"issued,omitempty"`
		URL      string `json:"URL,omitempty"`
		Language string `json:"language,omitempty"`
		Note     string `json:"note,omitempty"`
	}{ID: b.key(), Type: "webpage", Title: b.title, URL: b.url, Language: b.lang, Note: b.note}
	if b.by != "" {
		item.Author = []name{{b.by}}
	}
	if d, ok := b.day(); ok {
		item.Issued = &date{[][]int{d}}
	}
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode([]any{item}); err != nil {
		panic("render: internal error: " + err.Error())
	}
	return strings.TrimSpace(buf.String())
}
