package edtf_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"gloss/internal/edtf"
)

// FuzzParse checks what must hold for every input, good or bad.
func FuzzParse(f *testing.F) {
	for _, e := range briefing {
		f.Add(e.edtf, "2015~")
	}
	for _, r := range refused {
		f.Add(r.in, "[..2022]")
	}
	for _, s := range []string{
		"202X", "19XX?", "1985-04-XX", "1985-XX-XX", "Y-170000002", "-0004-02-29", "2025-24~", "2015/", "../2015",
		"[1667,1668, 1670..1672]", "[ ..1667 , 1669.. 1670 ]", "[1667,1670~..]", "2025-01?/2025-04%",
	} {
		f.Add(s, "2015/..")
	}
	f.Fuzz(func(t *testing.T, in, other string) {
		d, err := edtf.Parse(in)
		if err != nil {
			checkError(t, in, err)
			return
		}
		checkDate(t, d)
		e, err := edtf.Parse(other)
		if err != nil {
			return
		}
		c := edtf.Compare(d, e)
		if c != -edtf.Compare(e, d) || (c == 0) != (d.String() == e.String()) || (c == 0) != (d == e) {
			t.Errorf("%q and %q have no order", d, e)
		}
		if edtf.Overlaps(d, e) != edtf.Overlaps(e, d) {
			t.Errorf("whether %q and %q overlap depends on the order", d, e)
		}
	})
}

func checkDate(t *testing.T, d edtf.Date) {
	t.Helper()
	if again, err := edtf.Parse(d.String()); err != nil || again != d {
		t.Errorf("%q is read again as %+v, %v, want %+v", d, again, err, d)
	}
	first, hasFirst := d.Earliest()
	last, hasLast := d.Latest()
	if hasFirst && hasLast && first.Compare(last) > 0 {
		t.Errorf("%q is from %s to %s", d, first, last)
	}
	if hasFirst != (d.Start() == edtf.Known) || hasLast != (d.End() == edtf.Known) || !hasFirst && !hasLast {
		t.Errorf("%q: sides %d and %d, known %v and %v", d, d.Start(), d.End(), hasFirst, hasLast)
	}
	if year, ok := d.Year(); !ok || year != first.Year && year != last.Year {
		t.Errorf("%q is under %d, %v", d, year, ok)
	}
	if edtf.Compare(d, d) != 0 || !edtf.Overlaps(d, d) {
		t.Errorf("%q is not itself", d)
	}
	if s := d.Format(); s == "" || strings.Contains(s, "  ") || strings.TrimSpace(s) != s || d.PrecisionLabel() == "" {
		t.Errorf("%q prints %q, %q", d, s, d.PrecisionLabel())
	}
	if s, ok := d.HTML5(); ok {
		if h, err := edtf.Parse(s); err != nil || h.Format() == "" || d.Kind() != edtf.Instant {
			t.Errorf("%q has the datetime %q", d, s)
		}
	}
}

// checkError also holds Parse to its advice: what a hint says to write is read.
func checkError(t *testing.T, in string, err error) {
	t.Helper()
	var e *edtf.Error
	if !errors.As(err, &e) || e.Input != in || e.Msg == "" || e.Hint == "" || e.Off < 0 || e.Off > len(in) {
		t.Fatalf("%q: %#v", in, err)
	}
	if !strings.HasPrefix(e.Hint, `write "`) {
		return
	}
	for i := strings.IndexByte(e.Hint, '"'); i >= 0; {
		quoted, err := strconv.QuotedPrefix(e.Hint[i:])
		if err != nil {
			t.Fatalf("%q: hint %s", in, e.Hint)
		}
		s, _ := strconv.Unquote(quoted)
		if _, err := edtf.Parse(s); err != nil {
			t.Errorf("%q: the hint is %s, but %v", in, e.Hint, err)
		}
		i += len(quoted)
		n := strings.IndexByte(e.Hint[i:], '"')
		if n < 0 {
			break
		}
		i += n
	}
}
