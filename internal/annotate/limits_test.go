package annotate

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Inputs that take goldmark, or a careless renderer, time out of proportion. The figures
// are for 1.8.7 without limits, on 50 kB.
var hostile = map[string]func(n int) string{
	"emphasis":        func(n int) string { return strings.Repeat("*a_ ", n/4) },
	"links begun":     func(n int) string { return strings.Repeat("[a](", n/4) }, // 1.5 s
	"brackets":        func(n int) string { return strings.Repeat("[", n) },
	"images nested":   func(n int) string { return strings.Repeat("![", n/6) + "a" + strings.Repeat("](x)", n/6) },
	"spans nested":    func(n int) string { return strings.Repeat("[", n/6) + "a" + strings.Repeat("]{.x}", n/6) },
	"dates nested":    func(n int) string { return strings.Repeat("[a ", n/16) + strings.Repeat("]{date=2025}", n/16) },
	"emphasis nested": func(n int) string { return strings.Repeat("*a **b ", n/14) + strings.Repeat("c** d* ", n/14) },
	"quotations":      func(n int) string { return strings.Repeat(">", n) }, // 1.3 s
	"lists on a line": func(n int) string { return strings.Repeat("- ", n/2) },
	"notes on a line": func(n int) string { return strings.Repeat("[^a]: ", n/6) },
	"table": func(n int) string {
		return strings.Repeat("|a", n/8) + "\n" + strings.Repeat("|-", n/8) + "\n" + strings.Repeat("|\n", n/8)
	}, // 60 s
	"lists begun":    func(n int) string { return strings.Repeat("[a]{", n/4) },
	"quoted values":  func(n int) string { return strings.Repeat(" {p=\"", n/5) },
	"quoted lines":   func(n int) string { return strings.Repeat("{p=\"\n", n/5) },
	"curly values":   func(n int) string { return strings.Repeat(" {a=“b", n/8) },
	"locators":       func(n int) string { return strings.Repeat("x {p=1} ", n/8) },
	"raw tags begun": func(n int) string { return strings.Repeat("<a ", n/3) },
	"comments begun": func(n int) string { return "a " + strings.Repeat("<!-- ", n/5) },
	"raw tags":       func(n int) string { return strings.Repeat("<b></i>", n/7) },
	"raw lists":      func(n int) string { return strings.Repeat("<ul><li>", n/8) },
	"references":     func(n int) string { return "[a]: b\n\n" + strings.Repeat("[a]{.x} [", n/9) },
	"same headings":  func(n int) string { return strings.Repeat("# a\n", n/4) },
	"same notes":     func(n int) string { return strings.Repeat("[^a]: b\n", n/8) },
	"sentences":      func(n int) string { return strings.Repeat("A b. ", n/5) },
	"lines":          func(n int) string { return strings.Repeat("a\n", n/2) },
	"code spans begun": func(n int) string {
		var sb strings.Builder
		for i := 1; sb.Len() < n; i++ {
			sb.WriteString(strings.Repeat("`", i) + " ")
		}
		return sb.String()
	},
	"lists nested": func(n int) string {
		var sb strings.Builder
		for i := 0; sb.Len() < n; i++ {
			sb.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return sb.String()
	},
}

// A hostile file costs a moment, not the build.
func TestHostileInput(t *testing.T) {
	for name, input := range hostile {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			Parse([]byte(input(50_000)), Options{HTML: true, Sourced: true})
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

// What goes beyond a limit is reported where it does, and read as text.
func TestLimits(t *testing.T) {
	limits := Limits{Nesting: 2, Delimiters: 6, Notes: 1, Cells: 6, Highlight: 4}
	for _, c := range []struct{ in, want, text string }{
		{"> > a", "", "a"},
		{"> > > a", "1:5 2 nesting", "> a"},
		{"- a\n  - b\n    - c", "3:5 2 nesting", "a b - c"},
		{"> - a\n>   - b", "2:5 2 nesting", "a - b"},
		{"[^a]: > > b", "1:9 2 nesting", "> b"},
		{"> > [^a]: b", "1:5 2 nesting", ""}, // a reference's definition now
		{"> - a\n> * b\n\n1. c\n2) d", "", "a b c d"},
		{"[[a]{.x}]{.y}", "", "a"},
		{"[[[a]]]", "1:3 2 nesting", "[[[a]]]"},
		{"*a* *b* *c*", "", "a b c"},
		{"*a* *b* *c* *d*", "1:13 6 delimiters", "a b c *d*"},
		{"[a](x.md) [b](x.md) [c](x.md) [d](x.md)\n\n*e*", "1:31 6 delimiters", "a b c [d](x.md) e"},
		{"[^a]: b\n[^c]: d", "2:3 1 notes", "b : d"}, // goes on with the first,
		{"|a|b|\n|-|-|\n|c|d|", "", "a b c d"},
		{"|a|b|\n|-|-|\n|c|d|\n|e|\n|f|", "1:1 6 cells", "|a|b| |-|-| |c|d| |e| |f|"},
		{"```go\nvar x int\n```", "", "var x int"},
	} {
		d := Parse([]byte(c.in), Options{File: "x.md", Limits: limits})
		got := ""
		for _, x := range d.Diags {
			if x.Code == "limit" && got == "" {
				var n int
				fmt.Sscanf(x.Msg, "more than %d", &n)
				_, key, _ := strings.Cut(x.Hint, `"`)
				key, _, _ = strings.Cut(key, `"`)
				got = fmt.Sprintf("%d:%d %d %s", x.Pos.Line, x.Pos.Col, n, key)
			}
		}
		text := PlainText(d.HTML)
		if got != c.want || text != c.text {
			t.Errorf("%q\n got %q, %q\nwant %q, %q", c.in, got, text, c.want, c.text)
		}
		if strings.Contains(string(d.HTML), "<span class=\"kd\"") {
			t.Errorf("%q is highlighted", c.in)
		}
	}
}
