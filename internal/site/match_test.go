package site

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"gloss/internal/annotate"
	"gloss/internal/content"
)

// glossaryFor is a glossary of terms named t0, t1 …, each given by lines of front matter; a
// text without a colon is its term.
func glossaryFor(t testing.TB, entries ...string) []*content.Source {
	t.Helper()
	var terms []*content.Source
	for i, e := range entries {
		if !strings.Contains(e, ": ") {
			e = "term: " + quoteYAML(e)
		}
		src, diags := content.Parse("glossary/t"+itoa(i)+".md", []byte("---\n"+e+"\n---\n"))
		if len(diags) > 0 {
			t.Fatalf("%q:\n%s", e, showDiags(diags))
		}
		terms = append(terms, src)
	}
	return terms
}

func quoteYAML(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// found shows the hits in a Markdown text, "words=term".
func found(l *Lexicon, markdown string) []string {
	d := annotate.Parse([]byte(markdown), annotate.Options{})
	var out []string
	for _, h := range l.Match(d) {
		out = append(out, string(d.HTML[h.Off:h.End])+"=t"+itoa(int(h.Term)))
	}
	return out
}

type matchCase struct {
	name  string
	terms []string
	text  string
	want  []string
}

func (c matchCase) run(t *testing.T) {
	l, diags := NewLexicon(glossaryFor(t, c.terms...))
	if len(diags) > 0 {
		t.Errorf("unexpected diagnostics:\n%s", showDiags(diags))
	}
	same(t, "hits", c.want, found(l, c.text))
}

func one(terms ...string) []string { return terms }

// Where a term's name may stand, and where it must not be looked for.
func TestMatchPlaces(t *testing.T) {
	for _, c := range []matchCase{
		{"in a link", one("JCPOA"), "[the JCPOA](x.md) and [*JCPOA*](y.md)", nil},
		{"in a link to elsewhere", one("JCPOA"), "[the JCPOA](https://example.org/)", nil},
		{"behind a link", one("JCPOA"), "[see](x.md) JCPOA", one("JCPOA=t0")},
		{"in an address", one("NATO"), "https://example.org/NATO and <https://example.org/?NATO> and NATO@example.org", nil},
		{"in code", one("NATO"), "`NATO` and\n\n    NATO\n\n```\nNATO\n```\n", nil},
		{"in a heading", one("NATO"), "# NATO\n\n## On NATO {#x}\n\nNATO\n----\n\nIn NATO.", one("NATO=t0")},
		{"in alternative text", one("NATO"), "![NATO](a.png) and ![a](b.png \"NATO\")", nil},
		{"in raw HTML", one("NATO"), "<b title=\"NATO\">x</b>\n\n<div>NATO</div>\n", nil},
		{"marked by hand", one("NATO"), "[the NATO alliance]{term=nato} and [NATO]{term=none} and NATO", one("NATO=t0")},
		{"in a table", one("NATO"), "| NATO |\n|---|\n| NATO's |\n", one("NATO=t0", "NATO=t0")},
		{"in a caption", one("NATO"), "![x](a.png \"Map of NATO\")", one("NATO=t0")},
		{"in a note", one("NATO"), "Text[^n].\n\n[^n]: On NATO.\n", one("NATO=t0")},
		{"in a quotation and an item", one("NATO"), "> NATO\n\n- NATO\n  - NATO\n", one("NATO=t0", "NATO=t0", "NATO=t0")},
		{"in a claim and a dated statement", one("NATO"), "[in NATO]{#x} and [NATO]{date=1949 title=x}", one("NATO=t0", "NATO=t0")},
		{"all of emphasis", one("Joint Plan"), "the **Joint Plan** and *the Joint Plan, too*", one("Joint Plan=t0", "Joint Plan=t0")},
		{"across the edge of emphasis", one("Joint Plan"), "the Joint *Plan* and **Joint** Plan and *a Joint* Plan", nil},
		{"across a link, a claim, a note's marker, code", one("Joint Plan"), "Joint [Plan](x.md), [Joint]{#a} Plan, Joint[^n] Plan, Joint `Plan`\n\n[^n]: x\n", nil},
		{"across a comment", one("Joint Plan"), "Joint <!-- x --> Plan", nil},
		{"across a hard line break", one("Joint Plan"), "Joint\\\nPlan and Joint  \nPlan", nil},
		{"across paragraphs", one("Joint Plan"), "Joint\n\nPlan", nil},
		{"a word that goes on beyond markup", one("Iran", "IR"), "Iran*ian*, *Iran*ian, un*Iran*, Iran[ian]{#x}, **IR**AN", nil},
		{"a word that ends at markup", one("Iran"), "*Iran*, “*Iran*” (**Iran**) *Iran*’s *Iran* `x`", one("Iran=t0", "Iran=t0", "Iran=t0", "Iran=t0", "Iran=t0")},
		{"beside cells and items", one("Iran"), "| x | Iran | y |\n|---|---|---|\n\n- x\n- Iran\n- y\n", one("Iran=t0", "Iran=t0")},
	} {
		t.Run(c.name, c.run)
	}
}

// How a name and the text may differ, and how they may not.
func TestMatchForms(t *testing.T) {
	for _, c := range []matchCase{
		{"longest", one("plan", "Joint Plan", "Joint Plan of Action"), "the Joint Plan of Action, a Joint Plan, a plan", one("Joint Plan of Action=t2", "Joint Plan=t1", "plan=t0")},
		{"longest that ends a word", one("Joint Plan", "Joint Plan of Act"), "the Joint Plan of Action", one("Joint Plan=t0")},
		{"one inside the other", one("New York Times", "York"), "the New York Times of York", one("New York Times=t0", "York=t1")},
		{"side by side", one("Iran", "Iran deal"), "Iran Iran deal Iran", one("Iran=t0", "Iran deal=t1", "Iran=t0")},

		{"acronym and word", one("IT"), "it It IT iT", one("IT=t0")},
		{"word and acronym", one("it"), "it It IT iT", one("it=t0", "It=t0")},
		{"both", one("IT", "it"), "it It IT", one("it=t1", "It=t1", "IT=t0")},
		{"first letter", one("loitering munition"), "Loitering munition, Loitering Munition, loitering munition, LOITERING MUNITION, loiterinG munition", one("Loitering munition=t0", "Loitering Munition=t0", "loitering munition=t0")},
		{"first letter of a name", one("Axis of Resistance"), "the axis of resistance, Axis of resistance, AXIS", one("axis of resistance=t0", "Axis of resistance=t0")},
		{"two capitals in one word", one("McDonald", "U.N.", "R&D"), "mcDonald Mcdonald McDonald u.n. U.n. U.N. r&d R&D", one("McDonald=t0", "U.N.=t1", "R&amp;D=t2")},
		{"capitals in two words", one("Sea Shield"), "sea shield", one("sea shield=t0")},
		{"match: exact", one("term: Shield\nmatch: exact"), "shield Shield SHIELD Shields", one("Shield=t0", "Shields=t0")},
		{"match: fold", one("term: NATO\nmatch: fold"), "nato Nato NATO natos", one("nato=t0", "Nato=t0", "NATO=t0", "natos=t0")},

		{"plural", one("Shahed", "JCPOA", "bus", "Su-35"), "Shaheds JCPOAs buses Su-35s Shahedi", one("Shaheds=t0", "JCPOAs=t1", "buses=t2", "Su-35s=t3")},
		{"plural of y", one("treaty", "proxy war", "day", "IRGC proxy"), "Treaties, treaties', the proxy wars, days, daies, IRGC proxies", one("Treaties=t0", "treaties=t0", "proxy wars=t1", "days=t2", "IRGC proxies=t3")},
		{"possessive", one("JCPOA", "Shahed"), "JCPOA's, JCPOA’s, Shaheds' and Shaheds’ and Shahed's.", one("JCPOA=t0", "JCPOA=t0", "Shaheds=t1", "Shaheds=t1", "Shahed=t1")},
		{"possessive before another", one("Iran", "deal"), "Iran's deal, Iran’s deal", one("Iran=t0", "deal=t1", "Iran=t0", "deal=t1")},
		{"other words", one("US", "Iran"), "USA use us bus Iranian IRAN-Iraq Irano", nil},
		{"no plural in other scripts", one("Иран"), "Иранs Иран", one("Иран=t0")},

		{"curly in the text", one("People's Republic"), "the People's Republic, People’s Republic", one("People’s Republic=t0", "People’s Republic=t0")},
		{"curly in the name", one("People’s Republic"), "the People's Republic", one("People’s Republic=t0")},
		{"quotes", one(`the "Axis"`), `in the "Axis" and the “Axis”`, one("the “Axis”=t0", "the “Axis”=t0")},
		{"begins with a quote", one(`'Ndrangheta`), `the 'Ndrangheta and the ’Ndrangheta`, one("‘Ndrangheta=t0", "’Ndrangheta=t0")},
		{"dashes", one("Iran--Iraq war", "Zangezur -- corridor"), "the Iran--Iraq war, Iran–Iraq war, Zangezur -- corridor", one("Iran–Iraq war=t0", "Iran–Iraq war=t0", "Zangezur – corridor=t1")},
		{"dots", one("Wait..."), "Wait... and Wait…", one("Wait…=t0", "Wait…=t0")},
		{"no-break hyphen", one("Su-35"), "Su‑35 and Su‐35", one("Su‑35=t0", "Su‐35=t0")},

		{"soft line break", one("Joint Plan of Action"), "the Joint\nPlan of\nAction", one("Joint\nPlan of\nAction=t0")},
		{"soft line break in a quotation", one("Joint Plan"), "> Joint\n> Plan", one("Joint\nPlan=t0")},
		{"no-break space", one("Joint Plan"), "Joint\u00a0Plan, Joint\u202fPlan, Joint&nbsp;Plan", one("Joint\u00a0Plan=t0", "Joint\u202fPlan=t0", "Joint\u00a0Plan=t0")},
		{"no-break space in the name", one("Joint\u00a0Plan"), "Joint Plan", one("Joint Plan=t0")},
		{"two spaces", one("Joint Plan"), "Joint  Plan and Joint \t Plan", one("Joint  Plan=t0", "Joint \t Plan=t0")},

		{
			"white space near the start", one("of zebra", "the plan", "a treaty"), "of  zebra, of\nzebra, of \t zebra, of\u00a0zebra; the  plan, the\nplan, the\u202fplan; a  treaty, a\ntreaty, a\u00a0treaty",
			one("of  zebra=t0", "of\nzebra=t0", "of \t zebra=t0", "of\u00a0zebra=t0", "the  plan=t1", "the\nplan=t1", "the\u202fplan=t1", "a  treaty=t2", "a\ntreaty=t2", "a\u00a0treaty=t2"),
		},

		{"punctuation", one("NATO"), `(NATO), "NATO"; 'NATO': NATO! NATO? NATO. [NATO] NATO/EU non-NATO NATO-led NATO—NATO–NATO…NATO ¿NATO? «NATO» #NATO @NATO €NATO`, slices.Repeat(one("NATO=t0"), 19)},
		{"colon", one("NATO"), "EU:NATO:é NATO:x", one("NATO=t0", "NATO=t0")},
		{"joined by a dot or apostrophe", one("NATO", "N", "brien"), "x.NATO NATO.x U.N. o'brien O’Brien NATO.", one("NATO=t0")},
		{"underscore and digits", one("NATO"), "NATO_x _x NATO2 2NATO x_NATO", nil},
		{"CJK", one("NATO", "中国", "イラン"), "在中国的NATO里，「中国」イランの", one("中国=t1", "NATO=t0", "中国=t1", "イラン=t2")},
		{"emoji", one("NATO"), "🚀NATO🚀", one("NATO=t0")},

		{"ampersand", one("R&D", "AT&T", "amp", "quot", "lt"), `R&D, R&amp;D, AT&T's, R & D, <a> "x"`, one("R&amp;D=t0", "R&amp;D=t0", "AT&amp;T=t1")},
		{"half of a name with an ampersand", one("R", "D"), "R&D", one("R=t0", "D=t1")},
		{"angle brackets", one("a < b"), "if a < b", one("a &lt; b=t0")},
		{"dots in a name", one("U.N.", "St. Petersburg"), "The U.N., the U.N.'s and the U.N. In U.N.E.S.C.O., St. Petersburg", one("U.N.=t0", "U.N.=t0", "U.N.=t0", "St. Petersburg=t1")},
		{"hyphens and digits", one("Su-35", "Shahed-136", "F-16"), "Su-35, Su-350, Su-35S, Su-35s, Shahed-136, Shahed-1361, XF-16, F-16C", one("Su-35=t0", "Su-35s=t0", "Shahed-136=t1")},
		{"digits and a decimal", one("Resolution 2231"), "Resolution 2231. Resolution 2231.5, Resolution 2231,5 Resolution 2231, Resolution 22310", one("Resolution 2231=t0", "Resolution 2231=t0")},
		{"exclamation", one("Yahoo!"), "Yahoo! and Yahoo!s", one("Yahoo!=t0", "Yahoo!=t0")},

		{"composed in the name", one("détente"), "détente, " + norm.NFD.String("détente"), one("détente=t0", norm.NFD.String("détente=t0"))},
		{"decomposed in the name", one(norm.NFD.String("détente")), "Détente " + norm.NFD.String("Détentes"), one("Détente=t0", norm.NFD.String("Détentes=t0"))},
		{"plural behind an accent", one("café", norm.NFD.String("protégé")), "cafés " + norm.NFD.String("cafés") + " protégés", one("cafés=t0", norm.NFD.String("cafés=t0"), "protégés=t1")},
		{"a letter more than the name", one("cafe", "e"), "café " + norm.NFD.String("café"), nil},
		{"first letter beyond ASCII", one("Éire", "élan", "Öl"), "éire Éire Élan ÖL öl", one("éire=t0", "Éire=t0", "Élan=t1", "öl=t2")},
		{"dotted capital", one("İstanbul", "ilk"), "İstanbul İlk ilk Ilk", one("İstanbul=t0", "ilk=t1", "Ilk=t1")},
		{"Kelvin", one("kelvin"), "\u212aelvin kelvin", one("kelvin=t0")},
		{"Cyrillic", one("Газпром", "СВПД"), "газпром Газпрома «Газпром», СВПД свпд неГазпром", one("газпром=t0", "Газпром=t0", "СВПД=t1")},
		{"Greek", one("Κύπρος"), "κύπρος, Κύπρος. Κύπροςα", one("κύπρος=t0", "Κύπρος=t0")},
		{"Arabic", one("إيران", "برجام"), "في إيران، برجام؛ وإيران برجامها", one("إيران=t0", "برجام=t1")},
		{"Persian with a joiner", one("موشک", "موشک‌ها", "می‌رود"), "موشک، موشک‌ها، می‌رود، میرود", one("موشک=t0", "موشک‌ها=t1", "می‌رود=t2")},
		{"Hebrew", one(`צה"ל`, "איראן"), "צה\"ל ואיראן איראן", one("צה”ל=t0", "איראן=t1")},
		{"Chinese", one("伊朗", "伊朗核协议", "北约"), "伊朗核协议是伊朗与北约的。", one("伊朗核协议=t1", "伊朗=t0", "北约=t2")},
		{"Korean", one("이란"), "이란 이란은", one("이란=t0")},
		{"Thai", one("อิหร่าน"), "ในอิหร่านวันนี้", one("อิหร่าน=t0")},
		{"Devanagari", one("ईरान"), "ईरान, ईरानी", one("ईरान=t0")},
	} {
		t.Run(c.name, c.run)
	}
}
