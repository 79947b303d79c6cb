package annotate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// Inputs that take goldmark, or a careless renderer, time out of proportion. Each is given
// as what it begins with, what is repeated (with a number in it where it has a "%d"), and
// what it ends with.
type repeated struct{ before, again, after string }

func (r repeated) fill(n int) string {
	var sb strings.Builder
	sb.WriteString(r.before)
	for i := 0; sb.Len() < n-len(r.after); i++ {
		if strings.Contains(r.again, "%d") {
			fmt.Fprintf(&sb, r.again, i)
		} else {
			sb.WriteString(r.again)
		}
	}
	return sb.String() + r.after
}

// again repeats pieces one after the other, each over the same part of the input.
func again(pieces ...string) func(n int) string {
	return func(n int) string {
		var sb strings.Builder
		for _, p := range pieces {
			sb.WriteString(repeated{again: p}.fill(n / len(pieces)))
		}
		return sb.String()
	}
}

func within(before, piece, after string) func(n int) string {
	return repeated{before, piece, after}.fill
}

// blocks repeats a block of n pieces.
func blocksOf(n int, before, piece, after string) func(int) string {
	return again(before + strings.Repeat(piece, n) + after + "\n\n")
}

// indented repeats lines that are indented by two columns more each, up to a depth.
func indented(depth int, line string) func(n int) string {
	return func(n int) string {
		var sb strings.Builder
		for i := 0; sb.Len() < n; i++ {
			in := strings.Repeat("  ", i%depth)
			sb.WriteString(in + strings.ReplaceAll(line, "\n", "\n"+in) + "\n")
		}
		return sb.String()
	}
}

// nestedLists are lists within each other up to a depth, and what stands behind them.
func nestedLists(depth int, piece string) func(n int) string {
	return func(n int) string {
		return indented(depth, "- a")(depth*depth) + repeated{again: piece}.fill(n)
	}
}

// backquotes are runs of 1, 2, 3 … backquotes, which close nothing.
func backquotes(behind string) func(n int) string {
	return func(n int) string {
		var sb strings.Builder
		for i := 1; sb.Len() < n/2; i++ {
			sb.WriteString(strings.Repeat("`", i) + " ")
		}
		return sb.String() + repeated{again: behind}.fill(n/2)
	}
}

// table is a head of as many columns as there are rows with a single cell.
func table(n int) string {
	return strings.Repeat("|a", n/8) + "\n" + strings.Repeat("|-", n/8) + "\n" + strings.Repeat("|\n", n/8)
}

// underLongHeading is a heading of a sixth of the length, and under it headings that are all the same.
func underLongHeading(n int) string {
	return within("# "+strings.Repeat("word ", n/30)+"\n", "## a\n", "")(n)
}

