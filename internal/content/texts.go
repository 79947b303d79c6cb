package content

import (
	"cmp"
	"slices"
	"strings"

	"gloss/internal/diag"
)

// Text is one text of a YAML file that holds nothing else.
type Text struct {
	Key  string // "notes"; below other keys "units.page.one"
	Text string // never empty
	Pos  diag.Pos
}

// ParseTexts reads a YAML file of texts, which may stand below other keys; keys are all
// that may be there. file is its name in diagnostics. It is pure.
func ParseTexts(file string, data []byte, keys []string) ([]Text, []diag.Diag) {
	d := &decoder{file: file, code: "words"}
	data = d.clean(data)
	if len(data) > maxYAML {
		d.errorf(place{}, "", "the file is longer than %d KB", maxYAML>>10)
		return nil, d.diags
	}
	root, f := readYAML(string(data), 1)
	if f != nil {
		d.errorf(f.at, f.hint, "%s", f.msg)
		return nil, d.diags
	}
	var texts []Text
	d.fillRoot(&root, func() { texts = d.pairs(&root, "", keys, nil) })
	return texts, d.diags
}

// pairs reads the texts below a prefix of the keys, which is empty or ends in a dot.
func (d *decoder) pairs(n *node, prefix string, keys []string, texts []Text) []Text {
	var names []string // that may stand here
	for _, key := range keys {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			name, _, _ := strings.Cut(rest, ".")
			names = append(names, name)
		}
	}
	for i := range n.kids {
		kid := &n.kids[i]
		key := prefix + kid.key
		switch {
		case !d.first(n, i):
		case slices.Contains(keys, key):
			text := d.needed(kid)
			if key == "lang" {
				text = d.lang(kid)
			}
			if text != "" {
				texts = append(texts, Text{key, kid.text, position(d.file, kid.at)})
			}
		case !slices.Contains(names, kid.key):
			hint := cmp.Or(diag.DidYouMean(kid.key, names), "the built-in layouts/words.yaml has all keys")
			d.diags = append(d.diags, diag.Errorf(position(d.file, kid.keyAt), "key-unknown", "unknown key %q", kid.key).WithHint("%s", hint))
		case d.isMap(kid):
			texts = d.pairs(kid, key+".", keys, texts)
		}
	}
	return texts
}
