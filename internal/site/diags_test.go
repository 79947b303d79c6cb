package site

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Everything Link reports, with its place, its words and its hint. The codes of NewLexicon
// are in TestNames.
var diagCases = []struct {
	name string
	fs   files
	says []string
}{
	{"dates", files{
		"gloss.yaml":    "as_of: yesterday\n",
		"articles/a.md": "---\nupdated: 2025-13\nsource: {date: 17 January 2025, accessed: '2025-02-30'}\ncorrections:\n  - {date: soon, text: x}\n---\nx\n",
		"articles/d.md": "---\ndraft: true\nupdated: never\nsource: {date: never, accessed: never}\ncorrections: [{date: never, text: x}]\n---\n",
	}, one(
		`articles/a.md:2:15: error: date "2025-13": 13 is neither a month (01–12) nor a season (21–24) [date] | seasons are 21 (spring), 22 (summer), 23 (autumn) and 24 (winter)`,
		`articles/a.md:3:18: error: date "17 January 2025": not written as year, year-month or year-month-day [date] | write "2025-01-17"`,
		`articles/a.md:3:52: error: date "2025-02-30": February has 28 days in 2025 [date] | its last day is 28`,
		`articles/a.md:5:12: error: date "soon": not written as year, year-month or year-month-day [date] | write a year, a month or a day, as in "2015", "2015-07", "2015-07-14"`,
		`gloss.yaml:2:8: error: date "yesterday": not written as year, year-month or year-month-day [date] | write a year, a month or a day, as in "2015", "2015-07", "2015-07-14"`)},

	{"seasons", files{
		"gloss.yaml":    "as_of: 2021-22\n",
		"articles/a.md": "---\nupdated: '2023-24'\nsource: {date: 2025-21}\n---\nx\n",
	}, one(
		`articles/a.md:2:11: note: read as winter 2023 [date-season] | for the years write 2023/2024`,
		`gloss.yaml:2:8: note: read as summer 2021 [date-season] | for the years write 2021/2022`)},

	{"terms", files{
		"glossary/jcpoa.md": "---\nterm: JCPOA\nsee: [natto, nothing, draft]\n---\nJCPOA.\n",
		"glossary/nato.md":  term("term: NATO"),
		"glossary/draft.md": "---\nterm: Draft\ndraft: true\n---\nx\n",
		"a.md":              "[x]{term=jcpo} [x]{term=JCPOA} [x]{term=unheard} [x]{term=draft}, the JCPOA and NATO.\n",
	}, one(
		`a.md:1:10: error: unknown term "jcpo" [term-unknown] | did you mean "jcpoa"?`,
		`a.md:1:25: error: unknown term "JCPOA" [term-unknown] | did you mean "jcpoa"?`,
		`a.md:1:41: error: unknown term "unheard" [term-unknown] | a term is a file: content/glossary/unheard.md`,
		`a.md:1:59: error: "content/glossary/draft.md" is a draft, and this page is published [draft] | publish it, drop the reference, or build with --drafts`,
		`glossary/jcpoa.md:3:7: error: unknown term "natto" [term-unknown] | did you mean "nato"?`,
		`glossary/jcpoa.md:3:14: error: unknown term "nothing" [term-unknown] | a term is a file: content/glossary/nothing.md`,
		`glossary/jcpoa.md:3:23: error: "content/glossary/draft.md" is a draft, and this page is published [draft] | publish it, drop the reference, or build with --drafts`)},

	{"unused terms", files{
		"glossary/a.md":       term("term: Alone"),
		"glossary/b c.md":     term("title: In a draft alone"),
		"glossary/c.md":       "Neither term nor title.\n",
		"glossary/d.md":       "---\nterm: Draft\ndraft: true\nsee: [d]\n---\nAlone.\n",
		"glossary/by-term.md": "---\nterm: Another\n---\nNames what is seen by hand: [x]{term=marked}.\n",
		"glossary/marked.md":  "---\nterm: Marked\nsee: [seen]\n---\nNaming Another.\n",
		"glossary/seen.md":    "---\nterm: Seen\n---\nBy it: Seen, [x]{term=seen}.\n",
		"glossary/itself.md":  "---\nterm: Itself\nsee: [itself]\n---\nOnly Itself, [x]{term=itself}.\n",
		"glossary/speaker.md": term("term: A Speaker", "kind: person"),
		"glossary/off.md":     term("term: Offpage"),
		"articles/a.md":       "---\nterms: off\n---\nOffpage. [Said]{#x by=speaker}.\n",
		"articles/d.md":       "---\ndraft: true\n---\nIn a draft alone: Alone.\n",
	}, one(
		`glossary/a.md:2:7: warning: nothing names the term "Alone" [term-unused] | add the words the articles use to aliases:, mark them with {term=a}, or set draft: true`,
		`glossary/b c.md:2:8: warning: nothing names the term "In a draft alone" [term-unused] | add the words the articles use to aliases:, mark them with {term="b c"}, or set draft: true`,
		`glossary/c.md:1:1: warning: nothing names the term "c" [term-unused] | add the words the articles use to aliases:, mark them with {term=c}, or set draft: true`,
		`glossary/itself.md:2:7: warning: nothing names the term "Itself" [term-unused] | add the words the articles use to aliases:, mark them with {term=itself}, or set draft: true`)},

	{"unused terms of a glossary that others share", files{"gloss.yaml": "glossary: ../shared\n", "glossary/a.md": term("term: Alone")}, nil},

	{"notes", files{
		"articles/icds.md":     "A.[^unit-prise] B.[^newsweek:prise] C.[^nowhere:x] D.[^newsweek:elsewhere] E.[^elsewhere] F.[^nothing] G.[^newsweak:price] H.[^draft:n]\n\n[^unit-price]: Never cited.\n",
		"articles/newsweek.md": "Text.[^price]\n\n[^price]: x\n[^elsewhere]: Cited by [draft](icds.md) alone.\n",
		"articles/draft.md":    "---\ndraft: true\n---\n[^newsweek:elsewhere] [^nope] [^n]\n\n[^n]: x\n[^m]: x\n",
	}, one(
		`articles/icds.md:1:5: error: unknown note "unit-prise" [note-unknown] | did you mean "unit-price"?`,
		`articles/icds.md:1:21: error: unknown note "prise" in article "newsweek" [note-unknown] | did you mean "price"?`,
		`articles/icds.md:1:41: error: unknown article "nowhere" [article-unknown] | an article is a file: content/articles/nowhere.md`,
		`articles/icds.md:1:80: error: unknown note "elsewhere" [note-unknown] | article "newsweek" has one: [^newsweek:elsewhere]`,
		`articles/icds.md:1:95: error: unknown note "nothing" [note-unknown] | define it at the end of the file: [^nothing]: …`,
		`articles/icds.md:1:108: error: unknown article "newsweak" [article-unknown] | did you mean "newsweek"?`,
		`articles/icds.md:1:128: error: "content/articles/draft.md" is a draft, and this page is published [draft] | publish it, drop the reference, or build with --drafts`,
		`articles/icds.md:3:3: warning: note "unit-price" is never cited [note-unused] | cite it with [^unit-price], or remove it`)},

	{"notes of others", files{
		"articles/a.md": "[^b:nothing-like-it]\n",
		"articles/b.md": "x[^only]\n\n[^only]: x\n[^drafted]: Cited by a draft alone.\n",
		"articles/d.md": "---\ndraft: true\n---\n[^b:drafted]\n",
	}, one(
		`articles/a.md:1:3: error: unknown note "nothing-like-it" in article "b" [note-unknown] | define it there: [^nothing-like-it]: …`,
		`articles/b.md:4:3: warning: note "drafted" is never cited [note-unused] | cite it with [^drafted], or remove it`)},

	{"links", files{
		"articles/icds.md":     "---\ntitle: ICDS\n---\n[a]() [b](newsweak.md) [c](../../x.md) [d](nothing/like/it.md) [e](jcpoa.md) [f](draft.md) [g](/etc/passwd) [h](img/) [i](../img/map.PNG)\n\n[j]( <> ) [k](NEWSWEEK.md) [l](../..) [m](%2e%2e/%2e%2e/x)\n",
		"articles/newsweek.md": "x\n",
		"aa/newsweam.md":       "x\n",
		"articles/draft.md":    "---\ndraft: true\n---\n[dead](links.md) ![x](no.png)\n",
		"glossary/jcpoa.md":    "JCPOA jcpoa\n",
		"a.md":                 "Jcpoa\n",
		"img/map.png":          "",
	}, one(
		`articles/icds.md:4:1: error: link leads nowhere [link-dead] | say in the parentheses where it leads: [words](other.md#place)`,
		`articles/icds.md:4:7: error: no file "newsweak.md" [link-dead] | did you mean "newsweek.md"?`,
		`articles/icds.md:4:24: error: link "../../x.md" leads out of content/ [link-dead] | a link to another site begins with https://`,
		`articles/icds.md:4:40: error: no file "nothing/like/it.md" [link-dead] | links name files, relative to this one: [words](other.md#place)`,
		`articles/icds.md:4:64: error: no file "jcpoa.md" [link-dead] | there is "../glossary/jcpoa.md"`,
		`articles/icds.md:4:78: error: "content/articles/draft.md" is a draft, and this page is published [draft] | publish it, drop the reference, or build with --drafts`,
		`articles/icds.md:4:92: error: no file "/etc/passwd" [link-dead] | links name files, relative to this one: [words](other.md#place)`,
		`articles/icds.md:4:109: error: no file "img/" [link-dead] | links name files, relative to this one: [words](other.md#place)`,
		`articles/icds.md:4:119: error: no file "../img/map.PNG" [link-dead] | did you mean "../img/map.png"?`,
		`articles/icds.md:6:1: error: link leads nowhere [link-dead] | say in the parentheses where it leads: [words](other.md#place)`,
		`articles/icds.md:6:11: error: no file "NEWSWEEK.md" [link-dead] | did you mean "newsweek.md"?`,
		`articles/icds.md:6:28: error: link "../.." leads out of content/ [link-dead] | a link to another site begins with https://`,
		`articles/icds.md:6:39: error: link "%2e%2e/%2e%2e/x" leads out of content/ [link-dead] | a link to another site begins with https://`)},

	{"anchors", files{
		"articles/icds.md":  "---\nsource: {publisher: x, length: 2}\n---\n## The price\n\n[Claim]{#unit-price} [dated]{date=2025 event=treaty title=T}[^n] {p=1}\n\n[^n]: x\n",
		"articles/no.md":    "---\nsource: {publisher: x}\n---\n",
		"glossary/jcpoa.md": "A definition.\n",
		"glossary/draft.md": "---\ndraft: true\n---\n",
		"empty.md":          "Jcpoa.\n",
		"a.md": "[a](articles/icds.md#unit-prise) [b](articles/icds.md#The-Price) [c](#x) [d](articles/icds.md#nothing-like-it) [e](articles/icds.md#note-N) [f](articles/icds.md#ref-n) [g](articles/icds.md#on2-treaty)\n" +
			"[h](timeline.md#event-treat) [i](timeline.md#treaty) [j](sources.md#icds-p3) [k](sources.md#icds-p0) [l](sources.md#no-p1) [m](sources.md#isds) [n](glossary/index.md#gloss-jcpo) [o](glossary/index.md#jcpoa) [p](compare.md#x) [q](glossary/index.md#gloss-draft) [r](sources.md#icds-p01) [s](empty.md#x) [t](sources.md#icds-p+1)\n",
		"compare.md": "x\n",
	}, one(
		`a.md:1:1: error: no "#unit-prise" in "content/articles/icds.md" [anchor-unknown] | did you mean "#unit-price"?`,
		`a.md:1:34: error: no "#The-Price" in "content/articles/icds.md" [anchor-unknown] | did you mean "#the-price"?`,
		`a.md:1:66: error: no "#x" in "content/a.md" [anchor-unknown] | that page has nothing to point at: mark a passage there with [the words]{#x}`,
		`a.md:1:74: error: no "#nothing-like-it" in "content/articles/icds.md" [anchor-unknown] | mark the passage there with [the words]{#nothing-like-it}`,
		`a.md:1:112: error: no "#note-N" in "content/articles/icds.md" [anchor-unknown] | did you mean "#note-n"?`,
		`a.md:1:141: error: no "#ref-n" in "content/articles/icds.md" [anchor-unknown] | mark the passage there with [the words]{#ref-n}`,
		`a.md:1:169: error: no "#on2-treaty" in "content/articles/icds.md" [anchor-unknown] | did you mean "#on-treaty"?`,
		`a.md:2:1: error: no "#event-treat" in "timeline.html" [anchor-unknown] | did you mean "#event-treaty"?`,
		`a.md:2:30: error: no "#treaty" in "timeline.html" [anchor-unknown] | mark the passage there with [the words]{#treaty}`,
		`a.md:2:54: error: no "#icds-p3" in "sources.html" [anchor-unknown] | mark the passage there with [the words]{#icds-p3}`,
		`a.md:2:78: error: no "#icds-p0" in "sources.html" [anchor-unknown] | mark the passage there with [the words]{#icds-p0}`,
		`a.md:2:102: error: no "#no-p1" in "sources.html" [anchor-unknown] | mark the passage there with [the words]{#no-p1}`,
		`a.md:2:124: error: no "#isds" in "sources.html" [anchor-unknown] | did you mean "#icds"?`,
		`a.md:2:145: error: no "#gloss-jcpo" in "glossary/index.html" [anchor-unknown] | did you mean "#gloss-jcpoa"?`,
		`a.md:2:179: error: no "#jcpoa" in "glossary/index.html" [anchor-unknown] | mark the passage there with [the words]{#jcpoa}`,
		`a.md:2:208: error: no "#x" in "content/compare.md" [anchor-unknown] | that page has nothing to point at: mark a passage there with [the words]{#x}`,
		`a.md:2:226: error: no "#gloss-draft" in "glossary/index.html" [anchor-unknown] | mark the passage there with [the words]{#gloss-draft}`,
		`a.md:2:261: error: no "#icds-p01" in "sources.html" [anchor-unknown] | mark the passage there with [the words]{#icds-p01}`,
		`a.md:2:286: error: no "#x" in "content/empty.md" [anchor-unknown] | that page has nothing to point at: mark a passage there with [the words]{#x}`,
		`a.md:2:302: error: no "#icds-p+1" in "sources.html" [anchor-unknown] | mark the passage there with [the words]{#icds-p+1}`)},

	{"images", files{
		"articles/a.md": "![x](https://example.org/map.png) ![x](//example.org/map.png) ![x](../img/mop.png) ![x](map.png) ![x](../../out.png) ![x](b.md) ![x](../img/nothing-like-it.svg)\n",
		"articles/b.md": "x\n",
		"img/map.png":   "",
	}, one(
		`articles/a.md:1:1: error: image "https://example.org/map.png" is on another site [image-foreign] | a briefing makes no request elsewhere: put the file below content/`,
		`articles/a.md:1:35: error: image "//example.org/map.png" is on another site [image-foreign] | a briefing makes no request elsewhere: put the file below content/`,
		`articles/a.md:1:63: error: no image "../img/mop.png" [image-missing] | did you mean "../img/map.png"?`,
		`articles/a.md:1:84: error: no image "map.png" [image-missing] | there is "../img/map.png"`,
		`articles/a.md:1:98: error: no image "../../out.png" [image-missing] | put the file below content/ and name it relative to this one: ![what it shows](../img/map.png)`,
		`articles/a.md:1:118: error: no image "b.md" [image-missing] | put the file below content/ and name it relative to this one: ![what it shows](../img/map.png)`,
		`articles/a.md:1:129: error: no image "../img/nothing-like-it.svg" [image-missing] | put the file below content/ and name it relative to this one: ![what it shows](../img/map.png)`)},

	{"events", files{
		"timeline.md":   "---\nevents:\n  treaty: {title: A treaty}\n  unused: {title: Unused, kind: x}\n  kind-only: {kind: x}\n  in-draft: {title: x}\n---\n",
		"articles/a.md": "[x]{date=2025 event=treaty title=\"Another title\"} [x]{date=2025 event=treaty title=\"A treaty\"}\n[y]{date=2025 event=war title=\"War\"} [the other]{date=2025 event=kind-only}\n",
		"articles/b.md": "[y]{date=2025 event=war title=\"The war\"} [y]{date=2025 event=war title=\"War\"} [“untitled”]{event=untitled}\n[x]{date=2025 event=untitled}\n",
		"articles/d.md": "---\ndraft: true\n---\n[x]{date=2025 event=in-draft} [x]{date=2025 event=treaty title=Drafted} [x]{date=2024 event=war}\n",
	}, one(
		`articles/a.md:1:1: error: event "treaty" has two titles [event-title] | the other is at content/timeline.md:3:19: "A treaty"`,
		`articles/a.md:2:38: error: event "kind-only" has no title [event-untitled] | give it one here, title="The other", or in timeline.md: events: {kind-only: {title: …}}`,
		`articles/b.md:1:1: error: event "war" has two titles [event-title] | the other is at content/articles/a.md:2:1: "War"`,
		`articles/b.md:1:79: error: event "untitled" has no title [event-untitled] | give it one here, title="“untitled”", or in timeline.md: events: {untitled: {title: …}}`,
		`timeline.md:4:11: warning: no statement tells of event "unused" [event-unused] | mark one: [the words]{date=… event=unused}`,
		`timeline.md:6:13: warning: no statement tells of event "in-draft" [event-unused] | mark one: [the words]{date=… event=in-draft}`)},

	{"event names of another composition", files{
		"timeline.md": "---\nevents: {e\u0301te\u0301: {title: Summer}}\n---\n",
		"a.md":        "[x]{date=2025 event=été} [x]{date=2025 event=e\u0301te\u0301}\n",
	}, nil},

	{"events misspelt", files{
		"timeline.md":   "---\nevents:\n  treaty: {title: A treaty}\n  summits: {title: A summit}\n---\n",
		"articles/a.md": "[x]{date=2025 event=treatty} [y]{date=2024 event=summit title=S}\n[z]{date=2023 event=summitt}\n",
	}, one(
		`articles/a.md:1:1: error: event "treatty" has no title [event-untitled] | did you mean "treaty"? Otherwise give it one here, title="X", or in timeline.md: events: {treatty: {title: …}}`,
		`articles/a.md:2:1: error: event "summitt" has no title [event-untitled] | did you mean "summit"? Otherwise give it one here, title="Z", or in timeline.md: events: {summitt: {title: …}}`,
		`timeline.md:3:11: warning: no statement tells of event "treaty" [event-unused] | did you mean "treatty"? Otherwise mark one: [the words]{date=… event=treaty}`,
		`timeline.md:4:12: warning: no statement tells of event "summits" [event-unused] | did you mean "summit"? Otherwise mark one: [the words]{date=… event=summits}`)},

	{"conflicts", files{
		"articles/a.md": "[x]{date=2024-05-01 event=e title=E} [x]{date=2024-05 event=e} [x]{date=2024-05-02 event=e} [x]{date=2024-05-02 event=e} [x]{date=2024-05-01 event=e}\n" +
			"[y]{date=2024 event=f title=F .disputed} [y]{date=2023 event=f}\n[z]{date=2024~ event=g title=G} [z]{date=2023 event=g} [z]{event=g} [z]{date=/2022 event=g}\n",
		"articles/b.md": "[x]{date=2023 event=e}\n",
	}, one(
		`articles/a.md:1:73: warning: event "e" is dated 2 May 2024 here and 1 May 2024 elsewhere [date-conflict] | the other is at content/articles/a.md:1:10; if the sources really disagree, mark it .disputed`,
		`articles/a.md:3:78: warning: event "g" is dated by 2022 here and c. 2024 elsewhere [date-conflict] | the other is at content/articles/a.md:3:10; if the sources really disagree, mark it .disputed`,
		`articles/b.md:1:10: warning: event "e" is dated 2023 here and 1 May 2024 elsewhere [date-conflict] | the other is at content/articles/a.md:1:10; if the sources really disagree, mark it .disputed`)},

	{"relations", files{
		"articles/a.md": "[One [x](b.md#one){rel=contradicts}]{#one}. [Two]{#two}.\n\n[Three [x](b.md){rel=extends} [y](b.md#empty){rel=extends} [z](../timeline.md#event-e){rel=extends} [u](../file.pdf){rel=extends} [v](#){rel=extends}]{#three} [d]{date=2025 event=e title=E}\n\n" +
			"Near. [x](b.md#two){rel=updates} and [again](b.md#two){rel=extends}.[^n]\n\n[Itself [x](#itself){rel=updates}]{#itself} [part]{#part} of [this](#part){rel=updates}.\n\n[A part [of](#all){rel=updates}]{#of-all} of it all. {#all}\n\n[^n]: Once [more](b.md#two){rel=updates}.\n",
		"articles/b.md": "[One [x](a.md#one){rel=corroborates}]{#one}. [Two]{#two}.\n\n## Empty\n\n## Next\n\nText.\n",
		"file.pdf":      "",
		"articles/d.md": "---\ndraft: true\n---\n[One [x](b.md){rel=contradicts} [x](b.md#one){rel=contradicts}]{#one by=nobody}.\n",
	}, one(
		`articles/a.md:3:8: error: a typed cross-reference must point at a passage [rel-target] | mark the passage with [the words]{#name} and link to file.md#name`,
		`articles/a.md:3:31: error: a typed cross-reference must point at a passage [rel-target] | mark the passage with [the words]{#name} and link to file.md#name`,
		`articles/a.md:3:60: error: a typed cross-reference must point at a passage [rel-target] | mark the passage with [the words]{#name} and link to file.md#name`,
		`articles/a.md:3:101: error: a typed cross-reference must point at a passage [rel-target] | mark the passage with [the words]{#name} and link to file.md#name`,
		`articles/a.md:3:131: error: a typed cross-reference must point at a passage [rel-target] | mark the passage with [the words]{#name} and link to file.md#name`,
		`articles/a.md:5:38: error: these two passages have a relation already [rel-duplicate] | it is at content/articles/a.md:5:7; a relation is written once and shown on both sides`,
		`articles/a.md:7:9: error: a passage cannot stand in a relation to itself [rel-target] | point at a passage elsewhere, or drop rel=`,
		`articles/a.md:7:62: error: a passage cannot stand in a relation to itself [rel-target] | point at a passage elsewhere, or drop rel=`,
		`articles/a.md:9:9: error: a passage cannot stand in a relation to itself [rel-target] | point at a passage elsewhere, or drop rel=`,
		`articles/a.md:11:12: error: these two passages have a relation already [rel-duplicate] | it is at content/articles/a.md:5:7; a relation is written once and shown on both sides`,
		`articles/b.md:1:6: error: these two passages have a relation already [rel-duplicate] | it is at content/articles/a.md:1:6; a relation is written once and shown on both sides`)},

	{"speakers", files{
		"articles/a.md":     "---\nby: {baklanov: Andrey Baklanov}\n---\n[x]{#a by=baklanow} [x]{#b by=baklanov} [x]{#c by=\"a minister\"} [x]{#d by=Putin} [x]{#e by=jcpo} [x]{#f by=unheard}\n",
		"b.md":              "[x]{#a by=baklanov} the JCPOA\n",
		"glossary/jcpoa.md": term("term: JCPOA"),
	}, one(
		`articles/a.md:4:5: error: unknown speaker "baklanow" [speaker-unknown] | did you mean "baklanov"?`,
		`articles/a.md:4:86: error: unknown speaker "jcpo" [speaker-unknown] | did you mean "jcpoa"?`,
		`articles/a.md:4:102: error: unknown speaker "unheard" [speaker-unknown] | introduce them in the front matter, by: {unheard: …}, or write the whole name: by="…"`,
		`b.md:1:5: error: unknown speaker "baklanov" [speaker-unknown] | write the whole name, by="…", or give them an entry: content/glossary/baklanov.md`)},

	{"locators", files{
		"articles/icds.md":  "---\nsource: {publisher: ICDS, length: 3}\n---\nx {p=4}\n\nx {p=2-5}\n\nx {p=\"1 none:1 isds:1 draft:1 icds:9\"}\n\nx {p=999999}\n",
		"articles/none.md":  "x {p=1} y {p=none}\n",
		"articles/draft.md": "---\ndraft: true\n---\nx {p=9} {p=\"icds:99 nowhere:1\"}\n",
		"articles/pages.md": "---\nsource: {publisher: P, length: 1, locator: page}\n---\nx {p=2}\n",
		"guide.md":          "x {p=7} y {p=none}\n",
	}, one(
		`articles/icds.md:4:6: error: paragraph 4 is beyond the end of the source, which has 3 [locator-range] | source.length in content/articles/icds.md says how many there are`,
		`articles/icds.md:6:8: error: paragraph 5 is beyond the end of the source, which has 3 [locator-range] | source.length in content/articles/icds.md says how many there are`,
		`articles/icds.md:8:9: error: article "none" names no source, so there is nothing to point into [locator] | give it source: {publisher: …, length: …} in its front matter`,
		`articles/icds.md:8:16: error: unknown article "isds" [article-unknown] | did you mean "icds"?`,
		`articles/icds.md:8:23: error: "content/articles/draft.md" is a draft, and this page is published [draft] | publish it, drop the reference, or build with --drafts`,
		`articles/icds.md:8:36: error: paragraph 9 is beyond the end of the source, which has 3 [locator-range] | source.length in content/articles/icds.md says how many there are`,
		`articles/icds.md:10:6: error: paragraph 999999 is beyond the end of the source, which has 3 [locator-range] | source.length in content/articles/icds.md says how many there are`,
		`articles/none.md:1:6: error: article "none" names no source, so there is nothing to point into [locator] | give it source: {publisher: …, length: …} in its front matter`,
		`articles/pages.md:4:6: error: page 2 is beyond the end of the source, which has 1 [locator-range] | source.length in content/articles/pages.md says how many there are`,
		`guide.md:1:6: error: a locator outside the articles must name one [locator] | write p="icds:7"`)},

	// 300 of all 10,000 paragraphs would be 3,000,000 links on the page of sources
	{"locators of everything", files{"articles/a.md": "---\nsource: {publisher: P, length: 10000}\n---\n" + strings.Repeat("x {p=1-10000}\n\n", 300)}, one(
		`articles/a.md:24:6: error: locators name paragraphs of the source of "a" more than 100000 times [limit] | say for each block which few paragraphs it rests on`)},

	{"locators without articles", files{"guide.md": "x {p=7}\n"}, one(
		`guide.md:1:6: error: a locator outside the articles must name one [locator] | write p="article:7"`)},

	{"names", files{
		"articles/2025/x.md": "x\n", "articles/2025.x.md": "x\n", "articles/2025 x.md": "---\ndraft: true\n---\n",
		"glossary/a b.md": term("term: One"), "glossary/a.b.md": term("term: Two"), "glossary/a+b.md": "---\ndraft: true\n---\n",
		"a.md": "One, Two.\n",
	}, one(
		`articles/2025/x.md:1:1: error: articles "2025.x" and "2025/x" have the same name in ids, "2025.x" [id-duplicate] | rename one of "content/articles/2025.x.md" and "content/articles/2025/x.md"`,
		`glossary/a.b.md:1:1: error: terms "a b" and "a.b" have the same name in ids, "a.b" [id-duplicate] | rename one of "content/glossary/a b.md" and "content/glossary/a.b.md"`)},

	{"ids on the page of sources", files{
		"articles/report.md":    "---\nsource: {publisher: A, length: 3}\n---\n",
		"articles/report-p2.md": "---\nsource: {publisher: B}\n---\n",
		"articles/report-p4.md": "---\nsource: {publisher: B}\n---\n",
		"articles/bare.md":      "x\n",
		"sources.md":            "## Report\n\n## Bare\n\n[x]{#report-p3} [y]{#report-p5}\n",
	}, one(
		`articles/report-p2.md:1:1: error: article "report-p2" has the id of a paragraph of article "report" on the page of sources [id-duplicate] | both are "report-p2" there: rename "content/articles/report-p2.md" or "content/articles/report.md"`,
		`sources.md:1:1: error: id "report" stands twice on this page [id-duplicate] | it is also that of the source of "content/articles/report.md"; give this one another: {#name}`,
		`sources.md:5:5: error: id "report-p3" stands twice on this page [id-duplicate] | it is also that of the source of "content/articles/report.md"; give this one another: {#name}`)},
}

func TestDiagnostics(t *testing.T) {
	for _, c := range diagCases {
		t.Run(c.name, func(t *testing.T) { link(t, c.fs).says(c.says...) })
	}
}

// Every code in the source stands in a test with its words.
func TestCodes(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`diag\.(?:Error|Warn|Note)f\(.*?"([a-z-]+)", "`)
	var wanted, tests []string
	for _, name := range sources {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			tests = append(tests, string(text))
			continue
		}
		for _, m := range code.FindAllStringSubmatch(string(text), -1) {
			wanted = append(wanted, m[1])
		}
	}
	if len(wanted) < 25 {
		t.Fatalf("only %d codes found", len(wanted))
	}
	for _, w := range wanted {
		if !strings.Contains(strings.Join(tests, "\n"), " ["+w+"] | ") {
			t.Errorf("no test says [%s]", w)
		}
	}
}