var hostile = map[string]func(n int) string{
	// emphasis
	"emphasis": again("*a_ "), "emphasis alternating": again("*_"), "emphasis of three": again("a**b", "c* "), "stars": again("*"), "tildes": again("~"),
	"strike": again("~a "), "emphasis nested": again("*a **b ", "c** d* "), "emphasis in paragraphs": blocksOf(490, "", "*a_ ", ""),
	"emphasis in cells": within("|a|\n|-|\n", "|"+strings.Repeat("*a_ ", 490)+"|\n", ""),

	// brackets
	"brackets": again("["), "closing brackets": again("]"), "images begun": again("!["), "links begun": again("[a]("), "links in angles begun": again("[a](<"),
	"titles begun": again("[a](b \""), "links in paragraphs": blocksOf(900, "", "[a](", ""), "links": again("[a](b) "), "no addresses": again("[a](b c) "),
	"no address at length": within(strings.Repeat("[a](b c", 90), " x", ""), "labels begun": within(strings.Repeat("[a][", 90), " x", ""),
	"images nested": again("![", "](x)"), "spans nested": again("[", "]{.x}"), "dates nested": again("[a ", "]{date=2025}"), "links nested": blocksOf(95, "[a", "](b)", ""),
	"definitions": again("[a%d]: b\n"), "definitions apart": again("[a%d]: b\n\n"), "definitions used": again("[a%d]: b\n", "\n[a%d]"), "titled definitions": again("[a]: b '\n"),
	"definitions in quotations": within(strings.Repeat("> ", 90), "[a]: b\n", ""), "references": within("[a]: b\n\n", "[a]{.x} [", ""),

	// blocks
	"quotations": again(">"), "quotation": again("> a\n"), "deep quotations": again(strings.Repeat("> ", 90) + "a\n"), "lists on a line": again("- "),
	"deep lists": again(strings.Repeat("- ", 90) + "a\n\n"), "lists": again("- a\n* b\n"), "items": again("- a\n"), "empty items": again("-\n\n"),
	"nested lists": indented(1<<20, "- a"), "a hundred lists": indented(99, "- a"), "blank lines in lists": nestedLists(99, "\n"), "lazy lines": within(strings.Repeat("> ", 99)+"a\n", "b\n", ""),
	"tables in lists": indented(99, "- a\n\n  |a|b|\n  |-|-|\n  |c|d|\n"), "table": table, "tables": again("|a|\n|-|\n\n"), "long table": within("|a|b|\n|-|-|\n", "|c|d|\n", ""),
	"wide tables": again(strings.Repeat("|a", 2000) + "\n" + strings.Repeat("|-", 2000) + "\n" + strings.Repeat("|\n", 20) + "\n"), "delimiter rows": within("a\n", "|-\n", ""),
	"pipes": again("|"), "pipes in code": within("|a|b|\n|-|-|\n|", "`\\|` ", ""), "same headings": again("# a\n"), "headings under a long one": underLongHeading,
	"long heading": within("# ", "word ", ""), "hashes": again("#"), "heading of lines": within("", "a\n", "==="), "rules": again("***\n"), "rule at length": again("* * * a\n"),
	"fences": again("```\n"), "odd fences": again("```x%d\na\n```\n"), "indented code": within("    a\n", "\n", "    b"), "lines": again("a\n"), "paragraphs": again("a\n\n"),

	// notes
	"notes on a line": again("[^a]: "), "notes": again("[^a%d]: b\n"), "notes apart": again("[^a%d]: b\n\n"), "same notes": again("[^a]: b\n"), "markers": again("[^a]"),
	"markers apart": again("[^a] "), "markers begun": again("[^"), "markers behind bangs": again("![^"), "markers or images": again("![^a]("), "lists behind notes": again("[^n%d]: y\n\n", "{p=1}\n\n"),
	"lists behind definitions": again("a\n\n[x]: y\n\n", "{p=1}\n\n"),

	// attribute lists
	"braces": again("{"), "braces apart": again("{ "), "lists begun": again("[a]{"), "keys begun": again("{a=b "), "locators begun": again(" {p= "), "classes begun": again(" {.a"),
	"quoted values": again(" {p=\""), "quoted lines": again("{p=\"\n"), "escaped values": again(" {p=\"\\\""), "curly values": again(" {a=“b"), "curly lines": again(strings.Repeat(" {a=“b", 14) + "\n"),
	"curly spans": again("[x]{a=“"), "curly values closed": again(strings.Repeat("{k=“", 500) + strings.Repeat("x", 1000) + "\" b=x b=x "), "long value": within("[a]{why=\"", "x", "\"}"),
	"many pairs": again("[x]{" + repeated{again: "a%d=b "}.fill(4000) + "}\n\n"), "many classes": again("[x]{" + strings.Repeat(".derive ", 500) + "}\n\n"), "locators": again("x {p=1} "),
	"long locators": again("x {p=" + strings.Repeat("1,", 2000) + "1}\n\n"), "locators on lines": again("x {p=\"" + strings.Repeat("1\n", 30) + "\"}\n\n"), "huge locators": again("x {p=1-999999999}\n\n"),
	"one-of sets": again("[x]{date=\"[" + strings.Repeat("2015,", 800) + "2015]\"}\n\n"), "spans": again("[a]{.b}"), "same claims": again("[a]{#b} "), "dates": again("[a]{date=2025 event=e} "),
	"unreadable lists": again("{p=x y}\n\n"), "stray lists": again("a{.derived}"), "relations": again("[a](b.md){rel=extends why=c} "),

	// raw HTML
	"less-than signs": again("<"), "raw tags begun": again("<a "), "raw values begun": within("a", "<a b=\"", ""), "raw names": within("a <a ", "b ", ">"), "comments begun": within("a ", "<!--", ""),
	"comments": again("<!-- todo x -->"), "comments in a block": within("<div>\n", "<!-- todo x -->\n", ""), "instructions begun": again("a<?"), "declarations begun": within("a", "<!A ", ""),
	"raw tags": again("<b></i>"), "raw elements nested": within("a", "<b>", ""), "raw elements closed": again("<b>", "</b>"), "raw lists": again("<ul><li>"), "raw rows": again("<td>", "</tr>"),
	"raw blocks": again("<div>\n\n"), "raw attributes": within("<div ", "a%d=b ", ">"), "addresses begun": again("<http:"), "mail begun": again("<a.b@c"),

	// text
	"sentences": again("A b. "), "stops": again("."), "stops apart": again(". "), "closers": within("a.", ")", " b"), "openers": within("a. ", "( ", ""), "quotes": again("\"a "), "apostrophes": again("'"),
	"apostrophe and word": again("'aaaaaaaaaaaaaaaaaaaaaaa"), "dashes": within("a", "-", ""), "ampersands": again("&"), "entities": again("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "backslashes": again("\\"),
	"spaces": within("a", " ", "b"), "word": again("a"), "marks": within("e", "\u0301", ""), "ideographs": again("日本。"), "zeros": again("\x00"), "carriage returns": again("\r"), "not UTF-8": again("\xff"),
	"addresses": again("http://a"), "addresses apart": again("http://a.b "), "address of parentheses": within("http://a.b/", "(", ""), "address of entities": within("http://a.b/", "&a;", ""),
	"address of stops": within("http://a.b/", "?!.,", ""), "web names": again("www."), "mail": again("a@"), "long mail": within("", "a.", "@b.c"),
	"backquotes": backquotes("a "), "backquotes before lines": backquotes("a\n"), "code spans begun": again("`a``b"), "hard breaks": again("a\\\n"), "alternative text": within("![", "a *b* ", "](x)"),
}

// A file takes time in proportion to its length, whatever is in it: sixteen times the length
// less than four times as much a byte. Run with -v, it says how long a quarter of a megabyte
// keeps a processor busy.
func TestHostileInput(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proportionate(t, hostile[name], 16<<10, 256<<10, 300*time.Millisecond, 4, Options{HTML: true, Sourced: true})
		})
	}
}

