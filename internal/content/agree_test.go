package content

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// TestReadersAgree is FuzzSimple on documents that look like YAML, which mutation
// finds slowly. It has run with twelve million; the seed is fixed.
func TestReadersAgree(t *testing.T) {
	const docs = 30_000
	rng := rand.New(rand.NewPCG(1, 2))
	quickly := 0
	for range docs {
		src := trimLines(randomDoc(rng))
		quick, ok := readSimple(src, 2)
		if !ok {
			continue
		}
		if len(quick.kids) > 0 {
			quickly++
		}
		full, fault := readFull(src, 2)
		if fault != nil {
			t.Fatalf("%q: the library refuses it: %v", src, fault)
		}
		if !reflect.DeepEqual(quick, full) {
			t.Fatalf("%q\nquick %+v\nfull  %+v", src, quick, full)
		}
	}
	if quickly < docs/20 {
		t.Errorf("only %d of %d documents were read quickly", quickly, docs)
	}
}

func randomDoc(rng *rand.Rand) string {
	var b strings.Builder
	pick := func(from []string) string { return from[rng.IntN(len(from))] }
	if rng.IntN(2) == 0 {
		b.WriteString("k: ")
		for range rng.IntN(14) {
			b.WriteString(pick(fragments))
		}
		return b.String()
	}
	indent := 0
	for range rng.IntN(8) {
		b.WriteString(strings.Repeat(" ", indent) + pick(openings) + pick(values) + "\n")
		indent = max(0, indent+[]int{0, 0, 0, 2, 2, -2, 1, -indent}[rng.IntN(8)])
	}
	return b.String()
}

var (
	openings = []string{"", "", "k: ", "k: ", "k: ", "k: ", "k: ", "k:", "k:", "key-2: ", "- ", "- k: ", "-   k: ", "-", "# ", "- - ", "    "}
	values   = []string{"", "", "", "v", "v w", "2015", "'q'", "\"q\"", "[]", "[a, 'b']", "~", "é", "null", "v:w", "v: w", "v #c", "|", ">-", "|-", ">", ">-", ">-", "v\n", "# v", "{a: b}", "http://x/#y"}

	fragments = []string{
		"a", "b: ", "title: ", "- ", "-", "\n", "\n", "\n", "\n  ", "\n    ", "  ", " ", ": ", ":", "[", "]", ", ", ",",
		"'", "\"", "x", "y z", "é", "#", " # c", "2015", "~", "null", "true", "0x1", "1.5", "/p", "(q)", "$", "+", ".",
		"...", "---", "{", "}", "|", ">", "\\", "a: b", "\n- a: b", "\nk: v", "\n  k: v", "\n  - v", "https://x/y", "<",
		"=", "%", "@", "`", "!", "&", "*", "?", "\u00a0", "\u2028", "\u0085", "\ufeff", "key-x: ", "_a: ", "-.inf",
		".nan", "1e3", "1_0", "12:30", "<<: ", "e\u0301", "世界", "\U0001F600", "[a, b]", "['c', \"d\"]", "0o7", "+.5",
	}
)
