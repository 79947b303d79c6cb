// Package jsontext appends values to JSON text, one after the other, so that a file can be
// written as it comes: in the order of the calls, without reflection and without a tree in
// memory.
package jsontext

import "strconv"

// escaped are the bytes that cannot stand in a string as they are.
var escaped = func() (table [256]bool) {
	for c := range ' ' {
		table[c] = true
	}
	table['"'], table['\\'] = true, true
	return table
}()

// Escape appends a text as it stands between the quotation marks of a string of JSON
// (RFC 8259 §7). Invalid UTF-8 stays as it is.
func Escape[T string | []byte](dst []byte, s T) []byte {
	const hex = "0123456789abcdef"
	from := 0
	for i := 0; i < len(s); i++ {
		for i+8 <= len(s) && !(escaped[s[i]] || escaped[s[i+1]] || escaped[s[i+2]] || escaped[s[i+3]] ||
			escaped[s[i+4]] || escaped[s[i+5]] || escaped[s[i+6]] || escaped[s[i+7]]) {
			i += 8
		}
		if i == len(s) {
			break
		}
		c := s[i]
		if !escaped[c] {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(dst, s[from:]...)
}

// String appends a text as a string of JSON.
func String[T string | []byte](dst []byte, s T) []byte {
	return append(Escape(append(dst, '"'), s), '"')
}

// Writer appends an object or a list. Its zero value begins with nothing. What is empty is
// left out by the methods that write a pair.
type Writer struct {
	Bytes []byte
	more  bool // a comma comes before the next value
}

// next writes what comes before a value.
func (w *Writer) next() {
	if w.more {
		w.Bytes = append(w.Bytes, ',')
	}
	w.more = true
}

// Key writes the name of the value that comes next.
func (w *Writer) Key(name string) {
	w.next()
	w.Bytes = append(String(w.Bytes, name), ':')
	w.more = false
}

// Open begins an object, with '{', or a list, with '['.
func (w *Writer) Open(bracket byte) {
	w.next()
	w.Bytes = append(w.Bytes, bracket)
	w.more = false
}

// Close ends it, with the other bracket.
func (w *Writer) Close(bracket byte) {
	w.Bytes = append(w.Bytes, bracket)
	w.more = true
}

// Line begins a line, so that a long list can be read and compared by its items. It comes
// before Open.
func (w *Writer) Line() {
	if w.more {
		w.Bytes = append(w.Bytes, ',')
		w.more = false
	}
	w.Bytes = append(w.Bytes, '\n')
}

// Text writes a string.
func (w *Writer) Text(s string) {
	w.next()
	w.Bytes = String(w.Bytes, s)
}

// Pair writes a name and a string.
func (w *Writer) Pair(name, value string) {
	if value != "" {
		w.Key(name)
		w.Text(value)
	}
}

// Raw writes a name and a string of bytes.
func (w *Writer) Raw(name string, value []byte) {
	if len(value) > 0 {
		w.Key(name)
		w.next()
		w.Bytes = String(w.Bytes, value)
	}
}

// Int writes a number.
func (w *Writer) Int(n int) {
	w.next()
	w.Bytes = strconv.AppendInt(w.Bytes, int64(n), 10)
}

// Number writes a name and a number; 0 is empty.
func (w *Writer) Number(name string, n int) {
	if n != 0 {
		w.Key(name)
		w.Int(n)
	}
}

// True writes a name and true; false is empty.
func (w *Writer) True(name string, is bool) {
	if is {
		w.Key(name)
		w.next()
		w.Bytes = append(w.Bytes, "true"...)
	}
}

// List writes a name and a list of strings.
func (w *Writer) List(name string, texts []string) {
	if len(texts) == 0 {
		return
	}
	w.Key(name)
	w.Open('[')
	for _, s := range texts {
		w.Text(s)
	}
	w.Close(']')
}
