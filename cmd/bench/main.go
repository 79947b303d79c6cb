// Command bench makes the corpus that Gloss is measured with.
//
//	go run ./cmd/bench corpus -n 1000 DIR
package main

import (
	"flag"
	"fmt"
	"os"

	"gloss/internal/corpus"
)

func main() {
	fs := flag.NewFlagSet("corpus", flag.ExitOnError)
	n := fs.Int("n", 1000, "number of articles")
	fs.Parse(os.Args[2:])
	if err := corpus.Write(fs.Arg(0), corpus.Options{Articles: *n}); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
