package annotate

import "strings"

// txtar is the archive format of Go's own tests: a comment, then files, each behind a line
// "-- NAME --".
type txtar struct {
	comment string
	files   []txtarFile
}

type txtarFile struct{ name, data string }

func parseTxtar(text string) txtar {
	var ar txtar
	at := &ar.comment
	for line := range strings.Lines(text) {
		rest, start := strings.CutPrefix(line, "-- ")
		if name, end := strings.CutSuffix(strings.TrimRight(rest, "\n"), " --"); start && end {
			ar.files = append(ar.files, txtarFile{name: strings.TrimSpace(name)})
			at = &ar.files[len(ar.files)-1].data
			continue
		}
		*at += line
	}
	return ar
}

func (ar txtar) String() string {
	var sb strings.Builder
	sb.WriteString(ar.comment)
	for _, f := range ar.files {
		sb.WriteString("-- " + f.name + " --\n" + f.data)
		if f.data != "" && !strings.HasSuffix(f.data, "\n") {
			sb.WriteByte('\n')
		}
	}
	return sb.String()
}
