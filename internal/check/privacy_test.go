package check_test

import (
	"slices"
	"strings"
	"testing"

	. "weerklank/internal/check"
	"weerklank/internal/diag"
)

// framesPrivacy says in which frame the examples of the group diag.Privacy stand.
var framesPrivacy = map[string]frame{
	"bsn": asBody, "iban": asBody, "telefoonnummer": asBody, "e-mailadres": asBody, "woonadres": asBody, "geboortedatum": asBody,
	"kenteken": asBody, "naam-van-persoon": asBody, "kleine-groep": asTraject, "zaaknummer": asTraject, "persoonsgegeven-ongebruikt": asSettings,
}

// problemsWith returns "severity code" of what the rules of the group find.
func problemsWith(t *testing.T, fs files) []string {
	t.Helper()
	privacy := map[string]bool{}
	for _, r := range Rules() {
		privacy[r.Code] = r.Group == diag.Privacy
	}
	var out []string
	for _, p := range fs.check(t) {
		if privacy[p.Code] {
			out = append(out, p.Severity.String()+" "+p.Code)
		}
	}
	return out
}

// What is certain stops publishing, what only looks like it does not.
func TestCertainAndLikely(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"BSN 111222333", "error bsn"},
		{"nummer 111222333", "warning bsn"},
		{"06-12345678", "error telefoonnummer"},
		{"020-1234567", "warning telefoonnummer"},
		{"Dorpsstraat 12", "warning woonadres"},
		{"mevrouw Jansen", "warning naam-van-persoon"},
		{"kenteken XX-123-X", "error kenteken"},
		{"X-123-XX", "warning kenteken"},
		{"14 000", ""},
	} {
		if got := strings.Join(problemsWith(t, files{"trajecten/plek.md": inTraject("", c.text)}), " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// A likely finding stays a warning, and one that the site turns down is turned down.
func TestSeverityOfPersonalData(t *testing.T) {
	set := asSettings.make("regels:\n  telefoonnummer: {ernst: info, reden: Wij letten er zelf op.}")
	got := problemsWith(t, files{"site.yaml": set, "trajecten/plek.md": inTraject("", "06-12345678")})
	if !slices.Equal(got, []string{"info telefoonnummer"}) {
		t.Errorf("got %q", got)
	}
}

// Keys that are there for it may hold it.
func TestKeysForContact(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"contact: {e-mail: jan@voorbeeld.example, telefoon: 06-12345678}", ""},
		{"bijeenkomsten:\n  - {id: avond, naam: Avond, plaats: Dorpsstraat 12}", ""},
		{"team: 06-12345678", "error telefoonnummer"},
		{"vraag: Wat zegt jan@voorbeeld.example?", "error e-mailadres"},
		{"kenmerk: \"111222333\"", "warning zaaknummer"},
	} {
		if got := strings.Join(problemsWith(t, files{"trajecten/plek.md": inTraject(c.front, "")}), " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.front, got, c.want)
		}
	}
}

// A link whose text is its own address is one finding.
func TestLinkSaysItOnce(t *testing.T) {
	got := problemsWith(t, files{"trajecten/plek.md": inTraject("", "[06-12345678](tel:+31612345678) en 06-87654321")})
	if len(got) != 2 {
		t.Errorf("got %q", got)
	}
}

func TestSmallGroup(t *testing.T) {
	for _, c := range []struct {
		signaal string
		want    int
	}{
		{"citaten: [Ik kan er niet in.]\n    doelgroep: [ouders]", 1},
		{"citaten: [Ik kan er niet in.]\n    wijken: [Noord]", 1},
		{"aantal: 4\n    wijken: [Noord]", 1},
		{"aantal: 1\n    citaten: [Ik kan er niet in.]\n    doelgroep: [ouders]", 1},
		{"aantal: 5\n    wijken: [Noord]", 0},
		{"aantal: 64\n    citaten: [Ik kan er niet in.]\n    doelgroep: [ouders]", 0},
		{"citaten: [Ik kan er niet in.]", 0},
		{"aantal: 2", 0},
		{"doelgroep: [ouders]", 0},
		// one for the whole traject
		{"aantal: 2\n    wijken: [Noord]\n  - id: b\n    signaal: En een bank.\n    aantal: 3\n    wijken: [Noord]", 1},
	} {
		front := "signalen:\n  - id: a\n    signaal: Er moet een hek komen.\n    " + c.signaal
		if got := problemsWith(t, files{"trajecten/plek.md": inTraject(front, "")}); len(got) != c.want {
			t.Errorf("%s: got %q", c.signaal, got)
		}
	}
}

func TestCaseNumbers(t *testing.T) {
	for kenmerk, want := range map[string]bool{
		"Z-2024-12345": true, "Z/24/123456": true, "zaak 2024-00123": true, "Z24.012345": true, "zaaknummer: 2024-1234": true, "2024-012345": true,
		"2024/1234": true, "WMO-2024-012345": true, "12345678": true, "D-24-00123": true, "24.012345": true, "UIT-2024-1234": true, "2024Z12345": true,
		"SP-2025-014": false, "ASD-2025-07": false, "SPEEL-1": false, "HEK": false, "Almere, eind 2015": false, "2024": false, "AVOND-12-3": false,
		"Brief 3": false, "2024-12": false,
	} {
		front := "signalen:\n  - id: a\n    signaal: Er moet een hek komen.\n    kenmerken: [\"" + kenmerk + "\"]"
		if got := problemsWith(t, files{"trajecten/plek.md": inTraject(front, "")}); (len(got) == 1) != want {
			t.Errorf("%s: got %q, want %v", kenmerk, got, want)
		}
	}
}
