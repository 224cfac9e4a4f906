package citation_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"weerklank/internal/citation"
)

var whole = citation.Citation{
	ID: "wmo-vervoer", Author: "Gemeente Voorbeeld", Title: "Vervoer naar de dagbesteding", Site: "Wat deden wij ermee?",
	Date: "2026-03-12", URL: "https://a.example/pad/trajecten/wmo/versies/2026-03-12/", Latest: "https://a.example/pad/trajecten/wmo/",
	Number: "Z-26/001", Lang: "nl", Version: "versie van 12 maart 2026",
}

func TestRIS(t *testing.T) {
	want := strings.Join([]string{
		"TY  - ELEC", "ID  - wmo-vervoer", "TI  - Vervoer naar de dagbesteding", "AU  - Gemeente Voorbeeld", "PB  - Gemeente Voorbeeld",
		"T2  - Wat deden wij ermee?", "PY  - 2026", "DA  - 2026/03/12/", "M1  - Z-26/001", "ET  - versie van 12 maart 2026",
		"UR  - https://a.example/pad/trajecten/wmo/versies/2026-03-12/", "N1  - https://a.example/pad/trajecten/wmo/", "LA  - nl", "ER  - ", "", "",
	}, "\r\n")
	if got := string(citation.RIS([]citation.Citation{whole})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCSL(t *testing.T) {
	var got []map[string]any
	if err := json.Unmarshal(citation.CSL([]citation.Citation{whole}), &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{{
		"id": "wmo-vervoer", "type": "webpage", "title": "Vervoer naar de dagbesteding", "container-title": "Wat deden wij ermee?",
		"author": []any{map[string]any{"literal": "Gemeente Voorbeeld"}},
		"issued": map[string]any{"date-parts": []any{[]any{2026.0, 3.0, 12.0}}},
		"number": "Z-26/001", "version": "versie van 12 maart 2026", "language": "nl",
		"URL": "https://a.example/pad/trajecten/wmo/versies/2026-03-12/", "note": "https://a.example/pad/trajecten/wmo/",
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestNothing: an array without records, and a record of which only the id is known.
func TestNothing(t *testing.T) {
	if got := string(citation.CSL(nil)); got != "[]\n" {
		t.Errorf("CSL of nothing: %q", got)
	}
	if got := string(citation.RIS(nil)); got != "" {
		t.Errorf("RIS of nothing: %q", got)
	}
	bare := []citation.Citation{{ID: "a"}}
	if got := string(citation.RIS(bare)); got != "TY  - ELEC\r\nID  - a\r\nER  - \r\n\r\n" {
		t.Errorf("RIS: %q", got)
	}
	if got := string(citation.CSL(bare)); strings.Contains(got, "author") || strings.Contains(got, "issued") {
		t.Errorf("CSL: %s", got)
	}
}

func TestDates(t *testing.T) {
	for date, want := range map[string]string{
		"2026-03-12": "PY  - 2026\r\nDA  - 2026/03/12/\r\n", "2026-03": "PY  - 2026\r\nDA  - 2026/03//\r\n", "2026": "PY  - 2026\r\nDA  - 2026///\r\n",
		"2027-Q3": "PY  - 2027\r\nDA  - 2027///\r\n", "0800": "PY  - 0800\r\nDA  - 0800///\r\n",
		"": "", "morgen": "", "26-03": "", "2026-13": "PY  - 2026\r\nDA  - 2026///\r\n", "2026-03-12-1": "", "-2026": "",
	} {
		got := string(citation.RIS([]citation.Citation{{Date: date}}))
		if got != "TY  - ELEC\r\n"+want+"ER  - \r\n\r\n" {
			t.Errorf("%q: %q", date, got)
		}
	}
}

// TestTexts: what people and editors write stays what it is, on one line.
func TestTexts(t *testing.T) {
	for title, want := range map[string]string{
		"eerst\nER  - \nTY  - BOOK":    "eerst ER - TY - BOOK",
		"a\r\nUR  - javascript:x":      "a UR - javascript:x",
		"a\rb\u2028c\u2029d\u0085e\vf": "a b c d e f",
		`Hij zei "nee" & 'later' <b>`:  `Hij zei "nee" & 'later' <b>`,
		"</script><script>alert(1)":    "</script><script>alert(1)",
		"مرحبا \u200fنعم":              "مرحبا \u200fنعم",
		"👩‍🦽 naar het park":            "👩‍🦽 naar het park",
		"\ufeffa\x00b\x1b[31m \xff":    "ab[31m",
		"  veel   ruimte  ":            "veel ruimte",
	} {
		c := []citation.Citation{{ID: "a", Title: title}}
		if got := string(citation.RIS(c)); got != "TY  - ELEC\r\nID  - a\r\nTI  - "+want+"\r\nER  - \r\n\r\n" {
			t.Errorf("RIS of %q: %q", title, got)
		}
		var items []struct{ Title string }
		if err := json.Unmarshal(citation.CSL(c), &items); err != nil || items[0].Title != want {
			t.Errorf("CSL of %q: %q, %v", title, items, err)
		}
	}
	if got := string(citation.CSL([]citation.Citation{{Title: "</script>"}})); strings.Contains(got, "</script>") {
		t.Errorf("CSL can end a script element: %s", got)
	}
}

// TestOrganisationIsNoPerson: behind a comma stands a first name in RIS.
func TestOrganisationIsNoPerson(t *testing.T) {
	got := string(citation.RIS([]citation.Citation{{Author: "Gemeente A, naverteld door B,C"}}))
	if !strings.Contains(got, "AU  - Gemeente A - naverteld door B C\r\n") || !strings.Contains(got, "PB  - Gemeente A, naverteld door B,C\r\n") {
		t.Errorf("got %s", got)
	}
}

// FuzzRecords: whatever the texts are, there are as many records as citations,
// every line is a field, and both formats say the same title.
func FuzzRecords(f *testing.F) {
	f.Add("a\r\nER  - \r\n\r\nTY  - ELEC", "2026-Q1", "Z/1\n..")
	f.Add("\u2028\x00\"\\", "2026-02-31", "</script>")
	f.Fuzz(func(t *testing.T, title, date, number string) {
		cs := []citation.Citation{{ID: "een", Title: title, Author: number, Date: date, Number: number, URL: title}, {ID: "twee", Title: title, Date: date}}
		ris := string(citation.RIS(cs))
		if !utf8.ValidString(ris) || strings.Count(ris, "\r\nER  - \r\n\r\n") != 2 || strings.Count("\n"+ris, "\nTY  - ELEC\r\n") != 2 {
			t.Errorf("RIS has not two records: %q", ris)
		}
		said := ""
		for l := range strings.SplitSeq(ris, "\r\n") {
			if l != "" && (len(l) < 6 || l[2:6] != "  - ") || strings.ContainsAny(l, "\r\n") {
				t.Errorf("not a field: %q", l)
			}
			if v, ok := strings.CutPrefix(l, "TI  - "); ok {
				said = v
			}
		}
		var items []struct {
			ID, Type, Title string
			Issued          *struct {
				DateParts [][]int `json:"date-parts"`
			}
		}
		if err := json.Unmarshal(citation.CSL(cs), &items); err != nil || len(items) != 2 {
			t.Fatalf("CSL: %v", err)
		}
		if items[1].Title != said {
			t.Errorf("CSL says %q, RIS %q", items[1].Title, said)
		}
		if d := items[0].Issued; d != nil && (len(d.DateParts) != 1 || len(d.DateParts[0]) == 0 || len(d.DateParts[0]) > 3) {
			t.Errorf("date-parts of %q: %v", date, d.DateParts)
		}
	})
}
