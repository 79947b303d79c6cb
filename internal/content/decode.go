package content

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/diag"
)

// A field is one key of a map that becomes a T. Decoding by table instead of by
// reflection lets every mistake have its place and its own words, and keeps scalars
// as they were written: an unquoted 2015 is the text "2015".
type field[T any] struct {
	name string
	in   role
	set  func(*decoder, *T, *node) // called with anything but null
}

// A decoder collects what is wrong with the values of one document.
type decoder struct {
	file  string
	code  string // of wrong values: "front-matter" or "config"
	diags []diag.Diag

	lines  []string // of the document, if there may be a comment behind a value
	begins int      // number of the first of them
}

func (d *decoder) errorf(at place, hint, format string, args ...any) {
	d.diags = append(d.diags, diag.Errorf(position(d.file, at), d.code, format, args...).WithHint("%s", hint))
}

// fill decodes a map into dst, taking the fields that may stand in the role. Null
// is an empty map: a skeleton's "source:" with nothing below it. It reports whether
// n could be read as a map. belongs, if not nil, says where an unknown key belongs.
func fill[T any](d *decoder, n *node, dst *T, fields []field[T], in role, belongs func(key string) string) bool {
	if n.kind == nullNode {
		return true
	}
	if !d.isMap(n) {
		return false
	}
next:
	for i := range n.kids {
		kid := &n.kids[i]
		if !d.first(n, i) {
			continue
		}
		for j := range fields {
			if fields[j].name != kid.key || fields[j].in&in == 0 {
				continue
			}
			if kid.kind == nullNode && kid.key != "color" { // see decoder.color
				d.emptied(kid)
				continue next
			}
			fields[j].set(d, dst, kid)
			continue next
		}
		d.unknown(kid, fieldNames(fields, in), belongs)
	}
	return true
}

// unknown reports a key that means nothing where it stands.
func (d *decoder) unknown(n *node, valid []string, belongs func(string) string) {
	hint := ""
	if belongs != nil {
		if where := belongs(n.key); where != "" {
			hint = fmt.Sprintf("%q belongs in %s", n.key, where)
		}
	}
	if hint == "" {
		hint = diag.DidYouMean(n.key, valid)
	}
	if hint == "" {
		hint = "the keys here are " + strings.Join(valid, ", ")
	}
	d.diags = append(d.diags, diag.Errorf(position(d.file, n.keyAt), "key-unknown", "unknown key %q", n.key).WithHint("%s", hint))
}

// first reports whether the i-th key of a map is its first of that name.
func (d *decoder) first(n *node, i int) bool {
	kid := &n.kids[i]
	for j := range i {
		if n.kids[j].key == kid.key {
			d.errorf(kid.keyAt, "it is first set at "+position(d.file, n.kids[j].keyAt).String(), "%q is set twice", kid.key)
			return false
		}
	}
	return true
}

func (d *decoder) isMap(n *node) bool {
	if n.kind != mapNode {
		d.wrong(n, "keys and values", "")
	}
	return n.kind == mapNode
}

func (d *decoder) isList(n *node) bool {
	if n.kind != listNode {
		d.wrong(n, "a list", "write [a, b], or each item on a line after \"- \"")
	}
	return n.kind == listNode
}

// wrong reports a value of another type than wanted.
func (d *decoder) wrong(n *node, wanted, hint string) {
	got := "nothing"
	switch n.kind {
	case scalarNode:
		got = strconv.Quote(shorten(n.text))
		if n.quoted {
			got = "the text " + got
		}
	case listNode:
		got = "a list"
	case mapNode:
		got = "keys and values"
	}
	if n.key == "" {
		d.errorf(n.at, hint, "an item here wants %s, not %s", wanted, got)
		return
	}
	d.errorf(n.at, hint, "%q wants %s, not %s", n.key, wanted, got)
}

// text reads a text. A number, a date or "true" is text as well, as written.
func (d *decoder) text(n *node) string {
	if n.kind == scalarNode {
		d.cut(n)
		return strings.TrimSpace(n.text)
	}
	hint := ""
	if n.flow {
		hint = "if the brackets are part of the text, put it in quotes"
	}
	d.wrong(n, "text", hint)
	return ""
}

// needed reads a text that must not be empty.
func (d *decoder) needed(n *node) string {
	if n.kind == nullNode || n.kind == scalarNode && strings.TrimSpace(n.text) == "" {
		d.wrong(&node{key: n.key, at: n.at}, "text", "")
		return ""
	}
	return d.text(n)
}

// texts reads a list of texts.
func (d *decoder) texts(n *node) []string {
	if !d.isList(n) {
		return nil
	}
	var all []string
	for i := range n.kids {
		if t := d.needed(&n.kids[i]); t != "" {
			all = append(all, t)
		}
	}
	return all
}

func (d *decoder) truth(n *node) bool {
	if n.kind == scalarNode && !n.quoted {
		switch n.text {
		case "true", "True", "TRUE":
			return true
		case "false", "False", "FALSE":
			return false
		}
	}
	d.wrong(n, "true or false", "")
	return false
}

func (d *decoder) toggle(n *node) Toggle {
	before := len(d.diags)
	switch {
	case d.truth(n):
		return On
	case len(d.diags) > before:
		return Unset
	}
	return Off
}

func (d *decoder) number(n *node) int {
	if n.kind == scalarNode && !n.quoted {
		if i, err := strconv.Atoi(n.text); err == nil {
			return i
		}
	}
	d.wrong(n, "a whole number", "")
	return 0
}

// count reads a number that cannot be negative.
func (d *decoder) count(n *node) int {
	i := d.number(n)
	if i < 0 {
		d.wrong(n, "a number from 0 up", "")
		return 0
	}
	return i
}

// choice reads one of a few words.
func choice[T ~string](d *decoder, n *node, words []T) T {
	valid := make([]string, len(words))
	for i, w := range words {
		if n.kind == scalarNode && n.text == string(w) {
			return w
		}
		valid[i] = string(w)
	}
	last := len(valid) - 1
	wanted := strings.Join(valid[:last], ", ") + " or " + valid[last]
	hint := ""
	if n.kind == scalarNode {
		hint = diag.DidYouMean(n.text, valid)
	}
	d.wrong(n, wanted, hint)
	return ""
}

// redirects reads output paths, a single one without a list.
func (d *decoder) redirects(n *node) []string {
	var items []*node
	if n.kind == scalarNode {
		items = append(items, n)
	} else if d.isList(n) {
		for i := range n.kids {
			items = append(items, &n.kids[i])
		}
	}
	var all []string
	for _, item := range items {
		t := d.needed(item)
		if t == "" {
			continue
		}
		out, hint := redirectPath(norm.NFC.String(t))
		if out == "" {
			d.errorf(item.at, hint, "%q cannot redirect here", shorten(t))
			continue
		}
		all = append(all, out)
	}
	return all
}

func fieldNames[T any](fields []field[T], in role) []string {
	var names []string
	for _, f := range fields {
		if f.in&in != 0 {
			names = append(names, f.name)
		}
	}
	return names
}

func hasField[T any](fields []field[T], name string) bool {
	for _, f := range fields {
		if f.name == name {
			return true
		}
	}
	return false
}

// shorten keeps quoted input from filling the screen.
func shorten(s string) string {
	const limit = 40
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}
