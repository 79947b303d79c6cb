// Package e2e reads built sites in a real browser, as a reader would: by pointer, keyboard
// and touch, on a phone and on a desk, on paper, with scripts off, from a disk and under any
// address. It holds tests alone.
//
// How they are written:
//
//   - One browser serves all tests. Each test opens pages with [visit], in a tab and a browser
//     context of its own, and begins with t.Parallel(). A tab fails its test when the page logs
//     an error, breaks its policy or asks another origin for something, whatever the test is
//     about.
//   - A test says what a reader does, with the verbs of tab: hover, click, tap, press, at, back,
//     and what then is to be seen: wait, which takes a condition in JavaScript and waits until
//     it holds, and check, which wants it to hold now. There are no sleeps. A test about time
//     stops the clock of the page (stillClock) and moves it on (tick).
//   - Two sites are built once: sample, from content/, and traps, from testdata/traps, which has
//     what is hard to show well. Add to traps what you need; one article a trap.
//   - axe looks at what a reader can make of a page in the table of states in axe_test.go, on a
//     desk, light and dark, and on a phone, dark; a new state goes there.
//   - axe and html-validate look at every kind of page in pages_test.go; a new kind of page goes
//     into the list there.
//   - A failed test leaves a picture of its tab with go test -artifacts -outputdir DIR.
//
// The browser is Chromium or Chrome, from $CHROME or $PATH; axe-core and html-validate are what
// package-lock.json pins. make e2e-tools installs both where it can.
package e2e
