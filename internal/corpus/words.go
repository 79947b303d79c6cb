package corpus

import "strings"

// The commonest words come first: Zipf's law makes them as common as they are in English.
var (
	nouns = strings.Fields(`government year country state war part people agreement price power company case
		system government question group number world area policy plan market point report region week
		border party leader minister official weapon treaty sanction export attack force army economy
		oil trade bank price budget talks meeting visit election parliament court law article paper
		source document letter statement speech interview figure share cost loss gain risk threat
		promise demand offer condition guarantee clause signature partner ally rival neighbour enemy
		supplier buyer producer factory plant machine engine drone missile ship aircraft vehicle part
		component metal chemical grain harvest port harbour railway road pipeline canal bridge island
		coast valley city capital village province district population refugee worker soldier officer
		engineer expert analyst journalist witness observer diplomat envoy delegation commission
		committee council union bloc alliance axis balance order crisis conflict dispute incident
		accident protest strike ceasefire truce settlement compromise concession deadline delay
		decision proposal draft version amendment protocol annex summary estimate forecast trend
		decline increase rise fall shift change reform investment loan debt currency inflation tariff
		licence permit inspection access control authority mandate office term majority opposition
		coalition faction wing movement network channel contact message signal warning gesture`)
	adjectives = strings.Fields(`new other first last own large old great small different important public
		long early political national foreign economic military recent common final major local
		international likely possible similar strong weak high low full short open private joint
		strategic regional domestic civilian nuclear naval technical legal formal secret official
		bilateral limited mutual permanent temporary costly cheap modest sharp steady sudden gradual
		northern southern eastern western central industrial agricultural financial commercial
		diplomatic independent reliable doubtful ambitious cautious hostile friendly reluctant eager
		broad narrow vague precise binding voluntary urgent familiar rare frequent complex plain
		fragile durable hidden visible`)
	verbs = strings.Fields(`made took gave found kept left held brought showed said told met paid sold bought
		sent built lost won signed opened closed raised lowered offered refused accepted promised
		demanded expected announced denied confirmed reported described explained questioned doubted
		supported opposed blocked delayed ended began continued changed reduced increased improved
		weakened strengthened replaced removed restored extended limited controlled watched followed
		joined divided surprised worried reassured persuaded criticised praised ignored mentioned
		repeated corrected measured counted delivered produced imported exported financed supplied
		inspected tested used needed wanted preferred avoided feared underestimated overlooked`)
	verbals = strings.Fields(`be remain become stay seem appear prove look`)
	adverbs = strings.Fields(`also still only now then even often again already soon later mostly largely
		probably rarely quietly openly quickly slowly recently apparently evidently formally partly
		nearly clearly briefly repeatedly reluctantly officially eventually`)
	prepositions = strings.Fields(`of in to for on with by from at over under between after before against
		within without during despite behind beyond across among`)
	conjunctions = strings.Fields(`and but while because although so when since whereas until`)
	determiners  = strings.Fields(`the a the its the this the their the each the that the every the no the some the`)
	openings     = []string{
		"In the end", "By then", "For its part", "At first", "According to the paper", "Even so", "In private",
		"A year later", "As before", "To be sure", "At the same time", "In the long run", "On this point",
	}
	syllables = strings.Fields(`ba be do du fa fe ga go ha he ka ke ko la le lo ma me mi mo na ne no pa pe
		ra re ro sa se so ta te to va ve vo za ze zo bar der fin gor hal jan kel lan mar nor pel ras
		sol tan ver wim yor zan bel dor`)
	givenNames = strings.Fields(`Ann Boris Clara David Elena Farid Greta Hamid Irina James Karin Lev Maria
		Nadia Oskar Paula Reza Sofia Tomas Vera`)
)

// proper is the k-th of an endless list of invented names: Bado, Bedo … All are different.
func proper(k int) string {
	n := len(syllables)
	word := syllables[k%n] + syllables[(k/n+7*k)%n]
	for k /= n * n; k > 0; k /= n {
		word += syllables[k%n]
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
