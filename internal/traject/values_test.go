package traject_test

import (
	"slices"
	"testing"

	"weerklank/internal/content"
	. "weerklank/internal/traject"
)

func TestParseDatum(t *testing.T) {
	for _, test := range []struct{ in, want, start, end string }{
		{"2026-03-12", "2026-03-12", "2026-03-12", "2026-03-12"},
		{" 2026-03-12 ", "2026-03-12", "2026-03-12", "2026-03-12"},
		{"2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"},
		{"2026-02", "2026-02", "2026-02-01", "2026-02-28"},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29"},
		{"2026-12", "2026-12", "2026-12-01", "2026-12-31"},
		{"2027-Q1", "2027-Q1", "2027-01-01", "2027-03-31"},
		{"2027-q2", "2027-Q2", "2027-04-01", "2027-06-30"},
		{"2027-Q3", "2027-Q3", "2027-07-01", "2027-09-30"},
		{"2027-Q4", "2027-Q4", "2027-10-01", "2027-12-31"},
		{"2026", "2026", "2026-01-01", "2026-12-31"},
	} {
		d, ok := ParseDatum(test.in)
		if !ok || string(d) != test.want {
			t.Errorf("ParseDatum(%q) = %q, %v, want %q", test.in, d, ok, test.want)
		}
		if d.Start() != test.start || d.End() != test.end {
			t.Errorf("%s is from %s to %s, want %s to %s", d, d.Start(), d.End(), test.start, test.end)
		}
	}
	for _, in := range []string{"", "26", "2026-", "2026-3", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-QQ", "2026-02-29", "2026-04-31",
		"2026-3-12", "12-03-2026", "2026/03/12", "2026-03-12T10:00:00Z", "2026-03-12 10:00", "1899-01-01", "2200", "20226", "maart 2026", "２０２６", "2026-Q", "2026--1"} {
		if d, ok := ParseDatum(in); ok {
			t.Errorf("ParseDatum(%q) = %q", in, d)
		}
	}
}

func TestDatumOrder(t *testing.T) {
	for _, test := range []struct {
		d, e   Datum
		before bool
	}{
		{"2026-03-12", "2026-03-13", true},
		{"2026-03-13", "2026-03-13", false},
		{"2026-03", "2026-04-01", true},
		{"2026-03", "2026-03-31", false},
		{"2026-Q1", "2026-04", true},
		{"2026", "2026-12", false},
		{"2025", "2026", true},
		{"", "2026", false},
		{"2026", "", false},
	} {
		if got := test.d.Before(test.e); got != test.before {
			t.Errorf("%q before %q: %v", test.d, test.e, got)
		}
	}
	for _, test := range []struct {
		d     Datum
		today string
		past  bool
	}{
		{"2026-11-21", "2026-11-21", false},
		{"2026-11-21", "2026-11-22", true},
		{"2026-11", "2026-11-30", false},
		{"2026-11", "2026-12-01", true},
		{"2026-Q4", "2026-12-31", false},
		{"2026", "2027-01-01", true},
		{"", "2027-01-01", false},
	} {
		if got := test.d.Past(test.today); got != test.past {
			t.Errorf("%q past on %s: %v", test.d, test.today, got)
		}
	}
	ds := []Datum{"2026-06", "2026", "2026-Q1", "2026-01-01", "2026-01", "", "2025-12-31"}
	slices.SortFunc(ds, Datum.Compare)
	want := []Datum{"", "2025-12-31", "2026-01-01", "2026-01", "2026-Q1", "2026", "2026-06"}
	if !slices.Equal(ds, want) {
		t.Errorf("sorted %q, want %q", ds, want)
	}
}

// parseSignaal returns a traject with one signaal that has one key more.
func parseSignaal(line string) (*Traject, int) {
	f, ps := content.Split("een.md", []byte("---\ntitel: A\nsamenvatting: B\nphase: 1\nonderwerpen: [C]\nsignalen:\n  - id: a\n    signaal: b\n    "+line+"\n---\n"), content.Markdown)
	tr, more := Parse(f)
	return tr, len(ps) + len(more)
}

