package cli

import (
	"embed"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// candidatesCommand is what the scripts ask: it prints what the last of the words can become,
// each on a line, with a tab before what it means. When it prints nothing, it is for the shell
// to complete the names of files.
type candidatesCommand struct {
	Words []string `arg:"" optional:"" passthrough:""`
}

// shells are the scripts that a shell is given, and that ask this program for candidates.
//
//go:embed completion
var shells embed.FS

func (a *App) completion(c *commands) int {
	script, err := shells.ReadFile("completion/" + c.Completion.Shell)
	if err != nil {
		panic("cli: internal error: " + err.Error())
	}
	fmt.Fprintf(a.Stdout, "%s", script)
	return exitDone
}

func (a *App) candidates(c *commands, model *kong.Node) int {
	words := c.Candidates.Words
	if len(words) > 0 && words[0] == "--" { // which kong hands on
		words = words[1:]
	}
	for _, cand := range candidates(model, words) {
		fmt.Fprintf(a.Stdout, "%s\t%s\n", cand.word, strings.TrimSuffix(cand.help, "."))
	}
	return exitDone
}

type candidate struct{ word, help string }

// candidates are what the last of the words behind the program's name can become.
func candidates(node *kong.Node, words []string) (list []candidate) {
	last := ""
	if n := len(words); n > 0 {
		words, last = words[:n-1], words[n-1]
	}
	if last == "=" { // bash cuts --format=json into three
		last = ""
	}
	var waiting *kong.Flag // for its value
	arg := 0
	for _, w := range words {
		switch {
		case w == "=":
		case waiting != nil:
			waiting = nil
		case strings.HasPrefix(w, "-"):
			if f := flagOf(node, w); f != nil && !f.IsBool() {
				waiting = f
			}
		case childOf(node, w) != nil:
			node, arg = childOf(node, w), 0
		default:
			arg++
		}
	}
	add := func(word, help string) {
		if strings.HasPrefix(word, last) {
			list = append(list, candidate{word, help})
		}
	}
	name, _, valued := strings.Cut(last, "=")
	switch f := flagOf(node, name); {
	case waiting != nil:
		addEnum(waiting.Value, "", add)
	case valued && f != nil:
		addEnum(f.Value, name+"=", add)
	case strings.HasPrefix(last, "-"):
		for _, group := range node.AllFlags(true) {
			for _, f := range group {
				add("--"+f.Name, f.Help)
			}
		}
	default:
		for _, c := range node.Children {
			if !c.Hidden {
				add(c.Name, c.Help)
			}
		}
		if arg < len(node.Positional) {
			addEnum(node.Positional[arg], "", add)
		}
	}
	return list
}

// addEnum adds the values that a flag or an argument can have, when they are few.
func addEnum(v *kong.Value, prefix string, add func(word, help string)) {
	if v.Enum == "" {
		return
	}
	for _, word := range v.EnumSlice() {
		add(prefix+word, "")
	}
}

// flagOf returns the flag of a command or of one above it, nil when there is none.
func flagOf(node *kong.Node, word string) *kong.Flag {
	for _, group := range node.AllFlags(false) {
		for _, f := range group {
			if word == "--"+f.Name || f.Short != 0 && word == "-"+string(f.Short) {
				return f
			}
		}
	}
	return nil
}

func childOf(node *kong.Node, word string) *kong.Node {
	for _, c := range node.Children {
		if c.Name == word {
			return c
		}
	}
	return nil
}
