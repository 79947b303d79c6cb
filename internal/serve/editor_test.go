package serve

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The editor is the one that the author has chosen, else one that is there.
func TestEditor(t *testing.T) {
	const file = "/my site/content/a;b$(x).md"
	for _, c := range []struct{ name, env, installed, want string }{
		{"the author's", "GLOSS_EDITOR=goland EDITOR=code", "goland code", "goland|--line|7|--column|3|" + file},
		{"with its own words", "GLOSS_EDITOR=myeditor -x {file} -l{line}", "myeditor", "myeditor|-x|" + file + "|-l7"},
		{"that nobody knows", "GLOSS_EDITOR=myeditor -x", "myeditor", "myeditor|-x|" + file},
		{"in a folder with a space", "GLOSS_EDITOR=/my apps/Code.exe", "/my apps/Code.exe", "/my apps/Code.exe|--goto|" + file + ":7:3"},
		{"that is not there", "GLOSS_EDITOR=myeditor EDITOR=code", "code", `the editor "myeditor" is not there: name another in GLOSS_EDITOR`},
		{"for a terminal", "GLOSS_EDITOR=vim", "vim xterm", "xterm|-e|vim|+7|" + file},
		{"of the system", "VISUAL=subl -w EDITOR=code", "subl code", "subl|-w|" + file + ":7:3"},
		{"of the system, with a window", "VISUAL=vim EDITOR=gedit", "vim gedit xterm", "gedit|" + file + "|+7:3"},
		{"of the system, unknown", "EDITOR=cat", "cat kate", "kate|--line|7|--column|3|" + file},
		{"rather a window than a terminal", "EDITOR=nano", "nano gvim xterm", "gvim|+7|" + file},
		{"of the system, in a terminal", "EDITOR=nano", "nano vim gnome-terminal xterm", "gnome-terminal|--|nano|+7,3|" + file},
		{"any", "", "gedit code", "code|--goto|" + file + ":7:3"},
		{"that Windows starts with a shell", "GLOSS_EDITOR=code.cmd", "code.cmd", `code.cmd is started by the shell of Windows, which would misread the name "a;b$(x).md"`},
		{"any in a terminal", "", "vim kitty", "kitty|vim|+7|" + file},
		{"without a terminal", "", "vim", errNoEditor.Error()},
		{"none", "", "", errNoEditor.Error()},
	} {
		var ran []string
		d := Desktop{
			Getenv: func(name string) string {
				value := ""
				for _, v := range []string{"GLOSS_EDITOR", "VISUAL", "EDITOR"} {
					_, rest, ok := strings.Cut(" "+c.env, " "+v+"=")
					for _, other := range []string{" VISUAL=", " EDITOR="} {
						rest, _, _ = strings.Cut(rest, other)
					}
					if ok && v == name {
						value = rest
					}
				}
				return value
			},
			LookPath: func(name string) (string, error) {
				if name == c.installed || slices.Contains(strings.Fields(c.installed), name) {
					return name, nil
				}
				return "", exec.ErrNotFound
			},
			Start: func(cmd *exec.Cmd) error { ran = cmd.Args; return nil },
		}
		err := d.Edit(file, 7, 3)
		got := strings.Join(ran, "|")
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestEditorDoesNotStart(t *testing.T) {
	d := Desktop{
		Getenv:   func(string) string { return "" },
		LookPath: func(name string) (string, error) { return name, nil },
		Start:    func(*exec.Cmd) error { return errors.New("no display") },
	}
	if err := d.Edit("a.md", 1, 1); err == nil || err.Error() != "code does not start: no display" {
		t.Error(err)
	}
}
