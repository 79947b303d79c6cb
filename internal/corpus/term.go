package corpus

import (
	"bytes"
	"fmt"
	"strings"
)

// term is an entry of the glossary.
type term struct {
	file, name, expansion string
	kind                  string
	aliases               []string
}

// names are the ways to write a term, the commonest first.
func (t *term) names() []string {
	list := append([]string{t.name}, t.aliases...)
	if t.expansion != "" {
		list = append(list, t.expansion)
	}
	return list
}

var (
	termHeads   = strings.Fields(`doctrine accord corridor programme fund council initiative compact mechanism framework`)
	termTopics  = strings.Fields(`grain transit missile uranium currency pipeline drone fishery satellite railway refugee cotton harbour desert winter copper cable textile timber border`)
	termPurpose = strings.Fields(`relief monitoring exchange insurance storage transfer inspection recovery reserve permit sharing rotation tracking pricing screening clearing`)
)

// makeTerms makes n terms of four sorts: abbreviations, named things, phrases of common
// words, and words that are found nowhere else.
func makeTerms(n int) []term {
	terms := make([]term, n)
	for k := range terms {
		t := &terms[k]
		head := termHeads[k/4%len(termHeads)]
		switch k % 4 {
		case 0:
			t.name = abbreviation(k / 4)
			t.expansion = fmt.Sprintf("%s Regional %s", proper(k), strings.ToUpper(head[:1])+head[1:])
			t.aliases = []string{proper(k) + " system"}
			t.kind = "organisation"
		case 1:
			t.name = proper(k) + " " + head
			t.aliases = []string{head + " of " + proper(k)}
			t.kind = "treaty"
		case 2:
			topic, purpose := termTopics[k/4%len(termTopics)], termPurpose[k/4/len(termTopics)%len(termPurpose)]
			t.name = topic + " " + purpose
			t.aliases = []string{purpose + " of " + topic}
			if round := k / 4 / len(termTopics) / len(termPurpose); round > 0 { // more phrases than there are
				t.name = strings.ToLower(proper(round)) + " " + t.name
				t.aliases[0] += " " + strings.ToLower(proper(round))
			}
			t.kind = "concept"
		default:
			t.name = strings.ToLower(proper(k)) + "ite"
			t.aliases = []string{t.name + " ore", "crude " + t.name}
			t.kind = "weapon"
		}
		t.file = strings.ReplaceAll(strings.ToLower(t.name), " ", "-")
	}
	return terms
}

// abbreviation is the k-th of 160,000 abbreviations of four letters.
func abbreviation(k int) string {
	const letters = "KMRTVBDGLNPSZFHCWXJQ"
	b := make([]byte, 4)
	for i := range b {
		b[len(b)-1-i] = letters[k%len(letters)]
		k = k/len(letters) + 3*(i+1)
	}
	return string(b)
}

// definition is the file of a term. It names the next one, so that even in a site of a few
// articles none is unused.
func (s *site) definition(i int) []byte {
	t, next := &s.terms[i], &s.terms[(i+1)%len(s.terms)]
	w := s.writer(streamTerm, i)
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\nterm: %s\n", t.name)
	if t.expansion != "" {
		fmt.Fprintf(&b, "expansion: %s\n", t.expansion)
	}
	fmt.Fprintf(&b, "aliases: [%s]\nkind: %s\nsee: [%s]\n---\n\n", strings.Join(t.aliases, ", "), t.kind, next.file)
	fmt.Fprintf(&b, "%s It is not to be confused with the %s.\n\n%s\n", w.sentences(2), next.name, w.sentences(3))
	return b.Bytes()
}
