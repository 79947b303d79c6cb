package site

import "slices"

// trie holds names under their folded bytes. It is built with insert and then frozen;
// nodes refer to their edges by index, so that a walk touches little memory.
type trie struct {
	nodes  []trieNode // nodes[0] is the root
	labels []byte     // of edges
	to     []int32    // nodes the edges lead to, by label
	growing
}

type trieNode struct {
	edges int32 // index of the first
	count uint16
	ends  bool // names end here
	names []int32
}

// growing is what a trie needs while it is built: the edges of each node.
type growing struct{ edges [][]edge }

type edge struct {
	label byte
	to    int32
}

func newTrie() trie { return trie{nodes: make([]trieNode, 1), growing: growing{make([][]edge, 1)}} }

// insert adds a path and returns the node at its end.
func (t *trie) insert(path []byte) int32 {
	at := int32(0)
	for _, c := range path {
		i, ok := slices.BinarySearchFunc(t.edges[at], c, func(e edge, c byte) int { return int(e.label) - int(c) })
		if !ok {
			t.nodes = append(t.nodes, trieNode{})
			t.edges = append(t.edges, nil)
			t.edges[at] = slices.Insert(t.edges[at], i, edge{c, int32(len(t.nodes) - 1)})
		}
		at = t.edges[at][i].to
	}
	return at
}

// freeze ends the building.
func (t *trie) freeze() {
	for i, edges := range t.edges {
		t.nodes[i].edges, t.nodes[i].count = int32(len(t.labels)), uint16(len(edges))
		t.nodes[i].ends = len(t.nodes[i].names) > 0
		for _, e := range edges {
			t.labels = append(t.labels, e.label)
			t.to = append(t.to, e.to)
		}
	}
	t.edges = nil
}

// step follows an edge; 0, the root, when there is none. The trie must be frozen.
func (t *trie) step(at int32, c byte) int32 {
	n := &t.nodes[at]
	for i, label := range t.labels[n.edges : int(n.edges)+int(n.count)] {
		if label == c {
			return t.to[int(n.edges)+i]
		}
	}
	return 0
}
