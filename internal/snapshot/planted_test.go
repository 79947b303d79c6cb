package snapshot

import (
	"io/fs"
	"maps"
	"regexp"
	"strings"
	"testing"

	"gloss/internal/diag"
)

// Each flaw is planted in the sound site by one replacement. What is said of it is wanted
// whole, and nothing else.
var planted = []struct {
	name, file, old, new string
	want                 []string
}{
	{
		"a quotation with a word changed", "content/articles/harbour.md", "would come,\nand it did", "will come,\nand it did",
		[]string{`articles/harbour.md:8: error: the quotation "will come, and it did" does not stand in paragraph 1 of harbour [quote-unfound] | ` + writeWhat},
	},
	{
		"a quotation that leaves words out", "content/articles/canal.md", "and stayed there", "and stayed",
		nil, // the end is left out, not the middle
	},
	{
		"a quotation that leaves words out of its middle", "content/articles/canal.md", "lock-keepers\nwent home – and", "lock-keepers\n– and",
		[]string{`articles/canal.md:6: error: the quotation "The lock-keepers – and stayed there" does not stand in paragraph 2 of canal [quote-unfound] | paragraph 2 of canal has “The lock-keepers went home”`},
	},
	{
		"an ellipsis for what it leaves out", "content/articles/canal.md", "lock-keepers\nwent home – and", "lock-keepers … and", nil,
	},
	{
		"a comma that the source does not have", "content/articles/canal.md", "and stayed there", "and, stayed there",
		[]string{`articles/canal.md:6: error: the quotation "The lock-keepers went home – and, stayed there" does not stand in paragraph 2 of canal [quote-unfound] | paragraph 2 of canal has “The lock-keepers went home — and stayed there”`},
	},
	{
		"another letter's case", "content/articles/canal.md", "and stayed there", "and Stayed there",
		[]string{`articles/canal.md:6: error: the quotation "The lock-keepers went home – and Stayed there" does not stand in paragraph 2 of canal [quote-unfound] | paragraph 2 of canal has “The lock-keepers went home — and stayed there”`},
	},
	{
		"a quotation from another paragraph", "content/articles/harbour.md", "and it did\". {p=1}", "and it did\". {p=4}",
		[]string{
			`articles/harbour.md:4: note: nothing rests on paragraph 1 of the source (1 of 4) [paragraph-uncited] | ` + seeThat,
			`articles/harbour.md:8: error: "3 March 2025" does not stand in paragraph 4 of harbour [figure-unfound] | it stands in paragraph 1 of harbour`,
			`articles/harbour.md:8: error: the quotation "would come, and it did" does not stand in paragraph 4 of harbour [quote-unfound] | it stands in paragraph 1 of harbour`,
		},
	},
	{
		"a quotation of nobody, in a note that cites nothing", "content/articles/harbour.md", "before the next election", "before the last election",
		[]string{`articles/harbour.md:23: error: the quotation "Nobody in the old town expects … [stop] before the last election" stands in no source [quote-unfound] | paragraph 4 of harbour has “Nobody in the old town expects the quarrel to”`},
	},
	{
		"square brackets for more than an insertion", "content/articles/harbour.md", "[…] to [stop]", "[…] [stop] no",
		[]string{`articles/harbour.md:23: error: the quotation "Nobody in the old town expects … no before the next election" stands in no source [quote-unfound] | paragraph 4 of harbour has “Nobody in the old town expects the quarrel to”`},
	},
	{
		"an invented quotation in a definition", "content/glossary/velden.md", `"went home"`, `"went away for good"`,
		[]string{`glossary/velden.md:5: error: the quotation "went away for good" does not stand in paragraphs 1 and 2 of canal [quote-unfound] | ` + writeWhat},
	},
	{
		"an invented quotation in a summary", "content/articles/harbour.md", "what the board said", `why they "never ever doubted"`,
		[]string{`articles/harbour.md:3: error: the quotation "never ever doubted" stands in no source [quote-unfound] | ` + writeWhat},
	},
	{
		"another sum", "content/articles/harbour.md", "1,750 million", "1,570 million",
		[]string{`articles/harbour.md:9: error: "1,570 million dollars" does not stand in paragraph 2 of harbour [figure-unfound] | ` + markIt("1,570 million dollars")},
	},
	{
		"another currency", "content/articles/harbour.md", "$30,000", "€30,000",
		[]string{`articles/harbour.md:17: error: "€30,000" does not stand in paragraph 2 of harbour [figure-unfound] | ` + markIt("€30,000")},
	},
	{
		"another power of ten", "content/index.md", "$1.75bn", "$1.75m",
		[]string{`index.md:5: error: "$1.75m" does not stand in paragraph 2 of harbour [figure-unfound] | ` + markIt("$1.75m")},
	},
	{
		"another percentage", "content/articles/harbour.md", "seventy per cent", "seventeen per cent",
		[]string{`articles/harbour.md:9: error: "seventeen per cent" does not stand in paragraph 2 of harbour [figure-unfound] | ` + markIt("seventeen per cent")},
	},
	{
		"a percentage of what is none", "content/articles/canal.md", "350 barges", "350 % of the barges",
		[]string{`articles/canal.md:6: error: "350 %" does not stand in paragraph 1 of canal [figure-unfound] | ` + markIt("350 %")},
	},
	{
		"another number", "content/articles/harbour.md", "12,500 ships", "12,050 ships",
		[]string{`articles/harbour.md:11: error: "12,050" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("12,050")},
	},
	{
		"a number word above twelve", "content/articles/harbour.md", "12,500 ships called, 21", "12,500 ships called, thirteen",
		[]string{`articles/harbour.md:11: error: "thirteen" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("thirteen")},
	},
	{
		"a number word up to twelve", "content/articles/harbour.md", "12,500 ships called, 21", "12,500 ships called, twelve", nil,
	},
	{
		"another year", "content/articles/harbour.md", "2017 and 2018", "2016 and 2018",
		[]string{`articles/harbour.md:11: error: "2016" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("2016")},
	},
	{
		"another day", "content/articles/canal.md", "20 January 2023", "21 January 2023",
		[]string{`articles/canal.md:6: error: "21 January 2023" does not stand in paragraph 1 of canal [figure-unfound] | ` + markIt("21 January 2023")},
	},
	{
		"another month", "content/articles/canal.md", "until 25 February", "until 25 March",
		[]string{`articles/canal.md:6: error: "25 March" does not stand in paragraph 1 of canal [figure-unfound] | ` + markIt("25 March")},
	},
	{
		"a year that does not follow from the source's date", "content/articles/harbour.md", "in June 2024", "in June 2023",
		[]string{`articles/harbour.md:12: error: "June 2023" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("June 2023")},
	},
	{
		"another decade", "content/articles/harbour.md", "1990s", "1980s",
		[]string{`articles/harbour.md:12: error: "1980s" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("1980s")},
	},
	{
		"another name", "content/articles/harbour.md", "KR-7s", "KR-9s",
		[]string{`articles/harbour.md:12: error: "KR-9s" stands nowhere in the source [figure-unfound] | ` + markIt("KR-9s")},
	},
	{
		"a figure that is worked out, unmarked", "content/articles/harbour.md", "[13 ships]{.derived}", "13 ships",
		[]string{`articles/harbour.md:12: error: "13" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("13")},
	},
	{
		"a figure of the editor's own, unmarked", "content/articles/harbour.md", "[the 8 of 1950]{.background}", "the 8 of 2018",
		[]string{`articles/harbour.md:13: error: "8" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("8")},
	},
	{
		"a figure from another paragraph", "content/index.md", `"harbour:2"`, `"harbour:1"`,
		[]string{`index.md:5: error: "$1.75bn" does not stand in paragraph 1 of harbour [figure-unfound] | it stands in paragraph 2 of harbour`},
	},
	{
		"a figure from neither of two sources", "content/index.md", `"harbour:2"`, `"harbour:3-4,1 canal:2"`,
		[]string{`index.md:5: error: "$1.75bn" does not stand in paragraphs 1, 3 and 4 of harbour and paragraph 2 of canal [figure-unfound] | it stands in paragraph 2 of harbour`},
	},
	{
		"a figure behind the last locator of its block", "content/articles/harbour.md", "end.[^end] {p=4}", "end. {p=4} There are 77.[^end]",
		[]string{`articles/harbour.md:21: error: "77" does not stand in paragraph 4 of harbour [figure-unfound] | ` + markIt("77")},
	},
	{
		"a figure of no source, in a note that cites nothing", "content/articles/harbour.md", "four days on", "77 days on",
		[]string{`articles/harbour.md:23: error: "77" stands in no source [figure-unfound] | ` + markItAlone("77")},
	},
	{
		"a figure of another source, in a note that cites nothing", "content/articles/harbour.md", "four days on", "350 barges on", nil,
	},
	{
		"a day and a year of different paragraphs, in a note that cites nothing", "content/articles/harbour.md", "four days on", "after 20 January 2024",
		[]string{`articles/harbour.md:23: error: "20 January 2024" stands in no source [figure-unfound] | ` + markItAlone("20 January 2024")},
	},
	{
		"a marked figure, in a note that cites nothing", "content/articles/harbour.md", "four days on", "[77 days]{.derived} on", nil,
	},
	{
		"a figure in a note that rests on nothing by its own words", "content/articles/harbour.md", "four days on.", "77 days on. {p=none}", nil,
	},
	{
		"a figure of no source, in a definition", "content/glossary/velden.md", `"went home". {p="canal:1-2"}`, "numbered 88.",
		[]string{`glossary/velden.md:5: error: "88" stands in no source [figure-unfound] | ` + markItAlone("88")},
	},
	{
		"a figure of no source, in a heading", "content/articles/canal.md", "For five weeks", "## Shut for 37 days\n\nFor five weeks",
		[]string{`articles/canal.md:6: error: "37" stands in no source [figure-unfound] | ` + markItAlone("37")},
	},
	{
		"a figure of no source, in a summary", "content/articles/harbour.md", "its third basin", "a basin of 66 acres",
		[]string{`articles/harbour.md:3: error: "66" stands in no source [figure-unfound] | ` + sayItFirst},
	},
	{
		"a figure in a summary that the text works out", "content/articles/harbour.md", "its third basin", "13 ships", nil,
	},
	{
		"a figure of no source, in the title of an event", "content/timeline.md", "350 barges", "360 barges",
		[]string{`timeline.md:4: error: "360" stands in no source [figure-unfound] | ` + sayItFirst},
	},
	{
		"a figure of no source, in the explanation of a cross-reference", "content/articles/canal.md", "two accounts", "88 accounts",
		[]string{`articles/canal.md:8: error: "88" stands in no source [figure-unfound] | ` + sayItFirst},
	},
	{
		"a figure in the note on a source", "content/articles/harbour.md", "length: 4}", "length: 4, note: Read in 99 minutes}", nil,
	},
	{
		"a figure in a correction", "content/articles/harbour.md", "by: {merrin: Ada Merrin}", "corrections: [{date: 2025-04-01, text: We had 99 ships}]", nil,
	},
	{
		"a figure in quotation marks too short to be looked for", "content/articles/harbour.md", "Few want", "\"77 ships\": few want",
		[]string{`articles/harbour.md:21: error: "77" does not stand in paragraph 4 of harbour [figure-unfound] | ` + markIt("77")},
	},
	{
		"a name from another paragraph", "content/articles/harbour.md", "Few want", "Few on a KR-7 want", nil,
	},
	{
		"the number of a paragraph", "content/articles/harbour.md", "four days on", "(¶77)", nil,
	},
	{
		"a figure that is marked elsewhere, in a note", "content/articles/harbour.md", "four days on", "13 ships on",
		[]string{`articles/harbour.md:23: error: "13" stands in no source [figure-unfound] | ` + markItAlone("13")},
	},
	{
		"a figure in a block of the editor's own", "content/articles/harbour.md", "four days on.", "four days on.\n\n    There are 77. {.background}", nil,
	},
	{
		"a figure in a block that works things out", "content/articles/harbour.md", "four days on.", "four days on.\n\n    There are 77. {.derived}", nil,
	},
	{
		"a figure behind marked words with a break of the line", "content/articles/harbour.md", "[13 ships]{.derived}", "[13\\\nships]{.derived} or 77",
		[]string{`articles/harbour.md:13: error: "77" does not stand in paragraph 3 of harbour [figure-unfound] | ` + markIt("77")},
	},
	{
		"a figure of no source, in a title", "content/articles/harbour.md", "A basin at last", "A basin of 66 acres",
		[]string{`articles/harbour.md:2: error: "66" stands in no source [figure-unfound] | ` + sayItFirst},
	},
	{
		"a figure of no source, in a question", "content/articles/canal.md", "why=", "title=\"Are 88 enough?\" why=",
		[]string{`articles/canal.md:8: error: "88" stands in no source [figure-unfound] | ` + sayItFirst},
	},
	{
		"a figure of no source, in the title of an event of its own", "content/articles/canal.md", "event=barges", "title=\"360 barges wait\"",
		[]string{`articles/canal.md:6: error: "360" stands in no source [figure-unfound] | ` + sayItFirst},
	},
	{
		"an invented quotation in the note on a source", "content/articles/harbour.md", "length: 4}", "length: 4, note: They \"never ever doubted\"}",
		[]string{`articles/harbour.md:4: error: the quotation "never ever doubted" stands in no source [quote-unfound] | ` + writeWhat},
	},
	{
		"an invented quotation in a correction", "content/articles/harbour.md", "by: {merrin: Ada Merrin}", "corrections: [{date: 2025-04-01, text: They \"never ever doubted\"}]",
		[]string{`articles/harbour.md:5: error: the quotation "never ever doubted" stands in no source [quote-unfound] | ` + writeWhat},
	},
	{
		"a quotation from one paragraph into the next", "content/articles/harbour.md", "before the next election\"", "before the next election\" and \"lay idle. The lock-keepers went home\"", nil,
	},
	{
		"a quotation from a paragraph into the one after the next", "content/articles/harbour.md", "before the next election\"", "before the next election\" and \"lay idle … hopes for by October\"",
		[]string{`articles/harbour.md:23: error: the quotation "lay idle … hopes for by October" stands in no source [quote-unfound] | ` + writeWhat},
	},
	{
		"the same, where all are cited", "content/glossary/velden.md", `"went home". {p="canal:1-2"}`, `"lay idle … hopes for by October". {p="canal:1-3"}`, nil,
	},
	{
		"a quotation from one source into another", "content/articles/harbour.md", "before the next election\"", "before the next election\" and \"hopes for by October. The port of Ostrand\"",
		[]string{`articles/harbour.md:23: error: the quotation "hopes for by October. The port of Ostrand" stands in no source [quote-unfound] | paragraph 3 of canal has “hopes for by October”`},
	},
	{
		"a quotation that goes on where the source ends", "content/articles/harbour.md", "Few want the quarrel to end.", "\"Few of them would like it to be\".",
		[]string{`articles/harbour.md:21: error: the quotation "Few of them would like it to be" does not stand in paragraph 4 of harbour [quote-unfound] | paragraph 4 of harbour has “few of them would like it to”`},
	},
	{
		"eight words of the source", "content/articles/harbour.md", "Few want the quarrel to end.", "Few of them would like it to end the quarrel before the next election, few.",
		nil, // "few of them would like it to", seven; "the quarrel … before the next election" is no run
	},
	{
		"eight words of the source, and a capital changed", "content/articles/harbour.md", "Few want the quarrel to end.", "AND few of them would like it to end.",
		[]string{`articles/harbour.md:21: error: "AND few of them would like it to" is word for word in paragraph 4 of harbour [text-copied] | say it in your own words, or put it in quotation marks`},
	},
	{
		"eight words across markup and a line's end", "content/articles/harbour.md", "Few want the quarrel to end.", "Some want\na quarrel to *end before* the [next\nelection]{#end}.",
		nil, // seven
	},
	{
		"nine words across markup and a line's end", "content/articles/harbour.md", "Few want the quarrel to end.", "Who expects\nthe quarrel to *end before* the [next\nelection]{#end}, and few?",
		[]string{`articles/harbour.md:21: error: "expects the quarrel to end before the next election, and few" is word for word in paragraph 4 of harbour [text-copied] | say it in your own words, or put it in quotation marks`},
	},
	{
		"six words and two numbers in another form", "content/articles/harbour.md", "From January to September 2024, 12,500 ships", "The first nine months of 2024 brought 12500 boats",
		[]string{`articles/harbour.md:11: error: "The first nine months of 2024 brought 12500" is word for word in paragraph 3 of harbour [text-copied] | say it in your own words, or put it in quotation marks`},
	},
	{
		"six words and one number", "content/articles/harbour.md", "From January to September 2024, 12,500 ships", "The first nine months of 2024 saw 12500 boats", nil,
	},
	{
		"eight words of the source in code", "content/articles/harbour.md", "Few want the quarrel to end.", "`Few of them would like it to end` and nobody.", nil,
	},
	{
		"the same words in quotation marks", "content/articles/harbour.md", "Few want the quarrel to end.", `"Nobody in the old town expects the quarrel to end before the next election".`, nil,
	},
	{
		"a run that names make long", "content/articles/harbour.md", "Its director speaks", "Thus said Ada Merrin, who directs the harbour board, and speaks", nil, // six without the name
	},
	{
		"eight words in a summary, from another source", "content/articles/harbour.md", "How Ostrand came by its third basin", "What the council hopes for by October is a toll of 15 to 20 million crowns a year is what the council hopes for by the sea",
		[]string{`articles/harbour.md:3: error: "a toll of 15 to 20 … the council hopes for by" is word for word in paragraph 3 of canal [text-copied] | say it in your own words, or put it in quotation marks`},
	},
	{
		"a locator beyond the end", "content/articles/canal.md", "October 2023. {p=3}", "October 2023. {p=3-4}",
		[]string{`articles/canal.md:8: error: paragraph 4 is beyond the end of the copy of "canal", which has 3 [snapshot-locator] | correct the locator, or complete copies/canal.txt`},
	},
	{
		"a locator beyond the end, of another page", "content/index.md", `"canal:1"`, `"canal:1,5"`,
		[]string{`index.md:6: error: paragraph 5 is beyond the end of the copy of "canal", which has 3 [snapshot-locator] | correct the locator, or complete copies/canal.txt`},
	},
	{
		"a length that is not the copy's", "content/articles/harbour.md", "length: 4", "length: 5",
		[]string{`articles/harbour.md:4: error: source.length is 5, but the copy has 4 paragraphs [snapshot-length] | count what the locators count: in copies/harbour.txt a blank line separates paragraphs`},
	},
	{
		"a figure that rests on nothing by its own words, beside one that rests on something", "content/articles/harbour.md", "end.[^end] {p=4}", "end. {p=4} There are 77. {p=none} And 78.[^end]",
		[]string{`articles/harbour.md:21: error: "78" does not stand in paragraph 4 of harbour [figure-unfound] | ` + markIt("78")},
	},
	{
		"a quotation with another figure, which is one mistake", "content/articles/harbour.md", "money that \"would come,\nand it did\"", "\"the port of 77 Ostrands\"",
		[]string{`articles/harbour.md:8: error: the quotation "the port of 77 Ostrands" does not stand in paragraph 1 of harbour [quote-unfound] | paragraph 1 of harbour has “The port of Ostrand opened its”`},
	},
	{
		"figures and quotations in code", "content/articles/harbour.md", "Few want", "`77 \"no such thing\"` Few want", nil,
	},
	{
		"a word in the middle without its ending", "content/articles/canal.md", "For five weeks", "\"Velden canal was closed\" for five weeks",
		[]string{`articles/canal.md:6: error: the quotation "Velden canal was closed" does not stand in paragraph 1 of canal [quote-unfound] | ` + writeWhat},
	},
	{
		"paragraphs that nobody cites", "content/articles/canal.md", ` The toll is to bring 15 million crowns, or 20 million, by
October 2023. {p=3}`, "",
		[]string{`articles/canal.md:3: note: nothing rests on paragraph 3 of the source (1 of 3) [paragraph-uncited] | ` + seeThat},
	},
}

const (
	writeWhat = "quote what the source says, mark left-out words with … and your own with [ ], or drop the quotation marks"
	seeThat   = "a digest may leave something out; see that nothing is missing"
)

func markIt(figure string) string {
	return "correct it or its locator, or mark it [" + figure + "]{.derived} if it is worked out, {.background} if it is your own knowledge"
}

// markItAlone is said of what has no locator to correct.
func markItAlone(figure string) string {
	return strings.Replace(markIt(figure), " or its locator", "", 1)
}

const sayItFirst = "correct it, or say it first where it can be marked as worked out or as your own knowledge"

func TestPlanted(t *testing.T) {
	for _, tc := range planted {
		t.Run(tc.name, func(t *testing.T) {
			files := maps.Clone(sound)
			if strings.Count(files[tc.file], tc.old) != 1 {
				t.Fatalf("%q does not stand once in %s", tc.old, tc.file)
			}
			files[tc.file] = strings.Replace(files[tc.file], tc.old, tc.new, 1)
			ds := checkFiles(t, files, copies()).Diags
			same(t, tc.want, says(ds))
			for _, d := range ds {
				if !pointsAtIt(files, d) {
					t.Errorf("%v does not point at what it is about", d)
				}
			}
		})
	}
}

// pointsAtIt reports whether the words that a diagnostic quotes begin at its place.
func pointsAtIt(files map[string]string, d diag.Diag) bool {
	_, quoted, _ := strings.Cut(d.Msg, `"`)
	if strings.HasPrefix(d.Code, "snapshot-") || d.Code == "paragraph-uncited" || strings.HasPrefix(quoted, "never ever") || strings.HasPrefix(quoted, "a toll") || d.Hint == sayItFirst {
		return true // its place is that of a key
	}
	line := strings.Split(files[d.Pos.File], "\n")[d.Pos.Line-1]
	return d.Pos.Col >= 1 && strings.HasPrefix(line[d.Pos.Col-1:], strings.FieldsFunc(quoted, func(r rune) bool { return r == ' ' || r == '"' })[0])
}

// A source that counts pages is looked up as a whole, and its locators are not counted.
func TestPages(t *testing.T) {
	files := maps.Clone(sound)
	files["content/articles/canal.md"] = strings.NewReplacer("date: 2023-04}", "date: 2023-04, locator: page, length: 900}", "{p=1}", "{p=817}", "{p=3}", "{p=819}", "350", "351").
		Replace(files["content/articles/canal.md"])
	same(t, []string{
		`articles/canal.md:6: error: "351" does not stand in paragraphs 1 to 3 of canal [figure-unfound] | ` + markIt("351"),
	}, says(checkFiles(t, files, copies()).Diags))
}

// Nobody reads a draft, so nothing is said of it.
func TestDraft(t *testing.T) {
	files := maps.Clone(sound)
	files["content/draft.md"] = "---\ntitle: Later\ndraft: true\n---\n\nAbout \"what nobody said\" 77 times. {p=\"canal:9\"}\n"
	same(t, nil, says(checkFiles(t, files, copies()).Diags))
}

func TestParagraphList(t *testing.T) {
	for want, ns := range map[string][]int{
		"paragraph 3": {3}, "paragraphs 3 and 4": {3, 4}, "paragraphs 3 to 5": {3, 4, 5},
		"paragraphs 1, 3, 5 to 7 and 9": {1, 3, 5, 6, 7, 9},
	} {
		if got := paragraphList(ns); got != want {
			t.Errorf("%v: %q, want %q", ns, got, want)
		}
	}
}

// Without the files themselves, a mistake is placed at the beginning of its block.
func TestUnreadable(t *testing.T) {
	files := maps.Clone(sound)
	files["content/articles/harbour.md"] = strings.Replace(files["content/articles/harbour.md"], "12,500", "12,501", 1)
	ds := Check(linked(t, files).Site, []Source{{"harbour", "harbour.txt", split(harbour)}, {"canal", "canal.txt", split(canal)}},
		func(string) ([]byte, error) { return nil, fs.ErrNotExist }).Diags
	if len(ds) != 1 || ds[0].Pos.String() != "content/articles/harbour.md:11:1" {
		t.Error(ds)
	}
}

// Every digit and every number word of the sound site is changed, one by one: whatever is
// looked for is found out, and at its place.
func TestPlantedDigits(t *testing.T) {
	number := regexp.MustCompile(`\d+`)
	braces := regexp.MustCompile(`(?s)^---.*?\n---\n|\{[^}]*\}`)
	changed := 0
	for file, text := range sound {
		for _, at := range number.FindAllStringIndex(text, -1) {
			line, _, _ := strings.Cut(text[at[0]:], "\n")
			markup := false
			for _, b := range braces.FindAllStringIndex(text, -1) {
				markup = markup || b[0] <= at[0] && at[0] < b[1]
			}
			if markup || strings.Contains(line, "]{") || file == "content/guide.md" {
				continue
			}
			digit := text[at[1]-1]
			other := '0' + (digit-'0'+4)%10
			files := maps.Clone(sound)
			files[file] = text[:at[1]-1] + string(rune(other)) + text[at[1]:]
			changed++
			ds := checkFiles(t, files, copies()).Diags
			if len(ds) != 1 || ds[0].Code != "figure-unfound" || ds[0].Pos.Line != strings.Count(text[:at[0]], "\n")+1 {
				t.Errorf("%s: with …%s changed: %v", file, line, says(ds))
			}
		}
	}
	if changed < 12 {
		t.Errorf("only %d figures changed", changed)
	}
}

// The copies and the articles have to fit each other.
func TestCopies(t *testing.T) {
	with := func(changes map[string]string) map[string]string {
		c := copies()
		for name, text := range changes {
			if c[name] = text; text == "" {
				delete(c, name)
			}
		}
		return c
	}
	for _, tc := range []struct {
		name   string
		copies map[string]string
		want   []string
	}{
		{"one is missing", with(map[string]string{"canal.txt": ""}), []string{
			`articles/canal.md:3: warning: there is no copy of the source of article "canal", so nothing that rests on it is checked [snapshot-missing] | save its text as canal.txt, with a blank line between paragraphs`,
		}},
		{"one is misnamed", with(map[string]string{"canal.txt": "", "kanal.txt": canal}), []string{
			`articles/canal.md:3: warning: there is no copy of the source of article "canal", so nothing that rests on it is checked [snapshot-missing] | save its text as canal.txt, with a blank line between paragraphs`,
			`copies/kanal.txt: warning: no article "kanal" digests a source [snapshot-unknown] | did you mean "canal"?`,
		}},
		{"one is of nothing", with(map[string]string{"notes/lighthouse.txt": "A lamp."}), []string{
			`copies/notes/lighthouse.txt: warning: no article "notes/lighthouse" digests a source [snapshot-unknown] | a copy is named after the article that digests it, and the article names its source`,
		}},
		{"other files are left alone", with(map[string]string{"README.md": "x", ".git/canal.txt": "x", ".canal.txt": "x"}), nil},
		{"without an end of line, with others' ends of lines, with a byte order mark", with(map[string]string{
			"canal.txt": "\uFEFF" + strings.ReplaceAll(strings.TrimSpace(canal), "\n", "\r\n"),
		}), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			same(t, tc.want, says(checkFiles(t, sound, tc.copies).Diags))
		})
	}
}

// An article without a source, and a source without a copy, do not hide what is wrong
// elsewhere; what may stand where there is no copy is not reported.
func TestLacking(t *testing.T) {
	files := maps.Clone(sound)
	files["content/articles/essay.md"] = "---\ntitle: Ours\n---\n\nHe said \"this or that thing\" 77 times.\n"
	const unfound = `articles/essay.md:5: error: the quotation "this or that thing" stands in no source [quote-unfound] | ` + writeWhat
	same(t, []string{unfound, `articles/essay.md:5: error: "77" stands in no source [figure-unfound] | ` + markItAlone("77")}, says(checkFiles(t, files, copies()).Diags))
	without := copies()
	delete(without, "canal.txt")
	same(t, []string{
		`articles/canal.md:3: warning: there is no copy of the source of article "canal", so nothing that rests on it is checked [snapshot-missing] | save its text as canal.txt, with a blank line between paragraphs`,
	}, says(checkFiles(t, files, without).Diags))
}
