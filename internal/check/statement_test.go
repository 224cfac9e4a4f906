package check_test

import (
	"slices"
	"strings"
	"testing"
)

// The day on which each rule about the statement begins to speak, and what it
// takes for a number or a status.
func TestStatement(t *testing.T) {
	const register = "register: https://register.example/1\n"
	deviation := func(criterion, planning string) string {
		return register + "afwijkingen:\n  - criterium: " + criterion + "\n    beschrijving: Dit is niet goed.\n    planning: " + planning
	}
	for example, want := range map[string]string{
		"datum: 2026-05-01": "verklaring-register",
		// today is 2026-11-21
		register + "onderzocht-op: 2023-11-20": "verklaring-onderzoek",
		register + "onderzocht-op: 2023-11-21": "",
		register + "onderzocht-op: 2023":       "", // it may have been on its last day
		register + "onderzocht-op: 2022":       "verklaring-onderzoek",

		register + "status: c\ndatum: 2026-05-20":        "verklaring-status-c",
		register + "status: Status C\ndatum: 2026-05-20": "verklaring-status-c",
		register + "status: C\ndatum: 2026-05-21":        "",
		register + "status: C":                           "",
		register + "status: B\ndatum: 2024-01-01":        "",

		register + "status: F":                          "verklaring-status",
		register + "status: voldoet":                    "verklaring-status",
		register + "status: B (voldoet gedeeltelijk)":   "",
		deviation("1.4.3", "2026-11-20"):                "verklaring-planning",
		deviation("1.4.3", "2026-11-21"):                "",
		deviation("1.4.3", "2026-Q4"):                   "",
		deviation("1.4.3 Contrast", "2027"):             "",
		deviation("9.1.4.3 Contrast", "2027"):           "",
		deviation("WCAG 2.4.13", "2027"):                "",
		deviation("4.1.1 Parsen", "2027"):               "",
		deviation("4.1.4", "2027"):                      "verklaring-criterium",
		deviation("1.4.0", "2027"):                      "verklaring-criterium",
		deviation("2.6.1", "2027"):                      "verklaring-criterium",
		deviation("\"1.4\"", "2027"):                    "verklaring-criterium",
		deviation("1.4.3.2", "2027"):                    "verklaring-criterium",
		deviation("Contrast", "2027"):                   "verklaring-criterium",
		deviation("10.1.4.3 Contrast in pdf's", "2027"): "verklaring-criterium",
	} {
		fs := files{"site.yaml": asSettings.make("toegankelijkheid:\n  " + strings.ReplaceAll(example, "\n", "\n  "))}
		got := codes(fs.check(t))
		if want == "" && len(got) > 0 || want != "" && !slices.Equal(got, []string{want}) {
			t.Errorf("got %q, want %q for\n%s", got, want, example)
		}
	}
}

// A circle is one problem however many rounds are in it, and who comes after it
// has none.
func TestRoundsInCircle(t *testing.T) {
	after := func(slug string) string { return inTraject("vervolg-op: "+slug, "") }
	expect(t, files{
		"trajecten/a.md": after("b"), "trajecten/b.md": after("c"), "trajecten/c.md": after("a"), "trajecten/d.md": after("a"), "trajecten/e.md": after("d"),
		"trajecten/x.md": after("y"), "trajecten/y.md": after("x"),
	}.check(t), "trajecten/a.md vervolg-kring", "trajecten/x.md vervolg-kring")
	expect(t, files{"trajecten/a.md": after("a")}.check(t), "trajecten/a.md onbekend-traject")
	expect(t, files{"trajecten/a.md": inTraject("titel: A", ""), "trajecten/b.md": after("a"), "trajecten/c.md": after("a")}.check(t))
}
