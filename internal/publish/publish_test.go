package publish

import "testing"

func TestWithoutSecret(t *testing.T) {
	for address, want := range map[string]string{
		"https://me:secret@github.com/me/x.git": "https://github.com/me/x.git",
		"https://github.com/me/x.git":           "https://github.com/me/x.git",
		"git@github.com:me/x.git":               "git@github.com:me/x.git",
		"/srv/x.git":                            "/srv/x.git",
	} {
		if got := withoutSecret(address); got != want {
			t.Errorf("%s is shown as %s", address, got)
		}
	}
}
