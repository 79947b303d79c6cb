package site

import (
	"reflect"
	"testing"
)

// Linking the same files gives the same site, whatever the order of maps; and it changes
// nothing of what it is given, since docs and hits are cached.
func TestDeterminism(t *testing.T) {
	sites := []files{syntheticFiles(40)}
	for _, c := range diagCases {
		sites = append(sites, c.fs)
	}
	for _, fs := range sites {
		in, opt, _ := inputs(t, fs, false)
		same, _, _ := inputs(t, fs, false)
		want, wantDiags := Link(in, opt)
		for range 4 {
			got, diags := Link(in, opt)
			if !reflect.DeepEqual(diags, wantDiags) {
				t.Fatalf("diagnostics differ:\n%s\n%s", showDiags(diags), showDiags(wantDiags))
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatal("sites differ")
			}
		}
		if !reflect.DeepEqual(in, same) {
			t.Fatal("Link changed its input")
		}
	}
}

// Every page has what render asks of it, published or not.
func TestShape(t *testing.T) {
	for _, c := range append(diagCases, struct {
		name string
		fs   files
		says []string
	}{"none", files{}, nil}) {
		s := link(t, c.fs)
		n := len(s.Pages)
		for what, got := range map[string]int{
			"Targets": len(s.Targets), "Hits": len(s.Hits), "Linked": len(s.Linked), "Notes": len(s.Notes), "Listed": len(s.Listed), "Cited": len(s.Cited),
		} {
			if got != n {
				t.Errorf("%s: %d %s for %d pages", c.name, got, what, n)
			}
		}
		if len(s.Mentions) != len(s.Terms) || len(s.Told) != len(s.Terms) {
			t.Errorf("%s: %d terms, %d mentions, %d told", c.name, len(s.Terms), len(s.Mentions), len(s.Told))
		}
		for id, p := range s.Pages {
			if p.Doc == nil || len(s.Targets[id]) != len(p.Doc.Refs) {
				t.Errorf("%s: page %s has no doc or %d targets", c.name, p.Out, len(s.Targets[id]))
			}
			if k := s.Generated(p.Kind); p.Kind >= KindHome && !p.Draft && k != PageID(id) {
				t.Errorf("%s: page %s is generated as %d", c.name, p.Out, k)
			}
			if s.Published(PageID(id)) == p.Draft {
				t.Errorf("%s: Published(%s)", c.name, p.Out)
			}
			for i, target := range s.Targets[id] {
				if target.Found && target.Addr.Page == None {
					t.Errorf("%s: target %d of %s leads to no page", c.name, i, p.Out)
				}
			}
		}
	}
}
