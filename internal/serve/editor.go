package serve

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// An editor is a program that can be told a line of a file.
type editor struct {
	names    []string // of the program
	args     []string // how it is told; {file}, {line} and {col} are filled in
	terminal bool     // it needs one
}

// editors are those that are looked for, in this order: those made for writers' and
// programmers' projects, then those of desktops, then those of terminals.
var editors = []editor{
	{names: []string{"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"}, args: []string{"--goto", "{file}:{line}:{col}"}},
	{
		names: []string{"idea", "webstorm", "goland", "pycharm", "phpstorm", "rubymine", "clion", "rider", "rustrover", "fleet", "idea64", "webstorm64", "goland64", "pycharm64"},
		args:  []string{"--line", "{line}", "--column", "{col}", "{file}"},
	},
	{names: []string{"zed", "zeditor", "subl", "sublime_text"}, args: []string{"{file}:{line}:{col}"}},
	{names: []string{"mate"}, args: []string{"--line", "{line}:{col}", "{file}"}},
	{names: []string{"bbedit", "gvim", "mvim"}, args: []string{"+{line}", "{file}"}},
	{names: []string{"kate", "kwrite"}, args: []string{"--line", "{line}", "--column", "{col}", "{file}"}},
	{names: []string{"gedit", "gnome-text-editor", "pluma", "xed"}, args: []string{"{file}", "+{line}:{col}"}},
	{names: []string{"notepad++"}, args: []string{"-n{line}", "-c{col}", "{file}"}},
	{names: []string{"mousepad"}, args: []string{"--line={line}", "{file}"}},
	{names: []string{"emacsclient"}, args: []string{"-n", "+{line}:{col}", "{file}"}},
	{names: []string{"emacs"}, args: []string{"+{line}:{col}", "{file}"}},
	{names: []string{"nvim", "vim", "vi"}, args: []string{"+{line}", "{file}"}, terminal: true},
	{names: []string{"hx", "helix"}, args: []string{"{file}:{line}:{col}"}, terminal: true},
	{names: []string{"micro", "kak"}, args: []string{"+{line}:{col}", "{file}"}, terminal: true},
	{names: []string{"nano"}, args: []string{"+{line},{col}", "{file}"}, terminal: true},
}

// terminals are programs that run another in a window, and what stands before its name.
var terminals = [][]string{
	{"x-terminal-emulator", "-e"},
	{"gnome-terminal", "--"},
	{"konsole", "-e"},
	{"kitty"},
	{"alacritty", "-e"},
	{"wezterm", "start", "--"},
	{"foot"},
	{"xfce4-terminal", "-x"},
	{"xterm", "-e"},
}

// Desktop is what an editor is found by.
type Desktop struct {
	Getenv   func(string) string
	LookPath func(string) (string, error)
	Start    func(*exec.Cmd) error
}

// ThisDesktop is that of this program.
var ThisDesktop = Desktop{Getenv: os.Getenv, LookPath: exec.LookPath, Start: startAside}

// Edit opens a file at a line and a column, in the editor that the author has chosen or else
// in one that is installed: $GLOSS_EDITOR, then $VISUAL and $EDITOR if they open windows, then
// the first known one, at last one in a terminal. No shell takes part in it.
func (d Desktop) Edit(file string, line, col int) error {
	command, err := d.command(file, line, col)
	if err != nil {
		return err
	}
	if ext := strings.ToLower(filepath.Ext(command[0])); (ext == ".cmd" || ext == ".bat") && strings.ContainsAny(file, `&|<>^%!"()`) {
		return fmt.Errorf("%s is started by the shell of Windows, which would misread the name %q", filepath.Base(command[0]), filepath.Base(file))
	}
	cmd := exec.Command(command[0], command[1:]...)
	if err := d.Start(cmd); err != nil {
		return fmt.Errorf("%s does not start: %w", command[0], err)
	}
	return nil
}

// errNoEditor says what to do when there is none.
var errNoEditor = errors.New(`no editor was found: name yours in GLOSS_EDITOR before you start "gloss serve", for instance GLOSS_EDITOR="myeditor --line {line} {file}"`)

// command returns the program to run and its arguments.
func (d Desktop) command(file string, line, col int) ([]string, error) {
	fill := strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(line), "{col}", strconv.Itoa(col))
	if chosen := d.words("GLOSS_EDITOR"); len(chosen) > 0 {
		return d.complete(chosen, fill)
	}
	var inTerminal []string // chosen, but for a terminal
	for _, name := range []string{"VISUAL", "EDITOR"} {
		chosen := d.words(name)
		if len(chosen) == 0 {
			continue
		}
		if e := known(chosen[0]); e != nil && !e.terminal {
			return d.complete(chosen, fill)
		} else if e != nil && inTerminal == nil {
			inTerminal = chosen
		}
	}
	for i := range editors {
		for _, name := range editors[i].names {
			if _, err := d.LookPath(name); err == nil && !editors[i].terminal {
				return d.complete([]string{name}, fill)
			}
		}
	}
	if inTerminal != nil {
		return d.complete(inTerminal, fill)
	}
	for i := range editors {
		for _, name := range editors[i].names {
			if _, err := d.LookPath(name); err == nil {
				return d.complete([]string{name}, fill)
			}
		}
	}
	return nil, errNoEditor
}

// words returns the program that a variable names, with its arguments. A path with spaces in
// it is one word if there is a program.
func (d Desktop) words(name string) []string {
	value := strings.TrimSpace(d.Getenv(name))
	if value == "" {
		return nil
	}
	if _, err := d.LookPath(value); err == nil {
		return []string{value}
	}
	return strings.Fields(value)
}

// complete adds to a command how to open the place, unless it says so itself, and a terminal
// around it where it needs one.
func (d Desktop) complete(command []string, fill *strings.Replacer) ([]string, error) {
	e := known(command[0])
	if !strings.Contains(strings.Join(command, " "), "{file}") {
		if e == nil {
			command = append(command, "{file}")
		} else {
			command = append(command, e.args...)
		}
	}
	path, err := d.LookPath(command[0])
	if err != nil {
		return nil, fmt.Errorf("the editor %q is not there: name another in GLOSS_EDITOR", command[0])
	}
	full := []string{path}
	for _, arg := range command[1:] {
		full = append(full, fill.Replace(arg))
	}
	if e == nil || !e.terminal {
		return full, nil
	}
	for _, t := range terminals {
		if path, err := d.LookPath(t[0]); err == nil {
			return append(append([]string{path}, t[1:]...), full...), nil
		}
	}
	return nil, errNoEditor
}

// known returns what is known of an editor by the name of its program, or nil.
func known(program string) *editor {
	name := strings.ToLower(filepath.Base(program))
	for _, ext := range []string{".exe", ".cmd", ".bat", ".sh"} {
		name = strings.TrimSuffix(name, ext)
	}
	for i := range editors {
		for _, n := range editors[i].names {
			if n == name {
				return &editors[i]
			}
		}
	}
	return nil
}
