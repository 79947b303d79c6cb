package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files of what a screen reader is told")

// What a screen reader is told of an article is what testdata/tree says: to be read by a person
// who imagines hearing it. A change there is as visible to some readers as one of the style
// sheet is to others.
func TestTree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, page string
		view       view
		of         string // the role that is told of
		first      func(tb *tab)
	}{
		{"article", "articles/notes.html", wide.of(traps), "RootWebArea", nil},
		{"article-on-a-phone", "articles/notes.html", phone.of(traps), "main", nil},
		{"article-in-persian", "articles/fa.html", wide.of(traps), "main", nil},
		{"source", "articles/notes.html", wide.of(traps), "sectionheader", func(tb *tab) {
			tb.focus(".source summary")
			tb.press("Enter")
			tb.wait("document.querySelector('.source[open]')")
		}},
		{"all-marks", "articles/notes.html", wide.of(traps), "article", func(tb *tab) {
			tb.click(".display")
			tb.click("[name=marks][value=all]")
			tb.press("Escape")
			tb.wait("!document.querySelector('.panel:popover-open')")
		}},
		{"card", "articles/fa.html", wide.of(traps), "dialog", func(tb *tab) {
			tb.focus(".prose a.term[href='#term-jcpoa']")
			tb.press("Enter")
			tb.wait(opened)
		}},
		{"card-of-a-passage", "articles/fa.html", wide.of(traps), "dialog", func(tb *tab) {
			tb.focus(".in-margin a.xref")
			tb.press("Enter")
			tb.wait(opened)
		}},
		{"display", "articles/notes.html", wide.of(traps), "banner", func(tb *tab) {
			tb.focus(".display")
			tb.press("Enter")
			tb.wait("document.querySelector('.panel:popover-open')")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tb := visit(t, c.page, c.view)
			tb.wait("document.readyState === 'complete'")
			eval[bool](tb, painted) // notes are in their places
			if c.first != nil {
				c.first(tb)
			}
			got := tb.tree(c.of)
			file := filepath.Join("testdata", "tree", c.name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got), to be read and then taken over with -update:\n%s", file, diff)
			}
		})
	}
}

// tree returns what the browser tells assistive technology of the page: an element a line, with
// its role, name and state, indented; text runs on. It begins at the first element of a role.
func (tb *tab) tree(role string) string {
	tb.t.Helper()
	call(tb, accessibility.Enable, struct{}{})
	nodes := call(tb, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes
	h := hearing{nodes: map[accessibility.NodeID]*accessibility.Node{}}
	var first *accessibility.Node
	for _, n := range nodes {
		h.nodes[n.NodeID] = n
		if first == nil && !n.Ignored && spoke(n.Role) == role {
			first = n
		}
	}
	if first == nil {
		tb.t.Fatalf("nothing is a %s", role)
	}
	h.tell(first, 0)
	h.flush()
	return h.out.String()
}

// hearing puts an accessibility tree into words.
type hearing struct {
	nodes map[accessibility.NodeID]*accessibility.Node
	out   strings.Builder
	text  string // not yet written
	at    int    // its depth
}

func (h *hearing) tell(n *accessibility.Node, depth int) {
	role, name := spoke(n.Role), strings.Join(strings.Fields(spoke(n.Name)), " ")
	switch {
	case n.Ignored, role == "none", role == "generic" && name == "":
		h.children(n, depth)
		return
	case role == "InlineTextBox": // a part of the text
		return
	case role == "ListMarker":
		h.text, h.at = name+" ", depth
		return
	case role == "StaticText":
		h.text, h.at = h.text+spoke(n.Name), depth
		return
	}
	h.flush()
	fmt.Fprintf(&h.out, "%s%s", strings.Repeat("  ", depth), role)
	if name != "" {
		fmt.Fprintf(&h.out, " %q", name)
	}
	for _, p := range n.Properties {
		switch p.Name {
		case accessibility.PropertyNameLevel:
			if role != "heading" {
				continue
			}
			fallthrough
		case accessibility.PropertyNameChecked, accessibility.PropertyNameExpanded, accessibility.PropertyNameHasPopup:
			fmt.Fprintf(&h.out, " %s=%s", p.Name, spoke(p.Value))
		}
	}
	if d := spoke(n.Description); d != "" {
		fmt.Fprintf(&h.out, " (%s)", d)
	}
	h.out.WriteByte('\n')
	before := h.out.Len()
	h.children(n, depth+1)
	if before == h.out.Len() && strings.Join(strings.Fields(h.text), " ") == name {
		h.text = "" // the name says it
	}
	h.flush()
}

func (h *hearing) children(n *accessibility.Node, depth int) {
	for _, id := range n.ChildIDs {
		if c := h.nodes[id]; c != nil {
			h.tell(c, depth)
		}
	}
}

// flush writes the text that has been gathered.
func (h *hearing) flush() {
	if text := strings.Join(strings.Fields(h.text), " "); text != "" {
		fmt.Fprintf(&h.out, "%s%s\n", strings.Repeat("  ", h.at), text)
	}
	h.text = ""
}

// spoke is a value as text; "" for none.
func spoke(v *accessibility.Value) string {
	if v == nil || v.Value == nil {
		return ""
	}
	var s string
	if json.Unmarshal(v.Value, &s) == nil {
		return s
	}
	return string(v.Value)
}
