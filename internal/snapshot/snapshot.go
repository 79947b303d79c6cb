// Package snapshot checks digests against local copies of their sources: whether what a
// digest quotes, counts and dates stands in the paragraphs it cites, and whether it says it
// in its own words. It is given a linked site and the copies and returns diagnostics and a
// fact-check sheet; the copies go into nothing that is published.
package snapshot

import (
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// Source is the local copy of one article's source. It is immutable.
type Source struct {
	Article    string   // name of the article that digests it: "icds", "2025/x"
	File       string   // as named in diagnostics
	Paragraphs []string // white space folded; Paragraphs[i] is what p=i+1 cites
}

// Load reads every ARTICLE.txt below fsys: paragraphs are separated by blank lines and
// counted from 1. Diagnostics name the files below dir. The error is for what is not the
// author's doing.
func Load(fsys fs.FS, dir string) ([]Source, []diag.Diag, error) {
	var sources []Source
	var diags []diag.Diag
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != "." {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		article, isText := strings.CutSuffix(name, ".txt")
		if d.IsDir() || !isText {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		src := Source{Article: norm.NFC.String(article), File: path.Join(dir, name)}
		if !utf8.Valid(data) {
			diags = append(diags, diag.Errorf(diag.Pos{File: src.File}, "snapshot-unreadable", "the copy is not UTF-8").
				WithHint("save it as UTF-8 text"))
			return nil
		}
		src.Paragraphs = split(string(data))
		if len(src.Paragraphs) == 0 {
			diags = append(diags, diag.Errorf(diag.Pos{File: src.File}, "snapshot-unreadable", "the copy is empty").
				WithHint("write the source's paragraphs into it, with a blank line between them"))
			return nil
		}
		sources = append(sources, src)
		return nil
	})
	return sources, diag.Sort(diags), err
}

// split cuts a text into its paragraphs.
func split(text string) []string {
	text = strings.TrimPrefix(text, "\uFEFF")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var paragraphs []string
	var lines []string
	for line := range strings.SplitSeq(text+"\n\n", "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		} else if lines != nil {
			paragraphs = append(paragraphs, strings.Join(lines, " "))
			lines = nil
		}
	}
	return paragraphs
}