func TestBesluitSpellings(t *testing.T) {
	for _, test := range []struct {
		in   string
		want Besluit
	}{
		{"overgenomen", Overgenomen}, {"Overgenomen", Overgenomen}, {`" OVERGENOMEN "`, Overgenomen},
		{"Deels overgenomen", DeelsOvergenomen}, {"deels_overgenomen", DeelsOvergenomen}, {"deels", DeelsOvergenomen}, {"gedeeltelijk overgenomen", DeelsOvergenomen},
		{"niet overgenomen", NietOvergenomen}, {"bestaat al", BestaatAl}, {"beantwoord", Beantwoord},
		{"doorverwezen", Doorgegeven}, {"In behandeling", InBehandeling},
		{"", ""}, {"~", ""}, {"null", ""}, {`""`, ""}, {"# later", ""},
	} {
		tr, problems := parseSignaal("besluit: " + test.in)
		if problems > 0 || tr.Signalen[0].Besluit != test.want {
			t.Errorf("besluit: %s is %q with %d problems, want %q", test.in, tr.Signalen[0].Besluit, problems, test.want)
		}
	}
	for _, in := range []string{"ja", "nee", "overgenomn", "verwerkt", "overgenomen!", "[overgenomen]"} {
		if tr, problems := parseSignaal("besluit: " + in); problems != 1 || tr.Signalen[0].Besluit != "" {
			t.Errorf("besluit: %s is %q with %d problems", in, tr.Signalen[0].Besluit, problems)
		}
	}
	for _, b := range Besluiten() {
		if tr, problems := parseSignaal("besluit: " + string(b)); problems > 0 || tr.Signalen[0].Besluit != b {
			t.Errorf("%s is not understood", b)
		}
	}
}

func TestPhaseSpellings(t *testing.T) {
	for in, want := range map[string]Phase{
		"1": Verzamelen, "verzamelen": Verzamelen, "Ervaringen verzamelen": Verzamelen,
		"2": Vertalen, "vertalen": Vertalen,
		"3": Aanpassen, "aanpassen": Aanpassen, "ontwikkelen of aanpassen": Aanpassen, "beleid en uitvoering ontwikkelen of aanpassen": Aanpassen,
		"4": Terugkoppelen, `"4"`: Terugkoppelen, "terugkoppelen": Terugkoppelen, "evalueren en terugkoppelen": Terugkoppelen,
	} {
		if tr, problems := parseSignaal("fase: " + in); problems > 0 || tr.Signalen[0].Phase != want {
			t.Errorf("fase: %s is %d with %d problems, want %d", in, tr.Signalen[0].Phase, problems, want)
		}
	}
	for _, in := range []string{"0", "5", "vier", "1.0"} {
		if tr, problems := parseSignaal("fase: " + in); problems != 1 || tr.Signalen[0].Phase != 0 {
			t.Errorf("fase: %s is %d with %d problems", in, tr.Signalen[0].Phase, problems)
		}
	}
	for i, p := range Phases() {
		if int(p) != i+1 || p.String() == "" {
			t.Errorf("phase %d is %d, %q", i+1, p, p)
		}
	}
	if s := Phase(0).String() + Phase(5).String(); s != "" {
		t.Errorf("no phase is %q", s)
	}
}

func TestReactietermijn(t *testing.T) {
	read := func(value string) (Reactietermijn, int) {
		f, _ := content.Split("site.yaml", []byte("titel: A\norganisatie: B\nbase-url: https://c.example/\nreactietermijn: "+value+"\n"), content.YAML)
		s, ps := ParseSettings(f)
		return s.Reactietermijn, len(ps)
	}
	r, problems := read("8")
	if problems > 0 || r.Voor("vraag") != 8 || r.Voor("") != 8 {
		t.Errorf("8: %+v with %d problems", r, problems)
	}
	r, problems = read("{Vraag: 2, ervaring: 6}")
	if problems > 0 || r.Voor("vraag") != 2 || r.Voor("") != 6 || r.Voor("idee") != 0 {
		t.Errorf("a soort each: %+v with %d problems", r, problems)
	}
	for _, bad := range []string{"[8]", "acht", "-1", "{vraag: [2]}", "{klacht: 2}", "{vragen: 2}", "{vraag: 2, Vraag: 3}", "{[a]: 2}"} {
		if r, problems = read(bad); problems == 0 {
			t.Errorf("%s is accepted: %+v", bad, r)
		}
	}
}

