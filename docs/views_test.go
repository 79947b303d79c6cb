package docs_test

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/layouts"
)

// generated is the line of layouts.md behind which the tests write.
const generated = "<!-- What follows is written by go test ./docs -update -->\n"

// TestLayoutViews compares the fields that layouts.md lists with those of the program.
func TestLayoutViews(t *testing.T) {
	data, err := os.ReadFile(layoutsPage)
	if err != nil {
		t.Fatal(err)
	}
	prose, listed, found := strings.Cut(string(data), generated)
	if !found {
		t.Fatalf("%s has no line %s", layoutsPage, generated)
	}
	v := readViews(t)
	v.describe("Base", "every layout of a page, as a part of its own view")
	given := map[string][]string{} // layouts by the type that they are given
	for _, name := range pageLayouts(t) {
		view := viewOf(t, name)
		given[view] = append(given[view], "`"+name+"`")
	}
	for _, view := range slices.Sorted(maps.Keys(given)) {
		v.describe(view, strings.Join(given[view], " and "))
	}
	v.describe("Frame", "`masthead` and `foot` in `base.html`")
	v.describe("RedirectView", "`redirect` in `base.html`")
	v.describe("OneFileView", "`onefile` in `onefile.html`")
	v.rest()
	if got := v.text.String(); got != listed {
		if !*update {
			t.Errorf("%s: the fields are others (-listed +there); go test ./docs -update rewrites them\n%s", layoutsPage, cmp.Diff(listed, got))
		} else if err := os.WriteFile(layoutsPage, []byte(prose+generated+got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// pageLayouts are the layouts that define "main".
func pageLayouts(t *testing.T) []string {
	names, err := fs.Glob(layouts.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(name string) bool {
		data, err := fs.ReadFile(layouts.FS, name)
		return err != nil || !strings.Contains(string(data), `{{define "main"}}`)
	})
}

// viewOf is the type that a layout is given, as the program says when it asks for a field
// that there is not.
func viewOf(t *testing.T, layout string) string {
	out := buildLayouts(t, withFiles(map[string]string{"layouts/" + layout: `{{define "main"}}{{.Qqqq}}{{end}}`}))
	for _, d := range out.diags {
		if _, view, ok := strings.Cut(d.Msg, "can't evaluate field Qqqq in type render."); ok {
			return view
		}
	}
	t.Fatalf("no page has the layout %q: %v", layout, out.diags)
	return ""
}

// viewReader writes down the fields of the types in package render.
type viewReader struct {
	t     *testing.T
	types map[string]*ast.StructType
	docs  map[string]string
	done  map[string]bool
	queue []string // mentioned, and not described yet
	text  strings.Builder
}

func readViews(t *testing.T) *viewReader {
	v := &viewReader{t: t, types: map[string]*ast.StructType{}, docs: map[string]string{}, done: map[string]bool{"Words": true}}
	names, err := filepath.Glob("../internal/render/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				for _, spec := range g.Specs {
					if s, ok := spec.(*ast.TypeSpec).Type.(*ast.StructType); ok {
						name := spec.(*ast.TypeSpec).Name.Name
						v.types[name], v.docs[name] = s, g.Doc.Text()
					}
				}
			}
		}
	}
	return v
}

// describe writes the section of a type that a layout is given.
func (v *viewReader) describe(name, given string) {
	v.section(name, " It is given to "+given+".")
}

// rest writes the sections of the types that others mention.
func (v *viewReader) rest() {
	for len(v.queue) > 0 {
		slices.Sort(v.queue)
		name := v.queue[0]
		v.queue = v.queue[1:]
		v.section(name, "")
	}
}

func (v *viewReader) section(name, more string) {
	if v.done[name] {
		return
	}
	v.done[name] = true
	s := v.types[name]
	if s == nil {
		v.t.Errorf("package render has no type %s", name)
		return
	}
	about := strings.ReplaceAll(new(doc.Package).Synopsis(v.docs[name]), "\n", " ")
	fmt.Fprintf(&v.text, "\n### %s\n\n%s%s\n\n| field | | |\n|---|---|---|\n", name, about, more)
	for _, f := range s.Fields.List {
		comment := strings.Join(strings.Fields(f.Comment.Text()), " ")
		if len(f.Names) == 0 {
			embedded := f.Type.(*ast.Ident).Name
			v.mention(embedded)
			fmt.Fprintf(&v.text, "| `.%s` | [%s](#%s) | its fields are also this one's |\n", embedded, embedded, strings.ToLower(embedded))
			continue
		}
		for _, n := range f.Names {
			if n.IsExported() {
				fmt.Fprintf(&v.text, "| `.%s` | %s | %s |\n", n.Name, v.kind(f.Type), strings.NewReplacer("|", `\|`, "<", "&lt;").Replace(comment))
			}
		}
	}
}

// mention asks for the section of a type.
func (v *viewReader) mention(name string) {
	if !v.done[name] && !slices.Contains(v.queue, name) {
		v.queue = append(v.queue, name)
	}
}

// kind says what a field holds.
func (v *viewReader) kind(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ArrayType:
		return "list of " + v.kind(e.Elt)
	case *ast.StarExpr:
		return v.kind(e.X)
	case *ast.SelectorExpr:
		switch e.Sel.Name {
		case "HTML":
			return "HTML"
		case "HTMLAttr":
			return "attributes"
		case "CSS", "JS", "URL":
			return e.Sel.Name
		}
	case *ast.Ident:
		switch e.Name {
		case "string":
			return "text"
		case "int":
			return "number"
		case "bool":
			return "true or false"
		case "Words":
			return "[words](#words)"
		}
		v.mention(e.Name)
		return "[" + e.Name + "](#" + strings.ToLower(e.Name) + ")"
	}
	v.t.Errorf("layouts.md has no name for a field of the type %T", e)
	return ""
}
