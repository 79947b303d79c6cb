package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"gloss/internal/diag"
)

// Formats of --format.
const (
	formatText   = "text"
	formatJSON   = "json"
	formatGitHub = "github"
)

// jsonDiag is a diagnostic as --format json prints it, one object a line. The fields are
// part of the command's contract: docs/diagnostics.md names them.
type jsonDiag struct {
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"` // 1-based
	Col      int    `json:"col,omitempty"`  // 1-based, in bytes
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// printJSON prints all diagnostics, one object a line.
func printJSON(w io.Writer, diags []diag.Diag) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range diags {
		// a struct of strings and numbers cannot fail to encode; a closed pipe is no news
		_ = enc.Encode(jsonDiag{d.Pos.File, d.Pos.Line, d.Pos.Col, d.Severity.String(), d.Code, d.Msg, d.Hint})
	}
}

// printGitHub prints all diagnostics as workflow commands, which GitHub shows at their
// lines of a pull request.
func printGitHub(w io.Writer, diags []diag.Diag) {
	level := map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "notice"}
	for _, d := range diags {
		var where strings.Builder
		if d.Pos.File != "" {
			fmt.Fprintf(&where, "file=%s,", githubProperty(d.Pos.File))
		}
		if d.Pos.Line > 0 {
			fmt.Fprintf(&where, "line=%d,", d.Pos.Line)
		}
		if d.Pos.Col > 0 {
			fmt.Fprintf(&where, "col=%d,", d.Pos.Col)
		}
		text := d.Msg
		if d.Hint != "" {
			text += "\nhint: " + d.Hint
		}
		fmt.Fprintf(w, "::%s %stitle=%s::%s\n", level[d.Severity], where.String(), githubProperty(d.Code), githubData(text))
	}
}

// githubData escapes the message of a workflow command.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// githubProperty escapes a property of a workflow command.
func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
