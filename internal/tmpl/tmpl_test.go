package tmpl

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"testing"
)

type inner struct {
	Text, URL string
	Current   bool
}

type view struct {
	inner
	Title  string
	Count  int
	Body   template.HTML
	Mark   template.HTMLAttr
	Links  []inner
	Names  []string
	Next   *inner
	Nested []struct{ Items []inner }
	Any    any
	Table  map[string]string
}

func (view) Method() string { return "m" }

var views = []view{
	{},
	{
		inner: inner{Text: "own", URL: "a/b.html#x"}, Title: `A & B <c> "d" 'e' +1`, Count: 3, Body: "<b>bold</b>", Mark: ` data-x="1"`,
		Links: []inner{{"one", "x.html", true}, {"two", "javascript:alert(1)", false}, {"three", "https://e.org/?a=b&c=d", false}, {"four", "Ä ö/é.html", false}},
		Names: []string{"x", "", "z"}, Next: &inner{Text: "next", URL: "n.html"},
		Nested: []struct{ Items []inner }{{[]inner{{Text: "i"}}}, {}},
	},
	{Count: -1, Title: "\x00 plain", Names: []string{"one"}},
}

// Each template makes what html/template makes of it, for every view.
func TestSameAsHTMLTemplate(t *testing.T) {
	for _, text := range []string{
		`text`,
		`{{.Title}} {{.Count}} {{.Body}} {{.Text}}`,
		`<title>{{.Title}}</title><p title="{{.Title}}" data-n="{{.Count}}"{{.Mark}}>`,
		`<a href="{{.URL}}">{{.Text}}</a><a href="/x/{{.URL}}">x</a><a href="?q={{.Title}}">q</a><img src='{{.URL}}'>`,
		`<meta http-equiv="refresh" content="0; url={{.URL}}">`,
		`{{if .Title}}yes{{else}}no{{end}}{{if not .Next}}none{{end}}{{if and .Title .Next}}both{{end}}{{if or .Names .Count}}one{{end}}`,
		`{{with .Next}}{{.Text}} {{$.Title}}{{else}}{{.Title}}{{end}}{{with $x := .Title}}{{$x}}{{end}}`,
		`{{range .Links}}<li><a href="{{.URL}}"{{if .Current}} aria-current="page"{{end}}>{{.Text}}</a></li>{{else}}empty{{end}}`,
		`{{range $i, $n := .Names}}{{if $i}}, {{end}}{{$n}}{{end}}{{range $n := .Names}}{{$n}}{{end}}`,
		`{{range .Nested}}{{range $i, $l := .Items}}{{$i}}{{$l.Text}}{{$.Title}}{{end}}{{end}}`,
		`{{if eq .Title "x"}}a{{else if gt (len .Links) 1}}b{{else if le .Count 2}}c{{end}}{{if ne .Count 3}}d{{end}}{{if lt .Text .Title}}e{{end}}{{if ge .Count 0}}f{{end}}`,
		`{{or .Text .Title "default"}} {{and .Text .Title}} {{len .Title}}`,
		`{{template "part" .}}{{range .Links}}{{template "link" .}}{{end}}{{define "part"}}{{$x := .Title}}{{with .Next}}{{template "link" .}}{{$x}}{{end}}{{end}}{{define "link"}}<a href="{{.URL}}">{{.Text}}</a>{{end}}`,
		`{{$x := .Title}}{{if .Count}}{{$x = .Text}}{{end}}{{$x}}{{with .Links}}{{len .}}{{end}}{{(.Links) | len}}`,
		`{{$x := "a"}}{{range .Names}}{{$y := .}}{{$x}}{{$y}}{{end}}{{range .Links}}{{$y := .Text}}{{$y}}{{end}}`,
		`{{/* nothing */}}{{if .Count}}{{else if .Next}}{{.Next.Text}}{{else}}x{{end}}`,
	} {
		std := template.Must(template.New("main").Parse(text))
		p, err := Compile(std, "main", reflect.TypeFor[view]())
		if err != nil {
			if !strings.Contains(text, "| len") {
				t.Errorf("%s: %v", text, err)
			}
			continue
		}
		for i, v := range views {
			var want bytes.Buffer
			wantErr := std.Execute(&want, v)
			got, err := p.Execute([]byte("before "), v)
			if (err == nil) != (wantErr == nil) {
				t.Errorf("%s, view %d: error %v, want %v", text, i, err, wantErr)
			}
			if wantErr == nil && string(got) != "before "+want.String() {
				t.Errorf("%s, view %d:\n got %s\nwant before %s", text, i, got, want.String())
			}
		}
	}
}

func TestNothingWhereAFieldIsAskedFor(t *testing.T) {
	p, err := Compile(template.Must(template.New("main").Parse(`{{.Next.Text}}`)), "main", reflect.TypeFor[view]())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Execute(nil, view{}); err == nil {
		t.Error("no error for a field of a nil pointer")
	}
	if got, err := p.Execute(nil, views[1]); string(got) != "next" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := p.Execute(nil, inner{}); err == nil {
		t.Error("no error for data of another type")
	}
}

// What is not compiled is left to html/template.
func TestUnsupported(t *testing.T) {
	for _, text := range []string{
		`{{.Method}}`, `{{.Any}}`, `{{.Table}}`, `{{.Missing}}`, `{{.Next}}`, `{{printf "%d" .Count}}`, `{{index .Names 0}}`, `{{.Title | len}}`,
		`{{range .Count}}x{{end}}`, `{{range .Table}}x{{end}}`, `{{range .Names}}{{break}}{{end}}`, `{{eq .Title .Count}}`, `{{eq .Count 1 2}}`,
		`<p class={{.Title}}>`, `<p {{.Title}}="x">`, `<script>{{.Title}}</script>`, `<p style="{{.Title}}">`, `<p title="{{.Body}}">`, `{{template "x"}}{{define "x"}}{{end}}`,
		`{{or .Title .Count}}`, `{{html .Title}}`, `{{.Title.Length}}`, `{{1.5}}`,
	} {
		if _, err := Compile(template.Must(template.New("main").Parse(text)), "main", reflect.TypeFor[view]()); err == nil {
			t.Errorf("%s: compiled", text)
		} else if !strings.HasPrefix(err.Error(), "not compiled: ") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Any text is escaped as html/template escapes it, in each context.
func FuzzEscaping(f *testing.F) {
	for _, s := range []string{"", "plain", `<a href="x">&amp;'`, "a b+c", "javascript:x", "mailto:a@b", "ü/ä?x=y&z#q", "%41%zz%", "\x00\xff\u2028", "?a=b,c"} {
		f.Add(s)
	}
	std := template.Must(template.New("main").Parse(`<title>{{.}}</title>{{.}}<p title="{{.}}"><a href="{{.}}"></a><a href='/{{.}}'></a><a href="/?{{.}}"></a><a href="#{{.}}"></a>` +
		`<meta http-equiv="refresh" content="0; url={{.}}">`))
	p, err := Compile(std, "main", stringType)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		if err := std.Execute(&want, s); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Execute(nil, s); err != nil || string(got) != want.String() {
			t.Errorf("%q:\n got %s (%v)\nwant %s", s, got, err, want.String())
		}
	})
}
