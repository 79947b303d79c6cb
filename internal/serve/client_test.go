package serve

import (
	"strings"
	"testing"
)

// The script is one, for strict mode and no policy but 'self'.
func TestClientScript(t *testing.T) {
	js := string(clientScript().data)
	if !strings.HasPrefix(js, "(() => {\n'use strict';\nconst STYLE = \"") || !strings.HasSuffix(js, "\n})();\n") {
		t.Errorf("%.80q … %q", js, js[len(js)-20:])
	}
	for _, no := range []string{"innerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write", "setAttribute('style'", "://"} {
		if strings.Contains(strings.ReplaceAll(js, "://${", ""), no) {
			t.Errorf("the script has %s", no)
		}
	}
}