// Runs of backquotes that close nothing are not looked for in the rest of the block again
// and again, which takes the length to the power of one and a half: too little for
// TestHostileInput to see, and eighteen seconds for the longest file.
func TestHostileBackquotes(t *testing.T) {
	proportionate(t, backquotes("a\n"), 64<<10, 1<<20, time.Second, 2, Options{})
}

// proportionate wants a byte of a long input to take less than so many times what one of a
// short input takes, unless the long one is soon done. What else runs on the machine can make
// parsing longer but never shorter, so one try of several shows it.
func proportionate(t *testing.T, input func(n int) string, short, long int, soon time.Duration, times int, opts Options) {
	t.Helper()
	if testing.Short() || raceDetector {
		t.Skip("it is about speed")
	}
	cost := func(n int) time.Duration {
		src := []byte(input(n))
		return processorTime(func() { Parse(src[:min(n, len(src))], opts) })
	}
	var tried []string
	for range 5 {
		s, l := cost(short), cost(long)
		if l <= soon || l <= time.Duration(times*long/short)*s {
			t.Logf("%4d ms", l.Milliseconds())
			return
		}
		tried = append(tried, fmt.Sprintf("%d KB take %v, %d KB %v", short>>10, s, long>>10, l))
	}
	t.Errorf("too long in each of %d tries: %s", len(tried), strings.Join(tried, "; "))
}
