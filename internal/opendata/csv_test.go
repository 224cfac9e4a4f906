package opendata_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"

	. "weerklank/internal/opendata"
)

func TestGuard(t *testing.T) {
	for in, want := range map[string]string{
		"Gewoon":             "Gewoon",
		"":                   "",
		"=1+1":               "'=1+1",
		"+31":                "'+31",
		"-5 graden":          "'-5 graden",
		"@naam":              "'@naam",
		"\t=1":               "'\t'=1",
		"\tx":                "'\tx",
		"\rx":                "'\rx",
		" =1":                "' =1",
		"\u00a0=1":           "'\u00a0=1",
		"\u200b=1":           "'\u200b=1",
		`"=1"`:               `'"=1"`,
		"“=1”":               "'“=1”",
		"＝1":                 "'＝1",
		"＋1":                 "'＋1",
		"－1":                 "'－1",
		"＠a":                 "'＠a",
		"a;=1":               "a;'=1",
		"a, -1":              "a,' -1",
		"a\n=1":              "a\n'=1",
		"a|=1":               "a|'=1",
		"a=1, b-c en d@e.nl": "a=1, b-c en d@e.nl",
	} {
		if got := Guard(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// table reads a table as a program would.
func table(t testing.TB, s Set, name string) []map[string]string {
	t.Helper()
	data := write(t, s, name)
	text, ok := strings.CutPrefix(data, "\uFEFF")
	if !ok || !strings.HasSuffix(text, "\r\n") {
		t.Fatalf("%s has no byte order mark, or no CRLF", name)
	}
	r := csv.NewReader(strings.NewReader(text))
	if strings.Contains(name, "excel") {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, data)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, head := range rows[0] {
			m[head] = row[i]
		}
		out = append(out, m)
	}
	return out
}

const signaalSource = "---\ntitel: T\nsamenvatting: S\nphase: 3\nonderwerpen: [\"Verkeer|Wonen\", Groen]\nkenmerk: \"0123\"\nsignalen:\n  - id: a\n    signaal: \"=HYPERLINK(1)\"\n    aantal: 57\n    advies: \"007\"\n    aanbeveling: \"1-2\"\n    ontvangen: 2026-03\n    besloten-op: 2026-03-12\n    besluit: niet-overgenomen\n    reden: |\n      Een; \"twee\", drie.\n\n      - vier\n    wijken: [\"-Noord\", Zuid]\n---\n"

func TestTables(t *testing.T) {
	s := setOf(parse(t, "content/trajecten/a.md", signaalSource))
	for name, want := range map[string]map[string]string{
		SignalenCSV: {"adres": "https://www.voorbeeld.example/trajecten/a/a/", "signaal": "'=HYPERLINK(1)", "aantal": "57", "advies": "007", "aanbeveling": "1-2",
			"ontvangen": "2026-03", "besloten-op": "2026-03-12", "besluit": "niet-overgenomen", "reden": "Een; \"twee\", drie.\n\nvier",
			"onderwerpen": "Verkeer¦Wonen|Groen", "wijken": "'-Noord|Zuid", "soort": "ervaring", "kort": ""},
		SignalenExcel: {"advies": "'007", "aanbeveling": "'1-2", "ontvangen": "'2026-03", "besloten-op": "2026-03-12", "aantal": "57"},
	} {
		rows := table(t, s, name)
		if len(rows) != 1 || len(rows[0]) != len(Columns(Signalen)) {
			t.Fatalf("%s: %v", name, rows)
		}
		for column, value := range want {
			if rows[0][column] != value {
				t.Errorf("%s: %s is %q, want %q", name, column, rows[0][column], value)
			}
		}
	}
	if row := table(t, s, TrajectenExcel)[0]; row["kenmerk"] != "'0123" || row["signalen"] != "1" || row["bijeenkomsten"] != "0" || row["doorlopend"] != "false" {
		t.Errorf("%v", row)
	}
	var all struct{ Signalen []map[string]any }
	if err := json.Unmarshal([]byte(write(t, s, SignalenJSON)), &all); err != nil {
		t.Fatal(err)
	}
	if x := all.Signalen[0]; x["signaal"] != "=HYPERLINK(1)" || x["aantal"] != 57.0 || x["onderwerpen"].([]any)[0] != "Verkeer|Wonen" || x["kort"] != nil {
		t.Errorf("%v", x)
	}
}

// What Excel would make something else of.
func TestExcelKeepsTexts(t *testing.T) {
	long := strings.Repeat("é👩", 20_000)
	for in, want := range map[string]string{
		"0123": "'0123", "1e5": "'1e5", "3/4": "'3/4", "12:30": "'12:30", "1 mei": "'1 mei", "mrt-26": "'mrt-26", "WAAR": "'WAAR", "€ 5": "'€ 5", "5%": "'5%", "(3)": "'(3)",
		"Z-2026-001": "Z-2026-001", "12 bewoners": "12 bewoners", "meivakantie": "meivakantie", "a1": "a1",
	} {
		src := strings.Replace(signaalSource, `advies: "007"`, "bron: "+`"`+in+`"`, 1)
		if got := table(t, setOf(parse(t, "content/trajecten/a.md", src)), SignalenExcel)[0]["bron"]; got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	s := setOf(parse(t, "content/trajecten/a.md", strings.Replace(signaalSource, `"=HYPERLINK(1)"`, long, 1)))
	if got := table(t, s, SignalenCSV)[0]["signaal"]; got != long {
		t.Errorf("%d characters are left of %d", len(got), len(long))
	}
	got := table(t, s, SignalenExcel)[0]["signaal"]
	if n := len(utf16.Encode([]rune(got))); n > 32_767 || n < 32_700 || !strings.HasSuffix(got, Shortened) || !strings.HasPrefix(long, strings.TrimSuffix(got, Shortened)) {
		t.Errorf("%d characters, ending in %q", n, got[len(got)-30:])
	}
}

// Without the apostrophes every text is what it was, and no cell begins as a
// formula.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"=1", "a;\"b\"\r\n-c", "' =x", "\u200b@", "a|b", "+\t,="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		guarded := Guard(s)
		if strings.ReplaceAll(guarded, "'", "") != strings.ReplaceAll(s, "'", "") {
			t.Fatalf("%q became %q", s, guarded)
		}
		for _, part := range strings.FieldsFunc(guarded, func(r rune) bool { return strings.ContainsRune(";,\n\r\t|", r) }) {
			if rest := strings.TrimLeft(part, " \"\u00a0"); rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
				t.Fatalf("%q begins as a formula in %q", part, guarded)
			}
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	s := setOf(demo(b)...)
	for b.Loop() {
		for _, name := range Names() {
			write(b, s, name)
		}
	}
}
