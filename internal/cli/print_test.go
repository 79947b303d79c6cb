package cli

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
)

// printed returns what is printed for diagnostics about one file.
func printed(file string, diags ...diag.Diag) string {
	var sb strings.Builder
	p := printer{w: &sb, lines: diag.Lines{Read: func(name string) ([]byte, error) {
		if name != "a.md" {
			return nil, fs.ErrNotExist
		}
		return []byte(file), nil
	}}}
	p.print(diags)
	return sb.String()
}

func at(line, col int) diag.Diag {
	return diag.Errorf(diag.Pos{File: "a.md", Line: line, Col: col}, "code", "message")
}

// The line is shown with a caret under the character in question.
func TestFrame(t *testing.T) {
	long := strings.Repeat("0123456789", 20)
	for _, tc := range []struct {
		name, file string
		d          diag.Diag
		want       string
	}{
		{"first column", "abc\n", at(1, 1), "    1 | abc\n      | ^\n"},
		{"middle", "x\nabc\n", at(2, 3), "    2 | abc\n      |   ^\n"},
		{"behind the end", "abc", at(1, 4), "    1 | abc\n      |    ^\n"},
		{"far behind the end", "abc", at(1, 99), "    1 | abc\n      |    ^\n"},
		{"no column", "abc", at(1, 0), "    1 | abc\n"},
		{"an empty line and no column", "\nabc", at(1, 0), ""},
		{"tab", "\ta\tb", at(1, 4), "    1 |  a b\n      |    ^\n"},
		{"columns are bytes, the caret is not", "äöü x", at(1, 8), "    1 | äöü x\n      |     ^\n"},
		{"wide characters", "日本 x", at(1, 8), "    1 | 日本 x\n      |      ^\n"},
		{"combining", "e\u0301e\u0301 x", at(1, 8), "    1 | e\u0301e\u0301 x\n      |    ^\n"},
		{"within a character", "äb", at(1, 2), "    1 | ��b\n      |  ^\n"},
		{"invalid UTF-8", "a\xffb", at(1, 3), "    1 | a�b\n      |   ^\n"},
		{"control characters", "a\x1b[31mb\u202ec\x00", at(1, 7), "    1 | a�[31mb�c�\n      |       ^\n"},
		{"byte order mark", "\uFEFFabc", at(1, 2), "    1 | abc\n      |  ^\n"},
		{"CR LF", "abc\r\ndef\r\n", at(2, 2), "    2 | def\n      |  ^\n"},
		{"CR", "abc\rdef\r", at(2, 2), "    2 | def\n      |  ^\n"},
		{"cut at the end", long, at(1, 11), "    1 | 0123456789" + long[:40] + "…\n      |           ^\n"},
		{"cut at the start", long, at(1, 201), "    1 | …" + long[:60] + "\n      | " + strings.Repeat(" ", 61) + "^\n"},
		{"cut at both ends", long, at(1, 101), "    1 | …" + long[:60] + long[:40] + "…\n      | " + strings.Repeat(" ", 61) + "^\n"},
		{
			"cut among wide characters", strings.Repeat("日", 100), at(1, 3*80+1),
			"    1 | …" + strings.Repeat("日", 80) + "\n      | " + strings.Repeat(" ", 121) + "^\n",
		},
		{"past the last line", "abc", at(7, 1), ""},
		{"no line", "abc", diag.Errorf(diag.Pos{File: "a.md"}, "code", "message"), ""},
		{"no file", "abc", diag.Errorf(diag.Pos{}, "code", "message"), ""},
		{"a file that cannot be read", "", diag.Errorf(diag.Pos{File: "b.md", Line: 1, Col: 1}, "code", "message"), ""},
		{"line of many digits", strings.Repeat("\n", 123455) + "abc", at(123456, 2), "123456 | abc\n      |  ^\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, got, _ := strings.Cut(printed(tc.file, tc.d), "\n")
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A diagnostic is one line, then its frame, then what to do.
func TestPrint(t *testing.T) {
	got := printed("abc\n", at(1, 2).WithHint("do %q", "this"), diag.Warnf(diag.Pos{File: "z.md"}, "w", "beware of \x1b[31m"))
	want := "a.md:1:2: error: message [code]\n    1 | abc\n      |  ^\n   hint: do \"this\"\nz.md: warning: beware of �[31m [w]\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A hundred are printed, then a count; what fails the build is among them.
func TestPrintMany(t *testing.T) {
	var diags []diag.Diag
	for i := range 150 {
		diags = append(diags, diag.Warnf(diag.Pos{File: "a.md", Line: i + 1, Col: 1}, "w", "w%d", i))
	}
	diags = append(diags, diag.Errorf(diag.Pos{File: "z.md"}, "e", "at last"))
	lines := strings.Split(strings.TrimSpace(printed("", diags...)), "\n")
	if len(lines) != 101 || lines[0] != "a.md:1:1: warning: w0 [w]" || lines[99] != "z.md: error: at last [e]" || lines[100] != "… and 51 more" {
		t.Errorf("%d lines: %q … %q %q", len(lines), lines[0], lines[len(lines)-2], lines[len(lines)-1])
	}
	if lines := strings.Split(strings.TrimSpace(printed("", diags[:100]...)), "\n"); len(lines) != 100 {
		t.Errorf("a hundred are %d lines", len(lines))
	}
}

func TestCount(t *testing.T) {
	for _, tc := range []struct {
		errs, warnings int
		want           string
	}{{1, 0, "1 error"}, {2, 1, "2 errors and 1 warning"}, {0, 3, "3 warnings"}} {
		if got := count(tc.errs, tc.warnings); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}
