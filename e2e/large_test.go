package e2e

import (
	"flag"
	"slices"
	"testing"
	"testing/fstest"

	"gloss/internal/corpus"
)

var large = flag.Int("large", 200, "how many articles the site of TestSearchLarge has")

// TestSearchLarge searches a site whose index comes in many parts and logs how long an answer
// takes: go test ./e2e -run SearchLarge -v -args -large 10000. It judges no time.
func TestSearchLarge(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{}
	for name, data := range corpus.Files(corpus.Options{Articles: *large}) {
		fsys[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	s := &site{name: "large", source: fsys}
	if err := s.build(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.server.Close)
	tb := searched(t, desk.of(s), "nuclear")
	times := eval[[]float64](tb, `(async () => {
		const field = document.querySelector("main input[type=search]"), times = [];
		for (const query of ["regional week", "sepa compact", "nucle", "nucler", "parliament", "number", "vermo government"]) {
			const start = performance.now();
			field.value = query;
			field.dispatchEvent(new Event("input", {bubbles: true}));
			const answered = () => document.querySelector("[role=status]").textContent.includes("“" + query + "”");
			while (!answered()) await new Promise(r => setTimeout(r));
			if (document.querySelectorAll("[role=option]").length) times.push(performance.now() - start);
		}
		return times;
	})()`)
	if len(times) != 7 {
		t.Fatalf("%d of 7 queries found something", len(times))
	}
	slices.Sort(times)
	t.Logf("%d articles: an answer takes %.0f ms, at most %.0f", *large, times[len(times)/2], times[len(times)-1])
}
