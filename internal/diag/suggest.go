package diag

import "strings"

// Suggest returns the candidate closest to word, or "" when none is close: at most
// one edit (insertion, deletion, substitution or transposition) for every three
// letters, compared without case. Ties go to the earlier candidate, so that the
// answer does not depend on map order when candidates are sorted.
func Suggest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	best, bestDist := "", max(1, len(w)/3)+1
	for _, c := range candidates {
		r := []rune(strings.ToLower(c))
		if d := len(r) - len(w); d >= bestDist || -d >= bestDist {
			continue
		}
		if d := distance(w, r); d < bestDist {
			best, bestDist = c, d
		}
	}
	return best
}

// DidYouMean returns the hint `did you mean "x"?` for the closest candidate, or "".
func DidYouMean(word string, candidates []string) string {
	if s := Suggest(word, candidates); s != "" {
		return `did you mean "` + s + `"?`
	}
	return ""
}

// distance is the optimal string alignment distance (Damerau–Levenshtein without
// overlapping transpositions).
func distance(a, b []rune) int {
	prev2 := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
