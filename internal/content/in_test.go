package content

import "testing"

// A byte of a value is found where it stands, past quotation marks, or else the value is.
func TestIn(t *testing.T) {
	s, diags := Parse("articles/a.md", []byte("---\nupdated: 2025-13\nsource: {date: '2025-02-30', accessed: \" \\x32025\"}\ncorrections:\n  - date: \"2025-04-31\"\n    text: >-\n      One\n      two\n---\n"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, tt := range []struct {
		off  int
		path []string
		want string
	}{
		{5, []string{"updated"}, "2:15"},
		{8, []string{"source", "date"}, "3:25"},
		{1, []string{"source", "accessed"}, "3:40"}, // an escape: the value's own place
		{9, []string{"corrections", "0", "date"}, "5:21"},
		{5, []string{"corrections", "0", "text"}, "6:11"}, // on other lines
		{0, []string{"corrections", "1", "date"}, "4:1"},
		{3, []string{"lang"}, "1:1"},
		{99, []string{"updated"}, "2:10"},
	} {
		if got, want := s.In(tt.off, tt.path...).String(), "content/articles/a.md:"+tt.want; got != want {
			t.Errorf("byte %d of %q is at %s, want %s", tt.off, tt.path, got, want)
		}
	}
	c, _ := ParseConfig("gloss.yaml", []byte("title: T\nas_of: \"2025-13\"\n"))
	if got := c.In(5, "as_of").String(); got != "gloss.yaml:2:14" {
		t.Errorf("byte 5 of as_of is at %s", got)
	}
}
