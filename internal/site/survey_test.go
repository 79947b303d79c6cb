package site

import (
	"strings"
	"testing"

	"gloss/internal/content"
)

const at = "url: https://x.example/\n"

// What Survey reports, with its place, its words and its hint.
func TestSurvey(t *testing.T) {
	for _, c := range []struct {
		name string
		fs   files
		says []string
	}{
		{"no address", files{"articles/a.md": "x\n"}, one(
			`gloss.yaml:1:1: note: the briefing does not say at which address it is published [url-missing] | write url: https://… in gloss.yaml: search engines, a feed and the page for wrong addresses need it`)},

		{"acronyms", files{
			"gloss.yaml": at,
			"articles/a.md": "---\ntitle: On UVW\nsource: {publisher: ICDS}\n---\nThe KN-24 and the EU-funded UAVs. A GRU and *the\nGRU’s* men.\n\n" +
				"One UAV, a KN-24, the [EU]{#eu}.[^n]\n\n[^n]: ICDS, ICDS, R&D, R&D. UVW, UVW.\n",
		}, one(
			`articles/a.md:5:5: note: the articles use "KN-24" twice, and no entry explains it [acronym-unlisted] | add content/glossary/kn-24.md, or an alias to the entry it belongs to`,
			`articles/a.md:5:19: note: the articles use "EU" twice, and no entry explains it [acronym-unlisted] | add content/glossary/eu.md, or an alias to the entry it belongs to`,
			`articles/a.md:5:29: note: the articles use "UAV" twice, and no entry explains it [acronym-unlisted] | add content/glossary/uav.md, or an alias to the entry it belongs to`,
			`articles/a.md:5:37: note: the articles use "GRU" twice, and no entry explains it [acronym-unlisted] | add content/glossary/gru.md, or an alias to the entry it belongs to`,
			`articles/a.md:10:29: note: the articles use "UVW" twice, and no entry explains it [acronym-unlisted] | add content/glossary/uvw.md, or an alias to the entry it belongs to`)},

		{"acronyms of several articles", files{"gloss.yaml": at, "articles/b.md": "The GRU.\n", "articles/a.md": "The GRU.\n", "c.md": "The CIA, the CIA.\n"}, one(
			`articles/a.md:1:5: note: the articles use "GRU" twice, and no entry explains it [acronym-unlisted] | add content/glossary/gru.md, or an alias to the entry it belongs to`)},

		{"acronyms that need no entry", files{
			"gloss.yaml":       at,
			"articles/a.md":    "Once the GRU. World War II and II. The UN and UN. The [CIA]{term=none}, the [CIA]{term=none}. `FSB` FSB. A and I, A and I. McKay McKay.\n",
			"articles/d.md":    "---\ndraft: true\n---\nThe BND, the BND.\n",
			"glossary/un.md":   "---\nterm: United Nations\naliases: [UN]\n---\nx\n",
			"glossary/long.md": "---\nterm: GRU of old\nauto: false\nsee: [un]\n---\nThe BND, the BND. [x]{term=long}\n",
		}, nil},

		{"acronyms side by side", files{"gloss.yaml": at, "articles/a.md": strings.Repeat("the US EU, ", 3) + "\n"}, one(
			`articles/a.md:1:5: note: the articles use "US" 3 times, and no entry explains it [acronym-unlisted] | add content/glossary/us.md, or an alias to the entry it belongs to`,
			`articles/a.md:1:8: note: the articles use "EU" 3 times, and no entry explains it [acronym-unlisted] | add content/glossary/eu.md, or an alias to the entry it belongs to`)},

		{"what entries explain in other forms", files{
			"gloss.yaml":         at,
			"articles/a.md":      strings.Repeat("the EU summit, and Red Flags, ", 3) + "\n",
			"glossary/summit.md": "---\nterm: EU summit\n---\nx\n",
			"glossary/flag.md":   "---\nterm: Red Flag\n---\nx\n",
		}, nil},

		{"names", files{
			"gloss.yaml": at,
			"articles/a.md": "When Masoud Barzani spoke, the Ministry of Truth was silent. So was Masoud\nBarzani. *The* Masoud Barzani of old was at the Ministry of Truth. " +
				"Ministry of Truth officials knew.\n\n- “Masoud Barzani” again, and the US Air Force.\n- the US Air Force and\n- US Air Force.\n\n" +
				strings.Repeat("Then the Bank of the West spoke. The Bank of the West moved from Vienna to the West Side. ", 2),
		}, one(
			`articles/a.md:1:6: note: the articles name "Masoud Barzani" 4 times, and no entry explains it [name-unlisted] | add content/glossary/masoud-barzani.md, or an alias to the entry it belongs to`,
			`articles/a.md:1:32: note: the articles name "Ministry of Truth" 3 times, and no entry explains it [name-unlisted] | add content/glossary/ministry-of-truth.md, or an alias to the entry it belongs to`,
			`articles/a.md:4:39: note: the articles use "US" 3 times, and no entry explains it [acronym-unlisted] | add content/glossary/us.md, or an alias to the entry it belongs to`,
			`articles/a.md:4:39: note: the articles name "US Air Force" 3 times, and no entry explains it [name-unlisted] | add content/glossary/us-air-force.md, or an alias to the entry it belongs to`,
			`articles/a.md:8:10: note: the articles name "Bank of the West" 4 times, and no entry explains it [name-unlisted] | add content/glossary/bank-of-the-west.md, or an alias to the entry it belongs to`)},

		{"names that need no entry", files{
			"gloss.yaml": at,
			"articles/a.md": "---\ntitle: T\nby: {b: Anna Bell}\nsource: {publisher: Tallinn Post, author: Carl Dorn}\n---\n[Said]{#c by=b}. " +
				strings.Repeat("Yesterday Tehran spoke. They met in Vienna on Friday, April Fools’ day. Of Anna Bell: Anna Bell, of the Tallinn Post, and Carl Dorn. ", 3) +
				strings.Repeat("President Vladimir Putin, the Moscow treaty, of Red Square Two. ", 3) +
				strings.Repeat("They wrote “The War” and of One Two Three Four Five Six Seven Eight. ", 3) + "\n",
			"glossary/putin.md":  "---\nterm: Vladimir Putin\nkind: person\nsee: [treaty]\n---\n[x]{term=square}\n",
			"glossary/treaty.md": "---\nterm: Moscow treaty\n---\n[x]{term=putin}\n",
			"glossary/square.md": "---\nterm: The Red Square Two of Old\nkind: place\n---\nx\n",
		}, nil},

		{"names where nouns have capitals", files{"gloss.yaml": at, "articles/a.md": "---\nlang: de-AT\n---\n" + strings.Repeat("das Alte Haus und der Große Garten. ", 3) + "\n"}, nil},

		{"one-sided events", files{
			"gloss.yaml":    at,
			"timeline.md":   "---\nevents: {war: {title: War}, peace: {title: Peace}, told: {title: Told}}\n---\n[x]{date=2025 event=war}\n",
			"articles/a.md": "[y]{date=2024 event=told} [x]{date=2026 event=peace} [x]{date=2025 event=war} and [x]{date=2025 event=war}, [unnamed]{date=2025}.\n",
			"articles/b.md": "[y]{date=2024 event=told} [z]{date=2023 event=z title=Z}\n",
			"articles/d.md": "---\ndraft: true\n---\n[x]{date=2026 event=peace}\n",
		}, one(
			`articles/a.md:1:27: note: no other article tells of 2 events: "war", "peace" [event-onesided] | where another does, mark it there: [the words]{date=… event=NAME}`,
			`articles/b.md:1:27: note: no other article tells of the event "z" [event-onesided] | where another does, mark it there: [the words]{date=… event=NAME}`)},

		{"one article has one side", files{"gloss.yaml": at, "articles/a.md": "[x]{date=2025 event=x title=X}\n"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := link(t, c.fs)
			for _, d := range x.diags {
				if !strings.HasPrefix(d.Code, "alias") && !strings.HasSuffix(d.Code, "-unused") {
					t.Fatal(d)
				}
			}
			x.diags = x.Survey(func(src *content.Source) []byte { return src.Data })
			x.says(c.says...)
		})
	}
}

// A name is found where it is written, also when a line break or typography stands in it.
func TestWhereWritten(t *testing.T) {
	x := link(t, files{"gloss.yaml": at, "articles/a.md": "# A GRU\n\nSubGRU.\n\n> - the\n>   GRU\n\nx GRU y.\n"})
	x.diags = x.Survey(func(src *content.Source) []byte { return src.Data })
	x.says(`articles/a.md:6:5: note: the articles use "GRU" twice, and no entry explains it [acronym-unlisted] | add content/glossary/gru.md, or an alias to the entry it belongs to`)
}
