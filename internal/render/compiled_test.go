package render

import (
	"bytes"
	"os"
	"testing"

	"gloss/internal/site"
)

// All built-in layouts are compiled, and make of every view of the sample what
// html/template makes of it.
func TestLayoutsAreCompiled(t *testing.T) {
	s := linked(t, os.DirFS("../.."))
	r := renderer(t, s)
	for id, p := range s.Pages {
		name := layoutOf(p.Kind)
		base, err := r.base(site.PageID(id), name)
		if err != nil {
			t.Fatal(err)
		}
		view := r.view(site.PageID(id), base)
		program := r.layouts.program(name, "base", view)
		if program == nil {
			t.Fatalf("the layout %q is not compiled", name)
		}
		got, err := program.Execute(nil, view)
		if err != nil {
			t.Errorf("%s: %v", p.Out, err)
		}
		var want bytes.Buffer
		if err := r.layouts.pages[name].ExecuteTemplate(&want, "base", view); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s differs:\n got %s\nwant %s", p.Out, got, want.String())
		}
	}
}
