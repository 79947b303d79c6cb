package cli

import (
	"strings"
	"testing"

	"gloss/internal/diag"
)

func TestFormats(t *testing.T) {
	diags := []diag.Diag{
		diag.Errorf(diag.Pos{File: "content/a,b.md", Line: 4, Col: 7}, "note-unknown", "unknown note %q", "x<y").WithHint("100%% sure?"),
		diag.Warnf(diag.Pos{File: "content/c.md"}, "file-name", "two\nlines"),
		diag.Notef(diag.Pos{}, "config", "no title"),
	}
	for _, tc := range []struct {
		name  string
		print func(*strings.Builder)
		want  string
	}{
		{"json", func(b *strings.Builder) { printJSON(b, diags) }, `{"file":"content/a,b.md","line":4,"col":7,"severity":"error","code":"note-unknown","message":"unknown note \"x<y\"","hint":"100% sure?"}
{"file":"content/c.md","severity":"warning","code":"file-name","message":"two\nlines"}
{"severity":"note","code":"config","message":"no title"}
`},
		{"github", func(b *strings.Builder) { printGitHub(b, diags) }, `::error file=content/a%2Cb.md,line=4,col=7,title=note-unknown::unknown note "x<y"%0Ahint: 100%25 sure?
::warning file=content/c.md,title=file-name::two%0Alines
::notice title=config::no title
`},
	} {
		var b strings.Builder
		tc.print(&b)
		if b.String() != tc.want {
			t.Errorf("%s:\n%s\nwant\n%s", tc.name, b.String(), tc.want)
		}
	}
}
