package corpus

import "fmt"

// namedPerArticle is how many statements of an article tell of events that have names, and
// are therefore told elsewhere too; one more stands alone.
const namedPerArticle = 4

// statements are the dated statements of an article, each a clause in brackets.
func (s *site) statements(i int, w *writer) []string {
	n := max(namedPerArticle, (s.named+s.Articles-1)/s.Articles)
	list := make([]string, 0, n+1)
	for k := range n {
		told := i*n + k
		event := told % s.named
		r := s.rand(streamEvent, event)
		year, month, day := 1995+r.IntN(30), 1+r.IntN(12), 1+r.IntN(28)
		// who tells it first is the most precise: the others' dates cannot conflict
		date := []string{
			fmt.Sprintf("%d-%02d-%02d", year, month, day), fmt.Sprintf("%d-%02d", year, month), fmt.Sprint(year),
		}[min(told/s.named, 2)]
		title := ""
		if told < s.named {
			title = fmt.Sprintf(" title=%q kind=%s", capital(w.phrase()+" of "+proper(event)), eventKinds[event%len(eventKinds)])
		}
		list = append(list, fmt.Sprintf("[%s]{date=%s event=e%d%s}", capital(w.plainClause()), date, event, title))
	}
	lonely := []string{
		fmt.Sprintf("%d~", 1980+w.IntN(40)), fmt.Sprintf("%d/%d", 1990+w.IntN(9), 2000+w.IntN(25)),
		fmt.Sprintf("\"[..%d]\"", 2000+w.IntN(25)), fmt.Sprintf("%d-2%d .plan", 2025+w.IntN(5), 1+w.IntN(4)),
		fmt.Sprintf("%d-%02d? .reported", 2000+w.IntN(25), 1+w.IntN(12)),
	}
	return append(list, fmt.Sprintf("[%s]{date=%s}", capital(w.plainClause()), w.any(lonely)))
}

var eventKinds = []string{"diplomacy", "war", "trade", "law"}

// plainClause is a clause without a term.
func (w *writer) plainClause() string {
	terms := w.terms
	w.terms = nil
	defer func() { w.terms = terms }()
	return w.clause()
}
