package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// run runs the program in this process.
func run(args ...string) (status int, stdout, stderr string) {
	var out, err strings.Builder
	app := App{Stdout: &out, Stderr: &err, Now: func() time.Time { return time.Time{} }}
	status = app.Run(args)
	return status, out.String(), err.String()
}

// Run returns on every way out: only main ends the process. Were it to exit, this test
// would not finish.
func TestRunReturns(t *testing.T) {
	site := write(t, map[string]string{"content/index.md": "Text.\n"})
	bad := write(t, map[string]string{"content/index.md": "No note.[^x]\n"})
	for _, tc := range []struct {
		args   string
		status int
	}{
		{"--help", 0},
		{"build --help", 0},
		{"version", 0},
		{"version --help", 0},
		{"-h", 0},
		{"--nope", 2},
		{"nope", 2},
		{"build nope", 2},
		{"-C", 2},
		{"--drafts=maybe", 2},
		{"-C " + site, 0},
		{"-C " + site + " build", 0},
		{"build -C " + site + " -q", 0},
		{"-C " + bad, 1},
		{"-C " + site + " -o content", 2},
		{"-C " + site + "/none", 2},
		{"-C " + site + " --url x", 2},
	} {
		status, stdout, stderr := run(strings.Fields(tc.args)...)
		if status != tc.status {
			t.Errorf("gloss %s: status %d, want %d: %s%s", tc.args, status, tc.status, stdout, stderr)
		}
		if help := strings.Contains(tc.args, "-h") || tc.args == "version"; help != (stdout != "") || help != (stderr == "") && !strings.Contains(tc.args, "-q") {
			t.Errorf("gloss %s: standard output %q, standard error %q", tc.args, stdout, stderr)
		}
	}
}

// A panic that is not ours is not swallowed.
func TestRunPanics(t *testing.T) {
	defer func() {
		if r := recover(); r != "clock" {
			t.Errorf("recovered %v", r)
		}
	}()
	app := App{Stdout: &strings.Builder{}, Stderr: &strings.Builder{}, Now: func() time.Time { panic("clock") }}
	app.Run([]string{"build"})
}

// write makes a site on disk.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func ExampleApp_Run() {
	var out strings.Builder
	app := App{Stdout: &out, Stderr: &out}
	status := app.Run([]string{"--no-such-flag"})
	fmt.Println(status)
	fmt.Print(out.String())
	// Output:
	// 2
	// gloss: unknown flag --no-such-flag
	//   hint: gloss --help lists the commands and flags
}
