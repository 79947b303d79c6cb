package jsontext

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWriter(t *testing.T) {
	var w Writer
	w.Open('{')
	w.Pair("a", "x\"y\\z\n\x01")
	w.Pair("none", "")
	w.Number("n", -3)
	w.Number("zero", 0)
	w.True("t", true)
	w.True("f", false)
	w.List("l", []string{"p", ""})
	w.List("empty", nil)
	w.Raw("r", []byte("<b>"))
	w.Key("items")
	w.Open('[')
	for range 2 {
		w.Line()
		w.Open('{')
		w.Pair("i", "x")
		w.Close('}')
	}
	w.Close(']')
	w.Close('}')
	const want = `{"a":"x\"y\\z\n\u0001","n":-3,"t":true,"l":["p",""],"r":"<b>","items":[` + "\n" + `{"i":"x"},` + "\n" + `{"i":"x"}]}`
	if got := string(w.Bytes); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if !json.Valid(w.Bytes) {
		t.Error("it is not JSON")
	}
}

// A string is read back as it was, and is the same from bytes.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "a\"b\\c\n\t\x00\x1f\x7f", "é ‘x’ \u2028 😀", "</script>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "")
		}
		var back string
		if err := json.Unmarshal(String(nil, s), &back); err != nil || back != s {
			t.Errorf("%q is read as %q (%v)", s, back, err)
		}
		if string(String(nil, s)) != string(String(nil, []byte(s))) {
			t.Errorf("%q differs as bytes", s)
		}
	})
}
