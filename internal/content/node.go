package content

import "strconv"

// A node is one value of a YAML document, with places. Both readers (goccy's and
// our own for the everyday subset) end in this one shape, so that decoding,
// messages and positions cannot differ between them.
type node struct {
	kind   nodeKind
	flow   bool   // a list or map in brackets
	quoted bool   // a scalar in quotes or a block scalar: never null, a number or a truth value
	text   string // of a scalar: exactly as written where plain, else decoded
	key    string // in a map: the name it stands under
	at     place  // the value; the key where there is none, or where it begins on a later line
	keyAt  place  // the key, where there is one
	kids   []node // of a list or map, in the order written
}

type nodeKind uint8

const (
	nullNode nodeKind = iota // also: no document at all
	scalarNode
	listNode
	mapNode
)

// A place is 1-based in the file, the column in bytes; the zero place is unknown.
type place struct{ line, col uint32 }

// find returns the place of the deepest node on the path, below the document itself.
func (n *node) find(path []string) place {
	var at place
	for _, step := range path {
		if n = n.child(step); n == nil {
			break
		}
		at = n.at
	}
	return at
}

// child returns the value of a key, or the item of a list by its index.
func (n *node) child(step string) *node {
	switch n.kind {
	case mapNode:
		for i := range n.kids {
			if n.kids[i].key == step {
				return &n.kids[i]
			}
		}
	case listNode:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.kids) {
			return &n.kids[i]
		}
	}
	return nil
}

// settle gives a value its place once its key is known. Block lists and maps begin
// on a later line: there the key is what an author looks for.
func (n *node) settle(key string, keyAt place) {
	n.key, n.keyAt = key, keyAt
	if n.kind == nullNode || (n.kind != scalarNode && !n.flow) {
		n.at = keyAt
	}
}

// isNull reports whether a plain scalar stands for "nothing" (YAML 1.2.2 §10.3.2).
func isNull(plain string) bool {
	switch plain {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}