func TestNumbers(t *testing.T) {
	for in, want := range map[string]int{"0": 0, "57": 57, "1200": 1200, "1.200": 1200, "1.200.300": 1200300} {
		if tr, problems := parseSignaal("aantal: " + in); problems > 0 || tr.Signalen[0].Aantal != want {
			t.Errorf("aantal: %s is %d with %d problems, want %d", in, tr.Signalen[0].Aantal, problems, want)
		}
	}
	for _, in := range []string{"7.5", "7,5", "-1", "veel", "1e3", "0x10", "999999999999", "12 keer", "1.20"} {
		if tr, problems := parseSignaal("aantal: " + in); problems != 1 || tr.Signalen[0].Aantal != 0 {
			t.Errorf("aantal: %s is %d with %d problems", in, tr.Signalen[0].Aantal, problems)
		}
	}
	waarde := func(in string) (*Number, int) {
		f, _ := content.Split("een.md", []byte("---\ntitel: A\nsamenvatting: B\nphase: 1\nonderwerpen: [C]\nmonitoring:\n  - naam: N\n    metingen:\n      - datum: 2026\n        waarde: "+in+"\n---\n"), content.Markdown)
		tr, ps := Parse(f)
		return tr.Monitoring[0].Metingen[0].Waarde, len(ps)
	}
	for in, want := range map[string]float64{"12": 12, "7,5": 7.5, "7.5": 7.5, "-3": -3, "0": 0, "0.125": 0.125, "1200": 1200} {
		if got, problems := waarde(in); problems > 0 || got.Value != want || got.Text != in {
			t.Errorf("waarde: %s is %v with %d problems, want %v", in, got, problems, want)
		}
	}
	for _, in := range []string{"1.200", "NaN", "Inf", ".inf", "1e400", "0x1p-2", "12%", "1,2,3", "veel"} {
		if got, problems := waarde(in); problems != 1 || got != nil {
			t.Errorf("waarde: %s is %v with %d problems", in, got, problems)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"1", "titel", "besluit", "besloten-door", "besloten-op"}
	for in, want := range map[string]string{
		"titl": "titel", "tietl": "titel", "besliut": "besluit", "beslotendoor": "besloten-door", "beslotenop": "besloten-op",
		"gevolg": "", "": "", "x": "", "7": "", "titel": "titel",
	} {
		if got := Nearest(in, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestValidBaseURL(t *testing.T) {
	for s, want := range map[string]bool{
		"https://www.gemeente.nl": true, "https://www.gemeente.nl/": true, "http://localhost:1313/": true, "http://[::1]:1313/": true,
		"https://www.gemeente.nl/inspraak/wmo-2026": true, "HTTPS://www.gemeente.nl/a_b~c.d/": true,
		"https://www.gemeente.nl//evil.nl/": false, "https://www.gemeente.nl/a%0AX: 1": false, "https://www.gemeente.nl/a b": false,
		"https://www.gemeente.nl/../": false, "https://www.gemeente.nl/a/./b": false, "https://www.gemeente.nl/*": false,
		"https://www.gemeente.nl/:splat": false, "https://u:p@www.gemeente.nl/": false, "https://www.gemeente.nl/?a": false,
		"ftp://www.gemeente.nl/": false, "www.gemeente.nl": false, "https:///pad": false, "javascript:alert(1)": false, "": false,
		"https://www.gemeente.nl/\n": false,
	} {
		if ValidBaseURL(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
