package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gloss": func() {
		app := App{Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now}
		os.Exit(app.Run(os.Args[1:]))
	}})
}

// The scripts in testdata/script are what users do, a topic each. Besides the commands of
// testscript they have
//
//	status N gloss …     run a command that must end with status N
//	sametree A B         two folders hold the same files
//	untouched DIR        DIR holds what it held at the last "remember DIR", with its times
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			gloss, err := exec.LookPath("gloss")
			if err != nil {
				return err
			}
			env.Setenv("GLOSS", gloss)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each command sleeps for a second
			return os.Mkdir(filepath.Join(env.WorkDir, "home"), 0o755)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": cmdStatus, "sametree": cmdSameTree, "remember": cmdRemember, "untouched": cmdUntouched,
		},
	})
}

func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command [args]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("status %d, want %d", got, want)
	}
}

func cmdSameTree(ts *testscript.TestScript, neg bool, args []string) {
	a, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := readTree(ts.MkAbs(args[1]))
	ts.Check(err)
	same := len(a) == len(b) && len(a) > 0
	for name, f := range a {
		if !bytes.Equal(f.data, b[name].data) {
			same = false
			if !neg {
				ts.Logf("%s differs", name)
			}
		}
	}
	if same == neg {
		ts.Fatalf("same tree: %v", same)
	}
}

func cmdRemember(ts *testscript.TestScript, neg bool, args []string) {
	tree, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	remembered.Store(ts, tree)
}

func cmdUntouched(ts *testscript.TestScript, neg bool, args []string) {
	tree, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	before, ok := remembered.Load(ts)
	if !ok {
		ts.Fatalf("nothing is remembered")
	}
	if diff := before.(folder).diff(tree); (diff != "") != neg {
		ts.Fatalf("%s", diff)
	}
}

// remembered holds a folder for each running script.
var remembered sync.Map

// folder is the files of a folder.
type folder map[string]file

type file struct {
	data []byte
	time time.Time
}

func readTree(dir string) (folder, error) {
	t := folder{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		t[filepath.ToSlash(rel)] = file{data, info.ModTime()}
		return err
	})
	return t, err
}

// diff says what differs between two states of a folder, down to a file's time.
func (t folder) diff(u folder) string {
	for name, f := range t {
		switch g, ok := u[name]; {
		case !ok:
			return name + " is gone"
		case !bytes.Equal(f.data, g.data):
			return name + " has changed"
		case !f.time.Equal(g.time):
			return name + " was written again"
		}
	}
	for name := range u {
		if _, ok := t[name]; !ok {
			return name + " is new"
		}
	}
	return ""
}
