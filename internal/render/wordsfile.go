package render

import (
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gloss/internal/content"
	"gloss/internal/diag"
)

// wordsFile is the layout that holds the words. A site's own does not replace the built-in
// one but some of its words.
const wordsFile = "words.yaml"

// readWords reads the built-in words and those of the site's own file, if there is one.
func (l *Layouts) readWords(files map[string][]byte) (broken []error) {
	w := &Words{precise: map[string]string{}}
	l.words = w
	ownFile := path.Join(layoutDir, wordsFile)
	fields := w.fields()
	keys := slices.Sorted(maps.Keys(fields))
	texts, diags := content.ParseTexts(wordsFile, files[wordsFile], keys)
	if len(diags) > 0 {
		return []error{fmt.Errorf("built-in layouts: %v", diags[0])}
	}
	for _, t := range texts {
		*fields[t.Key] = t.Text
	}
	for _, key := range keys {
		if *fields[key] == "" {
			return []error{fmt.Errorf("built-in layouts: %s: no words for %q", wordsFile, key)}
		}
	}
	english := w.Precision
	texts, diags = content.ParseTexts(ownFile, files[ownFile], keys)
	for _, t := range texts {
		diags = append(diags, checkPlaceholders(t, *fields[t.Key])...)
		*fields[t.Key] = t.Text
	}
	for _, d := range diag.Sort(diags) {
		broken = append(broken, &LayoutError{d})
	}
	said, label := reflect.ValueOf(w.Precision), reflect.ValueOf(english)
	for i := range label.NumField() {
		w.precise[label.Field(i).String()] = said.Field(i).String()
	}
	return broken
}

// fields returns the words by their keys in the file.
func (w *Words) fields() map[string]*string {
	all := map[string]*string{}
	var collect func(v reflect.Value, prefix string)
	collect = func(v reflect.Value, prefix string) {
		for f, v := range v.Fields() {
			switch key := prefix + keyOf(f.Name); {
			case !f.IsExported():
			case v.Kind() == reflect.Struct:
				collect(v, key+".")
			default:
				all[key] = v.Addr().Interface().(*string)
			}
		}
	}
	collect(reflect.ValueOf(w).Elem(), "")
	return all
}

// keyOf returns the key of a field: terms_here of TermsHere.
func keyOf(field string) string {
	var sb strings.Builder
	for i, c := range field {
		if unicode.IsUpper(c) && i > 0 {
			sb.WriteByte('_')
		}
		sb.WriteRune(unicode.ToLower(c))
	}
	return sb.String()
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// checkPlaceholders compares the placeholders of a text with those of the built-in one.
// A number may be left out, in "one note"; nothing else may, since it would be lost.
func checkPlaceholders(t content.Text, builtIn string) []diag.Diag {
	var diags []diag.Diag
	known := placeholder.FindAllString(builtIn, -1)
	used := placeholder.FindAllString(t.Text, -1)
	for _, p := range used {
		if slices.Contains(known, p) {
			continue
		}
		d := diag.Errorf(t.Pos, "words", "nothing is filled in for %q", p)
		if len(known) > 0 {
			d = d.WithHint("here it can be %s", strings.Join(known, ", "))
		}
		diags = append(diags, d)
	}
	for _, p := range known {
		if n := strings.Count(t.Text, p); n == 0 && p != "{n}" {
			diags = append(diags, diag.Errorf(t.Pos, "words", "%q is missing", p).WithHint("the built-in text is %q", builtIn))
		} else if n > 1 {
			diags = append(diags, diag.Errorf(t.Pos, "words", "%q stands twice", p))
		}
	}
	return diags
}
