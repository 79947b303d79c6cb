package content

// Front matters that use every key, shared by tests, fuzzing and benchmarks.

const article = `title: "Iran's drones and the price of a treaty"
short: ICDS
summary: >-
  What the treaty between Russia and Iran says,
  what it leaves out, and who gains.
lang: en
draft: true
updated: 2025-04-28
redirect_from: [old/icds.html, /older/]
terms: page
order: 2
color: oklch(46% .12 245)
by:
  baklanov: Andrey Baklanov
  grajewski: Nicole Grajewski
corrections:
  - date: 2025-05-02
    text: The price of a drone was given as $139,000; it is $193,000.
  - date: 2025
    text: Spelling.
source:
  publisher: International Centre for Defence and Security
  title: Iran and Russia
  author: Someone Else
  date: "[2025-02-25..2025-03-03]"
  url: https://icds.ee/en/iran-and-russia/
  kind: analysis
  accessed: 2025-11
  note: The article has no date line; dated from what it tells.
  locator: page
  length: 24
`

const everyTermKey = `title: The treaty
term: JCPOA
expansion: Joint Comprehensive Plan of Action
aliases: [Iran deal, "2015 deal"]
kind: treaty
see:
  - iaea
  - snapback
match: exact
auto: true
`

const everyTimelineKey = `title: Timeline
events:
  treaty: {title: The treaty is signed, kind: treaty}
  attack:
    title: "An attack: the first"
`

const everyConfigKey = `title: Drones
short: D
summary: Two articles.
url: https://example.org/briefing
lang: de-AT
as_of: 2025
by: The editors
licence: CC BY 4.0
repository: https://example.org/repo
terms: all
glossary: ../glossary
html: true
offline: false
limits:
  file_size: 1000
  nesting: 1
  lines: 2
  delimiters: 3
  links: 4
  attributes: 5
  notes: 6
  definitions: 7
  cells: 8
  highlight: 9
`
