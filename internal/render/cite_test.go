package render

import (
	"encoding/json"
	"testing"

	"gloss/internal/edtf"
)

func asOf(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBibTeX(t *testing.T) {
	for _, c := range []struct {
		of   briefing
		want string
	}{
		{briefing{title: "T"}, "@misc{briefing,\n  title        = {{T}}\n}"},
		{
			briefing{title: `Costs & 100 % of {x}_1 \ ~^ #$`, short: "Costs & more!", by: "The Desk", url: "https://a.example/b_c/", asOf: asOf(t, "2025-04-28"), note: "As of 28 April 2025."},
			`@misc{costs-more-2025,
  title        = {{Costs \& 100 \% of \{x\}\_1 \textbackslash{} \textasciitilde{}\textasciicircum{} \#\$}},
  author       = {{The Desk}},
  year         = {2025},
  month        = apr,
  howpublished = {\url{https://a.example/b_c/}},
  note         = {As of 28 April 2025}
}`,
		},
		{briefing{title: "Über Öl", short: "Öl", asOf: asOf(t, "2025")}, "@misc{l-2025,\n  title        = {{Über Öl}},\n  year         = {2025}\n}"},
		{briefing{title: "中文", short: "中文", asOf: asOf(t, "2025-21")}, "@misc{briefing-2025,\n  title        = {{中文}},\n  year         = {2025}\n}"},
	} {
		if got := c.of.bibTeX(); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestCSL(t *testing.T) {
	b := briefing{title: `"Quoted" <T> & more`, short: "T", by: "The Desk", url: "https://a.example/", lang: "en", asOf: asOf(t, "2025-04"), note: "As of April 2025."}
	var got []map[string]any
	if err := json.Unmarshal([]byte(b.csl()), &got); err != nil {
		t.Fatal(err)
	}
	want := `[{"URL":"https://a.example/","author":[{"literal":"The Desk"}],"id":"t-2025","issued":{"date-parts":[[2025,4]]},"language":"en","note":"As of April 2025.","title":"\"Quoted\" \u003cT\u003e \u0026 more","type":"webpage"}]`
	if text, _ := json.Marshal(got); string(text) != want {
		t.Errorf("got %s", text)
	}
	got = nil
	b = briefing{title: "T", asOf: asOf(t, "2025/2026")}
	if err := json.Unmarshal([]byte(b.csl()), &got); err != nil || len(got[0]) != 3 {
		t.Errorf("%v %v", got, err)
	}
}

func TestCiteText(t *testing.T) {
	b := briefing{title: "T", by: "The Desk", url: "https://a.example/", note: "As of 2025."}
	if got, want := b.text(), "The Desk. T. As of 2025. https://a.example/"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
